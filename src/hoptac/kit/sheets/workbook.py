"""What is read from a workbook: sheets of plain rows, as the office typed them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

Cell = str | int | float | bool | date | datetime | None
Row = list[Cell]


class MergedRange(NamedTuple):
    """Cells merged into one; rows and columns count from 0, the last ones belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1 of the file, so that a row can be found again; an empty cell is None."""

    name: str
    rows: list[Row]
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that hold something, in the order of the file."""

    filename: str
    sheets: tuple[Sheet, ...]


def column_letter(column: int) -> str:
    """'A' for 0, 'AA' for 26: the letters a spreadsheet shows above a column."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
