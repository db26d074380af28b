"""A server that is killed, in every way and in the middle of things: nothing half done, nothing acknowledged lost."""

import asyncio
import os
import random
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import func, select
from tests.conftest import PASSWORD, found_cooperative, seat_person
from tests.members.reading.workbooks import identity_number
from tests.support.running import Running, command
from tests.support.web import Browser

from hoptac.capital.models import Contribution
from hoptac.kit.db import Database
from hoptac.kit.postgres import ensure_running
from hoptac.kit.sheets import OutputColumn, OutputSheet, write_workbook
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.models import Member

MEMBERS = 8
PLEDGED, PAID = "100.000.000", 1_000
ROWS = 1_500
DONE = "Đã nhập 1.500 thành viên"
TABS = 6


@dataclass
class Office:
    """A cooperative of the running server, its chair at the browser, and its members."""

    id: UUID
    slug: str
    browser: Browser
    parties: list[str] = field(default_factory=list)


@pytest.fixture
async def office(running: Running) -> AsyncIterator[Office]:
    """A cooperative without members."""
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    org = await found_cooperative(database, "tan-hung", "HTX Nông nghiệp Tân Hưng")
    phone = await seat_person(database, org.slug, "chair")
    await database.close()
    async with httpx.AsyncClient(base_url=running.url, timeout=60) as client:
        browser = Browser(client)
        await browser.sign_in(phone, PASSWORD)
        yield Office(org.id, org.slug, browser)


async def with_pledges(office: Office) -> None:
    """Members who pledged more than they will have paid, through the pages."""
    for number in range(MEMBERS):
        page = await office.browser.get(f"/{office.slug}/members/new")
        filled = {"name": f"Trần Văn {number}", "born": "1970", "number": f"TV{number}"}
        member = await office.browser.submit(page, "/members$", filled)
        party_id = re.findall(r"[0-9a-f-]{36}", str(member.url))[-1]
        page = await office.browser.get(f"/{office.slug}/capital/{party_id}/pledges/new")
        assert (await office.browser.submit(page, "/pledges$", {"amount_dong": PLEDGED})).status_code == 200
        office.parties.append(party_id)


async def contribute(office: Office, party_id: str, key: UUID) -> bool:
    """Send the form; whether the server said that it is done."""
    client = office.browser.client
    form = {
        "amount_dong": str(PAID), "contributed_on": "", "method": "cash", "request_key": str(key),
        "_csrf_token": client.cookies["hoptac_csrf"],
    }  # fmt: skip
    page = await client.get(f"/{office.slug}/capital/{party_id}/contributions/new")
    form["contributed_on"] = re.search(r'name="contributed_on"[^>]*value="([^"]+)"', page.text)[1]  # type: ignore[index]
    answer = await client.post(f"/{office.slug}/capital/{party_id}/contributions", data=form)
    return answer.status_code == 303


async def recorded(running: Running, office: Office) -> list[tuple[UUID, int, int]]:
    """Every contribution in the database: its form's key, its number, its amount."""
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    async with enter_tenant(database, office.id) as session:
        columns = (Contribution.request_key, Contribution.number, Contribution.amount_dong)
        rows = (await session.execute(select(*columns).where(Contribution.org_id == office.id))).all()
    await database.close()
    return [tuple(row) for row in rows]  # type: ignore[misc]


def kill_web_worker(running: Running) -> None:
    """The process that serves pages; the one above it brings up another."""
    for pid in running.web_workers():
        os.kill(pid, signal.SIGKILL)


def kill_worker(running: Running) -> None:
    """The process that does the jobs and computes the figures; the first process brings up another."""
    for pid in running.workers():
        os.kill(pid, signal.SIGKILL)


def kill_database(running: Running) -> None:
    """The database alone, while pages are served on; the first process starts it again."""
    os.kill(running.postmaster(), signal.SIGKILL)


def kill_everything(running: Running) -> None:
    """Everything at once."""
    running.kill_everything()


@pytest.mark.parametrize("kill", [kill_web_worker, kill_database, kill_everything])
async def test_contributions_while_the_server_is_killed(running: Running, office: Office, kill) -> None:
    await with_pledges(office)
    sent: dict[UUID, str] = {}
    acknowledged: set[UUID] = set()
    enough, is_over = asyncio.Event(), asyncio.Event()

    async def tab() -> None:
        while not is_over.is_set():
            key, party_id = uuid4(), random.choice(office.parties)
            sent[key] = party_id
            try:
                if await contribute(office, party_id, key):
                    acknowledged.add(key)
                if len(acknowledged) > 3 * TABS:
                    enough.set()
            except (httpx.HTTPError, TypeError):  # no answer, or no form in it
                return

    tabs = [asyncio.create_task(tab()) for _ in range(TABS)]
    await asyncio.wait_for(enough.wait(), 60)
    await asyncio.to_thread(kill, running)
    is_over.set()
    await asyncio.wait(tabs)
    await asyncio.to_thread(running.come_back)

    rows = await recorded(running, office)
    assert acknowledged <= {key for key, _number, _amount in rows} <= set(sent)
    for key, party_id in sent.items():  # the person looks, is not sure, and sends every form once more
        assert await contribute(office, party_id, key)
    rows = await recorded(running, office)
    assert sorted(key for key, _number, _amount in rows) == sorted(sent)
    assert sorted(number for _key, number, _amount in rows) == list(range(1, len(sent) + 1))
    books = await asyncio.to_thread(command, running.data_dir, "check-books", "--org", office.slug)
    assert books["is_clean"], books


def a_list() -> bytes:
    """A member list long enough to be killed in the middle of."""
    columns = [OutputColumn(name) for name in ("Họ và tên", "CCCD", "Vốn góp (đồng)")]
    rows = [[f"Nguyễn Văn {number}", identity_number(number), "1.000.000"] for number in range(ROWS)]
    return write_workbook([OutputSheet("Danh sách", columns, rows)])


async def members_of(running: Running, office: Office) -> int:
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    async with enter_tenant(database, office.id) as session:
        count = (await session.execute(select(func.count()).where(Member.org_id == office.id))).scalar_one()
    await database.close()
    return count


async def until_shown(office: Office, path: str, *signs: str) -> httpx.Response:
    """The import's page once one of these stands in it."""
    page = await office.browser.get(path)
    for _ in range(600):
        if any(sign in page.text for sign in signs):
            return page
        await asyncio.sleep(0.1)
        page = await office.browser.get(path)
    raise AssertionError(page.text)


@pytest.mark.parametrize("kill", [kill_worker, kill_database, kill_everything])
async def test_an_import_while_the_server_is_killed(running: Running, office: Office, kill) -> None:
    page = await office.browser.get(f"/{office.slug}/imports")
    shown = await office.browser.submit(page, "/imports$", {}, files={"file": ("ds.xlsx", a_list())})
    for _ in range(600):
        if re.search(r"/imports/[0-9a-f-]{36}$", str(shown.url)):
            break
        await asyncio.sleep(0.1)
        shown = await office.browser.get(str(shown.url))
    path = shown.url.path
    page = await office.browser.get(path)
    confirming = asyncio.create_task(office.browser.submit(page, "/confirmation$", {}))
    await asyncio.sleep(0.25)
    await asyncio.to_thread(kill, running)
    await asyncio.wait([confirming])
    confirming.exception()  # that there was no answer is what the test is about
    await asyncio.to_thread(running.come_back)
    assert await members_of(running, office) in (0, ROWS)
    page = await until_shown(office, path, "/confirmation", DONE)  # once nothing of it is under way
    if DONE not in page.text:  # the form in hand is sent, whatever goes on meanwhile: the job may be tried again
        await office.browser.submit(page, "/confirmation$", {})
    await until_shown(office, path, DONE)
    assert await members_of(running, office) == ROWS
    books = await asyncio.to_thread(command, running.data_dir, "check-books", "--org", office.slug)
    assert books["is_clean"], books
