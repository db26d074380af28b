"""The indicator worker: takes marks and computes the marked organizations' figures anew.

It reads a mark without locking it: a lock would make the next contribution of that organization wait, and a mark that
is always being written would never be taken. The mark goes only if it is still the one that was read before the books
were, so a change in between keeps its mark. Two workers do not compute one organization at once (advisory lock).
"""

import time
from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.indicators.actions import recompute
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.loops import SetApart, go_on, wait_after
from hoptac.kit.tenancy import enter_tenant

PAUSE_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 5
"""For a database that is away: figures are late by this much once it is back."""
LONGEST_BACKOFF_SECONDS = 300
BATCH = 100

MARKED = text(
    "SELECT org_id FROM indicator_marks WHERE org_id <> ALL(:waiting) ORDER BY marked_at, org_id LIMIT :batch"
).bindparams(bindparam("waiting", type_=ARRAY(Uuid())))
READ_MARK = text("SELECT marked_at FROM indicator_marks WHERE org_id = :org_id")
DELETE_MARK = text("DELETE FROM indicator_marks WHERE org_id = :org_id AND marked_at = :marked_at")
TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(:key)")


class IndicatorWorker:
    """One loop over the marks. An organization whose figures cannot be computed is logged and tried again later,
    after twice as long each time; the others go on."""

    def __init__(
        self, database: Database, *, today: Callable[[], date] = today, now: Callable[[], datetime] = now
    ) -> None:
        self._database = database
        self._today = today
        self._now = now
        self._failures: dict[UUID, tuple[int, float]] = {}
        """How often an organization failed in a row, and the moment (monotonic) from which it may be tried again."""

    async def run(self) -> None:
        """Work until cancelled."""
        await go_on(self._turn, "indicator_marks_unread", longest_wait_seconds=LONGEST_WAIT_SECONDS)

    async def _turn(self) -> float:
        # Anything done may have been followed by more; an idle worker asks twice a second.
        return 0 if await self.work_once() == BATCH else PAUSE_SECONDS

    async def work_once(self) -> int:
        """Compute every marked organization once, a batch at most; gives how many were done."""
        moment = time.monotonic()
        waiting = [org_id for org_id, (_count, again_at) in self._failures.items() if again_at > moment]
        async with self._database.begin() as session:
            marked = list((await session.execute(MARKED, {"waiting": waiting, "batch": BATCH})).scalars())
        return sum([await self._work_on(org_id) for org_id in marked])

    async def _work_on(self, org_id: UUID) -> bool:
        count = self._failures.pop(org_id, (0, 0.0))[0] + 1
        with SetApart("figures_not_computed", org_id=str(org_id), failures=count):
            async with enter_tenant(self._database, org_id) as session:
                return await self._recompute_marked(session, org_id)
        self._failures[org_id] = (count, time.monotonic() + wait_after(count, LONGEST_BACKOFF_SECONDS))
        return False

    async def _recompute_marked(self, session: AsyncSession, org_id: UUID) -> bool:
        key = org_id.int % 2**63
        if not (await session.execute(TRY_LOCK, {"key": key})).scalar_one():
            return False
        marked_at = (await session.execute(READ_MARK, {"org_id": org_id})).scalar()
        if marked_at is None:
            return False
        await recompute(session, org_id, today=self._today(), at=self._now())
        await session.execute(DELETE_MARK, {"org_id": org_id, "marked_at": marked_at})
        return True


async def run_worker(database: Database) -> None:
    """The worker's loop, for its own process and for the one inside the server; ends when its task is cancelled."""
    await IndicatorWorker(database).run()
