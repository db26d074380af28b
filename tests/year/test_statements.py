"""B01, B02 and F01 of the written year against what was worked out by hand, before its closing and after; the books are whole."""

from datetime import date

import pytest
from tests.year.conftest import Year
from tests.year.pencil import Pencil, Row, worked
from tests.year.reading import read, written

from hoptac.closing.proving import prove_books
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import list_accounts
from hoptac.ledger.queries.entries import list_entries
from hoptac.ledger.refusals import YearIsFiled
from hoptac.statements.rules.forms import lines_of

COLUMNS = (
    "opening_debit_dong", "opening_credit_dong", "debit_dong", "credit_dong", "closing_debit_dong", "closing_credit_dong",
)  # fmt: skip


def amounts(answer, name="amount_dong"):
    return {line["code"]: line[name] for line in answer["lines"]}


def add_up(rows: dict[str, Row], value) -> dict[str, int]:
    """Every line by its derivation, with `value` for what its terms say of accounts."""
    found: dict[str, int] = {}

    def line(code: str) -> int:
        if code not in found:
            found[code] = sum(
                term.sign * (line(term.code) if term.code else value(term) * term.percent // 100)
                for term in rows[code].terms
            )
        return found[code]

    return {code: line(code) for code in rows}


def check_derivations(rows: dict[str, Row], value) -> None:
    """Every term says what the written text adds up to, every line what its terms do."""
    for row in rows.values():
        for term in filter(lambda term: not term.code, row.terms):
            assert term.amount_dong == value(term), f"{row.code}: {term.side} {term.account}/{term.contra}"
    assert add_up(rows, lambda term: term.amount_dong) == {code: row.total_dong for code, row in rows.items()}


@pytest.fixture(scope="module")
def open_books() -> Pencil:
    return Pencil(written(closed=False), 2025)


@pytest.fixture(scope="module")
def closed_books() -> Pencil:
    return Pencil(written(closed=True), 2025)


@pytest.mark.parametrize("form", ["B01", "B02"])
def test_the_derivations_are_of_the_prescribed_lines(form):
    assert [(row.code, row.name) for row in worked(form).values()] == [
        (line.code, line.name_vi.removeprefix("- ")) for line in lines_of(form).values()
    ]


async def test_the_financial_position_is_what_was_worked_out(year: Year, closed_books):
    rows = worked("B01")
    check_derivations(rows, lambda term: closed_books.standing(term.side, term.account))
    assert amounts(year.after["B01"]) == {code: row.total_dong for code, row in rows.items()}
    at_start = add_up(rows, lambda term: closed_books.standing(term.side, term.account, at_start=True))
    assert amounts(year.after["B01"], "previous_dong") == at_start
    assert rows["200"].total_dong == rows["500"].total_dong
    assert at_start["200"] == at_start["500"]
    assert year.after["B01"]["residuals"] == [
        {"account": "335", "side": "debit", "line": "130", "amount_dong": 350_000}
    ]


async def test_the_results_are_what_was_worked_out(year: Year, open_books):
    rows = worked("B02")
    check_derivations(rows, lambda term: open_books.moved(term.side, term.account, term.contra))
    assert amounts(year.before["B02"]) == {code: row.total_dong for code, row in rows.items()}


async def test_the_year_before_stands_beside_it(year: Year, open_books, closed_books):
    """642 as the circular defines its lines, by what the closing entries moved: 2024 shared it by net revenue."""
    rows = worked("B02")
    shared = [
        (code, rows[code].terms[0]._replace(percent=100, side="Có", contra=contra))
        for code, contra in (("12a", "9111"), ("12b", "9112"))
    ]
    rows |= {code: rows[code]._replace(terms=(term,)) for code, term in shared}
    before = Pencil([one for one in written(closed=False) if one.event != "KC"], 2024)
    with_closing = Pencil(written(closed=False), 2024)

    def value(term):
        return (with_closing if term.account == "642" else before).moved(term.side, term.account, term.contra)

    expected = add_up(rows, value)
    for told in (year.before, year.after):
        assert amounts(told["B02"], "previous_dong") == expected
    assert amounts(await year.ask("B02", year=2024)) == expected
    # And so it is with 2025 once it is closed.
    by_closing = [closed_books.moved("Có", "642", contra) for contra in ("9111", "9112")]
    assert by_closing == [worked("B02")[code].total_dong for code in ("12a", "12b")]


def expected_trial_balance(pencil: Pencil):
    """Account, then the six columns: all that ever moved and those above them, in the order of codes."""
    codes = {account.code for account in list_accounts()}
    found = {}
    for code in sorted(codes):
        columns = pencil.columns(code)
        if any(columns) and any(account.startswith(code) for account in pencil.accounts):
            found[code] = columns
    return found


@pytest.mark.parametrize("is_closed", [False, True])
async def test_the_trial_balance_is_the_sum_of_the_lines(year: Year, is_closed, open_books, closed_books):
    told = (year.after if is_closed else year.before)["F01"]
    expected = expected_trial_balance(closed_books if is_closed else open_books)
    shown = {line["code"]: tuple(line[name] for name in COLUMNS) for line in [*told["lines"], *told["off_balance"]]}
    assert shown == expected
    totals = [
        sum(of)
        for of in zip(
            *(columns for code, columns in expected.items() if len(code) == 3 and code[0] != "0"), strict=True
        )
    ]
    assert [told["totals"][name] for name in COLUMNS] == totals
    assert totals[0::2] == totals[1::2]


async def test_closing_moves_the_result_and_no_statement(year: Year):
    for form in ("B01", "B02", "F02"):
        assert year.after[form] == year.before[form], form
    result = [line for line in year.after["F01"]["lines"] if line["code"][0] in "569" and line["amount_dong"]]
    assert result == []


async def test_the_year_after_begins_where_the_year_ended_and_moves_nothing_of_it(year: Year):
    """The profit of 2025 is distributed in 2026, and an error of 2025 found after filing is corrected in 2026."""
    assert {form: await year.ask(form) for form in year.after} == year.after
    b01 = await year.ask("B01", year=2026)
    assert amounts(b01, "previous_dong") == amounts(year.after["B01"])
    pencil = Pencil(written(closed=True, after=True), 2026)
    rows = worked("B01")
    # Not closed yet: what 642 gave back stands in line 420 beside what is left on 421 after the distribution.
    assert add_up(rows, lambda term: pencil.standing(term.side, term.account))["420"] + 180_000 == amounts(b01)["420"]
    assert amounts(await year.ask("B02", year=2026))["12"] == -180_000


async def test_the_books_are_whole(year: Year, database):
    async with enter_tenant(database, year.org.id) as session:
        assert await prove_books(session, year.org.id) == []


async def test_five_hundred_vouchers(year: Year, database):
    async with enter_tenant(database, year.org.id) as session:
        entries = await list_entries(session, year.org.id, limit=2_000)
    of_the_year = [entry for entry in entries if entry.fiscal_year == 2025 and entry.source_kind == "voucher"]
    assert len(of_the_year) >= 500
    assert {entry.series for entry in of_the_year} == {"PT", "PC", "BC", "BN", "PN", "PX", "GV"}
    assert sorted(entry.position for entry in entries) == list(range(1, len(entries) + 1))


async def test_nothing_more_goes_into_the_filed_year(year: Year):
    (late, *_others) = [voucher for voucher in read("2025-11.txt") if voucher.event == ""]
    with pytest.raises(YearIsFiled):
        await year.keeper.keep([late._replace(on=date(2025, 11, 30))])
