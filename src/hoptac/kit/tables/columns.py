"""Which column is what: by the words of its heading first, by its cells where the words leave it open."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from hoptac.kit.tables.profile import Profile
from hoptac.kit.tables.vocabulary import HeadingPath, Vocabulary

Why = Literal["heading", "content", "remembered", "corrected", ""]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LOWEST = 0.35
_FEWEST_CELLS = 4
_MOSTLY = 0.6
_CONTRADICTED = 0.45
_UNPROVEN = 0.95
_NO_HEADING_MATCH = 0.35


class Candidate(NamedTuple):
    """A field a column could be."""

    score: float
    column: int
    field: str
    why: Why
    year: int = 0  # of the heading, where the latest year counts


class Guess(NamedTuple):
    """What one column was taken for, how surely (0 to 1), and by what."""

    field: str | None
    sureness: float
    why: Why


_NOTHING = Guess(None, 0.0, "")


def assign(
    paths: Sequence[HeadingPath],
    profile_of: Callable[[int], Profile],
    vocabulary: Vocabulary,
    *,
    headless: bool = False,
) -> list[Guess]:
    """One guess a column; no field is taken twice, save those that may be. `headless`: the list has no headings."""
    candidates: list[Candidate] = []
    for column, path in enumerate(paths):
        by_words = {} if continues(paths, column) else vocabulary.meanings(path) if path else {}
        for field, score in by_words.items():
            surer = _with_content(score, field, profile_of(column), vocabulary)
            candidates.append(Candidate(surer, column, field, "heading", _year(path, field, vocabulary)))
        if max(by_words.values(), default=0.0) < _NO_HEADING_MATCH:
            candidates += [
                Candidate(score, column, field, "content")
                for field, score in _by_content(profile_of(column), vocabulary, headless)
            ]
    guesses = [_NOTHING] * len(paths)
    for chosen in best_first(candidates, vocabulary):
        guesses[chosen.column] = Guess(chosen.field, round(min(chosen.score, 1.0), 2), chosen.why)
    _find_names(guesses, profile_of, vocabulary)
    return _continued(guesses, paths, profile_of, vocabulary)


def best_first(candidates: Iterable[Candidate], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """The surest first, each column once, and each field once, save those that may be several columns."""
    columns: set[int] = set()
    fields: set[str] = set()
    for candidate in sorted(candidates, key=lambda item: (-item.score, -item.year, item.column)):
        if candidate.score < _LOWEST or candidate.column in columns or candidate.field in fields:
            continue
        columns.add(candidate.column)
        if not vocabulary.fields[candidate.field].many:
            fields.add(candidate.field)
        yield candidate


def _find_names(guesses: list[Guess], profile_of: Callable[[int], Profile], vocabulary: Vocabulary) -> None:
    """Where no heading is understood as the name, the column left over that looks most like names is it."""
    fields = {guess.field for guess in guesses}
    if any(fields.issuperset(group) for group in vocabulary.names):
        return
    name = vocabulary.fields[vocabulary.names[0][0]]
    if name.looks is None:
        return
    open_columns = [column for column, guess in enumerate(guesses) if guess.field is None]
    fits = {column: name.looks(profile_of(column)) for column in open_columns if len(profile_of(column).cells) > 1}
    best = max(fits, key=lambda column: fits[column], default=None)
    if best is not None and fits[best] >= _MOSTLY:
        guesses[best] = Guess(name.key, round(name.alone * fits[best], 2), "content")


def _year(path: HeadingPath, field: str, vocabulary: Vocabulary) -> int:
    years = _YEAR.findall(" ".join(path)) if vocabulary.fields[field].latest else []
    return max(map(int, years), default=0)


def continues(paths: Sequence[HeadingPath], column: int) -> bool:
    """Whether a column stands under the very heading of the column before it."""
    return column > 0 and bool(paths[column]) and paths[column] == paths[column - 1]


def _continued(
    guesses: list[Guess], paths: Sequence[HeadingPath], profile_of: Callable[[int], Profile], vocabulary: Vocabulary
) -> list[Guess]:
    taken = {guess.field for guess in guesses}
    for column in range(1, len(paths)):
        before = guesses[column - 1].field
        field = vocabulary.fields[before].continued_by if before else None
        is_open = guesses[column].field is None and (continues(paths, column) or not paths[column])
        if field and is_open and field not in taken and profile_of(column).single_words >= _MOSTLY:
            guesses[column] = Guess(field, guesses[column - 1].sureness, "heading")
            taken.add(field)
    return guesses


def _with_content(score: float, field: str, profile: Profile, vocabulary: Vocabulary) -> float:
    """Cells that could be the field make its heading a little surer; cells that could not, much less sure."""
    fits = vocabulary.fields[field].fits
    if fits is None:
        return score
    if len(profile.cells) < _FEWEST_CELLS:
        return score * _UNPROVEN
    fit = fits(profile)
    return score * (_CONTRADICTED + (1 - _CONTRADICTED) * min(fit * 1.5, 1.0))


def _by_content(profile: Profile, vocabulary: Vocabulary, headless: bool) -> list[tuple[str, float]]:
    if len(profile.cells) < 2:
        return []
    found: list[tuple[str, float]] = []
    for field in vocabulary.fields.values():
        weight = max(field.alone, field.headless) if headless else field.alone
        looks = field.looks or field.fits
        if weight and looks and (fit := looks(profile)) >= 0.5:
            found.append((field.key, weight * fit))
    return found
