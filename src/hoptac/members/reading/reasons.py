"""The sentences about rows of a member list: why one is refused or needs a decision, and what was mended in it."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _, grouped
from hoptac.kit.tables.cells import Reason, excerpt

# Refused

NO_NAME = Reason("no_name", _("Dòng này không có họ tên. Hãy ghi họ tên thành viên."))


def broken_identity_number(text: object) -> Reason:
    return Reason(
        "broken_identity_number",
        _(
            "Số căn cước “%(text)s” không đủ 12 số (hoặc 9 số với chứng minh cũ). Hãy xem lại giấy tờ.",
            text=excerpt(text),
        ),
    )


def rounded_identity_number(text: object) -> Reason:
    return Reason(
        "broken_identity_number",
        _(
            "Số căn cước “%(text)s” đã bị bảng tính làm tròn. Hãy đổi cột này sang kiểu chữ rồi ghi lại đủ số.",
            text=excerpt(text),
        ),
    )


def future_date(text: str) -> Reason:
    return Reason("future_date", _("Ngày %(day)s chưa tới. Hãy xem lại ngày này.", day=text))


def too_young(age: int, *, contributing: bool) -> Reason:
    """Law 17/2023/QH15 Art. 30.1.a (18 years), 30.2 (15 years for associates who do not contribute)."""
    if contributing:
        message = _(
            "Người này mới %(age)s tuổi. Thành viên góp vốn phải đủ 18 tuổi (Luật Hợp tác xã 2023, Điều 30 khoản 1).",
            age=age,
        )
    else:
        message = _(
            "Người này mới %(age)s tuổi. Thành viên liên kết không góp vốn phải đủ 15 tuổi "
            "(Luật Hợp tác xã 2023, Điều 30 khoản 2).",
            age=age,
        )
    return Reason("too_young", message)


# In need of a decision


def repeated_identity_number(sheet: str, row: int) -> Reason:
    return Reason(
        "repeated_identity_number",
        _("Số căn cước này đã có ở trang “%(sheet)s”, dòng %(row)s.", sheet=sheet, row=row),
    )


def repeated_person(sheet: str, row: int) -> Reason:
    return Reason(
        "repeated_person",
        _(
            "Người cùng tên, cùng năm sinh đã có ở trang “%(sheet)s”, dòng %(row)s; không có số căn cước để phân biệt.",
            sheet=sheet,
            row=row,
        ),
    )


def repeated_number(number: str, sheet: str, row: int) -> Reason:
    return Reason(
        "repeated_number",
        _("Mã thành viên %(number)s đã có ở trang “%(sheet)s”, dòng %(row)s.", number=number, sheet=sheet, row=row),
    )


def identity_number_of_another(name: str) -> Reason:
    return Reason(
        "identity_number_of_another",
        _("Số căn cước này trong sổ là của %(name)s; tên hoặc ngày sinh khác với tệp.", name=name),
    )


def number_of_another(number: str, name: str) -> Reason:
    return Reason(
        "number_of_another", _("Mã thành viên %(number)s trong sổ là của %(name)s.", number=number, name=name)
    )


def person_of_register(name: str) -> Reason:
    return Reason(
        "person_of_register",
        _("Trong sổ đã có %(name)s cùng năm sinh; không có số căn cước để phân biệt.", name=name),
    )


def has_left(name: str, day: str) -> Reason:
    return Reason(
        "has_left",
        _("%(name)s đã ra khỏi hợp tác xã ngày %(day)s. Muốn vào lại thì ghi đơn xin gia nhập.", name=name, day=day),
    )


def other_identity_number(name: str) -> Reason:
    return Reason(
        "other_identity_number",
        _("%(name)s đã có trong sổ với số căn cước khác.", name=name),
    )


def other_sums(file_dong: int, known_dong: int, *, paid: bool) -> Reason:
    if paid:
        message = _(
            "Vốn đã góp trong tệp là %(file)s đồng, trong sổ là %(known)s đồng. "
            "Khoản góp thêm cần ghi thành một lần góp vốn.",
            file=grouped(file_dong),
            known=grouped(known_dong),
        )
    else:
        message = _(
            "Vốn cam kết trong tệp là %(file)s đồng, trong sổ là %(known)s đồng.",
            file=grouped(file_dong),
            known=grouped(known_dong),
        )
    return Reason("other_sums", message)


def paid_above_pledge(paid_dong: int, pledged_dong: int) -> Reason:
    """Law 17/2023/QH15 Art. 4.12: the contribution is what was contributed or pledged; more needs a new pledge."""
    return Reason(
        "paid_above_pledge",
        _(
            "Vốn đã góp %(paid)s đồng nhiều hơn vốn cam kết %(pledged)s đồng (Luật Hợp tác xã 2023, Điều 4 khoản 12).",
            paid=grouped(paid_dong),
            pledged=grouped(pledged_dong),
        ),
    )


def other_remainder(remaining_dong: int) -> Reason:
    return Reason(
        "other_remainder",
        _(
            "Cột còn lại ghi %(dong)s đồng, không khớp với vốn cam kết trừ vốn đã góp.",
            dong=grouped(remaining_dong),
        ),
    )


def other_paid(dong: int, paid_dong: int) -> Reason:
    return Reason(
        "other_paid",
        _(
            "Có hai cột cùng có thể là vốn đã góp: %(paid)s đồng và %(other)s đồng. Hãy chọn lại cột.",
            paid=grouped(paid_dong),
            other=grouped(dong),
        ),
    )


PARTS_OR_BALANCES = Reason(
    "parts_or_balances",
    _(
        "Các cột vốn góp theo năm có thể là số góp trong từng năm, cũng có thể là số dư đến từng năm. "
        "Hãy chọn lại cột vốn đã góp."
    ),
)


def unclear_money(heading: str) -> Reason:
    return Reason(
        "unclear_money",
        _("Danh sách không nói cột “%(heading)s” là vốn góp. Hãy xem lại cột này.", heading=excerpt(heading)),
    )


def may_have_left(text: object) -> Reason:
    return Reason(
        "may_have_left",
        _("Ghi “%(text)s”: có thể không còn là thành viên. Hãy xem lại trước khi nhập.", text=excerpt(text)),
    )


NONCONTRIBUTING_WITH_CAPITAL = Reason(
    "noncontributing_with_capital",
    _(
        "Thành viên liên kết không góp vốn lại có vốn góp (Luật Hợp tác xã 2023, Điều 4 khoản 19). Hãy xem lại "
        "loại thành viên."
    ),
)  # Law 17/2023/QH15 Art. 4.19


def unknown_nationality(text: object) -> Reason:
    return Reason(
        "unknown_nationality",
        _("Không hiểu quốc tịch “%(text)s”. Nếu nhập như đã đọc thì coi là Việt Nam.", text=excerpt(text)),
    )


def unreadable_day(refusal: Refusal) -> Reason:
    return Reason("unreadable_day", refusal.message)


# Notes: mended, or left empty

NO_IDENTITY_NUMBER = Reason("no_identity_number", _("Không có số căn cước."))
ZERO_RESTORED = Reason("zero_restored", _("Số 0 ở đầu đã được thêm lại."))
ONLY_YEAR_OF_BIRTH = Reason("only_year_of_birth", _("Ngày sinh chỉ có năm."))
ADDRESS_AS_ABOVE = Reason("address_as_above", _("Địa chỉ như dòng trên."))
VALUE_AS_ABOVE = Reason("value_as_above", _("Có ô ghi như dòng trên."))
NOTHING_ABOVE = Reason("nothing_above", _("Có ô ghi như dòng trên nhưng dòng trên không có."))
HAMLET_FROM_TITLE = Reason("hamlet_from_title", _("Ấp, thôn lấy theo tiêu đề của trang."))
PLEDGE_AS_PAID = Reason("pledge_as_paid", _("Không có vốn cam kết; lấy bằng vốn đã góp."))
FOREIGN_ORGANIZATION = Reason(
    "foreign_organization", _("Tổ chức ghi quốc tịch nước ngoài; coi là pháp nhân có vốn đầu tư nước ngoài.")
)
OTHER_NATIONALITY_IN_REGISTER = Reason(
    "other_nationality_in_register",
    _("Quốc tịch trong sổ khác với tệp. Nếu tệp đúng, hãy sửa hồ sơ thành viên."),
)
KIND_BY_CAPITAL = Reason("kind_by_capital", _("Loại thành viên liên kết hiểu theo vốn góp."))


def identity_number_within(text: object) -> Reason:
    return Reason("identity_number_within", _("Số căn cước lấy từ “%(text)s”.", text=excerpt(text)))


def identity_year_differs(year: int) -> Reason:
    return Reason(
        "identity_year_differs", _("Số căn cước cho thấy năm sinh %(year)s, khác với năm sinh trong tệp.", year=year)
    )


def unreadable_birth(text: object) -> Reason:
    return Reason("unreadable_birth", _("Không đọc được ngày sinh “%(text)s”, để trống.", text=excerpt(text)))


def unreadable_issue_day(text: object) -> Reason:
    return Reason(
        "unreadable_issue_day", _("Không đọc được ngày cấp căn cước “%(text)s”, để trống.", text=excerpt(text))
    )


def unknown_gender(text: object) -> Reason:
    return Reason("unknown_gender", _("Không hiểu giới tính “%(text)s”, để trống.", text=excerpt(text)))


def unknown_member_kind(text: object) -> Reason:
    return Reason(
        "unknown_member_kind", _("Không hiểu loại thành viên “%(text)s”; coi là chính thức.", text=excerpt(text))
    )


def only_year(year: int) -> Reason:
    return Reason("only_year", _("Ngày chỉ có năm %(year)s; ghi ngày 01/01.", year=year))


def only_month(text: str) -> Reason:
    return Reason("only_month", _("Ngày “%(text)s” chỉ có tháng; ghi ngày đầu tháng.", text=text))


def other_phone_in_register(phone: str) -> Reason:
    return Reason("other_phone_in_register", _("Số điện thoại trong sổ là %(phone)s, khác với tệp.", phone=phone))
