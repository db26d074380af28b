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
_UNPROVEN, _UNLIKELY = 0.95, 0.8  # by a few cells
_RIVALS, _AS_GOOD = 0.45, 0.35
_NEARLY_AS_SURE, _A_LITTLE = 0.15, 0.001
_SEVERAL = 2
_NO_HEADING_MATCH = 0.35


class Candidate(NamedTuple):
    """A field a column could be."""

    score: float
    column: int
    field: str
    why: Why
    year: int = 0  # of the heading, where the year counts


class Guess(NamedTuple):
    """What one column was taken for, how surely (0 to 1), and by what."""

    field: str | None
    sureness: float
    why: Why
    year: int = 0  # of its heading, where columns of several years are there


_NOTHING = Guess(None, 0.0, "")


def assign(
    paths: Sequence[HeadingPath],
    profile_of: Callable[[int], Profile],
    vocabulary: Vocabulary,
    *,
    headless: bool = False,
    year: int | None = None,
) -> list[Guess]:
    """One guess a column; no field is taken twice, save those that may be. `headless`: the list has no headings; `year`:
    the one whose figures are wanted, None for the last."""
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
    candidates = _with_wanted_years(candidates, vocabulary, year)
    guesses = [_NOTHING] * len(paths)
    for chosen in best_first(candidates, vocabulary):
        guesses[chosen.column] = Guess(chosen.field, round(min(chosen.score, 1.0), 2), chosen.why)
    _find_years(guesses, candidates, vocabulary)
    _find_rivals(guesses, candidates, profile_of, vocabulary)
    _find_names(guesses, profile_of, vocabulary)
    return _continued(guesses, paths, profile_of, vocabulary)


def best_first(candidates: Iterable[Candidate], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """The surest first, each column once, and each field once, save those that may be several columns."""
    columns: set[int] = set()
    fields: set[str] = set()
    for candidate in sorted(candidates, key=lambda item: (-item.score, item.column)):
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


def _with_wanted_years(candidates: list[Candidate], vocabulary: Vocabulary, wanted: int | None) -> list[Candidate]:
    """Of the columns that say a field nearly as surely as the best, the one of the wanted year becomes the surest."""
    best: dict[str, float] = {}
    for candidate in candidates:
        if vocabulary.fields[candidate.field].latest:
            best[candidate.field] = max(best.get(candidate.field, 0.0), candidate.score)

    def rank(candidate: Candidate) -> tuple[bool, bool, int]:
        return (candidate.year == wanted, wanted is None or candidate.year <= wanted, candidate.year)

    for field, score in best.items():
        alike = [one for one in candidates if one.field == field and one.score >= score - _NEARLY_AS_SURE]
        chosen = max(alike, key=lambda one: (rank(one), one.score, -one.column))
        if chosen.year:
            candidates = [one._replace(score=score + _A_LITTLE) if one is chosen else one for one in candidates]
    return candidates


def _find_years(guesses: list[Guess], candidates: Sequence[Candidate], vocabulary: Vocabulary) -> None:
    """The year of a column chosen among several, and the column of the year before it."""
    for field in vocabulary.fields.values():
        years = {one.column: one.year for one in candidates if one.field == field.key and one.year}
        chosen = next((column for column in years if guesses[column].field == field.key), None)
        if chosen is None or len(set(years.values())) < _SEVERAL:
            continue
        guesses[chosen] = guesses[chosen]._replace(year=years[chosen])
        before = next((column for column, year in years.items() if year == years[chosen] - 1), None)
        if field.before and before is not None and not any(guess.field == field.before for guess in guesses):
            guesses[before] = guesses[chosen]._replace(field=field.before, year=years[before])


def _find_rivals(
    guesses: list[Guess], candidates: Iterable[Candidate], profile_of: Callable[[int], Profile], vocabulary: Vocabulary
) -> None:
    """A column left over whose heading says clearly what another column was taken for; of an earlier year it is none."""
    for candidate in candidates:
        field = vocabulary.fields[candidate.field]
        if not field.rival or candidate.score < _RIVALS or guesses[candidate.column].field is not None:
            continue
        taken = [one for one in candidates if one.field == field.key and guesses[one.column].field == field.key]
        is_earlier = any(candidate.year < one.year for one in taken)
        is_far = any(candidate.score < one.score - _AS_GOOD for one in taken)
        if (
            taken
            and not is_earlier
            and not is_far
            and field.fits
            and field.fits(profile_of(candidate.column)) >= _MOSTLY
        ):
            guesses[candidate.column] = Guess(field.rival, round(candidate.score, 2), candidate.why)


def _year(path: HeadingPath, field: str, vocabulary: Vocabulary) -> int:
    return year_said(path) if vocabulary.fields[field].latest else 0


def year_said(path: HeadingPath) -> int:
    """The last year that a heading names; 0 for none."""
    return max(map(int, _YEAR.findall(" ".join(path))), default=0)


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
    fit = fits(profile)
    if len(profile.cells) < _FEWEST_CELLS:
        return score * (_UNPROVEN if fit or not profile.cells else _UNLIKELY)
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
