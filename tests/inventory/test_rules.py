"""What leaves the store costs its average, and the last one takes the last đồng."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.inventory import refusals
from hoptac.inventory.rules import (
    ItemForm,
    Stock,
    check_account,
    check_enough,
    checked,
    cost_of_issue,
    costing_of,
    next_code,
)


def stock(quantity, value_dong):
    return Stock(Decimal(quantity), value_dong)


@pytest.mark.parametrize(
    ("quantity", "there", "priced", "cost"),
    [
        # 100 at 10.000 and 50 at 13.000 are 150 for 1.650.000: 11.000 each.
        ("60", stock(150, 1_650_000), stock(150, 1_650_000), 660_000),
        ("150", stock(150, 1_650_000), stock(150, 1_650_000), 1_650_000),
        # Three for 1.000: one is 333, then one of two for 667 is 334 (333,5 rounded up), the last takes 333.
        ("1", stock(3, 1_000), stock(3, 1_000), 333),
        ("1", stock(2, 667), stock(2, 667), 334),
        ("1", stock(1, 333), stock(1, 333), 333),
        # By the month's average: the month had 200 for 2.400.000, 12.000 each, whatever is there today.
        ("10", stock(50, 550_000), stock(200, 2_400_000), 120_000),
        ("10", stock(50, 550_000), stock(0, 0), 0),
        # Never more than the value that is there.
        ("40", stock(50, 400_000), stock(200, 2_400_000), 400_000),
    ],
)
def test_what_an_issue_costs(quantity, there, priced, cost):
    assert cost_of_issue(Decimal(quantity), there, priced) == cost


@given(
    st.integers(1, 10**9),
    st.lists(st.decimals(min_value="0.001", max_value=500, places=3), min_size=1, max_size=30),
)
def test_issues_until_nothing_is_left_take_the_whole_value(value_dong, issues):
    left = Stock(sum(issues, Decimal(0)), value_dong)
    for quantity in issues:
        cost = cost_of_issue(quantity, left, left)
        assert 0 <= cost <= left.value_dong
        left = Stock(left.quantity - quantity, left.value_dong - cost)
    assert left == Stock(Decimal(0), 0)


def test_no_more_leaves_than_is_there():
    check_enough("Phân NPK", "bao", Decimal(20), Decimal(20))
    with pytest.raises(refusals.NotEnough) as refused:
        check_enough("Phân NPK", "bao", Decimal("20.5"), Decimal(20))
    assert "Phân NPK: kho chỉ còn 20 bao, không xuất được 20,5 bao." in str(refused.value)
    with pytest.raises(refusals.NotEnough, match="chỉ còn 0 bao"):
        check_enough("Phân NPK", "bao", Decimal(1), Decimal(-3))


@pytest.mark.parametrize(
    ("kind", "account", "fits"),
    [
        ("material", "152", True), ("material", "156", False), ("goods", "156", True), ("goods", "152", False),
        ("product", "156", True), ("product", "157", True), ("material", "157", True), ("goods", "6111", True),
        ("goods", "1561", True),
    ],
)  # fmt: skip
def test_an_item_stands_on_the_account_of_its_kind(kind, account, fits):
    if fits:
        check_account("Thứ này", kind, account)
        return
    with pytest.raises(refusals.ItemOnOtherAccount):
        check_account("Thứ này", kind, account)


def form(code="NPK16", name="Phân NPK", unit="bao"):
    return ItemForm(code, name, unit, "goods")


@pytest.mark.parametrize(
    ("written", "is_taken", "refusal"),
    [
        (form(), False, None),
        (form(code="  NPK16 "), False, None),
        (form(code=""), False, refusals.CodeUnreadable),
        (form(code="N P K"), False, refusals.CodeUnreadable),
        (form(code="N" * 21), False, refusals.CodeUnreadable),
        (form(), True, refusals.CodeTaken),
        (form(name=" "), False, refusals.ItemNameMissing),
        (form(unit=""), False, refusals.UnitMissing),
    ],
)
def test_what_an_item_must_say(written, is_taken, refusal):
    if refusal is None:
        assert checked(written, is_taken=is_taken) == form()
        return
    with pytest.raises(refusal):
        checked(written, is_taken=is_taken)


def test_a_code_is_made_of_the_first_letters():
    assert next_code("Phân NPK 16-16-8", set()) == "PN11"
    assert next_code("Đạm Phú Mỹ", set()) == "DPM1"
    assert next_code("Đạm Phú Mỹ", {"dpm1", "DPM2"}) == "DPM3"
    assert next_code("…", set()) == "H1"


def test_an_unknown_method_is_the_average_after_each_receipt():
    assert [costing_of(value) for value in (0, 1, 2, -1)] == [0, 1, 0, 0]
