"""Why a duty is not recorded as done, each beside its field."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class DoneAhead(Refusal):
    """What has not happened yet."""

    def __init__(self, today: date) -> None:
        message = _("Ngày này không thể sau hôm nay, %(today)s.", today=format_date(today))
        super().__init__(message, field="done_on")


class MeetingBeforeYearEnd(Refusal):
    """The annual meeting looks at a year that is over."""

    def __init__(self, year: int) -> None:
        message = _(
            "Đại hội thường niên của năm %(year)s họp sau khi hết năm. Nếu là cuộc họp khác, hãy để trống ô năm.",
            year=year,
        )
        super().__init__(message, field="done_on", article="Điều 59.1 Luật 17/2023/QH15")


class ReportBeforeYear(Refusal):
    """A report for a year that had not begun when it was sent."""

    def __init__(self, year: int) -> None:
        super().__init__(_("Báo cáo năm %(year)s không thể gửi trước năm ấy.", year=year), field="done_on")


class YearUnlikely(Refusal):
    """A year that cannot be meant."""

    def __init__(self, year: int) -> None:
        super().__init__(_("Năm %(year)s không đúng. Hãy ghi bốn số, không sau năm nay.", year=year), field="period")


class YearMissing(Refusal):
    """A yearly report without its year."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi báo cáo của năm nào."), field="period")


class CapitalMissing(Refusal):
    """A certificate without its figure."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số vốn điều lệ trên giấy chứng nhận, lớn hơn 0."), field="amount_dong")


class NumberMissing(Refusal):
    """A paper without its number cannot be found again."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số của biên bản, văn bản hoặc giấy chứng nhận."), field="number")


class WithdrawnAlready(Refusal):
    """A record is withdrawn once."""

    def __init__(self) -> None:
        super().__init__(_("Việc này đã được bỏ ghi rồi."))


class ReasonMissing(Refusal):
    """Why a record was a mistake."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi vì sao bỏ."), field="reason")
