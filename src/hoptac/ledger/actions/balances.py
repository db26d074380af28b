"""The kept balances: moved by each posting, and rebuilt from the lines when they are in doubt."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.bulk import add_to_rows
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.entries import Line
from hoptac.ledger.models import ACCOUNT_BALANCES, PAIR_BALANCES, PARTY_BALANCES
from hoptac.ledger.queries.sums import ACCOUNT_SUMS, PAIR_SUMS, PARTY_SUMS

Movements = dict[tuple[Any, ...], list[int]]
"""Debit and credit in đồng by account, or by account and party."""

_AMOUNTS = ("debit_dong", "credit_dong")
_PAIR_COLUMNS = ("debit_account", "credit_account", "amount_dong")
_CLEAR = {
    table: delete(table).where(table.c.org_id == bindparam("org_id", type_=Uuid()))
    for table in (ACCOUNT_BALANCES, PARTY_BALANCES, PAIR_BALANCES)
}
_REFILL = {
    table: insert(table).from_select(sums.selected_columns.keys(), sums)
    for table, sums in ((ACCOUNT_BALANCES, ACCOUNT_SUMS), (PARTY_BALANCES, PARTY_SUMS), (PAIR_BALANCES, PAIR_SUMS))
}


def movements(lines: Iterable[Line]) -> tuple[Movements, Movements]:
    """What the lines move on each account, and on each account with each party."""
    accounts: Movements = defaultdict(lambda: [0, 0])
    parties: Movements = defaultdict(lambda: [0, 0])
    for line in lines:
        sides = ((line.debit_account, line.debit_party_id), (line.credit_account, line.credit_party_id))
        for side, (account, party_id) in enumerate(sides):
            if account is None:
                continue
            accounts[(account,)][side] += line.amount_dong
            if party_id is not None:
                parties[(account, party_id)][side] += line.amount_dong
    return accounts, parties


def pair_movements(lines: Iterable[Line]) -> dict[tuple[str, str], int]:
    """What the lines move between each two accounts, in đồng."""
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        if line.debit_account is not None and line.credit_account is not None:
            pairs[line.debit_account, line.credit_account] += line.amount_dong
    return pairs


async def move_balances(session: AsyncSession, org_id: UUID, month: date, lines: Sequence[Line]) -> None:
    """Add the lines to the month's balances; behind the head's lock the order of the rows does not matter."""
    accounts, parties = movements(lines)
    shared = {"org_id": org_id, "month": month}
    for table, key, moved in (
        (ACCOUNT_BALANCES, ("account",), accounts),
        (PARTY_BALANCES, ("account", "party_id"), parties),
    ):
        rows = [(*of, *amounts) for of, amounts in moved.items()]
        await add_to_rows(session, table, (*key, *_AMOUNTS), rows, added=_AMOUNTS, shared=shared)
    pairs = [(*pair, amount_dong) for pair, amount_dong in pair_movements(lines).items()]
    await add_to_rows(session, PAIR_BALANCES, _PAIR_COLUMNS, pairs, added=("amount_dong",), shared=shared)


async def rebuild_balances(session: AsyncSession, org_id: UUID) -> None:
    """Throw the kept balances of the organization away and add its lines up again, while postings wait."""
    await lock_head(session, org_id)
    for table in _CLEAR:
        await session.execute(_CLEAR[table], {"org_id": org_id})
        await session.execute(_REFILL[table], {"org_id": org_id})
