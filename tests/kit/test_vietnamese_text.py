"""Clean text, search keys and names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.vietnamese import clean_text, person_name, search_key, strip_accents


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("", ""),
        ("  Châu  Thị Tươi ", "Châu Thị Tươi"),
        ("Ấp\u00a0Bình\tLợi\r\n", "Ấp Bình Lợi"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ổi"), "Nguyễn Thị Ổi"),
        ("\ufeffHTX\u200b Bình\u200d Thạnh\x00", "HTX Bình Thạnh"),
        ("e\u200b\u0323\u200b\u0302", "ệ"),  # a mark cut off from its letter finds it again
        ("một\x1fhai\x85ba", "một hai ba"),
        ("vỡ\ud83dnửa", "vỡnửa"),  # half a surrogate pair cannot be stored
        ("mềm\xadmại", "mềmmại"),
        ("5.000.000 đ – “góp”", "5.000.000 đ – “góp”"),
    ],
)
def test_clean_text(given_text: str, clean: str) -> None:
    assert clean_text(given_text) == clean


@given(st.text())
def test_clean_text_is_clean_at_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    once.encode()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Ổi", "dang thi oi"),
        ("  NGUYỄN   Văn\u00a0Được ", "nguyen van duoc"),
        (unicodedata.normalize("NFD", "Trần Ngọc Huệ"), "tran ngoc hue"),
        ("Ðinh Thị Ðào", "dinh thi dao"),  # eth for Đ
        ("H'Hen Niê", "hhen nie"),
        ("Y-Bhăm (Út)", "y bham ut"),
        ("Ấp 3, xã Bình-Thạnh", "ap 3 xa binh thanh"),
        ("093 057.032-701", "093 057 032 701"),
        ("Thạch Sô\u200bPhia", "thach sophia"),
        ("Thạch សុខ", "thach សុខ"),  # Khmer vowels are marks, and stay
        ("...", ""),
        ("", ""),
    ],
)
def test_search_key(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text(alphabet="aăâbcdđeêôơưừỮẠỷ 0-'.,\u0301\u0323", max_size=30))
def test_search_key_does_not_depend_on_case_composition_or_spacing(text: str) -> None:
    key = search_key(text)
    assert search_key(text.upper()) == key
    assert search_key(unicodedata.normalize("NFD", text)) == key
    assert search_key(f"  {text}\t") == key
    assert search_key(key) == key
    assert key.isascii()


def test_strip_accents_keeps_case_and_punctuation() -> None:
    assert strip_accents("Đồng, Ứng-Hòa!") == "Dong, Ung-Hoa!"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NGUYỄN THỊ ỔI", "Nguyễn Thị Ổi"),
        ("  Châu  Thị Tươi ", "Châu Thị Tươi"),
        (unicodedata.normalize("NFD", "QUÁCH THỊ DUNG"), "Quách Thị Dung"),
        ("ÐẶNG VĂN ÐƯỢC", "Đặng Văn Được"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Y-BHĂM ÊBAN", "Y-Bhăm Êban"),
        ("LÊ VĂN TƯ (ÚT)", "Lê Văn Tư (Út)"),
        ("LÊ VĂN TƯ 2", "Lê Văn Tư 2"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("McGregor Văn Hai", "McGregor Văn Hai"),
        ("NGUYỄN văn Hai", "NGUYỄN văn Hai"),
        ("", ""),
    ],
)
def test_person_name(written: str, name: str) -> None:
    assert person_name(written) == name
