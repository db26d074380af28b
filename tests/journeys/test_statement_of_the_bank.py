"""The accountant and the bank's statement, by keyboard alone: read, proved, line by line into the books, side by side."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from tests.bank.layouts import xlsx
from tests.journeys.conftest import sign_in

# Members of the demo: Đỗ Hoàng Dũng (TH-005) has 1.500.000 đ pledged and not paid; Đặng Văn Em is TH-007.
LINES = (
    ("02/11/2026", -11_000, "PHI SMS BANKING T10"),
    ("03/11/2026", 1_500_000, "DO HOANG DUNG GOP VON TH-005"),
    ("04/11/2026", 3_000_000, "VO HONG NHUNG chuyen khoan"),
    ("05/11/2026", 4_000_000, "IBFT TH-007 TRA NO VAT TU VU HT"),
    ("06/11/2026", -5_000_000, "RUT TIEN MAT VE QUY"),
)
OPENING = 52_340_000
CURRENT = re.compile("is-current")


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    rows = [
        ["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"], ["Số tài khoản", "0071001234567"],
        ["Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Số dư", "Mô tả"],
    ]  # fmt: skip
    balance = OPENING
    for number, (day, amount, text) in enumerate(LINES, 1):
        balance += amount
        out, into = (-amount, "") if amount < 0 else ("", amount)
        rows.append([day, f"FT{number}", out, into, balance, text])
    file = tmp_path / "sao-ke-thang-11.xlsx"
    file.write_bytes(xlsx(rows))
    return file


def row(page: Page, text: str):
    return page.locator("tr[data-line]", has_text=text)


async def test_a_statement_goes_into_the_books_by_keyboard(visitor: Page, statement: Path) -> None:
    await sign_in(visitor, "0900000002")
    await visitor.goto("/tan-hung/bank/statements")
    await visitor.get_by_label("Tệp sao kê").set_input_files(statement)
    await visitor.get_by_role("button", name="Tải lên và xem trước").press("Enter")
    await expect(visitor.get_by_text("Đã kiểm: số dư từng dòng nối tiếp nhau")).to_be_visible()
    await visitor.get_by_role("link", name="Thêm tài khoản này").press("Enter")
    await expect(visitor.get_by_label("Số tài khoản")).to_have_value("0071001234567")
    await visitor.get_by_role("button", name="Lưu tài khoản").press("Enter")
    await visitor.get_by_role("button", name="Nhập 5 dòng").press("Enter")
    await expect(visitor.get_by_role("heading", level=1)).to_contain_text("Vietcombank 0071001234567")
    keys = visitor.keyboard

    # The fee, as it is proposed; the pledge, through the register of contributions.
    await expect(row(visitor, "PHI SMS")).to_have_class(CURRENT)
    await keys.press("Enter")
    await expect(row(visitor, "PHI SMS")).to_contain_text(re.compile(r"BN \d+/2026"))
    await expect(row(visitor, "DO HOANG DUNG")).to_have_class(CURRENT)
    await keys.press("Enter")
    await expect(row(visitor, "DO HOANG DUNG")).to_contain_text("đã ghi góp vốn")
    # Nobody knows Võ Hồng Nhung: put aside, gone back to, taken back.
    await expect(row(visitor, "VO HONG NHUNG")).to_have_class(CURRENT)
    await keys.press("s")
    await expect(row(visitor, "VO HONG NHUNG")).to_contain_text("Đã bỏ qua")
    await expect(row(visitor, "TH-007")).to_have_class(CURRENT)
    await keys.press("k")
    await expect(row(visitor, "VO HONG NHUNG")).to_have_class(CURRENT)
    await keys.press("u")
    await expect(row(visitor, "VO HONG NHUNG")).to_contain_text("Tự định khoản")
    # The fourth, by its second proposal: written into the grid instead of posted.
    await expect(row(visitor, "TH-007")).to_have_class(CURRENT)
    await keys.press("2")
    await expect(row(visitor, "TH-007").get_by_role("radio").nth(1)).to_be_checked()
    await keys.press("Enter")
    await expect(visitor.get_by_role("heading", level=1)).to_contain_text("Báo có ngân hàng")
    await expect(visitor.get_by_label("Số tiền, dòng 1")).to_have_value("4.000.000")

    await visitor.goto("/tan-hung/bank")
    await visitor.get_by_role("link", name="Vietcombank 0071001234567").press("Enter")
    await expect(row(visitor, "TH-007").get_by_role("link", name="đang soạn chứng từ")).to_be_visible()
    await expect(row(visitor, "TH-007").get_by_role("radio")).to_have_count(0)
    await expect(row(visitor, "VO HONG NHUNG")).to_have_class(CURRENT)
    await keys.press("?")
    await expect(visitor.get_by_text("Nhận đề xuất đang chọn")).to_be_visible()
    await keys.press("Escape")
    await expect(visitor.get_by_text("Nhận đề xuất đang chọn")).to_be_hidden()
    # Edited before it is posted: the cash goes to the till. Focus returns from the help in the browser's own time.
    await visitor.reload()
    await expect(row(visitor, "VO HONG NHUNG")).to_have_class(CURRENT)
    await keys.press("j")
    await expect(row(visitor, "TH-007")).to_have_class(CURRENT)
    await keys.press("j")
    await expect(row(visitor, "RUT TIEN MAT")).to_have_class(CURRENT)
    await keys.press("e")
    await expect(visitor.get_by_label("Tài khoản Nợ, dòng 1")).to_have_value("1111")
    await visitor.get_by_label("Số tiền, dòng 1").press("Control+Enter")
    await expect(visitor.get_by_text(re.compile(r"^Đã ghi sổ BN số \d+\.$"))).to_be_visible()

    await visitor.goto("/tan-hung/bank")
    await visitor.get_by_role("link", name="Vietcombank 0071001234567").click()
    await visitor.get_by_role("link", name="So với sổ").press("Enter")
    parts = visitor.locator(".card-header", has_text="Có ở ngân hàng, chưa có trong sổ")
    await expect(parts).to_contain_text("-7.000.000 đ")


async def test_a_member_pays_by_a_code_that_is_known_again(visitor: Page, tmp_path: Path) -> None:
    await sign_in(visitor, "0900000002")
    await visitor.goto("/tan-hung/bank/qr")
    await visitor.get_by_role("searchbox").fill("ho thi hang")
    await expect(visitor.locator("#due tbody tr")).to_have_count(1)
    await visitor.locator("#due").get_by_role("link", name=re.compile("5.000.000")).click()
    await expect(visitor.get_by_role("img", name=re.compile("5.000.000 đồng"))).to_be_visible()
    purpose = await visitor.locator("dt", has_text="Nội dung chuyển").locator("xpath=../dd").inner_text()
    line = ["10/11/2026", "FT9", "", 5_000_000, 5_000_000, f"IBFT {purpose.upper()} HO HANG"]
    file = tmp_path / "ngay-10.xlsx"
    file.write_bytes(
        xlsx([["Số tài khoản", "0071001234567"], ["Ngày", "Số CT", "Nợ", "Có", "Số dư", "Nội dung"], line])
    )
    await visitor.goto("/tan-hung/bank/statements")
    await visitor.get_by_label("Tệp sao kê").set_input_files(file)
    await visitor.get_by_role("button", name="Tải lên và xem trước").click()
    await visitor.get_by_role("button", name="Nhập 1 dòng").click()
    paid = row(visitor, "HO HANG")
    await expect(paid).to_contain_text("Nợ 1121 / Có 4111 Hồ Thị Hằng")
    await expect(paid).to_contain_text("mã VietQR trong nội dung")
