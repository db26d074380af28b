"""A statement proves itself: in some order its lines go from balance to balance, from the opening to the closing one.

The order of a file (oldest or newest first, or newest day first) and the sign of amounts that have none follow from the
balances; where they do not, the first line at which the balance breaks is told.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Literal

import msgspec

from hoptac.bank.reading.refusals import (
    BalanceBroken,
    ClosingDiffers,
    DirectionUnknown,
    OpeningDiffers,
    StatementRefused,
    TotalsDiffer,
)

Proof = Literal["balance", "closing", "totals", "none"]
"""By the running balance; by opening and closing; by the totals; by nothing at all."""


class Movement(msgspec.Struct, frozen=True):
    """What the proof needs of one line. `signed` None: the file does not say whether `dong` came in or went out."""

    row: int
    day: date
    dong: int
    signed: int | None
    balance_dong: int | None


class Proved(msgspec.Struct, frozen=True):
    """The order of the lines in time (places in the file), what each moved, and the balances around them where known."""

    order: tuple[int, ...]
    amounts: tuple[int, ...]
    """By place in the file."""
    opening_dong: int | None
    closing_dong: int | None
    proof: Proof


def prove(
    moved: Sequence[Movement],
    *,
    opening_dong: int | None,
    closing_dong: int | None,
    totals: Sequence[tuple[int, int]] = (),
) -> Proved:
    """Raises BalanceBroken, OpeningDiffers, ClosingDiffers, TotalsDiffer, DirectionUnknown."""
    if not any(line.balance_dong is not None for line in moved):
        return _without_balances(moved, opening_dong, closing_dong, totals)
    best: tuple[int, StatementRefused] | None = None
    for order, turned in _attempts(moved):
        attempt = _walk([moved[place] for place in order], opening_dong, turned)
        refused = (
            attempt.refusal
            if isinstance(attempt, _Broken)
            else _ends(attempt, moved, order, opening_dong, closing_dong)
        )
        if isinstance(attempt, _Walked) and refused is None:
            amounts = dict(zip(order, attempt.amounts, strict=True))
            told = tuple(amounts[place] for place in range(len(moved)))
            return Proved(order, told, attempt.opening, attempt.closing, "balance")
        breaks = attempt.breaks if isinstance(attempt, _Broken) else 0
        if refused is not None and turned == 1 and (best is None or breaks < best[0]):
            best = (breaks, refused)
    assert best is not None
    raise best[1]


class _Walked(msgspec.Struct, frozen=True):
    amounts: tuple[int, ...]
    opening: int
    closing: int


class _Broken(msgspec.Struct, frozen=True):
    breaks: int
    refusal: StatementRefused


def _attempts(moved: Sequence[Movement]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Orders to walk, and -1 where the columns are then said from the side of the organization's books.

    A file walked from its end with every sign turned round comes out as well, so the days must run forward; where they
    do not quite, as of days of value, the words of the headings count.
    """
    orders = _orders(moved)
    days = {order: [moved[place].day for place in order] for order in orders}
    forward = [order for order in orders if all(one <= other for one, other in pairwise(days[order]))]
    for turned in (1, -1):
        yield from ((order, turned) for order in forward)
    yield from ((order, 1) for order in orders if order not in forward and days[order][0] <= days[order][-1])


def _orders(moved: Sequence[Movement]) -> list[tuple[int, ...]]:
    """As the file has it, turned round, by days with the lines of each as they are, and with those turned round."""
    places = range(len(moved))

    def day_of(place: int) -> date:
        return moved[place].day

    by_day = sorted(places, key=day_of)
    turned_days = [place for _day, group in groupby(by_day, key=day_of) for place in reversed(list(group))]
    return list(dict.fromkeys((tuple(places), tuple(reversed(places)), tuple(by_day), tuple(turned_days))))


def _walk(lines: Sequence[Movement], opening: int | None, turned: int) -> _Walked | _Broken:
    """From balance to balance. `turned`: -1 where the columns are said from the side of the organization's books."""
    first = lines[0]
    start = _start(lines, opening, turned)
    if start is None:
        return _Broken(len(lines), DirectionUnknown(first.row))
    amounts: list[int] = []
    breaks: list[StatementRefused] = []
    known, pending = start, 0  # the last balance the file states, and what moved since
    for line in lines:
        amount = line.signed * turned if line.signed is not None else _directed(line, known + pending)
        if amount is None:
            breaks.append(DirectionUnknown(line.row))
            amount = line.dong
        amounts.append(amount)
        pending += amount
        if line.balance_dong is None:
            continue
        if known + pending != line.balance_dong:
            breaks.append(BalanceBroken(line.row, line.day, known + pending - amount, amount, line.balance_dong))
        known, pending = line.balance_dong, 0
    if breaks:
        return _Broken(len(breaks), breaks[0])
    return _Walked(tuple(amounts), start, known + pending)


def _directed(line: Movement, before: int) -> int | None:
    """The sign of an amount that has none, by the balance it leads to."""
    if line.balance_dong == before + line.dong:
        return line.dong
    return -line.dong if line.balance_dong == before - line.dong else None


def _start(lines: Sequence[Movement], opening: int | None, turned: int) -> int | None:
    """What the account held before the first line: what that line's balance says, else what the heading says."""
    moved = 0
    for line in lines:
        if line.signed is None:
            return opening
        moved += line.signed * turned
        if line.balance_dong is not None:
            return line.balance_dong - moved
    return opening


def _ends(
    walked: _Walked, moved: Sequence[Movement], order: Sequence[int], opening: int | None, closing: int | None
) -> StatementRefused | None:
    if opening is not None and opening != walked.opening:
        return OpeningDiffers(moved[order[0]].row, opening, walked.opening)
    if closing is not None and closing != walked.closing:
        credited, debited = _sums(walked.amounts)
        return ClosingDiffers(walked.opening, credited, debited, closing)
    return None


def _without_balances(
    moved: Sequence[Movement], opening: int | None, closing: int | None, totals: Sequence[tuple[int, int]]
) -> Proved:
    amounts: list[int] = []
    for line in moved:
        if line.signed is None:
            raise DirectionUnknown(line.row)
        amounts.append(line.signed)
    order = range(len(moved))
    if moved[0].day > moved[-1].day:
        order = reversed(order)
    by_day = tuple(sorted(order, key=lambda place: moved[place].day))
    credited, debited = _sums(amounts)
    proof: Proof = "none"
    if opening is not None and closing is not None:
        if opening + credited - debited != closing:
            raise ClosingDiffers(opening, credited, debited, closing)
        proof = "closing"
    elif totals:
        if (debited, credited) not in totals:
            stated = totals[-1]
            raise TotalsDiffer((credited, stated[1]), (debited, stated[0]))
        proof = "totals"
    known = opening if opening is not None else closing - credited + debited if closing is not None else None
    return Proved(by_day, tuple(amounts), known, known + credited - debited if known is not None else None, proof)


def _sums(amounts: Sequence[int]) -> tuple[int, int]:
    return sum(amount for amount in amounts if amount > 0), -sum(amount for amount in amounts if amount < 0)
