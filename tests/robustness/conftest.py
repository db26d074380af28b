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
from tests.support.web import Browser, ended
from tests.vouchers.papers.samples import plain

from hoptac.kit.calendar import format_date, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.postgres import ensure_running, remove
from hoptac.organizations.actions import found_organization

TESTS = Path(__file__).parents[1]
MEMBERS = TESTS / "members" / "reading" / "samples" / "htx-binh-thanh-messy.xlsx"
STATEMENT = TESTS / "bank" / "reading" / "samples" / "sao-ke-2026-01.xlsx"
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
    """A member with certificate (printed), a thing handed over, agreement and a part given back, opening balances, an import that waits, an item, a season and
    the bank: through the pages, as people do it."""
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
    page = await browser.get(f"{path}/members/{party_id}/agreements")
    written = {"number": "01", "covers": "Phân bón"}  # signed today, when the member came
    agreed = await browser.submit(page, "/agreements$", written)
    agreement = re.search(r"agreements/([0-9a-f-]{36})/ending", agreed.text)
    assert agreement
    page = await browser.get(f"{path}/personal-data/requests/new?party={party_id}")
    requested = await browser.submit(page, "/requests$", {"kind": "view"})
    page = await browser.get(f"{path}/accounting/opening/new")
    # The member's two million came today, after the opening day.
    rows = {"account-0": "1121", "debit-0": "7.000.000", "account-1": "4211", "credit-1": "7.000.000"}
    opened = await browser.submit(page, "/opening$", rows | {"deed": "post"})
    entry = re.search(r"opening/([0-9a-f-]{36})/taking-back", opened.text)
    assert entry
    page = await browser.get(f"{path}/capital/{party_id}/assets/new")
    thing = {"asset_kind": "other", "asset": "Máy cày", "amount_dong": "1.000.000", "valued_by": "HĐQT"}
    thing |= {"valuation_number": "01", "approval": "NQ 03", "account": "2111"}
    handed = await browser.submit(page, "/assets$", thing)
    assert "/completion" in handed.text
    page = await browser.get(f"{path}/capital/certificates/issued")
    await ended(
        browser, await browser.submit(page, "/prints$", {f"certificate-{certificate[1]}": "1", "which": "chosen"})
    )
    files = await browser.get(f"{path}/capital/prints")
    printed = re.search(r"prints/([0-9a-f-]{36})/papers", files.text)
    assert printed
    page = await browser.get(f"{path}/members/applications/new")
    applied = await browser.submit(page, "/applications$", {"name": "Lê Thị Bé", "born": "5/3/1990"})
    page = await browser.get(f"{path}/imports")
    sent = await browser.submit(page, "/imports$", {}, files={"file": ("ds.xlsx", MEMBERS.read_bytes())})
    waiting = await ended(browser, sent)
    page = await browser.get(f"{path}/items/new")
    listed = await browser.submit(page, "/items$", {"name": "Phân NPK", "unit": "bao", "kind": "goods"})
    item = re.search(r"/items/([0-9a-f-]{36})", listed.text)
    assert item
    page = await browser.get(f"{path}/seasons/new")
    days = {"first_on": "1/11/2025", "last_on": "15/4/2026"}
    seasons = await browser.submit(page, "/seasons$", {"name": "Đông Xuân 2025–2026"} | days)
    season = re.search(r"/seasons/([0-9a-f-]{36})/edit", seasons.text)
    assert season
    page = await browser.get(f"{path}/members/new")
    other = await browser.submit(page, "/members$", {"name": "Trần Văn An", "born": "1962"})
    page = await browser.get(f"{path}/members/{party_id}/termination/new")
    left = {"reason": "resignation", "body": "board", "requested_on": format_date(today()), "decision_number": "07"}
    assert (await browser.submit(page, "/termination$", left)).status_code == 200
    page = await browser.get(f"{path}/capital/{party_id}/refunds/new")
    assert (await browser.submit(page, "/refunds$", {"amount_dong": "500.000", "basis": "NQ 02"})).status_code == 200
    shown = await browser.get(f"{path}/capital/{party_id}")
    contribution = re.search(r"contributions/([0-9a-f-]{36})/retraction", shown.text)
    refund = re.search(r"refunds/([0-9a-f-]{36})/retraction", shown.text)
    assert contribution
    assert refund
    return (
        {
            "other_id": id_in(str(other.url)),
            "item_id": item[1],
            "application_id": id_in(str(applied.url)),
            "season_id": season[1],
            "member_id": party_id,
            "data_request_id": id_in(str(requested.url)),
            "party_id": party_id,
            "certificate_id": certificate[1],
            "asset_id": id_in(str(handed.url)),
            "print_id": printed[1],
            "agreement_id": agreement[1],
            "entry_id": entry[1],
            "contribution_id": contribution[1],
            "refund_id": refund[1],
            "import_id": id_in(str(waiting.url)),
        }
        | await banked(browser, path)
        | await documented(browser, path, entry[1])
        | await disclosed(browser, path)
    )


async def disclosed(browser: Browser, path: str) -> dict[str, str]:
    """A resolution that is to be posted, and the register of members as a workbook."""
    page = await browser.get(f"{path}/disclosures")
    shown = await browser.submit(page, "/disclosures$", {"title": "Nghị quyết 02/NQ-ĐHTV"})
    page = await browser.get(f"{path}/members/register")
    made = await ended(browser, await browser.submit(page, "/prints$", {"format": "xlsx"}))
    return {"disclosure_id": id_in(str(shown.url)), "print_id": id_in(str(made.url))}


async def banked(browser: Browser, path: str) -> dict[str, str]:
    """A bank account with a statement whose lines wait, and a request for payment."""
    page = await browser.get(f"{path}/bank/accounts/new")
    account = {"bank_bin": "970405", "number": "1890201009999", "ledger_account": "1121"}
    listed = await browser.submit(page, "/accounts$", account)
    account_id = re.search(r"/bank/accounts/([0-9a-f-]{36})/lines", listed.text)
    page = await browser.get(f"{path}/bank/statements")
    shown = await browser.submit(page, "/statements$", {}, files={"file": ("sk.xlsx", STATEMENT.read_bytes())})
    lines = await browser.submit(shown, "/confirmation$", {})
    line_id = re.search(r"/bank/lines/([0-9a-f-]{36})/decision", lines.text)
    page = await browser.get(f"{path}/bank/qr")
    code = await browser.submit(page, "/requests$", {"amount_dong": "250.000", "purpose": "Thuê máy cày"})
    assert account_id
    assert line_id
    return {
        "bank_account_id": account_id[1],
        "statement_id": id_in(str(shown.url)),
        "line_id": line_id[1],
        "payment_request_id": id_in(str(code.url)),
    }


async def documented(browser: Browser, path: str, entry_id: str) -> dict[str, str]:
    """An e-invoice that lies on the entry of the opening balances."""
    page = await browser.get(f"{path}/vouchers/{entry_id}")
    shown = await browser.submit(page, "/documents$", {}, files=[("files", ("hd.xml", plain()))])
    document = re.search(r'id="document-([0-9a-f-]{36})"', shown.text)
    invoice = re.search(r"/invoices/([0-9a-f-]{36})", shown.text)
    assert document
    assert invoice
    return {"document_id": document[1], "invoice_id": invoice[1]}


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
        sent = await browser.submit(
            page, "/registry-imports$", {"year": year}, files={"file": ("ds.xlsx", REGISTRY.read_bytes())}
        )
        waiting = await ended(browser, sent)
        if year == "2020":
            taken = await ended(browser, await browser.submit(waiting, "/confirmation$", {}))
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
