"""Two clicks, two tabs, fifty people at once: one deed for one form, no number and no đồng lost, no ceiling passed."""

import asyncio
import re
from collections import Counter
from uuid import UUID

import pytest
from httpx import Response
from sqlalchemy import func, select
from tests.capital.people import enter_members
from tests.conftest import Cooperative
from tests.support.web import Browser, forms_of

from hoptac.capital.models import CERTIFICATES, CONTRIBUTIONS, PLEDGES
from hoptac.capital.queries.agreement import list_disagreements
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import check_books
from hoptac.ledger.queries import balance_of_party
from hoptac.members.models import Member

CAPITAL_PAID_IN = "4111"
LIST = "Họ và tên,Năm sinh,Vốn góp (đồng)\n" + "".join(
    f"Trần Văn {name},19{year},1000000\n" for year, name in enumerate(("Ân", "Bé", "Cần", "Dậu", "Én"), start=60)
)


async def form_of(browser: Browser, org: Cooperative, party_id: UUID, deed: str) -> dict[str, str]:
    """The fields of an empty form, with the key that makes its sending one deed."""
    page = await browser.get(f"/{org.slug}/capital/{party_id}/{deed}/new")
    return next(form["fields"] for form in forms_of(page) if form["action"].endswith(f"/{deed}"))


async def send(browser: Browser, org: Cooperative, party_id: UUID, deed: str, form: dict[str, str]) -> Response:
    return await browser.client.post(f"/{org.slug}/capital/{party_id}/{deed}", data=form)


def statuses(answers: list[Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


async def refuse_damage(database: Database, org: Cooperative) -> None:
    """The books, the register and the kept sums say the same."""
    async with enter_tenant(database, org.id) as session:
        assert await check_books(session, org.id) == []
        assert await list_disagreements(session, org.id) == []


@pytest.fixture
async def members(database: Database, tan_hung: Cooperative, chair: Browser) -> list[UUID]:
    """Six official members who pledged 100 million each: none above 30 %."""
    found = await enter_members(database, tan_hung.id)
    for party_id in found:
        form = await form_of(chair, tan_hung, party_id, "pledges")
        assert (await send(chair, tan_hung, party_id, "pledges", form | {"amount_dong": "100tr"})).status_code == 303
    return found


async def test_the_same_form_five_times_at_once_is_one_contribution(
    chair: Browser, database: Database, tan_hung: Cooperative, members: list[UUID]
) -> None:
    form = await form_of(chair, tan_hung, members[0], "contributions") | {"amount_dong": "7tr"}
    answers = await asyncio.gather(*(send(chair, tan_hung, members[0], "contributions", form) for _ in range(5)))
    assert statuses(answers) == {303: 5}
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_party(session, tan_hung.id, CAPITAL_PAID_IN, members[0]) == 7_000_000
        assert (await session.execute(select(func.count()).select_from(CONTRIBUTIONS))).scalar_one() == 1
    await refuse_damage(database, tan_hung)


async def test_fifty_contributions_at_once_lose_nothing(
    chair: Browser, database: Database, tan_hung: Cooperative, members: list[UUID]
) -> None:
    forms = [
        (party_id, await form_of(chair, tan_hung, party_id, "contributions") | {"amount_dong": str(1_000_000 + number)})
        for number, party_id in enumerate(members * 9)
    ][:50]
    answers = await asyncio.gather(*(send(chair, tan_hung, party, "contributions", form) for party, form in forms))
    assert statuses(answers) == {303: 50}
    async with enter_tenant(database, tan_hung.id) as session:
        rows = (await session.execute(select(CONTRIBUTIONS.c.number, CONTRIBUTIONS.c.amount_dong))).all()
    assert sorted(number for number, _dong in rows) == list(range(1, 51))
    assert sum(dong for _number, dong in rows) == sum(1_000_000 + number for number in range(50))
    await refuse_damage(database, tan_hung)


async def test_what_was_pledged_is_paid_once(
    chair: Browser, database: Database, tan_hung: Cooperative, members: list[UUID]
) -> None:
    """Thirty tabs bring ten million each of the hundred that are pledged."""
    one = members[0]
    forms = [await form_of(chair, tan_hung, one, "contributions") | {"amount_dong": "10tr"} for _ in range(30)]
    answers = await asyncio.gather(*(send(chair, tan_hung, one, "contributions", form) for form in forms))
    assert statuses(answers) == {303: 10, 422: 20}
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_party(session, tan_hung.id, CAPITAL_PAID_IN, one) == 100_000_000
    await refuse_damage(database, tan_hung)


async def test_pledges_at_once_stay_below_the_ceiling(
    chair: Browser, database: Database, tan_hung: Cooperative, members: list[UUID]
) -> None:
    """A member may hold 30 % (Art. 74.1): of 500 million others' and x his own, x is at most 214,285,714.28…"""
    one = members[0]
    forms = [await form_of(chair, tan_hung, one, "pledges") | {"amount_dong": "20tr"} for _ in range(20)]
    answers = await asyncio.gather(*(send(chair, tan_hung, one, "pledges", form) for form in forms))
    assert statuses(answers) == {303: 5, 422: 15}
    pledged = select(func.sum(PLEDGES.c.amount_dong)).where(PLEDGES.c.party_id == one)
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(pledged)).scalar_one() == 200_000_000
    await refuse_damage(database, tan_hung)


async def test_certificates_at_once_have_numbers_of_their_own(
    chair: Browser, database: Database, tan_hung: Cooperative, members: list[UUID]
) -> None:
    for party_id in members:
        form = await form_of(chair, tan_hung, party_id, "contributions") | {"amount_dong": "100tr"}
        assert (await send(chair, tan_hung, party_id, "contributions", form)).status_code == 303
    token = {"_csrf_token": chair.client.cookies["hoptac_csrf"]}
    answers = await asyncio.gather(*(send(chair, tan_hung, one, "certificates", token) for one in members * 3))
    assert set(statuses(answers)) <= {303, 422}
    async with enter_tenant(database, tan_hung.id) as session:
        rows = (await session.execute(select(CERTIFICATES.c.party_id, CERTIFICATES.c.number))).all()
    assert sorted(party_id for party_id, _number in rows) == sorted(members)
    assert sorted(number[:3] for _party, number in rows) == [f"{number:03}" for number in range(1, len(members) + 1)]


async def until_settled(browser: Browser, path: str) -> str:
    """An import's page once nothing of it is under way."""
    for _ in range(300):
        text = (await browser.get(path)).text
        if "/confirmation" in text or "Đã nhập" in text or "Không có gì thay đổi" in text:
            return text
        await asyncio.sleep(0.1)
    raise AssertionError(text)


async def test_a_list_sent_and_confirmed_in_two_tabs_comes_in_once(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    async def brought() -> str:
        page = await chair.get(f"/{tan_hung.slug}/imports")
        shown = await chair.submit(page, "/imports$", {}, files={"file": ("ds.csv", LIST.encode())})
        assert re.search(r"/imports/[0-9a-f-]{36}$", str(shown.url))
        return shown.url.path

    both = [await brought(), await brought()]
    pages = [await chair.get(path) for path in (*both, *both)]
    await asyncio.gather(*(chair.submit(page, "/confirmation$", {}) for page in pages))
    for path in both:
        await until_settled(chair, path)
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(select(func.count()).select_from(Member))).scalar_one() == 5
        assert (await session.execute(select(func.sum(CONTRIBUTIONS.c.amount_dong)))).scalar_one() == 5_000_000
    await refuse_damage(database, tan_hung)


async def test_one_member_entered_in_two_tabs_is_one(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    page = await chair.get(f"/{tan_hung.slug}/members/new")
    form = next(form["fields"] for form in forms_of(page) if form["action"].endswith("/members"))
    filled = form | {"name": "Trần Văn Ân", "born": "1960", "identity_number": "092060100001"}
    answers = await asyncio.gather(*(chair.client.post(f"/{tan_hung.slug}/members", data=filled) for _ in range(6)))
    assert statuses(answers) == {303: 1, 422: 5}
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(select(func.count()).select_from(Member))).scalar_one() == 1


async def test_members_at_once_with_the_number_that_was_proposed(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    """Two people at two desks open the form; both are proposed TV001. One is told so, nobody gets a broken page."""
    page = await chair.get(f"/{tan_hung.slug}/members/new")
    form = next(form["fields"] for form in forms_of(page) if form["action"].endswith("/members"))
    filled = [form | {"name": f"Trần Văn {new_id().hex}", "born": "1960"} for _ in range(6)]
    answers = await asyncio.gather(*(chair.client.post(f"/{tan_hung.slug}/members", data=one) for one in filled))
    assert statuses(answers) == {303: 1, 422: 5}
