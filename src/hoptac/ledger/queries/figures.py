"""What statements are made of, for any span of days: movements by account, by account and party, by pair.

Whole months come from the kept balances, so the cost does not grow with the books; only the days of months that are cut
through, at most the first and the last, are added up from their lines.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Subquery,
    Table,
    Uuid,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import add_months
from hoptac.ledger.entries import month_of
from hoptac.ledger.models import ACCOUNT_BALANCES, LINES, PAIR_BALANCES, PARTY_BALANCES

_ORG_ID = bindparam("org_id", type_=Uuid())
_FROM, _TO = bindparam("from_on", type_=Date()), bindparam("to_on", type_=Date())
_CUT_FROM, _CUT_BEFORE = bindparam("cut_from", type_=Date()), bindparam("cut_before", type_=Date())
_WHOLE_FROM = bindparam("whole_from", type_=Date())
_WHOLE_BEFORE = bindparam("whole_before", type_=Date())
_lines = LINES.c


class Cuts(NamedTuple):
    """Whether a span begins inside a month, and whether it ends inside one; a statement reads lines only for those."""

    head: bool
    tail: bool


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


def _kept(table: Table, keys: tuple[str, ...], cuts: Cuts) -> Select:
    columns = (*(table.c[key] for key in keys), table.c.month.label("on"), table.c.debit_dong, table.c.credit_dong)
    statement = select(*columns).where(table.c.org_id == _ORG_ID, table.c.month < _WHOLE_BEFORE)
    if cuts.head:  # the month that the span begins in is told by its lines
        statement = statement.where(or_(table.c.month >= _WHOLE_FROM, table.c.month < _CUT_FROM))
    return statement


def _ranges(cuts: Cuts) -> Iterator[ColumnElement[bool]]:
    """The days of the months that are cut through; each is a range of its own, which an index answers."""
    day = _lines.entry_on
    if cuts.head:
        yield and_(day >= _CUT_FROM, day < _CUT_BEFORE)
    if cuts.tail:
        yield and_(day >= _WHOLE_BEFORE, day <= _TO)


def _cut(side: str, keys: tuple[str, ...], days: ColumnElement[bool]) -> Select:
    """The lines of some days, one side of them."""
    own = {"account": _lines[f"{side}_account"], "party_id": _lines[f"{side}_party_id"]}
    zero = cast(0, BigInteger)
    amounts = (_lines.amount_dong, zero) if side == "debit" else (zero, _lines.amount_dong)
    is_there = (own[key].is_not(None) for key in keys)
    return select(*(own[key] for key in keys), _lines.entry_on.label("on"), *amounts).where(
        _lines.org_id == _ORG_ID, days, *is_there
    )


def _moved(table: Table, keys: tuple[str, ...], cuts: Cuts) -> Subquery:
    cut = [_cut(side, keys, days) for days in _ranges(cuts) for side in ("debit", "credit")]
    kept = _kept(table, keys, cuts)
    return (union_all(kept, *cut) if cut else kept).subquery("moved")


def _total(value: Any, days: Any = None) -> Any:
    total = func.sum(value) if days is None else func.coalesce(func.sum(value).filter(days), 0)
    return cast(total, BigInteger)


def _figures(table: Table, keys: tuple[str, ...], cuts: Cuts) -> Select:
    moved = _moved(table, keys, cuts)
    debit, credit, on = moved.c.debit_dong, moved.c.credit_dong, moved.c.on
    of = tuple(moved.c[key] for key in keys)
    totals = (_total(debit - credit, on < _FROM), _total(debit, on >= _FROM), _total(credit, on >= _FROM))
    return select(*of, *totals).group_by(*of).order_by(*of)


@cache
def _accounts(cuts: Cuts) -> Select:
    return _figures(ACCOUNT_BALANCES, ("account",), cuts)


@cache
def parties_statement(cuts: Cuts) -> Select:
    """Account, party, opening, debit and credit over the days of `span_parameters`."""
    return _figures(PARTY_BALANCES, ("account", "party_id"), cuts)


@cache
def _sides(cuts: Cuts) -> Select:
    moved = _moved(PARTY_BALANCES, ("account", "party_id"), cuts)
    balance = moved.c.debit_dong - moved.c.credit_dong
    within = and_(moved.c.account >= bindparam("first_account"), moved.c.account < bindparam("end_account"))
    opening, closing = _total(balance, moved.c.on < _FROM).label("opening"), _total(balance).label("closing")
    each = select(moved.c.account, opening, closing).where(within).group_by(moved.c.account, moved.c.party_id)
    account, *both = each.subquery("each").c
    sides = (_total(func.greatest(sign * value, 0)) for value in both for sign in (1, -1))
    return select(account, *sides).group_by(account).order_by(account)


@cache
def _pairs(cuts: Cuts) -> Select:
    kept = PAIR_BALANCES.c
    whole = select(kept.debit_account, kept.credit_account, kept.amount_dong).where(
        kept.org_id == _ORG_ID, kept.month >= _FROM, kept.month < _WHOLE_BEFORE
    )
    both = (_lines.debit_account.is_not(None), _lines.credit_account.is_not(None))
    cut = [
        select(_lines.debit_account, _lines.credit_account, _lines.amount_dong).where(
            _lines.org_id == _ORG_ID, days, _lines.entry_on >= _FROM, *both
        )
        for days in _ranges(cuts)
    ]
    moved = (union_all(whole, *cut) if cut else whole).subquery("pairs").c
    of = (moved.debit_account, moved.credit_account)
    return select(*of, _total(moved.amount_dong)).group_by(*of).order_by(*of)


def cuts_of(from_on: date, to_on: date) -> Cuts:
    """Which months of a span are cut through."""
    return Cuts(from_on.day != 1, (to_on + timedelta(days=1)).day != 1)


def span_parameters(org_id: UUID, from_on: date, to_on: date) -> dict[str, Any]:
    """The days of a span, and the first days of the months between which whole months lie. The month that the span begins
    inside of runs from `cut_from` to before `cut_before`; where it ends inside the same, that is all told by the tail."""
    cuts = cuts_of(from_on, to_on)
    whole_from = add_months(month_of(from_on), 1) if cuts.head else from_on
    whole_before = month_of(to_on) if cuts.tail else add_months(month_of(to_on), 1)
    cut = {"cut_from": month_of(from_on), "cut_before": min(whole_from, whole_before)}
    return {
        "org_id": org_id, "from_on": from_on, "to_on": to_on, "whole_from": whole_from, "whole_before": whole_before,
        **cut,
    }  # fmt: skip


async def account_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[AccountFigures]:
    """Every account that ever moved, in the order of codes, over any days."""
    found = await session.execute(_accounts(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on))
    return [AccountFigures(*row) for row in found]


async def party_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PartyFigures]:
    """The same, for each account with each party."""
    found = await session.execute(parties_statement(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on))
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
    found = await session.execute(_sides(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on) | within)
    return [PartySides(*row) for row in found]


async def pair_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PairFigures]:
    """What each account moved against each other in the days; class 0 has no pairs."""
    found = await session.execute(_pairs(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on))
    return [PairFigures(*row) for row in found]
