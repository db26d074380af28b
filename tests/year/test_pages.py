"""The pages of the written year: every figure opens the lines it sums, every line its voucher; files and command say the same."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from tests.ledger.notation import party
from tests.support.papers import plain, printed_text
from tests.year.conftest import Year
from tests.year.pencil import Pencil, worked
from tests.year.reading import written
from tests.year.test_statements import COLUMNS, add_up, amounts, expected_trial_balance
from tests.year.walking import Walk, rows_of

from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.queries.entries import list_entries
from hoptac.statements.books.catalogue import BOOKS

WHOLE = "from=2025-01-01&to=2025-12-31"


@pytest.fixture(scope="module")
def read():
    """Pages that a walk has read, for the walks after it: the books do not move any more."""
    return {}


@pytest.fixture
def walk(accountant, read) -> Walk:
    return Walk(accountant, read)


async def form_rows(browser, year: Year, form: str, asked: str = "year=2025"):
    return rows_of((await browser.get(f"/{year.org.slug}/statements/{form}?{asked}")).text)


async def entry_links(database, year: Year) -> set[str]:
    async with enter_tenant(database, year.org.id) as session:
        entries = await list_entries(session, year.org.id, limit=2_000)
    return {f"/{year.org.slug}/vouchers/{entry.id}" for entry in entries}


@pytest.mark.parametrize("form", ["B01", "B02"])
async def test_every_figure_of_two_columns_opens_the_lines_it_sums(walk, year: Year, database, form):
    figures = 0
    for row in await form_rows(walk.browser, year, form):
        for place, cell in enumerate(row.cells[-2:] if row.style != "heading" else ()):
            if not cell.dong:
                assert cell.href is None
                continue
            figures += 1
            assert cell.href, row
            if "/lines/" in cell.href:
                assert (await walk.parts(cell.href))[place] == cell.dong, cell.href
            else:
                lines = await walk.lines(cell.href)
                assert abs(cell.dong) == (lines.net if form == "B02" else lines.closing), cell.href
    assert figures > 40
    assert walk.voucher_links <= await entry_links(database, year)


async def test_every_figure_of_the_trial_balance_opens_the_lines_it_sums(walk, year: Year, database):
    figures = 0
    for row in await form_rows(walk.browser, year, "F01"):
        for place, cell in enumerate(row.cells[2:] if row.style != "total" else ()):
            if not cell.dong:
                continue
            figures += 1
            assert cell.href, row
            if "/books/parties" in cell.href:
                assert (await walk.parties(cell.href))[place] == cell.dong, cell.href
                continue
            lines = await walk.lines(cell.href)
            shown = (lines.closing, lines.closing, lines.debit, lines.credit, lines.closing, lines.closing)[place]
            assert abs(shown or 0) == abs(cell.dong), cell.href
    assert figures > 200
    assert walk.voucher_links <= await entry_links(database, year)


async def test_every_figure_of_the_changes_in_equity_opens_the_lines_it_sums(walk, year: Year):
    for row in await form_rows(walk.browser, year, "F02"):
        for place, cell in enumerate(row.cells[2:]):
            if not cell.dong:
                continue
            assert cell.href, row
            if "/statements/" in cell.href:
                assert (await walk.parts(cell.href))[0 if place else 1] == cell.dong, cell.href
                continue
            lines = await walk.lines(cell.href)
            assert (lines.closing, lines.credit, lines.debit, lines.closing)[place] == cell.dong, cell.href


async def test_every_figure_of_the_notes_opens_the_lines_it_sums(walk, year: Year):
    figures = 0
    for row in await form_rows(walk.browser, year, "B09"):
        for place, cell in enumerate(row.cells[1:] if row.style != "total" else ()):
            if not cell.dong:
                continue
            figures += 1
            assert cell.href, row
            if "/books/parties" in cell.href:
                columns = await walk.parties(cell.href)
                assert cell.dong in (columns[4:], columns[:2])[place], cell.href
                continue
            lines = await walk.lines(cell.href)
            stands, moves = (abs(lines.closing or 0),), (lines.debit, lines.credit)
            told = stands if len(row.cells) == 3 or place in (0, 3) else moves
            assert abs(cell.dong) in (told if lines.closing is not None else (lines.net,)), cell.href
    assert figures > 60


async def test_three_clicks_from_the_balance_sheet_to_the_paper(walk, year: Year):
    receivables = next(row for row in await form_rows(walk.browser, year, "B01") if row.key.endswith("-130"))
    parts = await walk.rows(receivables.cells[-2].href)
    buyer = next(row for row in parts if row.cells[0].text == "Công ty Lương thực Sông Hậu")
    lines = await walk.lines(buyer.cells[1].href)
    voucher = await walk.browser.get(lines.vouchers[-1])
    assert voucher.status_code == 200
    assert "Công ty Lương thực Sông Hậu" in voucher.text
    paper = await walk.browser.get(f"{lines.vouchers[-1]}/voucher.pdf")
    assert paper.content.startswith(b"%PDF")


async def test_the_residual_is_shown(walk, year: Year):
    page = await walk.browser.get(f"/{year.org.slug}/statements/B01?year=2025")
    assert "TK 335 dư Nợ 350.000 đ, xếp vào mã 130" in page.text
    receivables = next(row for row in rows_of(page.text) if row.key.endswith("-130"))
    (rest,) = [row for row in await walk.rows(receivables.cells[-2].href) if row.cells[0].text.startswith("335")]
    assert rest.cells[0].text.endswith("(chưa có mã số riêng, xếp vào đây)")


@pytest.mark.parametrize("form", ["B01", "B02", "F01", "F02"])
async def test_the_command_says_what_the_page_says(walk, year: Year, form):
    for asked, as_of in (("year=2025", None), ("from=2025-01-01&to=2025-10-17", "17/10/2025")):
        shown = {}
        for row in await form_rows(walk.browser, year, form, asked):
            if row.style not in ("heading", "total") or form in ("B01", "B02"):
                place = 0 if form == "F01" else 1
                width = {"F01": 6, "F02": 4}.get(form, 2)
                if row.cells[place].text:
                    shown[row.cells[place].text] = [cell.dong for cell in row.cells[-width:]]
        told = await year.ask(form, as_of=as_of)
        names = {
            "F01": COLUMNS,
            "F02": ("previous_dong", "increase_dong", "decrease_dong", "amount_dong"),
        }.get(form, ("amount_dong", "previous_dong"))
        lines = [*told["lines"], *told.get("off_balance", [])]
        assert shown == {line["code"]: [line[name] for name in names] for line in lines}, asked


@pytest.mark.parametrize("day", [date(2025, 3, 9), date(2025, 6, 30), date(2025, 10, 17)])
async def test_the_statements_as_of_any_day_are_what_stood_then(year: Year, day):
    pencil = Pencil([one for one in written(closed=False) if one.on <= day], 2025)
    told = amounts(await year.ask("B01", as_of=day.isoformat()))
    expected = add_up(worked("B01"), lambda term: pencil.standing(term.side, term.account))
    earned = sum(pencil.standing("Có", code) - pencil.standing("Nợ", code) for code in "569")  # not closed yet
    for code in ("420", "400", "500"):
        expected[code] += earned
    assert told == expected
    assert told["200"] == told["500"]
    f01 = await year.ask("F01", as_of=day.isoformat())
    shown = {line["code"]: tuple(line[name] for name in COLUMNS) for line in [*f01["lines"], *f01["off_balance"]]}
    assert shown == expected_trial_balance(pencil)
    results = amounts(await year.ask("B02", as_of=day.isoformat()))
    moved = add_up(worked("B02"), lambda term: pencil.moved(term.side, term.account, term.contra))
    deducted = pencil.standing("Nợ", "521")  # stands there until the end of the year
    for code, sign in (("02a", 1), ("02", 1), *((one, -1) for one in ("10a", "10", "20a", "20", "50", "60"))):
        moved[code] += sign * deducted
    assert results == moved


@pytest.mark.parametrize("form", ["B01", "B02", "B09", "F01", "F02"])
async def test_workbook_and_paper_hold_the_figures_of_the_page(walk, year: Year, form):
    base = f"/{year.org.slug}/statements/{form}"
    rows = [[cell.text for cell in row.cells] for row in await form_rows(walk.browser, year, form)]
    workbook = await walk.browser.get(f"{base}/statement.xlsx?year=2025")
    assert figures_of(workbook.content) == [figures for row in rows if (figures := money_of(row))]
    text = printed_text((await walk.browser.get(f"{base}/statement.pdf?year=2025")).content)
    for figure in {plain(text_) for row in rows for text_ in row if money_of([text_])}:
        assert figure in text, figure


SMALLEST = 1_000
"""What is smaller is a number or a quantity; unit prices, which are not whole đồng, are left out as well."""


def only_large(figures):
    return [figure for figure in figures if abs(figure) >= SMALLEST]


def figures_of(content: bytes) -> list[list[int]]:
    """The figures of every row of every sheet."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python()]
    found = ([int(cell) for cell in row if isinstance(cell, float | int) and cell == int(cell)] for row in rows)
    return [figures for figures in map(only_large, found) if figures]


OPENED_FOR = {
    "S03b": "account=1121", "S19": "account=331", "S12": f"account=131&party={party('song_hau')}",
    "S15": f"party={party('agri')}", "S06": f"item={party('NPK')}", "S08": f"item={party('NPK')}",
    "S23": f"party={party('an')}", "S24": f"party={party('sang')}", "S25": f"party={party('an')}",
    "S29": "source=Ngân sách huyện", "S30": "source=Quỹ khuyến công", "S31": f"party={party('loc')}",
}  # fmt: skip


@pytest.mark.parametrize("code", BOOKS)
async def test_workbook_and_paper_of_every_book_hold_the_figures_of_its_pages(walk, year: Year, code):
    span = "from=2025-08-01&to=2025-08-31" if code == "S03a" else WHOLE
    base, asked = f"/{year.org.slug}/books/{code}", "&".join(filter(None, (span, OPENED_FOR.get(code))))
    pages = [[cell.text for cell in row.cells] for row in await walk.rows(f"{base}?{asked}")]
    if code == "S03a":  # each of its pages has a sum of its own, the files one of all
        pages = [row for row in pages if row[2] != "Cộng"]
    assert pages or code in ("S25", "S27")
    shown = [figures for row in pages if (figures := money_of(row))]
    workbook = figures_of((await walk.browser.get(f"{base}/book.xlsx?{asked}")).content)
    if code == "S03a":
        *workbook, total = workbook
        assert total == [sum(row[0] for row in workbook) // 2] * 2
    assert workbook == shown
    text = printed_text((await walk.browser.get(f"{base}/book.pdf?{asked}")).content)
    for figure in {plain(text_) for row in pages for text_ in row if money_of([text_])}:
        assert figure in text, figure


def money_of(texts) -> list[int]:
    """The sums in đồng among the cells of a row."""
    found = []
    for text in texts:
        bare = text.strip("()")
        if bare.replace(".", "").isdigit() and "." in bare:
            found.append((-1 if text.startswith("(") else 1) * int(bare.replace(".", "")))
    return only_large(found)
