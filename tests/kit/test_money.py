"""Reading, writing and splitting đồng."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hoptac.kit.errors import Refusal
from hoptac.kit.money import (
    AmbiguousAmount,
    AmountTooLarge,
    FractionOfDong,
    UnreadableAmount,
    format_dong,
    format_short,
    parse_dong,
    split_by_largest_remainder,
)

READ = [
    ("5.000.000", 5_000_000),
    ("5,000,000", 5_000_000),
    ("5 000 000", 5_000_000),
    ("5\u00a0000\u00a0000", 5_000_000),
    ("5. 000. 000", 5_000_000),
    ("5000000", 5_000_000),
    ("5000.000 ", 5_000_000),
    ("1000.000 ", 1_000_000),
    ("1500.000 ", 1_500_000),
    ("2500.000", 2_500_000),
    ("500.000đ", 500_000),
    ("500.000 đ", 500_000),
    ("1.500.000đ", 1_500_000),
    ("1.500.000₫", 1_500_000),
    ("1.500.000 đồng", 1_500_000),
    ("1.500.000 đồng chẵn", 1_500_000),
    ("1.500.000 VNĐ", 1_500_000),
    ("VND 1,500,000", 1_500_000),
    ("5.000.000,00", 5_000_000),
    ("5,000,000.00", 5_000_000),
    ("5000000.0", 5_000_000),
    ("5 triệu", 5_000_000),
    ("5 Triệu đồng", 5_000_000),
    ("5 trđ", 5_000_000),
    ("5trieu", 5_000_000),
    ("2,5 triệu", 2_500_000),
    ("2.5 triệu", 2_500_000),
    ("1,25 triệu", 1_250_000),
    ("0,5 triệu", 500_000),
    ("0,500 triệu", 500_000),
    ("1.500 triệu", 1_500_000_000),
    ("1.500,5 triệu", 1_500_500_000),
    ("5tr", 5_000_000),
    ("2tr5", 2_500_000),
    ("2tr500", 2_500_000),
    ("2 triệu rưỡi", 2_500_000),
    ("1 tỷ 2", 1_200_000_000),
    ("1 tỉ 250", 1_250_000_000),
    ("1 tỷ 200 triệu", 1_200_000_000),
    ("1 tỷ 200 triệu 500 nghìn", 1_200_500_000),
    ("2 triệu 500 ngàn đồng", 2_500_000),
    ("730,45 tỷ", 730_450_000_000),
    ("500 nghìn", 500_000),
    ("500 ngàn", 500_000),
    ("500k", 500_000),
    ("500K", 500_000),
    ("0", 0),
    ("0đ", 0),
    ("-5.000", -5_000),
    ("−5.000", -5_000),
    ("(5.000)", -5_000),
    ("-2,5 triệu", -2_500_000),
    (5_000_000, 5_000_000),
    (0, 0),
    (-5, -5),
    (2500000.0, 2_500_000),
    (-2500000.0, -2_500_000),
]


@pytest.mark.parametrize(("written", "dong"), READ)
def test_parse_dong(written: str | int | float, dong: int) -> None:
    parsed = parse_dong(written)
    assert parsed == dong
    assert type(parsed) is int


@pytest.mark.parametrize("nothing", [None, "", "   ", "-", "–", "—", "…", "...", "- -", "\u00a0"])
def test_an_empty_cell_or_a_dash_is_no_amount(nothing: str | None) -> None:
    assert parse_dong(nothing) is None
    assert parse_dong(nothing, unit_dong=1_000_000) is None


@pytest.mark.parametrize(
    ("written", "dong"),
    [
        (5, 5_000_000),
        (1.5, 1_500_000),
        (0.1, 100_000),
        (1.1 + 2.2, 3_300_000),  # 3.3000000000000003 in binary, 3.3 in the workbook
        (730450.0, 730_450_000_000),
        ("1,5", 1_500_000),
        ("1.5", 1_500_000),
        ("730.450", 730_450_000_000),
        ("730450", 730_450_000_000),
        ("5 tỷ", 5_000_000_000),  # the cell's own unit counts before the column's
        ("500 nghìn", 500_000),
        ("5.000.000đ", 5_000_000),
        ("-1,5", -1_500_000),
    ],
)
def test_a_column_in_millions(written: str | int | float, dong: int) -> None:
    assert parse_dong(written, unit_dong=1_000_000) == dong


@pytest.mark.parametrize(
    "written",
    [
        "năm", "5.5.5", "5.000.00", "-nt-", "nt", "triệu", "5 triệu triệu", "500 nghìn 2 triệu", "1 triệu 1.000 nghìn", "rưỡi",
        "5 rưỡi", "5 000 00", "50 00 000", "5.000.", ".5", "5,", "1.0000", "0.500.000", "5 con bò", "5.000.000/hộ",
        "5 trăm nghìn", "5e6", "1 tỷ 2.5", "5-6 triệu", "500.00", "12.0", "1000.00", "1,0000000000000000000000000000001 triệu", "()", "(-)",
        "\u0301", "5.000.000 5", "đ", True, float("nan"), float("inf"),
    ],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused(written: str | float) -> None:
    with pytest.raises(UnreadableAmount) as refused:
        parse_dong(written)
    assert type(refused.value) is UnreadableAmount
    assert isinstance(refused.value, Refusal)
    assert f"“{written}”" in str(refused.value)


@pytest.mark.parametrize("written", ["1,5", "1.5", "0.500", "0,5", "5.000.000,50", "12345678.9", 1.5, 2500000.25])
def test_a_fraction_of_a_dong_is_refused(written: str | float) -> None:
    with pytest.raises(FractionOfDong):
        parse_dong(written)


@pytest.mark.parametrize("written", [0.0000001, "0,0000001", "1,2345678 triệu"])
def test_a_fraction_of_a_dong_is_refused_in_millions_too(written: str | float) -> None:
    with pytest.raises(FractionOfDong):
        parse_dong(written, unit_dong=1_000_000)


@pytest.mark.parametrize("written", ["1,500 triệu", "2tr50", "1 tỷ 25", "1 tỷ 200 300", "2,500 tỷ"])
def test_what_can_be_read_in_two_ways_is_refused(written: str) -> None:
    with pytest.raises(AmbiguousAmount):
        parse_dong(written)


def test_one_comma_and_three_figures_are_ambiguous_in_a_column_of_millions() -> None:
    assert parse_dong("1,500") == 1_500
    with pytest.raises(AmbiguousAmount):
        parse_dong("1,500", unit_dong=1_000_000)


@pytest.mark.parametrize("written", ["1.000.000.000.000.001", "9" * 30, "2.000.000 tỷ", 10**15 + 1, 1e300])
def test_more_than_a_million_ty_is_refused(written: str | int | float) -> None:
    assert parse_dong(10**15) == 10**15
    with pytest.raises(AmountTooLarge):
        parse_dong(written)


def test_a_refusal_quotes_the_beginning_of_a_long_text() -> None:
    with pytest.raises(UnreadableAmount) as refused:
        parse_dong("góp bằng đất " * 100)
    assert len(str(refused.value)) < 150


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_formatted_parses(dong: int) -> None:
    assert parse_dong(format_dong(dong)) == dong
    assert parse_dong(f"{format_dong(dong)} đ") == dong
    assert parse_dong(str(dong)) == dong
    assert parse_dong(dong) == dong


@given(st.decimals(min_value=0, max_value=999_999, places=3))
@example(Decimal("8.2"))
def test_a_float_of_a_workbook_is_the_amount_it_shows(millions: Decimal) -> None:
    assert parse_dong(float(millions), unit_dong=1_000_000) == int(millions * 1_000_000)


@given(st.text(alphabet="0123456789.,  -–đktrieuỷnghì()₫", max_size=14))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableAmount):
        parsed = parse_dong(text)
        assert parsed is None or type(parsed) is int


@pytest.mark.parametrize(
    ("dong", "text"),
    [(0, "0"), (500, "500"), (1_234_567, "1.234.567"), (-1_500_000, "-1.500.000")],
)
def test_format_dong(dong: int, text: str) -> None:
    assert format_dong(dong) == text


@pytest.mark.parametrize(
    ("dong", "vietnamese", "english"),
    [
        (0, "0 đồng", "0 dong"),
        (950_000, "950.000 đồng", "950,000 dong"),
        (999_999, "999.999 đồng", "999,999 dong"),
        (1_000_000, "1 triệu", "1 million"),
        (2_500_000, "2,5 triệu", "2.5 million"),
        (340_000_000, "340 triệu", "340 million"),
        (999_994_999, "999,99 triệu", "999.99 million"),
        (999_995_000, "1 tỷ", "1 billion"),  # never '1.000 triệu'
        (730_450_000_000, "730,45 tỷ", "730.45 billion"),
        (1_234_500_000_000, "1.234,5 tỷ", "1,234.5 billion"),
        (-2_500_000, "-2,5 triệu", "-2.5 million"),
    ],
)
def test_format_short(dong: int, vietnamese: str, english: str) -> None:
    assert format_short(dong) == vietnamese
    assert format_short(dong, "vi") == vietnamese
    assert format_short(dong, "en") == english


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (10, [1, 2, 3, 4], [1, 2, 3, 4]),
        (7, [0, 1, 0], [0, 7, 0]),
        (5, [3, 3, 4], [2, 1, 2]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (0, [0, 0], [0, 0]),
        (0, [], []),
        (1_000_000_007, [1, 10**9], [1, 1_000_000_006]),
    ],
)
def test_split_by_largest_remainder(total: int, weights: list[int], parts: list[int]) -> None:
    assert split_by_largest_remainder(total, weights) == parts


@pytest.mark.parametrize(("total", "weights"), [(1, []), (1, [0, 0]), (10, [3, -1])])
def test_nothing_to_split_by(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot split"):
        split_by_largest_remainder(total, weights)


@given(
    st.integers(min_value=-(10**13), max_value=10**13),
    st.lists(st.integers(min_value=0, max_value=10**9), min_size=1).filter(any),
)
def test_the_parts_are_the_whole(total: int, weights: list[int]) -> None:
    parts = split_by_largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)  # less than one đồng from the exact share
        assert weight or not part
