"""What a role may do: one table, enforced by the guard and shown on a page."""

from enum import StrEnum

from hoptac.kit.language import Message, _


class Permission(StrEnum):
    """A deed that a handler asks leave for."""

    READ_MEMBERS = "read_members"
    WRITE_MEMBERS = "write_members"
    IMPORT_MEMBERS = "import_members"
    MERGE_MEMBERS = "merge_members"
    OPEN_IDENTITY_NUMBERS = "open_identity_numbers"
    END_MEMBERSHIP = "end_membership"
    RECORD_AGREEMENT = "record_agreement"
    READ_CHARTER = "read_charter"
    WRITE_CHARTER = "write_charter"
    READ_DISCLOSURES = "read_disclosures"
    WRITE_DISCLOSURES = "write_disclosures"
    GIVE_MEMBER_ACCESS = "give_member_access"
    READ_PERSONAL_DATA = "read_personal_data"
    WRITE_PERSONAL_DATA = "write_personal_data"
    HAND_OUT_PERSONAL_DATA = "hand_out_personal_data"
    ERASE_PERSONAL_DATA = "erase_personal_data"
    READ_CAPITAL = "read_capital"
    RECORD_PLEDGE = "record_pledge"
    RECORD_CONTRIBUTION = "record_contribution"
    RECORD_REFUND = "record_refund"
    RETRACT_CAPITAL = "retract_capital"
    ISSUE_CERTIFICATE = "issue_certificate"
    READ_LEDGER = "read_ledger"
    WRITE_VOUCHERS = "write_vouchers"
    POST_VOUCHERS = "post_vouchers"
    APPROVE_VOUCHERS = "approve_vouchers"
    POST_OPENING = "post_opening"
    CHOOSE_POSTING_RULES = "choose_posting_rules"
    WRITE_ITEMS = "write_items"
    CLOSE_PERIODS = "close_periods"
    FILE_YEAR = "file_year"
    SET_ACCOUNTING_TERMS = "set_accounting_terms"
    READ_BANK = "read_bank"
    IMPORT_BANK = "import_bank"
    MATCH_BANK = "match_bank"
    REQUEST_PAYMENT = "request_payment"
    READ_TASKS = "read_tasks"
    RECORD_DUTY = "record_duty"
    RECORD_OFFICE = "record_office"
    READ_ROLES = "read_roles"
    WRITE_PROFILE = "write_profile"
    READ_SEATS = "read_seats"
    WRITE_SEATS = "write_seats"
    READ_FIGURES = "read_figures"
    DECLARE_FIGURES = "declare_figures"


P = Permission

PERMISSION_NAMES: dict[Permission, Message] = {
    P.READ_MEMBERS: _("Xem thành viên"),
    P.WRITE_MEMBERS: _("Thêm và sửa thành viên"),
    P.MERGE_MEMBERS: _("Gộp hai hồ sơ của một thành viên"),
    P.IMPORT_MEMBERS: _("Nhập danh sách thành viên từ Excel"),
    P.OPEN_IDENTITY_NUMBERS: _("Mở xem số định danh đầy đủ"),
    P.END_MEMBERSHIP: _("Ghi thôi là thành viên, ghi người thừa kế"),
    P.RECORD_AGREEMENT: _("Ghi hợp đồng với thành viên"),
    P.READ_CHARTER: _("Xem Điều lệ"),
    P.WRITE_CHARTER: _("Ghi Điều lệ"),
    P.READ_DISCLOSURES: _("Đọc văn bản công bố cho thành viên"),
    P.WRITE_DISCLOSURES: _("Ghi văn bản công bố, ngày niêm yết"),
    P.GIVE_MEMBER_ACCESS: _("Cấp trang riêng cho thành viên"),
    P.READ_PERSONAL_DATA: _("Xem đồng ý, yêu cầu và nhật ký xem dữ liệu cá nhân"),
    P.WRITE_PERSONAL_DATA: _("Ghi đồng ý, yêu cầu về dữ liệu cá nhân"),
    P.HAND_OUT_PERSONAL_DATA: _("Lấy ra toàn bộ dữ liệu của một người"),
    P.ERASE_PERSONAL_DATA: _("Xóa dữ liệu cá nhân"),
    P.READ_CAPITAL: _("Xem vốn góp"),
    P.RECORD_PLEDGE: _("Ghi cam kết góp vốn"),
    P.RECORD_CONTRIBUTION: _("Ghi vốn góp vào sổ"),
    P.RECORD_REFUND: _("Hoàn trả, chuyển phần vốn góp"),
    P.RETRACT_CAPITAL: _("Bỏ lần góp vốn, hoàn trả ghi nhầm"),
    P.ISSUE_CERTIFICATE: _("Cấp giấy chứng nhận phần vốn góp"),
    P.READ_LEDGER: _("Xem sổ kế toán"),
    P.WRITE_VOUCHERS: _("Lập và sửa chứng từ chưa ghi sổ"),
    P.POST_VOUCHERS: _("Ghi sổ chứng từ"),
    P.APPROVE_VOUCHERS: _("Duyệt chứng từ"),
    P.POST_OPENING: _("Ghi số dư đầu kỳ"),
    P.CHOOSE_POSTING_RULES: _("Bật, tắt cách ghi sổ suy ra"),
    P.WRITE_ITEMS: _("Thêm và sửa vật tư, hàng hóa"),
    P.CLOSE_PERIODS: _("Khóa tháng, mở lại tháng và kết chuyển năm"),
    P.FILE_YEAR: _("Ghi nhận đã nộp báo cáo tài chính năm"),
    P.SET_ACCOUNTING_TERMS: _("Chọn cách giữ sổ kế toán"),
    P.READ_BANK: _("Xem tài khoản ngân hàng và sao kê"),
    P.IMPORT_BANK: _("Khai tài khoản ngân hàng, nhập sao kê"),
    P.MATCH_BANK: _("Đối chiếu sao kê và ghi sổ"),
    P.REQUEST_PAYMENT: _("Lập mã VietQR để thu tiền"),
    P.READ_TASKS: _("Xem việc phải làm"),
    P.RECORD_DUTY: _("Ghi việc đã làm theo luật"),
    P.RECORD_OFFICE: _("Ghi người giữ chức vụ"),
    P.READ_ROLES: _("Xem bảng phân quyền"),
    P.WRITE_PROFILE: _("Sửa thông tin đơn vị"),
    P.READ_SEATS: _("Xem ai giữ vai trò nào"),
    P.WRITE_SEATS: _("Thêm người dùng và cho thôi vai trò"),
    P.READ_FIGURES: _("Xem số liệu tổng hợp"),
    P.DECLARE_FIGURES: _("Nhập số liệu khai báo của các đơn vị"),
}

ROLE_NAMES: dict[str, Message] = {
    "chair": _("Chủ tịch HĐQT"),
    "director": _("Giám đốc"),
    "accountant": _("Kế toán"),
    "cashier": _("Thủ quỹ"),
    "supervisor": _("Kiểm soát viên"),
    "member": _("Thành viên của đơn vị"),
    "alliance_leader": _("Lãnh đạo liên minh"),
    "alliance_officer": _("Cán bộ liên minh"),
    "alliance_viewer": _("Người xem của liên minh"),
}

_READS = {
    P.READ_MEMBERS,
    P.READ_CHARTER,
    P.READ_DISCLOSURES,
    P.READ_CAPITAL,
    P.READ_LEDGER,
    P.READ_BANK,
    P.READ_TASKS,
    P.READ_ROLES,
}
_BOARD = _READS | {
    P.WRITE_MEMBERS,
    P.IMPORT_MEMBERS,
    P.OPEN_IDENTITY_NUMBERS,
    P.END_MEMBERSHIP,
    P.RECORD_AGREEMENT,
    P.WRITE_DISCLOSURES,
    P.GIVE_MEMBER_ACCESS,
    P.READ_PERSONAL_DATA,
    P.WRITE_PERSONAL_DATA,
    P.RECORD_PLEDGE,
    P.ISSUE_CERTIFICATE,
    P.FILE_YEAR,
    P.RECORD_DUTY,
    P.RECORD_OFFICE,
}
_FIGURES = {P.READ_FIGURES, P.READ_ROLES}

_BOOKS = {
    P.MERGE_MEMBERS,
    P.RECORD_CONTRIBUTION,
    P.RECORD_REFUND,
    P.RETRACT_CAPITAL,
    P.WRITE_VOUCHERS,
    P.POST_VOUCHERS,
    P.POST_OPENING,
    P.CHOOSE_POSTING_RULES,
    P.WRITE_ITEMS,
    P.CLOSE_PERIODS,
    P.SET_ACCOUNTING_TERMS,
    P.IMPORT_BANK,
    P.MATCH_BANK,
    P.REQUEST_PAYMENT,
}

_LEADS = {P.APPROVE_VOUCHERS, P.WRITE_PROFILE, P.WRITE_CHARTER}
_OVER_PEOPLE = {P.HAND_OUT_PERSONAL_DATA, P.ERASE_PERSONAL_DATA}
"""What shows or ends everything that is kept of a person: for who answers for the organization alone."""

ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    "chair": frozenset(_BOARD | _BOOKS | _LEADS | _OVER_PEOPLE | {P.READ_SEATS, P.WRITE_SEATS}),
    "director": frozenset(_BOARD | _BOOKS | _LEADS | _OVER_PEOPLE | {P.READ_SEATS}),
    "accountant": frozenset((_BOARD | _BOOKS) - {P.ISSUE_CERTIFICATE, P.RECORD_OFFICE}),
    "cashier": frozenset((_READS | {P.RECORD_CONTRIBUTION, P.REQUEST_PAYMENT}) - {P.READ_LEDGER}),
    # Reads everything, writes nothing: the supervisory board inspects (Art. 69) and must not touch what it inspects.
    "supervisor": frozenset(_READS | {P.READ_SEATS, P.READ_PERSONAL_DATA}),
    # The charter and what is posted are open to every member (Art. 14.1).
    "member": frozenset({P.READ_ROLES, P.READ_CHARTER, P.READ_DISCLOSURES}),
    "alliance_leader": frozenset(_FIGURES | {P.DECLARE_FIGURES, P.READ_SEATS, P.WRITE_SEATS, P.WRITE_PROFILE}),
    "alliance_officer": frozenset(_FIGURES | {P.DECLARE_FIGURES}),
    "alliance_viewer": frozenset(_FIGURES),
}


def may(roles: tuple[str, ...], permission: Permission) -> bool:
    """Whether any of the roles that a person holds in one organization allows the deed."""
    return any(permission in ROLE_PERMISSIONS[role] for role in roles)
