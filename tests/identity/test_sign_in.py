"""Signing in and out, closed doors, and what each role may do."""

import httpx
import pytest
from tests.conftest import PASSWORD, seat_person
from tests.support.web import forms_of

from hoptac.app import ROUTERS
from hoptac.identity.doors import SESSION_COOKIE
from hoptac.identity.permissions import PERMISSION_NAMES, ROLE_NAMES, ROLE_PERMISSIONS, Permission
from hoptac.identity.rules.people import UnreadablePhone, normal_phone
from hoptac.identity.rules.sign_in import ATTEMPTS_PER_NAME, SignInRefused, local_path, normal_sign_in_name
from hoptac.settings import Settings
from hoptac.web import create_app


async def test_a_chair_signs_in_and_out(browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    home = await browser.sign_in(phone, PASSWORD)
    assert home.url.path == f"/{tan_hung.slug}/members"
    signed_out = await browser.submit(home, "/sign-out", {})
    assert signed_out.url.path == "/sign-in"
    again = await browser.get(f"/{tan_hung.slug}/roles")
    assert again.url.path == "/sign-in"


async def test_a_wrong_password_is_refused_and_the_name_kept(browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    answer = await browser.sign_in(phone, "sai-mat-khau")
    assert answer.status_code == 422
    assert str(SignInRefused()) in answer.text
    assert f'value="{phone}"' in answer.text
    assert "sai-mat-khau" not in answer.text


async def test_after_too_many_failures_even_the_right_password_waits(browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    for _ in range(ATTEMPTS_PER_NAME):
        await browser.sign_in(phone, "sai-mat-khau")
    answer = await browser.sign_in(phone, PASSWORD)
    assert answer.status_code == 422
    assert "15 phút" in answer.text


async def test_a_session_begins_at_sign_in_and_the_one_before_ends(browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    browser.client.cookies.set(SESSION_COOKIE, "chosen-by-somebody-else", domain="testserver.local")
    await browser.sign_in(phone, PASSWORD)
    first = browser.client.cookies[SESSION_COOKIE]
    assert first != "chosen-by-somebody-else"
    await browser.sign_in(phone, PASSWORD)
    second = browser.client.cookies[SESSION_COOKIE]
    assert second != first
    browser.client.cookies.set(SESSION_COOKIE, first, domain="testserver.local")
    assert (await browser.get(f"/{tan_hung.slug}/members")).url.path == "/sign-in"
    browser.client.cookies.set(SESSION_COOKIE, second, domain="testserver.local")
    assert (await browser.get(f"/{tan_hung.slug}/members")).url.path == f"/{tan_hung.slug}/members"


async def test_the_session_cookie_is_for_this_site_and_no_script(browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    page = await browser.get("/sign-in")
    data = forms_of(page)[-1]["fields"] | {"sign_in_name": phone, "password": PASSWORD}
    answer = await browser.client.post("/sign-in", data=data)
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(SESSION_COOKIE))
    assert {"httponly", "path=/", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}
    assert "domain" not in cookie.lower()
    # Over plain http, as `make run` serves, a secure cookie would never come back.
    assert "secure" not in cookie.lower()


async def test_over_https_every_cookie_is_secure(server):
    urls = {"database_url": server.url("hoptac_app"), "rollup_url": server.url("hoptac_rollup")}
    app = create_app(ROUTERS, Settings(is_secure=True), **urls, secret="0" * 64)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://testserver") as client:
        page = await client.get("/sign-in")
        data = forms_of(page)[-1]["fields"]
        answer = await client.post("/language", data=data | {"language": "en"})
    cookies = page.headers.get_list("set-cookie") + answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all("secure" in cookie.lower() for cookie in cookies)
    assert page.headers["strict-transport-security"].startswith("max-age=")


async def test_signing_out_needs_a_form_of_ours(chair, tan_hung):
    assert (await chair.get("/sign-out")).status_code == 404
    assert (await chair.client.post("/sign-out")).status_code == 403
    assert (await chair.get(f"/{tan_hung.slug}/roles")).status_code == 200


async def test_after_sign_in_one_is_where_one_wanted_to_go(browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    door = await browser.get(f"/{tan_hung.slug}/members?q=ánh&sort=number")
    inside = await browser.submit(door, "/sign-in$", {"sign_in_name": phone, "password": PASSWORD})
    assert inside.url.path == f"/{tan_hung.slug}/members"
    assert dict(inside.url.params) == {"q": "ánh", "sort": "number"}


async def test_an_ended_seat_is_gone_on_the_open_page(chair, open_browser, database, tan_hung):
    accountant = open_browser()
    await accountant.sign_in(await seat_person(database, tan_hung.slug, "accountant", "Lê Thị Kim Thoa"), PASSWORD)
    assert (await accountant.get(f"/{tan_hung.slug}/members")).status_code == 200
    seats = await chair.get(f"/{tan_hung.slug}/seats?q=thoa")
    await chair.submit(seats, "/end$", {})
    assert (await accountant.get(f"/{tan_hung.slug}/members")).status_code == 404


async def test_a_form_without_its_token_is_refused(browser):
    answer = await browser.client.post("/sign-in", data={"sign_in_name": "x", "password": "y"})
    assert answer.status_code == 403


async def test_a_neighbour_looks_like_nobody(chair, phu_loi):
    assert (await chair.get(f"/{phu_loi.slug}/members")).status_code == 404
    assert (await chair.get("/no-such-place/members")).status_code == 404


async def test_a_plain_member_may_not_read_the_register(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "member"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/members")).status_code == 403


async def test_the_language_switch_keeps_the_page(chair, tan_hung):
    page = await chair.get(f"/{tan_hung.slug}/roles")
    assert "Phân quyền" in page.text
    english = await chair.client.post(
        "/language",
        data={"language": "en", "_csrf_token": chair.client.cookies["hoptac_csrf"]},
        headers={"Referer": str(page.url)},
        follow_redirects=True,
    )
    assert english.url.path == page.url.path
    assert "Permissions" in english.text


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/tan-hung/members?q=an", "/tan-hung/members?q=an"),
        ("https://elsewhere.example/x", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/elsewhere.example", "/"),
        ("/\r\nSet-Cookie: x=1", "/"),
        ("/x\\..\\..", "/"),
        ("tan-hung", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_on_this_site(target, path):
    assert local_path(target) == path


@pytest.mark.parametrize(
    ("typed", "phone"),
    [("0912 345 678", "0912345678"), ("+84 912.345.678", "0912345678"), ("02923 812 345", "02923812345")],
)
def test_phones_are_read_as_typed(typed, phone):
    assert normal_phone(typed) == phone


@pytest.mark.parametrize("typed", ["912345678", "abc", "0912"])
def test_other_numbers_are_refused(typed):
    with pytest.raises(UnreadablePhone):
        normal_phone(typed)
    with pytest.raises(SignInRefused):
        normal_sign_in_name(typed)


def test_every_role_and_permission_is_named_and_supervisors_write_nothing():
    assert set(ROLE_NAMES) == set(ROLE_PERMISSIONS)
    assert set(PERMISSION_NAMES) == set(Permission)
    assert all(permission.value.startswith("read_") for permission in ROLE_PERMISSIONS["supervisor"])


def test_those_who_keep_the_money_do_not_sign_the_certificate():
    assert Permission.ISSUE_CERTIFICATE not in ROLE_PERMISSIONS["accountant"] | ROLE_PERMISSIONS["cashier"]
    assert Permission.READ_LEDGER not in ROLE_PERMISSIONS["cashier"]
