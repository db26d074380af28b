"""What can be a Vietnamese syllable, by spelling and tone."""

import pytest

from hoptac.kit.vietnamese.syllables import is_syllable

SYLLABLES = """
    a ơi yên Út ăn ÂN Nguyễn văn Thị nghĩa quyên quốc quý giang gì giữa khuya khuỷu thuở hoặc xoong
    huỳnh được Đặng Ưu tươi rượu người tiếng việt nhích huyện chuối nghiêng thuý thúy hoà hòa
"""
NOT_SYLLABLES = """
    NguyÔn V¨n Yªn Nguyeãn Haûi f wa zơ ă â bă café hôtel andré straße ngng thanhh hnh
    hốắ nghĩá cac mat tich họcc côc bệp' ê1 a-b
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", NOT_SYLLABLES.split())
def test_not_a_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_a_syllable_has_one_tone_at_most_and_a_stopped_one_is_sharp_or_heavy() -> None:
    assert [tone for tone in ("hoa", "hòa", "hòá", "hoá") if is_syllable(tone)] == ["hoa", "hòa", "hoá"]
    assert [tone for tone in ("cát", "cạt", "cat", "càt", "cảt", "cãt") if is_syllable(tone)] == ["cát", "cạt"]
