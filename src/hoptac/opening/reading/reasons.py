"""The sentences about rows of balances."""

from collections.abc import Iterable

from hoptac.kit.language import _
from hoptac.kit.tables.cells import Reason, excerpt
from hoptac.ledger.charts import Account

NO_ACCOUNT = Reason("no_account", _("Dòng này không rõ thuộc tài khoản nào. Hãy ghi số hiệu tài khoản."))
NOT_AT_YEAR_END = Reason(
    "not_at_year_end",
    _(
        "Tài khoản doanh thu, chi phí và 911 không có số dư khi sang năm mới. Hãy kết chuyển hết trong sổ cũ rồi lấy lại số dư."
    ),
)
OFF_BALANCE_CREDIT = Reason(
    "off_balance_credit", _("Tài khoản ngoài bảng chỉ ghi bên Nợ. Hãy chuyển số tiền sang bên Nợ.")
)
NOT_A_CONTRIBUTOR = Reason(
    "not_a_contributor",
    _("Người này không có trong sổ thành viên nên không có vốn góp. Hãy nhập danh sách thành viên trước, rồi đọc lại."),
)
INTERNAL_NOT_TRACKED = Reason(
    "internal_not_tracked",
    _(
        "Hợp tác xã không theo dõi riêng giao dịch nội bộ nên không dùng tài khoản này. Hãy ghi vào tài khoản của giao dịch bên "
        "ngoài, hoặc bật theo dõi riêng trong phần cài đặt kế toán."
    ),
)
TOTAL_ROW = Reason("total_row", _("Dòng tổng: không ghi sổ, chỉ để đối chiếu với các dòng chi tiết."))
TOTAL_OF_CAPITAL = Reason(
    "total_of_capital", _("Tổng vốn góp: chi tiết từng thành viên lấy theo sổ góp vốn, không ghi hai lần.")
)
NEW_PARTY = Reason("new_party", _("Chưa có trong danh sách đối tượng; sẽ được thêm khi ghi sổ."))
NETTED = Reason("netted", _("Dòng có cả hai bên; ghi số chênh lệch."))
OTHER_SIDE = Reason("other_side", _("Số âm được hiểu là số dư bên kia."))
ACCOUNT_AS_ABOVE = Reason("account_as_above", _("Không ghi tài khoản; hiểu là tài khoản ở trên."))
ACCOUNT_BY_NAME = Reason("account_by_name", _("Không ghi số hiệu; hiểu theo tên tài khoản."))
INDIVISIBLE_ASSETS = Reason(
    "indivisible_assets",
    _("Sổ cũ chưa tách tài sản chung không chia. Nếu có, hãy ghi phần đó vào 212, hao mòn vào 2142."),
)
LEGACY_CREDIT = Reason("legacy_credit", _("332 chỉ còn dùng cho hợp đồng vay của thành viên ký trước ngày 01/09/2023."))


def unknown_account(text: object) -> Reason:
    return Reason(
        "unknown_account",
        _("Không có tài khoản “%(text)s” trong hệ thống tài khoản. Hãy sửa số hiệu.", text=excerpt(text)),
    )


def account_with_children(code: str, children: Iterable[str]) -> Reason:
    return Reason(
        "account_with_children",
        _(
            "Tài khoản %(code)s còn tài khoản chi tiết. Hãy ghi số dư ở %(children)s.",
            code=code,
            children=", ".join(children),
        ),
    )


def missing_party(code: str) -> Reason:
    return Reason(
        "missing_party",
        _("Tài khoản %(code)s phải theo dõi từng đối tượng. Hãy ghi số dư của từng người, từng đơn vị.", code=code),
    )


def several_accounts(old: str, accounts: Iterable[str]) -> Reason:
    return Reason(
        "several_accounts",
        _(
            "Tài khoản %(old)s của chế độ cũ nay có thể là %(accounts)s. Hãy chọn một.",
            old=old,
            accounts=", ".join(accounts),
        ),
    )


def moved_account(old: str, new: str) -> Reason:
    return Reason("moved_account", _("Tài khoản %(old)s của chế độ cũ ghi vào %(new)s.", old=old, new=new))


def several_parties(name: str) -> Reason:
    return Reason(
        "several_parties",
        _("“%(name)s” có thể là người đã có trong danh sách. Hãy chọn, hoặc thêm mới.", name=excerpt(name)),
    )


def other_spelling(name: str) -> Reason:
    return Reason("other_spelling", _("Trong danh sách viết là %(name)s.", name=name))


def repeated_balance(sheet: str, row: int) -> Reason:
    return Reason(
        "repeated_balance",
        _("Giống hệt dòng %(row)s của trang “%(sheet)s”. Có phải ghi hai lần?", sheet=sheet, row=row),
    )


def detail_by_code(code: str, account: Account) -> Reason:
    return Reason(
        "detail_by_code",
        _("Mã %(code)s hiểu là một đối tượng của tài khoản %(account)s.", code=code, account=account.code),
    )


def zero_restored(code: str) -> Reason:
    return Reason("account_zero_restored", _("Số 0 ở đầu số hiệu đã được thêm lại: %(code)s.", code=code))


def unreadable_quantity(text: object) -> Reason:
    return Reason("unreadable_quantity", _("Không đọc được số lượng “%(text)s”, để trống.", text=excerpt(text)))
