"""Communes by their names as people write them. Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from hoptac.kit.vietnamese import clean_text, search_key

K = TypeVar("K")

_KIND = re.compile(r"(?:xã|phường|đặc khu) ")


def _bare(name: str) -> str:
    """'xã vĩnh trinh' -> 'vĩnh trinh'."""
    return _KIND.sub("", name, count=1) if _KIND.match(name) else name


_SPELLINGS: tuple[Callable[[str], str], ...] = (str, _bare, search_key, lambda name: search_key(_bare(name)))
"""From the closest to the loosest: as it is, without 'xã', without accents, without both."""


class Communes(Generic[K]):
    """The communes of one province, each under a key; some differ by their accents alone: Ba Tô and Ba Tơ."""

    def __init__(self, communes: Iterable[tuple[K, str]] = ()) -> None:
        self._places: tuple[defaultdict[str, list[tuple[K, str]]], ...] = tuple(defaultdict(list) for _ in _SPELLINGS)
        for key, name in communes:
            plain = clean_text(name).casefold()
            for places, spelling in zip(self._places, _SPELLINGS, strict=True):
                places[spelling(plain)].append((key, name))

    def named(self, written: str) -> Sequence[tuple[K, str]]:
        """Key and name of those that the closest spelling means: none, one, or several that cannot be told apart."""
        plain = clean_text(written).casefold()
        for places, spelling in zip(self._places, _SPELLINGS, strict=True):
            if found := places.get(spelling(plain)):
                return found
        return ()

    def only(self, written: str) -> K | None:
        """The key of the one commune that is meant; None where it is none, or could be several."""
        found = self.named(written)
        return found[0][0] if len(found) == 1 else None
