"""The frame of a book: what stood before its first day and what each month moved, whichever of its lines are shown."""

from collections.abc import Mapping
from datetime import date

import msgspec

from hoptac.ledger.entries import month_of
from hoptac.statements.rules.lines import Sums
from hoptac.statements.rules.spans import Span


class Frame(msgspec.Struct, frozen=True):
    """`opening` is all that moved before the span; `months` what each month of it moved inside the span, by its first
    day; `quarter_before` what moved before the span in the quarter it begins in, whose first day is `first_quarter`."""

    opening: Sums
    months: Mapping[date, Sums]
    first_quarter: date
    quarter_before: Sums

    @property
    def moved(self) -> Sums:
        """All that the span moved."""
        return sum(self.months.values(), Sums())

    @property
    def closing(self) -> Sums:
        """All that moved up to the last day."""
        return self.opening + self.moved

    def before(self, month: date) -> Sums:
        """All that moved before a month of the span."""
        return sum((sums for at, sums in self.months.items() if at < month), self.opening)

    def since_quarter(self, month: date) -> Sums:
        """What moved from the beginning of the month's quarter to the month's end."""
        begins = quarter_of(month)
        moved = sum((sums for at, sums in self.months.items() if begins <= at <= month), Sums())
        return moved + self.quarter_before if begins == self.first_quarter else moved


def quarter_of(month: date) -> date:
    """The first day of the quarter that a month is in."""
    return month.replace(month=(month.month - 1) // 3 * 3 + 1)


def frame_of(kept: Mapping[date, Sums], span: Span, *, head: Sums | None, tail: Sums | None) -> Frame:
    """A frame from what every month moved up to the last one. `head` is what the first month moved before the span where
    the span begins inside it, `tail` what the last month moved inside the span where the span ends inside it."""
    first, last = month_of(span.from_on), month_of(span.to_on)
    cut = head or Sums()
    months = {month: sums for month, sums in kept.items() if first <= month <= last}
    if head is not None and first in months:
        months[first] -= head
    if tail is not None:
        months[last] = tail
    before = [(month, sums) for month, sums in kept.items() if month < first]
    return Frame(
        sum((sums for _month, sums in before), cut),
        dict(sorted((month, sums) for month, sums in months.items() if sums != Sums())),
        quarter_of(first),
        sum((sums for month, sums in before if month >= quarter_of(first)), cut),
    )
