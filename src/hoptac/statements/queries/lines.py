"""The lines of a selection: page by page in the order of days, added up, and by month.

A page is looked for in a few days at a time, then in more, so that its cost does not grow with the length of the book.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple
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

from hoptac.inventory.models import Item
from hoptac.kit.calendar import add_months
from hoptac.ledger.entries import month_of
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.parties.models import Party
from hoptac.services.models import Season
from hoptac.statements.rules.lines import BookLine, Place, Sums
from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection

_lines, _entries = LINES.c, ENTRIES.c
_NAMED_BY = {"party": Party.__table__, "item": Item.__table__, "season": Season.__table__}
_ORG_ID = bindparam("org_id", type_=Uuid())
_FROM, _TO = bindparam("from_on", type_=Date()), bindparam("to_on", type_=Date())
_ZERO, _NONE = cast(0, BigInteger), cast(0, Numeric(18, 3))
KEPT = 256
"""Statements that are kept built: more shapes than pages ask for, fewer than addresses could be made up."""
_AMOUNTS = ("quantity_in", "quantity_out", "debit_dong", "credit_dong")


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


def _amounts(shape: _Shape, side: str) -> tuple[ColumnElement[Any], ...]:
    """What a side moves: quantities are added up for items alone, where they are of one unit."""
    quantity = func.coalesce(_lines.quantity, _NONE) if shape.item else _NONE
    moved = (
        (quantity, _NONE, _lines.amount_dong, _ZERO)
        if side == "debit"
        else (_NONE, quantity, _ZERO, _lines.amount_dong)
    )
    return tuple(value.label(name) for value, name in zip(moved, _AMOUNTS, strict=True))


def _place(side: str) -> tuple[ColumnElement[Any], ...]:
    of_side = literal(0 if side == "debit" else 1, BigInteger)
    return _lines.entry_on, _entries.position.label("position"), _lines.position.label("line"), of_side.label("side")


def _named(side: str, contra: str) -> tuple[ColumnElement[Any], ...]:
    amounts = (_lines.amount_dong, _ZERO) if side == "debit" else (_ZERO, _lines.amount_dong)
    quantity = func.coalesce(_lines.quantity, _NONE)
    quantities = (quantity, _NONE) if side == "debit" else (_NONE, quantity)
    return (
        *(_entries.id.label("entry_id"), _entries.series, _entries.number),
        func.coalesce(func.nullif(_lines.description, ""), _entries.description).label("description"),
        *(_lines[f"{side}_account"].label("account"), _lines[f"{contra}_account"].label("contra_account")),
        func.coalesce(_lines[f"{side}_party_id"], _lines[f"{contra}_party_id"]).label("party_id"),
        *(_lines.item_id, _lines.season_id, _lines.source),
        *(value.label(name) for value, name in zip((*quantities, *amounts), _AMOUNTS, strict=True)),
    )


def _both(shape: _Shape, columns: Literal["amounts", "placed", "named"]) -> Subquery:
    """Both sides of the lines, or the one that is asked for. Only what is placed or named must know its entry."""
    sides = []
    for side, contra in (("debit", "credit"), ("credit", "debit")):
        if shape.side not in (None, side):
            continue
        if columns == "amounts":
            statement = select(*_amounts(shape, side), _lines.entry_on)
        else:
            told = _amounts(shape, side) if columns == "placed" else _named(side, contra)
            same_entry = (_entries.org_id == _lines.org_id) & (_entries.id == _lines.entry_id)
            statement = select(*told, *_place(side)).join_from(LINES, ENTRIES, same_entry)
        sides.append(
            statement.where(*_conditions(shape, side, contra), _lines.entry_on >= _FROM, _lines.entry_on <= _TO)
        )
    return union_all(*sides).subquery("both_sides")


def _after() -> Any:
    return tuple_(bindparam("after_on", type_=Date()), *(bindparam(f"after_{n}", type_=BigInteger()) for n in range(3)))


@lru_cache(KEPT)
def _page(shape: _Shape) -> Select:
    both = _both(shape, "named")
    place = (both.c.entry_on, both.c.position, both.c.line, both.c.side)
    shown = (select(*both.c).where(tuple_(*place) > _after()).order_by(*place).limit(bindparam("limit"))).subquery(
        "shown"
    )
    columns, named = list(shown.c), shown
    for what, table in _NAMED_BY.items():
        columns.insert(BookLine.__struct_fields__.index(f"{what}_name"), table.c.name)
        named = named.outerjoin(table, (table.c.org_id == _ORG_ID) & (table.c.id == shown.c[f"{what}_id"]))
    order = (shown.c.entry_on, shown.c.position, shown.c.line, shown.c.side)
    return select(*columns).select_from(named).order_by(*order)


def _totals(both: Subquery) -> Iterator[ColumnElement[Any]]:
    kinds = (BigInteger(), BigInteger(), Numeric(18, 3), Numeric(18, 3))
    for name, kind in zip(Sums.__struct_fields__, kinds, strict=True):
        yield cast(func.coalesce(func.sum(both.c[name]), 0), kind)


@lru_cache(KEPT)
def _sums(shape: _Shape) -> Select:
    return select(*_totals(_both(shape, "amounts")))


@lru_cache(KEPT)
def _sums_to_place(shape: _Shape) -> Select:
    both = _both(shape, "placed")
    place = (both.c.entry_on, both.c.position, both.c.line, both.c.side)
    return select(*_totals(both)).where(tuple_(*place) <= _after())


@lru_cache(KEPT)
def _months(shape: _Shape) -> Select:
    both = _both(shape, "amounts")
    month = cast(func.date_trunc("month", cast(both.c.entry_on, DateTime)), Date)
    return select(month, *_totals(both)).group_by(month)


BEGINNING = Place(date(1, 1, 1), 0, 0, 0)


def _at(place: Place) -> dict[str, Any]:
    return {"after_on": place.entry_on} | {f"after_{n}": number for n, number in enumerate(place[1:])}


async def sum_lines(
    session: AsyncSession, org_id: UUID, selection: Selection, span: Span, up_to: Place | None = None
) -> Sums:
    """What the lines of a span add up to, or those of it up to a place on its last day, that line included."""
    shape, shared = _shape(selection), parameters_of(org_id, selection)
    if up_to is None:
        asked = {"from_on": span.from_on, "to_on": span.to_on}
        return Sums(*(await session.execute(_sums(shape), shared | asked)).one())
    asked = {"from_on": up_to.entry_on, "to_on": up_to.entry_on} | _at(up_to)
    of_day = Sums(*(await session.execute(_sums_to_place(shape), shared | asked)).one())
    if span.from_on >= up_to.entry_on:
        return of_day
    before = Span(span.from_on, up_to.entry_on - timedelta(days=1))
    return of_day + await sum_lines(session, org_id, selection, before)


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
    """The rest of the span from a place on: four days, then sixteen and so on, for books of few lines."""
    begins, days = max(span.from_on, after.entry_on) if after else span.from_on, 4
    while begins <= span.to_on:
        ends = min(begins + timedelta(days=days - 1), span.to_on)
        yield Span(begins, ends)
        begins, days = ends + timedelta(days=1), days * 4


def last_of_month(day: date) -> date:
    """The last day of the month that a day is in."""
    return add_months(month_of(day), 1) - timedelta(days=1)
