"""Whom and what the books may be of: the parties of an account by name, members served, items and sources, page by page."""

from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Numeric,
    Select,
    Text,
    Uuid,
    bindparam,
    case,
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
from hoptac.ledger.models import LINES
from hoptac.ledger.queries.figures import Cuts, cuts_of, parties_statement, span_parameters
from hoptac.parties.models import Party
from hoptac.statements.queries.lines import KEPT, below, parameters_of
from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection

_lines, _parties, _item_names = LINES.c, Party.__table__.c, Item.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_FROM, _TO = bindparam("from_on", type_=Date()), bindparam("to_on", type_=Date())
_FIRST = ("", UUID(int=0))


class PartyRow(msgspec.Struct, frozen=True):
    """One party of an account over a span, in đồng; what it owes and is owed on several details is not netted."""

    party_id: UUID
    name: str | None
    sort_key: str
    opening_debit_dong: int
    opening_credit_dong: int
    debit_dong: int
    credit_dong: int
    closing_debit_dong: int
    closing_credit_dong: int

    @property
    def place(self) -> tuple[str, UUID]:
        """Where it stands in the list."""
        return self.sort_key, self.party_id


class ItemRow(msgspec.Struct, frozen=True):
    """One item of stock accounts over a span: quantities in its own unit, amounts in đồng."""

    item_id: UUID
    name: str | None
    unit: str | None
    sort_key: str
    opening_quantity: Decimal
    opening_dong: int
    quantity_in: Decimal
    debit_dong: int
    quantity_out: Decimal
    credit_dong: int

    @property
    def place(self) -> tuple[str, UUID]:
        """Where it stands in the list."""
        return self.sort_key, self.item_id

    @property
    def closing_quantity(self) -> Decimal:
        """What is left."""
        return self.opening_quantity + self.quantity_in - self.quantity_out

    @property
    def closing_dong(self) -> int:
        """What that is worth in the books."""
        return self.opening_dong + self.debit_dong - self.credit_dong


class MemberRow(msgspec.Struct, frozen=True):
    """One member that was served: the value of it, in đồng."""

    party_id: UUID
    name: str | None
    sort_key: str
    amount_dong: int

    @property
    def place(self) -> tuple[str, UUID]:
        """Where it stands in the list."""
        return self.sort_key, self.party_id


def _named(each: Any, *amounts: ColumnElement[Any]) -> Select:
    sort_key = func.coalesce(_parties.sort_key, "").label("sort_key")
    same = (_parties.org_id == _ORG_ID) & (_parties.id == each.c.party_id)
    place = (func.coalesce(_parties.sort_key, ""), each.c.party_id)
    after = tuple_(bindparam("after_key", type_=Text()), bindparam("after_id", type_=Uuid()))
    return (
        select(each.c.party_id, _parties.name, sort_key, *amounts)
        .outerjoin_from(each, Party.__table__, same)
        .where(tuple_(*place) > after)
        .order_by(*place)
        .limit(bindparam("limit"))
    )


def _sum(value: Any) -> ColumnElement[int]:
    return cast(func.sum(value), BigInteger)


def _six_columns(count: int, cuts: Cuts, *, by_party: bool) -> Select:
    account, party_id, opening, debit, credit = parties_statement(cuts).subquery("figures").c
    closing = opening + debit - credit
    sides = {
        "opening_debit": _sum(func.greatest(opening, 0)),
        "opening_credit": _sum(func.greatest(-opening, 0)),
        "debit": _sum(debit),
        "credit": _sum(credit),
        "closing_debit": _sum(func.greatest(closing, 0)),
        "closing_credit": _sum(func.greatest(-closing, 0)),
    }
    columns = [value.label(name) for name, value in sides.items()]
    within = below(account, "accounts", count)
    if by_party:
        return select(party_id.label("party_id"), *columns).where(within).group_by(party_id)
    return select(*columns).where(within)


@lru_cache(KEPT)
def _all_parties(count: int, cuts: Cuts) -> Select:
    return _six_columns(count, cuts, by_party=False)


@lru_cache(KEPT)
def _party_rows(count: int, side: str | None, cuts: Cuts) -> Select:
    each = _six_columns(count, cuts, by_party=True).subquery("each")
    amounts = list(each.c)[1:]
    statement = _named(each, *amounts)
    if side is None:
        return statement.where(or_(*(amount != 0 for amount in amounts)))
    return statement.where(or_(each.c[f"closing_{side}"] != 0, each.c[f"opening_{side}"] != 0))


async def list_parties(
    session: AsyncSession,
    org_id: UUID,
    accounts: tuple[str, ...],
    span: Span,
    *,
    side: str | None = None,
    after: tuple[str, UUID] | None = None,
    limit: int = 100,
) -> list[PartyRow]:
    """The parties of some accounts where anything stands or moved, or stands on one `side`, in the order of names."""
    asked = parameters_of(org_id, Selection(accounts=accounts)) | span_parameters(org_id, span.from_on, span.to_on)
    key, party_id = after or _FIRST
    place = {"after_key": key, "after_id": party_id, "limit": limit}
    cuts = cuts_of(span.from_on, span.to_on)
    return [PartyRow(*row) for row in await session.execute(_party_rows(len(accounts), side, cuts), asked | place)]


async def sum_parties(session: AsyncSession, org_id: UUID, accounts: tuple[str, ...], span: Span) -> tuple[int, ...]:
    """The six columns of all parties of some accounts together, debit and credit balances never netted."""
    asked = parameters_of(org_id, Selection(accounts=accounts)) | span_parameters(org_id, span.from_on, span.to_on)
    found = (await session.execute(_all_parties(len(accounts), cuts_of(span.from_on, span.to_on)), asked)).one()
    return tuple(amount or 0 for amount in found)


@lru_cache(KEPT)
def _members(accounts: int, without: int, *, of_season: bool) -> Select:
    """Each member with the net credit of revenue accounts; the member is the party of either account."""
    sides = []
    for side, contra, sign in (("credit", "debit", 1), ("debit", "credit", -1)):
        own, other = _lines[f"{side}_account"], _lines[f"{contra}_account"]
        party = func.coalesce(_lines[f"{side}_party_id"], _lines[f"{contra}_party_id"])
        sides.append(
            select(party.label("party_id"), (sign * _lines.amount_dong).label("dong")).where(
                _lines.org_id == _ORG_ID,
                below(own, "accounts", accounts),
                not_(below(other, "without", without)),
                _lines.entry_on >= _FROM,
                _lines.entry_on <= _TO,
                party.is_not(None),
                *([_lines.season_id == bindparam("of_season", type_=Uuid())] if of_season else ()),
            )
        )
    both = union_all(*sides).subquery("both_sides")
    each = select(both.c.party_id, _sum(both.c.dong).label("dong")).group_by(both.c.party_id).subquery("each")
    return _named(each, each.c.dong)


async def list_members_served(
    session: AsyncSession,
    org_id: UUID,
    selection: Selection,
    span: Span,
    *,
    after: tuple[str, UUID] | None = None,
    limit: int = 100,
) -> list[MemberRow]:
    """The members that revenue accounts name, in the order of names (S23), those of the selection's season where it has one."""
    key, party_id = after or _FIRST
    place = {"after_key": key, "after_id": party_id, "limit": limit, "from_on": span.from_on, "to_on": span.to_on}
    of_season = selection.season is not None
    statement = _members(len(selection.accounts), len(selection.without), of_season=of_season)
    found = await session.execute(statement, parameters_of(org_id, selection) | place)
    return [MemberRow(*row) for row in found]


@lru_cache(KEPT)
def _items(count: int) -> Select:
    quantity, zero, none = Numeric(18, 3), literal(0, BigInteger), cast(0, Numeric(18, 3))
    is_before = _lines.entry_on < _FROM
    sides = []
    for side, sign in (("debit", 1), ("credit", -1)):
        moved = (case((is_before, none), else_=_lines.quantity), case((is_before, zero), else_=_lines.amount_dong))
        nothing = (none, zero)
        sides.append(
            select(
                _lines.item_id.label("item_id"),
                case((is_before, sign * _lines.quantity), else_=none).label("opening_quantity"),
                case((is_before, sign * _lines.amount_dong), else_=zero).label("opening_dong"),
                *((moved if side == "debit" else nothing)[n].label(f"in_{n}") for n in (0, 1)),
                *((moved if side == "credit" else nothing)[n].label(f"out_{n}") for n in (0, 1)),
            ).where(
                _lines.org_id == _ORG_ID,
                _lines.item_id.is_not(None),
                below(_lines[f"{side}_account"], "accounts", count),
                _lines.entry_on <= _TO,
            )
        )
    each = union_all(*sides).subquery("each")
    kinds = (quantity, BigInteger(), quantity, BigInteger(), quantity, BigInteger())
    item_id, *amounts = each.c
    sums = (cast(func.sum(amount), kind).label(amount.name) for amount, kind in zip(amounts, kinds, strict=True))
    summed = select(item_id, *sums).group_by(item_id).subquery("summed")
    sort_key = func.coalesce(_item_names.sort_key, "")
    after = tuple_(bindparam("after_key", type_=Text()), bindparam("after_id", type_=Uuid()))
    same = (_item_names.org_id == _ORG_ID) & (_item_names.id == summed.c.item_id)
    _id, *totals = summed.c
    return (
        select(summed.c.item_id, _item_names.name, _item_names.unit, sort_key, *totals)
        .outerjoin_from(summed, Item.__table__, same)
        .where(tuple_(sort_key, summed.c.item_id) > after)
        .order_by(sort_key, summed.c.item_id)
        .limit(bindparam("limit"))
    )


async def list_items(
    session: AsyncSession,
    org_id: UUID,
    accounts: tuple[str, ...],
    span: Span,
    *,
    after: tuple[str, UUID] | None = None,
    limit: int = 100,
) -> list[ItemRow]:
    """The items that lines of stock accounts name, in the order of names (S07)."""
    key, item_id = after or _FIRST
    place = {"after_key": key, "after_id": item_id, "limit": limit}
    asked = parameters_of(org_id, Selection(accounts=accounts)) | place
    found = await session.execute(_items(len(accounts)), asked | {"from_on": span.from_on, "to_on": span.to_on})
    return [ItemRow(*row) for row in found]
