"""The lines of a selection: page by page in the order of days, added up, and by month.

A page is looked for in a few months at a time, so that its cost does not grow with the length of the book.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    Numeric,
    Select,
    Subquery,
    Uuid,
    and_,
    bindparam,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import add_months
from hoptac.ledger.entries import month_of
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.parties.models import Party
from hoptac.statements.rules.lines import BookLine, Place, Sums
from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection

_lines, _entries, _parties = LINES.c, ENTRIES.c, Party.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_ZERO, _NONE = cast(0, BigInteger), cast(0, Numeric(18, 3))


class _Shape(NamedTuple):
    """What a statement is built for: the same for every selection of the same form, so that it is prepared once."""

    accounts: int
    side: str | None
    contra: int
    without: int
    party: str | None
    item: bool
    season: bool
    source: bool


def _shape(selection: Selection) -> _Shape:
    party = None if selection.party is None else "any" if selection.is_any_side else "own"
    return _Shape(
        *(len(selection.accounts), selection.side, len(selection.contra), len(selection.without), party),
        *(selection.item is not None, selection.season is not None, selection.source is not None),
    )


def parameters_of(org_id: UUID, selection: Selection) -> dict[str, Any]:
    """The selection's values for statements of its shape."""
    ranges = {
        key: code
        for name in ("accounts", "contra", "without")
        for place, prefix in enumerate(getattr(selection, name))
        for key, code in ((f"{name}_{place}", prefix), (f"{name}_{place}_end", f"{prefix}:"))
    }
    wanted = {"of_party": selection.party, "of_item": selection.item, "of_season": selection.season}
    return {"org_id": org_id, "of_source": selection.source, **wanted, **ranges}


def below(column: ColumnElement[str], name: str, count: int) -> ColumnElement[bool]:
    """Whether an account is one of `count` accounts or below it; codes are digits, and ':' follows '9'."""
    return or_(
        *(
            and_(column >= bindparam(f"{name}_{place}"), column < bindparam(f"{name}_{place}_end"))
            for place in range(count)
        )
    )


def _conditions(shape: _Shape, side: str, contra: str) -> Iterator[ColumnElement[bool]]:
    own, other = _lines[f"{side}_account"], _lines[f"{contra}_account"]
    yield _lines.org_id == _ORG_ID
    yield below(own, "accounts", shape.accounts)
    if shape.contra:
        yield below(other, "contra", shape.contra)
    if shape.without:
        yield or_(other.is_(None), not_(below(other, "without", shape.without)))
    if shape.party:
        party, is_own = bindparam("of_party", type_=Uuid()), _lines[f"{side}_party_id"]
        yield is_own == party if shape.party == "own" else or_(is_own == party, _lines[f"{contra}_party_id"] == party)
    for name, is_asked in (("item", shape.item), ("season", shape.season)):
        if is_asked:
            yield _lines[f"{name}_id"] == bindparam(f"of_{name}", type_=Uuid())
    if shape.source:
        yield _lines.source == bindparam("of_source")


def _side(shape: _Shape, side: str, contra: str, *, named: bool) -> Select:
    is_debit = side == "debit"
    amounts = (_lines.amount_dong, _ZERO) if is_debit else (_ZERO, _lines.amount_dong)
    quantity = func.coalesce(_lines.quantity, _NONE)
    quantities = (quantity, _NONE) if is_debit else (_NONE, quantity)
    columns = [
        *(quantities[0].label("quantity_in"), quantities[1].label("quantity_out")),
        *(amounts[0].label("debit_dong"), amounts[1].label("credit_dong"), _lines.entry_on),
        *(_entries.position.label("position"), _lines.position.label("line")),
        literal(0 if is_debit else 1, BigInteger).label("side"),
    ]
    if named:
        columns = [
            *(_entries.id.label("entry_id"), _entries.series, _entries.number),
            func.coalesce(func.nullif(_lines.description, ""), _entries.description).label("description"),
            *(_lines[f"{side}_account"].label("account"), _lines[f"{contra}_account"].label("contra_account")),
            func.coalesce(_lines[f"{side}_party_id"], _lines[f"{contra}_party_id"]).label("party_id"),
            *(_lines.item_id, _lines.season_id, _lines.source, *columns),
        ]
    return (
        select(*columns)
        .join_from(LINES, ENTRIES, (_entries.org_id == _lines.org_id) & (_entries.id == _lines.entry_id))
        .where(*_conditions(shape, side, contra))
        .where(
            _lines.entry_on >= bindparam("from_on", type_=Date()), _lines.entry_on <= bindparam("to_on", type_=Date())
        )
    )


def _both(shape: _Shape, *, named: bool) -> Subquery:
    sides = {"debit": "credit", "credit": "debit"}
    wanted = [side for side in sides if shape.side in (None, side)]
    return union_all(*(_side(shape, side, sides[side], named=named) for side in wanted)).subquery("both_sides")


def _after_or_not() -> Any:
    return tuple_(bindparam("after_on", type_=Date()), *(bindparam(f"after_{n}", type_=BigInteger()) for n in range(3)))


@cache
def _page(shape: _Shape) -> Select:
    both = _both(shape, named=True)
    place = (both.c.entry_on, both.c.position, both.c.line, both.c.side)
    shown = (
        select(*both.c).where(tuple_(*place) > _after_or_not()).order_by(*place).limit(bindparam("limit"))
    ).subquery("shown")
    columns = list(shown.c)
    columns.insert(BookLine.__struct_fields__.index("party_name"), _parties.name)
    same_party = (_parties.org_id == _ORG_ID) & (_parties.id == shown.c.party_id)
    return (
        select(*columns)
        .outerjoin_from(shown, Party.__table__, same_party)
        .order_by(shown.c.entry_on, shown.c.position, shown.c.line, shown.c.side)
    )


def _totals(both: Subquery) -> Iterator[ColumnElement[Any]]:
    for name, kind in (
        ("debit_dong", BigInteger()),
        ("credit_dong", BigInteger()),
        ("quantity_in", Numeric()),
        ("quantity_out", Numeric()),
    ):
        yield cast(func.coalesce(func.sum(both.c[name]), 0), kind)


@cache
def _sums(shape: _Shape, *, up_to_place: bool) -> Select:
    both = _both(shape, named=False)
    statement = select(*_totals(both))
    if up_to_place:
        place = (both.c.entry_on, both.c.position, both.c.line, both.c.side)
        statement = statement.where(tuple_(*place) <= _after_or_not())
    return statement


@cache
def _months(shape: _Shape) -> Select:
    both = _both(shape, named=False)
    month = cast(func.date_trunc("month", cast(both.c.entry_on, DateTime)), Date)
    return select(month, *_totals(both)).group_by(month)


BEGINNING = Place(date(1, 1, 1), 0, 0, 0)


def _at(place: Place) -> dict[str, Any]:
    return {"after_on": place.entry_on} | {f"after_{n}": number for n, number in enumerate(place[1:])}


async def sum_lines(
    session: AsyncSession, org_id: UUID, selection: Selection, span: Span, up_to: Place | None = None
) -> Sums:
    """What the lines of a span add up to, or those of it up to a place, that line included."""
    statement = _sums(_shape(selection), up_to_place=up_to is not None)
    asked = parameters_of(org_id, selection) | {"from_on": span.from_on, "to_on": span.to_on}
    return Sums(*(await session.execute(statement, asked | (_at(up_to) if up_to else {}))).one())


async def lines_by_month(session: AsyncSession, org_id: UUID, selection: Selection, last_on: date) -> dict[date, Sums]:
    """What the lines of each month add up to, by its first day, to the end of the month of `last_on`."""
    asked = parameters_of(org_id, selection) | {"from_on": date.min, "to_on": last_of_month(last_on)}
    found = await session.execute(_months(_shape(selection)), asked)
    return {month: Sums(*sums) for month, *sums in found}


async def list_lines(
    session: AsyncSession, org_id: UUID, selection: Selection, span: Span, *, after: Place | None, limit: int
) -> list[BookLine]:
    """The next lines of a span behind a place, `limit` at most, in the order of the book."""
    statement, shared = _page(_shape(selection)), parameters_of(org_id, selection) | _at(after or BEGINNING)
    found: list[BookLine] = []
    for window in _windows(span, after):
        asked = {"from_on": window.from_on, "to_on": window.to_on, "limit": limit - len(found)}
        found += [BookLine(*row) for row in await session.execute(statement, shared | asked)]
        if len(found) == limit:
            break
    return found


def _windows(span: Span, after: Place | None) -> Iterator[Span]:
    """The rest of the span from a place on: one month, then two, then four, for books of few lines."""
    begins, months = max(span.from_on, after.entry_on) if after else span.from_on, 1
    while begins <= span.to_on:
        ends = min(last_of_month(add_months(month_of(begins), months - 1)), span.to_on)
        yield Span(begins, ends)
        begins, months = ends + timedelta(days=1), months * 2


def last_of_month(day: date) -> date:
    """The last day of the month that a day is in."""
    return add_months(month_of(day), 1) - timedelta(days=1)
