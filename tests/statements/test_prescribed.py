"""What is shown is what TT 71/2024 prescribes: line codes and names of the forms, codes and titles of books and vouchers.

`data/vouchers_and_books_tt71.csv` lists the forms of appendices II and III; those of appendix IV are the project's own data.
"""

import csv
from pathlib import Path

import pytest
from tests.statements.story import tell
from tests.statements.test_pages import cells

from hoptac.kit.language import translate
from hoptac.statements.books.catalogue import BOOKS
from hoptac.statements.rules.forms import LINES_FILE
from hoptac.vouchers.rules import KINDS

VOUCHERS_AND_BOOKS = Path(__file__).parent / "data" / "vouchers_and_books_tt71.csv"
OTHER_METHODS = {"S01", "S02a", "S02b", "S02c1", "S02c2"}
"""Books of the two other methods: journal-ledger, and vouchers for recording."""
NEEDING_OTHER_FACTS = {"S09", "S10", "S11", "S13", "S14", "S18", "S21", "S22"}
"""Assets, foreign currency, product costs, refunded and exempted taxes: no entry holds what they say."""


def prescribed(kind):
    with VOUCHERS_AND_BOOKS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return {row["form_code"].removesuffix("-HTX"): row["name_vi"] for row in rows}


def lines_of_form(form):
    with LINES_FILE.open(encoding="utf-8", newline="") as file:
        return [(row["line_code"], row["name_vi"]) for row in csv.DictReader(file) if row["form"] == f"{form}-HTX"]


def test_the_books_and_their_titles():
    titles = prescribed("book")
    assert {code: translate(book.name, "vi") for code, book in BOOKS.items()} == {
        code: title for code, title in titles.items() if code not in OTHER_METHODS | NEEDING_OTHER_FACTS
    }
    assert titles.keys() >= OTHER_METHODS | NEEDING_OTHER_FACTS


def test_the_vouchers_and_their_titles():
    titles = prescribed("voucher")
    own = {kind.form: translate(kind.name, "vi") for kind in KINDS.values() if kind.form}
    assert own == {code: titles[code] for code in ("01-TT", "02-TT", "01-VT", "02-VT")}


@pytest.mark.parametrize("form", ["B01", "B02", "F02"])
async def test_the_lines_of_a_form_on_its_page(chair, database, tan_hung, form):
    await tell(database, tan_hung.id)
    page = await chair.get(f"/{tan_hung.slug}/statements/{form}?year=2026")
    rows = [(row[1], row[0]) for row in cells(page) if row[1] not in ("", "Mã số", "Mục")]
    assert rows == lines_of_form(form)


async def test_the_columns_of_the_trial_balance(chair, database, tan_hung):
    await tell(database, tan_hung.id)
    (headings, *_rows) = cells(await chair.get(f"/{tan_hung.slug}/statements/F01?year=2026"))
    groups = [(name.rpartition(" - ")[0], name.rpartition(" - ")[2]) for _code, name in lines_of_form("F01")[2:]]
    assert headings[2:] == [f"{group} – {side}" for group, side in groups]


async def test_the_parts_of_the_notes(chair, database, tan_hung):
    await tell(database, tan_hung.id)
    page = await chair.get(f"/{tan_hung.slug}/statements/B09?year=2026")
    # IV.8 is there only while contracts of internal credit from before 01/09/2023 remain.
    named = [f"{code}. {name}" for code, name in lines_of_form("B09") if code != "IV.8"]
    for title in named:
        assert title in page.text.replace("&#39;", "'"), title
    assert page.text.count('class="card-title"') == len(named)
