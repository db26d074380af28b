"""What the books refuse, each with the sentence that says why and what to do (TT 71/2024/TT-BTC, Accounting Law)."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _, grouped

MOST_LINES = 30_000
"""More belongs into several entries; the database numbers the lines of one entry with a smallint."""
LARGEST_AMOUNT = 10**15
"""đồng; a thousand times the yearly income of the largest cooperative, so what is more is a slip of the keyboard."""

_TT_71 = "Thông tư 71/2024/TT-BTC, Phụ lục I"
_SINGLE_ENTRY = "Thông tư 71/2024/TT-BTC, Điều 3"
_VOUCHER_CONTENT = "Luật Kế toán 2015, Điều 16 khoản 1"
_CORRECTION = "Luật Kế toán 2015, Điều 27 khoản 4"
_BEFORE_FILING = "Luật Kế toán 2015, Điều 27 khoản 2"
_AFTER_FILING = "Luật Kế toán 2015, Điều 27 khoản 3"
_CLOSING = "Luật Kế toán 2015, Điều 26"


def month_text(month: date) -> str:
    """'03/2026'"""
    return f"{month.month:02d}/{month.year:04d}"


class UnknownAccount(Refusal):
    """No such account in the chart."""

    def __init__(self, code: str) -> None:
        message = _("Không có tài khoản %(code)s. Hãy chọn một tài khoản trong hệ thống tài khoản.", code=code)
        super().__init__(message, field="lines", article=_TT_71)


class AccountWithChildren(Refusal):
    """An account with detailed accounts below it is not posted to."""

    def __init__(self, code: str) -> None:
        message = _("Tài khoản %(code)s còn tài khoản chi tiết. Hãy chọn tài khoản chi tiết để ghi.", code=code)
        super().__init__(message, field="lines", article=_TT_71)


class MissingParty(Refusal):
    """The account is kept by party and the side names none."""

    def __init__(self, code: str) -> None:
        message = _("Tài khoản %(code)s phải theo dõi từng đối tượng. Hãy chọn người hoặc đơn vị liên quan.", code=code)
        super().__init__(message, field="lines", article=_TT_71)


class PartyWithoutAccount(Refusal):
    """A party stands on a side that has no account."""

    def __init__(self) -> None:
        message = _("Có đối tượng nhưng chưa có tài khoản ở cùng bên. Hãy chọn tài khoản hoặc bỏ đối tượng.")
        super().__init__(message, field="lines")


class OneSidedLine(Refusal):
    """An account outside class 0 stands alone."""

    def __init__(self) -> None:
        message = _("Dòng này mới có một bên. Hãy ghi đủ tài khoản Nợ và tài khoản Có.")
        super().__init__(message, field="lines", article=_SINGLE_ENTRY)


class TwoSidedOffBalanceLine(Refusal):
    """An account of class 0 stands against another account."""

    def __init__(self, code: str) -> None:
        message = _("Tài khoản %(code)s ghi đơn, không có tài khoản đối ứng. Hãy để trống bên kia.", code=code)
        super().__init__(message, field="lines", article=_SINGLE_ENTRY)


class SameSides(Refusal):
    """Debit and credit name the same account and the same party: nothing moves."""

    def __init__(self, code: str) -> None:
        message = _(
            "Tài khoản %(code)s đứng ở cả hai bên. Hãy chọn hai tài khoản hoặc hai đối tượng khác nhau.", code=code
        )
        super().__init__(message, field="lines")


class AmountZero(Refusal):
    """A line of nothing."""

    def __init__(self) -> None:
        super().__init__(_("Số tiền của dòng này bằng 0. Hãy ghi số tiền hoặc bỏ dòng này."), field="lines")


class NegativeAmount(Refusal):
    """A negative amount outside an adjustment entry."""

    def __init__(self, amount_dong: int) -> None:
        message = _(
            "Số tiền %(amount)s là số âm. Muốn sửa bút toán đã ghi, hãy lập chứng từ điều chỉnh.",
            amount=grouped(amount_dong),
        )
        super().__init__(message, field="lines", article=_CORRECTION)


class AmountTooLarge(Refusal):
    """An amount beyond anything a cooperative has."""

    def __init__(self, amount_dong: int) -> None:
        message = _("Số tiền %(amount)s quá lớn. Hãy kiểm tra lại số tiền.", amount=grouped(amount_dong))
        super().__init__(message, field="lines")


class EmptyEntry(Refusal):
    """An entry without lines."""

    def __init__(self) -> None:
        super().__init__(_("Bút toán chưa có dòng nào. Hãy ghi ít nhất một dòng Nợ, Có."), field="lines")


class TooManyLines(Refusal):
    """More lines than one entry holds."""

    def __init__(self, count: int) -> None:
        message = _(
            "Bút toán có %(count)s dòng, nhiều nhất là %(most)s dòng. Hãy tách thành nhiều bút toán.",
            count=grouped(count),
            most=grouped(MOST_LINES),
        )
        super().__init__(message, field="lines")


class MissingDescription(Refusal):
    """A voucher says what happened."""

    def __init__(self) -> None:
        message = _("Bút toán chưa có diễn giải. Hãy ghi ngắn gọn nội dung đã phát sinh.")
        super().__init__(message, field="description", article=_VOUCHER_CONTENT)


class FutureEntryDate(Refusal):
    """The books hold what has happened."""

    def __init__(self, entry_on: date) -> None:
        message = _("Ngày %(day)s chưa tới. Hãy ghi ngày hôm nay hoặc ngày trước đó.", day=format_date(entry_on))
        super().__init__(message, field="entry_on")


class ClosedPeriod(Refusal):
    """The month of the entry is closed."""

    def __init__(self, entry_on: date) -> None:
        message = _(
            "Sổ tháng %(month)s đã khóa. Hãy ghi vào tháng còn mở, hoặc mở lại sổ tháng đó trước khi ghi.",
            month=month_text(entry_on),
        )
        super().__init__(message, field="entry_on", article=_CLOSING)


class AlreadyPosted(Refusal):
    """The event is in the books already."""

    def __init__(self, series: str, number: int) -> None:
        message = _(
            "Việc này đã ghi sổ ở chứng từ %(series)s số %(number)s. Hãy xem chứng từ đó, không ghi lần nữa.",
            series=series,
            number=number,
        )
        super().__init__(message, article="Luật Kế toán 2015, Điều 18 khoản 1")


class AdjustmentOfAdjustment(Refusal):
    """An adjustment corrects the original entry, not another adjustment."""

    def __init__(self) -> None:
        message = _("Đây là chứng từ điều chỉnh. Hãy điều chỉnh bút toán gốc của nó.")
        super().__init__(message, article=_CORRECTION)


class NothingToAdjust(Refusal):
    """The corrected entry says what the books say already."""

    def __init__(self) -> None:
        super().__init__(_("Nội dung sửa giống hệt nội dung đã ghi. Hãy sửa số tiền hoặc tài khoản rồi ghi lại."))


class AdjustmentBeforeOriginal(Refusal):
    """A correction is made after what it corrects."""

    def __init__(self, original_on: date) -> None:
        message = _("Ngày điều chỉnh phải từ ngày %(day)s của bút toán gốc trở đi.", day=format_date(original_on))
        super().__init__(message, field="entry_on")


class PeriodNotEnded(Refusal):
    """A month is closed after its last day."""

    def __init__(self, month: date) -> None:
        message = _(
            "Tháng %(month)s chưa hết nên chưa khóa sổ được. Hãy khóa sổ khi tháng đã hết.", month=month_text(month)
        )
        super().__init__(message, field="month")


class PeriodAlreadyClosed(Refusal):
    """The month is closed already."""

    def __init__(self, month: date) -> None:
        message = _("Sổ tháng %(month)s đã khóa từ trước. Không cần khóa lại.", month=month_text(month))
        super().__init__(message, field="month")


class PeriodNotClosed(Refusal):
    """Only a closed month can be opened again."""

    def __init__(self, month: date) -> None:
        message = _("Sổ tháng %(month)s đang mở. Không cần mở lại.", month=month_text(month))
        super().__init__(message, field="month")


class MissingReason(Refusal):
    """Closing and opening a month is explained."""

    def __init__(self) -> None:
        super().__init__(_("Chưa ghi lý do. Hãy ghi ngắn gọn vì sao khóa hoặc mở lại sổ."), field="reason")


class QuantityWithoutItem(Refusal):
    """A quantity of nothing, or an item without its quantity."""

    def __init__(self) -> None:
        super().__init__(_("Dòng hàng hóa phải có cả mặt hàng và số lượng."), field="lines", article=_VOUCHER_CONTENT)


class QuantityAgainstAmount(Refusal):
    """Quantity and amount point in two directions."""

    def __init__(self) -> None:
        super().__init__(_("Số lượng và số tiền phải cùng dấu."), field="lines")


class QuantityTooLarge(Refusal):
    """More than the books can hold."""

    def __init__(self) -> None:
        super().__init__(_("Số lượng quá lớn. Hãy kiểm tra lại."), field="lines")


class AccountCodeRefused(Refusal):
    """A detailed account must continue the code of an account of TT 71."""

    def __init__(self, code: str) -> None:
        message = _(
            "Không mở được tài khoản %(code)s. Tài khoản chi tiết phải gồm mã của một tài khoản trong hệ thống và thêm "
            "các chữ số phía sau, ví dụ 11211.",
            code=code,
        )
        super().__init__(message, field="code", article=_SINGLE_ENTRY)


class AccountCodeTaken(Refusal):
    """The organization has this account already."""

    def __init__(self, code: str) -> None:
        super().__init__(_("Tài khoản %(code)s đã có rồi.", code=code), field="code")


class AccountNameMissing(Refusal):
    """An account without a name."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi tên tài khoản."), field="name")


class YearIsFiled(Refusal):
    """The statements of the year were filed, so nothing more is posted into it."""

    def __init__(self, year: int) -> None:
        message = _(
            "Báo cáo tài chính năm %(year)s đã nộp nên không ghi thêm vào năm đó. Hãy ghi vào năm nay.", year=year
        )
        super().__init__(message, field="entry_on", article=_AFTER_FILING)


class CorrectionInAnotherYear(Refusal):
    """The year of the error is not filed yet, so the error is corrected in it."""

    def __init__(self, year: int) -> None:
        message = _(
            "Báo cáo tài chính năm %(year)s chưa nộp nên sai sót của năm đó phải sửa trong năm đó. "
            "Hãy chọn một ngày trong năm %(year)s.",
            year=year,
        )
        super().__init__(message, field="entry_on", article=_BEFORE_FILING)
