"""A member leaves: the accountant finds the event, chooses her, pays back what she contributed, and sees the certificate's
paper lose its force; a contribution that was typed for the wrong member is taken back."""

import re

from playwright.async_api import expect
from tests.journeys.conftest import sign_in

from hoptac.kit.calendar import format_date, today


async def test_capital_is_given_back_and_a_mistake_taken_back(visitor):
    await sign_in(visitor, "0900000001")
    await visitor.goto("/tan-hung/capital?q=vo+van+an")
    await visitor.get_by_role("link", name="Võ Văn Ẩn").click()
    await visitor.get_by_role("button", name="Cấp giấy chứng nhận 10.000.000 đ").click()
    await expect(visitor.get_by_text("Còn hiệu lực")).to_be_visible()
    paper = await visitor.get_by_role("link", name="Trang kiểm tra").get_attribute("href")

    await visitor.goto("/tan-hung/vouchers/events?q=tra+von")
    await visitor.get_by_role("link", name="Hoàn trả vốn góp").click()
    await expect(visitor.get_by_role("heading", level=1)).to_contain_text("Chọn thành viên được hoàn trả vốn góp")
    await visitor.get_by_role("searchbox").fill("vo van an")
    await expect(visitor.locator("#capital-list").get_by_role("link")).to_have_count(1)
    await visitor.get_by_role("link", name="Võ Văn Ẩn").click()

    # She is still a member: the page says what comes first, leads there, and the way out leads back.
    await expect(visitor.get_by_text("Người này vẫn là thành viên", exact=True)).to_be_visible()
    await visitor.locator(".flash-info").get_by_role("link", name="Thôi là thành viên").click()
    await visitor.get_by_role("link", name="Ghi thôi là thành viên").click()
    await visitor.get_by_label("Tự nguyện ra khỏi hợp tác xã").check()
    await visitor.get_by_role("textbox", name="Ngày trên đơn, trên giấy").fill(format_date(today()))
    await visitor.get_by_label("Số quyết định, nghị quyết").fill("07/QĐ-HĐQT")
    await visitor.get_by_role("button", name="Ghi thôi là thành viên").click()
    await visitor.get_by_role("link", name="Hoàn trả vốn").click()
    # More than was paid: the sentence stands at the sum, and what was typed is still there.
    await visitor.get_by_label("Số tiền hoàn trả").fill("11tr")
    await visitor.get_by_label("Nghị quyết").fill("NQ 05/NQ-ĐHTV ngày 12/10/2026")
    await visitor.get_by_role("button", name="Ghi sổ hoàn trả 11.000.000 đ").click()
    await expect(visitor.get_by_text("Người này chỉ đang góp 10.000.000 đồng.")).to_be_visible()
    await expect(visitor.get_by_label("Nghị quyết")).to_have_value("NQ 05/NQ-ĐHTV ngày 12/10/2026")
    await visitor.get_by_label("Số tiền hoàn trả").fill("10tr")
    await visitor.get_by_label("Chuyển khoản ngân hàng").check()
    await visitor.get_by_role("button", name="Ghi sổ hoàn trả 10.000.000 đ").click()

    await expect(visitor.get_by_text("Đã ghi sổ hoàn trả 10.000.000 đồng.")).to_be_visible()
    await visitor.goto("/tan-hung/capital/refunds?q=vo+van+an")
    await visitor.get_by_role("link", name="Võ Văn Ẩn").click()
    await expect(visitor.get_by_text("Đã thu hồi")).to_be_visible()
    refund = visitor.locator("#member-refunds tbody tr")
    await expect(refund).to_contain_text("NQ 05/NQ-ĐHTV")
    await refund.get_by_role("link", name=re.compile(r"^BN \d+$")).click()
    await expect(visitor.get_by_role("cell", name=re.compile("4111"))).to_contain_text("Võ Văn Ẩn")
    await visitor.goto(paper)
    await expect(visitor.get_by_text("Giấy chứng nhận đã bị thu hồi")).to_be_visible()

    # A thing of another member, typed for the wrong one.
    await visitor.goto("/tan-hung/capital?q=pham+thi+lai")
    await visitor.get_by_role("link", name="Phạm Thị Lài").click()
    await visitor.get_by_role("link", name="Ghi vốn góp").click()
    await visitor.get_by_role("link", name="Góp bằng đất, nhà, máy hay tài sản khác?").click()
    await visitor.get_by_label("Loại tài sản").first.select_option("other")
    await visitor.get_by_label("Giá trị đã định giá").fill("2tr")
    await visitor.get_by_label("Tài sản góp").fill("Máy bơm nước")
    await visitor.get_by_label("Ai định giá").fill("Hội đồng quản trị")
    await visitor.get_by_label("Số biên bản, chứng thư").fill("01/BB-ĐG")
    await visitor.get_by_label("Chấp thuận góp loại tài sản khác cam kết").fill("NQ 03/NQ-HĐQT")
    await visitor.get_by_label("Ghi vào tài khoản").select_option("2111")
    await visitor.get_by_role("button", name="Ghi giao nhận 2.000.000 đ").click()
    await visitor.get_by_role("textbox", name="Ngày hoàn thành").fill(format_date(today()))
    await visitor.get_by_role("button", name="Ghi sổ 2.000.000 đ").click()
    row = visitor.locator("#member-contributions tbody tr", has_text="Máy bơm nước")
    await row.get_by_role("link", name=re.compile("^Bỏ")).click()
    await visitor.get_by_label("Vì sao là nhầm").fill("Máy của bà Lành")
    await visitor.get_by_role("button", name="Bỏ 2.000.000 đ").click()
    await expect(row).to_have_class("is-taken-back")
    await expect(row).to_contain_text(re.compile(r"đã bỏ: GV \d+, Máy của bà Lành"))
