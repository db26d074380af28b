"""The end of an organization's chain, and the lock that everything written to its books waits for.

Position, hash and number must have no gaps, so two postings of one organization can never run side by side; the design
makes them wait in one place. The first write of each is the head of the chain (`ledger_heads`): INSERT … ON CONFLICT DO
UPDATE makes the row when it is missing and locks it until the transaction ends. All that follows (number, entry, lines,
balances) is reached only behind that lock and in the same order, so postings cannot deadlock among themselves; and what
is read behind it, in a statement and so a snapshot of its own, includes the posting before.

Nothing is counted up before the entry is written: the trigger of `entries` moves the head. So neither a rollback nor a
refusal that the caller catches leaves a gap. Callers lock rows of their own first and post last: then no transaction
holds the head while it waits for something else.
"""

from uuid import UUID

import msgspec
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import Prepared
from hoptac.ledger.entries import FIRST_HASH
from hoptac.ledger.models import LEDGER_HEADS

_insert = insert(LEDGER_HEADS)
_LOCK_HEAD = Prepared(
    _insert.on_conflict_do_update(index_elements=["org_id"], set_={"org_id": _insert.excluded.org_id}).returning(
        LEDGER_HEADS.c.position, LEDGER_HEADS.c.hash
    )
)


class Head(msgspec.Struct, frozen=True):
    """Position and hash of the last entry; 0 and 32 zero bytes before the first."""

    position: int
    hash: bytes


async def lock_head(session: AsyncSession, org_id: UUID) -> Head:
    """Wait for the postings before, and keep those after waiting until this transaction ends."""
    return Head(*await _LOCK_HEAD.one(session, {"org_id": org_id, "position": 0, "hash": FIRST_HASH}))
