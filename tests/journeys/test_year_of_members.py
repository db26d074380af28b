"""A year of members and capital as the board lives it: somebody joins on paper, pays and gets the certificate; who is late is
reminded; the list is posted; at the end the registers of two days and the movement between them tell the year."""

import re
from datetime import timedelta

from playwright.async_api import Page, expect
from tests.journeys.conftest import sign_in

from hoptac.kit.calendar import format_date, today


async def opens_pdf(page: Page, name: str | re.Pattern[str]) -> None:
    """A link leads to a PDF."""
    async with page.expect_download() as started:
        await page.get_by_role("link", name=name).first.click()
    assert (await (await started.value).path()).read_bytes().startswith(b"%PDF")


async def admitted(page: Page, name: str) -> None:
    """From the application on paper to the register, by a decision of the board."""
    await page.goto("/tan-hung/members/applications/new")
    await page.get_by_label("Họ và tên").fill(name)
    await page.get_by_label("Ngày sinh hoặc năm sinh").fill("5/3/1990")
    await page.get_by_label("Số vốn sẽ góp").fill("3tr")
    await page.get_by_label("Dịch vụ sẽ sử dụng").fill("Bán lúa, mua phân")
    await page.get_by_role("button", name="Ghi đơn").click()
    await page.get_by_role("link", name="Ghi quyết định").click()
    await page.get_by_label("Hội đồng quản trị").check()
    await page.get_by_label("Số quyết định, nghị quyết").fill("21/QĐ-HĐQT")
    await page.get_by_role("button", name="Ghi quyết định").click()
    await expect(page.get_by_text("Đã kết nạp 1, từ chối 0 đơn.")).to_be_visible()


async def test_a_year_of_members_and_capital(visitor: Page) -> None:
    await sign_in(visitor, "0900000001")
    await admitted(visitor, "Ngô Thị Mười Hai")

    # What was pledged with the application is paid in two parts; the share is told while the sum is typed.
    await visitor.goto("/tan-hung/capital?q=ngo thi muoi hai")
    await visitor.get_by_role("link", name="Ngô Thị Mười Hai").click()
    capital = visitor.url
    for part in ("1tr", "2tr"):
        await visitor.goto(f"{capital}/contributions/new")
        await visitor.get_by_label("Số tiền góp").fill(part)
        await expect(visitor.locator("#shares")).to_contain_text("%")
        await visitor.get_by_role("button", name=re.compile("^Ghi sổ")).click()
        await expect(visitor.get_by_text("Đã ghi sổ góp vốn")).to_be_visible()
    await visitor.get_by_role("button", name="Cấp giấy chứng nhận 3.000.000 đ").click()
    await expect(visitor.get_by_text("Còn hiệu lực")).to_be_visible()

    # Who is late gets a letter, and the page remembers it.
    await visitor.goto("/tan-hung/capital/unpaid?standing=late")
    first = visitor.locator("tbody tr").first
    await first.get_by_role("checkbox").check()
    await visitor.get_by_role("button", name="In thư cho người đã chọn").click()
    await visitor.wait_for_url(re.compile(r"/capital/prints$"))
    await opens_pdf(visitor, re.compile("Tải tệp PDF"))
    await visitor.goto("/tan-hung/capital/unpaid?standing=late")
    await expect(visitor.locator("tbody tr").first).to_contain_text(format_date(today()))

    # The list of members with their shares hangs at the head office.
    await visitor.goto("/tan-hung/disclosures")
    await visitor.get_by_label("Nội dung công bố").select_option("member_list")
    await visitor.get_by_label("Tên văn bản").fill("Danh sách thành viên và tỷ lệ vốn góp")
    await visitor.get_by_label("Ngày ban hành").first.fill(format_date(today()))
    await visitor.get_by_role("button", name="Ghi văn bản").click()
    await visitor.goto("/tan-hung/disclosures")
    await visitor.get_by_role("link", name="Danh sách thành viên và tỷ lệ vốn góp").first.click()
    await visitor.get_by_role("button", name="Ghi niêm yết").click()
    await expect(visitor.get_by_text("đang niêm yết").first).to_be_visible()

    # The registers of two days, and what happened between.
    yesterday = format_date(today() - timedelta(days=1))
    await visitor.goto(f"/tan-hung/members/register?on={yesterday}&q=ngo thi muoi hai")
    await expect(visitor.get_by_text("Ngô Thị Mười Hai")).to_have_count(0)
    await visitor.goto("/tan-hung/members/register?q=ngo thi muoi hai")
    row = visitor.get_by_role("row", name=re.compile("Ngô Thị Mười Hai"))
    await expect(row).to_contain_text("3.000.000")
    await visitor.goto("/tan-hung/members/movement")
    await visitor.get_by_role("row", name=re.compile("^Kết nạp")).get_by_role("link").first.click()
    await expect(visitor.get_by_text("Ngô Thị Mười Hai")).to_be_visible()
