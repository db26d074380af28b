"""The first journey, read like the manual: a board imports its list and records capital; the alliance sees it rise."""

import re
from pathlib import Path

from playwright.async_api import Page, expect
from tests.journeys.conftest import sign_in

TESTS = Path(__file__).parents[1]
MESSY = TESTS / "members/reading/samples/htx-binh-thanh-messy.xlsx"
REGISTRY = TESTS / "alliance/reading/samples/can-tho-2022.xlsx"


async def figure(page: Page, label: str) -> str:
    """The figure of the card with this label."""
    card = page.locator(".kpi", has=page.get_by_text(label, exact=True))
    return (await card.locator(".kpi-figure").inner_text()).strip()


async def test_a_board_imports_a_commune_s_list(visitor):
    await sign_in(visitor, "0900000002")
    await visitor.goto("/phu-loi/imports")
    await visitor.get_by_label("Tệp danh sách").set_input_files(MESSY)
    await visitor.get_by_role("button", name="Tải lên và xem trước").click()
    await expect(visitor.get_by_role("button", name="Nhập 195 thành viên, 342.000.000 đ")).to_be_visible()
    await visitor.get_by_role("link", name=re.compile("Không nhận")).click()
    await expect(visitor.get_by_role("row")).to_have_count(9)
    await visitor.get_by_role("button", name=re.compile("Nhập 195")).click()
    await expect(visitor.get_by_text("Đã nhập 195 thành viên").first).to_be_visible()

    await visitor.goto("/phu-loi/members")
    await expect(visitor.get_by_text("195 thành viên").first).to_be_visible()
    await visitor.get_by_role("searchbox").fill("nguyen thi oi")
    await expect(visitor.get_by_role("link", name="Nguyễn Thị Ổi")).to_be_visible()
    await expect(visitor.get_by_role("row")).to_have_count(2)


async def paid_in(visitor) -> int:
    """What the alliance's first page says of the capital of this year, in đồng."""
    await sign_in(visitor, "0900000004")
    await visitor.goto("/can-tho")
    said = await visitor.get_by_text(re.compile(r"vốn đã góp [\d.]+ đ")).inner_text()
    return int(re.search(r"vốn đã góp ([\d.]+) đ", said)[1].replace(".", ""))


async def test_a_contribution_gives_a_certificate_and_rises_to_the_alliance(visitor):
    before = await paid_in(visitor)
    await sign_in(visitor, "0900000001")
    await visitor.goto("/tan-hung/capital?q=tran+thi+anh")
    await visitor.get_by_role("link", name="Trần Thị Ánh").click()
    await visitor.get_by_role("link", name="Ghi vốn góp").click()
    await visitor.get_by_label("Số tiền góp").fill("6 triệu")
    await visitor.get_by_role("button", name=re.compile("Ghi sổ")).click()
    await expect(visitor.locator(".field-error").first).to_be_visible()
    await expect(visitor.get_by_label("Số tiền góp")).to_have_value(re.compile("6"))
    await visitor.get_by_label("Số tiền góp").fill("5tr")
    await visitor.get_by_role("button", name="Ghi sổ 5.000.000 đ").click()
    await expect(visitor.get_by_text("0 đ").first).to_be_visible()
    await visitor.get_by_role("button", name=re.compile("Cấp giấy chứng nhận")).first.click()
    link = visitor.get_by_role("link", name=re.compile(r"^Số \d+"))
    paper = await visitor.request.get(await link.get_attribute("href") or "")
    assert (await paper.body()).startswith(b"%PDF")

    await visitor.wait_for_timeout(2000)
    assert await paid_in(visitor) == before + 5_000_000
    await visitor.goto("/can-tho/organizations?year=2026")
    await visitor.get_by_role("link", name="HTX Nông nghiệp Tân Hưng").click()
    await expect(visitor.get_by_role("cell", name="391.500.000")).to_be_visible()


async def test_an_officer_imports_the_yearly_registry(visitor):
    await sign_in(visitor, "0900000004")
    await visitor.goto("/can-tho/registry-imports/new")
    await visitor.get_by_label("Tệp danh sách").set_input_files(REGISTRY)
    await visitor.get_by_role("button", name="Đọc tệp").click()
    await visitor.get_by_text("Năm và các cột được hiểu thế nào").click()
    await expect(visitor.get_by_label("Cột M hiểu là")).to_have_value("charter_capital_dong")
    await expect(visitor.get_by_label("Đơn vị của cột M")).to_have_value("1000000")
    await visitor.get_by_role("button", name=re.compile(r"Ghi 1\.759 đơn vị")).click()
    await expect(visitor.get_by_text("Đã ghi số liệu năm 2022 của 1.759 đơn vị.")).to_be_visible(timeout=60_000)
    assert await figure(visitor, "Số hợp tác xã") == "309"
    assert "730,45" in await figure(visitor, "Vốn điều lệ")
    assert await figure(visitor, "Thành viên") == "7.300"
    await visitor.get_by_role("link", name="Ninh Kiều").click()
    await expect(visitor.get_by_role("heading", level=1)).to_contain_text("2022")


async def test_the_page_turns_english_and_back(visitor):
    await sign_in(visitor, "0900000003")
    await visitor.get_by_role("button", name="English").click()
    await expect(visitor.get_by_role("heading", level=1)).to_have_text("Members")
    await visitor.get_by_role("button", name="Tiếng Việt").click()
    await expect(visitor.get_by_role("heading", level=1)).to_have_text("Thành viên")
