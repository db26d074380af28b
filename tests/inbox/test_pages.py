"""The inbox of somebody with seats in several organizations, and that it shows nothing of any other."""

import re

from tests.bank.conftest import bring_in
from tests.bank.test_matching import statement
from tests.conftest import PASSWORD, seat_person
from tests.statements.story import tell
from tests.support.web import forms_of
from tests.vouchers.test_pages import filled, write

from hoptac.bank.actions import add_account
from hoptac.bank.actions.accounts import AccountForm
from hoptac.identity.actions.newcomers import seat_by_contact
from hoptac.identity.rules.people import Contact
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.terms import set_term


async def seat_too(database, org, phone, role):
    async with database.begin() as session:
        await seat_by_contact(
            session, org.id, "cooperative", Contact("Lê Thị Kim Thoa", phone, None), role=role, actor_id=SYSTEM,
            today=today(), now=now(),
        )  # fmt: skip


def desks(page):
    """The name of each organization with the sentences below it, in their order; not the one of its duties, which
    `tests/tasks` looks at: whether there is one hangs on the day of the year."""
    found = {}
    for section in page.text.split('class="card desk"')[1:]:
        name = re.search(r"<h2[^>]*><a[^>]*>([^<]+)", section)[1]
        lines = re.findall(r'<li><a href="([^"]+)"><span>([^<]+)', section.split("</section>")[0])
        found[name] = [sentence for href, sentence in lines if not href.endswith("/tasks")]
    return found


async def test_what_waits_in_two_cooperatives(browser, database, tan_hung, phu_loi):
    phone = await seat_person(database, tan_hung.slug, "accountant", name="Lê Thị Kim Thoa")
    await seat_too(database, phu_loi, phone, "accountant")
    await tell(database, phu_loi.id)
    first = await browser.sign_in(phone, PASSWORD)
    assert first.url.path == "/inbox"
    assert desks(first) == {
        "HTX Nông nghiệp Phú Lợi": [
            "Báo cáo tài chính năm 2025 quá hạn nộp ngày 31/03/2026",
            "Tháng 12/2025 chưa khóa sổ",
        ],
        "HTX Nông nghiệp Tân Hưng": [],
    }
    await write(browser, tan_hung, filled(("1111", "5111", "5tr")), deed="save")
    again = await browser.get("/inbox")
    assert desks(again)["HTX Nông nghiệp Tân Hưng"] == ["1 chứng từ bạn đang soạn"]
    assert 'data-key="2"' in (await browser.get(f"/{tan_hung.slug}/members")).text


async def test_lines_of_the_bank_wait_by_account_and_organization(browser, database, tan_hung, phu_loi):
    phone = await seat_person(database, tan_hung.slug, "accountant", name="Lê Thị Kim Thoa")
    await seat_too(database, phu_loi, phone, "accountant")
    for org, book, amounts in ((tan_hung, "1121", (3_000_000, -11_000)), (phu_loi, "1121", (-22_000,))):
        async with enter_tenant(database, org.id) as session:
            account = AccountForm("970405", "1890201009999", "", book)
            await add_account(session, org_id=org.id, actor_id=SYSTEM, now=now(), form=account)
            lines = [(number, amount, f"khong ro {number}") for number, amount in enumerate(amounts, 5)]
            await bring_in(session, org, statement(*lines))
    await browser.sign_in(phone, PASSWORD)
    page = await browser.get("/inbox")
    assert desks(page) == {
        "HTX Nông nghiệp Tân Hưng": [
            "2 dòng sao kê của Agribank 1890201009999 chờ xử lý: tiền vào 3.000.000 đ, tiền ra 11.000 đ"
        ],
        "HTX Nông nghiệp Phú Lợi": ["1 dòng sao kê của Agribank 1890201009999 chờ xử lý: tiền ra 22.000 đ"],
    }
    (href,) = re.findall(rf'href="(/{tan_hung.slug}/bank/accounts/[^"]+)"', page.text)
    lines = await browser.get(href)
    assert "3.000.000" in lines.text
    written = await browser.submit(lines, "/decision$", {"deed": "draft", "choice": "grid"})
    assert written.url.path.endswith("/edit")
    sentences = desks(await browser.get("/inbox"))["HTX Nông nghiệp Tân Hưng"]
    assert any("2 dòng sao kê của Agribank" in sentence for sentence in sentences)
    (undo,) = [
        form
        for form in forms_of(await browser.get(href))
        if form["action"].endswith("/decision") and "choice" not in form["fields"]
    ]
    await browser.client.post(undo["action"], data=undo["fields"] | {"deed": "undo"})
    lines = await browser.get(href)
    await browser.submit(lines, "/decision$", {"deed": "skip"})
    assert "1 dòng sao kê" in desks(await browser.get("/inbox"))["HTX Nông nghiệp Tân Hưng"][0]


async def test_who_prepared_a_voucher_is_not_asked_to_approve_it(browser, database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        await set_term(
            session, org_id=tan_hung.id, actor_id=tan_hung.id, now=now(), key="accounting.approval", value=2,
            valid_from=today().replace(month=1, day=1), basis="Nghị quyết",
        )  # fmt: skip
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    saved = await write(browser, tan_hung, filled(("1111", "5111", "5tr")), deed="save")
    await browser.submit(saved, "/submission$", {})
    assert desks(await browser.get("/inbox")) == {"HTX Nông nghiệp Tân Hưng": []}
    await browser.client.post("/sign-out", data={"_csrf_token": browser.client.cookies["hoptac_csrf"]})
    await browser.sign_in(await seat_person(database, tan_hung.slug, "director"), PASSWORD)
    assert desks(await browser.get("/inbox")) == {"HTX Nông nghiệp Tân Hưng": ["1 chứng từ chờ duyệt"]}


async def test_one_seat_opens_its_place_and_nobody_is_led_to_sign_in(browser, database, tan_hung):
    stranger = await browser.client.get("/inbox")
    assert stranger.status_code == 303
    assert stranger.headers["location"].startswith("/sign-in")
    opened = await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert opened.url.path == f"/{tan_hung.slug}/members"
    assert desks(await browser.get("/inbox")) == {"HTX Nông nghiệp Tân Hưng": []}


async def test_in_english(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    browser.client.cookies["hoptac_language"] = "en"
    page = await browser.get("/inbox")
    assert "Waiting for you" in page.text
    assert desks(page) == {"HTX Nông nghiệp Tân Hưng": []}
