"""One cooperative and one alliance with something of everything in them, and a browser for each of their people."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from tests.conftest import PASSWORD, Cooperative, found_cooperative, seat_person
from tests.support.running import Running
from tests.support.web import Browser

from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.postgres import ensure_running, remove
from hoptac.organizations.actions import found_organization

TESTS = Path(__file__).parents[1]
MEMBERS = TESTS / "members" / "reading" / "samples" / "htx-binh-thanh-messy.xlsx"
REGISTRY = TESTS / "alliance" / "reading" / "samples" / "ca-mau-2020.xlsx"
ORDER = {"amount_dong": "2.000.000"}


@dataclass
class Place:
    """An organization with its ids, each under the name that the routes give it."""

    slug: str
    ids: dict[str, str]
    browser: Browser


Opener = Callable[[], Browser]


async def opened(stack: AsyncExitStack, web: Litestar) -> Browser:
    transport = httpx.ASGITransport(app=web, raise_app_exceptions=False)  # type: ignore[arg-type]
    return Browser(
        await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://testserver"))
    )


def id_in(address: str) -> str:
    """The last id of an address."""
    return re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)[-1]


async def furnished(browser: Browser, org: Cooperative) -> dict[str, str]:
    """A member who paid in full, the certificate of it, a part given back, and an import that waits: through the pages, as
    people do it."""
    path = f"/{org.slug}"
    page = await browser.get(f"{path}/members/new")
    member = await browser.submit(page, "/members$", {"name": "Trần Văn An", "born": "5/3/1962", "phone": "0912000111"})
    party_id = id_in(str(member.url))
    for deed in ("pledges", "contributions"):
        page = await browser.get(f"{path}/capital/{party_id}/{deed}/new")
        assert (await browser.submit(page, f"/{deed}$", ORDER)).status_code == 200
    page = await browser.get(f"{path}/capital/{party_id}")
    shown = await browser.submit(page, "/certificates$", {})
    certificate = re.search(r"certificates/([0-9a-f-]{36})/certificate", shown.text)
    assert certificate
    page = await browser.get(f"{path}/capital/{party_id}/refunds/new")
    shown = await browser.submit(page, "/refunds$", {"amount_dong": "500.000", "basis": "NQ 02"})
    contribution = re.search(r"contributions/([0-9a-f-]{36})/retraction", shown.text)
    refund = re.search(r"refunds/([0-9a-f-]{36})/retraction", shown.text)
    assert contribution
    assert refund
    page = await browser.get(f"{path}/imports")
    waiting = await browser.submit(page, "/imports$", {}, files={"file": ("ds.xlsx", MEMBERS.read_bytes())})
    return {
        "member_id": party_id,
        "party_id": party_id,
        "certificate_id": certificate[1],
        "contribution_id": contribution[1],
        "refund_id": refund[1],
        "import_id": id_in(str(waiting.url)),
    }


@pytest.fixture(scope="package")
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened_here:
        yield opened_here


@pytest.fixture(scope="package")
async def cooperative(web: Litestar, database: Database, stack: AsyncExitStack) -> Place:
    """Tân Hưng, seen by its chair."""
    org = await found_cooperative(database, "tan-hung", "HTX Nông nghiệp Tân Hưng")
    browser = await opened(stack, web)
    await browser.sign_in(await seat_person(database, org.slug, "chair"), PASSWORD)
    return Place(org.slug, await furnished(browser, org), browser)


@pytest.fixture(scope="package")
async def alliance(web: Litestar, database: Database, stack: AsyncExitStack) -> Place:
    """An alliance, seen by its officer, with one yearly list imported and one that waits."""
    slug = f"lien-minh-{new_id().hex[-8:]}"
    async with database.begin() as session:
        await found_organization(session, kind="alliance", slug=slug, name="Liên minh")
    browser = await opened(stack, web)
    await browser.sign_in(await seat_person(database, slug, "alliance_officer"), PASSWORD)
    for year in ("2020", "2019"):
        page = await browser.get(f"/{slug}/registry-imports/new")
        waiting = await browser.submit(
            page, "/registry-imports$", {"year": year}, files={"file": ("ds.xlsx", REGISTRY.read_bytes())}
        )
        if year == "2020":
            taken = await browser.submit(waiting, "/confirmation$", {})
            assert "/dashboard" in str(taken.url)
    listed = await browser.get(f"/{slug}/organizations")
    organization = re.search(rf"/{slug}/organizations/([0-9a-f-]{{36}})", listed.text)
    assert organization
    ids = {"import_id": id_in(str(waiting.url)), "organization_id": organization[1]}
    return Place(slug, ids, browser)


@pytest.fixture(scope="package")
def server_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of the tests' own. What is not synced survives a killed process all the same: the machine goes on."""
    data_dir = tmp_path_factory.mktemp("killed") / "data"
    ensure_running(data_dir, extra_settings={"fsync": "off", "shared_buffers": "32MB"})
    server = Running(data_dir, {"HOPTAC_WORKERS": "1"})
    server.start()
    yield server
    if server.process is not None and server.process.poll() is None:
        server.end()
    remove(data_dir)


@pytest.fixture
def running(server_process: Running) -> Running:
    """The same server, answering: a test before this one may have failed while it was down."""
    server_process.come_back()
    return server_process
