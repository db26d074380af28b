"""Proving the books and keeping what was found."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.closing.models import BOOK_CHECKS
from hoptac.closing.proving import prove_books
from hoptac.closing.queries.checks import CheckResult
from hoptac.kit.identifiers import new_id
from hoptac.ledger.queries.proofs import lock_and_read_head

_INSERT = insert(BOOK_CHECKS)


async def check_and_record(session: AsyncSession, *, org_id: UUID, now: datetime) -> CheckResult:
    """Prove the books and write down what was found; postings of the organization wait meanwhile."""
    position, _hash = await lock_and_read_head(session, org_id)
    findings = await prove_books(session, org_id)
    row = {"org_id": org_id, "id": new_id(), "checked_at": now, "position": position}
    await session.execute(_INSERT, row | {"findings": msgspec.to_builtins(findings)})
    return CheckResult(now, position, tuple(findings))
