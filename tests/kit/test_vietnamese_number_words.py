"""Amounts in words, as vouchers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.vietnamese.number_words import amount_in_words

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (55, "Năm mươi lăm đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm lẻ một đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (110, "Một trăm mười đồng"),
        (115, "Một trăm mười lăm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm lẻ năm đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (1_100, "Một nghìn một trăm đồng"),
        (10_500, "Mười nghìn năm trăm đồng"),
        (105_000, "Một trăm lẻ năm nghìn đồng"),
        (500_000, "Năm trăm nghìn đồng"),
        (1_000_005, "Một triệu không trăm lẻ năm đồng"),
        (1_005_000, "Một triệu không trăm lẻ năm nghìn đồng"),
        (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
        (2_500_000, "Hai triệu năm trăm nghìn đồng"),
        (5_000_000, "Năm triệu đồng"),
        (21_021_021, "Hai mươi mốt triệu không trăm hai mươi mốt nghìn không trăm hai mươi mốt đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_005, "Một tỷ không trăm lẻ năm đồng"),
        (1_234_567_890, "Một tỷ hai trăm ba mươi bốn triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi đồng"),
        (730_450_000_000, "Bảy trăm ba mươi tỷ bốn trăm năm mươi triệu đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (1_200_000_000_000, "Một nghìn hai trăm tỷ đồng"),
        (1_005_000_000_000, "Một nghìn không trăm lẻ năm tỷ đồng"),
        (2_000_000_000_000_000, "Hai triệu tỷ đồng"),
        (-5_000, "Âm năm nghìn đồng"),
    ],
)
def test_in_vietnamese(dong: int, words: str) -> None:
    assert amount_in_words(dong) == words


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Zero dong"),
        (5_000_000, "Five million dong"),
        (1_005_000, "One million, five thousand dong"),
        (-21, "Minus twenty-one dong"),
    ],
)
def test_in_english(dong: int, words: str) -> None:
    assert amount_in_words(dong, "en") == words


def read_group(words: list[str]) -> int:
    """The number below a thousand that Vietnamese words stand for, by the rule of the language alone."""
    value = 0
    if "trăm" in words:
        place = words.index("trăm")
        value, words = 100 * DIGITS.index(words[place - 1]), words[place + 1 :]
    if words[:1] == ["lẻ"]:
        return value + DIGITS.index(words[1])
    if words[:1] == ["mười"]:
        value, words = value + 10, words[1:]
    elif "mươi" in words:
        value, words = value + 10 * DIGITS.index(words[0]), words[2:]
    if not words:
        return value
    return value + {"mốt": 1, "lăm": 5}.get(words[0], DIGITS.index(words[0]) if words[0] in DIGITS else 0)


def read(words: list[str]) -> int:
    for scale, factor in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        if scale in words:
            place = len(words) - 1 - words[::-1].index(scale)
            return read(words[:place]) * factor + (read(words[place + 1 :]) if words[place + 1 :] else 0)
    return read_group(words)


@given(st.integers(min_value=1, max_value=10**15))
def test_the_words_read_back_as_the_amount(dong: int) -> None:
    words = amount_in_words(dong).removesuffix(" đồng").lower().split()
    assert read(words) == dong


def test_every_number_below_a_thousand_reads_back() -> None:
    assert [read(amount_in_words(n).removesuffix(" đồng").lower().split()) for n in range(1, 1000)] == [*range(1, 1000)]
