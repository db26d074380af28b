"""What statements are made of, for any span of days: movements by account, by account and party, by pair.

Whole months come from the kept balances, so the cost does not grow with the books. Only of the months that are cut through,
at most the first and the last, lines are added up, each once: of the last month those up to the last day, or those after
it, which are taken off the kept month, whichever days are fewer.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import (
    CTE,
    BigInteger,
    Boolean,
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
    literal,
    null,
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
_TAIL_FROM, _TAIL_TO = bindparam("tail_from", type_=Date()), bindparam("tail_to", type_=Date())
_WHOLE_FROM = bindparam("whole_from", type_=Date())
_WHOLE_BEFORE = bindparam("whole_before", type_=Date())
_lines = LINES.c


class Cuts(NamedTuple):
    """Whether a span begins inside a month; and where it ends inside one, whether the lines up to its last day are added
    or those after it are taken off. A statement reads lines only for those."""

    head: bool
    tail: Literal["", "to", "after"]


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
    is_before = (table.c.month < _FROM).label("is_before")
    columns = (*(table.c[key] for key in keys), is_before, table.c.debit_dong, table.c.credit_dong)
    statement = select(*columns).where(table.c.org_id == _ORG_ID, table.c.month < _WHOLE_BEFORE)
    if cuts.head:  # the month that the span begins in is told by its lines
        statement = statement.where(or_(table.c.month >= _WHOLE_FROM, table.c.month < _CUT_FROM))
    return statement


def _ranges(cuts: Cuts) -> Iterator[tuple[ColumnElement[bool], int]]:
    """The days of the months that are cut through, and whether their lines are added or taken off; each is a range of its
    own, which an index answers."""
    day = _lines.entry_on
    if cuts.head:
        yield and_(day >= _CUT_FROM, day < _CUT_BEFORE), 1
    if cuts.tail:
        yield and_(day >= _TAIL_FROM, day <= _TAIL_TO), -1 if cuts.tail == "after" else 1


_SIDES = ("debit_account", "debit_party_id", "credit_account", "credit_party_id")


@cache
def _cut(cuts: Cuts) -> CTE:
    """What the lines of the cut days move between each two accounts and their parties; they are read once for both sides."""
    sides = tuple(_lines[name] for name in _SIDES)
    is_before = (_lines.entry_on < _FROM).label("is_before")
    told_apart = (
        (*sides, is_before) if cuts.head else sides
    )  # a span that begins with a month has no line before it in it
    parts = [
        select(
            *sides,
            is_before if cuts.head else literal(False, Boolean).label("is_before"),
            cast(sign * func.sum(_lines.amount_dong), BigInteger).label("amount_dong"),
        )
        .where(_lines.org_id == _ORG_ID, days)
        .group_by(*told_apart)
        for days, sign in _ranges(cuts)
    ]
    return (union_all(*parts) if len(parts) > 1 else parts[0]).cte("cut")


def _side(cut: CTE, side: str, keys: tuple[str, ...]) -> Select:
    """One side of what the cut days move."""
    own = {"account": cut.c[f"{side}_account"], "party_id": cut.c[f"{side}_party_id"]}
    zero = cast(0, BigInteger)
    amounts = (cut.c.amount_dong, zero) if side == "debit" else (zero, cut.c.amount_dong)
    is_there = (own[key].is_not(None) for key in keys)
    return select(*(own[key] for key in keys), cut.c.is_before, *amounts).where(*is_there)


def _moved(table: Table, keys: tuple[str, ...], cuts: Cuts, name: str = "moved") -> Subquery:
    kept = _kept(table, keys, cuts)
    if not any(cuts):
        return kept.subquery(name)
    return union_all(kept, *(_side(_cut(cuts), side, keys) for side in ("debit", "credit"))).subquery(name)


def _total(value: Any, counts: Any = None) -> Any:
    total = func.sum(value) if counts is None else func.coalesce(func.sum(value).filter(counts), 0)
    return cast(total, BigInteger)


def _figures(table: Table, keys: tuple[str, ...], cuts: Cuts) -> Select:
    moved = _moved(table, keys, cuts)
    debit, credit, is_before = moved.c.debit_dong, moved.c.credit_dong, moved.c.is_before
    of = tuple(moved.c[key] for key in keys)
    totals = (_total(debit - credit, is_before), _total(debit, ~is_before), _total(credit, ~is_before))
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
    moved = _moved(PARTY_BALANCES, ("account", "party_id"), cuts, "moved_by_party")
    balance = moved.c.debit_dong - moved.c.credit_dong
    within = and_(moved.c.account >= bindparam("first_account"), moved.c.account < bindparam("end_account"))
    opening, closing = _total(balance, moved.c.is_before).label("opening"), _total(balance).label("closing")
    each = select(moved.c.account, opening, closing).where(within).group_by(moved.c.account, moved.c.party_id)
    account, *both = each.subquery("each").c
    sides = (_total(func.greatest(sign * value, 0)) for value in both for sign in (1, -1))
    return select(account, *sides).group_by(account).order_by(account)


@cache
def _both(cuts: Cuts) -> Select:
    """Accounts and what parties of them owe and are owed, told apart by the first column: the cut days are read once."""
    accounts, sides = _accounts(cuts).order_by(None).subquery("accounts"), _sides(cuts).order_by(None).subquery("sides")
    rest = cast(null(), BigInteger)
    parts = (
        select(literal(False, Boolean).label("is_side"), *accounts.c, rest),
        select(literal(True, Boolean).label("is_side"), *sides.c),
    )
    told = union_all(*parts).subquery("told")
    return select(*told.c).order_by(told.c[1])


@cache
def _pairs(cuts: Cuts) -> Select:
    kept = PAIR_BALANCES.c
    whole = select(kept.debit_account, kept.credit_account, kept.amount_dong).where(
        kept.org_id == _ORG_ID, kept.month >= _FROM, kept.month < _WHOLE_BEFORE
    )
    both = (_lines.debit_account.is_not(None), _lines.credit_account.is_not(None))
    cut = [
        select(_lines.debit_account, _lines.credit_account, sign * _lines.amount_dong).where(
            _lines.org_id == _ORG_ID, days, _lines.entry_on >= _FROM, *both
        )
        for days, sign in _ranges(cuts)
    ]
    moved = (union_all(whole, *cut) if cut else whole).subquery("pairs").c
    of = (moved.debit_account, moved.credit_account)
    return select(*of, _total(moved.amount_dong)).group_by(*of).order_by(*of)


def cuts_of(from_on: date, to_on: date) -> Cuts:
    """Which months of a span are cut through."""
    next_month = add_months(month_of(to_on), 1)
    days_after = (next_month - to_on).days - 1
    if not days_after:
        return Cuts(from_on.day != 1, "")
    is_within = from_on > month_of(to_on)  # the kept month says nothing of its parts
    return Cuts(from_on.day != 1, "after" if days_after < to_on.day and not is_within else "to")


def span_parameters(org_id: UUID, from_on: date, to_on: date) -> dict[str, Any]:
    """The days of a span, and the first days of the months between which whole months lie. The month that the span begins
    inside of runs from `cut_from` to before `cut_before`; where it ends inside the same, that is all told by the tail.
    `tail_from` and `tail_to` are the days of the last month that are added, or taken off."""
    cuts = cuts_of(from_on, to_on)
    first, next_month = month_of(to_on), add_months(month_of(to_on), 1)
    whole_from = add_months(month_of(from_on), 1) if cuts.head else from_on
    whole_before = first if cuts.tail == "to" else next_month
    tail = (to_on + timedelta(days=1), next_month - timedelta(days=1)) if cuts.tail == "after" else (first, to_on)
    return {
        "org_id": org_id, "from_on": from_on, "whole_from": whole_from, "whole_before": whole_before,
        "cut_from": month_of(from_on), "cut_before": min(whole_from, whole_before),
        "tail_from": tail[0], "tail_to": tail[1],
    }  # fmt: skip


async def account_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[AccountFigures]:
    """Every account that has something to tell of the days, in the order of codes: where all is zero there is no row."""
    found = await session.execute(_accounts(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on))
    return [AccountFigures(*row) for row in found if any(row[1:])]


async def party_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PartyFigures]:
    """The same, for each account with each party."""
    found = await session.execute(parties_statement(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on))
    return [PartyFigures(*row) for row in found if any(row[2:])]


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
    return [PartySides(*row) for row in found if any(row[1:])]


async def account_figures_and_sides(
    session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date, accounts: tuple[str, str]
) -> tuple[list[AccountFigures], list[PartySides]]:
    """`account_figures`, and `party_sides` of `accounts`, in one reading."""
    within = {"first_account": accounts[0], "end_account": accounts[1]}
    found = await session.execute(_both(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on) | within)
    figures: list[AccountFigures] = []
    sides: list[PartySides] = []
    for is_side, *row in found:
        if not any(row[1:]):
            continue
        if is_side:
            sides.append(PartySides(*row))
        else:
            figures.append(AccountFigures(*row[:-1]))
    return figures, sides


async def pair_figures(session: AsyncSession, org_id: UUID, *, from_on: date, to_on: date) -> list[PairFigures]:
    """What each account moved against each other in the days; class 0 has no pairs."""
    found = await session.execute(_pairs(cuts_of(from_on, to_on)), span_parameters(org_id, from_on, to_on))
    return [PairFigures(*row) for row in found if row[2]]
