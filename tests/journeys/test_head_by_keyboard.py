"""Enter in the head of a voucher leads to the next field, as in the grid: it does not post what is written below."""

from playwright.async_api import Page, expect
from tests.journeys.conftest import sign_in


async def test_enter_in_the_head_posts_nothing(visitor: Page):
    await sign_in(visitor, "0900000002")
    await visitor.goto("/tan-hung/vouchers/new?kind=receipt")
    for label, value in (("Tài khoản Nợ", "1111"), ("Tài khoản Có", "558"), ("Số tiền", "1.000")):
        await visitor.get_by_label(f"{label}, dòng 1").fill(value)
    keys = visitor.keyboard
    await visitor.get_by_label("Diễn giải", exact=True).focus()
    for words, following in (
        ("Thu tiền lẻ", "Người nộp, người nhận"),
        ("Trần Văn Ba", "Địa chỉ"),
        ("Ấp Một", "Kèm theo"),
        ("", "Tài khoản Nợ, dòng 1"),
    ):
        await keys.type(words)
        await keys.press("Enter")
        await expect(visitor.get_by_label(following)).to_be_focused()
    assert visitor.url.endswith("/vouchers/new?kind=receipt")
    await keys.press("Shift+Tab")
    await keys.press("Control+Enter")
    await expect(visitor.get_by_text("Đã ghi sổ").first).to_be_visible()
