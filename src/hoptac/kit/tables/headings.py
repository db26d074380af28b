"""Where the headings of a table stand: one to three rows, on row 1 or on row 30, once or again on every page."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from hoptac.kit.sheets import Cell, MergedRange, Row
from hoptac.kit.tables.columns import Candidate, best_first, continues
from hoptac.kit.tables.heading_paths import MergedCells, cell_at, flatten, spans_of, text_of
from hoptac.kit.tables.lines import is_column_numbers, is_signature, is_total
from hoptac.kit.tables.units import is_unit
from hoptac.kit.tables.vocabulary import HeadingPath, Vocabulary
from hoptac.kit.tables.words import key_of
from hoptac.kit.vietnamese import clean_text

MOST_ROWS_ABOVE = 100
_TALLEST, _TALLEST_GROWN = 3, 4
_DIGITS_OF_A_YEAR, _FIRST_YEAR, _LAST_YEAR = 4, 1990, 2100
_LONGEST_HEADING = 120
_WEAKEST = 0.5
_CLEAR = 0.75
_NEARLY_BEST = 0.7
_CLEAREST = 0.85
_DATA_PENALTY = 0.6


class HeadingBlock(NamedTuple):
    """Rows count from 0; `last` belongs to it. `paths` has one entry a column."""

    first: int
    last: int
    paths: tuple[HeadingPath, ...]
    score: float


def _is_data(cell: Cell) -> bool:
    """Whether a cell could hardly be a heading: a date, a number that is no year, digits, a long text."""
    if cell is None:
        return False
    if isinstance(cell, str):
        text = cell.strip()
        digits = sum(map(str.isdigit, text))
        if digits == len(text) == _DIGITS_OF_A_YEAR and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
            return False
        return len(text) > _LONGEST_HEADING or (digits >= 4 and digits > len(text) // 2 and not text.isalpha())
    if isinstance(cell, bool | date):
        return True
    return isinstance(cell, int | float) and not _FIRST_YEAR <= cell <= _LAST_YEAR


def find_headings(
    rows: Sequence[Row],
    merged: Iterable[MergedRange],
    vocabulary: Vocabulary,
    start: int = 0,
    end: int = MOST_ROWS_ABOVE,
) -> HeadingBlock | None:
    """The headings that begin on a row from `start` to before `end`: the first block that means nearly as much as the
    best one, for a sheet may hold several tables."""
    end = min(len(rows), end)
    shown = MergedCells(merged, start, end + _TALLEST)
    blocks: list[HeadingBlock] = []
    for first in range(start, end):
        if _speaks(rows[first], vocabulary):
            lasts = range(first, min(first + _TALLEST, len(rows)))
            found = [block for last in lasts if (block := _block(rows, shown, vocabulary, first, last))]
            blocks += [max(found, key=lambda block: block.score)] if found else []
    if not blocks:
        return None
    # A block that speaks against itself scores below zero, where a part of the best is more than the best.
    best_score = max(block.score for block in blocks)
    enough = min(best_score, _NEARLY_BEST * best_score)
    best = next(block for block in blocks if block.score >= enough)
    best = _without_titles(rows, shown, _grown_upwards(rows, shown, vocabulary, best, start))
    return _grown_downwards(rows, shown, vocabulary, best)


def _speaks(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a row says more as headings than it looks like data: only then is it worth a closer look."""
    data = sum(map(_is_data, row))
    meant: dict[str, float] = {}
    for cell in row:
        if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_HEADING:
            for field, score in vocabulary.meanings((clean_text(cell),)).items():
                if score >= _CLEAR:
                    meant[field] = max(meant.get(field, 0.0), score)
    return sum(meant.values()) > _DATA_PENALTY * data


def _without_titles(rows: Sequence[Row], shown: MergedCells, block: HeadingBlock) -> HeadingBlock:
    """Rows at the top that say nothing about any column are titles, and tell of the table from above it."""
    first = block.first
    while first < block.last and flatten(rows, shown, first + 1, block.last) == block.paths:
        first += 1
    return block._replace(first=first)


def _grown_upwards(
    rows: Sequence[Row], shown: MergedCells, vocabulary: Vocabulary, block: HeadingBlock, start: int
) -> HeadingBlock:
    """An outer heading above, such as 'Năm sinh' over 'Nam | Nữ', may carry no clear word of its own."""
    while block.first > start and block.last - block.first + 1 < _TALLEST:
        taller = _block(rows, shown, vocabulary, block.first - 1, block.last)
        if taller is None or taller.score <= block.score:
            break
        block = taller
    return block


def _block(
    rows: Sequence[Row], shown: MergedCells, vocabulary: Vocabulary, first: int, last: int
) -> HeadingBlock | None:
    for number in range(first, last + 1):
        row = rows[number]
        if is_column_numbers(row) or not any(text_of(cell) for cell in row):
            return None
        if number > first and _is_lone_line(rows, shown, number):
            return None
        # 'Số tài khoản | 1890201009999' above the headings tells of the whole list, and of no column.
        if number < last and any(map(_is_data, row)):
            return None
    paths = flatten(rows, shown, first, last)
    if not any(paths):
        return None
    return HeadingBlock(first, last, paths, _score(rows, paths, vocabulary, first, last))


def _is_lone_line(rows: Sequence[Row], shown: MergedCells, number: int) -> bool:
    """Whether a row has one text below another one: a line over the rows that follow, and no heading."""
    filled = [column for column, cell in enumerate(rows[number]) if text_of(cell)]
    if len(filled) != 1:
        return False
    above = shown.corner(number - 1, filled[0])
    return shown.wide.get(above, 1) == 1 and bool(text_of(cell_at(rows, *above)))


def _score(rows: Sequence[Row], paths: Sequence[HeadingPath], vocabulary: Vocabulary, first: int, last: int) -> float:
    """What the columns mean, each field counted once; cells that look like data count against the block."""
    candidates = [
        Candidate(score, column, field, "heading")
        for column, path in enumerate(paths)
        if not continues(paths, column)
        for field, score in vocabulary.meanings(path).items()
        if score >= _WEAKEST
    ]
    meaning = sum(candidate.score for candidate in best_first(candidates, vocabulary))
    cells = [cell for number in range(first, last + 1) for cell in rows[number]]
    return meaning - _DATA_PENALTY * sum(map(_is_data, cells)) - 0.05 * (last - first)


def _grown_downwards(
    rows: Sequence[Row], shown: MergedCells, vocabulary: Vocabulary, block: HeadingBlock
) -> HeadingBlock:
    """The headings with the rows below that belong to them whatever they mean: those their joined cells reach into, a
    row of units, and a row of texts under headings that stand over several columns."""
    while block.last - block.first + 1 < _TALLEST_GROWN and block.last + 1 < len(rows):
        if not _belongs_to_headings(rows, shown, block):
            break
        last = block.last + 1
        paths = flatten(rows, shown, block.first, last)
        block = HeadingBlock(block.first, last, paths, _score(rows, paths, vocabulary, block.first, last))
    return block


def _belongs_to_headings(rows: Sequence[Row], shown: MergedCells, block: HeadingBlock) -> bool:
    number = block.last + 1
    row = rows[number]
    filled = {column: text for column, cell in enumerate(row) if (text := text_of(cell))}
    if not filled or is_column_numbers(row) or any(map(_is_data, row)):
        return False
    reached = (shown.corner(number, column) for column in range(len(block.paths)))
    if any(block.first <= line <= block.last and text_of(cell_at(rows, line, place)) for line, place in reached):
        return True
    if all(map(is_unit, filled.values())):
        return True
    under: set[int] = set()
    width = max(len(block.paths), len(row))
    for _text, columns in spans_of(rows, shown, block.last, width, filled.__contains__):
        inside = filled.keys() & set(columns)
        under |= inside if len(inside) > 1 else set()
    return filled.keys() == under


def later_headings(rows: Sequence[Row], start: int, vocabulary: Vocabulary) -> list[int]:
    """Rows from `start` on that are clearly headings again: no numbers in them, and three clear meanings or more."""
    return [number for number in range(start, len(rows)) if _is_heading_again(rows[number], vocabulary)]


_TEXT_ONLY = frozenset({str, type(None)})


def _is_heading_again(row: Row, vocabulary: Vocabulary) -> bool:
    if not _TEXT_ONLY.issuperset(map(type, row)):
        return False
    texts = [cell for cell in row if isinstance(cell, str)]
    if len(texts) < 3 or any(map(str.isdigit, texts)) or any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    best: dict[str, float] = {}
    for text in texts:
        for field, score in vocabulary.meanings((clean_text(text),)).items():
            best[field] = max(best.get(field, 0.0), score)
    return sum(score >= _CLEAREST for score in best.values()) >= 3


def same_headings(row: Row, headings: frozenset[str]) -> bool:
    """Whether a line only repeats headings known already, as at the top of a printed page."""
    texts = [key_of(text_of(cell)) for cell in row if text_of(cell)]
    return len(texts) >= 2 and all(text in headings for text in texts)


def ends_table(text: str) -> bool:
    """Whether a line of text closes a table."""
    return is_total(text) or is_signature(text)
