"""The public form, filled in by strangers, by machines and by too many at once."""

import re

import httpx
import pytest
from litestar import Litestar
from sqlalchemy import text
from tests.capital.people import enter_members
from tests.conftest import Cooperative
from tests.members.applications.people import AN, FULL, decide, set_charter
from tests.members.reading.workbooks import identity_number
from tests.support.web import Browser

from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.applications.actions import CODE_ALPHABET, CODE_LENGTH, new_code, switch_form
from hoptac.members.applications.routes.public import SENT_FROM_ONE_ADDRESS
from hoptac.members.applications.rules import MOST_WAITING_ONLINE

SENT = AN | {"consent": "1"}
FLOOD = text(
    "INSERT INTO applications (org_id, id, code, source, received_on, state, party_kind, name, search_key, nationality, "
    "is_foreign_invested, kind, consented_at, request_key, recorded_at) SELECT :org_id, gen_random_uuid(), n::text, "
    "'online', now(), 'waiting', 'individual', 'Bot', 'bot', 'VN', false, 'official', now(), gen_random_uuid(), now() "
    "FROM generate_series(1, :count) n"
)


@pytest.fixture
async def open_form(database: Database, tan_hung: Cooperative) -> Cooperative:
    """Tân Hưng with its form open."""
    async with database.begin() as session:
        await session.execute(text("DELETE FROM sign_in_attempts WHERE key LIKE 'join%'"))
    async with enter_tenant(database, tan_hung.id) as session:
        await switch_form(session, org_id=tan_hung.id, actor_id=tan_hung.id, now=now(), is_open=True)
    return tan_hung


async def send(browser: Browser, org: Cooperative, **typed: str) -> httpx.Response:
    page = await browser.get(f"/{org.slug}/join")
    return await browser.submit(page, "/join$", SENT | typed)


async def count(database: Database, org: Cooperative) -> int:
    async with enter_tenant(database, org.id) as session:
        return (await session.execute(text("SELECT count(*) FROM applications"))).scalar_one()


async def test_a_stranger_sends_an_application_and_follows_it(
    browser: Browser, database: Database, open_form: Cooperative
) -> None:
    page = await browser.get(f"/{open_form.slug}/join")
    assert page.status_code == 200
    assert 'name="consent" value="1" aria-describedby="field-consent-help"' in page.text  # not ticked beforehand
    sent = await send(browser, open_form)
    code = re.search(r"/join/([a-z0-9]+)$", str(sent.url))
    assert code
    assert set(code[1]) <= set(CODE_ALPHABET)
    assert len(code[1]) == CODE_LENGTH
    assert "Đơn đang chờ xét" in sent.text
    for secret in ("Trần", "0912000111", identity_number(1), "5.000.000"):
        assert secret not in sent.text
    looked_up = await browser.get(f"/{open_form.slug}/join?code={code[1].upper()}")
    assert "Đơn đang chờ xét" in looked_up.text
    async with enter_tenant(database, open_form.id) as session:
        row = (await session.execute(text("SELECT source, consented_at, recorded_by FROM applications"))).one()
    assert (row.source, row.recorded_by) == ("online", None)
    assert row.consented_at


async def test_the_state_follows_the_decision(
    browser: Browser, chair: Browser, database: Database, open_form: Cooperative
) -> None:
    await set_charter(database, open_form, governance_model=FULL)
    sent = await send(browser, open_form)
    async with enter_tenant(database, open_form.id) as session:
        application_id = (await session.execute(text("SELECT id FROM applications"))).scalar_one()
    refuse = {f"verdict-{application_id}": "refuse", f"reason-{application_id}": "Ở ngoài địa bàn"}
    assert "từ chối 1" in (await decide(chair, open_form, refuse)).text
    state = await browser.get(sent.url.path)
    assert "Chưa được kết nạp" in state.text
    assert "địa bàn" not in state.text


async def test_without_consent_or_phone_nothing_is_kept(
    browser: Browser, database: Database, open_form: Cooperative
) -> None:
    refused = await send(browser, open_form, consent="", phone="")
    assert refused.status_code == 422
    assert "Hãy đánh dấu đồng ý" in refused.text
    assert "Hãy điền số điện thoại." in refused.text
    assert 'value="Trần Văn An"' in refused.text
    assert await count(database, open_form) == 0


async def test_a_machine_that_fills_in_every_box(browser: Browser, database: Database, open_form: Cooperative) -> None:
    refused = await send(browser, open_form, website="https://example.com")
    assert (refused.status_code, "Đơn chưa gửi được" in refused.text) == (422, True)
    assert await count(database, open_form) == 0


async def test_it_never_says_who_is_a_member(browser: Browser, database: Database, open_form: Cooperative) -> None:
    stranger = await send(browser, open_form, identity_number=identity_number(7))
    await enter_members(database, open_form.id, ("Trần Văn An",), identity_number=identity_number(1))
    member = await send(browser, open_form)
    again = await send(browser, open_form)

    def without_code(answer: httpx.Response) -> str:
        text_of = re.sub(r'value="[^"]*"', "", answer.text)
        return text_of.replace(answer.url.path.rpartition("/")[2], "")

    assert without_code(stranger) == without_code(member) == without_code(again)


async def test_sent_twice_is_one_application(browser: Browser, database: Database, open_form: Cooperative) -> None:
    page = await browser.get(f"/{open_form.slug}/join")
    first = await browser.submit(page, "/join$", SENT)
    second = await browser.submit(page, "/join$", SENT)
    assert first.url.path == second.url.path
    assert await count(database, open_form) == 1


async def test_too_many_from_one_address_wait(browser: Browser, database: Database, open_form: Cooperative) -> None:
    answers = [(await send(browser, open_form)).status_code for _time in range(SENT_FROM_ONE_ADDRESS)]
    assert set(answers) == {200}
    refused = await send(browser, open_form)
    assert (refused.status_code, "thử lại sau 15 phút" in refused.text) == (429, True)
    assert 'value="Trần Văn An"' in refused.text
    assert await count(database, open_form) == SENT_FROM_ONE_ADDRESS


async def test_too_much_is_not_read(browser: Browser, database: Database, open_form: Cooperative) -> None:
    long = await send(browser, open_form, note="x" * 2_001)
    assert (long.status_code, "nhiều nhất là 2.000" in long.text) == (422, True)
    assert (await send(browser, open_form, note="x" * 200_000)).status_code == 413
    assert await count(database, open_form) == 0


async def test_without_a_token_nothing_is_taken(web: Litestar, database: Database, open_form: Cooperative) -> None:
    transport = httpx.ASGITransport(app=web)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        answer = await client.post(f"/{open_form.slug}/join", data=SENT)
    assert answer.status_code == 403
    assert await count(database, open_form) == 0


async def test_a_closed_form_is_no_page(
    browser: Browser, chair: Browser, database: Database, open_form: Cooperative, phu_loi: Cooperative
) -> None:
    page = await browser.get(f"/{open_form.slug}/join")
    assert (await browser.get(f"/{phu_loi.slug}/join")).status_code == 404
    assert (await browser.get("/nobody-is-here/join")).status_code == 404
    sent = await send(browser, open_form)
    code = sent.url.path.rpartition("/")[2]
    assert (await browser.get(f"/{phu_loi.slug}/join/{code}")).status_code == 404  # another organization's code
    assert (await browser.get(f"/{open_form.slug}/join/{new_code()}")).status_code == 404
    switch = await chair.get(f"/{open_form.slug}/members/applications/online")
    assert f"/{open_form.slug}/join" in switch.text
    poster = await chair.get(f"/{open_form.slug}/members/applications/poster.pdf")
    assert (poster.status_code, poster.content[:5]) == (200, b"%PDF-")
    closed = await chair.submit(switch, "/online$", {"is_open": "0"})
    assert "Mở đơn trực tuyến" in closed.text
    assert (await browser.submit(page, "/join$", SENT)).status_code == 404
    assert await count(database, open_form) == 1
    assert "Đơn đang chờ xét" in (await browser.get(f"/{open_form.slug}/join/{code}")).text  # one may still look


async def test_a_flooded_form_stops(browser: Browser, database: Database, open_form: Cooperative) -> None:
    async with enter_tenant(database, open_form.id) as session:
        await session.execute(FLOOD, {"org_id": open_form.id, "count": MOST_WAITING_ONLINE - 1})
    assert (await send(browser, open_form)).status_code == 200
    refused = await send(browser, open_form)
    assert (refused.status_code, "quá nhiều đơn chờ xét" in refused.text) == (422, True)
