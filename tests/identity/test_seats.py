"""Who uses an organization: given and ended by those who lead it, never by strangers, never down to nobody."""

import asyncio
import re

import pytest
from sqlalchemy import select
from tests.conftest import PASSWORD, found_cooperative, seat_person
from tests.identity.conftest import new_phone
from tests.support.web import one_time_password_on

from hoptac.identity.actions import create_person
from hoptac.identity.actions.seats import end_seat
from hoptac.identity.models import Person, PlatformDeed, Seat
from hoptac.identity.permissions import ROLE_NAMES, ROLE_PERMISSIONS, Permission
from hoptac.identity.rules.people import NameDiffers, UnreadablePhone
from hoptac.identity.rules.seats import LastLeader, PasswordIsTheirOwn, RoleOfAnotherKind, SeatTaken, roles_of
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.organizations.actions import found_organization


async def add(browser, slug, **values):
    page = await browser.get(f"/{slug}/seats/new")
    assert page.status_code == 200
    return await browser.submit(page, f"/{slug}/seats$", values)


async def seat_ids(database, org_id, role):
    query = select(Seat.id).where(Seat.org_id == org_id, Seat.role == role, Seat.valid_to.is_(None)).order_by(Seat.id)
    async with database.begin() as session:
        return list((await session.execute(query)).scalars())


async def deeds(database, org_id):
    query = (
        select(PlatformDeed.verb, PlatformDeed.detail).where(PlatformDeed.org_id == org_id).order_by(PlatformDeed.id)
    )
    async with database.begin() as session:
        return [tuple(row) for row in await session.execute(query)]


@pytest.fixture
async def alliance(database):
    """An alliance of the test's own: id and slug."""
    slug = f"can-tho-{new_id().hex[-8:]}"
    async with database.begin() as session:
        return await found_organization(session, kind="alliance", slug=slug, name="Liên minh HTX Cần Thơ"), slug


async def test_a_chair_seats_somebody_new_who_then_signs_in(chair, browser, open_browser, database, tan_hung):
    phone = new_phone()
    shown = await add(
        chair, tan_hung.slug, sign_in_name=f"{phone[:4]} {phone[4:]}", name="LÊ THỊ KIM THOA", role="accountant"
    )
    assert shown.status_code == 200
    assert "Lê Thị Kim Thoa" in shown.text
    one_time = one_time_password_on(shown)
    listed = await chair.get(f"/{tan_hung.slug}/seats")
    assert "Lê Thị Kim Thoa" in listed.text
    assert "chưa đăng nhập lần đầu" in listed.text
    assert one_time not in listed.text
    newcomer = open_browser()
    first = await newcomer.sign_in(phone, one_time)
    inside = await newcomer.submit(
        first, "/account/password$", {"password": "đồng xanh lúa chín", "password_again": "đồng xanh lúa chín"}
    )
    assert inside.url.path == f"/{tan_hung.slug}/members"
    assert ("seat_given", {"role": "accountant"}) in await deeds(database, tan_hung.id)


async def test_the_one_time_password_is_in_no_cookie_and_is_not_kept(chair, tan_hung):
    shown = await add(chair, tan_hung.slug, sign_in_name=new_phone(), name="Lê Thị Út", role="cashier")
    one_time = one_time_password_on(shown)
    assert shown.headers["cache-control"] == "no-store"
    assert all(one_time not in value for value in chair.client.cookies.values())
    assert one_time not in str(shown.url)


async def test_a_chair_seats_somebody_who_works_elsewhere_too(chair, browser, database, tan_hung, phu_loi):
    phone = await seat_person(database, phu_loi.slug, "accountant", "Lê Thị Kim Thoa")
    shown = await add(chair, tan_hung.slug, sign_in_name=phone, name="le thi kim thoa", role="accountant")
    assert shown.url.path == f"/{tan_hung.slug}/seats"
    assert "Lê Thị Kim Thoa từ hôm nay là Kế toán." in shown.text
    assert one_time_password_on(shown) is None
    assert (await chair.get("/account")).status_code == 200


async def test_somebody_else_s_number_seats_no_stranger_and_tells_no_name(chair, database, tan_hung, phu_loi):
    phone = await seat_person(database, phu_loi.slug, "accountant", "Lê Thị Kim Thoa")
    refused = await add(chair, tan_hung.slug, sign_in_name=phone, name="Trần Văn Bảy", role="accountant")
    assert refused.status_code == 422
    assert str(NameDiffers()) in refused.text
    assert "Thoa" not in refused.text
    assert await seat_ids(database, tan_hung.id, "accountant") == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"sign_in_name": "", "name": "Lê Thị Út", "role": "cashier"}, "Hãy điền số điện thoại hoặc thư điện tử."),
        ({"sign_in_name": "12345", "name": "Lê Thị Út", "role": "cashier"}, str(UnreadablePhone())),
        ({"sign_in_name": "0912345678", "name": " ", "role": "cashier"}, "Hãy điền họ và tên."),
        ({"sign_in_name": "0912345678", "name": "Lê Thị Út", "role": ""}, "Hãy chọn một mục trong danh sách."),
        (
            {"sign_in_name": "0912345678", "name": "Lê Thị Út", "role": "alliance_leader"},
            "Hãy chọn một mục trong danh sách.",
        ),
        ({"sign_in_name": "0912345678", "name": "x" * 101, "role": "cashier"}, "dài nhất 100 ký tự"),
    ],
)
async def test_a_form_that_cannot_be_is_refused_and_kept(chair, database, tan_hung, values, sentence):
    refused = await add(chair, tan_hung.slug, **values)
    assert refused.status_code == 422
    assert sentence in refused.text
    if values["name"].strip():
        assert f'value="{values["name"]}"' in refused.text


async def test_a_seat_is_given_once(chair, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant", "Lê Thị Kim Thoa")
    refused = await add(chair, tan_hung.slug, sign_in_name=phone, name="Lê Thị Kim Thoa", role="accountant")
    assert refused.status_code == 422
    assert str(SeatTaken()) in refused.text


async def test_an_ended_seat_stays_in_the_list_of_those_that_ended_and_can_be_given_again(chair, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant", "Lê Thị Kim Thoa")
    page = await chair.get(f"/{tan_hung.slug}/seats?q=kim+thoa")
    ended = await chair.submit(page, "/end$", {})
    assert "Lê Thị Kim Thoa thôi làm Kế toán từ hôm nay." in ended.text
    assert await seat_ids(database, tan_hung.id, "accountant") == []
    assert "Lê Thị Kim Thoa" in (await chair.get(f"/{tan_hung.slug}/seats?ended=1")).text
    again = await add(chair, tan_hung.slug, sign_in_name=phone, name="Lê Thị Kim Thoa", role="accountant")
    assert again.url.path == f"/{tan_hung.slug}/seats"
    assert [verb for verb, _detail in await deeds(database, tan_hung.id)] == [
        "seat_given", "seat_given", "seat_ended", "seat_given",
    ]  # fmt: skip


async def test_the_last_chair_stays(chair, tan_hung):
    page = await chair.get(f"/{tan_hung.slug}/seats")
    refused = await chair.submit(page, "/end$", {})
    assert str(LastLeader("chair")) in refused.text
    assert (await chair.get(f"/{tan_hung.slug}/seats")).status_code == 200


async def test_a_chair_with_a_successor_may_go_and_is_led_home(chair, database, tan_hung):
    await seat_person(database, tan_hung.slug, "chair", "Trần Văn Bảy")
    page = await chair.get(f"/{tan_hung.slug}/seats?q=tam")
    left = await chair.submit(page, "/end$", {})
    assert left.status_code == 200
    assert left.url.path == "/"
    assert (await chair.get(f"/{tan_hung.slug}/seats")).status_code == 404


async def test_a_locked_chair_is_no_successor(chair, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair", "Trần Văn Bảy")
    async with database.begin() as session:
        person = (await session.execute(select(Person).where(Person.phone == phone))).scalar_one()
        person.locked_at = now()
    page = await chair.get(f"/{tan_hung.slug}/seats?q=tam")
    assert str(LastLeader("chair")) in (await chair.submit(page, "/end$", {})).text


async def test_two_chairs_who_end_each_other_at_once_leave_one(database, tan_hung):
    for name in ("Trần Văn Bảy", "Lê Văn Tám"):
        await seat_person(database, tan_hung.slug, "chair", name)
    seats = await seat_ids(database, tan_hung.id, "chair")

    async def end(seat_id):
        async with database.begin() as session:
            await end_seat(session, tan_hung.id, "cooperative", seat_id, actor_id=SYSTEM, today=today(), now=now())

    answers = await asyncio.gather(*map(end, seats), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["LastLeader", "NoneType"]
    assert len(await seat_ids(database, tan_hung.id, "chair")) == 1


async def test_another_organization_s_seat_is_not_there(chair, database, tan_hung, phu_loi):
    await seat_person(database, phu_loi.slug, "accountant")
    [seat_id] = await seat_ids(database, phu_loi.id, "accountant")
    headers = {"x-csrftoken": chair.client.cookies["hoptac_csrf"]}
    answer = await chair.client.post(f"/{tan_hung.slug}/seats/{seat_id}/end", headers=headers, follow_redirects=True)
    assert "Không tìm thấy vai trò này" in answer.text
    assert await seat_ids(database, phu_loi.id, "accountant") == [seat_id]


@pytest.mark.parametrize(
    ("role", "status"), [("director", 200), ("supervisor", 200), ("accountant", 403), ("member", 403)]
)
async def test_who_may_see_may_not_change(browser, database, tan_hung, role, status):
    await browser.sign_in(await seat_person(database, tan_hung.slug, role), PASSWORD)
    page = await browser.get(f"/{tan_hung.slug}/seats")
    assert page.status_code == status
    assert "Cho thôi" not in page.text
    assert (await browser.get(f"/{tan_hung.slug}/seats/new")).status_code == 403
    headers = {"x-csrftoken": browser.client.cookies["hoptac_csrf"]}
    answer = await browser.client.post(f"/{tan_hung.slug}/seats", data={}, headers=headers)
    assert answer.status_code == 403


async def test_an_alliance_s_leader_seats_its_officers(browser, database, alliance):
    org_id, slug = alliance
    await browser.sign_in(await seat_person(database, slug, "alliance_leader", "Võ Văn Sáu"), PASSWORD)
    shown = await add(browser, slug, sign_in_name=new_phone(), name="Võ Thị Hồng Đào", role="alliance_officer")
    assert one_time_password_on(shown)
    page = await browser.get(f"/{slug}/seats?q=sau")
    assert str(LastLeader("alliance_leader")) in (await browser.submit(page, "/end$", {})).text
    form = await browser.get(f"/{slug}/seats/new")
    assert "Chủ tịch HĐQT" not in form.text
    assert await seat_ids(database, org_id, "chair") == []


async def test_a_role_of_another_kind_of_organization_is_refused(database, tan_hung):
    with pytest.raises(RoleOfAnotherKind):
        await seat_person(database, tan_hung.slug, "alliance_officer")


async def test_a_seat_named_twice_on_the_command_line_is_one(database, tan_hung):
    async with database.begin() as session:
        await create_person(
            session, name="Lê Thị Út", phone=new_phone(), email=None, password=PASSWORD,
            seats=[(tan_hung.slug, "cashier")] * 2, today=today(), now=now(),
        )  # fmt: skip
    assert len(await seat_ids(database, tan_hung.id, "cashier")) == 1


async def test_a_lost_one_time_password_is_made_anew(chair, open_browser, tan_hung):
    phone = new_phone()
    first = await add(chair, tan_hung.slug, sign_in_name=phone, name="Lê Thị Út", role="cashier")
    lost = one_time_password_on(first)
    page = await chair.get(f"/{tan_hung.slug}/seats?q=ut")
    again = await chair.submit(page, "/one-time-password$", {})
    renewed = one_time_password_on(again)
    newcomer = open_browser()
    assert (await newcomer.sign_in(phone, lost)).status_code == 422
    assert (await newcomer.sign_in(phone, renewed)).url.path == "/account/password"


async def test_a_chair_takes_no_password_of_somebody_s_own(chair, database, tan_hung, phu_loi):
    await seat_person(database, tan_hung.slug, "accountant", "Lê Thị Kim Thoa")
    [seat_id] = await seat_ids(database, tan_hung.id, "accountant")
    headers = {"x-csrftoken": chair.client.cookies["hoptac_csrf"]}
    path = f"/{tan_hung.slug}/seats/{seat_id}/one-time-password"
    answer = await chair.client.post(path, headers=headers, follow_redirects=True)
    assert str(PasswordIsTheirOwn()) in answer.text
    assert one_time_password_on(answer) is None


async def test_a_chair_opens_no_door_elsewhere_through_a_newcomer(chair, open_browser, database, tan_hung, phu_loi):
    phone = new_phone()
    await add(chair, tan_hung.slug, sign_in_name=phone, name="Lê Thị Út", role="cashier")
    neighbour = open_browser()
    await neighbour.sign_in(await seat_person(database, phu_loi.slug, "chair"), PASSWORD)
    await add(neighbour, phu_loi.slug, sign_in_name=phone, name="Lê Thị Út", role="cashier")
    page = await chair.get(f"/{tan_hung.slug}/seats?q=ut")
    assert str(PasswordIsTheirOwn()) in (await chair.submit(page, "/one-time-password$", {})).text


async def test_long_lists_come_in_pages_and_are_searched_without_accents(chair, database):
    cooperative = await found_cooperative(database, "dong", "HTX Đông")
    phone = await seat_person(database, cooperative.slug, "chair", "Bùi Văn Ẩn")
    people = [{"id": new_id(), "name": f"Lê Văn Năm {place:03d}", "phone": new_phone()} for place in range(70)]
    async with database.begin() as session:
        for person in people:
            keys = {"sort_key": f"nam {person['name'][-3:]}", "search_key": f"le van nam {person['name'][-3:]}"}
            blank = {"password_hash": "", "is_platform_administrator": False, "created_at": now()}
            session.add(Person(**person, **keys, **blank))
        await session.flush()
        for person in people:
            seat = {"id": new_id(), "person_id": person["id"], "org_id": cooperative.id, "role": "member"}
            session.add(Seat(**seat, valid_from=today()))
    await chair.sign_in(phone, PASSWORD)
    first = await chair.get(f"/{cooperative.slug}/seats")
    assert "50 trong 71" in first.text
    second = await chair.get(re.search(r'rel="next" href="([^"]+)"', first.text)[1].replace("&amp;", "&"))
    assert second.text.count('<tr id="seat-') == 21
    found = await chair.get(f"/{cooperative.slug}/seats?q=bui+van+an")
    assert found.text.count('<tr id="seat-') == 1
    assert "Không tìm thấy ai" in (await chair.get(f"/{cooperative.slug}/seats?q=zz")).text


def test_every_role_belongs_to_one_kind_and_only_the_leading_ones_give_seats():
    assert set(roles_of("cooperative")) | set(roles_of("alliance")) == set(ROLE_NAMES)
    assert not set(roles_of("cooperative")) & set(roles_of("alliance"))
    givers = {role for role, allowed in ROLE_PERMISSIONS.items() if Permission.WRITE_SEATS in allowed}
    assert givers == {"chair", "alliance_leader"}
