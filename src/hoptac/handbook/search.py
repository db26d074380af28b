"""Searching the handbook: any word by its beginning, without accents, headings first."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from markupsafe import Markup, escape

from hoptac.handbook.text import Page
from hoptac.kit.vietnamese import clean_text, search_key

MOST_FOUND = 20
_MOST_WORDS = 8
_WORD = re.compile(r"\w+")
_BEFORE, _LENGTH = 6, 32  # words of an excerpt


class Found(msgspec.Struct, frozen=True):
    """A section that has all the words, with a few of its own around the first of them."""

    href: str
    page: str
    heading: str
    excerpt: Markup


class _Entry(msgspec.Struct, frozen=True):
    """A section with its words: as written and without accents, of the heading and of all."""

    href: str
    page: str
    heading: str
    text: str
    named: frozenset[str]
    words: frozenset[str]
    written: frozenset[str]


@lru_cache(maxsize=4)
def _entries(pages: tuple[Page, ...]) -> tuple[_Entry, ...]:
    found: list[_Entry] = []
    for page in pages:
        parts = [("", page.title, page.summary)]
        parts += [(f"#{section.anchor}", section.heading, section.text) for section in page.sections]
        for anchor, heading, text in parts:
            named = frozenset(search_key(f"{page.title} {heading}").split())
            words = named | frozenset(search_key(text).split())
            written = frozenset(_WORD.findall(f"{page.title} {heading} {text}".lower()))
            found.append(_Entry(f"/handbook/{page.name}{anchor}", page.title, heading, text, named, words, written))
    return tuple(found)


def search(pages: tuple[Page, ...], q: str) -> list[Found]:
    """The sections in which each word asked for begins some word, the likeliest first: with the accents that were typed,
    in the heading, as whole words."""
    asked = search_key(q).split()[:_MOST_WORDS]
    if not asked:
        return []
    typed = _WORD.findall(clean_text(q).lower())
    hits = [entry for entry in _entries(pages) if _has_all(asked, entry.words)]
    hits.sort(key=lambda entry: _unlikeliness(entry, asked, typed))
    return [Found(entry.href, entry.page, entry.heading, _excerpt(entry.text, asked)) for entry in hits[:MOST_FOUND]]


def _unlikeliness(entry: _Entry, asked: Sequence[str], typed: Sequence[str]) -> tuple[bool, ...]:
    return (
        asked != typed and not _has_all(typed, entry.written),
        not _has_all(asked, entry.named),
        not entry.words.issuperset(asked),
    )


def _has_all(asked: Sequence[str], words: frozenset[str]) -> bool:
    return all(any(word.startswith(start) for word in words) for start in asked)


def _begins(word: str, asked: Sequence[str]) -> bool:
    return any(part.startswith(start) for part in search_key(word).split() for start in asked)


def _excerpt(text: str, asked: Sequence[str]) -> Markup:
    words = text.split()
    hit = next((place for place, word in enumerate(words) if _begins(word, asked)), 0)
    first = max(0, hit - _BEFORE)
    shown = words[first : first + _LENGTH]
    marked = Markup(" ").join(
        Markup("<mark>{}</mark>").format(word) if _begins(word, asked) else escape(word) for word in shown
    )
    return Markup("{}{}{}").format("… " if first else "", marked, " …" if first + _LENGTH < len(words) else "")
