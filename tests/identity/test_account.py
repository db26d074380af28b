"""One's own account: contact, password, sessions; and the first sign-in, which leads to one page alone."""

import pytest
from tests.conftest import PASSWORD, seat_person
from tests.identity.conftest import add_administrator, new_phone
from tests.support.web import one_time_password_on

from hoptac.identity.actions.sign_in import SESSION_SECONDS
from hoptac.identity.doors import SESSION_COOKIE
from hoptac.identity.rules.passwords import (
    OldPasswordWrong,
    PasswordNamesPerson,
    PasswordsDiffer,
    PasswordTooCommon,
    PasswordUnchanged,
)
from hoptac.identity.rules.people import NotAddressable, SignInNameTaken
from hoptac.identity.rules.sign_in import ATTEMPTS_PER_NAME, SignInRefused, TooManyAttempts

NEW = "đồng xanh lúa chín"


async def change_password(browser, old, new, again=None):
    page = await browser.get("/account/password")
    values = {"old_password": old, "password": new, "password_again": new if again is None else again}
    return await browser.submit(page, "/account/password$", values)


@pytest.fixture
async def newcomer(administrator, open_browser):
    """The phone and one-time password of somebody who has not signed in yet."""
    phone = new_phone()
    page = await administrator.get("/platform/people/new")
    shown = await administrator.submit(page, "/platform/people$", {"name": "Lê Thị Út", "phone": phone})
    one_time = one_time_password_on(shown)
    assert one_time, shown.text
    return phone, one_time


async def test_the_account_shows_who_one_is_and_where_one_sits(chair, tan_hung):
    page = await chair.get("/account")
    assert "Nguyễn Văn Tám" in page.text
    assert "Chủ tịch HĐQT" in page.text
    assert f'href="/{tan_hung.slug}"' in page.text
    assert page.text.count(">máy này<") == 1


async def test_a_new_password_opens_and_closes_every_other_session(chair, open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant")
    here, elsewhere = open_browser(), open_browser()
    for browser in (here, elsewhere):
        await browser.sign_in(phone, PASSWORD)
    changed = await change_password(here, PASSWORD, NEW)
    assert changed.url.path == "/account"
    assert "Đã đổi mật khẩu" in changed.text
    assert (await elsewhere.get("/account")).url.path == "/sign-in"
    assert (await chair.get("/account")).url.path == "/account"
    assert str(SignInRefused()) in (await elsewhere.sign_in(phone, PASSWORD)).text
    assert (await elsewhere.sign_in(phone, NEW)).url.path == f"/{tan_hung.slug}/members"


@pytest.mark.parametrize(
    ("old", "new", "again", "refusal"),
    [
        ("sai-mat-khau", NEW, NEW, OldPasswordWrong()),
        ("", NEW, NEW, OldPasswordWrong()),
        (PASSWORD, NEW, NEW + "x", PasswordsDiffer()),
        (PASSWORD, PASSWORD, PASSWORD, PasswordUnchanged()),
        (PASSWORD, "matkhau123", "matkhau123", PasswordTooCommon()),
        (PASSWORD, "Nguyen Van Tam", "Nguyen Van Tam", PasswordNamesPerson()),
    ],
)
async def test_a_password_that_cannot_be_is_refused_beside_its_box(chair, old, new, again, refusal):
    answer = await change_password(chair, old, new, again)
    assert answer.status_code == 422
    assert str(refusal) in answer.text
    assert f'id="field-{refusal.field}-error"' in answer.text
    for typed in filter(None, (old, new)):
        assert f'value="{typed}"' not in answer.text


async def test_an_open_window_is_no_leave_to_guess_the_password(chair):
    for _time in range(ATTEMPTS_PER_NAME):
        await change_password(chair, "sai", NEW)
    answer = await change_password(chair, PASSWORD, NEW)
    assert answer.status_code == 422
    assert str(TooManyAttempts()) in answer.text


async def test_signing_out_everywhere_closes_this_session_too(open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant")
    here, elsewhere = open_browser(), open_browser()
    for browser in (here, elsewhere):
        await browser.sign_in(phone, PASSWORD)
    page = await here.get("/account")
    assert page.text.count("<tr>") == 3  # the heading and two sessions
    left = await here.submit(page, "/account/sign-out-everywhere", {})
    assert left.url.path == "/sign-in"
    assert SESSION_COOKIE not in here.client.cookies
    assert (await elsewhere.get("/account")).url.path == "/sign-in"


async def test_sessions_are_told_apart_by_their_devices(open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant")
    agents = {
        "Chrome, Android": "Mozilla/5.0 (Linux; Android 14; SM-A145F) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
        "Firefox, Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
        "Safari, iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 Version/18.1 Mobile Safari/604.1",
    }
    for agent in agents.values():
        browser = open_browser(**{"User-Agent": agent})
        await browser.sign_in(phone, PASSWORD)
    page = await browser.get("/account")
    assert [device for device in agents if device in page.text] == list(agents)
    assert "AppleWebKit" not in page.text


async def test_one_s_own_name_changes_without_the_password_and_the_phone_with_it(chair, database, tan_hung):
    page = await chair.get("/account/edit")
    renamed = await chair.submit(page, "/account$", {"name": "Nguyễn Văn Tám Em"})
    assert "Nguyễn Văn Tám Em" in renamed.text
    phone = new_phone()
    page = await chair.get("/account/edit")
    refused = await chair.submit(page, "/account$", {"phone": phone})
    assert refused.status_code == 422
    assert str(OldPasswordWrong()) in refused.text
    assert f'value="{phone}"' in refused.text
    changed = await chair.submit(refused, "/account$", {"phone": phone, "old_password": PASSWORD})
    assert changed.url.path == "/account"
    assert phone in changed.text
    assert (await chair.sign_in(phone, PASSWORD)).url.path == f"/{tan_hung.slug}/members"


async def test_what_another_signs_in_with_cannot_be_one_s_own(chair, database, tan_hung):
    taken = await seat_person(database, tan_hung.slug, "accountant")
    page = await chair.get("/account/edit")
    refused = await chair.submit(page, "/account$", {"phone": taken, "old_password": PASSWORD})
    assert refused.status_code == 422
    assert str(SignInNameTaken()) in refused.text


async def test_there_must_be_something_to_sign_in_with(chair):
    page = await chair.get("/account/edit")
    refused = await chair.submit(page, "/account$", {"phone": "", "email": "", "old_password": PASSWORD})
    assert refused.status_code == 422
    assert str(NotAddressable()) in refused.text


async def test_saving_what_was_there_changes_nothing(chair):
    page = await chair.get("/account/edit")
    assert "Không có gì thay đổi" in (await chair.submit(page, "/account$", {})).text


async def test_a_newcomer_chooses_a_password_before_anything_else(newcomer, browser, administrator):
    phone, one_time = newcomer
    door = await browser.get("/account/edit")
    first = await browser.submit(door, "/sign-in$", {"sign_in_name": phone, "password": one_time.replace("-", " ")})
    assert first.url.path == "/account/password"
    assert "Đặt mật khẩu của mình" in first.text
    for path in ("/", "/account", "/account/edit", "/platform", "/tan-hung/members"):
        assert (await browser.get(path)).url.path == "/account/password", path
    chosen = await browser.submit(first, "/account/password$", {"password": NEW, "password_again": NEW})
    assert "Đã đặt mật khẩu" in chosen.text
    assert (await browser.get("/account")).url.path == "/account"
    refused = await browser.sign_in(phone, one_time)
    assert str(SignInRefused()) in refused.text
    assert (await browser.sign_in(phone, NEW)).status_code == 200


async def test_the_one_time_password_itself_is_no_choice(newcomer, browser):
    phone, one_time = newcomer
    first = await browser.sign_in(phone, one_time)
    answer = await browser.submit(first, "/account/password$", {"password": one_time, "password_again": one_time})
    assert answer.status_code == 422
    assert str(PasswordUnchanged()) in answer.text


async def test_a_newcomer_can_leave(newcomer, browser):
    phone, one_time = newcomer
    first = await browser.sign_in(phone, one_time)
    assert (await browser.submit(first, "/sign-out$", {})).url.path == "/sign-in"
    assert (await browser.get("/account/password")).url.path == "/sign-in"


async def test_who_has_no_place_to_work_is_told_so(newcomer, browser):
    phone, one_time = newcomer
    first = await browser.sign_in(phone, one_time)
    home = await browser.submit(first, "/account/password$", {"password": NEW, "password_again": NEW})
    assert "Bạn chưa có vai trò ở tổ chức nào" in home.text


async def test_an_administrator_with_a_seat_chooses_where_to_work(browser, database, administrator):
    home = await administrator.get("/")
    assert home.url.path == "/platform/organizations"
    phone = await add_administrator(database, "Lý Văn Hai")
    assert (await browser.sign_in(phone, PASSWORD)).url.path == "/platform/organizations"


def test_a_session_lasts_two_weeks():
    assert SESSION_SECONDS == 14 * 24 * 3600
