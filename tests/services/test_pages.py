"""The register as an accountant keeps it in the browser: added, refused with nothing lost, changed, shut to others."""

import re
from datetime import timedelta

import pytest
from tests.conftest import PASSWORD, seat_person
from tests.services.conftest import WINTER, enter_season

from hoptac.kit.calendar import format_date, today
from hoptac.kit.tenancy import enter_tenant

DAYS = {"first_on": "1/11/2025", "last_on": "15/4/2026"}


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


async def add(browser, org, **values):
    page = await browser.get(f"/{org.slug}/seasons/new")
    return await browser.submit(page, "/seasons$", {"name": WINTER} | DAYS | values)


async def test_added_listed_newest_first_and_changed(accountant, tan_hung):
    assert "Chưa có vụ nào" in (await accountant.get(f"/{tan_hung.slug}/seasons")).text
    done = await add(accountant, tan_hung)
    assert f"Đã thêm vụ {WINTER}." in done.text
    now = {"first_on": format_date(today() - timedelta(days=9)), "last_on": format_date(today())}
    listed = await add(accountant, tan_hung, name="Vụ này", **now)
    assert listed.text.index("Vụ này") < listed.text.index(WINTER)
    assert listed.text.count("đang trong vụ") == 1
    assert "2 vụ" in listed.text
    href = re.search(rf'href="([^"]+/edit)">{WINTER}', listed.text)
    page = await accountant.get(href[1])
    assert 'value="01/11/2025"' in page.text
    changed = await accountant.submit(page, "/seasons/[0-9a-f-]+$", {"name": "Vụ Đông Xuân", "last_on": "30/4/2026"})
    assert "Đã ghi thay đổi." in changed.text
    assert ("Vụ Đông Xuân" in changed.text, WINTER in changed.text, "30/04/2026" in changed.text) == (True, False, True)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": " "}, "Hãy ghi tên vụ, ví dụ Đông Xuân 2025–2026."),
        ({"name": "đông xuân 2025-2026"}, "Đã có vụ tên “đông xuân 2025-2026”."),
        ({"first_on": ""}, "Hãy điền ngày đầu vụ."),
        ({"last_on": "31/2/2026"}, "31/2/2026"),
        ({"last_on": "15/4/2025"}, "Ngày cuối vụ phải sau ngày đầu vụ."),
        ({"last_on": "15/4/2027"}, "Vụ này dài 531 ngày, nhiều hơn 400 ngày."),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_lost(accountant, tan_hung, values, said):
    await add(accountant, tan_hung)
    typed = {"name": "Đông Xuân khác"} | DAYS | values
    refused = await add(accountant, tan_hung, **typed)
    assert refused.status_code == 422
    assert said in refused.text
    for value in typed.values():
        assert f'value="{value}"' in refused.text
    assert "1 vụ" in (await accountant.get(f"/{tan_hung.slug}/seasons")).text


async def test_who_reads_the_books_reads_seasons_and_who_writes_vouchers_writes_them(browser, database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        winter = await enter_season(session, tan_hung)
    for role, reads, writes in (
        ("chair", True, True), ("director", True, True), ("accountant", True, True), ("supervisor", True, False),
        ("cashier", False, False), ("member", False, False),
    ):  # fmt: skip
        await browser.sign_in(await seat_person(database, tan_hung.slug, role), PASSWORD)
        listed = await browser.client.get(f"/{tan_hung.slug}/seasons")
        assert (listed.status_code == 200) is reads, role
        assert ("/seasons/new" in listed.text) is writes, role
        for place in ("new", f"{winter}/edit"):
            answer = await browser.client.get(f"/{tan_hung.slug}/seasons/{place}")
            assert (answer.status_code == 200) is writes, role


async def test_another_organizations_season_is_not_found(accountant, database, tan_hung, phu_loi):
    async with enter_tenant(database, phu_loi.id) as session:
        theirs = await enter_season(session, phu_loi)
    assert (await accountant.get(f"/{tan_hung.slug}/seasons/{theirs}/edit")).status_code == 404
    await add(accountant, tan_hung)
    page = await accountant.get(f"/{tan_hung.slug}/seasons/new")
    own = await accountant.submit(page, "/seasons$", {"name": "Khác"} | DAYS)
    edit = re.search(r'href="([^"]+/edit)">Khác', own.text)[1]
    form = await accountant.get(edit)
    fields = dict(re.findall(r'name="(_?csrf[^"]*)" value="([^"]*)"', form.text))
    answer = await accountant.client.post(
        f"/{tan_hung.slug}/seasons/{theirs}", data=fields | {"name": "Cướp"} | DAYS, follow_redirects=True
    )
    assert answer.status_code == 404
