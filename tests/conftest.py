"""The test database: the real embedded PostgreSQL, migrated once, cloned for the run, entered as the app's own role."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx
import hypothesis
import pytest
from litestar import Litestar
from sqlalchemy import insert
from tests.support.web import Browser

from hoptac.app import JOBS, ROUTERS
from hoptac.identity.actions import create_person
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import JobWorker
from hoptac.kit.postgres import EmbeddedServer, ensure_running, remove
from hoptac.kit.sealing import Keyring, use_keys
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.migrating import migrate
from hoptac.organizations.models import Organization
from hoptac.settings import Settings
from hoptac.web import create_app

# The same examples in every run of CI: what it says of a change must not hang on the draw. Locally the draw goes on.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


# A shell makes what it starts behind itself deaf to an interruption, nohup to a hang-up, and what that starts in its turn:
# a handler of the run's own is not handed on.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, lambda *_told: None)


class KeysOfTheRun:
    """The data key that everything in the run is sealed with."""

    def stamp(self) -> object:
        return None

    def load(self) -> Keyring:
        return Keyring({1: bytes(range(32))})


use_keys(KeysOfTheRun())


@dataclass(frozen=True)
class Cooperative:
    """A cooperative that exists in the test database."""

    id: UUID
    slug: str
    alliance_path: str = "can-tho."


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """A PostgreSQL of the run's own; nothing is synced to disk because nothing of it is kept."""
    folder: Path = tmp_path_factory.mktemp("server")
    unsafe = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    yield_server = ensure_running(folder, extra_settings=unsafe)
    migrate(yield_server.url("hoptac_owner"))
    yield yield_server
    remove(folder)


async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


@pytest.fixture(scope="session")
async def database(server: EmbeddedServer) -> AsyncIterator[Database]:
    """Connections as the app's role."""
    async for opened in _opened(server.url("hoptac_app")):
        yield opened


@pytest.fixture(scope="session")
async def rollup_database(server: EmbeddedServer) -> AsyncIterator[Database]:
    """Connections as the role that reads figures alone."""
    async for opened in _opened(server.url("hoptac_rollup")):
        yield opened


@pytest.fixture(scope="session")
async def owner_database(server: EmbeddedServer) -> AsyncIterator[Database]:
    """Connections as the role that owns the tables."""
    async for opened in _opened(server.url("hoptac_owner")):
        yield opened


@pytest.fixture(scope="session")
async def superuser_database(server: EmbeddedServer) -> AsyncIterator[Database]:
    """Connections as the superuser, to plant damage that no role of ours could do."""
    async for opened in _opened(server.url("postgres")):
        yield opened


async def found_cooperative(database: Database, slug: str, name: str) -> Cooperative:
    """A new cooperative under the alliance path `can-tho.`; its slug is made unique, so tests do not meet."""
    org_id = new_id()
    unique = f"{slug}-{org_id.hex[-8:]}"
    values = {
        "id": org_id,
        "slug": unique,
        "kind": "cooperative",
        "name": name,
        "sort_key": sort_key(name, whole=True),
        "search_key": search_key(name),
        "alliance_path": "can-tho.",
        "commune_name": "",
        "head_office": "",
        "legal_representative": "",
        "keeps_books": True,
        "created_at": now(),
    }
    async with database.begin() as session:
        await session.execute(insert(Organization), values)
    return Cooperative(org_id, unique)


@pytest.fixture
async def tan_hung(database: Database) -> Cooperative:
    """The cooperative that a test works in."""
    return await found_cooperative(database, "tan-hung", "HTX Nông nghiệp Tân Hưng")


@pytest.fixture
async def phu_loi(database: Database) -> Cooperative:
    """The neighbour, whose rows a test must never see."""
    return await found_cooperative(database, "phu-loi", "HTX Nông nghiệp Phú Lợi")


@pytest.fixture(scope="session")
async def web(server: EmbeddedServer) -> AsyncIterator[Litestar]:
    """The whole app, over the test database, with its worker."""
    urls = {"database_url": server.url("hoptac_app"), "rollup_url": server.url("hoptac_rollup")}
    app = create_app(ROUTERS, Settings(), **urls, secret="0" * 64)
    started, finished = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        # A lifespan must end in the task that began it, and a fixture is torn down in another one.
        async with app.lifespan():
            worker = asyncio.create_task(JobWorker(app.state.database, app.state.rollup, JOBS).run())
            started.set()
            await finished.wait()
            worker.cancel()
            await asyncio.wait([worker])

    life = asyncio.create_task(live())
    await started.wait()
    yield app
    finished.set()
    await life


@pytest.fixture
async def browser(web: Litestar) -> AsyncIterator[Browser]:
    """A browser that nobody is signed in with."""
    transport = httpx.ASGITransport(app=web, raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Browser(client)


PASSWORD = "lua-st25-thom"


async def seat_person(database: Database, slug: str, role: str, name: str = "Nguyễn Văn Tám") -> str:
    """A person with one seat; returns the phone number that signs in with PASSWORD."""
    phone = f"09{new_id().int % 10**8:08d}"
    async with database.begin() as session:
        await create_person(
            session,
            name=name,
            phone=phone,
            email=None,
            password=PASSWORD,
            seats=[(slug, role)],
            today=today(),
            now=now(),
        )
    return phone


@pytest.fixture
async def chair(browser: Browser, database: Database, tan_hung: Cooperative) -> Browser:
    """The browser of Tân Hưng's chair, signed in."""
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    return browser
