"""Where the headings of a table stand: one to three rows, on row 1 or on row 30, once or again on every page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from hoptac.kit.sheets import Cell, MergedRange, Row, Sheet
from hoptac.kit.tables.columns import Candidate, best_first, continues
from hoptac.kit.tables.lines import is_column_numbers, is_signature, is_total
from hoptac.kit.tables.units import is_unit
from hoptac.kit.tables.vocabulary import HeadingPath, Vocabulary
from hoptac.kit.tables.words import key_of
from hoptac.kit.vietnamese import clean_text

MOST_ROWS_ABOVE = 100
_TALLEST, _TALLEST_GROWN = 3, 4
_DIGITS_OF_A_YEAR, _FIRST_YEAR, _LAST_YEAR = 4, 1990, 2100
_LONGEST_HEADING = 120
_WIDEST_PARENT = 0.7  # a text joined over more of the table than this is a title, not a heading
_MOST_TITLES = 2  # in one line
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


class MergedCells:
    """Which cell a merged cell shows, for the upper part of a sheet."""

    def __init__(self, merged: Iterable[MergedRange], first: int, last: int) -> None:
        self._shown: dict[tuple[int, int], tuple[int, int]] = {}
        self.wide: dict[tuple[int, int], int] = {}
        for area in merged:
            if area.first_row > last or area.last_row < first:
                continue
            corner = (area.first_row, area.first_column)
            self.wide[corner] = area.last_column - area.first_column + 1
            for row in range(max(area.first_row, first), min(area.last_row, last) + 1):
                for column in range(area.first_column, area.last_column + 1):
                    self._shown[row, column] = corner

    def corner(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the joined cells, or the cell itself."""
        return self._shown.get((row, column), (row, column))


def text_of(cell: Cell) -> str:
    """A cell as a heading would be read; a year or another whole number is a heading too."""
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


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
    paths = flatten(rows, shown, first, last)
    if not any(paths):
        return None
    return HeadingBlock(first, last, paths, _score(rows, paths, vocabulary, first, last))


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


def flatten(rows: Sequence[Row], shown: MergedCells, first: int, last: int) -> tuple[HeadingPath, ...]:
    """The headings above each column, outer first, each said once; a title over the whole table is left out.

    Where a file does not say which cells are joined, an outer heading also covers the empty cells to its right that
    have a heading below them.
    """
    width = max(len(rows[number]) for number in range(first, last + 1))
    paths: list[list[str]] = [[] for _column in range(width)]
    for number in range(first, last + 1):
        for column, text in enumerate(_texts_of_line(rows, shown, number, last, width)):
            if text and text not in paths[column]:
                paths[column].append(text)
    return tuple(map(tuple, paths))


def _texts_of_line(rows: Sequence[Row], shown: MergedCells, number: int, last: int, width: int) -> list[str]:
    texts = [""] * width
    spans = list(_spans(rows, shown, number, width, lambda column: _has_heading_below(rows, number, last, column)))
    for text, columns in spans:
        if len(columns) <= max(_WIDEST_PARENT * width, 2) or len(spans) > _MOST_TITLES:
            for column in columns:
                texts[column] = text
    return texts


def _spans(
    rows: Sequence[Row], shown: MergedCells, number: int, width: int, is_covered: Callable[[int], bool]
) -> Iterator[tuple[str, range]]:
    """The texts of a line with the columns each stands over: those of its joined cells, or its own and, as long as
    `is_covered` says so, the empty ones to its right."""
    column = 0
    while column < width:
        line, place = shown.corner(number, column)
        cell = rows[line][place] if place < len(rows[line]) else None
        text, start = text_of(cell), column
        is_joined = (line, place) != (number, column) or (line, place) in shown.wide
        column += 1
        while column < width and (
            shown.corner(number, column) == (line, place)
            if is_joined
            else bool(text) and _is_free(rows, shown, number, column) and is_covered(column)
        ):
            column += 1
        if text:
            yield text, range(start, column)


def _is_free(rows: Sequence[Row], shown: MergedCells, number: int, column: int) -> bool:
    row = rows[number]
    return shown.corner(number, column) == (number, column) and not (column < len(row) and text_of(row[column]))


def _has_heading_below(rows: Sequence[Row], number: int, last: int, column: int) -> bool:
    below = (rows[row] for row in range(number + 1, last + 1))
    return any(column < len(row) and bool(text_of(row[column])) for row in below)


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
    if any(block.first <= line <= block.last and text_of(_cell(rows, line, place)) for line, place in reached):
        return True
    if all(map(is_unit, filled.values())):
        return True
    under: set[int] = set()
    width = max(len(block.paths), len(row))
    for _text, columns in _spans(rows, shown, block.last, width, filled.__contains__):
        inside = filled.keys() & set(columns)
        under |= inside if len(inside) > 1 else set()
    return filled.keys() == under


def _cell(rows: Sequence[Row], line: int, place: int) -> Cell:
    return rows[line][place] if place < len(rows[line]) else None


def later_headings(rows: Sequence[Row], start: int, vocabulary: Vocabulary) -> list[int]:
    """Rows from `start` on that are clearly headings again: no numbers in them, and three clear meanings or more."""
    return [number for number in range(start, len(rows)) if _is_heading_again(rows[number], vocabulary)]


def heading_texts(sheet: Sheet, first: int, last: int) -> list[str]:
    """The heading of each column of the rows `first` to `last` (from 0), outer and own parted by ' / '."""
    shown = MergedCells(sheet.merged, first, last)
    return [" / ".join(path) for path in flatten(sheet.rows, shown, first, last)]


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
