"""From the seller's XML to the paper behind a figure: received, booked by its event, and found again from the balance sheet."""

import re

from playwright.async_api import expect
from tests.journeys.conftest import sign_in
from tests.vouchers.papers import samples

from hoptac.kit.calendar import today


async def test_an_invoice_becomes_a_voucher_with_its_paper(visitor):
    await sign_in(visitor, "0900000002")
    await visitor.goto("/tan-hung/invoices")
    xml = samples.plain(day=today().isoformat(), number="4711")
    photo = {"name": "bien-nhan.png", "mimeType": "image/png", "buffer": samples.PICTURE}
    await visitor.get_by_label("Tệp XML của hóa đơn").set_input_files(
        {"name": "hoa-don.xml", "mimeType": "text/xml", "buffer": xml}
    )
    await visitor.get_by_role("button", name="Tải lên và đọc").click()
    await expect(visitor.get_by_role("heading", level=1)).to_have_text("Công ty TNHH Vật tư Minh An")
    await visitor.get_by_role("button", name="Thêm người bán").click()
    await visitor.get_by_role("link", name="Mua vật tư, hàng hóa, nông sản nhập kho").click()
    await expect(visitor.get_by_label("Người bán")).to_have_value("Công ty TNHH Vật tư Minh An")
    await visitor.get_by_role("button", name=re.compile("^Ghi sổ")).click()
    await expect(visitor.get_by_text(re.compile(r"Đã ghi sổ PN \d+/\d{4}\."))).to_be_visible()
    papers = visitor.get_by_role("region", name="Giấy tờ kèm theo")
    await expect(papers.get_by_role("listitem")).to_have_count(1)
    await papers.get_by_label("Thêm ảnh, PDF, hóa đơn XML").set_input_files([photo])
    await papers.get_by_role("button", name="Đính kèm").click()
    await expect(papers.get_by_role("listitem")).to_have_count(2)
    await expect(papers.get_by_text("Lưu ít nhất đến").first).to_be_visible()

    # Three clicks from the balance sheet: the figure, the line, the paper.
    await visitor.goto("/tan-hung/statements/B01")
    await visitor.get_by_role("row", name=re.compile("Hàng tồn kho")).first.get_by_role("link").first.click()
    await visitor.get_by_role("row", name=re.compile("hóa đơn 1C26TAA số 4711")).get_by_role("link").first.click()
    image = visitor.get_by_role("img", name="Mở bien-nhan.png")
    await image.scroll_into_view_if_needed()
    await expect(image).to_have_js_property("naturalWidth", 2)
    async with visitor.context.expect_page() as opened:
        await image.click()
    paper = await opened.value
    await expect(paper.locator("img")).to_have_js_property("naturalWidth", 2)
