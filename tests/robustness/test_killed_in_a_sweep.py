"""A yearly list that is being taken in when the server is killed: a thousand organizations get their figures, or none."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from tests.conftest import PASSWORD, seat_person
from tests.robustness.test_killed import kill_database, kill_everything, kill_worker
from tests.support.running import Running, command
from tests.support.web import Browser

from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.postgres import ensure_running
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.actions import found_organization

SAMPLE = Path(__file__).parents[1] / "alliance" / "reading" / "samples" / "can-tho-2022.xlsx"
YEAR = "2022"
PROGRESS = text("SELECT state, steps_done FROM jobs WHERE org_id = :org_id AND kind = 'import_registry'")


@dataclass
class Desk:
    """An alliance of the running server, and its officer at the browser."""

    id: UUID
    slug: str
    browser: Browser


async def found_alliance(database: Database) -> tuple[UUID, str]:
    """A new alliance; its id and address."""
    slug = f"lien-minh-{new_id().hex[-8:]}"
    async with database.begin() as session:
        return await found_organization(session, kind="alliance", slug=slug, name=f"Liên minh HTX {slug}"), slug


@pytest.fixture
async def desk(running: Running) -> AsyncIterator[Desk]:
    """An alliance without organizations."""
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    org_id, slug = await found_alliance(database)
    phone = await seat_person(database, slug, "alliance_officer")
    await database.close()
    async with httpx.AsyncClient(base_url=running.url, timeout=60) as client:
        browser = Browser(client)
        await browser.sign_in(phone, PASSWORD)
        yield Desk(org_id, slug, browser)


async def figures_of(running: Running, slug: str) -> dict[str, object]:
    """What the alliance sees of the year."""
    words = ("indicators", "--alliance", slug, "--year", YEAR, "--by", "area")
    return await asyncio.to_thread(command, running.data_dir, *words)


async def taken_in_at_once(running: Running) -> dict[str, object]:
    """The figures of the same list where nobody killed anything."""
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    _org_id, slug = await found_alliance(database)
    await database.close()
    words = ("import-registry", str(SAMPLE), "--alliance", slug, "--year", YEAR)
    await asyncio.to_thread(command, running.data_dir, *words)
    return await figures_of(running, slug)


async def sent(desk: Desk) -> str:
    """The address of the list's page, once it is read."""
    page = await desk.browser.get(f"/{desk.slug}/registry-imports/new")
    files = {"file": (SAMPLE.name, SAMPLE.read_bytes())}
    shown = await desk.browser.submit(page, "/registry-imports$", {"year": YEAR}, files=files)
    while "/jobs/" in shown.url.path:
        await asyncio.sleep(0.1)
        shown = await desk.browser.get(str(shown.url))
    return str(shown.url.path)


async def until_known(desk: Desk, path: str) -> str:
    """The list's page once nothing of it is under way: what a person sees who comes back to it."""
    for _ in range(600):
        text = (await desk.browser.get(path)).text
        if "/confirmation" in text or "đã ghi ngày" in text:
            return text
        await asyncio.sleep(0.1)
    raise AssertionError(text)


async def under_way(running: Running, desk: Desk) -> None:
    """Until some of the organizations are written, as far as the progress tells, or all of them."""
    database = Database(ensure_running(running.data_dir).url("hoptac_app"))
    for _ in range(1_000):
        async with enter_tenant(database, desk.id) as session:
            rows = await session.execute(PROGRESS, {"org_id": desk.id})
        if any(done > 0 or state == "done" for state, done in rows):
            break
        await asyncio.sleep(0.02)
    await database.close()


def without_ids(figures: dict[str, object]) -> list[object]:
    """The totals and the groups by name: each alliance has areas of its own."""
    groups = [{name: value for name, value in group.items() if name != "key"} for group in figures["groups"]]  # type: ignore[attr-defined]
    return [figures["totals"], sorted(groups, key=lambda group: str(group["name"]))]


@pytest.mark.parametrize("kill", [kill_worker, kill_database, kill_everything])
async def test_a_yearly_list_while_the_server_is_killed(running: Running, desk: Desk, kill) -> None:
    expected = await taken_in_at_once(running)
    path = await sent(desk)
    page = await desk.browser.get(path)
    confirming = asyncio.create_task(desk.browser.submit(page, "/confirmation$", {}))
    await under_way(running, desk)
    await asyncio.to_thread(kill, running)
    await asyncio.wait([confirming])
    confirming.exception()  # that there was no answer is what the test is about
    await asyncio.to_thread(running.come_back)
    seen = await figures_of(running, desk.slug)
    assert not any(seen["totals"].values()) or without_ids(seen) == without_ids(expected)  # type: ignore[attr-defined]
    if "đã ghi ngày" not in await until_known(desk, path):
        await desk.browser.submit(await desk.browser.get(path), "/confirmation$", {})
    assert "đã ghi ngày" in await until_known(desk, path)
    assert without_ids(await figures_of(running, desk.slug)) == without_ids(expected)
