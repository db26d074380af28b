"""The Vietnamese order, against the alphabet written out and a plain model of the rule."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.vietnamese import sort_key

ALPHABET = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng
VOWELS = "aăâeêioôơuưy"

IN_ORDER = [
    ["Nguyễn An", "Lê Ăn", "Bùi Ân"],
    ["An", "Anh", "Ánh", "Ao", "Ăn", "Ân", "Ẩn", "Ba"],
    ["Lê Dung", "Lê Duyên", "Bùi Đào", "Bùi Đạt", "Bùi Em"],
    ["Hoa", "Hòa", "Hỏa", "Hõa", "Hóa", "Họa", "Hoàn", "Hô"],
    ["Bùi Văn Hoa", "Vũ Văn Hoa", "Bùi Văn Hòa"],  # the whole given name, tone and all, before the surname
    ["Lê Hữu Út", "Lê Thị Út", "Lê Văn Út", "Lý Văn Út", "Nguyễn An Út"],
    ["Nguyễn Út", "Nguyễn Văn Út", "Nguyễn Văn Út (Ba)"],
    ["Ổi", "Ơn", "Phúc", "Quyên", "Tám", "Tươi", "Út", "Ức", "Vĩnh", "Xuân", "Ý", "Yên"],
    ["Nguyễn Văn Hai", "Nguyễn Văn Hai 2", "Nguyễn Văn Hai 10", "Lê Văn Hạnh"],
    ["Lê Văn Tư", "Lê Văn Tư (Ăn)", "Phan Văn Tư"],
    ["Fa", "Ga", "Ja", "Ka", "Va", "Wa", "Xa", "Za"],
]
WHOLE_IN_ORDER = [
    ["HTX Ân Hòa", "HTX Bình Thạnh", "HTX Đại Lợi", "HTX Tân Hưng", "Tổ hợp tác số 2", "Tổ hợp tác số 10"],
    ["Hộ An", "Hộ Bà Bốn", "Hội quán"],
    ["3 Tháng 2", "19 Tháng 5", "An Phú", "An Phú 2", "An Phú Đông"],
]


@pytest.mark.parametrize("names", IN_ORDER)
def test_people_sort_by_given_name_then_the_rest(names: list[str]) -> None:
    keys = [sort_key(name) for name in names]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("names", WHOLE_IN_ORDER)
def test_households_and_organizations_sort_as_written(names: list[str]) -> None:
    keys = [sort_key(name, whole=True) for name in names]
    assert keys == sorted(set(keys))


def test_every_letter_and_tone_has_its_place() -> None:
    letters = [sort_key(letter) for letter in ALPHABET]
    assert letters == sorted(set(letters))
    for vowel in VOWELS:
        toned = [sort_key(unicodedata.normalize("NFC", vowel + tone) + "n") for tone in TONES]
        assert toned == sorted(set(toned))


def test_the_tone_decides_last_within_a_word() -> None:
    assert sort_key("Toản") < sort_key("Toanh")
    assert sort_key("Hạ") < sort_key("Ham")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị Ổi", "  NGUYỄN  thị ổi "),
        ("Nguyễn Thị Ổi", unicodedata.normalize("NFD", "Nguyễn Thị Ổi")),
        ("Lê Thúy", "Lê Thuý"),  # old and new place of the tone
        ("Ðặng Văn Ðược", "Đặng Văn Được"),
        ("Lê Văn\u200b Út", "Lê Văn Út"),
        ("H'Hen Niê", "H’Hen Niê"),
        ("Lê Văn Út.", "Lê Văn Út"),
    ],
)
def test_the_same_name_has_the_same_key(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize("nothing", ["", "  ", "...", "(", "- -"])
def test_no_name_has_an_empty_key(nothing: str) -> None:
    assert sort_key(nothing) == ""
    assert sort_key(nothing, whole=True) == ""


def test_other_scripts_come_after_the_alphabet() -> None:
    assert sort_key("Zơ") < sort_key("សុខ")
    assert sort_key("Lê An") < sort_key("Lê Łukasz") < sort_key("Ba សុខ")


@given(st.text(), st.booleans())
def test_keys_are_ascii_without_outer_spaces(text: str, whole: bool) -> None:
    key = sort_key(text, whole=whole)
    assert key.isascii()
    assert key == key.strip()
    assert key.isprintable()


syllables = st.lists(
    st.builds(
        lambda letter, tone: unicodedata.normalize("NFC", letter + tone),
        st.sampled_from("aăâiơ"),
        st.sampled_from(TONES),
    )
    | st.sampled_from("bcdđnz"),
    min_size=1,
    max_size=3,
).map("".join)
names = st.lists(syllables, min_size=1, max_size=3)


def model(words: list[str], *, whole: bool) -> list[tuple[list[int], list[int]]]:
    """The rule in plain tuples: word after word, letters by the alphabet, then tones."""
    ordered = words if whole else [words[-1], *words[:-1]]
    return [_model_word(word) for word in ordered]


def _model_word(word: str) -> tuple[list[int], list[int]]:
    places: list[int] = []
    tones: list[int] = []
    for letter in word:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in decomposed[1:] if mark in TONES), "")
        places.append(ALPHABET.index(unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else letter)))
        tones += [TONES.index(tone)] if tone else []
    return places, tones


@given(names, names, st.booleans())
def test_the_order_of_keys_is_the_rule(one: list[str], other: list[str], whole: bool) -> None:
    key, other_key = (sort_key(" ".join(words), whole=whole) for words in (one, other))
    rule, other_rule = (model(words, whole=whole) for words in (one, other))
    assert (key < other_key, key == other_key) == (rule < other_rule, rule == other_rule)


PEOPLE = list(dict.fromkeys(itertools.chain.from_iterable(IN_ORDER)))


@given(st.permutations(PEOPLE))
def test_any_shuffle_comes_back_to_the_same_order(shuffled: list[str]) -> None:
    assert sorted(shuffled, key=sort_key) == sorted(PEOPLE, key=sort_key)
