"""What the columns of a kind of list may be, in the words of those who write such lists."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import msgspec

from hoptac.kit.language import Message
from hoptac.kit.tables.profile import Profile
from hoptac.kit.tables.units import Measure, heading_unit
from hoptac.kit.tables.words import Word, agree, is_bare, word_set, words

# Words that say nothing about which column it is.
_FILLERS = word_set(
    "so va cua cac la theo neu co tren ghi ro thanh vien xa htx tv ong ba nguoi hop tac hien nay the of in"
)
_FILLER_WEIGHT = 0.2
_PARENT_WEIGHT = 0.35
_WRONG_ACCENT = 0.7
_OUTER_ONLY = 0.8


class Field(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One thing a column may hold, and how it is recognised.

    - `phrases`: how headings say it, parted by commas, under how surely they mean it (1 = nothing else is called so);
      `never`: phrases that exclude it, save inside a longer phrase that says it.
    - `fits`: how well the cells of a column could be it, 0 to 1. `alone`: how far the cells suffice where the heading
      says nothing, 0 = not at all; `headless`: the same for a list without headings; `looks`: what the cells are judged
      by in these cases, if not by `fits`.
    - `many`: several columns may be it. `continued_by`: the field of the next column under the same heading, as of a
      name written over two columns. `latest`: of the columns of several years, that of the year asked for is it, else
      the last year's; `before`: what the column of the year before is.
    - `rival`: what other columns are that could as well be it, where it is one column: nobody guesses between them.
    - `measure`: it has a unit. `smallest` and `largest` are what an amount can plausibly be, in đồng: a unit that makes
      the amounts larger is not believed; amounts that are smaller and have no unit are asked about.
    """

    key: str
    label: Message
    phrases: dict[float, str]
    never: str = ""
    fits: Callable[[Profile], float] | None = None
    looks: Callable[[Profile], float] | None = None
    alone: float = 0.0
    headless: float = 0.0
    many: bool = False
    continued_by: str | None = None
    latest: bool = False
    before: str | None = None
    rival: str | None = None
    measure: Measure | None = None
    smallest: int = 0
    largest: int | None = None


class _Phrase(msgspec.Struct, frozen=True, eq=False):
    field: str
    words: tuple[Word, ...]
    weight: float | None  # None: the phrase excludes the field


HeadingPath = tuple[str, ...]
"""The texts above a column from the outer heading to its own: ('Năm sinh', 'Nam')."""


class Vocabulary:
    """The fields of one kind of list, ready to be looked up by their phrases."""

    def __init__(self, fields: Iterable[Field], *, names: Sequence[Sequence[str]]) -> None:
        """`names`: the fields that make a name; a table must have columns for all of one of these groups."""
        self.fields = {field.key: field for field in fields}
        self.names = tuple(map(tuple, names))
        self._by_first_word: dict[str, list[_Phrase]] = {}
        for field in self.fields.values():
            for weight, texts in field.phrases.items():
                self._add(field.key, texts, weight)
            self._add(field.key, field.never, None)
        self.meanings = lru_cache(maxsize=4_096)(self._meanings)

    def _add(self, field: str, texts: str, weight: float | None) -> None:
        for text in filter(None, texts.split(",")):
            phrase = _Phrase(field, words(text), weight)
            self._by_first_word.setdefault(phrase.words[0].key, []).append(phrase)

    def _meanings(self, path: HeadingPath) -> dict[str, float]:
        """Each field the heading could mean, with how well its words cover the heading."""
        said = [words(heading_unit(text).rest) for text in path]
        line = [word for part in said for word in part]
        own = len(said[-1]) if said else 0
        bare = is_bare(line)
        weights = _weights(line, own)
        best: dict[str, float] = {}
        covered: dict[str, set[int]] = {}
        said_of: dict[str, list[range]] = {}
        excluding: list[tuple[str, range]] = []
        for place, word in enumerate(line):
            for phrase in self._by_first_word.get(word.key, ()):
                accents = _match(line, place, phrase.words, bare)
                if not accents:
                    continue
                span = range(place, place + len(phrase.words))
                if phrase.weight is None:
                    excluding += [(phrase.field, span)] if accents == 1.0 else []
                else:
                    best[phrase.field] = max(best.get(phrase.field, 0.0), phrase.weight * accents)
                    covered.setdefault(phrase.field, set()).update(span)
                    said_of.setdefault(phrase.field, []).append(span)
        excluded = {field for field, span in excluding if not _within_a_longer(span, said_of.get(field, ()))}
        total = sum(weights) or 1.0
        inner = set(range(len(line) - own, len(line)))
        return {
            field: weight
            * (0.5 + 0.5 * sum(weights[place] for place in covered[field]) / total)
            * (1.0 if covered[field] & inner else _OUTER_ONLY)
            for field, weight in best.items()
            if field not in excluded
        }


def _within_a_longer(span: range, phrases: Iterable[range]) -> bool:
    return any(len(phrase) > len(span) and phrase[0] <= span[0] and span[-1] <= phrase[-1] for phrase in phrases)


def _weights(line: Sequence[Word], own: int) -> list[float]:
    """How much each word of a heading says: outer headings and fillers little, but a filler that stands alone much."""
    inner = len(line) - own
    return [
        (_FILLER_WEIGHT if word.key in _FILLERS and not (own == 1 and place == inner) else 1.0)
        * (1.0 if place >= inner else _PARENT_WEIGHT)
        for place, word in enumerate(line)
    ]


def _match(line: Sequence[Word], place: int, phrase: Sequence[Word], bare: bool) -> float:
    """1 where the phrase stands at `place`, less where only its accents differ, 0 where it does not stand there."""
    if place + len(phrase) > len(line):
        return 0.0
    accents = 1.0
    for typed, meant in zip(line[place : place + len(phrase)], phrase, strict=True):
        if typed.key != meant.key:
            return 0.0
        if not agree(typed.typed, meant.typed, typed_bare=bare):
            accents = _WRONG_ACCENT if len(phrase) > 1 else 0.0  # họ is no hộ, but "địa chi" is a slip
    return accents
