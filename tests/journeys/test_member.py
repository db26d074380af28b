"""How a member comes to her page: the board prints a paper, she scans it on her phone, chooses a PIN and sees her capital."""

import re

from playwright.async_api import Page, expect
from tests.journeys.conftest import sign_in
from tests.journeys.test_pages import AXE, OUT_OF_THE_PHONE, RUN_AXE, TOO_SMALL, UNFOLD
from tests.support.papers import printed_text

CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
PIN = "805271"


async def flaws(page: Page) -> list[str]:
    """What axe finds serious, what sticks out of a phone, what is too small to tap."""
    await page.evaluate(UNFOLD)
    await page.evaluate(AXE)
    return [flaw for look in (RUN_AXE, OUT_OF_THE_PHONE, TOO_SMALL) for flaw in await page.evaluate(look)]


async def test_from_the_paper_to_the_capital(visitor: Page, site: str) -> None:
    await sign_in(visitor, "0900000001")
    await visitor.get_by_role("link", name="Trang của thành viên", exact=True).click()
    await visitor.get_by_role("searchbox").fill("vo thi anh")
    await visitor.keyboard.press("Enter")
    await visitor.get_by_role("checkbox", name="In phiếu cho Võ Thị Ánh").check()
    async with visitor.expect_download() as waiting:
        await visitor.get_by_role("button", name="In phiếu cho người đã đánh dấu").click()
    paper = await (await waiting.value).path()
    (code,) = CODE.findall(printed_text(paper.read_bytes()))

    assert visitor.context.browser
    context = await visitor.context.browser.new_context(
        base_url=site, viewport={"width": 360, "height": 780}, bypass_csp=True, reduced_motion="reduce"
    )
    phone = await context.new_page()
    await phone.goto("/me/begin")
    await phone.get_by_label("Hợp tác xã").fill("tan-hung")
    await phone.get_by_label("Mã phiếu").fill(code.lower().replace("-", " "))
    assert await flaws(phone) == []
    await phone.get_by_role("button", name="Tiếp tục").click()
    await expect(phone.get_by_role("heading", level=1)).to_have_text("Võ Thị Ánh")
    assert await flaws(phone) == []
    await phone.get_by_label("Mã PIN mới").fill("123456")
    await phone.get_by_label("Gõ lại mã PIN").fill("123456")
    await phone.get_by_role("button", name="Mở trang của tôi").click()
    await expect(phone.get_by_text("Mã PIN này dễ đoán.")).to_be_visible()
    assert await flaws(phone) == []
    await phone.get_by_label("Mã PIN mới").fill(PIN)
    await phone.get_by_label("Gõ lại mã PIN").fill(PIN)
    await phone.get_by_role("button", name="Mở trang của tôi").dblclick()
    await expect(phone.get_by_text("Vốn đã góp", exact=True)).to_be_visible()
    await expect(phone.locator(".me-figure").first).to_have_text("10.000.000 đ")
    assert await flaws(phone) == []

    await phone.locator(".me-figure a").first.click()
    await expect(phone.get_by_role("heading", level=1)).to_have_text("Vốn góp")
    await phone.get_by_role("link", name="Xem từng dòng trong sổ").click()
    await expect(phone.locator(".moves .move-sum")).to_have_text(["+10.000.000 đ"])
    assert await flaws(phone) == []
    bar = phone.get_by_role("navigation", name="Các phần của trang")
    await expect(bar.get_by_role("link")).to_have_text(["Tổng quan", "Vốn góp", "Công nợ", "Hồ sơ"])
    for place in ("Công nợ", "Hồ sơ"):
        await bar.get_by_role("link", name=place).click()
        assert await flaws(phone) == [], place
    await expect(phone.get_by_text("hãy báo hợp tác xã")).to_be_visible()

    await phone.get_by_role("button", name="Đăng xuất").click()
    await phone.get_by_label("Số điện thoại").fill("0939012347")
    await phone.get_by_label("Mật khẩu").fill(PIN)
    await phone.get_by_role("button", name="Đăng nhập").click()
    await expect(phone.get_by_text("Võ Thị Ánh")).to_be_visible()
    await context.close()

    await visitor.get_by_role("link", name="Võ Thị Ánh").click()
    await expect(visitor.get_by_text("vào được từ")).to_be_visible()
    await visitor.get_by_role("button", name="Đóng trang của người này").click()
    await visitor.get_by_role("button", name="Đóng trang", exact=True).click()
    await expect(visitor.get_by_text("Đã đóng trang của thành viên này.")).to_be_visible()
