"""F01 worked out by hand: parents, details, two-sided accounts on both sides, totals equal in pairs."""

from tests.statements.replay import balances, book

from hoptac.ledger.charts import with_own
from hoptac.statements.rules.trial_balance import trial_balance

TEXT = """
    31/12/2025 Nợ 1121  / Có 4111 500 @an
    31/12/2025 Nợ 131   / Có 4118 80  @binh
    31/12/2025 Nợ 1111  / Có 131  30  @chin
    05/02 Nợ 1111  / Có 1121 100
    06/02 Nợ 11211 / Có 1121 60
    07/02 Nợ 131   / Có 5111 90  @chin
    08/02 Nợ 1111  / Có 131  200 @binh
    09/02 Nợ 3331  / Có 1111 5
    09/02 Nợ 659   / Có 3334 9
    10/02 Nợ 003 12
    11/02 Có 003 2
"""


def f01(text=TEXT, own=(("11211", "Agribank"),)):
    return trial_balance(balances(book(text)), with_own(own))


def test_six_columns():
    found = f01()
    assert {line.code: line.balance.columns for line in found.lines} == {
        "111": (30, 0, 300, 5, 325, 0),
        "1111": (30, 0, 300, 5, 325, 0),
        "112": (500, 0, 60, 160, 400, 0),
        "1121": (500, 0, 60, 160, 400, 0),
        "11211": (0, 0, 60, 0, 60, 0),
        # before: binh owes 80, chin paid 30 ahead; after: chin owes 60, binh paid 120 ahead
        "131": (80, 30, 90, 200, 60, 120),
        "333": (0, 0, 5, 9, 5, 9),
        "3331": (0, 0, 5, 0, 5, 0),
        "3334": (0, 0, 0, 9, 0, 9),
        "411": (0, 580, 0, 0, 0, 580),
        "4111": (0, 500, 0, 0, 0, 500),
        "4118": (0, 80, 0, 0, 0, 80),
        "511": (0, 0, 0, 90, 0, 90),
        "5111": (0, 0, 0, 90, 0, 90),
        "659": (0, 0, 9, 0, 9, 0),
    }
    assert found.totals == (610, 610, 464, 464, 799, 799)
    assert found.is_balanced
    assert [(line.code, line.balance.columns) for line in found.off_balance] == [("003", (0, 0, 12, 2, 10, 0))]


def test_parents_stand_before_their_details_and_say_their_level():
    lines = f01().lines
    assert [(line.code, line.level) for line in lines[:5]] == [
        ("111", 1), ("1111", 2), ("112", 1), ("1121", 2), ("11211", 3),
    ]  # fmt: skip
    assert {line.code: line.name("vi") for line in lines}["11211"] == "Agribank"
    assert {line.code: line.name("en") for line in lines}["111"] == "Cash on hand"


def test_accounts_where_nothing_stands_or_moved_are_left_out():
    assert f01("05/02/2025 Nợ 1111 / Có 4118 5\n06/02/2025 Nợ 4118 / Có 1111 5").lines == ()
