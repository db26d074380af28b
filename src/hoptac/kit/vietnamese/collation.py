"""The Vietnamese order of names and words, as an ASCII key that any byte-wise comparison sorts rightly."""

import re
import unicodedata
from functools import lru_cache

from hoptac.kit.vietnamese.text import clean_text

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"  # f j w z stand in the places the Latin alphabet gives them
_LETTER_KEYS = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_LETTER_KEYS |= {"ð": _LETTER_KEYS["đ"], "ɖ": _LETTER_KEYS["đ"]}  # eth, typed for đ on old keyboards
# ngang has no mark and sorts first by being shorter; then huyền, hỏi, ngã, sắc, nặng, all below digits and letters.
_TONE_KEYS = {"\u0300": "#", "\u0309": "$", "\u0303": "%", "\u0301": "&", "\u0323": "+"}
_OTHER_LETTER = "~"  # a letter of another script: after the alphabet, by code point
_LEFT_OUT = re.compile("['’‘ʼ`´\u0300-\u036f]")  # apostrophes, and marks that no letter took up
_PIECE = re.compile(r"[0-9]+|[^\W0-9_]")


def _number_key(digits: str) -> str:
    """2 before 10: the count of digits comes first."""
    significant = digits.lstrip("0") or "0"
    return f"{min(len(significant), 9)}{significant}"


def _letter_and_tone(letter: str) -> tuple[str, str]:
    """The key of one composed letter and of the tone it carries."""
    known = _LETTER_KEYS.get(letter)
    if known:
        return known, ""
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = "".join(_TONE_KEYS.get(mark, "") for mark in marks)
    shape = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in _TONE_KEYS))
    key = _LETTER_KEYS.get(shape) or _LETTER_KEYS.get(base) or f"{_OTHER_LETTER}{ord(base):06X}"
    return key, tone


def _simple_word_key(word: str) -> str:
    """Letters first, tone after them: the tone decides only between words of the same letters."""
    letters: list[str] = []
    tones: list[str] = []
    for piece in _PIECE.findall(word):
        if piece[0] in "0123456789":
            letters.append(_number_key(piece))
            continue
        letter, tone = _letter_and_tone(piece)
        letters.append(letter)
        tones.append(tone)
    return "".join(letters) + "".join(tones)


@lru_cache(maxsize=16_384)
def _word_key(word: str) -> str:
    """The key of what stands between two spaces; a hyphen or stop in it parts words, an apostrophe (H'Hen) does not."""
    text = _LEFT_OUT.sub("", clean_text(word).lower())
    parts = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join(filter(None, map(_simple_word_key, parts)))


def _given_name_first(keys: list[str]) -> list[str]:
    """The last word that has letters moves to the front: in 'Nguyễn Văn Hai 2' it is 'Hai'."""
    for place in range(len(keys) - 1, -1, -1):
        if not keys[place].isdigit():
            return [keys[place], *keys[:place], *keys[place + 1 :]]
    return keys


def sort_key(full_name: str, *, whole: bool = False) -> str:
    """An ASCII key whose byte order (COLLATE "C") is the Vietnamese order of names.

    A person's given name (the last word) counts first, then surname and middle names. Words are compared one after
    the other, each by its letters, then by its tone. A note in brackets, 'Lê Văn Tư (Út)', counts last.
    With `whole`, for households and organizations, the words count in the order in which they are written.
    """
    if whole:
        return " ".join(filter(None, map(_word_key, full_name.split())))
    name, bracket, note = full_name.partition("(")
    keys = _given_name_first([key for key in map(_word_key, name.split()) if key])
    if bracket:
        keys += filter(None, map(_word_key, note.split()))
    return " ".join(keys)
