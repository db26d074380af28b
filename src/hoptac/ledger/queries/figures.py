"""What statements are made of, for any span of days: movements by account, by account and party, by pair.

Whole months come from the kept balances, so the cost does not grow with the books; only the days of months that are cut
through, at most the first and the last, are added up from their lines.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Table,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import add_months
from hoptac.ledger.entries import month_of
from hoptac.ledger.models import ACCOUNT_BALANCES, LINES, PAIR_BALANCES, PARTY_BALANCES

_ORG_ID = bindparam("org_id", type_=Uuid())
_FROM = bindparam("from_on", type_=Date())
_CUT_FROM, _CUT_BEFORE = bindparam("cut_from", type_=Date()), bindparam("cut_before", type_=Date())
_WHOLE_BEFORE = bindparam("whole_before", type_=Date())
_TO = bindparam("to_on", type_=Date())
_lines = LINES.c


class AccountFigures(msgspec.Struct, frozen=True):
    """One account over some days, in đồng: gross movements; opening and closing are debit minus credit."""

    account: str
    opening_dong: int
    debit_dong: int
    credit_dong: int

    @property
    def closing_dong(self) -> int:
        """Debit minus credit at the end of the last day."""
        return self.opening_dong + self.debit_dong - self.credit_dong


class PartyFigures(msgspec.Struct, frozen=True):
    """One account with one party over some days, in đồng; as AccountFigures."""

    account: str
    party_id: UUID
    opening_dong: int
    debit_dong: int
    credit_dong: int

    @property
    def closing_dong(self) -> int:
        """Debit minus credit at the end of the last day."""
        return self.opening_dong + self.debit_dong - self.credit_dong


class PartySides(msgspec.Struct, frozen=True):
    """What the parties of one account owe and are owed, in đồng: debit and credit balances each added up, never netted."""

    account: str
    opening_debit_dong: int
    opening_credit_dong: int
    closing_debit_dong: int
    closing_credit_dong: int


class PairFigures(msgspec.Struct, frozen=True):
    """What one account moved against another over some days, in đồng."""

    debit_account: str
    credit_account: str
    amount_dong: int


def _kept(table: Table, keys: tuple[str, ...]) -> Select:
    columns = (*(table.c[key] for key in keys), table.c.month.label("on"), table.c.debit_dong, table.c.credit_dong)
    is_cut = and_(table.c.month >= _CUT_FROM, table.c.month < _CUT_BEFORE)
    return select(*columns).where(table.c.org_id == _ORG_ID, table.c.month < _WHOLE_BEFORE, not_(is_cut))


def _in_cut_months() -> ColumnElement[bool]:
    is_cut = and_(_lines.entry_on >= _CUT_FROM, _lines.entry_on < _CUT_BEFORE)
    return and_(_lines.org_id == _ORG_ID, or_(is_cut, _lines.entry_on >= _WHOLE_BEFORE), _lines.entry_on <= _TO)


def _cut(side: str, keys: tuple[str, ...]) -> Select:
    """The lines of the months that are cut through, one side of them."""
    own = {"account": _lines[f"{side}_account"], "party_id": _lines[f"{side}_party_id"]}
    zero = cast(0, BigInteger)
    amounts = (_lines.amount_dong, zero) if side == "debit" else (zero, _lines.amount_dong)
    return select(*(own[key] for key in keys), _lines.entry_on.label("on"), *amounts).where(
        _in_cut_months(), *(own[key].is_not(None) for key in keys)
    )


def _figures(table: Table, keys: tuple[str, ...]) -> Select:
    moved = union_all(_kept(table, keys), _cut("debit", keys), _cut("credit", keys)).subquery("moved")
    debit, credit = moved.c.debit_dong, moved.c.credit_dong

    def total(value: Any, is_opening: bool) -> Any:
        days = moved.c.on < _FROM if is_opening else moved.c.on >= _FROM
        return cast(func.coalesce(func.sum(case((days, value), else_=0)), 0), BigInteger)

    of = tuple(moved.c[key] for key in keys)
    return (
        select(*of, total(debit - credit, True), total(debit, False), total(credit, False)).group_by(*of).order_by(*of)
    )


_ACCOUNTS = _figures(ACCOUNT_BALANCES, ("account",))
PARTIES = _figures(PARTY_BALANCES, ("account", "party_id"))
"""Account, party, opening, debit and credit over the days of `span_parameters`."""


def _sides() -> Select:
    each = PARTIES.subquery("each")
    account, _party, opening, debit, credit = each.c

    def of_one_sign(balance: Any) -> Any:
        return cast(func.sum(func.greatest(balance, 0)), BigInteger)

    closing = opening + debit - credit
    sides = (of_one_sign(value) for value in (opening, -opening, closing, -closing))
    within = and_(account >= bindparam("first_account"), account < bindparam("end_account"))
    return select(account, *sides).where(within).group_by(account).order_by(account)


_SIDES = _sides()
_kept_pairs = PAIR_BALANCES.c
_pairs = union_all(
    select(_kept_pairs.debit_account, _kept_pairs.credit_account, _kept_pairs.amount_dong).where(
        _kept_pairs.org_id == _ORG_ID, _kept_pairs.month >= _FROM, _kept_pairs.month < _WHOLE_BEFORE
    ),
    select(_lines.debit_account, _lines.credit_account, _lines.amount_dong).where(
        _in_cut_months(),
        _lines.entry_on >= _FROM,
        _lines.debit_account.is_not(None),
        _lines.credit_account.is_not(None),
    ),
).subquery("pairs")
_PAIRS = (
    select(_pairs.c.debit_account, _pairs.c.credit_account, cast(func.sum(_pairs.c.amount_dong), BigInteger))
    .group_by(_pairs.c.debit_account, _pairs.c.credit_account)
    .order_by(_pairs.c.debit_account, _pairs.c.credit_account)
)


def span_parameters(org_id: UUID, from_on: date, to_on: date) -> dict[str, Any]:
    """The days of a span, and which months of it are cut through: `cut_from` to `cut_before` is the first month where the
    span begins inside it, `whole_before` the first day of the last one where it ends inside that."""
    first = month_of(from_on)
    cut = (first, add_months(first, 1)) if first != from_on else (date.min, date.min)
    is_whole = (to_on + timedelta(days=1)).day == 1
    whole_before = add_months(month_of(to_on), 1) if is_whole else month_of(to_on)
    days = {"from_on": from_on, "to_on": to_on, "whole_before": whole_before}
    return {"org_id": org_id, "cut_from": cut[0], "cut_before": cut[1], **days}


async def account_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[AccountFigures]:
    """Every account that ever moved, in the order of codes, over any days."""
    found = await session.execute(_ACCOUNTS, span_parameters(org_id, from_on, to_on))
    return [AccountFigures(*row) for row in found]


async def party_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PartyFigures]:
    """The same, for each account with each party."""
    found = await session.execute(PARTIES, span_parameters(org_id, from_on, to_on))
    return [PartyFigures(*row) for row in found]


async def party_sides(
    session: AsyncSession,
    org_id: UUID,
    *,
    from_on: date,
    to_on: date,
    accounts: tuple[str, str] = ("", ":"),
) -> list[PartySides]:
    """What parties owe and are owed before the first day and after the last, for each account that has parties, from the
    first of `accounts` to before the second."""
    within = {"first_account": accounts[0], "end_account": accounts[1]}
    found = await session.execute(_SIDES, span_parameters(org_id, from_on, to_on) | within)
    return [PartySides(*row) for row in found]


async def pair_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PairFigures]:
    """What each account moved against each other in the days; class 0 has no pairs."""
    found = await session.execute(_PAIRS, span_parameters(org_id, from_on, to_on))
    return [PairFigures(*row) for row in found]
