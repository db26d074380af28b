"""Sheets laid out from a line that names the columns: 'STT = no | Năm sinh > Nam = year_man | Năm sinh > Nữ = year_woman'."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tests.members.reading.offices.people import PEOPLE, WAYS, Person
from tests.members.reading.workbooks import SheetOf

from hoptac.kit.sheets import Cell

Area = tuple[int, int, int, int]


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


def row_of(columns: Sequence[Column], person: Person) -> list[Cell]:
    return [WAYS[column.way].cell(person) for column in columns]


def total_row(columns: Sequence[Column], people: Iterable[Person], label: str, at: int = 0) -> list[Cell]:
    """The sums of the amounts, the label in the column `at`."""
    everyone = list(people)
    row: list[Cell] = []
    for column in columns:
        cells = [WAYS[column.way].cell(person) for person in everyone]
        is_money = column.way.split("_")[0] in ("paid", "pledged", "rest", "part1", "part2", "opening")
        numbers = [cell for cell in cells if isinstance(cell, int | float)]
        row.append(sum(numbers) if is_money and numbers else None)
    row[at] = label
    return row


def table(line: str, people: Sequence[Person] = PEOPLE, *, total: str = "", numbered: bool = False) -> Block:
    """Headings, a row for each person, and a line of totals where `total` names it; `numbered`: 1 2 3 below the
    headings."""
    columns = columns_of(line)
    body: list[list[Cell]] = [[f"({place})" for place in range(1, len(columns) + 1)]] if numbered else []
    body += [row_of(columns, person) for person in people]
    body += [total_row(columns, people, total)] if total else []
    return Block(body, []).below(headings(columns))


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


def in_sections(line: str, title: Callable[[str], str], *, total: str = "") -> Block:
    """The people of each hamlet under a line that names it."""
    columns = columns_of(line)
    whole = headings(columns)
    for number, (hamlet, group) in enumerate(groupby(PEOPLE, key=lambda person: person.hamlet)):
        people = list(group)
        label = title(hamlet)
        row: list[Cell] = ["I" * (number + 1), label] if columns[0].way.startswith("no") else [label]
        body = [row, *(row_of(columns, person) for person in people)]
        body += [total_row(columns, people, total.format(hamlet=hamlet), at=1)] if total else []
        whole = Block(body, []).below(whole)
    return whole


def in_pages(line: str, length: int = 5) -> Block:
    """Headings again on every printed page, with its sum below and what is carried over above."""
    columns = columns_of(line)
    whole = lines("DANH SÁCH THÀNH VIÊN")
    for start in range(0, len(PEOPLE), length):
        page = PEOPLE[start : start + length]
        before = PEOPLE[:start]
        body = [total_row(columns, before, "Trang trước mang sang", at=1)] if before else []
        body += [row_of(columns, person) for person in page]
        body += [total_row(columns, page, "Cộng trang"), total_row(columns, PEOPLE[: start + length], "Lũy kế")]
        whole = stacked(whole, headings(columns), Block(body, []), lines([], [f"Trang {start // length + 1}"]))
    return stacked(whole, Block([total_row(columns, PEOPLE, "TỔNG CỘNG")], []))
