"""When a year's statements may be marked as filed (Accounting Law, Art. 27.2 and 27.3; TT 71/2024: within 90 days)."""

from datetime import date, timedelta

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

_CORRECTION = "Luật Kế toán 2015, Điều 27 khoản 2 và khoản 3"
_STATEMENTS = "Thông tư 71/2024/TT-BTC, Phụ lục IV"
DAYS_TO_FILE = 90


class YearNotEnded(Refusal):
    """The statements of a year are filed after its last day."""

    def __init__(self, year: int) -> None:
        message = _("Năm %(year)s chưa kết thúc nên chưa nộp được báo cáo năm. Hãy đợi hết ngày 31/12.", year=year)
        super().__init__(message, field="filed_on", article=_STATEMENTS)


class FiledBeforeYearEnd(Refusal):
    """A day of filing inside the year itself."""

    def __init__(self, filed_on: date, year: int) -> None:
        message = _(
            "Ngày nộp %(date)s đứng trước khi năm %(year)s kết thúc. Hãy ghi ngày nộp thật.",
            date=format_date(filed_on),
            year=year,
        )
        super().__init__(message, field="filed_on", article=_STATEMENTS)


class FiledInFuture(Refusal):
    """A day of filing that has not come."""

    def __init__(self, filed_on: date) -> None:
        message = _("Ngày nộp %(date)s chưa đến. Hãy ghi ngày đã nộp.", date=format_date(filed_on))
        super().__init__(message, field="filed_on")


class YearFiledAlready(Refusal):
    """The year is marked as filed; it is so once."""

    def __init__(self, year: int, filed_on: date) -> None:
        message = _(
            "Báo cáo năm %(year)s đã ghi là nộp ngày %(date)s. Sai sót tìm thấy sau đó được sửa vào năm phát hiện.",
            year=year,
            date=format_date(filed_on),
        )
        super().__init__(message, field="filed_on", article=_CORRECTION)


class UnbalancedStatements(Refusal):
    """Line 200 is not line 500."""

    def __init__(self, year: int) -> None:
        message = _("Báo cáo năm %(year)s chưa cân: mã 200 khác mã 500. Hãy kiểm tra sổ trước khi nộp.", year=year)
        super().__init__(message, article=_STATEMENTS)


def due_on(year: int) -> date:
    """The last day to file: 90 days from the end of the year."""
    return date(year, 12, 31) + timedelta(days=DAYS_TO_FILE)


def check_filing(year: int, filed_on: date, *, today: date) -> None:
    """Raise YearNotEnded, FiledInFuture or FiledBeforeYearEnd."""
    if today <= date(year, 12, 31):
        raise YearNotEnded(year)
    if filed_on > today:
        raise FiledInFuture(filed_on)
    if filed_on <= date(year, 12, 31):
        raise FiledBeforeYearEnd(filed_on, year)
