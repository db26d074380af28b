"""Text of before Unicode: TCVN3 (fonts .VnTime, .VnTimeH), VNI-Windows (VNI-Times) and VIQR, as workbooks hold it."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from hoptac.kit.vietnamese.syllables import is_syllable
from hoptac.kit.vietnamese.viqr import decode_viqr, is_viqr


class Encoding(StrEnum):
    """How a text of before Unicode writes its Vietnamese letters."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    VIQR = "viqr"


# TCVN 5712:1993, VN3: one character for each lower-case letter, and capitals for the seven letters without a tone.
_TCVN3 = str.maketrans(
    dict(
        zip(
            "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
            "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
            strict=True,
        )
    )
)
_WITHOUT_CAPITAL = frozenset("àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
_WORD = re.compile(r"\S+")
_SMALL_ASCII = re.compile("[a-z]")
_TWO_CAPITALS = re.compile(r"[A-Z]\S*[A-Z]")

# VNI writes the plain letter and, after it, a character for hat and tone together.
_VNI_LETTERS = dict(zip("ñôöíìæóòîÑÔÖÍÌÆÓÒÎ", "đơưíìỉĩịỵĐƠƯÍÌỈĨỊỴ", strict=True))
_VNI_MARKS = {
    "a": dict(zip("øùûõïâáàåãäêéèúüë", "àáảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâáàåãä", "èéẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("øùûõïâáàåãä", "òóỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
}
# The case of the plain letter is the case of the letter; the mark after it may be of either case.
_VNI = _VNI_LETTERS | {
    first + second: decoded
    for base, marks in _VNI_MARKS.items()
    for mark, letter in marks.items()
    for first, decoded in ((base, letter), (base.upper(), letter.upper()))
    for second in (mark, mark.upper())
}
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_NOT_IN_A_WORD = re.compile(r"[\x00-@\[-`{-\x7f\xa0\u2000-\u206f]+")
_LETTER_BEYOND_LATIN1 = re.compile(r"(?!\d)[^\W\x00-\xff]|[\u0300-\u036f]")
_FEWEST_WORDS = 3
_SMALLEST_SHARE = 0.7


def _in_capitals(text: str) -> bool:
    """.VnTimeH shows every letter as a capital, so that 'NGUYÔN' is NGUYỄN though Ô stands for the small ễ."""
    return _SMALL_ASCII.search(text) is None and _TWO_CAPITALS.search(text) is not None


@lru_cache(maxsize=16_384)
def _tcvn3_word(word: str) -> str:
    decoded = word.translate(_TCVN3)
    return decoded.upper() if _in_capitals(word) else decoded


def _with_capital_initials(text: str) -> str:
    """'Nguyễn Thị ổi' is 'Nguyễn Thị Ổi': where every other word begins with a capital, this one only lacked it."""
    initials = [word[0] for word in text.split() if word[0].isalpha()]
    others = [initial for initial in initials if initial not in _WITHOUT_CAPITAL]
    if len(others) == len(initials) or not others or not all(map(str.isupper, others)):
        return text
    return _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], text)


def _from_tcvn3(text: str) -> str:
    if _in_capitals(text):
        return text.translate(_TCVN3).upper()
    return _with_capital_initials(_WORD.sub(lambda word: _tcvn3_word(word[0]), text))


def _from_vni(text: str) -> str:
    return _VNI_PIECE.sub(lambda piece: _VNI[piece[0]], text)


_DECODERS = {Encoding.TCVN3: _from_tcvn3, Encoding.VNI: _from_vni}


def _is_unicode_already(text: str) -> bool:
    return _LETTER_BEYOND_LATIN1.search(text) is not None


def decode_legacy(text: str, encoding: Encoding | None = None) -> str:
    """`text` in Unicode (NFC). `encoding` is what `detect_legacy` said of the whole sheet; without it the text alone
    is judged, and left as it is in doubt. ASCII stays as it is, save VIQR, and so does a text that is Unicode already: one with
    letters that only Unicode has, or one that decoding would make less Vietnamese ('Lê Thanh Bình')."""
    if encoding is Encoding.VIQR:
        return decode_viqr(text)
    if text.isascii() or _is_unicode_already(text):
        return text
    chosen = encoding or detect_legacy([text])
    if chosen is None:
        return text
    return _DECODERS[chosen](text) if _gains(text, chosen) >= 0 else text


def decode_line(texts: Sequence[str], encoding: Encoding) -> list[str]:
    """The texts of one line in Unicode. 'Tên' beside 'Địa chỉ' is Unicode, though it could be an old font's 'Tờn': a line
    in which something is surely Unicode and nothing surely old stays as it is."""
    if encoding is not Encoding.VIQR:
        past_ascii = [text for text in texts if not text.isascii()]
        has_unicode = any(map(_is_unicode_already, past_ascii))
        if has_unicode and not any(not _is_unicode_already(text) and _gains(text, encoding) > 0 for text in past_ascii):
            return list(texts)
    return [decode_legacy(text, encoding) for text in texts]


def _gains(text: str, encoding: Encoding) -> int:
    return sum(_gain(word, encoding) for word in _words_past_ascii(text))


@lru_cache(maxsize=16_384)
def _gain(word: str, encoding: Encoding) -> int:
    """1 where decoding makes a syllable of `word`, -1 where it takes one apart, else 0."""
    return is_syllable(_DECODERS[encoding](word)) - is_syllable(word)


def _words_past_ascii(text: str) -> list[str]:
    return [word for word in _NOT_IN_A_WORD.split(text) if not word.isascii()]


def _telling_words(texts: Iterable[str]) -> set[str]:
    """The words that could tell: those with characters past ASCII, in texts that are not Unicode Vietnamese."""
    return {
        word
        for text in texts
        if not text.isascii() and not _is_unicode_already(text)
        for word in _words_past_ascii(text)
    }


def detect_legacy(texts: Iterable[str]) -> Encoding | None:
    """The old encoding of a sheet, judged over all its texts: the one in which its words become Vietnamese syllables
    that they are not as they stand. None for Unicode, for ASCII, for other languages, and for too few words."""
    texts = list(texts)
    if is_viqr(texts):
        return Encoding.VIQR
    words = _telling_words(texts)
    best: Encoding | None = None
    best_gain = _FEWEST_WORDS - 1
    for encoding, decode in _DECODERS.items():
        gain = sum(_gain(word, encoding) for word in words)
        syllables = sum(is_syllable(decode(word)) for word in words)
        if gain > best_gain and syllables >= _SMALLEST_SHARE * len(words):
            best, best_gain = encoding, gain
    return best
