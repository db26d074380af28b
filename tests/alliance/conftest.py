"""Alliances and their published lists."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.conftest import PASSWORD, seat_person
from tests.support.web import Browser

from hoptac.alliance.importing import import_registry
from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.organizations.actions import found_organization

SAMPLES = Path(__file__).parent / "reading" / "samples"
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Alliance:
    """An alliance of the test database."""

    id: UUID
    slug: str
    path: str


async def found_alliance(database: Database, name: str = "lien-minh") -> Alliance:
    """A new alliance with an address of its own."""
    slug = f"{name}-{new_id().hex[-8:]}"
    async with database.begin() as session:
        org_id = await found_organization(session, kind="alliance", slug=slug, name=f"Liên minh HTX {slug}")
    return Alliance(org_id, slug, f"{slug}.")


@pytest.fixture
async def alliance(database: Database) -> Alliance:
    """The alliance that a test looks from."""
    return await found_alliance(database)


@pytest.fixture
async def neighbour(database: Database) -> Alliance:
    """Another alliance, whose figures a test must never see."""
    return await found_alliance(database, "lien-minh-khac")


BringIn = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def bring_in(database: Database) -> BringIn:
    """Import bytes or a published list into an alliance."""

    async def run(alliance: Alliance, list_of: str | bytes, **options: Any) -> dict[str, Any]:
        content = (SAMPLES / f"{list_of}.xlsx").read_bytes() if isinstance(list_of, str) else list_of
        named = f"{list_of}.xlsx" if isinstance(list_of, str) else "danh-sach.csv"
        chosen = {"filename": named, "now": now(), "today": TODAY, "actor_id": new_id()} | options
        return await import_registry(database, alliance=alliance.slug, content=content, **chosen)

    return run


@pytest.fixture
async def officer(browser: Browser, database: Database, alliance: Alliance) -> Browser:
    """The browser of the alliance's officer, signed in."""
    await browser.sign_in(await seat_person(database, alliance.slug, "alliance_officer"), PASSWORD)
    return browser
