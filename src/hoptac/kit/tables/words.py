"""Headings as words: each word as typed, and without accents, so that 'HỌ VÀ TÊN' and 'Ho va ten' meet."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from hoptac.kit.vietnamese import clean_text, strip_accents

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d|yyyy")


class Word(NamedTuple):
    """`typed` in small letters with its accents, `key` without them."""

    typed: str
    key: str


def word_set(text: str) -> frozenset[str]:
    """The words of a text parted by spaces, for tables of words in code."""
    return frozenset(text.split())


@lru_cache(maxsize=8_192)
def words(text: str) -> tuple[Word, ...]:
    """The words of a heading; punctuation parts them, '(1)' and 'm²' give '1' and 'm2', '%' is 'phần trăm'. Every year
    has the key 'yyyy': 'Vốn góp năm 2024' is the heading that was 'Vốn góp năm 2023' a year before."""
    typed = clean_text(text).casefold().replace("²", "2").replace("³", "3").replace("%", " phần trăm ")
    return tuple(Word(word, "yyyy" if _YEAR.fullmatch(word) else strip_accents(word)) for word in _WORD.findall(typed))


def key_of(text: str) -> str:
    """The words without accents, parted by one space."""
    return " ".join(word.key for word in words(text))


@lru_cache(maxsize=8_192)
def agree(typed: str, meant: str, *, typed_bare: bool = True) -> bool:
    """Whether accents allow `typed` to be `meant`; hoà and hòa are one word. `typed_bare`: the text around it has no
    accents at all, so that 'nam' may be năm; beside words with accents, 'nam' is nam."""
    if typed == meant or meant == "yyyy":
        return True
    if typed.isdigit():
        return False
    if typed_bare and typed.isascii():
        return True
    return sorted(unicodedata.normalize("NFD", typed)) == sorted(unicodedata.normalize("NFD", meant))


def is_bare(text: Iterable[Word]) -> bool:
    """Whether nobody typed an accent in these words."""
    return all(word.typed.isascii() for word in text)
