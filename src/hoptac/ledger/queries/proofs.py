"""What `check_books` asks the database: where kept balances differ from the lines, where numbers have gaps."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Select, Table, Uuid, and_, bindparam, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.entries import FIRST_HASH
from hoptac.ledger.models import ACCOUNT_BALANCES, ENTRIES, LEDGER_HEADS, PAIR_BALANCES, PARTY_BALANCES
from hoptac.ledger.queries.sums import ACCOUNT_SUMS, PAIR_SUMS, PARTY_SUMS

Movement = tuple[int, int]
"""Debit and credit in đồng."""

_ORG_ID = bindparam("org_id", type_=Uuid())


def _or_zero(column: ColumnElement) -> ColumnElement[int]:
    return cast(func.coalesce(column, 0), BigInteger)


def _differences(table: Table, sums: Select, amounts: tuple[str, ...] = ("debit_dong", "credit_dong")) -> Select:
    """Rows whose amounts are not the sums of the lines; a row missing on one side counts as zero."""
    kept = select(table).where(table.c.org_id == _ORG_ID).subquery("kept")
    summed = sums.subquery("summed")
    keys = [column.name for column in table.primary_key.columns]
    return (
        select(
            *(func.coalesce(kept.c[key], summed.c[key]).label(key) for key in keys if key != "org_id"),
            *(_or_zero(kept.c[name]).label(f"kept_{name}") for name in amounts),
            *(_or_zero(summed.c[name]).label(f"summed_{name}") for name in amounts),
        )
        .select_from(kept.join(summed, and_(*(kept.c[key] == summed.c[key] for key in keys)), full=True))
        .where(or_(*(_or_zero(kept.c[name]) != _or_zero(summed.c[name]) for name in amounts)))
        .order_by(*(func.coalesce(kept.c[key], summed.c[key]) for key in keys if key != "org_id"))
    )


_DIFFERING_ACCOUNTS = _differences(ACCOUNT_BALANCES, ACCOUNT_SUMS)
_DIFFERING_PARTIES = _differences(PARTY_BALANCES, PARTY_SUMS)
_DIFFERING_PAIRS = _differences(PAIR_BALANCES, PAIR_SUMS, ("amount_dong",))
_NUMBER_GAPS = (
    select(
        ENTRIES.c.series,
        ENTRIES.c.fiscal_year,
        func.min(ENTRIES.c.number),
        func.max(ENTRIES.c.number),
        func.count(),
    )
    .where(ENTRIES.c.org_id == _ORG_ID)
    .group_by(ENTRIES.c.series, ENTRIES.c.fiscal_year)
    .having(or_(func.min(ENTRIES.c.number) != 1, func.max(ENTRIES.c.number) != func.count()))
    .order_by(ENTRIES.c.series, ENTRIES.c.fiscal_year)
)
_HEAD = select(LEDGER_HEADS.c.position, LEDGER_HEADS.c.hash).where(LEDGER_HEADS.c.org_id == _ORG_ID).with_for_update()


async def differing_accounts(session: AsyncSession, org_id: UUID) -> list[tuple[str, date, Movement, Movement]]:
    """Account, month, what is kept and what the lines add up to."""
    found = await session.execute(_DIFFERING_ACCOUNTS, {"org_id": org_id})
    return [(account, month, (a, b), (c, d)) for account, month, a, b, c, d in found]


async def differing_parties(session: AsyncSession, org_id: UUID) -> list[tuple[str, UUID, date, Movement, Movement]]:
    """Account, party, month, what is kept and what the lines add up to."""
    found = await session.execute(_DIFFERING_PARTIES, {"org_id": org_id})
    return [(account, party_id, month, (a, b), (c, d)) for account, party_id, month, a, b, c, d in found]


async def differing_pairs(session: AsyncSession, org_id: UUID) -> list[tuple[str, str, date, int, int]]:
    """Debit and credit account, month, the đồng that are kept and those the lines add up to."""
    found = await session.execute(_DIFFERING_PAIRS, {"org_id": org_id})
    return [(debit, credit, month, kept, summed) for debit, credit, month, kept, summed in found]


async def number_gaps(session: AsyncSession, org_id: UUID) -> list[tuple[str, int, int, int, int]]:
    """Series and years whose numbers do not run from 1: first number, last number, how many there are."""
    found = await session.execute(_NUMBER_GAPS, {"org_id": org_id})
    return [(series, year, first, last, count) for series, year, first, last, count in found]


async def lock_and_read_head(session: AsyncSession, org_id: UUID) -> tuple[int, bytes]:
    """Position and hash of the last entry as the head remembers them; postings wait until the transaction ends."""
    found = (await session.execute(_HEAD, {"org_id": org_id})).first()
    return (found[0], found[1]) if found else (0, FIRST_HASH)
