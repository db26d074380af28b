"""The days a statement or a book speaks of: a year, a quarter, a month, or any two dates (Accounting Law, Art. 12.1)."""

from datetime import date, timedelta
from typing import Literal

import msgspec

from hoptac.kit.calendar import add_months, format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _
from hoptac.ledger.entries import month_of

FIRST_YEAR, LAST_YEAR = 1990, 2100
_QUARTERS = ("I", "II", "III", "IV")
SpanKind = Literal["year", "quarter", "month", "dates"]


class SpanUnreadable(Refusal):
    """A year, quarter or month that there is not."""

    def __init__(self) -> None:
        super().__init__(_("Chưa đọc được kỳ báo cáo. Hãy chọn lại năm, quý, tháng hoặc hai ngày."), field="year")


class SpanReversed(Refusal):
    """The last day stands before the first."""

    def __init__(self, from_on: date, to_on: date) -> None:
        message = _(
            "Ngày cuối %(to)s đứng trước ngày đầu %(from)s. Hãy chọn lại.",
            **{"to": format_date(to_on), "from": format_date(from_on)},
        )
        super().__init__(message, field="to")


class Span(msgspec.Struct, frozen=True):
    """From one day to another, both included."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if self.to_on < self.from_on:
            raise SpanReversed(self.from_on, self.to_on)

    @property
    def kind(self) -> SpanKind:
        """What the days make up."""
        if self.from_on.day == 1:
            lengths: tuple[tuple[int, SpanKind], ...] = ((12, "year"), (3, "quarter"), (1, "month"))
            for months, kind in lengths:
                begins = (self.from_on.month - 1) % months == 0
                if begins and self.to_on == add_months(self.from_on, months) - timedelta(days=1):
                    return kind
        return "dates"

    @property
    def name(self) -> Message:
        """'Năm 2026', 'Quý II năm 2026', 'Tháng 3 năm 2026', or both dates."""
        year, month = self.from_on.year, self.from_on.month
        match self.kind:
            case "year":
                return _("Năm %(year)s", year=year)
            case "quarter":
                return _("Quý %(quarter)s năm %(year)s", quarter=_QUARTERS[(month - 1) // 3], year=year)
            case "month":
                return _("Tháng %(month)s năm %(year)s", month=month, year=year)
        days = {"from": format_date(self.from_on), "to": format_date(self.to_on)}
        return _("Từ ngày %(from)s đến ngày %(to)s", **days)

    @property
    def day_name(self) -> Message:
        """'Tại ngày 31/12/2026': how a statement of balances names its day."""
        return _("Tại ngày %(date)s", date=format_date(self.to_on))

    @property
    def day_before(self) -> date:
        """The day whose end is the beginning of this span."""
        return self.from_on - timedelta(days=1)

    @property
    def year_so_far(self) -> "Span":
        """From the beginning of the fiscal year of the last day: what B01 calls the beginning of the year."""
        return Span(date(self.to_on.year, 1, 1), self.to_on)

    @property
    def year_before(self) -> "Span":
        """The same days of the year before; the end of a month stays the end of a month."""
        return Span(_a_year_before(self.from_on), _a_year_before(self.to_on))


def _a_year_before(day: date) -> date:
    is_last = (day + timedelta(days=1)).day == 1
    before = add_months(day, -12)
    return add_months(month_of(before), 1) - timedelta(days=1) if is_last else before


def whole_year(year: int) -> Span:
    """1 January to 31 December; raises SpanUnreadable for a year out of range."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise SpanUnreadable
    return Span(date(year, 1, 1), date(year, 12, 31))


def part_of_year(year: int, part: str) -> Span:
    """'' is the whole year, 'q1' to 'q4' a quarter, 'm1' to 'm12' a month; raises SpanUnreadable for anything else."""
    whole = whole_year(year)
    if not part:
        return whole
    length = {"q": 3, "m": 1}.get(part[0])
    if length is None or not part[1:].isdecimal() or not 1 <= int(part[1:]) <= 12 // length:
        raise SpanUnreadable
    begins = add_months(whole.from_on, (int(part[1:]) - 1) * length)
    return Span(begins, add_months(begins, length) - timedelta(days=1))
