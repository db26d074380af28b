"""What the hottest pages and deeds may ask of the database: each round trip costs as much as rendering ten rows.

The numbers are what is needed today: one for the guard; BEGIN, the organization and COMMIT around what the page reads.
A page that needs one more shall say so here.
"""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar
from tests.alliance.conftest import SAMPLES, found_alliance
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, Cooperative, seat_person
from tests.support.web import Browser
from tests.support.wire import Wire, wire_to

from hoptac.alliance.importing import import_registry
from hoptac.alliance.rollup import SumsKeeper
from hoptac.app import ROUTERS
from hoptac.capital.actions import record_pledge
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.postgres import EmbeddedServer
from hoptac.kit.tenancy import enter_tenant
from hoptac.settings import Settings
from hoptac.web import create_app


@dataclass
class Watched:
    """A browser of an app whose database is at the other end of a wire."""

    wire: Wire
    browser: Browser

    async def round_trips(self, path: str) -> int:
        """Of a page that is opened once more, when every statement has been prepared."""
        for _look in range(2):
            self.wire.round_trips = 0
            answer = await self.browser.client.get(path)
            assert answer.status_code == 200, answer.text
        return self.wire.round_trips


@asynccontextmanager
async def watching(server: EmbeddedServer) -> AsyncIterator[Watched]:
    """Nobody is signed in yet. No fixture: an app's life must end in the task that began it."""
    with tempfile.TemporaryDirectory(prefix="wire-") as folder:  # a socket's path must be short
        async with wire_to(server, Path(folder)) as wire:
            urls = {"database_url": wire.url("hoptac_app"), "rollup_url": wire.url("hoptac_rollup")}
            app: Litestar = create_app(ROUTERS, Settings(), **urls, secret="0" * 64)
            async with (
                app.lifespan(),
                httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as client,  # type: ignore[arg-type]
            ):
                yield Watched(wire, Browser(client))


@pytest.fixture
async def members(database: Database, tan_hung: Cooperative) -> list[UUID]:
    """Members who have pledged ten million each."""
    ids = await enter_members(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        for party_id in ids:
            await record_pledge(
                session, org_id=tan_hung.id, actor_id=new_id(), now=now(), party_id=party_id, amount_dong=10_000_000,
                pledged_on=today(), request_key=uuid4(),
            )  # fmt: skip
    return ids


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/members", 7),
        ("/members?q=an&sort=number", 7),
        ("/capital", 6),
        ("/members/register", 8),
        ("/members/register?on=31/12/2025&q=an", 8),
        ("/capital/register", 7),
        ("/roles", 1),
    ],
)
async def test_pages_of_a_cooperative(
    server: EmbeddedServer, database: Database, tan_hung: Cooperative, members: list[UUID], path: str, most: int
) -> None:
    async with watching(server) as watched:
        await watched.browser.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
        assert await watched.round_trips(f"/{tan_hung.slug}{path}") <= most


async def test_recording_a_contribution(
    server: EmbeddedServer, database: Database, tan_hung: Cooperative, members: list[UUID]
) -> None:
    """The guard; BEGIN, organization, lock, standing, number, holding, totals; head, number, entry, line, three balances;
    contribution, audit, mark, COMMIT."""
    async with watching(server) as watched:
        browser = watched.browser
        await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
        for _sending in range(2):
            form = {
                "_csrf_token": browser.client.cookies["hoptac_csrf"], "request_key": str(uuid4()),
                "amount_dong": "1.000", "method": "cash", "contributed_on": format_date(today()), "note": "",
            }  # fmt: skip
            watched.wire.round_trips = 0
            answer = await browser.client.post(f"/{tan_hung.slug}/capital/{members[0]}/contributions", data=form)
            assert answer.status_code == 303, answer.text
        assert 10 < watched.wire.round_trips <= 19


@pytest.mark.parametrize(("path", "most"), [("/dashboard", 6), ("/dashboard?by=kind", 5), ("/organizations", 9)])
async def test_pages_of_an_alliance(
    server: EmbeddedServer, database: Database, rollup_database: Database, path: str, most: int
) -> None:
    alliance = await found_alliance(database)
    await import_registry(
        database, alliance=alliance.slug, actor_id=new_id(), content=(SAMPLES / "ca-mau-2020.xlsx").read_bytes(),
        filename="ca-mau-2020.xlsx", now=now(), today=today(),
    )  # fmt: skip
    await SumsKeeper(database, rollup_database).work_once()
    async with watching(server) as watched:
        await watched.browser.sign_in(await seat_person(database, alliance.slug, "alliance_viewer"), PASSWORD)
        assert await watched.round_trips(f"/{alliance.slug}{path}") <= most
