"""Long work in the real queue: done once and wholly, refused in a sentence, begun again when its worker is killed."""

import asyncio
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.kit.jobs.conftest import LONG, asked, working

from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import ended_within, find_open_job, get_job, request_job
from hoptac.kit.language import _
from hoptac.kit.marks import mark
from hoptac.kit.tenancy import enter_tenant

COUNT_MARKS = text("SELECT count(*) FROM indicator_marks WHERE org_id = :org_id")


async def marks_of(database, org):
    async with database.begin() as session:
        return (await session.execute(COUNT_MARKS, {"org_id": org.id})).scalar_one()


async def test_work_is_done_with_what_was_asked_and_says_how_far_it_is(database, databases, tan_hung):
    seen = []

    async def count(session, run):
        run.progress.expect(4)
        run.progress.step(3)
        await asyncio.sleep(0.9)
        async with enter_tenant_elsewhere(database, tan_hung.id) as outside:
            seen.append(await get_job(outside, tan_hung.id, run.task.id))
        await mark(session, tan_hung.id, run.now)
        return {"letters": len(run.task.content), "of": run.task.parameters["name"]}

    job_id = await asked(database, tan_hung, parameters={"name": "Tân Hưng"}, content=b"abc")
    async with working(databases, {"count": count}):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert (job.state, job.result) == ("done", {"letters": 3, "of": "Tân Hưng"})
    assert [(during.state, during.steps_done, during.steps) for during in seen] == [("running", 3, 4)]
    assert await marks_of(database, tan_hung) == 1
    async with enter_tenant(database, tan_hung.id) as session:
        kept = await session.execute(text("SELECT content FROM jobs WHERE id = :id"), {"id": job_id})
        assert kept.scalar_one() is None


@asynccontextmanager
async def enter_tenant_elsewhere(database, org_id):
    """A look from outside the transaction of the work, as a page takes it."""
    async with database.begin() as session:
        await session.execute(text("SELECT set_tenant(:org_id)"), {"org_id": org_id})
        yield session


async def test_refused_work_leaves_a_sentence_and_nothing_else(database, databases, tan_hung):
    async def refuse(session, run):
        await mark(session, tan_hung.id, run.now)
        raise Refusal(_("Năm phải từ %(first)s đến %(last)s. Hãy chọn lại năm của danh sách.", first=1996, last=2026))

    job_id = await asked(database, tan_hung)
    async with working(databases, {"count": refuse}):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert job.state == "failed"
    assert str(job.refusal) == "Năm phải từ 1996 đến 2026. Hãy chọn lại năm của danh sách."
    assert await marks_of(database, tan_hung) == 0


async def test_broken_work_is_tried_three_times_then_given_up(database, databases, tan_hung):
    attempts = []

    async def breaks(session, run):
        attempts.append(run.task.id)
        raise ZeroDivisionError

    job_id = await asked(database, tan_hung)
    async with working(databases, {"count": breaks}):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert attempts == [job_id] * 3
    assert job.state == "failed"
    assert "Việc này gặp lỗi và chưa ghi gì" in str(job.refusal)


async def test_the_same_work_asked_for_twice_is_done_once(database, databases, tan_hung):
    done = []

    async def count(session, run):
        done.append(run.task.id)
        return {}

    subject = new_id()
    first = await asked(database, tan_hung, subject_id=subject)
    assert await asked(database, tan_hung, subject_id=subject) == first
    async with working(databases, {"count": count}):
        await ended_within(database, tan_hung.id, first, LONG)
        second = await asked(database, tan_hung, subject_id=subject)
        await ended_within(database, tan_hung.id, second, LONG)
    assert done == [first, second]
    async with enter_tenant(database, tan_hung.id) as session:
        assert await find_open_job(session, tan_hung.id, "count", subject) is None


async def test_a_request_that_is_rolled_back_asks_for_nothing(database, tan_hung):
    with pytest.raises(ZeroDivisionError):
        async with enter_tenant(database, tan_hung.id) as session:
            await request_job(session, org_id=tan_hung.id, actor_id=new_id(), now=now(), kind="count")
            raise ZeroDivisionError
    async with database.begin() as session:
        assert (
            await session.execute(text("SELECT count(*) FROM pgqueuer WHERE entrypoint = 'count'"))
        ).scalar_one() == 0


async def test_the_neighbour_finds_no_job(database, tan_hung, phu_loi):
    job_id = await asked(database, tan_hung)
    async with enter_tenant(database, phu_loi.id) as session:
        with pytest.raises(NotFound):
            await get_job(session, phu_loi.id, job_id)
        with pytest.raises(NotFound):
            await get_job(session, tan_hung.id, job_id)


HANGING_WORKER = """
import asyncio, sys
from hoptac.kit.db import Database
from hoptac.kit.jobs import JobWorker
from hoptac.kit.marks import mark

async def hang(session, run):
    await mark(session, run.task.org_id, run.now)
    print("begun", flush=True)
    await asyncio.sleep(600)
    return {}

asyncio.run(JobWorker(Database(sys.argv[1]), Database(sys.argv[2]), {"count": hang}).run())
"""


async def test_killed_in_the_middle_it_is_begun_again_and_done_once(database, databases, tan_hung, server):
    async def count(session, run):
        await mark(session, tan_hung.id, run.now)
        return {"again": True}

    job_id = await asked(database, tan_hung)
    command = [sys.executable, "-c", HANGING_WORKER, server.url("hoptac_app"), server.url("hoptac_rollup")]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"begun\n"
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert await marks_of(database, tan_hung) == 0
    async with working(databases, {"count": count}, stale_after=timedelta(seconds=1)):
        job = await ended_within(database, tan_hung.id, job_id, LONG)
    assert (job.state, job.result) == ("done", {"again": True})
    assert await marks_of(database, tan_hung) == 1
