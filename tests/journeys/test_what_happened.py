"""By keyboard alone: the accountant finds what happened by a few words, tells it, sees the entry and posts it."""

import re

from playwright.async_api import expect
from tests.journeys.conftest import sign_in


async def test_a_sale_is_told_and_posted_without_a_mouse(visitor):
    await sign_in(visitor, "0900000002")
    await visitor.goto("/tan-hung/vouchers")
    keys = visitor.keyboard
    await visitor.get_by_role("link", name="Ghi sổ theo việc").first.focus()
    await keys.press("Enter")
    await expect(visitor.get_by_role("heading", level=1)).to_have_text("Ghi sổ theo việc")
    await keys.press("/")
    await keys.type("ban cho thanh vien", delay=20)
    await expect(visitor.get_by_role("row").nth(1)).to_contain_text("Bán cho thành viên, không tách thuế GTGT")
    await visitor.get_by_role("link", name="Bán cho thành viên, không tách thuế GTGT").focus()
    await keys.press("Enter")

    await expect(visitor.get_by_label("Người mua")).to_be_focused()
    await keys.type("tran thi anh", delay=20)
    await expect(visitor.get_by_role("option", name=re.compile("Trần Thị Ánh"))).to_be_visible()
    await keys.press("Enter")
    await expect(visitor.get_by_label("Người mua")).to_have_value("Trần Thị Ánh")
    await keys.press("Enter")  # what is sold: goods
    await expect(visitor.get_by_label("Mặt hàng")).to_be_focused()
    for _field in ("item", "quantity", "price"):
        await keys.press("Enter")
    await expect(visitor.get_by_label("Số tiền", exact=True)).to_be_focused()
    await keys.type("5tr")
    await keys.press("Enter")  # by cash
    await keys.press("ArrowDown")  # no, by bank
    await keys.press("Enter")
    await keys.type("3.200.000")
    proposal = visitor.locator("#proposal")
    await expect(proposal.get_by_role("row")).to_have_count(3)
    await expect(proposal).to_contain_text("Hợp tác xã không theo dõi riêng giao dịch nội bộ")
    await expect(proposal.get_by_role("cell", name="3.200.000")).to_be_visible()
    await expect(visitor.get_by_role("button", name="Ghi sổ 5.000.000 đ")).to_be_visible()
    await keys.press("Control+Enter")
    await expect(visitor.get_by_text(re.compile(r"Đã ghi sổ BC \d+/\d{4}, PX \d+/\d{4}\."))).to_be_visible()
    await expect(visitor.get_by_role("cell", name="5111")).to_be_visible()


async def test_goods_come_and_leave_in_the_grid_without_a_mouse(visitor):
    await sign_in(visitor, "0900000002")
    await visitor.goto("/tan-hung/items/new")
    await visitor.get_by_label("Tên hàng").fill("Phân NPK 16-16-8")
    await visitor.get_by_label("Đơn vị tính").fill("bao")
    await visitor.keyboard.press("Enter")
    await expect(visitor.get_by_text("Đã thêm mặt hàng Phân NPK 16-16-8.")).to_be_visible()

    keys = visitor.keyboard
    for kind, sides, quantity in (("general", ("156", "558"), "20"), ("goods_out", ("6111", "156"), "5")):
        await visitor.goto(f"/tan-hung/vouchers/new?kind={kind}")
        item = visitor.get_by_label("Mặt hàng, dòng 1")
        if kind == "general":
            await expect(item).to_be_hidden()
        await visitor.get_by_label("Diễn giải", exact=True).fill("Nhập xuất phân bón")
        await visitor.get_by_label("Tài khoản Nợ, dòng 1").focus()
        for code in sides:
            await keys.type(code)
            await keys.press("Escape")
            await keys.press("Enter")
        await expect(item).to_be_focused()
        await keys.type("phan npk", delay=20)
        await expect(visitor.locator("#suggestions li")).to_have_text(["Phân NPK 16-16-8 PN11 · bao"])
        await keys.press("Enter")
        await keys.type(quantity)
        await keys.press("Enter")
        if kind == "general":
            await keys.type("510.000")
        total = "10.200.000" if kind == "general" else "2.550.000"  # 20 at 510.000; 5 at the average, 510.000 too
        await expect(visitor.get_by_label("Số tiền, dòng 1")).to_have_value(total)
        await keys.press("Control+Enter")
        await expect(visitor.get_by_text("Đã ghi sổ").first).to_be_visible()
    await visitor.goto("/tan-hung/items")
    await expect(visitor.get_by_role("row").nth(1)).to_contain_text("15 bao")
    await expect(visitor.get_by_role("row").nth(1)).to_contain_text("7.650.000")
