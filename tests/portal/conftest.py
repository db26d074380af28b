"""A cooperative whose board prints papers, and members who use them."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from httpx import Response
from sqlalchemy import select
from tests.capital.deeds import Deeds
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.identity.conftest import open_browser as open_browser
from tests.support.web import Browser

from hoptac.bank.actions import add_account
from hoptac.bank.actions.accounts import AccountForm
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import DraftEntry, Line, post_entry
from hoptac.parties.models import Party
from hoptac.portal.actions.codes import make_codes

SECRET = "0" * 64
PIN = "274913"
AGRIBANK = AccountForm("970405", "1890201009999", "HTX Nông nghiệp Tân Hưng", "1121")


def new_phone() -> str:
    """A number that nobody in the test database has, and that no PIN of the tests is part of."""
    return f"03{new_id().int % 10**8:08d}".replace(PIN, "000000")


async def print_code(database: Database, org_id: UUID, party_id: UUID, *, at=None) -> str:
    """The code on a paper that the board prints for one member."""
    async with enter_tenant(database, org_id) as session:
        (printed,) = await make_codes(
            session, org_id=org_id, actor_id=SYSTEM, now=at or now(), party_ids=[party_id], request_key=new_id(),
            secret=SECRET,
        )  # fmt: skip
    return printed.code


async def phone_of(database: Database, org_id: UUID, party_id: UUID) -> str:
    """The number that the register has."""
    async with enter_tenant(database, org_id) as session:
        return (
            await session.execute(select(Party.phone).where(Party.org_id == org_id, Party.id == party_id))
        ).scalar_one()


def begin_form(code: str, slug: str, **typed: str) -> dict[str, str]:
    return {"org": slug, "code": code, "pin": PIN, "pin_again": PIN} | typed


async def open_paper(browser: Browser, slug: str, code: str) -> Response:
    """What the QR code opens."""
    return await browser.get("/me/begin", params={"org": slug, "code": code})


async def begin(browser: Browser, slug: str, code: str, **typed: str) -> Response:
    """Use a paper through its form, with what is proposed unless something else is typed."""
    page = await open_paper(browser, slug, code)
    assert page.status_code == 200, page.text
    return await browser.submit(page, "/me/begin$", {"pin": PIN, "pin_again": PIN} | typed)


def page_in(answer: Response) -> str:
    """The address of the member's page that an answer shows."""
    found = re.search(r"^/me/[0-9a-f-]{36}", answer.url.path)
    assert found, answer.url
    return found[0]


@dataclass
class Figures:
    """What stands in the books of one member, in đồng."""

    pledged: int = 20_000_000
    paid: int = 12_000_000
    bought: int = 4_920_000
    repaid: int = 920_000
    sold: int = 34_494_700


async def post(database: Database, org_id: UUID, on: date, words: str, series: str, *lines: Line) -> UUID:
    """One entry; its id."""
    draft = DraftEntry(on, words, series, "test", new_id(), "posting", lines)
    async with enter_tenant(database, org_id) as session:
        posted = await post_entry(session, org_id=org_id, actor_id=SYSTEM, draft=draft, now=now())
    return posted.id


async def keep_books(database: Database, org_id: UUID, party_id: UUID, figures: Figures) -> None:
    """A pledge paid in part, fertilizer on credit paid back in part, rice sold and not yet paid for."""
    deeds = Deeds(database, org_id)
    await deeds.pledge(party_id, figures.pledged)
    await deeds.pay(party_id, figures.paid)
    day = today()
    await post(
        database, org_id, day, "Bán NPK 20-20-15, ghi nợ cuối vụ", "BH",
        Line("131", "5121", figures.bought, debit_party_id=party_id),
    )  # fmt: skip
    await post(
        database, org_id, day, "Thu nợ vật tư", "PT", Line("1111", "131", figures.repaid, credit_party_id=party_id)
    )
    await post(database, org_id, day, "Cân lúa ST25", "NK", Line("156", "331", figures.sold, credit_party_id=party_id))


async def open_bank(database: Database, org_id: UUID) -> None:
    """An account that VietQR codes lead to."""
    async with enter_tenant(database, org_id) as session:
        await add_account(session, org_id=org_id, actor_id=SYSTEM, now=now(), form=AGRIBANK)


@pytest.fixture
async def members(database, tan_hung) -> list[UUID]:
    """Two members of Tân Hưng with phones of their own."""
    first = await enter_members(database, tan_hung.id, ("Nguyễn Thị Ánh",), phone=new_phone(), born_on=date(1962, 3, 5))
    second = await enter_members(database, tan_hung.id, ("Trần Văn Bảy",), phone=new_phone())
    return first + second


@pytest.fixture
async def anh(browser, database, tan_hung, members) -> tuple[Browser, str]:
    """Nguyễn Thị Ánh's browser, signed in with her PIN, and the address of her page."""
    answer = await begin(browser, tan_hung.slug, await print_code(database, tan_hung.id, members[0]))
    return browser, page_in(answer)


@pytest.fixture
async def board(open_browser, database, tan_hung) -> Browser:
    """The chair's browser."""
    opened = open_browser()
    await opened.sign_in(await seat_person(database, tan_hung.slug, "chair", "Trần Văn Chín"), PASSWORD)
    return opened
