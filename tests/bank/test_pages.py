"""The bank's pages as people of each role use them: entered, uploaded, refused with the reason, confirmed, decided."""

import asyncio
import re
from datetime import date

import pytest
from sqlalchemy import func, select
from tests.bank.conftest import SAMPLE
from tests.bank.layouts import NUMBER, headings_nobody_knows, xlsx
from tests.bank.reading.test_damaged import rows_of
from tests.bank.test_in_work import want_approval
from tests.capital.deeds import Deeds
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.support.web import forms_of

from hoptac.bank.models import BANK_LINES, BANK_MATCHES, BANK_STATEMENTS
from hoptac.capital.queries import get_member_capital
from hoptac.kit.calendar import today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_account

ACCOUNT = {"bank_bin": "970405", "number": NUMBER, "holder": "HTX Tân Hưng", "ledger_account": "1121"}
LINES = [
    ["Ngày", "Số CT", "Nội dung", "Nợ", "Có", "Số dư"],
    [date(2026, 1, 5), "FT1", "PHI SMS BANKING", 11_000, "", 9_989_000],
    [date(2026, 1, 6), "FT2", "chuyen tien", "", 3_000_000, 12_989_000],
]


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


async def enter_account(browser, org, **values):
    page = await browser.get(f"/{org.slug}/bank/accounts/new")
    return await browser.submit(page, "/bank/accounts$", ACCOUNT | values)


async def send(browser, org, content, filename="sao-ke.xlsx"):
    page = await browser.get(f"/{org.slug}/bank/statements")
    return await browser.submit(page, "/bank/statements$", {}, files={"file": (filename, content)})


async def brought_in(browser, org, content=None):
    """The page of the lines, the statement brought in."""
    await enter_account(browser, org)
    preview = await send(browser, org, content or xlsx(LINES))
    return await browser.submit(preview, "/confirmation$", {})


def decisions(page):
    return [form for form in forms_of(page) if form["action"].endswith("/decision")]


async def decide(browser, form, as_script=False, **values):
    """Press a button of one line."""
    headers = {"HX-Request": "true"} if as_script else {}
    data = form["fields"] | {"deed": "accept"} | values
    return await browser.client.post(form["action"], data=data, headers=headers, follow_redirects=True)


async def count(database, org, table):
    async with enter_tenant(database, org.id) as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def test_an_account_is_entered_and_mended(accountant, tan_hung):
    empty = await accountant.get(f"/{tan_hung.slug}/bank")
    assert "Chưa có tài khoản ngân hàng" in empty.text
    refused = await enter_account(accountant, tan_hung, number="", holder="Bà Tám")
    assert refused.status_code == 422
    assert "Hãy điền số tài khoản." in refused.text
    assert 'value="Bà Tám"' in refused.text
    refused = await enter_account(accountant, tan_hung, number="12 34!", holder="Bà Tám")
    assert "Số tài khoản chỉ gồm chữ số và chữ cái" in refused.text
    assert 'value="12 34!"' in refused.text
    entered = await enter_account(accountant, tan_hung)
    assert f"Agribank {NUMBER}" in entered.text
    assert "chưa có sao kê" in entered.text
    again = await enter_account(accountant, tan_hung, number="999")
    assert again.status_code == 422
    assert "Mỗi tài khoản ngân hàng cần một sổ riêng" in again.text
    (edit,) = re.findall(r'href="([^"]+/accounts/[0-9a-f-]+/edit)"', entered.text)
    form = await accountant.get(edit)
    mended = await accountant.submit(form, "/bank/accounts/[0-9a-f-]+$", {"bank_bin": "970436"})
    assert f"Vietcombank {NUMBER}" in mended.text


async def test_a_statement_is_seen_before_it_is_kept_and_comes_in_once(accountant, database, tan_hung):
    await enter_account(accountant, tan_hung)
    preview = await send(accountant, tan_hung, SAMPLE.read_bytes())
    for told in ("80 dòng", "152.340.000", "181.640.000", "234.000.000", "204.700.000", "chưa ghi gì vào sổ"):
        assert told in preview.text
    assert "Đã kiểm: số dư từng dòng nối tiếp nhau" in preview.text
    assert await count(database, tan_hung, BANK_LINES) == 0
    lines = await accountant.submit(preview, "/confirmation$", {})
    assert "Đã nhập 80 dòng." in lines.text
    assert len(decisions(lines)) == 50
    again = await send(accountant, tan_hung, SAMPLE.read_bytes(), "ten-khac.xlsx")
    assert again.status_code == 422
    assert "Sao kê này đã nhập lúc" in again.text
    assert await count(database, tan_hung, BANK_STATEMENTS) == 1
    done = await accountant.get(str(preview.url.path))
    assert "đã nhập ngày" in done.text
    index = await accountant.get(f"/{tan_hung.slug}/bank")
    assert "181.640.000" in index.text


async def test_a_statement_that_does_not_add_up_says_where_and_is_not_kept(accountant, database, tan_hung):
    await enter_account(accountant, tan_hung)
    rows = rows_of()
    del rows[2 + 4]
    preview = await send(accountant, tan_hung, xlsx(rows))
    assert "Chưa nhập được" in preview.text
    assert "dòng 7 ngày 05/01/2026" in preview.text
    assert "139.840.000 + 1.234 = 139.841.234" in preview.text
    assert "/confirmation" not in preview.text
    assert await count(database, tan_hung, BANK_LINES) == 0


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"", "sao-ke.xlsx"), (b"%PDF-1.7 \x00", "sao-ke.pdf"), (b"PK\x03\x04nothing", "sao-ke.xlsx"), (b"a;b\n1;2\n", "s.csv"),
        (b"\x89PNG\r\n", "sao-ke.csv"),
    ],
)  # fmt: skip
async def test_what_is_no_statement_is_refused_on_the_page(accountant, database, tan_hung, content, filename):
    refused = await send(accountant, tan_hung, content, filename)
    assert refused.status_code == 422
    assert "field-error" in refused.text
    assert "/confirmation" not in refused.text
    assert await count(database, tan_hung, BANK_LINES) == 0


async def test_columns_are_pointed_out_once_and_remembered(accountant, tan_hung):
    await enter_account(accountant, tan_hung)
    filename, content = headings_nobody_knows()
    preview = await send(accountant, tan_hung, content, filename)
    shown = 'data-label="Số tham chiếu">FT26001'
    assert shown in preview.text
    (name,) = [name for form in forms_of(preview) for name, value in form["fields"].items() if value == "reference"]
    read_again = await accountant.submit(preview, "/columns$", {name: ""})
    assert "Đã đọc lại sao kê." in read_again.text
    assert shown not in read_again.text
    assert "Đã nhập 12 dòng." in (await accountant.submit(read_again, "/confirmation$", {})).text
    later = [["Cột A", "Cột B", "Cột C", "Cột D", "Cột E", "Cột F"], *(
        [f"FT2700{day}", f"0{day}/02/2026", "tien vao", "", 1_000_000, 140_839_134 + day * 1_000_000] for day in range(1, 6)
    )]  # fmt: skip
    next_month = await send(accountant, tan_hung, xlsx(later))
    assert "Các cột được hiểu như lần trước của mẫu sao kê này." in next_month.text
    assert 'data-label="Số tham chiếu">FT27001' not in next_month.text


async def test_lines_are_decided_with_and_without_scripts(accountant, database, tan_hung):
    page = await brought_in(accountant, tan_hung)
    fee, unknown = decisions(page)
    whole = await decide(accountant, fee)
    assert "Đã xong dòng này." in whole.text
    assert len(decisions(whole)) == 1
    row = await decide(accountant, fee, as_script=True)
    assert row.status_code == 422
    assert "Dòng này đã được xử lý rồi" in row.text
    assert "<html" not in row.text
    row = await decide(accountant, unknown, as_script=True, deed="skip")
    assert row.status_code == 200
    assert "Đã bỏ qua" in row.text
    assert "Đã xử lý hết" in (await accountant.get(str(page.url.path))).text
    row = await decide(accountant, unknown, as_script=True, deed="undo")
    assert "Tự định khoản" in row.text
    row = await decide(accountant, unknown, as_script=True, choice="nothing")
    assert row.status_code == 422
    assert "Đề xuất này không còn đúng" in row.text
    grid = await decide(accountant, unknown, as_script=True, choice="grid")
    written = await accountant.get(grid.headers["HX-Redirect"])
    assert re.search(r"/vouchers/[0-9a-f-]+/edit$", str(written.url.path))
    assert 'value="3.000.000"' in written.text
    booked = await accountant.get(f"{page.url.path}?status=booked")
    assert "BN 1/2026" in booked.text
    assert "đang soạn" not in booked.text
    voucher = written.url.path.removesuffix("/edit")
    waiting = await accountant.get(str(page.url.path))
    assert f'<a href="{voucher}">đang soạn chứng từ</a>' in waiting.text
    row = await decide(accountant, unknown, as_script=True, choice="grid")
    assert row.status_code == 422
    assert "Dòng này đang có một chứng từ chưa ghi sổ." in row.text
    await accountant.submit(waiting, "/language$", {"language": "en"})
    assert "voucher being written</a>" in (await accountant.get(str(page.url.path))).text
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_account(session, tan_hung.id, "1121") == -11_000


async def test_the_page_tells_of_one_that_waits_for_approval(accountant, database, tan_hung):
    page = await brought_in(accountant, tan_hung)
    async with enter_tenant(database, tan_hung.id) as session:
        await want_approval(session, tan_hung)
    fee = decisions(page)[0]
    told = await decide(accountant, fee)
    assert "Dòng chờ đến khi chứng từ ghi sổ." in told.text
    assert "Chứng từ</a> chờ duyệt" in told.text
    row = await decide(accountant, fee, as_script=True, deed="undo")
    assert 'name="choice"' in row.text


async def test_a_contribution_opened_to_be_changed_is_its_form_and_matches_the_line(accountant, database, tan_hung):
    members = await enter_members(database, tan_hung.id, joined_on=date(2026, 1, 3))
    for party_id in members:
        await Deeds(database, tan_hung.id).pledge(party_id, 5_000_000, pledged_on=date(2026, 1, 3))
    an = members[0]
    lines = [LINES[0], [date(2026, 1, 6), "FT26006", "NGUYEN VAN AN gop von", "", 3_000_000, 12_989_000]]
    page = await brought_in(accountant, tan_hung, xlsx(lines))
    (line,) = decisions(page)
    as_script = await decide(accountant, line, as_script=True, deed="draft")
    assert as_script.headers["HX-Redirect"].endswith(f"/contributions/{an}/new")
    form = await decide(accountant, line, deed="draft")
    for told in (
        "Ghi vốn góp: Nguyễn Văn An",
        "3.000.000 đ",
        "Chuyển khoản ngân hàng",
        f"Agribank {NUMBER}",
        "FT26006",
    ):
        assert told in form.text
    (fields,) = [one["fields"] for one in forms_of(form) if one["action"].endswith(f"/contributions/{an}")]
    assert (fields["contributed_on"], fields["note"]) == ("06/01/2026", "NGUYEN VAN AN gop von · FT26006")
    before = await accountant.submit(form, "/contributions/[0-9a-f-]+$", {"contributed_on": "02/01/2026", "note": "x"})
    assert before.status_code == 422
    assert "03/01/2026" in before.text
    assert 'value="x"' in before.text
    done = await accountant.submit(
        form, "/contributions/[0-9a-f-]+$", {"contributed_on": "05/01/2026", "note": "đợt 1"}
    )
    assert "Đã ghi sổ góp vốn 3.000.000 đồng." in done.text
    assert decisions(done) == []
    again = await accountant.submit(form, "/contributions/[0-9a-f-]+$", {})
    assert "Dòng này đã được xử lý rồi" in again.text
    assert "BC 1/2026" in (await accountant.get(f"{page.url.path}?status=booked")).text
    (row,) = (await Deeds(database, tan_hung.id).read(get_member_capital, an, on=today())).contributions
    assert (row.contributed_on, row.amount_dong, row.method, row.note) == (date(2026, 1, 5), 3_000_000, "bank", "đợt 1")


async def test_money_that_went_out_is_no_contribution(accountant, database, tan_hung):
    (an,) = await enter_members(database, tan_hung.id, ("Nguyễn Văn An",))
    page = await brought_in(accountant, tan_hung)
    line = decisions(page)[0]["action"].removesuffix("/decision")
    refused = await accountant.get(f"{line}/contributions/{an}/new")
    assert "Dòng này là tiền ra" in refused.text
    assert (await accountant.get(f"{line}/contributions/{new_id()}/new")).status_code == 404


async def test_a_line_that_waits_again_says_what_it_was_matched_with(accountant, database, tan_hung):
    (an,) = await enter_members(database, tan_hung.id, ("Nguyễn Văn An",), joined_on=date(2026, 1, 3))
    deeds = Deeds(database, tan_hung.id)
    await deeds.pledge(an, 5_000_000, pledged_on=date(2026, 1, 3))
    lines = [LINES[0], [date(2026, 1, 6), "FT26006", "NGUYEN VAN AN gop von", "", 3_000_000, 12_989_000]]
    page = await brought_in(accountant, tan_hung, xlsx(lines))
    await decide(accountant, decisions(page)[0])
    (row,) = (await deeds.read(get_member_capital, an, on=today())).contributions
    await deeds.retract(an, row.id)
    page = await accountant.get(str(page.url.path))
    assert re.search(r"Đã khớp với <a href=\"/[^\"]+/vouchers/[0-9a-f-]+\">BC 1/2026</a>", page.text)
    await decide(accountant, decisions(page)[0])
    assert "BC 2/2026" in (await accountant.get(f"{page.url.path}?status=booked")).text


async def test_two_tabs_and_a_double_click_book_once(accountant, database, tan_hung):
    page = await brought_in(accountant, tan_hung)
    fee = decisions(page)[0]
    answers = await asyncio.gather(*(decide(accountant, fee, as_script=True) for _tab in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 422, 422, 422]
    assert await count(database, tan_hung, BANK_MATCHES) == 1
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_account(session, tan_hung.id, "1121") == -11_000


async def test_both_balances_side_by_side(accountant, tan_hung):
    page = await brought_in(accountant, tan_hung)
    await decide(accountant, decisions(page)[0])
    place = str(page.url.path).removesuffix("/lines") + "/comparison"
    compared = await accountant.get(place)
    for told in ("12.989.000", "-11.000", "-13.000.000", "Có ở ngân hàng, chưa có trong sổ", "-3.000.000"):
        assert told in compared.text
    earlier = await accountant.get(f"{place}?on=05/01/2026")
    assert "9.989.000" in earlier.text
    assert "Chưa có sao kê đến ngày này" in (await accountant.get(f"{place}?on=01/01/2020")).text
    assert (await accountant.get(f"{place}?on=31/02/x")).status_code == 200


async def test_a_code_for_any_amount(accountant, database, tan_hung):
    bare = await accountant.get(f"/{tan_hung.slug}/bank/qr")
    assert "Chưa có tài khoản nhận tiền" in bare.text
    (member,) = await enter_members(database, tan_hung.id, ("Trần Thị Bình",))
    await enter_account(accountant, tan_hung)
    form = await accountant.get(f"/{tan_hung.slug}/bank/qr")
    refused = await accountant.submit(form, "/requests$", {"amount_dong": "x", "purpose": "Thuê máy", "party": "Ai đó"})
    assert refused.status_code == 422
    assert 'value="Thuê máy"' in refused.text
    refused = await accountant.submit(
        form, "/requests$", {"amount_dong": "250.000", "purpose": "Thuê máy", "party": "Ai đó"}
    )
    assert "Chưa rõ “Ai đó” là ai." in refused.text
    code = await accountant.submit(
        form, "/requests$", {"amount_dong": "250.000", "purpose": "Thuê máy", "party": "tran thi binh"}
    )
    assert "<svg" in code.text
    assert "Trần Thị Bình" in code.text
    assert "250.000 đ" in code.text
    listed = await accountant.get(f"/{tan_hung.slug}/bank/qr")
    assert "Thuê máy" in listed.text
    nothing = await accountant.get(f"/{tan_hung.slug}/bank/qr/pledges/{member}")
    assert "Người này không còn khoản nào phải nộp" in nothing.text
    assert "Mã VietQR:" not in nothing.text


async def test_who_may_do_what(browser, accountant, database, tan_hung, phu_loi):
    lines = str((await brought_in(accountant, tan_hung)).url.path)
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    seen = await browser.get(lines)
    assert "PHI SMS BANKING" in seen.text
    assert decisions(seen) == []
    assert (await browser.get(f"/{tan_hung.slug}/bank/accounts/new")).status_code == 403
    assert (await browser.get(f"/{tan_hung.slug}/bank/qr")).status_code == 403
    await browser.sign_in(await seat_person(database, tan_hung.slug, "cashier"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/bank/qr")).status_code == 200
    assert decisions(await browser.get(lines)) == []
    await browser.sign_in(await seat_person(database, phu_loi.slug, "accountant"), PASSWORD)
    assert (await browser.get(lines.replace(tan_hung.slug, phu_loi.slug))).status_code == 404


async def test_every_page_in_english(accountant, tan_hung):
    lines = await brought_in(accountant, tan_hung)
    await accountant.submit(lines, "/language$", {"language": "en"})
    for path, told in (
        (f"/{tan_hung.slug}/bank", "Bank accounts"),
        (f"/{tan_hung.slug}/bank/statements", "Statement file"),
        (f"/{tan_hung.slug}/bank/qr", "VietQR"),
        (str(lines.url.path), "Accept"),
    ):
        page = await accountant.get(path)
        assert '<html lang="en"' in page.text
        assert told in page.text
