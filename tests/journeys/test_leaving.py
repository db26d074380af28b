"""A member who owes a loan leaves: the membership ends at once, the capital waits until the loan is paid, then it is
returned; another dies, a son takes over one half as a new member and the widow is paid the other."""

import re

from playwright.async_api import expect
from tests.journeys.conftest import sign_in

from hoptac.kit.calendar import format_date, today


async def told(visitor, event, member, field, amount):
    """One event about a member, posted by its form."""
    await visitor.goto(f"/tan-hung/vouchers/events/{event}")
    await visitor.get_by_label("Thành viên").fill(member)
    await visitor.get_by_role("option", name=re.compile(member)).click()
    await visitor.get_by_label(field).fill(amount)
    await visitor.get_by_role("button", name=re.compile("^Ghi sổ")).click()
    await expect(visitor.get_by_text(re.compile("Đã ghi sổ"))).to_be_visible()


async def open_member(visitor, name):
    await visitor.goto(f"/tan-hung/members?q={name}")
    await visitor.get_by_role("link", name=name).click()
    await visitor.get_by_role("link", name="Thôi là thành viên").click()


async def test_who_leaves_with_a_debt_is_paid_once_it_is_settled(visitor):
    await sign_in(visitor, "0900000001")
    await visitor.goto("/tan-hung/members?q=Hồ Thị Đào")
    await visitor.get_by_role("link", name="Hồ Thị Đào").click()
    await visitor.get_by_role("link", name="Hợp đồng", exact=True).last.click()
    await visitor.get_by_label("Số hợp đồng").fill("HĐ 09")
    await visitor.get_by_label("Nội dung cung cấp").fill("vay nội bộ")
    await visitor.get_by_role("button", name="Ghi hợp đồng").click()
    await told(visitor, "ILN-01", "Hồ Thị Đào", "Số tiền", "2tr")
    await open_member(visitor, "Hồ Thị Đào")
    await expect(visitor.get_by_text("Chưa trả vốn được")).to_be_visible()
    await visitor.get_by_role("link", name="Ghi thôi là thành viên").click()
    await expect(visitor.get_by_label("Thành viên trả lời thế nào")).to_be_hidden()

    # Without the number of the decision nothing is recorded, and what was typed is still there.
    await visitor.get_by_label("Tự nguyện ra khỏi hợp tác xã").check()
    await visitor.get_by_role("textbox", name="Ngày trên đơn, trên giấy").fill(format_date(today()))
    await visitor.get_by_label("Tài khoản nhận tiền").fill("0123456789 Agribank")
    await visitor.get_by_role("button", name="Ghi thôi là thành viên").click()
    await expect(visitor.get_by_text("Hãy ghi số của quyết định hoặc nghị quyết")).to_be_visible()
    await expect(visitor.get_by_label("Tài khoản nhận tiền")).to_have_value("0123456789 Agribank")
    await visitor.get_by_label("Số quyết định, nghị quyết").fill("07/QĐ-HĐQT")
    await visitor.get_by_role("button", name="Ghi thôi là thành viên").click()
    await expect(visitor.get_by_text("Đã ghi thôi là thành viên.")).to_be_visible()
    here = visitor.url
    await expect(visitor.get_by_text("•••••••789 Agribank")).to_be_visible()
    await expect(visitor.get_by_role("link", name="Hoàn trả vốn")).to_have_count(0)
    await visitor.locator("#owes").get_by_role("link", name="2.000.000").click()
    await expect(visitor.get_by_role("heading", level=1)).to_contain_text("13211")

    await told(visitor, "ILN-05", "Hồ Thị Đào", "Gốc thu được", "2tr")
    await visitor.goto(here)
    await visitor.get_by_role("link", name="Hoàn trả vốn").click()
    await visitor.get_by_label("Nghị quyết").fill("NQ 05/NQ-ĐHTV ngày 12/10/2026")
    await visitor.get_by_role("button", name="Ghi sổ hoàn trả 10.000.000 đ").click()
    await expect(visitor.get_by_text("Đã ghi sổ hoàn trả 10.000.000 đồng.")).to_be_visible()
    async with visitor.expect_download() as printed:
        await visitor.get_by_role("link", name="In biên bản thanh lý").click()
    assert (await (await printed.value).path()).read_bytes().startswith(b"%PDF")

    await visitor.goto("/tan-hung/members?q=ho thi dao")
    await expect(visitor.get_by_text("Không tìm thấy ai")).to_be_visible()
    await visitor.get_by_role("link", name="Đã ra").click()
    await expect(visitor.get_by_role("row", name="Hồ Thị Đào")).to_contain_text(format_date(today()))


async def test_a_part_is_inherited_and_the_other_paid(visitor):
    await sign_in(visitor, "0900000001")
    await open_member(visitor, "Võ Thị Hằng")
    await visitor.get_by_role("link", name="Ghi thôi là thành viên").click()
    await visitor.get_by_label("Chết, mất tích, mất hoặc hạn chế năng lực hành vi").check()
    await visitor.get_by_label("Chết, hoặc Tòa án tuyên bố là đã chết").check()
    await visitor.get_by_label("Số quyết định, nghị quyết").fill("08/QĐ-HĐQT")
    await visitor.get_by_role("button", name="Ghi thôi là thành viên").click()
    await visitor.get_by_role("link", name="Ghi người thừa kế").click()
    for place, (name, relation) in enumerate((("Lê Văn Sửu", "chồng"), ("Lê Văn Tý", "con")), 1):
        row = visitor.get_by_role("group", name=f"Người thứ {place}")
        await row.get_by_label("Họ và tên").fill(name)
        await row.get_by_label("Quan hệ").fill(relation)
        await row.get_by_label("Phần").fill("1/2")
    await visitor.get_by_label("Giấy tờ thừa kế").fill("Di chúc ngày 1/2/2020")
    await visitor.get_by_role("button", name="Ghi người thừa kế").click()

    await visitor.locator("#heirs").get_by_role("link", name="Giải quyết Lê Văn Tý").click()
    await visitor.get_by_label("Thành viên mới").check()
    await visitor.get_by_label("Ngày sinh hoặc năm sinh").fill("1990")
    await visitor.get_by_label("Lê Văn Tý tự nguyện và đủ điều kiện là thành viên").check()
    await visitor.get_by_role("button", name="Ghi nhận phần vốn").click()
    await expect(visitor.get_by_text("Lê Văn Tý đã nhận phần vốn 5.000.000 đồng.")).to_be_visible()
    await visitor.locator("#heirs").get_by_role("link", name="Giải quyết Lê Văn Sửu").click()
    await visitor.get_by_label("Nghị quyết").fill("NQ 05/NQ-ĐHTV")
    await visitor.get_by_role("button", name="Trả 5.000.000 đ").click()
    await expect(visitor.get_by_text("Đã trả Lê Văn Sửu 5.000.000 đồng.")).to_be_visible()
    await visitor.locator("#heirs").get_by_role("link", name="đã nhận vốn").click()
    await expect(visitor.get_by_role("heading", level=1)).to_contain_text("Lê Văn Tý")
