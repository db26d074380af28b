"""The worker that does the jobs: takes messages from the queue, runs their handlers, writes how they ended."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.core.qm import QueueManager
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job as QueuedJob
from pgqueuer.queries import Queries
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs.actions import fail_job, finish_job
from hoptac.kit.jobs.progress import Progress, written_down
from hoptac.kit.jobs.queries import JobTask, take_job
from hoptac.kit.language import _
from hoptac.kit.loops import go_on
from hoptac.kit.tenancy import Visit, enter_tenant, sweep_tenants

MOST_ATTEMPTS = 3
SIMULTANEOUS_JOBS = 2
STALE_AFTER = timedelta(seconds=15)
"""A message whose worker has not been heard of for so long is taken up by another one."""
PAUSE_SECONDS = 2.0

TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(:key)")

log = structlog.get_logger(__name__)


class JobRun(msgspec.Struct, frozen=True):
    """What a handler gets beside the session of its organization. `rollup` reads figures below an alliance, as the role
    that sees nothing else."""

    task: JobTask
    progress: Progress
    today: date
    now: datetime
    rollup: Database


Handler = Callable[[AsyncSession, JobRun], Awaitable[dict[str, Any]]]
"""Does one kind of job in the given transaction and answers with its result, plain values; a Refusal ends the job with
its sentence and rolls back what was written."""


class Sweep(msgspec.Struct, frozen=True):
    """A kind of job that writes in many organizations: it begins in the one that asked for it, whose row it is, and goes
    into the others by `visit`. All of it is one transaction still."""

    do: Callable[[AsyncSession, Visit, JobRun], Awaitable[dict[str, Any]]]


class JobWorker:
    """Does jobs of all organizations, of the kinds that it has handlers for, two at a time; each in one transaction,
    inside its organization where it is no sweep."""

    def __init__(
        self,
        database: Database,
        rollup: Database,
        handlers: Mapping[str, Handler | Sweep],
        *,
        today: Callable[[], date] = today,
        now: Callable[[], datetime] = now,
        stale_after: timedelta = STALE_AFTER,
    ) -> None:
        self._database = database
        self._rollup = rollup
        self._handlers = handlers
        self._stale_after = stale_after
        self._today = today
        self._now = now

    async def run(self) -> None:
        """Work until cancelled."""
        await go_on(self._listen, "job_queue_unread", longest_wait_seconds=PAUSE_SECONDS)

    async def _listen(self) -> float:
        """Take messages as long as the connection lasts; answers with the seconds until the next one is made."""
        async with self._database.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            assert raw.driver_connection is not None  # a connection in use has one
            manager = QueueManager(Queries(AsyncpgDriver(raw.driver_connection)))
            for kind in self._handlers:
                manager.entrypoint(kind)(self._do)
            try:
                await manager.run(
                    batch_size=1,
                    max_concurrent_tasks=SIMULTANEOUS_JOBS,
                    dequeue_timeout=timedelta(seconds=5),
                    heartbeat_timeout=self._stale_after,
                    shutdown_on_listener_failure=True,
                )
            finally:
                # A connection that listens must not go back to the pool.
                await connection.invalidate()
        return PAUSE_SECONDS

    async def _do(self, message: QueuedJob) -> None:
        org_id, job_id = msgspec.json.decode(message.payload or b"", type=tuple[UUID, UUID])
        handler = self._handlers[message.entrypoint]
        try:
            if isinstance(handler, Sweep):
                await self._sweep(handler, org_id, job_id)
            else:
                async with enter_tenant(self._database, org_id) as session:
                    await self._work_on(session, org_id, job_id, handler)
        except Refusal as refused:
            async with enter_tenant(self._database, org_id) as session:
                await fail_job(session, org_id, job_id, refusal=refused, at=self._now())
        except Exception as error:  # whatever a handler breaks with: the job says so to the person who waits for it
            reference = new_id().hex[-8:]
            log.exception("job_broke", job_id=str(job_id), reference=reference, attempt=message.attempts)
            if message.attempts + 1 < MOST_ATTEMPTS:
                raise RetryRequested(delay=timedelta(seconds=PAUSE_SECONDS), reason=repr(error)) from error
            sorry = _("Việc này gặp lỗi và chưa ghi gì. Hãy thử lại; nếu vẫn lỗi, hãy báo mã %(code)s.", code=reference)
            async with enter_tenant(self._database, org_id) as session:
                await fail_job(session, org_id, job_id, refusal=Refusal(sorry), at=self._now())

    async def _sweep(self, sweep: Sweep, org_id: UUID, job_id: UUID) -> None:
        async with sweep_tenants(self._database) as (session, visit):

            async def handle(session: AsyncSession, run: JobRun) -> dict[str, Any]:
                result = await sweep.do(session, visit, run)
                await visit(org_id)  # wherever it ended: the job's row is here
                return result

            await visit(org_id)
            await self._work_on(session, org_id, job_id, handle)

    async def _work_on(self, session: AsyncSession, org_id: UUID, job_id: UUID, handle: Handler) -> None:
        # A worker that was only slow may still be at it when the message is given out again.
        if not (await session.execute(TRY_LOCK, {"key": job_id.int % 2**63})).scalar_one():
            return
        task = await take_job(session, org_id, job_id)
        if task is None:
            return
        run = JobRun(task, Progress(), self._today(), self._now(), self._rollup)
        async with written_down(self._database, org_id, job_id, run.progress):
            result = await handle(session, run)
        await finish_job(session, org_id, job_id, result=result, at=self._now())
