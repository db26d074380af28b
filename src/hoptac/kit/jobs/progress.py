"""How far long work has come: counted where the work is done, written down beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import Context
from uuid import UUID

from hoptac.kit.db import Database
from hoptac.kit.jobs.actions import note_progress
from hoptac.kit.tenancy import enter_tenant

EVERY_SECONDS = 0.5


class Progress:
    """Steps done of steps to do, mostly rows to write; counting costs nothing. Nobody need watch: the command line counts
    too."""

    def __init__(self) -> None:
        self.done = 0
        self.steps = 0

    def expect(self, steps: int) -> None:
        """How many steps there are in all; asked for again, it begins anew."""
        self.done, self.steps = 0, steps

    def step(self, steps: int = 1) -> None:
        """So many more are done."""
        self.done += steps


@asynccontextmanager
async def written_down(database: Database, org_id: UUID, job_id: UUID, progress: Progress) -> AsyncIterator[None]:
    """Write the progress twice a second while the block runs.

    In a task and on a connection of its own: the work's transaction shows nothing before it commits. The last write is
    over when the block ends, so that it cannot wait for, or overwrite, what the work's end writes on the same row.
    """
    ended = asyncio.Event()

    async def write() -> None:
        written = (-1, -1)
        while not ended.is_set():
            if (progress.done, progress.steps) != written:
                written = (progress.done, progress.steps)
                async with enter_tenant(database, org_id) as session:
                    await note_progress(session, org_id, job_id, done=written[0], steps=written[1])
            try:
                await asyncio.wait_for(ended.wait(), EVERY_SECONDS)
            except TimeoutError:
                continue

    # In an empty context: the writer is not inside the transaction, and so the tenant, of the work around it.
    writing = asyncio.create_task(write(), context=Context())
    try:
        yield
    finally:
        ended.set()
        await writing
