"""The kept balances: moved by each posting, and rebuilt from the lines when they are in doubt."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table, Uuid, bindparam, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.actions.batches import BatchInsert
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.entries import Line
from hoptac.ledger.models import ACCOUNT_BALANCES, PARTY_BALANCES
from hoptac.ledger.queries.sums import ACCOUNT_SUMS, PARTY_SUMS

Movements = dict[tuple[Any, ...], list[int]]
"""Debit and credit in đồng by account, or by account and party."""


def _adding(table: Table) -> BatchInsert:
    statement = insert(table)
    added = {name: table.c[name] + statement.excluded[name] for name in ("debit_dong", "credit_dong")}
    return BatchInsert(
        statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=added), table
    )


_ADD_TO_ACCOUNTS = _adding(ACCOUNT_BALANCES)
_ADD_TO_PARTIES = _adding(PARTY_BALANCES)
_CLEAR = {
    table: delete(table).where(table.c.org_id == bindparam("org_id", type_=Uuid()))
    for table in (ACCOUNT_BALANCES, PARTY_BALANCES)
}
_REFILL = {
    table: insert(table).from_select(sums.selected_columns.keys(), sums)
    for table, sums in ((ACCOUNT_BALANCES, ACCOUNT_SUMS), (PARTY_BALANCES, PARTY_SUMS))
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


async def move_balances(session: AsyncSession, org_id: UUID, month: date, lines: Iterable[Line]) -> None:
    """Add the lines to the month's balances; behind the head's lock the order of the rows does not matter."""
    accounts, parties = movements(lines)
    for statement, moved in ((_ADD_TO_ACCOUNTS, accounts), (_ADD_TO_PARTIES, parties)):
        if moved:
            await statement.execute(session, [(org_id, *key, month, *amounts) for key, amounts in moved.items()])


async def rebuild_balances(session: AsyncSession, org_id: UUID) -> None:
    """Throw the kept balances of the organization away and add its lines up again, while postings wait."""
    await lock_head(session, org_id)
    for table in (ACCOUNT_BALANCES, PARTY_BALANCES):
        await session.execute(_CLEAR[table], {"org_id": org_id})
        await session.execute(_REFILL[table], {"org_id": org_id})
