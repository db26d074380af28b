"""What an organization says of itself: kept by those who lead it, written down, printed on papers made from then on."""

import asyncio

import pytest
from sqlalchemy import select
from tests.capital.people import enter_members
from tests.capital.test_documents import plain, printed_text
from tests.capital.test_pages import pay, pledge
from tests.conftest import PASSWORD, seat_person

from hoptac.identity.actions.organizations import change_organization
from hoptac.identity.models import PlatformDeed
from hoptac.identity.permissions import ROLE_PERMISSIONS, Permission
from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.pages import LANGUAGE_COOKIE
from hoptac.organizations.models import Organization
from hoptac.organizations.profile import Profile, change_profile, get_profile
from hoptac.organizations.rules import LONGEST_TEXT, RegistrationCodeTaken

SAID = {
    "short_name": "HTX Tân Hưng", "head_office": "Ấp Thạnh Lợi, xã Vĩnh Trinh", "legal_representative": "TRẦN VĂN CHÍN",
    "legal_representative_title": "Chủ tịch Hội đồng quản trị", "phone": "0292 3 865 123", "email": "Tan-Hung@example.vn",
}  # fmt: skip


def new_code() -> str:
    return f"18{new_id().int % 10**8:08d}"


async def save(browser, org, **values):
    page = await browser.get(f"/{org.slug}/settings")
    return await browser.submit(page, "/settings$", values)


async def profile_of(database, org) -> Profile:
    async with database.begin() as session:
        return await get_profile(session, org.id)


async def deeds_of(database, org):
    query = select(PlatformDeed.detail).where(
        PlatformDeed.org_id == org.id, PlatformDeed.verb == "organization_changed"
    )
    async with database.begin() as session:
        return list((await session.execute(query)).scalars())


async def test_a_chair_says_it_and_it_is_written_down(chair, database, tan_hung):
    code = new_code()
    saved = await save(chair, tan_hung, name="HTX  Nông nghiệp Tân Hưng mới", registration_code=code, **SAID)
    assert "Đã ghi thay đổi." in saved.text
    assert await profile_of(database, tan_hung) == Profile(
        "HTX Nông nghiệp Tân Hưng mới", "HTX Tân Hưng", code, "Ấp Thạnh Lợi, xã Vĩnh Trinh", "Trần Văn Chín",
        "Chủ tịch Hội đồng quản trị", "02923865123", "tan-hung@example.vn",
    )  # fmt: skip
    assert '<span class="topbar-name">HTX Tân Hưng</span>' in saved.text
    assert 'value="Trần Văn Chín"' in saved.text
    assert "Không có gì thay đổi." in (await save(chair, tan_hung)).text
    assert await deeds_of(database, tan_hung) == [
        {"fields": [f"organization.{name}" for name in Profile.__struct_fields__]}
    ]
    log = await chair.get(f"/{tan_hung.slug}/seats")
    assert "Đã sửa thông tin đơn vị: tên đơn vị, tên viết tắt, mã số, trụ sở chính" in log.text
    assert "người đại diện theo pháp luật, chức vụ của người đại diện, số điện thoại, thư điện tử" in log.text


async def test_a_new_name_is_found_and_sorted_by(chair, database, tan_hung):
    await save(chair, tan_hung, name="HTX Ánh Dương")
    async with database.begin() as session:
        row = select(Organization.search_key, Organization.sort_key).where(Organization.id == tan_hung.id)
        ((search, sort),) = await session.execute(row)
        await change_profile(session, tan_hung.id, Profile("HTX An"))
        ((_search, before),) = await session.execute(row)
    assert search == "htx anh duong"
    assert before < sort


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "Hãy điền tên đơn vị."),
        ({"head_office": "x" * (LONGEST_TEXT + 1)}, f"Dài nhất {LONGEST_TEXT} ký tự."),
        ({"phone": "12"}, "Số điện thoại gồm 10 chữ số"),
        ({"email": "tan-hung"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"legal_representative": "…"}, "Hãy ghi họ và tên."),
    ],
)
async def test_what_cannot_be_is_refused_beside_its_box_and_nothing_is_lost(
    chair, database, tan_hung, values, sentence
):
    before = await profile_of(database, tan_hung)
    refused = await save(chair, tan_hung, **SAID | values)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert 'value="HTX Tân Hưng"' in refused.text
    assert await profile_of(database, tan_hung) == before


async def test_a_code_is_one_organization_s(chair, database, tan_hung, phu_loi):
    code = new_code()
    await save(chair, tan_hung, registration_code=code)
    async with database.begin() as session:
        with pytest.raises(RegistrationCodeTaken):
            await change_organization(
                session, phu_loi.id, Profile("HTX Phú Lợi", registration_code=code), actor_id=new_id(), now=now()
            )

    async def write(org, code) -> bool:
        async with database.begin() as session:
            return await change_organization(
                session, org.id, Profile("HTX", registration_code=code), actor_id=new_id(), now=now()
            )

    other = new_code()
    answers = await asyncio.gather(write(tan_hung, other), write(phu_loi, other), return_exceptions=True)
    assert sorted(map(type, answers), key=str) == [bool, RegistrationCodeTaken]


async def test_only_those_who_lead_may(browser, database, tan_hung):
    leads = {role for role, allowed in ROLE_PERMISSIONS.items() if Permission.WRITE_PROFILE in allowed}
    assert leads == {"chair", "director", "alliance_leader"}
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/settings")).status_code == 403
    token = {"_csrf_token": browser.client.cookies["hoptac_csrf"], "name": "Khác"}
    assert (await browser.client.post(f"/{tan_hung.slug}/settings", data=token)).status_code == 403
    assert (await profile_of(database, tan_hung)).name == "HTX Nông nghiệp Tân Hưng"


async def test_the_page_speaks_english(chair, tan_hung):
    chair.client.cookies.set(LANGUAGE_COOKIE, "en")
    shown = await chair.get(f"/{tan_hung.slug}/settings")
    for words in ("The organization", "Legal representative", "Code, which is the tax code too"):
        assert words in shown.text


async def test_certificates_made_from_then_on_say_it(chair, database, tan_hung):
    an, *others = await enter_members(database, tan_hung.id)
    for party_id in (an, *others):
        await pledge(chair, tan_hung.slug, party_id, "10 triệu")
    await save(chair, tan_hung, registration_code=new_code(), **SAID)
    issued = await chair.submit(await pay(chair, tan_hung.slug, an, "10.000.000"), "/certificates$", {})
    address = issued.text.split('/certificate.pdf"')[0].rsplit('href="', 1)[1] + "/certificate.pdf"
    await save(chair, tan_hung, legal_representative="Lê Thị Bảy", head_office="Nơi khác")
    text = printed_text((await chair.get(address)).content)
    for said in (SAID["head_office"], "Trần Văn Chín", SAID["legal_representative_title"]):
        assert plain(said) in text
    assert plain("Lê Thị Bảy") not in text  # the paper stays what it was


@pytest.mark.parametrize(
    ("title", "is_named"),
    [
        ("Giám đốc", True),
        ("Chủ tịch HĐQT kiêm GIÁM ĐỐC", True),
        ("Phó giám đốc", False),
        ("Chủ tịch HĐQT", False),
        ("", False),
    ],
)
async def test_vouchers_name_the_director_alone(chair, tan_hung, title, is_named):
    await save(chair, tan_hung, **SAID | {"legal_representative_title": title})
    form = await chair.get(f"/{tan_hung.slug}/vouchers/new?kind=receipt")
    values = {
        "description": "Thu tiền bán phân",
        "counterpart_name": "Lê Văn Tư",
        "debit-0": "1111",
        "credit-0": "5111",
    }
    done = await chair.submit(form, "/vouchers$", values | {"amount-0": "200.000", "deed": "post"})
    text = printed_text((await chair.get(str(done.url.path) + "/voucher.pdf")).content)
    assert plain(SAID["head_office"]) in text
    assert (plain("Trần Văn Chín") in text) is is_named
