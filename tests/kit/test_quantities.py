"""Quantities as they are typed in Vietnam: the comma parts the decimals, the dot thousands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.quantities import UnreadableQuantity, format_quantity, parse_quantity, price_of, value_of


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("20", "20"), ("1.250", "1250"), ("1.250,5", "1250.5"), ("1250,5", "1250.5"), ("0,75", "0.75"),
        ("2.5", "2.5"), ("1.250.000", "1250000"), ("1 250", "1250"), ("1,500", "1.5"), (" 7 ", "7"), ("0", "0"),
        ("3,250", "3.25"), ("12.5000", "12.5"),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(typed, number):
    assert parse_quantity(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_is_nothing(typed):
    assert parse_quantity(typed) is None


@pytest.mark.parametrize(
    "typed", ["hai mươi", "-3", "1,2345", "1,2,3", "1.2.3", ",5", "5,", "1e3", "²", "NaN", "9" * 14, "20 bao"]
)
def test_what_is_no_quantity_is_refused(typed):
    with pytest.raises(UnreadableQuantity):
        parse_quantity(typed)


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_what_is_written_is_read_back(quantity):
    assert parse_quantity(format_quantity(quantity)) == quantity


@pytest.mark.parametrize(
    ("quantity", "price", "dong"),
    [("20", "510000", 10_200_000), ("0.5", "1", 1), ("1.5", "333.333", 500), ("0.001", "499", 0)],
)
def test_so_much_at_a_price_is_whole_dong(quantity, price, dong):
    assert value_of(Decimal(quantity), Decimal(price)) == dong


def test_the_price_of_one():
    assert price_of(1_000, Decimal(3)) == Decimal("333.333")
    assert price_of(1_000, Decimal(0)) == 0
