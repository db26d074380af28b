"""B09's tables worked out by hand, and that they agree with the lines of B01 and B02 that they explain."""

from datetime import date

from tests.statements.replay import YEAR, balances, book, pairs
from tests.statements.test_results import CLOSING, KEY, YEAR_OF_TRADE

from hoptac.ledger.charts import with_own
from hoptac.statements.rules.financial_position import financial_position
from hoptac.statements.rules.notes import NotesFigures, SourceFigures, notes
from hoptac.statements.rules.results import results

TEXT = """
    31/12/2025 Nợ 1121 / Có 4118 500
    31/12/2025 Nợ 2111 / Có 4118 200
    31/12/2025 Nợ 4118 / Có 2141 20
    10/01 Nợ 1111 / Có 1121 60
    12/01 Nợ 156  / Có 331  80 @phan_bon
    01/02 Nợ 2111 / Có 1121 50
    02/02 Nợ 642  / Có 2141 15
    03/02 Nợ 642  / Có 334  9 @sau
    04/02 Nợ 212  / Có 4422 70
    05/02 Nợ 13211 / Có 1121 25 @an
    06/02 Nợ 131  / Có 5111 90 @binh
    06/02 Nợ 131  / Có 3331 9 @binh
    07/02 Nợ 3331 / Có 1121 4
    08/02 Nợ 1121 / Có 338 12 @an
    09/02 Nợ 335  / Có 1121 3
    10/02 Nợ 003 11
    11/02 Nợ 6422 / Có 1121 2
"""
SOURCES = (SourceFigures("4422", "OCOP", 0, 70, 0), SourceFigures("4421", "", 0, 0, 0))


def b09(text=TEXT, own=(("6422", "Chi phí văn phòng"),), sources=SOURCES):
    lines = book(text)
    found = balances(lines)
    before = (date(2025, 1, 1), date(2025, 12, 31))
    figures = NotesFigures(
        position=financial_position(found),
        balances=found,
        pairs=tuple(pairs(lines, *YEAR)),
        previous_pairs=tuple(pairs(lines, *before)),
        sources=sources,
    )
    return {note.code: note for note in notes(figures, with_own(own))}, figures


def rows(note):
    return {row.account: row.amounts for row in note.rows}


def test_the_tables_by_hand():
    found, _figures = b09()
    assert rows(found["IV.1"]) == {"111": (60, 0), "112": (500 - 60 - 50 - 25 - 4 + 12 - 3 - 2, 500)}
    assert found["IV.1"].totals == (428, 500)
    # 335 paid too much is a receivable by the residual rule
    assert rows(found["IV.3"]) == {"131": (99, 0), "132": (25, 0), "335": (3, 0)}
    assert rows(found["IV.4"]) == {"13211": (25, 0)}
    assert rows(found["IV.5"]) == {"156": (80, 0)}
    assert rows(found["IV.6"]) == {"2111": (200, 50, 0, 250), "2141": (20, 15, 0, 35)}
    assert rows(found["IV.7"]) == {"212": (0, 70, 0, 70)}
    assert "IV.8" not in found
    assert rows(found["IV.9"]) == {"3331": (0, 9, 4, 5)}
    assert rows(found["IV.10"]) == {"338": (12, 0)}
    assert [(row.name_vi, row.amounts) for row in found["IV.11"].rows] == [
        ("Nguồn hình thành tài sản chung không chia: OCOP", (0, 70, 0, 70))
    ]
    assert rows(found["IV.12"]) == {"003": (11, 0)}
    assert found["IV.12"].totals == ()
    assert rows(found["V.1"]) == {"5111": (90, 0)}
    assert rows(found["V.4"]) == {"642": (24, 0), "6422": (2, 0)}


def test_management_expense_without_details_is_told_by_what_it_was_spent_against():
    found, _figures = b09(TEXT.replace("6422", "642 "))
    assert rows(found["V.4"]) == {"112": (2, 0), "214": (15, 0), "334": (9, 0)}


def test_legacy_internal_credit_is_told_where_some_remains():
    found, _figures = b09("02/02 Nợ 1111 / Có 33211 8 @an")
    assert rows(found["IV.8"]) == {"33211": (8, 0)}


def test_notes_agree_with_the_lines_they_explain_before_closing_and_after():
    for text in (YEAR_OF_TRADE, YEAR_OF_TRADE + CLOSING):
        found, figures = b09(text, own=(), sources=())
        lines = {line.code: line.amount_dong for line in results(figures.pairs, [], KEY).statement.lines}
        for note, code in (("V.1", "01"), ("V.2", "11"), ("V.3", "02"), ("V.4", "12")):
            assert found[note].totals[0] == lines[code], note
        for note, code in (("IV.1", "110"), ("IV.3", "130"), ("IV.5", "140"), ("IV.10", "360")):
            assert found[note].totals[0] == figures.position.statement.line(code).amount_dong, note
