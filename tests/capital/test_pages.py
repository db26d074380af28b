"""The pages of capital as a board uses them: pledge, pay in, see the register, certify, check the paper."""

import io

import pytest
from python_calamine import CalamineWorkbook
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person

from hoptac.kit.calendar import format_date, today

CEILING = "Một thành viên chính thức góp không quá 30% vốn điều lệ"


@pytest.fixture
async def members(database, tan_hung):
    return await enter_members(database, tan_hung.id)


async def pledge(browser, slug, party_id, amount):
    form = await browser.get(f"/{slug}/capital/{party_id}/pledges/new")
    return await browser.submit(form, "/pledges$", {"amount_dong": amount})


async def pay(browser, slug, party_id, amount, **values):
    form = await browser.get(f"/{slug}/capital/{party_id}/contributions/new")
    return await browser.submit(form, "/contributions$", {"amount_dong": amount} | values)


async def test_pledge_pay_certify_check(chair, tan_hung, members, browser):
    an, *others = members
    for place, party_id in enumerate(members):
        done = await pledge(chair, tan_hung.slug, party_id, "10 triệu")
        assert done.status_code == 200
        # One of the first three founders holds more than 30 % of what is pledged so far.
        expected = "đang vượt mức trần của Điều 74.1" if place < 3 else "Đã ghi cam kết góp 10.000.000 đồng."
        assert expected in done.text
    refused = await pay(chair, tan_hung.slug, an, "11tr")
    assert refused.status_code == 422
    assert "Chỉ còn phải góp 10.000.000 đồng theo cam kết" in refused.text
    assert 'value="11tr"' in refused.text
    above = await pay(chair, tan_hung.slug, an, "40tr")
    assert above.status_code == 422
    assert CEILING in above.text
    assert "Điều 74.1" in above.text
    done = await pay(chair, tan_hung.slug, an, "10.000.000", method="bank", contributed_on=format_date(today()))
    assert "Đã ghi sổ góp vốn 10.000.000 đồng." in done.text
    assert "BC 1" in done.text
    issued = await chair.submit(done, "/certificates$", {})
    number = f"001/{today().year}"
    assert f"Số {number}" in issued.text
    certificate = issued.text.split('/certificate.pdf"')[0].rsplit('href="', 1)[1] + "/certificate.pdf"
    pdf = await chair.get(certificate)
    assert pdf.content.startswith(b"%PDF")
    assert (await chair.get(certificate.replace(str(an), str(others[0])))).status_code == 404


async def test_the_check_page_is_public_and_names_nobody(chair, web, database, tan_hung, phu_loi, members):
    for party_id in members:
        await pledge(chair, tan_hung.slug, party_id, "10 triệu")
    done = await pay(chair, tan_hung.slug, members[0], "10 triệu")
    await chair.submit(done, "/certificates$", {})
    code = await check_code_of(database, tan_hung.id)
    await chair.client.post("/sign-out", data={"_csrf_token": chair.client.cookies["hoptac_csrf"]})
    shown = await chair.get(f"/{tan_hung.slug}/certificates/check/{code}")
    assert shown.status_code == 200
    assert "Giấy chứng nhận còn hiệu lực" in shown.text
    assert f"001/{today().year}" in shown.text
    assert "Nguyễn Văn An" not in shown.text
    assert "10.000.000" not in shown.text
    for path in (f"/{tan_hung.slug}/certificates/check/{code}x", f"/{phu_loi.slug}/certificates/check/{code}"):
        unknown = await chair.get(path)
        assert unknown.status_code == 404
        assert "Không tìm thấy giấy chứng nhận" in unknown.text
    assert (await chair.get(f"/nowhere/certificates/check/{code}")).status_code == 404


async def check_code_of(database, org_id):
    from sqlalchemy import select

    from hoptac.capital.models import Certificate
    from hoptac.kit.tenancy import enter_tenant

    async with enter_tenant(database, org_id) as session:
        return (await session.execute(select(Certificate.check_code))).scalar_one()


async def test_the_same_form_sent_twice_is_one_contribution(chair, tan_hung, members):
    an = members[0]
    await pledge(chair, tan_hung.slug, an, "10 triệu")
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/contributions/new")
    for _click in range(2):
        answer = await chair.submit(form, "/contributions$", {"amount_dong": "1 triệu"})
        assert answer.status_code == 200
    journal = await chair.get(f"/{tan_hung.slug}/capital/contributions")
    assert journal.text.count("PT 1<") == 1
    assert "PT 2<" not in journal.text


async def test_lists_search_and_export(chair, tan_hung, members):
    await pledge(chair, tan_hung.slug, members[0], "10 triệu")
    await pay(chair, tan_hung.slug, members[0], "4 triệu")
    index = await chair.get(f"/{tan_hung.slug}/capital")
    assert index.text.index("Nguyễn Văn An") < index.text.index("Trần Thị Bình")
    assert "6.000.000" in index.text
    found = await chair.get(f"/{tan_hung.slug}/capital?q=binh")
    assert "Trần Thị Bình" in found.text
    assert "Nguyễn Văn An" not in found.text
    owing = await chair.get(f"/{tan_hung.slug}/capital/unpaid")
    assert "Nguyễn Văn An" in owing.text
    assert "Trần Thị Bình" not in owing.text
    export = await chair.get(f"/{tan_hung.slug}/capital/export.xlsx")
    register, journal = (
        CalamineWorkbook.from_filelike(io.BytesIO(export.content)).get_sheet_by_index(place).to_python()
        for place in range(2)
    )
    assert [next(row for row in register if "Nguyễn Văn An" in row)[place] for place in (1, 3, 4, 5)] == [
        "Nguyễn Văn An",
        10_000_000.0,
        4_000_000.0,
        6_000_000.0,
    ]
    assert 4_000_000.0 in journal[-1]


async def test_english(chair, tan_hung, members):
    chair.client.cookies.set("hoptac_language", "en")
    for path in ("", "/contributions", f"/{members[0]}", f"/{members[0]}/pledges/new"):
        shown = await chair.get(f"/{tan_hung.slug}/capital{path}")
        assert shown.status_code == 200
        assert "Vốn góp" not in shown.text
    refused = await pay(chair, tan_hung.slug, members[0], "0")
    assert "The amount must be more than 0 đồng" in refused.text


async def test_another_organizations_member_is_not_found(chair, database, tan_hung, phu_loi):
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    for path in ("", "/pledges/new", "/contributions/new"):
        assert (await chair.get(f"/{tan_hung.slug}/capital/{stranger}{path}")).status_code == 404


async def test_the_supervisor_reads_and_does_not_write(browser, database, tan_hung, members):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/capital/{members[0]}")).status_code == 200
    assert (await browser.get(f"/{tan_hung.slug}/capital/{members[0]}/contributions/new")).status_code == 403
