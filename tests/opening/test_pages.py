"""Opening balances as an accountant types them and sends them; what is refused keeps what was typed."""

import re

import pytest
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.opening.workbooks import details, small_cooperative, trial_balance, workbook

from hoptac.capital.opening import OpeningCapital, record_opening_capital
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.sheets import read_workbook
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_account, check_books

LAST_YEAR = today().year - 1


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


@pytest.fixture
async def members(database, tan_hung):
    """Five members with twenty million each, brought in today with a list."""
    ids = await enter_members(database, tan_hung.id)
    rows = [OpeningCapital(one, paid_dong=20_000_000, pledged_dong=20_000_000) for one in ids[:5]]
    async with enter_tenant(database, tan_hung.id) as session:
        await record_opening_capital(
            session, org_id=tan_hung.id, actor_id=new_id(), now=now(), entry_on=today(), rows=rows, source_id=new_id()
        )
    return ids


def filled(*rows, **head):
    values = {"first_on": f"1/1/{today().year}"}
    for place, row in enumerate(rows):
        for field, value in zip(("account", "party", "debit", "credit", "note"), row, strict=False):
            values[f"{field}-{place}"] = value
    return values | head


async def type_in(browser, org, *rows, deed="post", **head):
    page = await browser.get(f"/{org.slug}/accounting/opening/new")
    return await browser.submit(page, "/opening$", filled(*rows, deed=deed, **head))


async def send(browser, org, content, name="so-du.xlsx", **values):
    page = await browser.get(f"/{org.slug}/accounting/opening")
    return await browser.submit(page, "/imports$", values, files={"file": (name, content)})


async def balance(database, org, account):
    async with enter_tenant(database, org.id) as session:
        return await balance_of_account(session, org.id, account)


async def test_typed_proved_posted_and_taken_back(accountant, database, tan_hung):
    empty = await accountant.get(f"/{tan_hung.slug}/accounting/opening")
    assert "Lấy số dư từ tệp Excel" in empty.text
    rows = (
        ("1111", "", "5tr"),
        ("331", "Cửa hàng Năm Sao", "", "2.000.000", "phân bón"),
        ("4211", "", "", "3.000.000"),
    )
    refused = await type_in(accountant, tan_hung, *rows)
    assert refused.status_code == 422
    assert "Dòng 2: Chưa có “Cửa hàng Năm Sao” trong danh sách." in refused.text
    proved = await type_in(accountant, tan_hung, *rows, deed="prove", add_parties="1")
    assert proved.status_code == 200
    assert "Số dư khớp" in proved.text
    assert 'value="5tr"' in proved.text
    assert await balance(database, tan_hung, "1111") == 0
    done = await type_in(accountant, tan_hung, *rows, add_parties="1")
    assert f"Đã ghi số dư đầu kỳ ở chứng từ DK 1/{LAST_YEAR}." in done.text
    assert await balance(database, tan_hung, "331") == 2_000_000
    again = await type_in(accountant, tan_hung, *rows, add_parties="1")
    assert "Số dư đầu kỳ đã ghi ở chứng từ DK 1/" in again.text
    assert 'value="5tr"' in again.text
    back = await accountant.submit(done, "/taking-back$", {"reason": "Nhầm quỹ"})
    assert f"Đã lấy lại số dư đầu kỳ bằng chứng từ DK 2/{LAST_YEAR}." in back.text
    assert await balance(database, tan_hung, "331") == 0
    done = await type_in(accountant, tan_hung, *rows)
    assert f"Đã ghi số dư đầu kỳ ở chứng từ DK 3/{LAST_YEAR}." in done.text


async def test_what_does_not_balance_keeps_what_was_typed(accountant, database, tan_hung):
    refused = await type_in(accountant, tan_hung, ("1111", "", "5.000.000"), ("4211", "", "", "4.000.000", "lãi cũ"))
    assert refused.status_code == 422
    assert "Tổng dư Nợ là 5.000.000, tổng dư Có là 4.000.000, lệch 1.000.000." in refused.text
    for kept in ('value="5.000.000"', 'value="4.000.000"', 'value="lãi cũ"', 'value="4211"'):
        assert kept in refused.text
    assert await balance(database, tan_hung, "1111") == 0
    rows = (("111", "", "1"), ("999", "", "2"), ("131", "", "3"), ("1111", "", "x"), ("1121", "", ""), ("511", "", "5"))
    refused = await type_in(accountant, tan_hung, *rows)
    for number, reason in (
        (1, "Tài khoản 111 còn"),
        (2, "Không có tài khoản “999”"),
        (3, "Tài khoản 131 phải"),
        (4, ""),
    ):
        assert f"Dòng {number}: {reason}" in refused.text
    assert "Dòng 5:" not in refused.text
    refused = await type_in(accountant, tan_hung, ("1111", "", "5"), first_on="")
    assert "Hãy ghi ngày đầu tiên giữ sổ ở đây." in refused.text


async def test_a_file_with_capital_of_the_register(accountant, database, tan_hung, members):
    content = workbook({"CĐTK": trial_balance(today().year - 1, small_cooperative())} | details())
    shown = await send(accountant, tan_hung, content)
    assert shown.status_code == 200
    assert "Số dư khớp" in shown.text
    assert shown.text.count("100.000.000 <small>") == 2
    assert "Vốn góp đã nhập từ danh sách thành viên" in shown.text
    assert "Ghi sổ 300.000.385 đ" in shown.text
    listed = await accountant.get(f"{shown.url.path}?status=unchanged")
    assert "Dòng tổng: không ghi sổ" in listed.text
    done = await accountant.submit(shown, "/confirmation$", {})
    assert f"Đã ghi số dư đầu kỳ ở chứng từ DK 1/{LAST_YEAR}." in done.text
    assert await balance(database, tan_hung, "4111") == 100_000_000
    assert await balance(database, tan_hung, "1111") == 50_000_000
    assert await balance(database, tan_hung, "131") == 28_000_000
    async with enter_tenant(database, tan_hung.id) as session:
        assert await check_books(session, tan_hung.id) == []
    late = await accountant.get(str(shown.url.path))
    assert "đã ghi sổ ngày" in late.text


async def test_a_file_that_does_not_balance_cannot_be_posted(accountant, database, tan_hung):
    rows = [
        ["TK", "Tên tài khoản", "Dư Nợ", "Dư Có"],
        ["1111", "Tiền", 5_000_000, None],
        ["4211", "Lãi", None, 4_000_000],
    ]
    shown = await send(accountant, tan_hung, workbook({"a": rows}))
    assert "lệch 1.000.000" in shown.text
    assert "/confirmation" not in shown.text
    token = {"_csrf_token": accountant.client.cookies["hoptac_csrf"]}
    refused = await accountant.client.post(f"{shown.url.path}/confirmation", data=token, follow_redirects=True)
    assert "Tổng dư Nợ là 5.000.000, tổng dư Có là 4.000.000, lệch 1.000.000." in refused.text
    assert await balance(database, tan_hung, "1111") == 0


async def test_what_balances_only_without_its_refused_rows_is_not_called_right(accountant, tan_hung):
    rows = [
        ["TK", "Tên tài khoản", "Dư Nợ", "Dư Có"],
        ["9999", "Không có", 5_000_000, None],
        ["5111", "Doanh thu", None, 5_000_000],
    ]
    shown = await send(accountant, tan_hung, workbook({"a": rows}))
    assert "Còn 2 dòng chưa nhận được hoặc cần quyết định." in shown.text
    assert "Số dư khớp" not in shown.text


async def test_columns_are_corrected_and_remembered(accountant, database, tan_hung):
    rows = [
        ["TK", "Tên tài khoản", "Cột X", "Cột Y"],
        ["1111", "Tiền", 5_000_000, None],
        ["1121", "Tiền gửi", 6_000_000, None],
        ["2421", "Chờ phân bổ", 1_000_000, None],
        ["4211", "Lãi", None, 12_000_000],
    ]
    refused = await send(accountant, tan_hung, workbook({"a": rows}))
    assert "Không tìm thấy bảng số dư trong tệp." in refused.text
    rows[0] = ["TK", "Tên tài khoản", "Số tiền", "Cột Y"]
    shown = await send(accountant, tan_hung, workbook({"a": rows}))
    fields = {"field-0-2": "debit_dong", "field-0-3": "credit_dong", "unit-0-2": "1", "unit-0-3": "1"}
    corrected = await accountant.submit(shown, "/columns$", fields)
    assert "Đã đọc lại danh sách." in corrected.text
    assert "Số dư khớp" in corrected.text
    done = await accountant.submit(corrected, "/confirmation$", {})
    assert f"Đã ghi số dư đầu kỳ ở chứng từ DK 1/{LAST_YEAR}." in done.text
    await accountant.submit(done, "/taking-back$", {"reason": "thử lại"})
    rows[1][2], rows[4][3] = 4_000_000, 11_000_000
    shown = await send(accountant, tan_hung, workbook({"a": rows}), name="so-du-2.xlsx")
    assert "Các cột được hiểu như lần nhập trước" in shown.text
    assert "Ghi sổ 11.000.000 đ" in shown.text


async def test_namesakes_are_decided_and_the_rest_taken_back(accountant, database, tan_hung):
    await enter_members(database, tan_hung.id, ("Lê Văn Tám", "Lê Vân Tám"))
    rows = [
        ["TK", "Đối tượng", "Dư Nợ", "Dư Có"],
        ["131", "Le Van Tam", 5_000_000, None],
        ["153", "Kho", 1_000_000, None],
        ["4211", None, None, 5_000_000],
    ]
    shown = await send(accountant, tan_hung, workbook({"a": rows}))
    asked = await accountant.get(f"{shown.url.path}?status=needs_a_decision")
    decision = re.search(r'value="(party=[0-9a-f-]{36})"[^>]*>Lê Văn Tám', asked.text)
    assert decision
    decided = await accountant.submit(asked, "/decisions$", {"decision": decision[1]})
    assert "Đã ghi lựa chọn cho dòng 2." in decided.text
    rest = await accountant.client.get(f"{shown.url.path}/rest.xlsx")
    sheet = read_workbook(rest.content, "rest.xlsx").sheets[0]
    assert [row[1] for row in sheet.rows[1:]] == ["Kho"]
    assert any("Không có tài khoản “153”" in str(cell) for cell in sheet.rows[1])
    rows.pop(2)
    fixed = await send(accountant, tan_hung, workbook({"a": rows}), name="moi.xlsx")
    asked = await accountant.get(f"{fixed.url.path}?status=needs_a_decision")
    ready = await accountant.submit(asked, "/decisions$", {"decision": decision[1]})
    done = await accountant.submit(ready, "/confirmation$", {})
    assert f"Đã ghi số dư đầu kỳ ở chứng từ DK 1/{LAST_YEAR}." in done.text


async def test_old_accounts_are_shown_where_they_go(accountant, database, tan_hung):
    rows = [
        ["TK", "Tên tài khoản", "Dư Nợ", "Dư Có"],
        ["1111", "Tiền Việt Nam", 3_000_000, None],
        ["421", "Lợi nhuận sau thuế chưa phân phối", None, 1_000_000],
        ["442", "Nguồn kinh phí hỗ trợ", None, 2_000_000],
    ]
    shown = await send(accountant, tan_hung, workbook({"a": rows}))
    assert "Tài khoản 442 còn tài khoản chi tiết." in shown.text
    old = await accountant.submit(shown, "/circumstances$", {"regime": "tt24", "first_on": f"1/7/{today().year}"})
    assert "Tài khoản của chế độ cũ chuyển sang" in old.text
    asked = await accountant.get(f"{shown.url.path}?status=needs_a_decision")
    assert "4421 Quỹ chung không chia" in asked.text
    ready = await accountant.submit(asked, "/decisions$", {"decision": "account=4422"})
    assert f"sổ bắt đầu ngày 01/07/{today().year}" in ready.text
    await accountant.submit(ready, "/confirmation$", {})
    assert await balance(database, tan_hung, "4422") == 2_000_000
    assert await balance(database, tan_hung, "4211") == 1_000_000


async def test_files_that_are_none(accountant, tan_hung):
    for content, name, said in (
        (b"khong phai bang tinh", "a.xlsx", "a.xlsx"),
        (workbook({"a": [["Họ và tên"], ["Nguyễn Văn An"]]}), "b.xlsx", "Không tìm thấy bảng số dư trong tệp."),
    ):
        refused = await send(accountant, tan_hung, content, name)
        assert refused.status_code == 422
        assert said in refused.text or "không" in refused.text
    refused = await send(accountant, tan_hung, workbook({"a": [["x"]]}), first_on="hôm nay")
    assert "Không đọc được ngày" in refused.text


async def test_the_list_to_fill_in_is_read_again(accountant, database, tan_hung, members):
    blank = await accountant.client.get(f"/{tan_hung.slug}/accounting/opening/blank.xlsx")
    sheet = read_workbook(blank.content, "mau.xlsx").sheets[0]
    codes = [row[0] for row in sheet.rows[1:]]
    assert codes[0] == "001"
    assert "1111" in codes
    assert "111" not in codes
    rows = [list(row) for row in sheet.rows]
    for row in rows:
        if row[0] == "1121":
            row[4] = 100_000_000
    shown = await send(accountant, tan_hung, workbook({"Số dư": rows}))
    assert "Ghi sổ 100.000.000 đ" in shown.text


async def test_a_supervisor_looks_and_a_stranger_does_not(browser, database, tan_hung, phu_loi):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    shown = await browser.get(f"/{tan_hung.slug}/accounting/opening")
    assert "Chưa có số dư đầu kỳ" in shown.text
    assert (await browser.get(f"/{tan_hung.slug}/accounting/opening/new")).status_code == 403
    assert (await browser.get(f"/{phu_loi.slug}/accounting/opening")).status_code == 404
