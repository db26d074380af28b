"""Sheets laid out as offices do, from a line that names the columns: 'STT = no | Năm sinh > Nam = year_man | Năm sinh > Nữ = year_woman'."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

from tests.members.reading.workbooks import SheetOf

from hoptac.kit.sheets import Cell

Area = tuple[int, int, int, int]
Thing = TypeVar("Thing")


class Way(NamedTuple, Generic[Thing]):
    """One way to write one thing: the cell, what is read from it (by the name of the field), and what that must be."""

    cell: Callable[[Thing], Cell]
    field: str = ""
    truth: Callable[[Thing], Any] = lambda _thing: None
    is_sum: bool = False


class Column(NamedTuple):
    """The headings above a column, outer first, and the way its cells are written."""

    path: tuple[str, ...]
    way: str


def columns_of(line: str) -> list[Column]:
    parts = [part.rpartition("=") for part in line.split("|") if part.strip()]
    return [Column(tuple(level.strip() for level in path.split(">")), way.strip()) for path, _mark, way in parts]


class Block(NamedTuple):
    """Rows with joined cells, counted from the first of them."""

    rows: list[list[Cell]]
    joined: list[Area]

    def below(self, other: "Block") -> "Block":
        """The other block, and this one under it."""
        down = len(other.rows)
        moved = [(top + down, left, bottom + down, right) for top, left, bottom, right in self.joined]
        return Block(other.rows + self.rows, other.joined + moved)

    def shifted(self, columns: int) -> "Block":
        """The block begun further right."""
        moved = [(top, left + columns, bottom, right + columns) for top, left, bottom, right in self.joined]
        return Block([[*[None] * columns, *row] if row else [] for row in self.rows], moved)

    def sheet(self, name: str = "DS") -> SheetOf:
        return SheetOf(self.rows, self.joined, name)


def lines(*rows: Sequence[Cell] | str) -> Block:
    """Rows as they stand; a text is a row of one cell."""
    return Block([[row] if isinstance(row, str) else list(row) for row in rows], [])


def headings(columns: Sequence[Column]) -> Block:
    """One row for each level; a heading is joined over the columns and the rows that it stands for."""
    depth = max(len(column.path) for column in columns)
    rows: list[list[Cell]] = [[None] * len(columns) for _level in range(depth)]
    joined: list[Area] = []
    for level in range(depth):
        places = [place for place, column in enumerate(columns) if len(column.path) > level]
        for path, group in groupby(places, key=lambda place, level=level: columns[place].path[: level + 1]):
            span = list(group)
            is_last = all(len(columns[place].path) == level + 1 for place in span)
            runs = [[place] for place in span] if is_last else [span]
            for run in runs:
                rows[level][run[0]] = path[-1] or None
                bottom = depth - 1 if is_last else level
                if len(run) > 1 or bottom > level:
                    joined.append((level, run[0], bottom, run[-1]))
    return Block(rows, joined)


def stacked(*blocks: Block) -> Block:
    whole = blocks[0]
    for block in blocks[1:]:
        whole = block.below(whole)
    return whole


def beside(left: Block, right: Block, gap: int = 1) -> Block:
    """Two blocks in the same rows, `gap` empty columns between them."""
    width = max(map(len, left.rows)) + gap
    moved = right.shifted(width)
    height = max(len(left.rows), len(right.rows))
    rows: list[list[Cell]] = []
    for number in range(height):
        first = list(left.rows[number]) if number < len(left.rows) else []
        second = moved.rows[number][width:] if number < len(moved.rows) else []
        rows.append(first + [None] * (width - len(first)) + second)
    return Block(rows, left.joined + moved.joined)


class Layout(Generic[Thing]):
    """The ways to write things of one kind, and the things."""

    def __init__(self, ways: Mapping[str, Way[Thing]], everything: Sequence[Thing]) -> None:
        self.ways, self.everything = ways, tuple(everything)

    def row(self, columns: Sequence[Column], thing: Thing) -> list[Cell]:
        return [self.ways[column.way].cell(thing) for column in columns]

    def total(self, columns: Sequence[Column], things: Iterable[Thing], label: str, at: int = 0) -> list[Cell]:
        """The sums of the amounts, the label in the column `at`."""
        rows = [self.row(columns, thing) for thing in things]
        row: list[Cell] = []
        for place, column in enumerate(columns):
            numbers = [cell for line in rows if isinstance(cell := line[place], int | float)]
            row.append(sum(numbers) if self.ways[column.way].is_sum and numbers else None)
        row[at] = label
        return row

    def table(
        self, line: str, things: Sequence[Thing] | None = None, *, total: str = "", numbered: bool = False
    ) -> Block:
        """Headings, a row for each thing, and a line of totals where `total` names it; `numbered`: (1) (2) (3) below
        the headings."""
        columns, things = columns_of(line), self.everything if things is None else things
        body: list[list[Cell]] = [[f"({place})" for place in range(1, len(columns) + 1)]] if numbered else []
        body += [self.row(columns, thing) for thing in things]
        body += [self.total(columns, things, total)] if total else []
        return Block(body, []).below(headings(columns))

    def in_sections(
        self, line: str, key: Callable[[Thing], Hashable], title: Callable[[Any], str], *, total: str = ""
    ) -> Block:
        """The things of one key under a line that names it, and the sum of each where `total` names it."""
        columns = columns_of(line)
        whole = headings(columns)
        for number, (said, group) in enumerate(groupby(self.everything, key=key)):
            things = list(group)
            numbered = columns[0].way.startswith("no")
            row: list[Cell] = ["I" * (number + 1), title(said)] if numbered else [title(said)]
            body = [row, *(self.row(columns, thing) for thing in things)]
            body += [self.total(columns, things, total.format(said), at=1)] if total else []
            whole = Block(body, []).below(whole)
        return whole

    def in_pages(self, line: str, length: int = 5) -> Block:
        """Headings again on every printed page, with its sum below and what is carried over above."""
        columns = columns_of(line)
        whole = lines("DANH SÁCH")
        for start in range(0, len(self.everything), length):
            page, before = self.everything[start : start + length], self.everything[:start]
            body = [self.total(columns, before, "Trang trước mang sang", at=1)] if before else []
            body += [self.row(columns, thing) for thing in page]
            body += [self.total(columns, page, "Cộng trang"), self.total(columns, before + page, "Lũy kế")]
            whole = stacked(whole, headings(columns), Block(body, []), lines([], [f"Trang {start // length + 1}"]))
        return stacked(whole, Block([self.total(columns, self.everything, "TỔNG CỘNG")], []))

    def fields(self, ways: Iterable[str]) -> dict[str, Callable[[Thing], Any]]:
        """What is read from columns written in these ways, and what it must be."""
        return {way.field: way.truth for key in sorted(ways) if (way := self.ways[key]).field}


def ways_of(line: str) -> frozenset[str]:
    """The ways a line of columns names."""
    return frozenset(column.way for column in columns_of(line))
