"""Statements of twenty banks' habits are the same month; what is damaged is refused with the line where it breaks."""

import pytest
from tests.bank.layouts import CLOSING, CREDITED, DEBITED, LAYOUTS, MONTH, NUMBER, OPENING, balances

from hoptac.bank.reading import read_statement, understand
from hoptac.kit.sheets import read_workbook

WITHOUT_BALANCES = {"sign_in_a_column_of_its_own"}
WITHOUT_NAMES = {"counterparty_before_the_text", "counter_accounts", "two_columns_of_days"}


def read(filename, content):
    workbook = read_workbook(content, filename)
    understanding = understand(workbook)
    return read_statement(workbook, understanding.mapping)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_bank_tells_the_same_month(layout):
    statement = read(*layout())
    assert [(line.day, line.amount_dong) for line in statement.lines] == [(moved.day, moved.amount) for moved in MONTH]
    assert [line.reference for line in statement.lines] == [moved.reference for moved in MONTH]
    assert [line.description for line in statement.lines] == [moved.text for moved in MONTH]
    assert (statement.credited_dong, statement.debited_dong) == (CREDITED, DEBITED)
    assert (statement.opening_dong, statement.closing_dong) == (OPENING, CLOSING)
    if layout.__name__ in WITHOUT_BALANCES:
        assert statement.proof == "closing"
    else:
        assert statement.proof == "balance"
        assert [line.balance_dong for line in statement.lines] == balances()
    if NUMBER.encode() in b"".join(layout()[1:]):
        assert statement.number == NUMBER


@pytest.mark.parametrize(
    "layout", [one for one in LAYOUTS if one.__name__ in WITHOUT_NAMES], ids=lambda one: one.__name__
)
def test_payers_have_their_names(layout):
    lines = read(*layout()).lines
    assert [line.party_name for line in lines] == [moved.name for moved in MONTH]
    if layout.__name__ != "counterparty_before_the_text":
        assert [line.party_account for line in lines] == [moved.account for moved in MONTH]
