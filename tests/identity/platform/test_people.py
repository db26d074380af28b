"""People as those who run the platform see and help them."""

import asyncio
import re

import pytest
from sqlalchemy import select, update
from tests.conftest import PASSWORD, seat_person
from tests.identity.conftest import add_administrator, new_phone
from tests.support.web import one_time_password_on

from hoptac.identity.actions.people import lock_sign_in
from hoptac.identity.models import Person
from hoptac.identity.queries.people import list_people
from hoptac.identity.rules.people import LastAdministrator, NotAddressable, NotYourself, SignInNameTaken
from hoptac.identity.rules.sign_in import SignInLocked, SignInRefused
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.keyset import Bounds


async def person_id(database, phone):
    async with database.begin() as session:
        return (await session.execute(select(Person.id).where(Person.phone == phone))).scalar_one()


async def press(browser, page, deed):
    return await browser.submit(page, f"/{deed}$", {})


async def test_somebody_is_added_with_a_password_shown_once(administrator, open_browser):
    phone = new_phone()
    form = await administrator.get("/platform/people/new")
    shown = await administrator.submit(form, "/platform/people$", {"name": "Lê Thị Út", "phone": phone, "email": ""})
    password = one_time_password_on(shown)
    back = await administrator.get(re.search(r'href="(/platform/people/[^"]+)"', shown.text)[1])
    assert one_time_password_on(back) is None
    assert "dùng một lần, đến" in back.text
    assert "Đã thêm người" in back.text
    assert (await open_browser().sign_in(phone, password)).url.path == "/account/password"


@pytest.mark.parametrize("which", ["phone", "email"])
async def test_a_taken_number_or_address_is_refused_beside_its_box(administrator, database, which):
    phone, email = new_phone(), f"{new_id().hex}@example.vn"
    for name in ("Lê Thị Út", "Trần Văn Bảy"):
        form = await administrator.get("/platform/people/new")
        mine = {"phone": phone, "email": email}[which]
        values = {"phone": new_phone(), "email": ""} | {which: mine}
        answer = await administrator.submit(form, "/platform/people$", {"name": name} | values)
    assert answer.status_code == 422
    assert f'id="field-{which}-error"' in answer.text
    assert str(SignInNameTaken()) in answer.text
    assert 'value="Trần Văn Bảy"' in answer.text


async def test_somebody_must_be_reachable(administrator):
    form = await administrator.get("/platform/people/new")
    answer = await administrator.submit(form, "/platform/people$", {"name": "Lê Thị Út", "phone": "", "email": ""})
    assert answer.status_code == 422
    assert str(NotAddressable()) in answer.text


async def test_people_are_found_by_name_phone_and_address(database):
    phone, mark = new_phone(), new_id().hex[-6:]
    email = f"thoa.{mark}@htx-phu-loi.example.vn"
    async with database.begin() as session:
        session.add(
            Person(
                id=new_id(), name="Đặng Thị Ổi", sort_key="x", search_key=f"dang thi oi {mark}", phone=phone,
                email=email, password_hash="", is_platform_administrator=False, created_at=now(),
            )
        )  # fmt: skip
    spaced, foreign = f"{phone[:4]} {phone[4:7]} {phone[7:]}", f"+84 {phone[1:4]}.{phone[4:]}"
    for q in (f"ổi {mark}", f"DANG OI {mark}", phone, phone[:8], spaced, foreign, email, f"thoa {mark}"):
        async with database.begin() as session:
            found, count = await list_people(session, q=q, bounds=Bounds(), today=today())
        assert phone in [row.phone for row in found.rows], q
        assert count >= 1
    async with database.begin() as session:
        assert (await list_people(session, q=f"zz {mark}", bounds=Bounds(), today=today()))[1] == 0


async def test_a_forgotten_password_is_replaced_and_every_session_ends(administrator, open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    member = open_browser()
    await member.sign_in(phone, PASSWORD)
    page = await administrator.get(f"/platform/people/{await person_id(database, phone)}")
    shown = await press(administrator, page, "one-time-password")
    assert (await member.get("/account")).url.path == "/sign-in"
    assert str(SignInRefused()) in (await member.sign_in(phone, PASSWORD)).text
    assert (await member.sign_in(phone, one_time_password_on(shown))).url.path == "/account/password"


async def test_a_locked_sign_in_dies_at_once_and_opens_again(administrator, open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    member = open_browser()
    await member.sign_in(phone, PASSWORD)
    path = f"/platform/people/{await person_id(database, phone)}"
    locked = await press(administrator, await administrator.get(path), "lock")
    assert "đang khóa" in locked.text
    assert (await member.get(f"/{tan_hung.slug}/members")).url.path == "/sign-in"
    refused = await member.sign_in(phone, PASSWORD)
    assert str(SignInLocked()) in refused.text
    # Whoever does not know the password is not told that there is such an account.
    assert str(SignInLocked()) not in (await member.sign_in(phone, "sai-mat-khau")).text
    await press(administrator, locked, "unlock")
    assert (await member.sign_in(phone, PASSWORD)).url.path == f"/{tan_hung.slug}/members"


async def test_a_session_that_was_left_open_is_dead_while_locked(open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair")
    member = open_browser()
    await member.sign_in(phone, PASSWORD)
    async with database.begin() as session:
        await session.execute(update(Person).where(Person.phone == phone).values(locked_at=now()))
    assert (await member.get(f"/{tan_hung.slug}/members")).url.path == "/sign-in"


async def test_nobody_locks_or_resets_themselves(open_browser, database):
    phone = await add_administrator(database)
    browser = open_browser()
    await browser.sign_in(phone, PASSWORD)
    path = f"/platform/people/{await person_id(database, phone)}"
    page = await browser.get(path)
    assert "/lock" not in page.text
    headers = {"x-csrftoken": browser.client.cookies["hoptac_csrf"]}
    for deed in ("lock", "one-time-password"):
        answer = await browser.client.post(f"{path}/{deed}", headers=headers, follow_redirects=True)
        assert str(NotYourself()) in answer.text
    assert (await browser.get("/account")).status_code == 200


async def test_two_administrators_who_lock_each_other_leave_one(database):
    """Alone among the administrators of the test database: the others are locked while it runs, and unlocked after."""
    phones = [await add_administrator(database, name) for name in ("Lý Văn Hai", "Lý Văn Ba")]
    ids = [await person_id(database, phone) for phone in phones]
    others = Person.is_platform_administrator & Person.id.not_in(ids) & Person.locked_at.is_(None)
    async with database.begin() as session:
        hidden = list((await session.execute(select(Person.id).where(others))).scalars())
        await session.execute(update(Person).where(Person.id.in_(hidden)).values(locked_at=now()))

    async def lock(whom, who):
        async with database.begin() as session:
            await lock_sign_in(session, whom, actor_id=who, now=now())

    try:
        answers = await asyncio.gather(lock(*ids), lock(*reversed(ids)), return_exceptions=True)
    finally:
        async with database.begin() as session:
            await session.execute(update(Person).where(Person.id.in_(hidden)).values(locked_at=None))
    assert sorted(type(answer).__name__ for answer in answers) == [LastAdministrator.__name__, "NoneType"]


async def test_an_unknown_person_is_a_page_that_is_not_there(administrator):
    assert (await administrator.get(f"/platform/people/{new_id()}")).status_code == 404
