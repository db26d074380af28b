"""What may be recorded as done. Pure."""

from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.language import Message, _
from hoptac.tasks.refusals import (
    CapitalMissing,
    DoneAhead,
    MeetingBeforeYearEnd,
    NumberMissing,
    ReportBeforeYear,
    YearMissing,
    YearUnlikely,
)

FIRST_YEAR = 1996
"""Before the first law on cooperatives there was nothing to hold or to send."""
DUTY_NAMES: dict[str, Message] = {
    "general_meeting": _("Đã họp Đại hội thành viên"),
    "state_report": _("Đã gửi báo cáo hằng năm"),
    "capital_registration": _("Vốn điều lệ đã đăng ký"),
}


class RecordForm(msgspec.Struct, frozen=True):
    """What a person writes of a duty that is done; `year` is what it was for, where it was for one."""

    duty: str
    year: int | None
    done_on: date
    number: str
    note: str
    amount_dong: int | None
    request_key: UUID

    @property
    def period(self) -> str:
        """As it is kept."""
        return str(self.year) if self.year is not None and self.duty != "capital_registration" else ""


def check_record(form: RecordForm, *, today: date) -> None:
    """Art. 59.1 (a meeting on the year before), TT 09/2024 Art. 6.1 (a report on its own year), Art. 47.1 (a figure).

    Raises Refusals, each beside its field.
    """
    found: list[Refusal] = []
    if form.done_on > today:
        found.append(DoneAhead(today))
    if form.duty == "capital_registration":
        if form.amount_dong is None or form.amount_dong <= 0:
            found.append(CapitalMissing())
    elif form.year is not None:
        found += _of_year(form, form.year, today)
    elif form.duty == "state_report":
        found.append(YearMissing())
    if not form.number and form.duty != "state_report":
        found.append(NumberMissing())
    if found:
        raise Refusals(found)


def _of_year(form: RecordForm, year: int, today: date) -> list[Refusal]:
    if not FIRST_YEAR <= year <= today.year:
        return [YearUnlikely(year)]
    if form.duty == "general_meeting" and form.done_on.year <= year:
        return [MeetingBeforeYearEnd(year)]
    if form.duty == "state_report" and form.done_on.year < year:
        return [ReportBeforeYear(year)]
    return []
