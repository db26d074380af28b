"""Taking a list in through the pages while the worker does the work: at once, later, twice, from two tabs."""

import asyncio
import re
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.alliance.conftest import Alliance
from tests.alliance.imports.conftest import Lists, a_list, line
from tests.alliance.imports.test_pages import confirm, send, text_of
from tests.conftest import PASSWORD, seat_person

from hoptac.alliance.imports.models import IMPORT_JOB
from hoptac.alliance.jobs import READ_JOB
from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import Progress
from hoptac.kit.tenancy import enter_tenant

TWO = a_list(line("HTX An", 20, 500), line("HTX Bình", 30, 800))
WAITING = text(
    "INSERT INTO jobs (org_id, id, kind, subject_id, requested_by, requested_at, parameters, state, steps_done, steps, result)"
    " VALUES (:org_id, :id, :kind, :subject_id, :id, :at, :parameters, 'waiting', 0, 0, '{}')"
)
GO_ON = text("UPDATE jobs SET state = 'running', steps_done = 300, steps = 1759 WHERE id = :id")
END = text(
    "UPDATE jobs SET state = 'done', ended_at = requested_at, result = '{\"taken_in\": 1759, \"year\": 2022}' WHERE id = :id"
)
FAIL = text("UPDATE jobs SET state = 'failed', ended_at = requested_at, refusal = :why WHERE id = :id")


@pytest.fixture
async def waiting(database, alliance):
    """Asks for a job that no worker will take up: only its row, no message in the queue."""

    async def make(import_id, kind=IMPORT_JOB, parameters='{"count": 1759, "year": 2022}'):
        job_id = new_id()
        async with enter_tenant(database, alliance.id) as session:
            row = {"org_id": alliance.id, "id": job_id, "kind": kind, "subject_id": import_id, "at": now()}
            await session.execute(WAITING, row | {"parameters": parameters})
        return job_id

    return make


def id_of(answer) -> UUID:
    return UUID(answer.url.path.rsplit("/", 1)[1])


async def test_pressed_in_four_tabs_it_is_taken_in_once(officer, alliance: Alliance, lists: Lists):
    read = await send(officer, alliance, TWO)
    answers = await asyncio.gather(*(confirm(officer, read) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert (await lists.declared()).keys() == {"HTX An", "HTX Bình"}


async def test_what_another_tab_changed_is_looked_at_again(officer, alliance: Alliance, lists: Lists):
    read = await send(officer, alliance, a_list(line("HTX An"), line("HTX An", 9)), name="danh-sach.csv")
    import_id = id_of(read)
    await lists.decide(import_id, 3, "import_as_separate_organization")
    stopped = await confirm(officer, read)  # the button said one
    assert "Danh sách đã thay đổi sau khi bạn mở trang này." in stopped.text
    assert await lists.declared() == {}
    assert "Đã ghi số liệu năm 2022 của 2 đơn vị." in (await confirm(officer, stopped)).text


async def test_progress_counts_organizations_and_figures(lists: Lists):
    await lists.bring(a_list(line("HTX An")))
    import_id = await lists.send(a_list(line("HTX An", 21), *(line(f"HTX Số {number}") for number in range(40))))
    progress = Progress()
    await lists.confirm(import_id, progress)
    assert (progress.steps, progress.done) == (41 + 40, 41 + 40)  # figures of all, and those that are new


async def test_progress_is_shown_and_found_again(officer, database, alliance: Alliance, waiting):
    read = await send(officer, alliance, TWO)
    place = str(read.url.path)
    job_id = await waiting(id_of(read))
    found = await officer.get(place)
    assert "Đang ghi số liệu năm 2022 của 1.759 đơn vị" in found.text
    assert "/confirmation" not in found.text
    progress = f"/{alliance.slug}/registry-imports/jobs/{job_id}"
    assert f'hx-get="{progress}"' in found.text
    async with enter_tenant(database, alliance.id) as session:
        await session.execute(GO_ON, {"id": job_id})
    running = await officer.get(progress)
    assert 'value="300" max="1759"' in running.text
    assert f"{100 * 300 // 1759} %" in running.text
    async with enter_tenant(database, alliance.id) as session:
        await session.execute(END, {"id": job_id})
    assert str((await officer.get(progress)).url).endswith(f"/{alliance.slug}/dashboard?year=2022")
    swapped = await officer.client.get(progress, headers={"HX-Request": "true"})
    assert swapped.headers["HX-Redirect"] == f"/{alliance.slug}/dashboard?year=2022"


async def test_while_it_is_taken_in_nothing_about_it_changes(officer, alliance: Alliance, waiting):
    read = await send(officer, alliance, a_list(line("HTX An"), line("HTX An", 9)))
    asking = await officer.get(f"{read.url.path}?status=needs_a_decision")
    await waiting(id_of(read))
    sentence = "Danh sách này đang được nhập. Hãy đợi nhập xong."
    assert sentence in (await officer.submit(read, "/columns$", {"field-0-7": ""})).text
    assert sentence in (await officer.submit(read, "/year$", {"year": "2021"})).text
    decided = await officer.submit(asking, "/decisions$", {"decision": "import_as_separate_organization"})
    assert sentence in decided.text
    again = await send(officer, alliance, a_list(line("HTX An"), line("HTX An", 9)))
    assert again.url.path == read.url.path
    assert "Đang ghi số liệu năm 2022 của 1.759 đơn vị" in again.text


async def test_a_list_that_is_being_read_is_found_on_the_page_of_lists(officer, alliance: Alliance, waiting):
    job_id = await waiting(new_id(), READ_JOB, '{"filename": "ds-lon.xlsx", "year": null}')
    listed = await officer.get(f"/{alliance.slug}/registry-imports")
    assert "Đang đọc ds-lon.xlsx." in text_of(listed)
    assert f"/registry-imports/jobs/{job_id}" in listed.text
    assert "Đang đọc ds-lon.xlsx" in (await officer.get(f"/{alliance.slug}/registry-imports/jobs/{job_id}")).text


@pytest.mark.parametrize(
    ("kind", "back"), [(READ_JOB, "/registry-imports/new"), (IMPORT_JOB, "/registry-imports/{id}")]
)
async def test_a_failed_job_says_why_and_leads_back(officer, database, alliance: Alliance, waiting, kind, back):
    subject = new_id()
    job_id = await waiting(subject, kind, '{"filename": "x.xlsx", "year": 2022, "count": 1}')
    why = '{"msgid": "Không có dòng nào để nhập. Không có gì thay đổi."}'
    async with enter_tenant(database, alliance.id) as session:
        await session.execute(FAIL, {"id": job_id, "why": why})
    shown = await officer.get(f"/{alliance.slug}/registry-imports/jobs/{job_id}")
    assert "Không có dòng nào để nhập" in shown.text
    assert re.search(f'href="/{alliance.slug}{back.format(id=subject)}"', shown.text)


async def test_another_alliance_does_not_see_the_job(browser, database, alliance, neighbour: Alliance, waiting):
    job_id = await waiting(new_id())
    await browser.sign_in(await seat_person(database, neighbour.slug, "alliance_officer"), PASSWORD)
    for slug in (neighbour.slug, alliance.slug):
        assert (await browser.get(f"/{slug}/registry-imports/jobs/{job_id}")).status_code == 404
