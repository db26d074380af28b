"""VIQR, Vietnamese written in plain letters with marks behind them: 'Nguye^~n Va(n DDa.t' (RFC 1456)."""

import re
import unicodedata
from collections.abc import Iterable

from hoptac.kit.vietnamese.syllables import is_syllable

_MARKS = {
    "^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b", "'": "\u0301", "`": "\u0300", "?": "\u0309",
    "~": "\u0303", ".": "\u0323",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z^(+*'`?~.]*")
_LETTER = re.compile(r"(dd|DD|Dd)|([aeiouyAEIOUY])([\^(+*]?)(['`?~.]?)")
_HATS = re.compile(r"[aeoAEO]\^|[aA]\(|[ouOU][+*]")
_FEWEST_WORDS = 3
_CURRENCY = "VNDD"


def decode_viqr(text: str) -> str:
    """`text` in Unicode (NFC); a word that would be no Vietnamese syllable stays as it is."""
    return _WORD.sub(lambda found: _word(found[0]), text)


def is_viqr(texts: Iterable[str]) -> bool:
    """Whether several words have hats behind their letters and are syllables once these stand on top."""
    words = {word for text in texts if _HATS.search(text) for word in _WORD.findall(text) if _HATS.search(word)}
    read = sum(_word(word) != word for word in words)
    return read >= _FEWEST_WORDS and read * 10 >= len(words) * 7


def _word(word: str) -> str:
    """The word with its marks on the letters; a mark that ends it may be a full stop."""
    for ending in ("", word[-1:] if word[-1:] in _MARKS else ""):
        stem = word.removesuffix(ending) if ending else word
        decoded = unicodedata.normalize("NFC", _LETTER.sub(_letter, stem))
        if decoded != stem and is_syllable(decoded):
            return decoded + ending
    if word.upper() == _CURRENCY:
        return word[:2] + {"dd": "đ", "DD": "Đ"}.get(word[2:], word[2:])
    return {"dd": "đ", "DD": "Đ"}.get(word[:2], word[:2]) + word[2:]  # no other language begins a word so


def _letter(found: re.Match[str]) -> str:
    if found[1]:
        return "đ" if found[1] == "dd" else "Đ"
    return found[2] + "".join(_MARKS[mark] for mark in found[3] + found[4])
