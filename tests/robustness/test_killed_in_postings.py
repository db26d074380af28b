"""Vouchers that are being posted when the server is killed, twenty times: nothing acknowledged lost, no number, no đồng."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select
from tests.conftest import PASSWORD, found_cooperative, seat_person
from tests.robustness.test_killed import kill_database, kill_everything, kill_web_worker
from tests.support.running import Running, command
from tests.support.web import Browser

from hoptac.kit.calendar import format_date, today
from hoptac.kit.db import Database
from hoptac.kit.postgres import ensure_running
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import account_figures, list_entries
from hoptac.vouchers.models import Voucher

_OFTEN = (kill_web_worker, kill_database, kill_web_worker, kill_database)
KILLS = ((*_OFTEN, kill_everything) * 2) + ((*_OFTEN, kill_web_worker) * 2)
TABS = 4
BETWEEN = 4
"""How many vouchers are acknowledged before the next kill."""
DAY = format_date(today())
ROWS = (("1111", "5111", 40_000), ("1111", "5113", 2_500), ("1111", "558", 300), ("1111", "3331", 7))
TOTAL = sum(amount for _debit, _credit, amount in ROWS)


@dataclass
class Desk:
    """An accountant at the browser; what was sent and what was acknowledged, each by the key of its form."""

    id: UUID
    slug: str
    browser: Browser
    sent: dict[UUID, str] = field(default_factory=dict)
    acknowledged: dict[UUID, str] = field(default_factory=dict)

    async def post(self, key: UUID, kind: str) -> bool:
        """Send a voucher of four lines to be posted; whether the server led on to it."""
        client = self.browser.client
        form = {
            "kind": kind, "voucher_on": DAY, "description": "Thu tiền bán phân", "counterpart_name": "Trần Văn An",
            "request_key": str(key), "deed": "post", "_csrf_token": client.cookies["hoptac_csrf"],
        }  # fmt: skip
        for place, (debit, credit, amount) in enumerate(ROWS):
            form |= {f"debit-{place}": debit, f"credit-{place}": credit, f"amount-{place}": str(amount)}
        answer = await client.post(f"/{self.slug}/vouchers", data=form)
        if answer.status_code == 303:
            self.acknowledged[key] = re.findall(r"[0-9a-f-]{36}", answer.headers["location"])[-1]
        return answer.status_code == 303


@pytest.fixture
async def desk(running: Running) -> AsyncIterator[Desk]:
    """A cooperative without entries."""
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    org = await found_cooperative(database, "tan-hung", "HTX Nông nghiệp Tân Hưng")
    phone = await seat_person(database, org.slug, "accountant")
    await database.close()
    async with httpx.AsyncClient(base_url=running.url, timeout=60) as client:
        browser = Browser(client)
        await browser.sign_in(phone, PASSWORD)
        yield Desk(org.id, org.slug, browser)


async def books_of(running: Running, desk: Desk):
    """Posted vouchers by their forms, entries, and what each account moved."""
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    async with enter_tenant(database, desk.id) as session:
        columns = (Voucher.request_key, Voucher.entry_id)
        rows = await session.execute(select(*columns).where(Voucher.org_id == desk.id, Voucher.state == "posted"))
        posted = {key: str(entry_id) for key, entry_id in rows}
        entries = await list_entries(session, desk.id, limit=10_000)
        figures = await account_figures(session, desk.id, from_on=today().replace(day=1), to_on=today())
    await database.close()
    return posted, entries, {row.account: row.debit_dong + row.credit_dong for row in figures}


async def post_until(desk: Desk, is_over: asyncio.Event) -> None:
    """One tab: one voucher after the other until there is no answer."""
    while not is_over.is_set():
        key, kind = uuid4(), random.choice(("receipt", "general"))
        desk.sent[key] = kind
        is_posted = False
        with suppress(httpx.HTTPError):
            is_posted = await desk.post(key, kind)
        if not is_posted:  # nobody there, or no database behind the page
            await asyncio.sleep(0.1)


async def test_twenty_kills_in_the_middle_of_postings(running: Running, desk: Desk) -> None:
    for kill in KILLS:
        is_over = asyncio.Event()
        wanted = len(desk.acknowledged) + BETWEEN
        tabs = [asyncio.create_task(post_until(desk, is_over)) for _ in range(TABS)]
        for _ in range(1_200):
            if len(desk.acknowledged) >= wanted:
                break
            await asyncio.sleep(0.05)
        assert len(desk.acknowledged) >= wanted
        await asyncio.to_thread(kill, running)
        is_over.set()
        await asyncio.wait(tabs)
        await asyncio.to_thread(running.come_back)

    posted, entries, moved = await books_of(running, desk)
    assert len(desk.acknowledged) >= len(KILLS) * BETWEEN
    assert desk.acknowledged.items() <= posted.items()
    assert posted.keys() <= desk.sent.keys()
    for key, kind in desk.sent.items():  # the person is not sure of any and sends each once more
        assert await desk.post(key, kind)
    posted, entries, moved = await books_of(running, desk)
    assert posted.keys() == desk.sent.keys()
    assert sorted(str(entry.id) for entry in entries) == sorted(posted.values())
    assert sorted(entry.position for entry in entries) == list(range(1, len(entries) + 1))
    for series in ("PT", "GV"):
        numbers = sorted(entry.number for entry in entries if entry.series == series)
        assert numbers == list(range(1, len(numbers) + 1))
    count = len(desk.sent)
    assert moved == {"1111": count * TOTAL} | {credit: count * amount for _debit, credit, amount in ROWS}
    books = await asyncio.to_thread(command, running.data_dir, "check-books", "--org", desk.slug)
    assert books["is_clean"], books
