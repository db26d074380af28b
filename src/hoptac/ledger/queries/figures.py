"""What statements are made of, for any span of days: movements by account, by account and party, by pair.

Whole months come from the kept balances, so the cost does not grow with the books; only the days of a month that is cut
through are added up from its lines.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Date, Select, Table, Uuid, bindparam, case, cast, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import add_months
from hoptac.ledger.entries import month_of
from hoptac.ledger.models import ACCOUNT_BALANCES, ENTRIES, LINES, PAIR_BALANCES, PARTY_BALANCES

_ORG_ID = bindparam("org_id", type_=Uuid())
_FROM = bindparam("from_on", type_=Date())
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


class PairFigures(msgspec.Struct, frozen=True):
    """What one account moved against another over some days, in đồng."""

    debit_account: str
    credit_account: str
    amount_dong: int


def _kept(table: Table, keys: tuple[str, ...]) -> Select:
    columns = (*(table.c[key] for key in keys), table.c.month.label("on"), table.c.debit_dong, table.c.credit_dong)
    return select(*columns).where(table.c.org_id == _ORG_ID, table.c.month < _WHOLE_BEFORE)


def _cut(side: str, keys: tuple[str, ...]) -> Select:
    """The lines of the month that is cut through, one side of them."""
    own = {"account": _lines[f"{side}_account"], "party_id": _lines[f"{side}_party_id"]}
    zero = cast(0, BigInteger)
    amounts = (_lines.amount_dong, zero) if side == "debit" else (zero, _lines.amount_dong)
    return select(*(own[key] for key in keys), _lines.entry_on.label("on"), *amounts).where(
        _lines.org_id == _ORG_ID,
        _lines.entry_on >= _WHOLE_BEFORE,
        _lines.entry_on <= _TO,
        *(own[key].is_not(None) for key in keys),
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
_PARTIES = _figures(PARTY_BALANCES, ("account", "party_id"))
_pairs = union_all(
    select(PAIR_BALANCES.c.debit_account, PAIR_BALANCES.c.credit_account, PAIR_BALANCES.c.amount_dong).where(
        PAIR_BALANCES.c.org_id == _ORG_ID, PAIR_BALANCES.c.month >= _FROM, PAIR_BALANCES.c.month < _WHOLE_BEFORE
    ),
    select(_lines.debit_account, _lines.credit_account, _lines.amount_dong).where(
        _lines.org_id == _ORG_ID,
        _lines.entry_on >= func.greatest(_FROM, _WHOLE_BEFORE),
        _lines.entry_on <= _TO,
        _lines.debit_account.is_not(None),
        _lines.credit_account.is_not(None),
    ),
).subquery("pairs")
_PAIRS = (
    select(_pairs.c.debit_account, _pairs.c.credit_account, cast(func.sum(_pairs.c.amount_dong), BigInteger))
    .group_by(_pairs.c.debit_account, _pairs.c.credit_account)
    .order_by(_pairs.c.debit_account, _pairs.c.credit_account)
)
_LAST_DAY = select(func.max(ENTRIES.c.entry_on)).where(ENTRIES.c.org_id == _ORG_ID)


def _span(org_id: UUID, from_on: date, to_on: date) -> dict[str, Any]:
    """`from_on` is the first day of a month; months that end on or before `to_on` are taken whole."""
    if from_on.day != 1:
        raise ValueError(f"a span begins with a month, not on {from_on}")
    is_whole = (to_on + timedelta(days=1)).day == 1
    whole_before = add_months(month_of(to_on), 1) if is_whole else month_of(to_on)
    return {"org_id": org_id, "from_on": from_on, "whole_before": whole_before, "to_on": to_on}


async def account_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[AccountFigures]:
    """Every account that ever moved, in the order of codes, from the first day of a month to any day.

    Raises ValueError where `from_on` is not the first day of a month.
    """
    found = await session.execute(_ACCOUNTS, _span(org_id, from_on, to_on))
    return [AccountFigures(*row) for row in found]


async def party_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PartyFigures]:
    """The same, for each account with each party."""
    found = await session.execute(_PARTIES, _span(org_id, from_on, to_on))
    return [PartyFigures(*row) for row in found]


async def pair_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PairFigures]:
    """What each account moved against each other in the days; class 0 has no pairs."""
    found = await session.execute(_PAIRS, _span(org_id, from_on, to_on))
    return [PairFigures(*row) for row in found]
