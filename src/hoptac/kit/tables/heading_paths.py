"""The texts above each column, outer first, from cells joined and cells that only stand over others."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from hoptac.kit.sheets import Cell, MergedRange, Row, Sheet
from hoptac.kit.tables.vocabulary import HeadingPath
from hoptac.kit.vietnamese import clean_text

_WIDEST_PARENT = 0.7  # a text joined over more of the table than this is a title, not a heading
_MOST_TITLES = 2  # in one line


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
    spans = list(spans_of(rows, shown, number, width, lambda column: _has_heading_below(rows, number, last, column)))
    for text, columns in spans:
        if len(columns) <= max(_WIDEST_PARENT * width, 2) or len(spans) > _MOST_TITLES:
            for column in columns:
                texts[column] = text
    return texts


def spans_of(
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


def cell_at(rows: Sequence[Row], line: int, place: int) -> Cell:
    return rows[line][place] if place < len(rows[line]) else None


def heading_texts(sheet: Sheet, first: int, last: int) -> list[str]:
    """The heading of each column of the rows `first` to `last` (from 0), outer and own parted by ' / '."""
    shown = MergedCells(sheet.merged, first, last)
    return [" / ".join(path) for path in flatten(sheet.rows, shown, first, last)]
