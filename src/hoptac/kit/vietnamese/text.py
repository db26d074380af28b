"""Text on the way in (clean, composed) and text for searching (no accents, no case)."""

import re
import unicodedata
from functools import lru_cache

# Control characters that are not white space, zero-width and direction marks, and halves of surrogate pairs.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_TONES_AND_HATS = re.compile("[\u0300-\u036f]")
# Đ is a letter of its own and does not decompose; Ð (eth) and Ɖ are what old keyboards put in its place.
_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ɖ": "d", "Ɖ": "D"})
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")


def clean_text(text: str) -> str:
    """`text` composed (NFC), without invisible characters, its white space folded to single spaces.

    A text of an old font is decoded *before* it is cleaned: in TCVN3 the soft hyphen is the letter ư.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def strip_accents(text: str) -> str:
    """`text` without tones, hats, horns and the stroke of đ; case and punctuation stay."""
    if text.isascii():
        return text
    bare = _TONES_AND_HATS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_D_WITH_STROKE)


@lru_cache(maxsize=16_384)
def _word_search_key(word: str) -> str:
    bare = strip_accents(_INVISIBLE.sub("", word).translate(_APOSTROPHES)).lower()
    kept = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in bare)
    return " ".join(kept.split())


def search_key(text: str) -> str:
    """Lower-case letters and digits, words parted by one space: 'Đặng Thị Ổi' and 'dang  thi oi' meet here."""
    return " ".join(filter(None, map(_word_search_key, text.split())))
