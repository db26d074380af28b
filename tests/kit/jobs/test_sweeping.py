"""Long work in many organizations at once: all of it or nothing, and its row stays with the one that asked."""

import asyncio
import signal
import subprocess
import sys
from datetime import timedelta

from sqlalchemy import text
from tests.kit.jobs.conftest import LONG, asked, working

from hoptac.kit.audit import record
from hoptac.kit.errors import Refusal
from hoptac.kit.jobs import Sweep, ended_within
from hoptac.kit.language import _
from hoptac.kit.tenancy import enter_tenant

RECORDED = text("SELECT count(*) FROM audit_records WHERE verb = 'sweep'")


async def records_of(database, *organizations):
    """How many rows the sweep left in each organization."""
    found = []
    for org in organizations:
        async with enter_tenant(database, org.id) as session:
            found.append((await session.execute(RECORDED)).scalar_one())
    return found


async def leave_a_record(session, run, org):
    await record(session, org_id=org.id, person_id=run.task.requested_by, at=run.now, verb="sweep",
                 subject=("organization", org.id), detail={})  # fmt: skip


async def test_a_sweep_writes_in_every_organization_it_visits(database, databases, tan_hung, phu_loi):
    async def sweep(session, visit, run):
        for org in (tan_hung, phu_loi):
            await visit(org.id)
            await leave_a_record(session, run, org)
        return {"visited": 2}  # it ends in another organization than it began in

    job_id = await asked(database, tan_hung)
    async with working(databases, {"count": Sweep(sweep)}):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert (job.state, job.result) == ("done", {"visited": 2})
    assert await records_of(database, tan_hung, phu_loi) == [1, 1]


async def test_a_sweep_that_is_refused_leaves_nothing_anywhere(database, databases, tan_hung, phu_loi):
    async def sweep(session, visit, run):
        await leave_a_record(session, run, tan_hung)
        await visit(phu_loi.id)
        await leave_a_record(session, run, phu_loi)
        raise Refusal(
            _("Năm phải từ %(first)s đến %(last)s. Hãy chọn lại năm của danh sách.", first=1996, last=2026),
            field="year",
        )

    job_id = await asked(database, tan_hung)
    async with working(databases, {"count": Sweep(sweep)}):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert (job.state, job.refused_field) == ("failed", "year")
    assert str(job.refusal) == "Năm phải từ 1996 đến 2026. Hãy chọn lại năm của danh sách."
    assert await records_of(database, tan_hung, phu_loi) == [0, 0]


async def test_a_sweep_cannot_write_for_an_organization_that_it_is_not_in(database, databases, tan_hung, phu_loi):
    async def sweep(session, visit, run):
        await leave_a_record(session, run, phu_loi)
        return {}

    job_id = await asked(database, tan_hung)
    async with working(databases, {"count": Sweep(sweep)}):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert job.state == "failed"
    assert await records_of(database, tan_hung, phu_loi) == [0, 0]


HANGING_SWEEP = """
import asyncio, sys
from uuid import UUID
from hoptac.kit.audit import record
from hoptac.kit.db import Database
from hoptac.kit.jobs import JobWorker, Sweep

async def sweep(session, visit, run):
    for org_id in (run.task.org_id, UUID(sys.argv[3])):
        await visit(org_id)
        await record(session, org_id=org_id, person_id=run.task.requested_by, at=run.now, verb="sweep",
                     subject=("organization", org_id), detail={})
    print("begun", flush=True)
    await asyncio.sleep(600)
    return {}

asyncio.run(JobWorker(Database(sys.argv[1]), Database(sys.argv[2]), {"count": Sweep(sweep)}).run())
"""


async def test_killed_between_two_organizations_it_begins_anew(database, databases, tan_hung, phu_loi, server):
    async def sweep(session, visit, run):
        for org in (tan_hung, phu_loi):
            await visit(org.id)
            await leave_a_record(session, run, org)
        return {}

    job_id = await asked(database, tan_hung)
    roles = [server.url("hoptac_app"), server.url("hoptac_rollup")]
    command = [sys.executable, "-c", HANGING_SWEEP, *roles, str(phu_loi.id)]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"begun\n"
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert await records_of(database, tan_hung, phu_loi) == [0, 0]
    async with working(databases, {"count": Sweep(sweep)}, stale_after=timedelta(seconds=1)):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert job.state == "done"
    assert await records_of(database, tan_hung, phu_loi) == [1, 1]
