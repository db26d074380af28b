"""The sample statement holds what was said of it when it was made, and what its own columns add up to."""

from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from hoptac.bank.reading import read_statement, understand
from hoptac.kit.sheets import read_workbook

SAMPLE = Path(__file__).parent / "samples" / "sao-ke-2026-01.xlsx"
SAID = {"lines": 80, "credited_dong": 234_000_000, "debited_dong": 204_700_000, "closing_dong": 181_640_000}
"""Handed out with the file."""


def column(number):
    """The sums of one column, read without anything of ours."""
    rows = CalamineWorkbook.from_path(SAMPLE).get_sheet_by_index(0).to_python()
    return [int(row[number].replace(".", "")) for row in rows[7:87] if row[number]]


def test_the_sample():
    workbook = read_workbook(SAMPLE.read_bytes(), SAMPLE.name)
    statement = read_statement(workbook, understand(workbook).mapping)
    found = {
        "lines": len(statement.lines),
        "credited_dong": statement.credited_dong,
        "debited_dong": statement.debited_dong,
        "closing_dong": statement.closing_dong,
    }
    assert found == SAID
    assert (statement.debited_dong, statement.credited_dong) == (sum(column(2)), sum(column(3)))
    assert [line.balance_dong for line in statement.lines] == column(4)
    assert (statement.opening_dong, statement.proof) == (152_340_000, "balance")
    assert (statement.number, statement.bank_bin) == ("1890201009999", "970405")
    assert statement.holder == "HTX NÔNG NGHIỆP TÂN HƯNG"
    assert (statement.first_on, statement.last_on) == (date(2026, 1, 1), date(2026, 1, 27))
