"""Asking for a job, waiting a moment for it, and what the worker writes on its row."""

import asyncio
import time
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.db import Base, Database
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs.models import OPEN_STATES, SEALED_PLACE, Job
from hoptac.kit.jobs.queries import JobRow, find_open_job, get_job
from hoptac.kit.language import pack_message
from hoptac.kit.sealing import seal
from hoptac.kit.tenancy import enter_tenant

FIRST_LOOK_SECONDS = 0.02
PATIENCE_SECONDS = 1.0
"""Of a request: what is done sooner is answered at once; for the rest there is a page of its progress."""

_jobs = Base.metadata.tables[Job.__tablename__]
_INSERT = insert(_jobs)
_OF_JOB = (
    _jobs.c.org_id == bindparam("of_org"),
    _jobs.c.id == bindparam("of_job"),
    _jobs.c.state.in_(OPEN_STATES),
)
_UPDATE = update(_jobs).where(*_OF_JOB)


async def request_job(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    kind: str,
    subject_id: UUID | None = None,
    parameters: dict[str, Any] | None = None,
    content: bytes | None = None,
) -> UUID:
    """Ask for work that begins when this transaction has committed; the job's id.

    The same work asked for twice (a double click, a second tab) is one job: whoever comes second gets the first one's
    id. The caller holds a lock on the subject, or the unique index makes one of two that come at once fail.
    """
    if subject_id is not None:
        under_way = await find_open_job(session, org_id, kind, subject_id)
        if under_way:
            return under_way.id
    job_id = new_id()
    asked = {"org_id": org_id, "id": job_id, "kind": kind, "subject_id": subject_id or job_id}
    asked |= {"content": seal(org_id, SEALED_PLACE, content) if content is not None else None}
    asked |= {"requested_by": actor_id, "requested_at": now, "parameters": parameters or {}}
    begun = {"state": "waiting", "steps_done": 0, "steps": 0, "result": {}, "refusal": None, "ended_at": None}
    await session.execute(_INSERT, asked | begun)
    connection = await (await session.connection()).get_raw_connection()
    driver = connection.driver_connection
    assert driver is not None  # a connection in use has one
    # On the session's own connection, hence in its transaction: no job without its message and none the other way.
    await Queries(AsyncpgDriver(driver)).enqueue(kind, msgspec.json.encode((org_id, job_id)))
    return job_id


async def ended_within(database: Database, org_id: UUID, job_id: UUID, seconds: float = PATIENCE_SECONDS) -> JobRow:
    """The job, as soon as it has ended or when the seconds are over: small work is answered at once, as if there were
    no queue. Raises NotFound."""
    until = time.monotonic() + seconds
    pause = FIRST_LOOK_SECONDS
    while True:
        await asyncio.sleep(pause)
        async with enter_tenant(database, org_id) as session:
            job = await get_job(session, org_id, job_id)
        if not job.is_open or time.monotonic() >= until:
            return job
        pause = min(2 * pause, 0.2)


async def note_progress(session: AsyncSession, org_id: UUID, job_id: UUID, *, done: int, steps: int) -> None:
    """Write how far a job has come."""
    await _change(session, org_id, job_id, {"state": "running", "steps_done": min(done, steps), "steps": steps})


async def finish_job(
    session: AsyncSession, org_id: UUID, job_id: UUID, *, result: dict[str, Any], at: datetime
) -> None:
    """The work is done; in the transaction of the work."""
    await _change(session, org_id, job_id, {"state": "done", "result": result, "ended_at": at, "content": None})


async def fail_job(session: AsyncSession, org_id: UUID, job_id: UUID, *, refusal: Refusal, at: datetime) -> None:
    """The work was refused or broke; what it had written is rolled back already."""
    ended = {"state": "failed", "refusal": pack_message(refusal.whole()), "ended_at": at, "content": None}
    if refusal.field:
        ended["result"] = {"field": refusal.field}
    await _change(session, org_id, job_id, ended)


async def _change(session: AsyncSession, org_id: UUID, job_id: UUID, values: dict[str, Any]) -> None:
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_job": job_id})
