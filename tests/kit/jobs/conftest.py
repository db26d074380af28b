"""A worker of the test's own over the real queue."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import JobWorker, request_job
from hoptac.kit.tenancy import enter_tenant

LONG = 20.0


@asynccontextmanager
async def working(databases, handlers, **options):
    """A worker with these handlers, as long as the block lasts."""
    task = asyncio.create_task(JobWorker(*databases, handlers, **options).run())
    yield
    task.cancel()
    await asyncio.wait([task])


async def asked(database, org, kind="count", **wanted):
    """A job that an organization asked for."""
    async with enter_tenant(database, org.id) as session:
        return await request_job(session, org_id=org.id, actor_id=new_id(), now=now(), kind=kind, **wanted)


@pytest.fixture
def databases(database, rollup_database):
    """What the worker works with."""
    return database, rollup_database


@pytest.fixture(autouse=True)
async def _alone(owner_database):
    """Each test has a handler of its own for "count": nothing of an earlier test may wait in the queue."""
    async with owner_database.begin() as session:
        await session.execute(text("DELETE FROM pgqueuer WHERE entrypoint = 'count'"))
