"""The rows of a table read field by field, whatever columns they stand in."""

from collections.abc import Callable, Sequence
from typing import Any

from hoptac.kit.language import _
from hoptac.kit.sheets import Cell, Row
from hoptac.kit.tables.cells import Flawed, Flaws, Plausible, Reason, amount_reader, area_reader, read_column, read_text
from hoptac.kit.tables.lines import is_ditto
from hoptac.kit.tables.mapping import TableMapping
from hoptac.kit.tables.vocabulary import Vocabulary
from hoptac.kit.vietnamese import clean_text

HIDDEN_SHEET = Reason(
    "hidden_sheet", _("Dòng này ở trang tính bị ẩn trong tệp, có thể là danh sách cũ. Hãy xem lại trước khi nhập.")
)
_LONGEST_DITTO = 14
_SAID_ONCE = 0.6  # a column filled in fewer rows than this share, each time with another value


class FieldReader:
    """Reads the fields of rows that are entries. Every list it gives has one value a row; `flaws` says the rest."""

    def __init__(self, table: TableMapping, rows: Sequence[Row], vocabulary: Vocabulary) -> None:
        self.table, self.rows, self.vocabulary = table, rows, vocabulary
        self.flaws = Flaws()
        self.nothing: list[Any] = [None] * len(rows)

    def doubt_all(self, reason: Reason) -> None:
        """Every row needs a decision."""
        for place in range(len(self.rows)):
            self.flaws.add(place, Flawed(None, doubted=(reason,)))

    def has(self, field: str) -> bool:
        """Whether the list has a column for the field."""
        return self.table.column_of(field) is not None

    def cells(self, column: int) -> list[Cell]:
        """The raw cells of a column."""
        return [row[column] for row in self.rows]

    def read(self, field: str, read: Callable[[Any], Any]) -> list[Any]:
        """The column of a field, read; all None where the list has none."""
        column = self.table.column_of(field)
        return self.nothing if column is None else read_column(self.cells(column), read, self.flaws)

    def text(self, field: str) -> list[str | None]:
        return self.read(field, read_text)

    def texts(self, field: str, mark: str) -> list[str | None]:
        """All columns of a field, joined by `mark`."""
        columns = [read_column(self.cells(column), read_text, self.flaws) for column in self.table.columns_of(field)]
        return joined(columns, mark) if columns else self.nothing

    def with_dittos(self, field: str, read: Callable[[Any], Any], above: Reason, none_above: Reason) -> list[Any]:
        """A column in which 'nt' stands for the value of the line above; the notes say so, or that there is none."""
        column = self.table.column_of(field)
        if column is None:
            return self.nothing
        cells = self.cells(column)
        last: Cell = None
        for place, cell in enumerate(cells):
            if type(cell) is str and len(cell) <= _LONGEST_DITTO and is_ditto(clean_text(cell)):
                cells[place] = last
                self.flaws.note(place, none_above if last is None else above)
            elif cell is not None:
                last = cell
        return read_column(cells, read, self.flaws)

    def said_once(self, values: list[str | None], above: Reason) -> list[str | None]:
        """A value at the first of several rows holds for those below it that are empty, where each value is there once."""
        told = [value for value in values if value]
        once = len(told) > 1 and len(told) == len(set(told)) and len(told) < _SAID_ONCE * len(values)
        if not once or not values[0]:
            return values
        filled: list[str | None] = []
        for place, value in enumerate(values):
            filled.append(value or filled[-1])
            if not value:
                self.flaws.note(place, above)
        return filled

    def amounts(self, field: str, *, may_be_negative: bool = False) -> list[int | None]:
        """đồng; the sum where several columns are the field."""
        return added_up(self.amounts_by_column(field, may_be_negative=may_be_negative)) or self.nothing

    def amounts_by_column(self, field: str, *, may_be_negative: bool = False) -> dict[int, list[int | None]]:
        """đồng, of each column that is the field."""
        read: dict[int, list[int | None]] = {}
        for column in self.table.columns_of(field):
            cells = self.cells(column)
            unit = self.table.units.get(column, 1)
            reader = amount_reader(unit, cells, plausible=self._plausible(field), may_be_negative=may_be_negative)
            read[column] = read_column(cells, reader, self.flaws)
        return read

    def _plausible(self, field: str) -> Plausible:
        known = self.vocabulary.fields[field]
        return Plausible(known.smallest, known.largest or 0)

    def areas(self, field: str) -> list[int | None]:
        """m²."""
        column = self.table.column_of(field)
        if column is None:
            return self.nothing
        return read_column(self.cells(column), area_reader(self.table.units.get(column, 1)), self.flaws)


def added_up(columns: dict[int, list[int | None]]) -> list[int | None]:
    """The sum of each row over the columns; empty without columns."""
    if len(columns) == 1:
        return next(iter(columns.values()))
    return [_sum(parts) for parts in zip(*columns.values(), strict=True)]


def _sum(parts: Sequence[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def joined(columns: Sequence[list[str | None]], mark: str) -> list[str | None]:
    """Texts of several columns as one text a row."""
    if len(columns) == 1:
        return columns[0]
    return [mark.join(filter(None, parts)) or None for parts in zip(*columns, strict=True)]
