"""What happens in the middle of a form: the session ends, the browser forgets its cookies, somebody goes back."""

import re

from playwright.async_api import Page, expect
from tests.journeys.conftest import sign_in

ACCOUNTANT = "0900000002"
SESSION, TOKEN = "hoptac_session", "hoptac_csrf"


async def forget(page: Page, cookie: str) -> None:
    """As when the session has ended, or the browser was closed."""
    left = [one for one in await page.context.cookies() if one["name"] != cookie]
    await page.context.clear_cookies()
    await page.context.add_cookies(left)  # type: ignore[arg-type]


async def come_in(page: Page, phone: str) -> None:
    """Sign in at the door that one was led to."""
    await page.get_by_label("Số điện thoại").fill(phone)
    await page.get_by_label("Mật khẩu").fill("hoptac-demo")
    await page.get_by_role("button", name="Đăng nhập").click()
    await page.wait_for_url(lambda address: "sign-in" not in address)


async def begin_a_member(page: Page) -> None:
    await page.goto("/tan-hung/members/new")
    await page.get_by_label("Họ và tên").fill("Lê Thị Còn Nguyên")
    await page.get_by_label("Thành viên liên kết góp vốn").check()
    await page.get_by_label("Ghi chú").fill("gõ lâu lắm")


async def expect_the_member_as_typed(page: Page) -> None:
    await expect(page).to_have_url(re.compile(r"/tan-hung/members/new$"))
    await expect(page.get_by_label("Họ và tên")).to_have_value("Lê Thị Còn Nguyên")
    await expect(page.get_by_label("Thành viên liên kết góp vốn")).to_be_checked()
    await expect(page.get_by_label("Ghi chú")).to_have_value("gõ lâu lắm")
    await expect(page.get_by_text("Đã điền lại những gì vừa nhập.")).to_be_visible()


async def test_what_was_typed_outlives_the_session(visitor):
    await sign_in(visitor, ACCOUNTANT)
    await begin_a_member(visitor)
    await forget(visitor, SESSION)
    await visitor.get_by_role("button", name="Ghi thành viên").click()
    await expect(visitor.get_by_text("còn giữ và sẽ được điền lại")).to_be_visible()
    await come_in(visitor, ACCOUNTANT)
    await expect_the_member_as_typed(visitor)


async def test_what_was_typed_outlives_the_token(visitor):
    await sign_in(visitor, ACCOUNTANT)
    await begin_a_member(visitor)
    await forget(visitor, TOKEN)
    await visitor.get_by_role("button", name="Ghi thành viên").click()
    await expect(visitor.get_by_role("heading", level=1)).to_have_text("Trang này mở đã lâu, chưa gửi được")
    await visitor.get_by_role("link", name="Mở lại trang").click()
    await expect_the_member_as_typed(visitor)


async def test_another_person_at_the_same_door_sees_nothing_of_it(visitor):
    await sign_in(visitor, ACCOUNTANT)
    await begin_a_member(visitor)
    await forget(visitor, SESSION)
    await visitor.get_by_role("button", name="Ghi thành viên").click()
    await come_in(visitor, "0900000001")
    await expect(visitor.get_by_label("Họ và tên")).to_have_value("")
    await visitor.reload()
    await expect(visitor.get_by_label("Họ và tên")).to_have_value("")


async def test_a_voucher_comes_back_with_every_line(visitor):
    await sign_in(visitor, ACCOUNTANT)
    await visitor.goto("/tan-hung/vouchers/new?kind=general")
    await visitor.get_by_label("Diễn giải", exact=True).fill("Sáu dòng")
    for line in range(1, 7):
        await visitor.get_by_label(f"Tài khoản Nợ, dòng {line}").fill("1111")
        await visitor.get_by_label(f"Số tiền, dòng {line}").fill(f"{line}00.000")
        await visitor.get_by_label(f"Diễn giải, dòng {line}").press("Enter")
    await forget(visitor, SESSION)
    await visitor.get_by_role("button", name="Lưu, chưa ghi sổ").click()
    await come_in(visitor, ACCOUNTANT)
    await expect(visitor.get_by_label("Số tiền, dòng 6")).to_have_value("600.000")
    await expect(visitor.locator("[data-total]")).to_have_text("2.100.000")


async def test_a_fraction_of_a_million_is_read_as_it_is_typed(visitor):
    await sign_in(visitor, ACCOUNTANT)
    await visitor.goto("/tan-hung/capital/unpaid")
    await visitor.locator("#unpaid tbody a").first.click()
    await visitor.get_by_role("link", name="Ghi vốn góp").click()
    box, read = visitor.get_by_label("Số tiền góp"), visitor.locator(".money-read")
    for typed, kept, said in (
        ("1.5tr", "1.5tr", "Đọc là 1.500.000 đ"),
        ("1,5 triệu", "1,5 triệu", "Đọc là 1.500.000 đ"),
        ("2500000", "2.500.000", "2,5 triệu đồng"),
        ("2.500.000", "2.500.000", "2,5 triệu đồng"),
    ):
        await box.fill("")
        await box.press_sequentially(typed)
        await expect(box).to_have_value(kept)
        await expect(read).to_have_text(said)


async def test_an_account_is_found_by_what_stands_above_it(visitor):
    await sign_in(visitor, ACCOUNTANT)
    await visitor.goto("/tan-hung/vouchers/new?kind=receipt")
    await visitor.get_by_label("Tài khoản Nợ, dòng 1").press_sequentially("tien mat")
    await expect(visitor.locator("#suggestions").get_by_role("option").first).to_have_text(
        "1111 Tiền mặt · Tiền Việt Nam"
    )
    await visitor.keyboard.press("Enter")
    await expect(visitor.get_by_label("Tài khoản Nợ, dòng 1")).to_have_value("1111")


async def test_going_back_leaves_a_form_that_can_be_sent(visitor):
    await sign_in(visitor, ACCOUNTANT)
    await visitor.goto("/tan-hung/vouchers/new?kind=general")
    await visitor.get_by_label("Diễn giải", exact=True).fill("Gửi rồi quay lại")
    await visitor.get_by_role("button", name="Lưu, chưa ghi sổ").click()
    await visitor.wait_for_load_state()
    await visitor.go_back()
    await expect(visitor.get_by_role("button", name="Lưu, chưa ghi sổ")).to_be_enabled()
