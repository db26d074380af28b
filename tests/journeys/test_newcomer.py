"""How a cooperative comes in: the platform founds it, its chair signs in for the first time and brings the accountant."""

from playwright.async_api import Page, expect
from tests.journeys.conftest import sign_in

OWN_PASSWORD = "đồng xanh lúa chín"


async def seat(page: Page, number: str, name: str, role: str) -> str:
    """Fill in the form of a new user; returns the one-time password that is shown."""
    await page.get_by_role("link", name="Thêm người dùng").click()
    await page.get_by_label("Số điện thoại hoặc thư điện tử").fill(number)
    await page.get_by_label("Họ và tên").fill(name)
    await page.get_by_label(role).check()
    await page.get_by_role("button", name="Giao vai trò").click()
    return await page.locator(".one-time-password").inner_text()


async def first_sign_in(page: Page, number: str, one_time_password: str) -> None:
    """Sign in with a one-time password and choose one's own."""
    await page.context.clear_cookies()
    await page.goto("/sign-in")
    await page.get_by_label("Số điện thoại").fill(number)
    await page.get_by_label("Mật khẩu").fill(one_time_password.replace("-", ""))
    await page.get_by_role("button", name="Đăng nhập").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Đặt mật khẩu của mình")
    await page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
    await page.get_by_label("Gõ lại mật khẩu mới").fill(OWN_PASSWORD)
    await page.get_by_role("button", name="Đặt mật khẩu").click()


async def test_a_cooperative_comes_in_without_the_command_line(visitor):
    await sign_in(visitor, "0900000009")
    await visitor.get_by_role("link", name="Lập đơn vị").click()
    await visitor.get_by_label("Hợp tác xã", exact=True).check()
    await visitor.get_by_label("Tên đơn vị").fill("HTX Nông nghiệp Vĩnh Trinh")
    await visitor.keyboard.press("Tab")
    await expect(visitor.get_by_label("Địa chỉ ngắn")).to_have_value("htx-nong-nghiep-vinh-trinh")
    await visitor.get_by_label("Thuộc liên minh").select_option("can-tho")
    await visitor.get_by_label("Tỉnh, thành phố").select_option("92")
    await expect(visitor.locator("#communes option")).to_have_count(103)
    await visitor.get_by_label("Xã, phường").fill("vinh trinh")
    await visitor.get_by_role("button", name="Lập đơn vị").click()
    await expect(visitor.get_by_text("Xã Vĩnh Trinh, Thành phố Cần Thơ")).to_be_visible()

    one_time_password = await seat(visitor, "0911 222 333", "Nguyễn Hoàng Phương Thảo", "Chủ tịch HĐQT")
    await visitor.get_by_role("link", name="Đã đưa, quay lại").click()
    await expect(visitor.get_by_text("chưa đăng nhập lần đầu")).to_be_visible()

    await first_sign_in(visitor, "0911222333", one_time_password)
    await expect(visitor.get_by_role("heading", level=1)).to_have_text("Thành viên")
    await visitor.get_by_role("link", name="Người dùng").click()
    await seat(visitor, "0911222334", "Lê Thị Út", "Kế toán")
    await visitor.get_by_role("link", name="Đã đưa, quay lại").click()

    # By keyboard alone: the question opens with the way back in focus, and Escape leaves everything as it is.
    await visitor.get_by_role("button", name="Cho thôi: Lê Thị Út, Kế toán").press("Enter")
    await expect(visitor.get_by_role("button", name="Quay lại")).to_be_focused()
    await visitor.keyboard.press("Escape")
    await visitor.get_by_role("button", name="Cho thôi: Lê Thị Út, Kế toán").press("Enter")
    await visitor.keyboard.press("Shift+Tab")
    await visitor.keyboard.press("Enter")
    await expect(visitor.get_by_text("Lê Thị Út thôi làm Kế toán từ hôm nay.")).to_be_visible()
    await visitor.get_by_role("link", name="Đã thôi").click()
    await expect(visitor.get_by_role("rowheader", name="Lê Thị Út")).to_be_visible()
