"""Agreements as an accountant records and ends them, and what vouchers make of them."""

from datetime import date, timedelta

import pytest
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person

from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_account
from hoptac.organizations.terms import set_term


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


def agreements(org, member_id):
    return f"/{org.slug}/members/{member_id}/agreements"


async def record(browser, org, member_id, **values):
    page = await browser.get(agreements(org, member_id))
    written = {"number": "01/2026/HĐ", "signed_on": "5/1/2026", "covers": "Phân bón, tưới tiêu"} | values
    return await browser.submit(page, "/agreements$", written)


async def end(browser, page, **values):
    return await browser.submit(page, "/ending$", {"reason": "Hai bên thôi"} | values)


async def keep_internal_apart(database, org):
    async with enter_tenant(database, org.id) as session:
        await set_term(
            session, org_id=org.id, actor_id=org.id, now=now(), key="accounting.tracks_internal", value=1,
            valid_from=date(2026, 1, 1), basis="Nghị quyết",
        )  # fmt: skip


async def sell(browser, org, party, debit="131", credit="5121", kind="general"):
    page = await browser.get(f"/{org.slug}/vouchers/new?kind={kind}")
    values = {"voucher_on": format_date(today()), "description": "Bán phân bón", "deed": "post"}
    row = {"debit-0": debit, "credit-0": credit, "amount-0": "500.000", "party-0": party}
    return await browser.submit(page, "/vouchers$", values | row)


async def test_recorded_listed_and_ended(accountant, database, tan_hung):
    member, other = (await enter_members(database, tan_hung.id))[:2]
    shown = await accountant.get(f"/{tan_hung.slug}/members/{member}")
    assert agreements(tan_hung, member) in shown.text
    done = await record(accountant, tan_hung, member)
    assert "Đã ghi hợp đồng 01/2026/HĐ." in done.text
    assert "05/01/2026 – không thời hạn" in done.text
    listed = await accountant.get(f"/{tan_hung.slug}/members/agreements")
    assert "Nguyễn Văn An" in listed.text
    taken = await record(accountant, tan_hung, other)
    assert taken.status_code == 422
    assert "Số 01/2026/HĐ đã là của hợp đồng với Nguyễn Văn An." in taken.text
    assert "Phân bón, tưới tiêu" in taken.text
    yesterday = format_date(today() - timedelta(days=1))
    ended = await end(accountant, done, valid_to=yesterday)
    assert f"Hợp đồng hết hiệu lực ngày {yesterday}." in ended.text
    assert "Kết thúc sớm: Hai bên thôi" in ended.text
    assert "Nguyễn Văn An" not in (await accountant.get(f"/{tan_hung.slug}/members/agreements")).text
    assert "Nguyễn Văn An" in (await accountant.get(f"/{tan_hung.slug}/members/agreements?q=all")).text


async def test_refused_with_what_was_typed(accountant, database, tan_hung):
    member = (await enter_members(database, tan_hung.id))[0]
    refused = await record(accountant, tan_hung, member, signed_on="5/1/2026", valid_from="1/1/2026", valid_to="x")
    assert refused.status_code == 422
    assert 'value="x"' in refused.text
    refused = await record(accountant, tan_hung, member, valid_from="1/1/2026")
    assert "Hợp đồng có hiệu lực sớm nhất từ ngày ký 05/01/2026" in refused.text
    assert "Điều 4 khoản 1 và khoản 2" in refused.text
    kept = await record(accountant, tan_hung, member)
    refused = await end(accountant, kept, valid_to="5/1/2025")
    assert "Ngày hết hiệu lực phải từ ngày 05/01/2026 trở đi." in refused.text
    assert 'value="Hai bên thôi"' in refused.text


async def test_associates_have_none(accountant, database, tan_hung):
    associate = (await enter_members(database, tan_hung.id, ("Lê Thị Út",), kind="associate_contributing"))[0]
    official = (await enter_members(database, tan_hung.id))[0]
    shown = await accountant.get(agreements(tan_hung, associate))
    assert "không phải thành viên chính thức" in shown.text
    assert "Ghi hợp đồng đã ký" not in shown.text
    page = await accountant.get(agreements(tan_hung, official))
    token = {"_csrf_token": accountant.client.cookies["hoptac_csrf"]}
    values = {"number": "1", "signed_on": "5/1/2026", "covers": "Phân"} | token
    assert page.status_code == 200
    refused = await accountant.client.post(agreements(tan_hung, associate), data=values)
    assert "Chỉ ghi hợp đồng với thành viên chính thức" in refused.text


async def test_a_supervisor_looks_and_a_stranger_does_not(browser, database, tan_hung, phu_loi):
    member = (await enter_members(database, tan_hung.id))[0]
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert "Ghi hợp đồng đã ký" not in (await browser.get(agreements(tan_hung, member))).text
    await browser.sign_in(await seat_person(database, phu_loi.slug, "chair"), PASSWORD)
    assert (await browser.get(agreements(phu_loi, member))).status_code == 404
    assert (await browser.get(agreements(tan_hung, member))).status_code == 404


async def test_internal_revenue_follows_the_agreement(accountant, database, tan_hung):
    member = (await enter_members(database, tan_hung.id))[0]
    refused = await sell(accountant, tan_hung, "Nguyễn Văn An")
    assert "không theo dõi riêng giao dịch nội bộ" in refused.text
    await keep_internal_apart(database, tan_hung)
    refused = await sell(accountant, tan_hung, "Nguyễn Văn An")
    assert refused.status_code == 422
    assert "cần hợp đồng cung cấp dịch vụ còn hiệu lực" in refused.text
    page = await record(accountant, tan_hung, member)
    assert "Đã ghi sổ GV số 1." in (await sell(accountant, tan_hung, "Nguyễn Văn An")).text
    for deed in ({"debit": "6121", "credit": "156"}, {"credit": "5122"}):
        assert (await sell(accountant, tan_hung, "Nguyễn Văn An", **deed)).status_code == 200
        refused = await sell(accountant, tan_hung, "Trần Thị Bình", **deed)
        assert "cần hợp đồng cung cấp dịch vụ còn hiệu lực" in refused.text
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_account(session, tan_hung.id, "512") == 1_000_000
        assert await balance_of_account(session, tan_hung.id, "612") == 500_000
    yesterday = format_date(today() - timedelta(days=1))
    refused = await end(accountant, page, valid_to=yesterday)
    assert f"Ngày {format_date(today())} đã ghi tài khoản" in refused.text
    ended = await end(accountant, page, valid_to=format_date(today()))
    assert "Hợp đồng hết hiệu lực ngày" in ended.text
