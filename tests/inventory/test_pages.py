"""The register of items as an accountant keeps it: added, found without accents, changed, exported, shut to others."""

import io

import openpyxl
import pytest
from tests.conftest import PASSWORD, seat_person
from tests.inventory.conftest import enter_item, issue, post, receipt

from hoptac.kit.tenancy import enter_tenant


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


async def add(browser, org, **values):
    page = await browser.get(f"/{org.slug}/items/new")
    return await browser.submit(page, "/items$", {"name": "Phân NPK 16-16-8", "unit": "bao", "kind": "goods"} | values)


async def test_added_found_without_accents_and_changed(accountant, tan_hung):
    empty = await accountant.get(f"/{tan_hung.slug}/items")
    assert "Chưa có mặt hàng nào" in empty.text
    done = await add(accountant, tan_hung)
    assert "Đã thêm mặt hàng Phân NPK 16-16-8." in done.text
    await add(accountant, tan_hung, name="Đạm Phú Mỹ", code="DPM")
    found = await accountant.get(f"/{tan_hung.slug}/items?q=dam+phu")
    assert "Đạm Phú Mỹ" in found.text
    assert "Phân NPK" not in found.text
    assert "Không tìm thấy mặt hàng nào" in (await accountant.get(f"/{tan_hung.slug}/items?q=xang")).text
    suggested = (await accountant.client.get(f"/{tan_hung.slug}/items/suggestions?q=pn11")).json()
    assert [(item["name"], item["unit"], item["account"]) for item in suggested] == [("Phân NPK 16-16-8", "bao", "156")]
    page = await accountant.get(f"/{tan_hung.slug}/items/{suggested[0]['id']}/edit")
    values = {"name": "Phân NPK Cà Mau", "is_retired": "1"}
    changed = await accountant.submit(page, "/items/[0-9a-f-]+$", values)
    assert "Phân NPK Cà Mau" in changed.text
    assert "thôi dùng" in changed.text
    assert (await accountant.client.get(f"/{tan_hung.slug}/items/suggestions?q=npk")).json() == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "Hãy ghi tên mặt hàng."),
        ({"unit": " "}, "Hãy ghi đơn vị tính, ví dụ kg, bao, chai."),
        ({"code": "hai chữ"}, "Mã hàng gồm chữ và số, không có dấu cách"),
        ({"code": "dpm"}, "Mã “dpm” đã có mặt hàng khác dùng."),
        ({"kind": "mây"}, "Hãy chọn một mục trong danh sách."),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_lost(accountant, tan_hung, values, said):
    await add(accountant, tan_hung, name="Đạm Phú Mỹ", code="DPM")
    refused = await add(accountant, tan_hung, **{"name": "Phân lân"} | values)
    assert refused.status_code == 422
    assert said in refused.text
    if "name" not in values:
        assert 'value="Phân lân"' in refused.text
    assert "1 mặt hàng" in (await accountant.get(f"/{tan_hung.slug}/items")).text


async def test_the_list_the_card_and_the_workbook_say_what_is_in_store(accountant, database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, receipt(npk, "100,5".replace(",", "."), 1_005_000))
        posted = await post(session, tan_hung, issue(npk, "40", 400_000))
    listed = await accountant.get(f"/{tan_hung.slug}/items")
    for shown in ("60,5 bao", "605.000", "10.000"):
        assert shown in listed.text
    card = await accountant.get(f"/{tan_hung.slug}/items/{npk}")
    assert f"/vouchers/{posted.id}" in card.text
    assert "100,5" in card.text
    content = (await accountant.get(f"/{tan_hung.slug}/items/export.xlsx")).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[2]][1:] == [
        "Phân NPK 16-16-8",
        "vật tư, hàng hóa để bán",
        "bao",
        60.5,
        605_000,
    ]


async def test_pages_of_fifty(accountant, database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        for number in range(53):
            await enter_item(session, tan_hung, name=f"Hàng {number:02d}", code=f"H{number:02d}")
    first = await accountant.get(f"/{tan_hung.slug}/items")
    assert ("Hàng 49" in first.text, "Hàng 50" in first.text) == (True, False)
    after = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = await accountant.get(after)
    assert ("Hàng 49" in second.text, "Hàng 52" in second.text) == (False, True)


async def test_others_see_nothing_and_the_supervisor_writes_nothing(
    accountant, browser, database, tan_hung, phu_loi, npk
):
    async with enter_tenant(database, phu_loi.id) as session:
        theirs = await enter_item(session, phu_loi)
    for place in ("", "/edit"):
        assert (await accountant.get(f"/{tan_hung.slug}/items/{theirs}{place}")).status_code == 404
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/items/{npk}")).status_code == 200
    assert (await browser.get(f"/{tan_hung.slug}/items/new")).status_code == 403
    assert "Thêm mặt hàng" not in (await browser.get(f"/{tan_hung.slug}/items")).text
