"""Bringing a list in through the pages while the worker does the work: at once, later, twice, from two tabs."""

import asyncio

import pytest
from sqlalchemy import text
from tests.conftest import PASSWORD, seat_person
from tests.members.reading.workbooks import identity_number

from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.refusals import MOST_LINES
from hoptac.members.imports.models import IMPORT_JOB
from hoptac.members.queries import count_members

WAITING = text(
    "INSERT INTO jobs (org_id, id, kind, subject_id, requested_by, requested_at, parameters, state, steps_done, steps, result)"
    " VALUES (:org_id, :id, :kind, :subject_id, :id, :at, :parameters, 'waiting', 0, 0, '{}')"
)
GO_ON = text("UPDATE jobs SET state = 'running', steps_done = 30, steps = 120 WHERE id = :id")
END = text("UPDATE jobs SET state = 'done', ended_at = requested_at, result = '{\"imported\": 1759}' WHERE id = :id")


def csv(rows):
    lines = [f"TH-{row},Trần Văn {row},{identity_number(row)},1000000" for row in range(1, rows + 1)]
    return "\n".join(("Số thẻ,Họ và tên,CCCD,Vốn góp (đồng)", *lines)).encode()


async def send(browser, org, content, name="danh sách.csv"):
    page = await browser.get(f"/{org.slug}/imports")
    return await browser.submit(page, "/imports$", {}, files={"file": (name, content)})


async def members_of(database, org):
    async with enter_tenant(database, org.id) as session:
        return await count_members(session, org.id)


@pytest.fixture
async def waiting(database, tan_hung):
    """Asks for a job that no worker will take up: only its row, no message in the queue."""

    async def make(import_id):
        job_id = new_id()
        async with enter_tenant(database, tan_hung.id) as session:
            row = {"org_id": tan_hung.id, "id": job_id, "kind": IMPORT_JOB, "subject_id": import_id, "at": now()}
            await session.execute(WAITING, row | {"parameters": '{"count": 12345, "dong": 0}'})
        return job_id

    return make


async def test_small_work_is_answered_at_once(chair, database, tan_hung):
    read = await send(chair, tan_hung, csv(2))
    assert "Nhập 2 thành viên, 2.000.000 đ" in read.text
    done = await chair.submit(read, "/confirmation$", {})
    assert "Đã nhập 2 thành viên." in done.text
    assert await members_of(database, tan_hung) == 2


async def test_pressed_twice_and_in_two_tabs_it_comes_in_once(chair, database, tan_hung):
    read = await send(chair, tan_hung, csv(2))
    answers = await asyncio.gather(*(chair.submit(read, "/confirmation$", {}) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert await members_of(database, tan_hung) == 2
    late = await chair.submit(read, "/confirmation$", {})
    assert "Danh sách này đã nhập xong. Không có gì thay đổi." in late.text


async def test_what_another_tab_changed_is_looked_at_again(chair, database, tan_hung):
    read = await send(chair, tan_hung, csv(2))
    refused = await chair.submit(read, "/confirmation$", {"count": "3"})
    assert "Danh sách đã thay đổi sau khi bạn mở trang này" in refused.text
    assert await members_of(database, tan_hung) == 0


async def test_a_list_longer_than_an_entry_is_refused_before_anything_is_kept(chair, database, tan_hung):
    refused = await send(chair, tan_hung, csv(MOST_LINES + 1))
    while "Đang đọc" in refused.text:
        await asyncio.sleep(0.2)
        refused = await chair.get(str(refused.url.path))
    assert "Danh sách có 30.001 dòng; mỗi lần nhập nhiều nhất 30.000 dòng. Hãy chia thành nhiều tệp." in refused.text
    async with enter_tenant(database, tan_hung.id) as session:
        for table in ("stored_files", "member_imports"):
            assert (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() == 0
        assert (await session.execute(text("SELECT count(content) FROM jobs"))).scalar_one() == 0


async def test_progress_is_shown_and_found_again(chair, database, tan_hung, waiting):
    read = await send(chair, tan_hung, csv(2))
    place = str(read.url.path)
    job_id = await waiting(place.rsplit("/", 1)[1])
    found = await chair.get(place)
    assert "Đang nhập 12.345 thành viên" in found.text
    assert "/confirmation" not in found.text
    progress = f"/{tan_hung.slug}/imports/jobs/{job_id}"
    assert f'hx-get="{progress}"' in found.text
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(GO_ON, {"id": job_id})
    running = await chair.get(progress)
    assert 'value="30" max="120"' in running.text
    assert "25 %" in running.text
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(END, {"id": job_id})
    ended = await chair.get(progress)
    assert str(ended.url.path) == place
    assert "Đã nhập 1.759 thành viên." in ended.text
    swapped = await chair.client.get(progress, headers={"HX-Request": "true"})
    assert swapped.headers["HX-Redirect"] == place


async def test_while_it_comes_in_nothing_about_it_changes(chair, tan_hung, waiting):
    read = await send(chair, tan_hung, csv(2))
    place = str(read.url.path)
    await waiting(place.rsplit("/", 1)[1])
    sentence = "Danh sách này đang được nhập. Hãy đợi nhập xong."
    assert sentence in (await chair.submit(read, "/columns$", {})).text
    assert sentence in (await chair.submit(read, "/columns$", {"field-0-3": "pledged"})).text
    again = await send(chair, tan_hung, csv(2))
    assert str(again.url.path) == place
    assert "Đang nhập 12.345 thành viên" in again.text


async def test_a_failed_job_says_why_and_leads_back(chair, database, tan_hung, waiting):
    read = await send(chair, tan_hung, csv(2))
    place = str(read.url.path)
    job_id = await waiting(place.rsplit("/", 1)[1])
    failed = text("UPDATE jobs SET state = 'failed', ended_at = requested_at, refusal = :why WHERE id = :id")
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(
            failed, {"id": job_id, "why": '{"msgid": "Không có dòng nào để nhập. Không có gì thay đổi."}'}
        )
    shown = await chair.get(f"/{tan_hung.slug}/imports/jobs/{job_id}")
    assert "Không có dòng nào để nhập" in shown.text
    assert f'href="{place}"' in shown.text


async def test_the_neighbour_does_not_see_the_job(browser, database, tan_hung, phu_loi, waiting):
    job_id = await waiting(new_id())
    await browser.sign_in(await seat_person(database, phu_loi.slug, "chair"), PASSWORD)
    for slug in (phu_loi.slug, tan_hung.slug):
        assert (await browser.get(f"/{slug}/imports/jobs/{job_id}")).status_code == 404
