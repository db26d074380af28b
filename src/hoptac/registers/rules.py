"""Which days a register may be of, and the spans that a cooperative reports on."""

from datetime import date, timedelta

import msgspec

from hoptac.kit.calendar import format_date, parse_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _

REPORTING_MONTH, REPORTING_DAY = 12, 15
"""On which day the State's reporting year begins: 15 December to 14 December."""


class DayAhead(Refusal):
    """Nobody knows yet who will be a member."""

    def __init__(self, day: date, today: date, field: str) -> None:
        super().__init__(
            _(
                "Ngày %(day)s chưa tới. Sổ lập được đến hết hôm nay, %(today)s.",
                day=format_date(day),
                today=format_date(today),
            ),
            field=field,
        )


class DayBeforeFounding(Refusal):
    """The organization was not there."""

    def __init__(self, day: date, founded_year: int, field: str) -> None:
        super().__init__(
            _(
                "Đơn vị thành lập năm %(year)s nên ngày %(day)s chưa có sổ. Hãy chọn ngày từ %(first)s trở đi.",
                year=founded_year,
                day=format_date(day),
                first=format_date(date(founded_year, 1, 1)),
            ),
            field=field,
        )


class DaysOutOfOrder(Refusal):
    """A span ends after it begins."""

    def __init__(self, first: date) -> None:
        super().__init__(_("Ngày cuối phải từ ngày đầu, %(day)s, trở đi.", day=format_date(first)), field="to")


class Span(msgspec.Struct, frozen=True):
    """Days from the first to the last, both among them."""

    first: date
    last: date

    @property
    def before(self) -> date:
        """The day whose evening is the beginning."""
        return self.first - timedelta(days=1)


class Choice(msgspec.Struct, frozen=True):
    """A span that people often ask for, with what it is called."""

    name: Message
    span: Span


def read_day(text: str, *, today: date, founded_year: int | None, field: str = "on") -> date:
    """A day that a register may be of; today where nothing was typed.

    Raises UnreadableDate, DayAhead, DayBeforeFounding, each beside its field.
    """
    try:
        day = parse_date(text, today=today) or today
    except Refusal as refusal:
        refusal.field = field
        raise
    if day > today:
        raise DayAhead(day, today, field)
    if founded_year is not None and day.year < founded_year:
        raise DayBeforeFounding(day, founded_year, field)
    return day


def read_span(first: str, last: str, *, today: date, founded_year: int | None) -> Span:
    """The days of a movement, the reporting year so far where nothing was typed. Raises what `read_day` does, and
    DaysOutOfOrder."""
    if not first.strip() and not last.strip():
        begun = reporting_year(today).first
        return Span(max(begun, date(founded_year, 1, 1)) if founded_year else begun, today)
    last_on = read_day(last, today=today, founded_year=founded_year, field="to")
    begun = (
        max(reporting_year(last_on).first, date(founded_year, 1, 1)) if founded_year else reporting_year(last_on).first
    )
    first_on = read_day(first, today=today, founded_year=founded_year, field="from") if first.strip() else begun
    if last_on < first_on:
        raise DaysOutOfOrder(first_on)
    return Span(first_on, last_on)


def reporting_year(day: date) -> Span:
    """The State's reporting year that a day lies in, whole."""
    begins = date(day.year, REPORTING_MONTH, REPORTING_DAY)
    year = day.year if day >= begins else day.year - 1
    first = date(year, REPORTING_MONTH, REPORTING_DAY)
    return Span(first, first.replace(year=year + 1) - timedelta(days=1))


def days_to_choose(today: date, founded_year: int | None) -> list[tuple[Message, date]]:
    """Today, and the last ends of a reporting year and of a fiscal year; those before the founding are left out."""
    this = reporting_year(today)
    ends = [
        (_("Hôm nay"), today),
        (_("Cuối năm báo cáo %(year)s", year=this.first.year), this.first - timedelta(days=1)),
        (_("Cuối năm tài chính %(year)s", year=today.year - 1), date(today.year - 1, 12, 31)),
        (_("Cuối năm tài chính %(year)s", year=today.year - 2), date(today.year - 2, 12, 31)),
    ]
    return [(name, day) for name, day in ends if founded_year is None or day.year >= founded_year]


def spans_to_choose(today: date, founded_year: int | None) -> list[Choice]:
    """The reporting and the fiscal year that are running, and those before them."""
    this = reporting_year(today)
    last = reporting_year(this.first - timedelta(days=1))
    found = [
        Choice(_("Năm báo cáo %(year)s", year=this.last.year), Span(this.first, min(this.last, today))),
        Choice(_("Năm báo cáo %(year)s", year=last.last.year), last),
        Choice(_("Năm tài chính %(year)s", year=today.year), Span(date(today.year, 1, 1), today)),
        Choice(
            _("Năm tài chính %(year)s", year=today.year - 1),
            Span(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        ),
    ]
    return [one for one in found if founded_year is None or one.span.first.year >= founded_year]
