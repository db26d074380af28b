"""Whatever is posted: totals are equal in pairs, 200 = 500, closing changes no result, a day is the replay to it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notation import party
from tests.statements.replay import YEAR, accounts, balances, pairs

from hoptac.ledger import Line, PairFigures, list_accounts
from hoptac.ledger.charts import chart, is_off_balance
from hoptac.statements.rules.balances import balances_of
from hoptac.statements.rules.equity import equity_changes
from hoptac.statements.rules.financial_position import financial_position
from hoptac.statements.rules.results import results
from hoptac.statements.rules.sharing import SharingKey
from hoptac.statements.rules.trial_balance import trial_balance

POSTABLE = [account for account in list_accounts(only_postable=True) if not account.is_off_balance]
# Entries of a running year go to 911 only to close it, which the tests do themselves.
RUNNING = [account for account in POSTABLE if not account.code.startswith("911")]
names = st.sampled_from(("an", "binh", "chin"))
amounts = st.integers(1, 10**12) | st.integers(-(10**6), -1)
days = st.dates(date(2025, 11, 1), date(2026, 12, 31))


def sides(accounts_):
    return st.tuples(st.sampled_from(accounts_), names)


def entries(accounts_):
    def make(on, debit, credit, amount):
        parties = [party(name) if account.needs_party else None for account, name in (debit, credit)]
        return on, Line(debit[0].code, credit[0].code, amount, *parties)

    pair = st.builds(make, days, sides(accounts_), sides(accounts_), amounts)
    return st.lists(pair.filter(lambda one: one[1].debit_account != one[1].credit_account), max_size=25)


@given(entries(POSTABLE))
def test_the_trial_balance_is_equal_in_pairs_and_assets_equal_resources(lines):
    found = balances(lines)
    assert trial_balance(found, chart()).is_balanced
    assert financial_position(found).difference_dong == (0, 0)


@given(entries(POSTABLE))
def test_books_without_parties_on_their_lines_balance_as_well(lines):
    found = balances_of(accounts(lines, *YEAR), [])
    assert trial_balance(found, chart()).is_balanced
    assert financial_position(found).difference_dong == (0, 0)


def closing(lines, key):
    """The closing entries of the order of TT 71 (appendix I, 911), from the balances that the lines leave in the year."""
    moved = list(pairs(lines, *YEAR))
    found = {line.code: line.amount_dong for line in results(moved, [], key).statement.lines}
    entries_ = []

    def close(account, result, dong):
        if dong > 0:
            entries_.append((YEAR[1], Line(account, result, dong)))
        elif dong:
            entries_.append((YEAR[1], Line(result, account, -dong)))

    def balance(code):
        return sum(
            pair.amount_dong * ((pair.credit_account == code) - (pair.debit_account == code))
            for pair in [*moved, *pairs(entries_, *YEAR)]
        )

    is_internal = found["01a"] == 0 and found["01b"] != 0
    if balance("521"):
        close("5121" if is_internal else "5111", "521", -balance("521"))
    for prefix, result in (("511", "9111"), ("512", "9112"), ("611", "9111"), ("612", "9112")):
        for account in POSTABLE:
            if account.code.startswith(prefix):
                close(account.code, result, balance(account.code))
    close("642", "9111", -found["12a"])
    close("642", "9112", -found["12b"])
    for account in ("558", "658", "659"):
        close(account, "9111", balance(account))
    close("9111", "4211", balance("9111"))
    close("9112", "4212", balance("9112"))
    return entries_


def b02(lines, key):
    return {line.code: line.amount_dong for line in results(pairs(lines, *YEAR), [], key).statement.lines}


@given(entries(RUNNING), st.none() | st.builds(SharingKey, st.integers(1, 9), st.integers(0, 9)))
def test_closing_the_year_changes_neither_result_nor_position_nor_equity(lines, key):
    closed = [*lines, *closing(lines, key)]
    assert b02(closed, key) == b02(lines, key)
    before, after = balances(lines), balances(closed)
    assert [line.amount_dong for line in financial_position(after).statement.lines] == [
        line.amount_dong for line in financial_position(before).statement.lines
    ]
    still_open = [one for one in after if one.account[0] in "569" and one.closing_dong != one.opening_dong]
    assert still_open == []
    equity = [equity_changes(found, pairs(of, *YEAR), key) for found, of in ((before, lines), (after, closed))]
    shown = [[(line.opening_dong, line.increase_dong, line.decrease_dong) for line in lines] for lines in equity]
    assert shown[0] == shown[1]
    assert all((line.earned_dong, line.lost_dong) == (0, 0) for line in equity[1])


@given(entries(POSTABLE))
def test_the_profit_of_the_year_is_what_changed_equity_but_for_what_was_booked_there(lines):
    lines = [one for one in lines if not (one[1].debit_account[0] == "9" or one[1].credit_account[0] == "9")]
    moved = pairs(lines, *YEAR)
    profit = results(moved, [], None).statement.line("60").amount_dong
    assert profit == sum(
        pair.amount_dong * ((pair.credit_account[0] in "56") - (pair.debit_account[0] in "56")) for pair in moved
    )


@given(entries(POSTABLE), days)
def test_a_day_is_the_replay_of_the_entries_to_that_day(lines, day):
    span = (date(day.year, 1, 1), day)
    until = [one for one in lines if one[0] <= day]
    assert financial_position(balances(lines, *span)) == financial_position(balances(until, *span))


@given(entries(POSTABLE))
def test_f02_ends_where_b01_stands(lines):
    found = balances(lines)
    position = financial_position(found)
    for line in equity_changes(found, pairs(lines, *YEAR)):
        code = {"I": "410", "II": "440", "III": "430", "IV": "420"}.get(line.code)
        if code is not None:
            assert line.closing_dong == position.statement.line(code).amount_dong
            assert line.opening_dong == position.statement.line(code).previous_dong


def test_off_balance_accounts_are_in_neither():
    lines = [(date(2026, 2, 3), Line("003", None, 5))]
    assert is_off_balance("003")
    found = balances(lines)
    assert trial_balance(found, chart()).totals == (0,) * 6
    assert financial_position(found).parts == ()
    assert results([PairFigures("131", "5111", 5)], []).statement.line("01a").amount_dong == 5
