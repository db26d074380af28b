"""How a book reads: its opening, its lines with what stands after each, the sums of every month, its closing.

TT 71/2024, appendix III, S03b-HTX: số dư đầu kỳ, cộng số phát sinh tháng, số dư cuối tháng, cộng lũy kế từ đầu quý.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from hoptac.ledger.entries import month_of
from hoptac.statements.rules.frames import Frame
from hoptac.statements.rules.lines import BookLine, Sums

RowKind = Literal["opening", "line", "month", "balance", "quarter", "moved", "closing"]


class BookRow(msgspec.Struct, frozen=True, gc=False):
    """One row: a line, or a sum. `moved` is what it moves, `standing` what has moved up to it since the books began;
    `month` is the number of the month that a sum is of."""

    kind: RowKind
    moved: Sums
    standing: Sums
    line: BookLine | None = None
    month: int = 0


class Layout:
    """Lays the lines of one book out, chunk after chunk, so that a long one need not be held in memory."""

    def __init__(self, frame: Frame, *, has_months: bool, standing: Sums | None = None) -> None:
        """`standing`: what has moved before the first line, where that is not the first line of the span."""
        self.frame, self.has_months = frame, has_months
        self.standing = frame.opening if standing is None else standing

    def opening(self) -> BookRow:
        """The row above the first line of a span."""
        return BookRow("opening", Sums(), self.frame.opening)

    def rows(self, lines: Sequence[BookLine], following: BookLine | None) -> Iterable[BookRow]:
        """The rows of some lines; `following` is the line behind them, which tells whether their month is over."""
        for place, line in enumerate(lines):
            moved = Sums(line.debit_dong, line.credit_dong, line.quantity_in, line.quantity_out)
            self.standing += moved
            yield BookRow("line", moved, self.standing, line)
            then = lines[place + 1] if place + 1 < len(lines) else following
            if self.has_months and (then is None or month_of(then.entry_on) != month_of(line.entry_on)):
                yield from self._month(line)

    def _month(self, line: BookLine) -> Iterable[BookRow]:
        month = month_of(line.entry_on)
        yield BookRow("month", self.frame.months.get(month, Sums()), self.standing, month=month.month)
        yield BookRow("balance", Sums(), self.standing, month=month.month)
        yield BookRow("quarter", self.frame.since_quarter(month), self.standing, month=month.month)

    def closing(self) -> Iterable[BookRow]:
        """The rows below the last line of a span."""
        yield BookRow("moved", self.frame.moved, self.frame.closing)
        yield BookRow("closing", Sums(), self.frame.closing)
