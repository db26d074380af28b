"""Signing in and out, closed doors, and what each role may do."""

import pytest
from tests.conftest import PASSWORD, seat_person

from hoptac.identity.permissions import PERMISSION_NAMES, ROLE_NAMES, ROLE_PERMISSIONS, Permission
from hoptac.identity.rules.people import UnreadablePhone, normal_phone
from hoptac.identity.rules.sign_in import ATTEMPTS_PER_NAME, SignInRefused, local_path, normal_sign_in_name


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
