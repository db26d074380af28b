"""What a month still lacks: each fact alone turns its own item, and a month in order has none open."""

from datetime import date

import msgspec
import pytest

from hoptac.closing.rules.checklist import CashLow, MonthFacts, checklist
from hoptac.ledger import AccountFigures, chart

MARCH = date(2026, 3, 1)


def figures(text):
    """'1111 100 +20 -30': opening (debit minus credit), debit and credit of the month."""
    found = []
    for row in text.strip().splitlines():
        account, opening, debit, credit = row.split()
        found.append(AccountFigures(account, int(opening), int(debit), int(credit)))
    return tuple(found)


IN_ORDER = MonthFacts(
    month=MARCH,
    figures=figures("""
        1111 100 20 30
        2111 900 0 0
        2141 -90 0 10
        2421 60 0 5
        1331 30 0 30
        33311 -30 30 0
        334 0 40 40
        521 0 7 7
    """),
    before=figures("334 0 0 40"),
    open_vouchers=0,
    cash_lows=(),
    earlier_open_month=None,
    deducts_vat=True,
    is_balanced=True,
    without_party={},
)


def standings(facts):
    return {item.key: item.standing for item in checklist(facts, chart())}


def test_a_month_in_order():
    assert set(standings(IN_ORDER).values()) == {"done"}


def with_account(account, opening, debit, credit):
    others = tuple(one for one in IN_ORDER.figures if one.account != account)
    return {"figures": (*others, AccountFigures(account, opening, debit, credit))}


@pytest.mark.parametrize(
    ("changed", "key", "standing"),
    [
        ({"open_vouchers": 2}, "vouchers", "wrong"),
        ({"cash_lows": (CashLow("1111", date(2026, 3, 4), -5),)}, "cash-1111", "wrong"),
        (with_account("152", 5, 0, 9), "side-152", "wrong"),
        (with_account("4118", 4, 0, 0), "side-4118", "wrong"),
        (with_account("33311", -30, 10, 0) | {}, "vat", "done"),  # nothing is left to deduct
        (with_account("2141", -90, 0, 0), "depreciation", "open"),
        (with_account("2421", 60, 0, 0), "allocation", "open"),
        (with_account("334", 0, 0, 0), "wages", "open"),
        (with_account("521", 0, 7, 0), "deductions", "open"),
        ({"is_balanced": False}, "balanced", "wrong"),
        ({"without_party": {"131": 5}}, "balanced", "wrong"),
        ({"earlier_open_month": date(2026, 1, 1)}, "earlier", "open"),
    ],
)
def test_each_fact_turns_its_own_item(changed, key, standing):
    found = standings(msgspec.structs.replace(IN_ORDER, **changed))
    assert found[key] == standing
    assert {one for one, how in found.items() if how != "done"} == ({key} if standing != "done" else set())


def test_vat_that_could_be_deducted():
    facts = msgspec.structs.replace(IN_ORDER, figures=figures("1331 30 0 0\n33311 -50 0 0"), before=())
    (vat,) = (item for item in checklist(facts, chart()) if item.key == "vat")
    assert vat.standing == "open"
    assert vat.message.params["amount"] == "30"
    direct = msgspec.structs.replace(facts, deducts_vat=False)
    assert "vat" not in standings(direct)


def test_two_sided_accounts_may_stand_on_either_side():
    facts = msgspec.structs.replace(IN_ORDER, figures=figures("131 -50 0 0\n331 20 0 0\n4211 9 0 0"), before=())
    assert not [key for key in standings(facts) if key.startswith("side")]
