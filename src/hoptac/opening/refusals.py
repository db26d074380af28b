"""Why an opening is not accepted, each in a sentence that says what differs, by how much, and what to do."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.money import format_dong
from hoptac.ledger.refusals import MOST_LINES

_BOOKS = "Thông tư 71/2024/TT-BTC, Phụ lục I"
_OPENING = "Luật Kế toán 2015, Điều 26"
HANDBOOK = "/handbook/accounting#proof"


class Unbalanced(Refusal):
    """Debits are not credits."""

    def __init__(self, debit_dong: int, credit_dong: int) -> None:
        message = _(
            "Tổng dư Nợ là %(debit)s, tổng dư Có là %(credit)s, lệch %(difference)s. Hãy tìm chỗ thiếu hoặc ghi nhầm bên rồi "
            "làm lại; chưa có gì được ghi sổ.",
            debit=format_dong(debit_dong),
            credit=format_dong(credit_dong),
            difference=format_dong(abs(debit_dong - credit_dong)),
        )
        super().__init__(message, article=_BOOKS, explained_at=HANDBOOK)


class DetailsDiffer(Refusal):
    """The details of an account do not add up to its total."""

    def __init__(self, account: str, place: str, total_dong: int, details_dong: int) -> None:
        message = _(
            "Tài khoản %(account)s: dòng tổng (%(place)s) là %(total)s, cộng chi tiết là %(details)s, lệch %(difference)s. "
            "Hãy bổ sung hoặc sửa chi tiết.",
            account=account,
            place=place,
            total=format_dong(total_dong),
            details=format_dong(details_dong),
            difference=format_dong(abs(total_dong - details_dong)),
        )
        super().__init__(message, article=_BOOKS, explained_at=HANDBOOK)


class CapitalDiffers(Refusal):
    """4111 of one party is not what the register of contributions says."""

    def __init__(self, name: str, said_dong: int, register_dong: int) -> None:
        message = _(
            "Vốn góp (4111) của %(name)s: số dư ghi %(said)s, sổ góp vốn ghi %(register)s, lệch %(difference)s.",
            name=name,
            said=format_dong(said_dong),
            register=format_dong(register_dong),
            difference=format_dong(abs(said_dong - register_dong)),
        )
        super().__init__(message, article=_BOOKS, explained_at=HANDBOOK)


class CapitalTotalDiffers(Refusal):
    """4111 as a whole is not the register of contributions."""

    def __init__(self, said_dong: int, register_dong: int) -> None:
        message = _(
            "Vốn góp của thành viên (4111): số dư ghi %(said)s, sổ góp vốn ghi %(register)s, lệch %(difference)s. Hãy nhập "
            "danh sách thành viên với vốn đã góp cho đủ, hoặc sửa số dư.",
            said=format_dong(said_dong),
            register=format_dong(register_dong),
            difference=format_dong(abs(said_dong - register_dong)),
        )
        super().__init__(message, article=_BOOKS, explained_at=HANDBOOK)


class OpeningInForce(Refusal):
    """There is an opening already."""

    def __init__(self, series: str, number: int, year: int) -> None:
        message = _(
            "Số dư đầu kỳ đã ghi ở chứng từ %(series)s %(number)s/%(year)s. Muốn làm lại, hãy lấy lại số dư ấy trước.",
            series=series,
            number=number,
            year=year,
        )
        super().__init__(message, article=_OPENING)


class NoOpeningInForce(Refusal):
    """Nothing to be taken back."""

    def __init__(self) -> None:
        super().__init__(_("Số dư đầu kỳ này không còn hiệu lực. Không có gì để lấy lại."))


class NothingToOpen(Refusal):
    """No balance, or the books say all of it already."""

    def __init__(self) -> None:
        super().__init__(_("Không có số dư nào để ghi thêm. Không có gì thay đổi."))


class RowsLeft(Refusal):
    """Rows that are refused, or wait for a decision: without them the balances are not whole."""

    def __init__(self, count: int) -> None:
        message = _(
            "Còn %(count)s dòng chưa nhận được hoặc cần quyết định. Số dư đầu kỳ chỉ ghi khi mọi dòng đã rõ.",
            count=count,
        )
        super().__init__(message)


class RowRefused(Refusal):
    """One row of a file, with its place and the reason."""

    def __init__(self, sheet: str, row: int, reason: str) -> None:
        super().__init__(_("Trang “%(sheet)s”, dòng %(row)s: %(reason)s", sheet=sheet, row=row, reason=reason))


class FirstDayMissing(Refusal):
    """The day the books here begin on is not said."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi ngày đầu tiên giữ sổ ở đây."), field="first_on")


class FirstDayAhead(Refusal):
    """The books begin on a day that has not come."""

    def __init__(self, day: date) -> None:
        message = _("Ngày %(day)s chưa tới. Hãy ghi ngày sổ bắt đầu.", day=format_date(day))
        super().__init__(message, field="first_on")


class NoBalancesFound(Refusal):
    """A workbook in which no table of balances can be found."""

    def __init__(self) -> None:
        message = _(
            "Không tìm thấy bảng số dư trong tệp. Bảng cần có cột số hiệu tài khoản, hoặc tên đối tượng dưới một tài khoản, "
            "và cột dư Nợ, dư Có."
        )
        super().__init__(message, field="file")


class OpeningTooLong(Refusal):
    """More rows than one entry may have lines."""

    def __init__(self, rows: int) -> None:
        message = _(
            "Tệp có %(rows)s dòng; số dư đầu kỳ ghi nhiều nhất %(most)s dòng. Hãy gộp bớt các dòng chi tiết.",
            rows=format_dong(rows),
            most=format_dong(MOST_LINES),
        )
        super().__init__(message, field="file")


class OpeningChanged(Refusal):
    """The sums are not those that the person saw when confirming."""

    def __init__(self) -> None:
        super().__init__(_("Số dư đã thay đổi sau khi bạn mở trang này. Hãy xem lại rồi ghi sổ."))


class TakingBackReasonMissing(Refusal):
    """An opening is taken back for a reason."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do lấy lại số dư đầu kỳ."), field="reason", article="Luật Kế toán 2015, Điều 27")
