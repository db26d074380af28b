"""Proving the books when somebody asks, and every night by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.closing.actions.checks import check_and_record
from hoptac.closing.queries.checks import last_check
from hoptac.kit.calendar import VIETNAM, now
from hoptac.kit.db import Database
from hoptac.kit.jobs import Handler, JobRun
from hoptac.kit.loops import SetApart, go_on
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.queries import list_bookkeepers

CHECK_JOB = "check_books"
NIGHT = range(1, 5)
"""Hours in Vietnam in which nobody waits for the books."""
FRESH_FOR = timedelta(hours=20)
STALE_AFTER = timedelta(hours=36)
"""A machine that sleeps at night has its books proved by day."""
PAUSE_SECONDS = 600

TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(:key)")
_LOCK_SPACE = 0x626F6F6B73
"""Keeps this lock apart from those that other loops take on the same organization."""
log = structlog.get_logger(__name__)


async def check_books_asked(session: AsyncSession, run: JobRun) -> dict[str, Any]:
    """Prove the books for somebody who asked."""
    result = await check_and_record(session, org_id=run.task.org_id, now=run.now)
    return {"is_clean": result.is_clean}


def is_due(checked_at: datetime | None, at: datetime) -> bool:
    """Whether books last proved at an instant are to be proved again: nightly, by day only when long overdue."""
    if checked_at is None:
        return True
    age = at - checked_at
    return age >= STALE_AFTER or (age >= FRESH_FOR and at.astimezone(VIETNAM).hour in NIGHT)


async def prove_due(database: Database, *, now: Callable[[], datetime] = now) -> int:
    """Prove the books of every organization that is due; gives how many. Two workers do not prove the same books at once."""
    async with database.begin() as session:
        keepers = await list_bookkeepers(session)
    proved = 0
    for org_id, _slug in keepers:
        with SetApart("books_not_checked", org_id=str(org_id)):
            proved += await prove_if_due(database, org_id, now())
    return proved


async def prove_if_due(database: Database, org_id: UUID, at: datetime) -> bool:
    """Prove the books of one organization if they are due; whether they were."""
    async with enter_tenant(database, org_id) as session:
        last = await last_check(session, org_id)
        if not is_due(last.checked_at if last else None, at):
            return False
        if not (await session.execute(TRY_LOCK, {"key": (org_id.int ^ _LOCK_SPACE) % 2**63})).scalar_one():
            return False
        result = await check_and_record(session, org_id=org_id, now=at)
    if not result.is_clean:
        log.error("books_not_whole", org_id=str(org_id), findings=[str(finding) for finding in result.findings])
    return True


async def keep_proved(database: Database) -> None:
    """The worker's loop; ends when its task is cancelled."""

    async def turn() -> float:
        await prove_due(database)
        return PAUSE_SECONDS

    await go_on(turn, "books_not_looked_at", longest_wait_seconds=PAUSE_SECONDS)


JOBS: dict[str, Handler] = {CHECK_JOB: check_books_asked}
