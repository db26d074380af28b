"""The pages of statements and books as an accountant walks them: from a figure to its lines to the voucher."""

import io
import re
from html import unescape

import pytest
from python_calamine import CalamineWorkbook
from tests.conftest import PASSWORD, seat_person
from tests.ledger.notation import party
from tests.statements.story import FERTILIZER, tell
from tests.support.papers import page_count, plain, printed_text

from hoptac.statements.books.catalogue import BOOKS

YEAR = "from=2026-01-01&to=2026-12-31"


@pytest.fixture
async def story(database, tan_hung):
    return await tell(database, tan_hung.id)


def cells(page, key=None):
    """The rows of the page's tables as lists of texts; only the row whose id ends with `key` where one is given."""
    rows = re.findall(r"<tr[^>]*?(?:id=\"([^\"]*)\")?>(.*?)</tr>", page.text, re.DOTALL)
    found = [
        (
            row_id,
            [
                unescape(re.sub(r"<[^>]+>", "", cell)).strip()
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            ],
        )
        for row_id, row in rows
    ]
    return [row for row_id, row in found if key is None or row_id.endswith(f"-{key}")]


def link(page, text):
    """Where the first figure with this text leads."""
    found = re.search(rf'<a href="([^"]+)">{re.escape(text)}</a>', page.text)
    assert found, f"no link {text}"
    return unescape(found[1])


def sheet(answer, place=0):
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(place).to_python()


async def test_three_clicks_from_the_balance_sheet_to_the_voucher(chair, tan_hung, story):
    b01 = await chair.get(f"/{tan_hung.slug}/statements/B01?year=2026")
    # binh's loan 7, the company's rice 200, fertilizer paid 15 ahead
    assert cells(b01, "130") == [["Các khoản phải thu", "130", "IV.3", "222.000.000", "–"]]
    parts = await chair.get(link(b01, "222.000.000"))
    assert cells(parts)[-1] == ["Cộng", "222.000.000", "–"]
    assert ["Công ty Lương thực Sông Hậu", "200.000.000", "–"] in cells(parts)
    lines = await chair.get(re.search(r'<a href="([^"]*party=[^"]*)">200.000.000', parts.text)[1].replace("&amp;", "&"))
    assert [
        "08/03/2026",
        "HD 2",
        "Bán lúa",
        "Công ty Lương thực Sông Hậu",
        "131",
        "5111",
        "200.000.000",
        "",
        "200.000.000",
    ] in cells(lines)
    assert link(lines, "HD 2") == f"/{tan_hung.slug}/vouchers/{story[5].id}"


async def test_every_figure_leads_to_a_page_that_says_it(chair, tan_hung, story):
    for form in ("B01", "B02", "F01", "F02", "B09"):
        page = await chair.get(f"/{tan_hung.slug}/statements/{form}?year=2026")
        assert page.status_code == 200
        figures = set(re.findall(r'<a href="(/[^"]+/(?:books|statements)/[^"]+)">(\(?[\d.]+\)?)</a>', page.text))
        assert figures, form
        for href, figure in figures:
            target = await chair.get(unescape(href))
            assert target.status_code == 200, href
            bare = figure.strip("()")
            shown = [cell.strip("()") for row in cells(target) for cell in row] + re.findall(r"[\d.]{5,}", target.text)
            assert bare in shown, f"{form}: {figure} leads to {href}, which does not say it"


async def test_results_and_their_portions(chair, tan_hung, story):
    b02 = await chair.get(f"/{tan_hung.slug}/statements/B02?year=2026")
    assert cells(b02, "60")[0][3:] == ["43.000.000", "–"]  # 12 − 10 + 200 − 150 − 9
    portions = await chair.get(link(b02, "43.000.000"))
    assert cells(portions)[-1] == ["", "Cộng", "43.000.000", "–"]


async def test_the_overview_says_how_the_books_stand_and_a_year_is_filed_once(browser, database, tan_hung, story):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant", name="Lê Thị Kim Thoa"), PASSWORD)
    now = await browser.get(f"/{tan_hung.slug}/statements?year=2026")
    assert "Tổng tài sản bằng tổng nguồn vốn (200 = 500)" in now.text
    assert "Kết quả chưa kết chuyển: 43.000.000 đ" in now.text
    assert "Hạn nộp ngày 31/03/2027" in now.text
    past = await browser.get(f"/{tan_hung.slug}/statements?year=2025")
    early = await browser.submit(past, "/filings$", {"filed_on": "30/12/2025"})
    assert "Ngày nộp 30/12/2025 đứng trước khi năm 2025 kết thúc" in early.text
    filed = await browser.submit(early, "/filings$", {"filed_on": "20/03/2026"})
    assert "Đã ghi nhận nộp báo cáo tài chính năm 2025." in filed.text
    assert "Lê Thị Kim Thoa ghi nhận ngày" in filed.text
    again = await browser.submit(past, "/filings$", {"filed_on": "21/03/2026"})
    assert "đã ghi là nộp ngày 20/03/2026" in again.text
    shown = await browser.get(f"/{tan_hung.slug}/statements/B01?year=2025")
    assert "năm 2025 đã nộp ngày 20/03/2026, Lê Thị Kim Thoa ghi nhận" in shown.text


@pytest.mark.parametrize("code", BOOKS)
async def test_every_book_opens_on_the_screen_as_a_workbook_and_on_paper(chair, tan_hung, story, code):
    of = {"party": f"&party={party('an')}", "member": f"&party={party('an')}", "item": f"&item={FERTILIZER}"}
    of |= {"source": "&source=Chương trình OCOP", "account": "&account=131" if code in ("S03b", "S19") else ""}
    for detail in {"", of.get(BOOKS[code].subject, "")}:
        shown = await chair.get(f"/{tan_hung.slug}/books/{code}?{YEAR}{detail}")
        assert shown.status_code == 200, detail
        book = await chair.get(f"/{tan_hung.slug}/books/{code}/book.xlsx?{YEAR}{detail}")
        rows = sheet(book)
        assert rows[0][0] == "HTX Nông nghiệp Tân Hưng"
        assert rows[1][0].startswith(f"{code}-HTX")
        assert book.headers["content-disposition"].startswith("attachment")
    paper = await chair.get(f"/{tan_hung.slug}/books/{code}/book.pdf?{YEAR}{detail}")
    assert paper.content.startswith(b"%PDF")


async def test_what_the_books_say(chair, tan_hung, story):
    base = f"/{tan_hung.slug}/books"
    cash = cells(await chair.get(f"{base}/S04b?{YEAR}"))
    assert cash[1][3:] == ["Số dư đầu kỳ", "", "", "", "30.000.000"]
    assert ["02/04/2026", "PT 1", "", "Thu tiền phân bón và đặt cọc", "131", "15.000.000", "", "45.000.000"] in cash
    assert ["", "", "", "Cộng số phát sinh tháng 4", "", "15.000.000", "", ""] in cash
    assert cash[-1][3:] == ["Số dư cuối kỳ", "", "", "", "38.000.000"]
    buyers = cells(await chair.get(f"{base}/S12?{YEAR}"))
    assert ["Nguyễn Văn An", "", "", "12.000.000", "15.000.000", "", "3.000.000"] in buyers
    assert buyers[-1] == ["Tổng cộng", "", "", "212.000.000", "15.000.000", "200.000.000", "3.000.000"]
    item = cells(await chair.get(f"{base}/S06?{YEAR}&item={FERTILIZER}"))
    assert [
        "05/01/2026",
        "NK 1",
        "Mua phân bón",
        "331",
        "20.000",
        "4.000",
        "80.000.000",
        "",
        "",
        "4.000",
        "80.000.000",
    ] in item
    assert item[-1][-2:] == ["3.500", "70.000.000"]
    assert (
        "Mặt hàng: Phân NPK 16-16-8; Đơn vị tính: kg" in (await chair.get(f"{base}/S06?{YEAR}&item={FERTILIZER}")).text
    )
    store = cells(await chair.get(f"{base}/S07?{YEAR}"))
    assert ["Phân NPK 16-16-8", "kg", *store[1][2:]] == store[1]
    sold = cells(await chair.get(f"{base}/S16?{YEAR}&account=5121"))
    assert [row[sold[0].index("Mặt hàng")] for row in sold if "Bán phân bón cho thành viên" in row] == [
        "Phân NPK 16-16-8"
    ]
    served = cells(await chair.get(f"{base}/S23?{YEAR}&party={party('an')}"))
    assert [row[-1] for row in served if "Bán phân bón cho thành viên" in row] == ["12.000.000"]
    assert ["Nguyễn Văn An", "12.000.000"] in cells(await chair.get(f"{base}/S23?{YEAR}"))
    fund = cells(await chair.get(f"{base}/S29?{YEAR}"))
    assert fund[1] == ["Chương trình OCOP", "4421", "", "40.000.000", "", "40.000.000"]
    paid = cells(await chair.get(f"{base}/S31?{YEAR}&party={party('an')}"))
    assert paid[-1][-1] == "30.000.000"


async def test_the_journal_by_position_and_by_days(chair, tan_hung, story):
    base = f"/{tan_hung.slug}/books/S03a"
    by_position = await chair.get(base)
    assert "theo thứ tự ghi sổ" in by_position.text
    assert "Trang 1 trong 1" in by_position.text
    assert cells(by_position)[1][:3] == ["31/12/2025", "DK 1", "Số dư đầu kỳ"]
    march = cells(await chair.get(f"{base}?year=2026&part=m3"))
    assert [row[1] for row in march if row[1]] == ["Chứng từ", "HD 2", "GV 1", "XK 2"]
    assert march[-1][-2:] == ["500.000.000", "500.000.000"]
    assert (await chair.get(f"{base}?page=77")).status_code == 200


async def test_statements_as_workbook_and_on_paper(chair, tan_hung, story):
    # 110: cash 30 + 15 − 7, bank 500 − 95 + 60 + 40 + 20; 130: 222; 140: 80 − 10
    assets = (38 + 525 + 222 + 70) * 1_000_000.0
    for form, code, amount in (
        ("B01", "200", assets),
        ("B02", "60", 43_000_000.0),
        ("F01", "111", 38_000_000.0),
    ):
        rows = sheet(await chair.get(f"/{tan_hung.slug}/statements/{form}/statement.xlsx?year=2026"))
        assert any(code in row and amount in row for row in rows), form
        pdf = (await chair.get(f"/{tan_hung.slug}/statements/{form}/statement.pdf?year=2026")).content
        text = printed_text(pdf)
        for said in (
            f"Mẫu số {form}-HTX",
            "HTX Nông nghiệp Tân Hưng",
            "Đơn vị tính: đồng",
            "Người lập biểu",
            "Kế toán trưởng",
            "Người đại diện theo pháp luật",
            f"{int(amount):,}".replace(",", "."),
        ):
            assert plain(said) in text, f"{form}: {said}"
    for form in ("F02", "B09"):
        assert page_count((await chair.get(f"/{tan_hung.slug}/statements/{form}/statement.pdf?year=2026")).content) >= 1


async def test_periods(chair, tan_hung, story):
    base = f"/{tan_hung.slug}/statements"
    quarter = await chair.get(f"{base}/B02?year=2026&part=q1")
    assert "Quý I năm 2026" in quarter.text
    assert cells(quarter, "01")[0][3] == "212.000.000"
    day = await chair.get(f"{base}/B01?from=1/1/26&to=4/2/2026")
    assert cells(day, "140")[0][3] == "70.000.000"
    for asked, status in (
        ("year=abcd", 422), ("year=3000", 422), ("part=q7", 422), ("from=2026-05-01&to=2026-01-01", 422),
        ("from=hôm nay", 422), ("year=" + "9" * 5000, 422),
    ):  # fmt: skip
        assert (await chair.get(f"{base}/B01?{asked}")).status_code == status, asked


async def test_addresses_that_nothing_leads_to(chair, tan_hung, phu_loi, story):
    base = f"/{tan_hung.slug}"
    for path in (
        "/statements/B03", "/statements/B01/lines/999", "/statements/F01/lines/111", "/books/S99", "/books/S04a?account=131",
        "/books/S12?account=999", "/books/S12?party=1", "/books/lines", "/books/lines?accounts=abc", "/books/parties?accounts=13",
        "/books/lines?accounts=131&party=x", "/books/lines?accounts=131&side=left", f"/books/lines?accounts={'1,' * 50}1",
    ):  # fmt: skip
        assert (await chair.get(base + path)).status_code == 404, path
    for path in (
        "/books/lines?accounts=131&after=x",
        "/books/S03b?account=131&after=2026-01-01.9e9.1.1",
        f"/books/S03a?page={10**30}",
        "/books/S03a?year=2026&after=2026-01-01.99999999999999999999",
        "/statements/B01/lines/130?after=131~~x",
    ):
        assert (await chair.get(base + path)).status_code == 200, path
    assert (await chair.get(f"/{phu_loi.slug}/statements")).status_code == 404


async def test_who_may(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    overview = await browser.get(f"/{tan_hung.slug}/statements?year=2025")
    assert overview.status_code == 200
    assert "/filings" not in overview.text
    await browser.client.post("/sign-out", data={"_csrf_token": browser.client.cookies["hoptac_csrf"]})
    await browser.sign_in(await seat_person(database, tan_hung.slug, "member"), PASSWORD)
    for path in ("/statements", "/statements/B01", "/books", "/books/S03a", "/books/lines?accounts=111"):
        assert (await browser.get(f"/{tan_hung.slug}{path}")).status_code == 403, path


async def test_english(chair, tan_hung, story):
    chair.client.cookies.set("hoptac_language", "en")
    for path, said in (
        ("/statements", "Financial statements"), ("/statements/B01", "Total assets"), ("/statements/B09", "Notes to the financial"),
        ("/statements/F01", "Opening balance – Debit"), ("/books", "General ledger"), (f"/books/S12?{YEAR}", "Trade receivables"),
        ("/books/lines?accounts=131", "Closing balance"), ("/statements/B01/lines/130", "Account, party"),
    ):  # fmt: skip
        shown = await chair.get(f"/{tan_hung.slug}{path}")
        assert said.lower() in shown.text.lower(), path
        assert "222,000,000" in shown.text or path not in ("/statements/B01", "/statements/B01/lines/130")


async def test_books_of_nothing_say_what_to_do(chair, tan_hung):
    for path in (
        "/statements",
        *(f"/statements/{form}" for form in ("B01", "B02", "F01", "F02", "B09")),
        *(f"/books/{code}" for code in BOOKS),
    ):
        shown = await chair.get(f"/{tan_hung.slug}{path}")
        assert shown.status_code == 200, path
