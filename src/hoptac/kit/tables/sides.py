"""Which columns under one line of headings are one table: lists stand in halves side by side, or beside a summary."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from hoptac.kit.tables.vocabulary import HeadingPath, Vocabulary
from hoptac.kit.tables.words import key_of

_CLEAR = 0.6
_SPARSE = 0.7  # a block filled in fewer rows than this share of the names is no part of their list


def sides_of(
    paths: Sequence[HeadingPath], vocabulary: Vocabulary, filled: Callable[[int], int]
) -> list[tuple[int, int]]:
    """The first and last column of each table under the headings; `filled` counts the filled cells of a column."""
    means = [_meaning(path, vocabulary) for path in paths]
    starts = _starts_of_halves(paths, means, vocabulary)
    bounds = [*starts, len(paths)]
    sides = [(first, end - 1) for first, end in pairwise(bounds)]
    return [_without_summaries(side, paths, means, vocabulary, filled) for side in sides]


def _meaning(path: HeadingPath, vocabulary: Vocabulary) -> str | None:
    meanings = vocabulary.meanings(path) if path else {}
    field = max(meanings, key=lambda key: meanings[key], default=None)
    return field if field and meanings[field] >= _CLEAR else None


def _starts_of_halves(paths: Sequence[HeadingPath], means: Sequence[str | None], vocabulary: Vocabulary) -> list[int]:
    """The columns a half begins on: a heading said again, with a name among the columns from each such heading on."""
    said_at: dict[str, list[int]] = {}
    before = ""
    for column, path in enumerate(paths):
        key = key_of(path[-1]) if path else ""
        if key and key != before:
            said_at.setdefault(key, []).append(column)
        before = key
    if not any(len(places) > 1 for field in vocabulary.names for places in [_columns_of(means, field[0])]):
        return [0]
    for start, *again in said_at.values():
        bounds = [start, *again, len(paths)]
        halves = [means[first:end] for first, end in pairwise(bounds)]
        if again and all(_has_names(half, vocabulary) for half in halves) and not _has_names(means[:start], vocabulary):
            return [0, *again]
    return [0]


def _columns_of(means: Sequence[str | None], field: str) -> list[int]:
    return [column for column, meaning in enumerate(means) if meaning == field]


def _has_names(means: Sequence[str | None], vocabulary: Vocabulary) -> bool:
    return any(set(group) <= set(means) for group in vocabulary.names)


def _without_summaries(
    side: tuple[int, int],
    paths: Sequence[HeadingPath],
    means: Sequence[str | None],
    vocabulary: Vocabulary,
    filled: Callable[[int], int],
) -> tuple[int, int]:
    """The side without blocks beyond an empty column that repeat what its columns are, and have far fewer rows."""
    blocks: list[list[int]] = [[]]
    for column in range(side[0], side[1] + 1):
        if paths[column] or filled(column):
            blocks[-1].append(column)
        elif blocks[-1]:
            blocks.append([])
    main = next((block for block in blocks if _has_names([means[column] for column in block], vocabulary)), None)
    if main is None:
        return side
    fields = {means[column] for column in main} - {None}
    rows = max(map(filled, main))
    kept = [
        column
        for block in blocks
        for column in block
        if block is main
        or not fields.intersection(means[one] for one in block)
        or max(map(filled, block)) >= _SPARSE * rows
    ]
    return min(kept), max(kept)
