"""From a paper to a page: once, in time, by whoever it is for; and what goes wrong on the way."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.portal.conftest import PIN, begin, begin_form, new_phone, open_paper, page_in, phone_of, print_code
from tests.support.web import forms_of

from hoptac.identity.models import MemberAccess, Person
from hoptac.identity.rules.pins import PinsDiffer
from hoptac.identity.rules.sign_in import SignInRefused, TooManyAttempts
from hoptac.kit.audit import AuditRecord
from hoptac.kit.calendar import now
from hoptac.kit.tenancy import enter_tenant
from hoptac.portal.models import MemberLink
from hoptac.portal.rules import (
    CODE_LIFE,
    CODE_TRIES,
    CONTACT_TRIES,
    CodeExpired,
    CodeReplaced,
    CodeUnknown,
    CodeUsed,
    ContactTaken,
    SignInElsewhere,
)

OTHER_PIN = "805271"


async def links_of(database, org_id, party_id):
    query = select(MemberLink.person_id, MemberLink.ended_at).where(
        MemberLink.org_id == org_id, MemberLink.party_id == party_id
    )
    async with enter_tenant(database, org_id) as session:
        return list(await session.execute(query.order_by(MemberLink.id)))


async def verbs(database, org_id, party_id):
    query = select(AuditRecord.verb).where(AuditRecord.org_id == org_id, AuditRecord.subject_id == party_id)
    async with enter_tenant(database, org_id) as session:
        return list((await session.execute(query.order_by(AuditRecord.id))).scalars())


async def test_a_paper_opens_the_page_and_the_pin_opens_it_again(browser, open_browser, database, tan_hung, members):
    phone = await phone_of(database, tan_hung.id, members[0])
    code = await print_code(database, tan_hung.id, members[0])
    page = await open_paper(browser, tan_hung.slug, code)
    assert "Nguyễn Thị Ánh" in page.text
    assert f"{phone[:4]}•••{phone[-3:]}" in page.text
    assert phone not in page.text
    answer = await browser.submit(page, "/me/begin$", {"pin": PIN, "pin_again": PIN})
    assert "Nguyễn Thị Ánh" in answer.text
    assert "Đã đặt mã PIN." in answer.text

    elsewhere = open_browser()
    again = await elsewhere.sign_in(phone, f"{PIN[:3]} {PIN[3:]}")
    assert page_in(again) == page_in(answer)
    assert await verbs(database, tan_hung.id, members[0]) == ["make_member_code", "use_member_code"]


async def test_looking_uses_nothing_up(browser, database, tan_hung, members):
    code = await print_code(database, tan_hung.id, members[0])
    for _look in range(CODE_TRIES + 3):
        assert (await open_paper(browser, tan_hung.slug, code)).status_code == 200
    assert page_in(await begin(browser, tan_hung.slug, code))


async def test_where_no_phone_is_kept_one_is_typed(browser, open_browser, database, tan_hung):
    (party_id,) = await enter_members(database, tan_hung.id, ("Lê Thị Út",))
    code, phone = await print_code(database, tan_hung.id, party_id), new_phone()
    page = await open_paper(browser, tan_hung.slug, code)
    refused = await browser.submit(page, "/me/begin$", {"pin": PIN, "pin_again": PIN})
    assert refused.status_code == 422
    assert "Hãy ghi số điện thoại hoặc thư điện tử" in refused.text
    assert page_in(await begin(browser, tan_hung.slug, code, contact=f"{phone[:4]} {phone[4:]}"))
    assert page_in(await open_browser().sign_in(phone, PIN))


async def test_an_e_mail_address_signs_in_as_well(browser, open_browser, database, tan_hung, members):
    code, email = await print_code(database, tan_hung.id, members[0]), f"anh.{new_phone()}@example.vn"
    assert page_in(await begin(browser, tan_hung.slug, code, who="other", contact=email))
    assert page_in(await open_browser().sign_in(email, PIN))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pin": "123456", "pin_again": "123456"}, "Mã PIN này dễ đoán."),
        ({"pin": "196238", "pin_again": "196238"}, "Đừng dùng ngày sinh"),
        ({"pin": "12", "pin_again": "12"}, "Mã PIN gồm đúng 6 chữ số."),
        ({"pin_again": "805271"}, str(PinsDiffer())),
        ({"who": "other", "contact": "0912"}, "Số điện thoại gồm 10 chữ số"),
        ({"who": "other", "contact": "ai@do"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"who": "other", "contact": ""}, "Hãy ghi số điện thoại hoặc thư điện tử"),
        ({"who": "neighbour"}, "Hãy chọn một mục trong danh sách."),
        ({"who": "same"}, "Hãy chọn một mục trong danh sách."),
    ],
)
async def test_what_is_typed_wrong_is_said_beside_its_box_and_uses_nothing_up(
    browser, database, tan_hung, members, typed, said
):
    code = await print_code(database, tan_hung.id, members[0])
    refused = await begin(browser, tan_hung.slug, code, **typed)
    assert refused.status_code == 422
    assert said in refused.text
    assert PIN not in refused.text
    assert await links_of(database, tan_hung.id, members[0]) == []
    assert page_in(await begin(browser, tan_hung.slug, code))


async def test_an_empty_code_is_asked_for(browser, tan_hung):
    first = await browser.get("/me/begin")
    assert (first.status_code, "Hãy nhập mã trên phiếu." in first.text) == (200, False)
    empty = await browser.get("/me/begin", params={"org": tan_hung.slug, "code": " "})
    assert (empty.status_code, "Hãy nhập mã trên phiếu." in empty.text) == (422, True)


async def test_a_paper_opens_once(browser, open_browser, database, tan_hung, members):
    code = await print_code(database, tan_hung.id, members[0])
    await begin(browser, tan_hung.slug, code)
    stranger = open_browser()
    refused = await open_paper(stranger, tan_hung.slug, code)
    assert refused.status_code == 422
    assert str(CodeUsed()) in refused.text
    assert "Nguyễn Thị Ánh" not in refused.text


async def sent(browser, slug, code, **typed):
    await browser.get("/sign-in")
    token = browser.client.cookies["hoptac_csrf"]
    return await browser.client.post("/me/begin", data=begin_form(code, slug, _csrf_token=token, who="kept") | typed)


async def test_a_double_click_makes_one_person_and_lets_her_in(browser, open_browser, database, tan_hung, members):
    code = await print_code(database, tan_hung.id, members[0])
    await browser.get("/sign-in")
    answers = await asyncio.gather(*(sent(browser, tan_hung.slug, code) for _click in range(3)))
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert page_in(await browser.get("/me"))
    assert len(await links_of(database, tan_hung.id, members[0])) == 1


async def test_the_second_tab_with_another_pin_is_told_that_the_paper_is_used(
    browser, open_browser, database, tan_hung, members
):
    code = await print_code(database, tan_hung.id, members[0])
    other = open_browser()
    first, second = await open_paper(browser, tan_hung.slug, code), await open_paper(other, tan_hung.slug, code)
    await browser.submit(first, "/me/begin$", {"pin": PIN, "pin_again": PIN})
    refused = await other.submit(second, "/me/begin$", {"pin": OTHER_PIN, "pin_again": OTHER_PIN})
    assert refused.status_code == 422
    assert str(CodeUsed()) in refused.text
    assert (await other.get("/me")).url.path == "/sign-in"
    phone = await phone_of(database, tan_hung.id, members[0])
    assert str(SignInRefused()) in (await other.sign_in(phone, OTHER_PIN)).text


async def test_an_expired_paper_opens_nothing(browser, database, tan_hung, members):
    code = await print_code(database, tan_hung.id, members[0], at=now() - CODE_LIFE)
    refused = await open_paper(browser, tan_hung.slug, code)
    assert str(CodeExpired()) in refused.text
    assert (await sent(browser, tan_hung.slug, code)).status_code == 422
    almost = await print_code(database, tan_hung.id, members[0], at=now() - CODE_LIFE + timedelta(minutes=5))
    assert page_in(await begin(browser, tan_hung.slug, almost))


async def test_a_later_paper_kills_the_one_before(browser, database, tan_hung, members):
    old = await print_code(database, tan_hung.id, members[0])
    new = await print_code(database, tan_hung.id, members[0])
    assert str(CodeReplaced()) in (await open_paper(browser, tan_hung.slug, old)).text
    assert page_in(await begin(browser, tan_hung.slug, new))


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKLM", "x", "é" * 40, "'; --", "\u0000"[:0] + "0"])
async def test_a_code_that_is_none_is_no_more_than_unknown(browser, tan_hung, code):
    refused = await open_paper(browser, tan_hung.slug, code)
    assert refused.status_code == 422
    assert str(CodeUnknown()) in refused.text
    assert str(CodeUnknown()) in (await open_paper(browser, "khong-co-noi-nay", code)).text


async def test_one_cooperatives_code_is_unknown_in_another(browser, database, tan_hung, phu_loi, members):
    code = await print_code(database, tan_hung.id, members[0])
    assert str(CodeUnknown()) in (await open_paper(browser, phu_loi.slug, code)).text


async def test_guessing_codes_is_slowed_down_and_a_right_one_does_not_forgive(
    open_browser, database, tan_hung, members
):
    guesser, code = open_browser(), await print_code(database, tan_hung.id, members[0])
    for guess in range(CODE_TRIES):
        assert str(CodeUnknown()) in (await open_paper(guesser, tan_hung.slug, f"ABCD-{guess:08d}")).text
        if guess == 5:
            assert (await open_paper(guesser, tan_hung.slug, code)).status_code == 200
    assert str(TooManyAttempts()) in (await open_paper(guesser, tan_hung.slug, "ABCD-99999999")).text
    assert str(TooManyAttempts()) in (await open_paper(guesser, tan_hung.slug, code)).text
    assert (await open_paper(open_browser(), tan_hung.slug, code)).status_code == 200


async def test_who_shares_a_phone_is_told_what_to_do(browser, open_browser, database, tan_hung):
    phone = new_phone()
    husband, wife = await enter_members(database, tan_hung.id, ("Trần Văn Bảy", "Nguyễn Thị Ánh"), phone=phone)
    await begin(browser, tan_hung.slug, await print_code(database, tan_hung.id, husband))
    hers, code = open_browser(), await print_code(database, tan_hung.id, wife)
    refused = await begin(hers, tan_hung.slug, code)
    assert refused.status_code == 422
    assert str(ContactTaken()) in refused.text
    assert "Trần Văn Bảy" not in refused.text
    own = new_phone()
    answer = await begin(hers, tan_hung.slug, code, who="other", contact=own)
    assert "Nguyễn Thị Ánh" in answer.text
    assert page_in(await open_browser().sign_in(own, PIN)) == page_in(answer)


async def test_a_paper_is_no_way_to_ask_which_phones_are_known(browser, database, tan_hung, members):
    code = await print_code(database, tan_hung.id, members[0])
    known = await seat_person(database, tan_hung.slug, "chair")
    for _try in range(CONTACT_TRIES):
        refused = await begin(browser, tan_hung.slug, code, who="other", contact=known)
        assert str(ContactTaken()) in refused.text
    assert str(TooManyAttempts()) in (await begin(browser, tan_hung.slug, code, who="other", contact=new_phone())).text


async def test_a_lost_pin_is_replaced_by_a_new_paper(anh, open_browser, database, tan_hung, members):
    browser, path = anh
    phone = await phone_of(database, tan_hung.id, members[0])
    code = await print_code(database, tan_hung.id, members[0])
    found = open_browser()
    answer = await begin(found, tan_hung.slug, code, pin=OTHER_PIN, pin_again=OTHER_PIN)
    assert page_in(answer) == path
    assert (await browser.get(path)).url.path == "/sign-in", "what the lost PIN had opened is closed"
    assert str(SignInRefused()) in (await browser.sign_in(phone, PIN)).text
    assert page_in(await browser.sign_in(phone, OTHER_PIN)) == path
    assert (await verbs(database, tan_hung.id, members[0]))[-1] == "renew_member_pin"


async def test_a_lost_phone_is_replaced_and_the_old_link_ends(anh, open_browser, database, tan_hung, members):
    browser, path = anh
    code, phone = await print_code(database, tan_hung.id, members[0]), new_phone()
    answer = await begin(open_browser(), tan_hung.slug, code, who="other", contact=phone)
    assert page_in(answer) != path
    assert (await browser.get(path)).status_code == 404
    ended = [ended_at is not None for _person, ended_at in await links_of(database, tan_hung.id, members[0])]
    assert ended == [True, False]


async def test_one_cooperatives_paper_does_not_open_what_a_person_reads_in_another(
    anh, open_browser, database, tan_hung, phu_loi, members
):
    browser, path = anh
    (there,) = await enter_members(database, phu_loi.id, ("Nguyễn Thị Ánh",))
    page = await open_paper(browser, phu_loi.slug, await print_code(database, phu_loi.id, there))
    both = await browser.submit(page, "/me/begin/link$", {})
    assert page_in(both) != path
    listed = await browser.get("/me")
    assert "HTX Nông nghiệp Tân Hưng" in listed.text
    assert "HTX Nông nghiệp Phú Lợi" in listed.text

    code = await print_code(database, tan_hung.id, members[0])
    thief = open_browser()
    refused = await begin(thief, tan_hung.slug, code, pin=OTHER_PIN, pin_again=OTHER_PIN)
    assert str(SignInElsewhere()) in refused.text
    assert (await browser.get(path)).status_code == 200


async def test_who_has_a_seat_links_with_the_password(open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "chair", "Trần Văn Chín")
    (party_id,) = await enter_members(database, tan_hung.id, ("Trần Văn Chín",), phone=phone)
    code, chair = await print_code(database, tan_hung.id, party_id), open_browser()
    assert str(ContactTaken()) in (await begin(open_browser(), tan_hung.slug, code)).text
    page = await open_paper(chair, tan_hung.slug, code)
    assert not any(form["action"] == "/me/begin/link" for form in forms_of(page))
    await chair.sign_in(phone, PASSWORD)
    page = await open_paper(chair, tan_hung.slug, code)
    answer = await chair.submit(page, "/me/begin/link$", {})
    assert "Trần Văn Chín" in answer.text
    assert page_in(answer)
    assert 'href="/me"' in (await chair.get(f"/{tan_hung.slug}/members")).text
    async with database.begin() as session:
        assert (await session.execute(select(func.count()).where(Person.phone == phone))).scalar_one() == 1
    assert str(SignInRefused()) in (await open_browser().sign_in(phone, PIN)).text


async def test_a_neighbours_paper_is_not_linked_to_ones_own_sign_in(anh, database, tan_hung, members):
    browser, _path = anh
    code = await print_code(database, tan_hung.id, members[1])
    page = await open_paper(browser, tan_hung.slug, code)
    assert not any(form["action"] == "/me/begin/link" for form in forms_of(page))
    assert "Máy này đang đăng nhập là Nguyễn Thị Ánh." in page.text
    data = {"_csrf_token": browser.client.cookies["hoptac_csrf"], "org": tan_hung.slug, "code": code}
    refused = await browser.client.post("/me/begin/link", data=data)
    assert refused.status_code == 422
    assert await links_of(database, tan_hung.id, members[1]) == []


async def test_the_access_row_and_the_link_are_one(anh, database, tan_hung, members):
    ((person_id, _ended),) = await links_of(database, tan_hung.id, members[0])
    async with database.begin() as session:
        query = select(MemberAccess.id, MemberAccess.org_id).where(MemberAccess.person_id == person_id)
        rows = list(await session.execute(query))
    assert [(f"/me/{access_id}", org_id) for access_id, org_id in rows] == [(anh[1], tan_hung.id)]
