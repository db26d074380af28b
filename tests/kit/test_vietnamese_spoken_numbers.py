"""Numbers said in words are read as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.vietnamese import number_in_words, strip_accents
from hoptac.kit.vietnamese.number_words import amount_in_words


@given(st.integers(1_000, 10**15 - 1))
def test_every_amount_in_words_reads_as_itself(dong: int) -> None:
    words = amount_in_words(dong).removesuffix(" đồng")
    assert number_in_words(words) == dong
    assert number_in_words(strip_accents(words).upper()) == dong


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai triệu rưỡi", 2_500_000),
        ("hai mươi mốt triệu tư trăm ngàn", 21_400_000),
        ("một trăm linh năm nghìn", 105_000),
        ("mười lăm triệu", 15_000_000),
        ("một tỷ rưỡi", 1_500_000_000),
        ("năm", None),
        ("Nguyễn Văn Năm", None),
        ("ba bốn triệu", None),
        ("triệu", None),
        ("năm trăm nghìn hai triệu", None),
        ("rưỡi triệu", None),
        ("", None),
    ],
)
def test_what_people_write(words: str, number: int | None) -> None:
    assert number_in_words(words) == number
