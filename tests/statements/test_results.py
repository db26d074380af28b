"""B02 worked out by hand, the same before the closing entries as after them."""

from datetime import date

import pytest
from tests.statements.replay import YEAR, book, pairs

from hoptac.statements.rules.results import results
from hoptac.statements.rules.sharing import SharingKey, chosen_key, share_expense

# One year of a cooperative that sells fertilizer to members (internal) and rice to enterprises (external).
YEAR_OF_TRADE = """
    10/02 Nợ 131  / Có 5121 400.000 @an
    10/02 Nợ 6121 / Có 156  300.000
    20/03 Nợ 1111 / Có 5122 50.000
    20/03 Nợ 6122 / Có 154  20.000
    01/05 Nợ 1121 / Có 5111 1.000.000
    01/05 Nợ 6111 / Có 156  700.000
    05/05 Nợ 131  / Có 5111 200.000 @cong_ty
    05/05 Nợ 6111 / Có 156  150.000
    12/05 Nợ 521  / Có 131  30.000 @cong_ty
    13/05 Nợ 156  / Có 6111 10.000
    30/06 Nợ 5111 / Có 3331 20.000
    30/06 Nợ 5122 / Có 3331 2.000
    05/07 Nợ 642  / Có 334  120.000 @sau
    05/07 Nợ 642  / Có 2141 40.000
    06/07 Nợ 152  / Có 642  10.000
    10/08 Nợ 1111 / Có 558  25.000
    10/08 Nợ 558  / Có 3331 1.000
    11/08 Nợ 658  / Có 1121 9.000
    31/12 Nợ 659  / Có 3334 17.000
"""
CLOSING = """
    31/12 Nợ 5111 / Có 521  30.000
    31/12 Nợ 5111 / Có 9111 1.150.000
    31/12 Nợ 5121 / Có 9112 400.000
    31/12 Nợ 5122 / Có 9112 48.000
    31/12 Nợ 9111 / Có 6111 840.000
    31/12 Nợ 9112 / Có 6121 300.000
    31/12 Nợ 9112 / Có 6122 20.000
    31/12 Nợ 9111 / Có 642  105.000
    31/12 Nợ 9112 / Có 642  45.000
    31/12 Nợ 558  / Có 9111 24.000
    31/12 Nợ 9111 / Có 658  9.000
    31/12 Nợ 9111 / Có 659  17.000
    31/12 Nợ 9111 / Có 4211 203.000
    31/12 Nợ 9112 / Có 4212 83.000
"""
BY_HAND = {
    "01a": 1_200_000,
    "01b": 450_000,
    "01": 1_650_000,
    "02a": 30_000 + 20_000,
    "02b": 2_000,
    "02": 52_000,
    "10a": 1_150_000,
    "10b": 448_000,
    "10": 1_598_000,
    "11a": 700_000 + 150_000 - 10_000,
    "11b": 320_000,
    "11": 1_160_000,
    # 120 + 40 − 10 = 150, shared 70 to 30
    "12a": 105_000,
    "12b": 45_000,
    "12": 150_000,
    "20a": 1_150_000 - 840_000 - 105_000,
    "20b": 448_000 - 320_000 - 45_000,
    "20": 288_000,
    "31": 24_000,
    "32": 9_000,
    "40": 15_000,
    "50": 303_000,
    "51": 17_000,
    "60": 286_000,
}
KEY = SharingKey(70, 30)


def amounts(text, span=YEAR, key=KEY):
    lines = book(text)
    found = results(pairs(lines, *span), [], key)
    return {line.code: line.amount_dong for line in found.statement.lines}


def test_before_the_closing_entries():
    assert amounts(YEAR_OF_TRADE) == BY_HAND


def test_after_the_closing_entries():
    assert amounts(YEAR_OF_TRADE + CLOSING) == BY_HAND


# The eighth and the ninth close 642 in its two parts and are one entry.
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13])
def test_after_any_number_of_closing_entries(count):
    assert amounts(YEAR_OF_TRADE + "\n".join(CLOSING.strip().splitlines()[:count])) == BY_HAND


def test_once_closed_the_pairs_say_how_management_expense_was_shared():
    other_key = SharingKey(1, 1)
    assert amounts(YEAR_OF_TRADE + CLOSING, key=other_key) == BY_HAND
    assert amounts(YEAR_OF_TRADE, key=other_key)["12a"] == 75_000


def test_without_a_key_management_expense_follows_net_revenue():
    # 150 × 1.150 / 1.598 = 107,947.43; 150 × 448 / 1.598 = 42,052.57: the đồng left goes to the larger remainder
    assert amounts(YEAR_OF_TRADE, key=None)["12a"] == 107_947
    assert amounts(YEAR_OF_TRADE, key=None)["12b"] == 42_053


@pytest.mark.parametrize(
    ("expense", "key", "revenue", "shares"),
    [
        (100, None, (0, 0), (100, 0)),
        (100, None, (-5, 0), (100, 0)),
        (100, None, (0, 7), (0, 100)),
        (101, SharingKey(1, 1), (0, 7), (51, 50)),
        (-101, SharingKey(1, 1), (0, 7), (-51, -50)),
        (0, SharingKey(1, 2), (3, 7), (0, 0)),
    ],
)
def test_sharing(expense, key, revenue, shares):
    assert share_expense(expense, key=key, net_revenue_dong=revenue) == shares


def test_a_correction_is_negative_on_the_same_side_and_revenue_stays_right():
    text = "02/01 Nợ 131 / Có 5111 100 @an\n05/02 Nợ 131 / Có 5111 -30 @an"
    assert amounts(text)["01a"] == 70


def test_revenue_moved_between_accounts_is_not_earned_twice():
    text = "02/01 Nợ 131 / Có 5111 100 @an\n05/02 Nợ 5111 / Có 5112 40\n06/02 Nợ 5111 / Có 5121 10"
    found = amounts(text)
    assert (found["01a"], found["01b"], found["60"]) == (90, 10, 100)


def test_deductions_of_a_cooperative_that_sells_to_members_alone_are_internal():
    text = "02/01 Nợ 131 / Có 5121 100 @an\n05/02 Nợ 521 / Có 131 40 @an"
    assert (amounts(text)["02a"], amounts(text)["02b"]) == (0, 40)
    closed = text + "\n31/12 Nợ 5121 / Có 521 40"
    assert (amounts(closed)["02a"], amounts(closed)["02b"]) == (0, 40)


def test_last_years_closing_that_falls_into_this_year_changes_nothing():
    text = YEAR_OF_TRADE + "\n05/01 Nợ 5111 / Có 9111 77\n05/01 Nợ 9111 / Có 6111 33\n05/01 Nợ 9111 / Có 4211 44"
    assert amounts(text) == BY_HAND


def test_the_year_before_stands_beside():
    lines = book("02/01 Nợ 1111 / Có 558 5\n02/01/2025 Nợ 1111 / Có 558 3\n02/01/2024 Nợ 1111 / Có 558 2")
    found = results(pairs(lines, *YEAR), pairs(lines, date(2025, 1, 1), date(2025, 12, 31)))
    line = found.statement.line("60")
    assert (line.amount_dong, line.previous_dong) == (5, 3)


def test_the_portions_of_a_line_are_the_line():
    found = results(pairs(book(YEAR_OF_TRADE), *YEAR), [], KEY)
    for line in found.statement.lines:
        assert sum(one.amount_dong for one in found.portions_of(line.code)) == line.amount_dong, line.code
    assert [(one.line, one.account, one.amount_dong) for one in found.portions_of("10b") if one.amount_dong] == [
        ("01b", "512", 450_000), ("02b", "512", -2_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("percent", "tracks", "key"),
    [(-1, True, None), (70, True, SharingKey(70, 30)), (0, True, SharingKey(0, 100)), (70, False, None)],
)
def test_the_key_that_the_cooperative_chose(percent, tracks, key):
    assert chosen_key(percent, tracks_internal=tracks) == key


def test_each_year_is_shared_by_the_key_of_its_time():
    moved = pairs(book("05/03 Nợ 642 / Có 1111 100\n05/03 Nợ 1111 / Có 5111 10\n05/03 Nợ 1111 / Có 5121 30"), *YEAR)
    found = results(moved, moved, SharingKey(70, 30), None).statement
    assert [(found.line(code).amount_dong, found.line(code).previous_dong) for code in ("12a", "12b")] == [
        (70, 25),
        (30, 75),
    ]
