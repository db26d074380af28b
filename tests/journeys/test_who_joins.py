"""A stranger scans the code and applies from a phone; the board looks at the conditions, records its decision, and the
applicant reads what came of it. Later the new member changes the kind."""

from playwright.async_api import expect
from tests.journeys.conftest import sign_in


async def test_a_stranger_applies_and_is_admitted(visitor):
    await visitor.goto("/tan-hung/join")
    await expect(visitor.get_by_text("không nhận đơn trực tuyến")).to_be_visible()
    await sign_in(visitor, "0900000001")
    await visitor.goto("/tan-hung/members")
    await visitor.get_by_role("link", name="Đơn gia nhập").click()
    await visitor.get_by_role("link", name="Đơn trực tuyến").click()
    await visitor.get_by_role("button", name="Mở đơn trực tuyến").click()
    address = await visitor.get_by_role("link", name="/tan-hung/join").get_attribute("href")

    await visitor.context.clear_cookies()
    await visitor.set_viewport_size({"width": 360, "height": 740})
    await visitor.goto(address)
    await expect(visitor.get_by_label("Tôi đồng ý")).not_to_be_checked()
    await visitor.get_by_label("Họ và tên").fill("Mai Thị Lựu")
    await visitor.get_by_label("Ngày sinh hoặc năm sinh").fill("5/3/1990")
    await visitor.get_by_label("Điện thoại", exact=True).fill("0912345678")
    await visitor.get_by_label("Số vốn sẽ góp").fill("2tr")
    await visitor.get_by_label("Dịch vụ sẽ sử dụng").fill("Bán lúa")
    await visitor.get_by_role("button", name="Gửi đơn").click()
    await expect(visitor.get_by_text("Hãy đánh dấu đồng ý").first).to_be_visible()
    await visitor.get_by_label("Tôi đồng ý").check()
    await visitor.get_by_role("button", name="Gửi đơn").click()
    await expect(visitor.get_by_text("Đơn đang chờ xét")).to_be_visible()
    state = visitor.url

    await visitor.set_viewport_size({"width": 1360, "height": 800})
    await sign_in(visitor, "0900000001")
    await visitor.goto("/tan-hung/members/applications")
    await visitor.get_by_role("link", name="Mai Thị Lựu").click()
    await expect(visitor.get_by_text("Đủ 18 tuổi.")).to_be_visible()
    await visitor.get_by_role("link", name="Ghi quyết định").click()
    await expect(visitor.get_by_label("Quyết định về đơn của Mai Thị Lựu")).to_have_value("admit")
    await visitor.get_by_label("Hội đồng quản trị").check()
    await visitor.get_by_role("button", name="Ghi quyết định").click()
    await expect(visitor.get_by_text("Hãy ghi số của quyết định")).to_be_visible()
    await visitor.get_by_label("Số quyết định, nghị quyết").fill("12/QĐ-HĐQT")
    await visitor.get_by_role("button", name="Ghi quyết định").click()
    await expect(visitor.get_by_text("Đã kết nạp 1, từ chối 0 đơn.")).to_be_visible()

    await visitor.get_by_role("link", name="Mai Thị Lựu").click()
    async with visitor.expect_download() as started:
        await visitor.get_by_role("link", name="Thông báo kết nạp").click()
    assert (await (await started.value).path()).read_bytes().startswith(b"%PDF-")
    await visitor.get_by_role("link", name="Hồ sơ thành viên").click()
    await expect(visitor.locator("#memberships")).to_contain_text("Hội đồng quản trị, số 12/QĐ-HĐQT")
    await visitor.get_by_role("link", name="Đổi loại").click()
    await visitor.get_by_label("Thành viên liên kết góp vốn").first.check()
    await visitor.get_by_label("Hội đồng quản trị").check()
    await visitor.get_by_label("Số quyết định, nghị quyết").fill("13/QĐ-HĐQT")
    await visitor.get_by_label("Lý do").fill("Không còn làm lúa")
    await visitor.get_by_role("button", name="Đổi loại thành viên").click()
    await expect(visitor.get_by_text("Đã đổi loại thành viên.")).to_be_visible()
    await expect(visitor.locator("#memberships tbody tr")).to_have_count(2)

    await visitor.context.clear_cookies()
    await visitor.goto(state)
    await expect(visitor.get_by_text("Đã được kết nạp")).to_be_visible()
    await expect(visitor.get_by_text("Mai Thị Lựu")).to_have_count(0)
