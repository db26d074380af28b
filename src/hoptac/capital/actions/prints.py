"""Printing many papers as one file: asked for, kept for a while, found again, forgotten."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.paper_models import PRINTS
from hoptac.capital.queries.prints import find_print, list_old_prints
from hoptac.capital.queries.standing import lock_capital
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import find_open_job, request_job
from hoptac.kit.stored_files import forget_file, store_file

ISSUE_JOB, PRINT_JOB, REMIND_JOB = "issue_certificates", "print_certificates", "print_reminders"
PRINT_JOBS = (ISSUE_JOB, PRINT_JOB, REMIND_JOB)
KEPT_DAYS = 30
"""The papers themselves stay on record; the file can be made again."""
MOST_PAGES = 1_000
"""Of one file; more become several files. A thousand certificates take fifteen megabytes."""

_INSERT = insert(PRINTS)
_FORGET = (
    update(PRINTS)
    .where(PRINTS.c.org_id == bindparam("of_org"), PRINTS.c.id == bindparam("of_print"))
    .values(file_id=None)
)


async def request_print(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    kind: str,
    request_key: UUID,
    parameters: dict[str, Any],
) -> UUID | None:
    """Ask for a print; the job's id, or None where the same form has its file already. A form sent twice prints once: both
    wait for the same lock."""
    await lock_capital(session, org_id)
    if await find_print(session, org_id, request_key):
        return None
    for under_way in PRINT_JOBS:
        job = await find_open_job(session, org_id, under_way, request_key)
        if job:
            return job.id
    return await request_job(
        session, org_id=org_id, actor_id=actor_id, now=now, kind=kind, subject_id=request_key, parameters=parameters
    )


async def keep_print(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    kind: str,
    count: int,
    request_key: UUID,
    content: bytes,
    print_id: UUID | None = None,
) -> UUID:
    """Keep a file that was printed for `KEPT_DAYS`; the print's id."""
    today = now.astimezone(VIETNAM).date()
    file_id = await store_file(session, org_id, name=f"{kind}-{today:%Y%m%d}.pdf", content=content, at=now)
    row = {"org_id": org_id, "id": print_id or new_id(), "kind": kind, "count": count, "file_id": file_id}
    row |= {"kept_until": today + timedelta(days=KEPT_DAYS), "made_by": actor_id, "made_at": now}
    await session.execute(_INSERT, row | {"request_key": request_key})
    return row["id"]


async def forget_old_prints(session: AsyncSession, org_id: UUID, today: date) -> int:
    """Delete the files whose time is over; how many. What was printed stays on record."""
    old = await list_old_prints(session, org_id, today)
    for print_id, file_id in old:
        await session.execute(_FORGET, {"of_org": org_id, "of_print": print_id})
        await forget_file(session, org_id, file_id)
    return len(old)
