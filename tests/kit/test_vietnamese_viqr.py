"""Vietnamese with its marks behind the letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.vietnamese import Encoding, decode_legacy, detect_legacy

MARKS = {
    "\u0302": "^", "\u0306": "(", "\u031b": "+", "\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": ".",
}  # fmt: skip
HATS = "\u0302\u0306\u031b"


def to_viqr(text: str) -> str:
    """Each letter, its hat, its tone, as RFC 1456 has them."""
    written: list[str] = []
    for letter in unicodedata.normalize("NFC", text).replace("đ", "dd").replace("Đ", "DD"):
        base, *marks = unicodedata.normalize("NFD", letter)
        written += [base, *(MARKS.get(mark, mark) for mark in sorted(marks, key=lambda mark: mark not in HATS))]
    return "".join(written)


NAMES = ("Nguyễn Văn Đạt", "Trần Thị Bé", "LÊ HOÀNG CƯỜNG", "Quách Thị Thủy Tiên", "Đặng Hữu Phước", "Đỗ Ngọc Ánh")


def test_names_written_so_are_found_and_read() -> None:
    written = [to_viqr(name) for name in NAMES]
    assert written[0] == "Nguye^~n Va(n DDa.t"
    assert detect_legacy(written) is Encoding.VIQR
    assert [decode_legacy(name, Encoding.VIQR) for name in written] == list(NAMES)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map(" ".join))
def test_what_was_written_so_reads_as_it_was(text: str) -> None:
    assert decode_legacy(to_viqr(text), Encoding.VIQR) == text


@pytest.mark.parametrize(
    "texts",
    [
        NAMES,
        ["Nguyen Van An", "Tran Thi Be", "Le Hoang"],
        ["TP.HCM", "(a) ap 3", "5.000.000", "H'Hen Nie", "x^2 + y^2", "C++", "a(b)", "e.g."],
        ["kg/ha", "Von gop (d)", "Ap 1, xa Tan Binh (cu)", "so+so"],
    ],
)
def test_other_texts_are_not_taken_for_it(texts: list[str]) -> None:
    assert detect_legacy(texts) is None


@pytest.mark.parametrize("text", ["HTX 1.500.000 (kg)", "H'Hen", "Tel: 0912.345.678", "e.g. this", "Le^x"])
def test_what_is_no_syllable_stays(text: str) -> None:
    assert decode_legacy(text, Encoding.VIQR) == text


def test_a_full_stop_behind_a_word_stays_one_where_the_word_would_be_none() -> None:
    assert decode_legacy("A^'p Bi`nh Lo+.i.", Encoding.VIQR) == "Ấp Bình Lợi."
