"""The test database: the real embedded PostgreSQL, migrated once, cloned for the run, entered as the app's own role."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import insert

from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.postgres import EmbeddedServer, ensure_running, remove
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.migrating import migrate
from hoptac.organizations.models import Organization


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
