"""What is long stays inside the window: the grid of goods on a phone, and a voucher's words in the list at a desk."""

from playwright.async_api import Page
from tests.journeys.conftest import sign_in

SPILLS = "() => document.documentElement.scrollWidth > innerWidth"


async def test_the_grid_of_goods_fits_a_phone(visitor: Page):
    await sign_in(visitor, "0900000002")
    await visitor.set_viewport_size({"width": 360, "height": 780})
    for kind in ("goods_in", "goods_out"):
        await visitor.goto(f"/tan-hung/vouchers/new?kind={kind}")
        assert not await visitor.evaluate(SPILLS)


async def test_long_words_leave_the_sum_in_sight(visitor: Page):
    await sign_in(visitor, "0900000002")
    for words in ("Mua phân bón trả góp cho bà con vụ đông xuân " * 6, "x" * 300):
        await visitor.goto("/tan-hung/vouchers/new?kind=receipt")
        await visitor.get_by_label("Diễn giải", exact=True).fill(words)
        await visitor.get_by_label("Người nộp, người nhận").fill("Trần Văn Ba")
        for label, value in (("Tài khoản Nợ", "1111"), ("Tài khoản Có", "558"), ("Số tiền", "1.000")):
            await visitor.get_by_label(f"{label}, dòng 1").fill(value)
        for button, list_page in (("Lưu, chưa ghi sổ", "vouchers/open"), ("Ghi sổ", "vouchers")):
            if button == "Ghi sổ":
                await visitor.goto("/tan-hung/vouchers/open")
                await visitor.get_by_role("row").get_by_role("link").first.click()
            await visitor.get_by_role("button", name=button).first.click()
            await visitor.get_by_text("Đã").first.wait_for()
            await visitor.goto(f"/tan-hung/{list_page}")
            box = await visitor.get_by_role("cell", name="1.000", exact=True).first.bounding_box()
            assert box
            assert box["x"] + box["width"] <= 1360
