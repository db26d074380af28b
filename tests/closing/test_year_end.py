"""The closing entries of a year, in the notation of TT 71/2024 and in its order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notation import lines

from hoptac.closing.refusals import ShareOutOfRange
from hoptac.closing.rules.year_end import STEPS, Shares, close_year, same_shares, standing
from hoptac.ledger import chart
from hoptac.statements import SharingKey

MILLION = 1_000_000


def in_notation(year_end):
    return [(line.rule, line.debit_account, line.credit_account, line.amount_dong) for line in year_end.lines]


def expected(text):
    """Each line begins with its rule: 'CLS-01 Nợ 5111 / Có 9111 200.000.000'."""
    found = []
    for row in text.strip().splitlines():
        rule, rest = row.strip().split(" ", 1)
        (line,) = lines(rest)
        found.append((rule, line.debit_account, line.credit_account, line.amount_dong))
    return found


# Debit minus credit at 31/12, in millions: revenue 5111 300, deductions 521 20, internal 5121 100, costs 6111 180 and
# 6121 70, management 642 37, other income 558 12, other expense 658 5, tax 659 8.
A_YEAR = {
    code: dong * MILLION
    for code, dong in {
        "1111": 500, "5111": -300, "521": 20, "5121": -100, "6111": 180, "6121": 70, "642": 38, "558": -12, "658": 5,
        "659": 8, "4211": -50,
    }.items()
}  # fmt: skip


def test_a_year_in_the_prescribed_order():
    year_end = close_year(A_YEAR)
    # 642 follows net revenue: 280 outside, 100 inside, so 28 and 10 of 38 millions.
    assert in_notation(year_end) == expected("""
        DED-03 Nợ 5111 / Có 521 20.000.000
        CLS-01 Nợ 5111 / Có 9111 280.000.000
        CLS-02 Nợ 5121 / Có 9112 100.000.000
        CLS-03 Nợ 9111 / Có 6111 180.000.000
        CLS-04 Nợ 9112 / Có 6121 70.000.000
        CLS-05 Nợ 9111 / Có 642 28.000.000
        CLS-05 Nợ 9112 / Có 642 10.000.000
        CLS-06 Nợ 558 / Có 9111 12.000.000
        CLS-07 Nợ 9111 / Có 658 5.000.000
        CLS-08 Nợ 9111 / Có 659 8.000.000
        CLS-09 Nợ 9111 / Có 4211 71.000.000
        CLS-09 Nợ 9112 / Có 4212 20.000.000
    """)
    assert (year_end.external_profit_dong, year_end.internal_profit_dong) == (71 * MILLION, 20 * MILLION)
    assert year_end.profit_dong == 91 * MILLION
    assert (year_end.management_dong, year_end.management_internal_dong) == (38 * MILLION, 10 * MILLION)


def test_the_shares_that_the_cooperative_chose():
    year_end = close_year(A_YEAR, Shares(management_dong=38 * MILLION, income_tax_dong=3 * MILLION))
    shared = [one for one in in_notation(year_end) if one[0] in ("CLS-05", "CLS-08")]
    assert shared == expected("""
        CLS-05 Nợ 9112 / Có 642 38.000.000
        CLS-08 Nợ 9111 / Có 659 5.000.000
        CLS-08 Nợ 9112 / Có 659 3.000.000
    """)
    # Outside 280 - 180 + 12 - 5 - 5, inside 100 - 70 - 38 - 3.
    assert (year_end.external_profit_dong, year_end.internal_profit_dong) == (102 * MILLION, -11 * MILLION)
    assert in_notation(year_end)[-1] == ("CLS-10", "4212", "9112", 11 * MILLION)


def test_without_an_amount_of_its_own_the_cooperative_shares_by_its_key():
    # Half of 38 millions to each; an amount that is typed comes before the key.
    for shares, external, internal in ((None, 19, 19), (Shares(management_dong=8 * MILLION), 30, 8)):
        year_end = close_year(A_YEAR, shares, key=SharingKey(50, 50))
        assert [one for one in in_notation(year_end) if one[0] == "CLS-05"] == expected(f"""
            CLS-05 Nợ 9111 / Có 642 {external}.000.000
            CLS-05 Nợ 9112 / Có 642 {internal}.000.000
        """)


@pytest.mark.parametrize(
    ("shares", "field"),
    [
        (Shares(management_dong=38 * MILLION + 1), "management_internal_dong"),
        (Shares(management_dong=-1), "management_internal_dong"),
        (Shares(income_tax_dong=8 * MILLION + 1), "income_tax_internal_dong"),
    ],
)
def test_a_share_is_no_more_than_the_whole(shares, field):
    with pytest.raises(ShareOutOfRange) as refused:
        close_year(A_YEAR, shares)
    assert refused.value.field == field


def test_the_key_of_a_posted_closing_stays_when_the_books_move():
    posted = [line[1:] for line in in_notation(close_year(A_YEAR, Shares(19 * MILLION, 2 * MILLION)))]
    assert same_shares(posted, A_YEAR) == Shares(19 * MILLION, 2 * MILLION)
    # Half of 642 was internal and a quarter of 659.
    moved = A_YEAR | {"642": 40 * MILLION, "659": 12 * MILLION}
    assert same_shares(posted, moved) == Shares(20 * MILLION, 3 * MILLION)
    assert same_shares([], A_YEAR) == Shares()


def test_the_key_that_the_organization_set():
    shared = [one for one in in_notation(close_year(A_YEAR, key=SharingKey(50, 50))) if one[0] == "CLS-05"]
    assert shared == expected("""
        CLS-05 Nợ 9111 / Có 642 19.000.000
        CLS-05 Nợ 9112 / Có 642 19.000.000
    """)


def test_without_separate_tracking_all_is_external():
    year_end = close_year({"5111": -9, "642": 4, "6111": 2})
    assert [line[1:3] for line in in_notation(year_end)] == [
        ("5111", "9111"), ("9111", "6111"), ("9111", "642"), ("9111", "4211"),
    ]  # fmt: skip


def test_a_loss_and_what_stands_on_the_wrong_side():
    # Returned goods left revenue below zero; other expense was recovered.
    year_end = close_year({"5111": 7, "658": -3, "642": 5})
    assert in_notation(year_end) == [
        ("CLS-01", "9111", "5111", 7),
        ("CLS-05", "9111", "642", 5),
        ("CLS-07", "658", "9111", 3),
        ("CLS-10", "4211", "9111", 9),
    ]


def test_deductions_follow_the_revenue_of_each_account():
    year_end = close_year({"5111": -30, "5113": -60, "521": 9, "5121": -10})
    assert in_notation(year_end)[:2] == [("DED-03", "5111", "521", 3), ("DED-03", "5113", "521", 6)]
    assert in_notation(close_year({"5121": -10, "521": 4}))[0] == ("DED-03", "5121", "521", 4)
    assert in_notation(close_year({"521": 4}))[0] == ("DED-03", "5111", "521", 4)


def test_detailed_accounts_are_closed_too():
    year_end = close_year({"6421": 30, "6422": 10, "51111": -100, "5121": -100})
    assert [one for one in in_notation(year_end) if one[0] == "CLS-05"] == [
        ("CLS-05", "9111", "6421", 15), ("CLS-05", "9112", "6421", 15),
        ("CLS-05", "9111", "6422", 5), ("CLS-05", "9112", "6422", 5),
    ]  # fmt: skip


def test_nothing_to_close():
    assert close_year({"1111": 5, "4111": -5}).lines == ()


CLOSED = [code for code, account in chart().items() if code[0] in "569" and not account.has_children]


@given(st.dictionaries(st.sampled_from(CLOSED), st.integers(-(10**12), 10**12), max_size=12))
def test_every_account_stands_at_zero_and_the_result_is_kept_whole(balances):
    year_end = close_year(balances)
    after = standing(balances, year_end.lines)
    assert {code: dong for code, dong in after.items() if dong and not code.startswith("421")} == {}
    # Debit minus credit of all that was closed is the loss, and stands on 421 in the end.
    assert sum(dong for code, dong in after.items() if code.startswith("421")) == sum(balances.values())
    assert year_end.profit_dong == -sum(balances.values())
    assert all(line.amount_dong > 0 for line in year_end.lines)
    order = list(STEPS)
    assert [line.rule for line in year_end.lines[:-2]] == sorted(
        (line.rule for line in year_end.lines[:-2]), key=order.index
    )
