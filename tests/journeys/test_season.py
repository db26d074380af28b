"""A season is entered, and lines are written into it by keyboard alone: Enter walks past the choice, Tab stops at it."""

from datetime import timedelta

from playwright.async_api import expect
from tests.journeys.conftest import sign_in

from hoptac.kit.calendar import format_date, today


async def test_costs_are_written_by_season_without_a_mouse(visitor):
    await sign_in(visitor, "0900000002")
    for name, first_on in (("Vụ trước", today() - timedelta(days=200)), ("Vụ này", today() - timedelta(days=50))):
        await visitor.goto("/tan-hung/seasons/new")
        await visitor.get_by_label("Tên vụ").fill(name)
        await visitor.get_by_role("textbox", name="Ngày đầu vụ").fill(format_date(first_on))
        await visitor.get_by_role("textbox", name="Ngày cuối vụ").fill(format_date(first_on + timedelta(days=100)))
        await visitor.get_by_role("button", name="Ghi vụ").click()
        await expect(visitor.get_by_text(f"Đã thêm vụ {name}.")).to_be_visible()

    keys = visitor.keyboard
    await visitor.goto("/tan-hung/vouchers/new?kind=general")
    await visitor.get_by_label("Diễn giải", exact=True).fill("Bơm nước, làm đất")
    await visitor.get_by_label("Tài khoản Nợ, dòng 1").focus()
    for typed in ("154", "1121"):
        await keys.type(typed)
        await keys.press("Escape")
        await keys.press("Enter")
    await keys.type("2tr")
    description = visitor.get_by_label("Diễn giải, dòng 1")
    for _cell in range(5):
        if await description.evaluate("field => field === document.activeElement"):
            break
        await keys.press("Enter")
    await expect(description).to_be_focused()
    await keys.press("Enter")
    await expect(visitor.get_by_label("Tài khoản Nợ, dòng 2")).to_be_focused()
    # The second line is the first once more, in the season before this one.
    await keys.press("Control+d")
    await visitor.get_by_label("Diễn giải, dòng 2").focus()
    await keys.press("Tab")
    season = visitor.get_by_label("Vụ, dòng 2")
    await expect(season).to_be_focused()
    await season.select_option("Vụ trước")
    await keys.press("Enter")
    await expect(visitor.get_by_label("Tài khoản Nợ, dòng 3")).to_be_focused()
    await keys.press("Control+d")
    await expect(visitor.get_by_label("Vụ, dòng 3").locator("option:checked")).to_have_text("Vụ trước")
    await visitor.get_by_label("Diễn giải, dòng 4").focus()
    await keys.press("Enter")
    await expect(visitor.get_by_label("Vụ, dòng 5").locator("option:checked")).to_have_text("Theo ngày")
    await visitor.get_by_label("Vụ, dòng 3").focus()
    await keys.press("Control+Enter")
    await expect(visitor.get_by_text("Đã ghi sổ").first).to_be_visible()
    rows = visitor.locator("#lines tbody tr")
    for place, name in enumerate(("Vụ này", "Vụ trước", "Vụ trước")):
        await expect(rows.nth(place)).to_contain_text(f"Vụ: {name}")

    await visitor.goto("/tan-hung/seasons")
    await visitor.get_by_role("row", name="Vụ trước").get_by_role("link", name="Chi phí (S17)").click()
    await expect(visitor.get_by_label("Vụ", exact=True).locator("option:checked")).to_have_text("Vụ trước")
    await expect(visitor.get_by_role("heading", level=1)).to_have_text("Sổ chi phí sản xuất, kinh doanh")
