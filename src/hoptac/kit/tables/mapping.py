"""How a workbook is understood, in a form that can be stored, corrected and used again."""

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from hoptac.kit.sheets import LAST_COLUMN, column_letter
from hoptac.kit.tables.vocabulary import HeadingPath
from hoptac.kit.tables.words import key_of
from hoptac.kit.vietnamese import Encoding, clean_text, decode_legacy


class TableMapping(msgspec.Struct, frozen=True):
    """One table of one sheet. Rows are numbered as the spreadsheet shows them, from 1; columns count from 0.

    `heading_first` is 0 where the list has no headings. `fields` says what each column is; a column that is not in it
    is not read. `units` holds, for columns of money, the đồng one unit is worth (0: unknown, the user must say), for
    columns of area its m². `encoding` is the old font the sheet is written in, '' for Unicode. What stands outside
    the columns from `column_first` to `column_last` belongs to other tables. `years` holds the year of a column that was
    chosen among those of several years. `stated` holds the units that the list itself says, in a heading or above the
    table, and `said` those that a person put in their place.
    """

    sheet: str
    heading_first: int
    heading_last: int
    row_first: int
    row_last: int
    fields: dict[int, str]
    units: dict[int, int] = {}
    encoding: str = ""
    shape_key: str = ""
    column_first: int = 0
    column_last: int = LAST_COLUMN
    years: dict[int, int] = {}
    stated: dict[int, int] = {}
    said: dict[int, int] = {}

    def said_against(self, column: int, stated: int | None) -> int | None:
        """The unit that a person said where the list stated this one, or none at all."""
        return self.said.get(column) if self.stated.get(column) == stated else None

    @property
    def place(self) -> str:
        """The name of the sheet, with its first column for a table beside another: no row number is there twice."""
        name = clean_text(decode_legacy(self.sheet, Encoding(self.encoding)) if self.encoding else self.sheet)
        return f"{name}!{column_letter(self.column_first)}" if self.column_first else name

    def column_of(self, field: str) -> int | None:
        """The first column that is this field."""
        return next((column for column, key in sorted(self.fields.items()) if key == field), None)

    def columns_of(self, field: str) -> list[int]:
        """All columns that are this field, from the left."""
        return [column for column, key in sorted(self.fields.items()) if key == field]


class Mapping(msgspec.Struct, frozen=True):
    """The tables of a workbook. `shape_key` names the shape: the next workbook of the same headings has the same."""

    tables: tuple[TableMapping, ...]
    shape_key: str = ""

    def with_field(self, table: int, column: int, field: str | None) -> "Mapping":
        """The mapping with one column corrected; None leaves the column out."""
        old = self.tables[table]
        fields = {place: key for place, key in old.fields.items() if place != column}
        if field:
            fields[column] = field
        corrected = msgspec.structs.replace(old, fields=fields)
        return msgspec.structs.replace(self, tables=(*self.tables[:table], corrected, *self.tables[table + 1 :]))

    def with_unit(self, table: int, column: int, unit: int, *, is_said: bool = True) -> "Mapping":
        """The mapping with another unit of one column; `is_said` by a person, and so to be believed the next time."""
        old = self.tables[table]
        said = {**old.said, column: unit} if is_said else old.said
        corrected = msgspec.structs.replace(old, units={**old.units, column: unit}, said=said)
        return msgspec.structs.replace(self, tables=(*self.tables[:table], corrected, *self.tables[table + 1 :]))


def shape_of_table(paths: Sequence[HeadingPath]) -> str:
    """A name for the headings of a table: the same for other rows, in other case, with other spaces or accents."""
    headings = [" / ".join(map(key_of, path)) for path in paths]
    while headings and not headings[-1]:
        headings.pop()
    return _digest(headings or [f"{len(paths)} columns without headings"])


def shape_of_workbook(tables: Iterable[TableMapping]) -> str:
    """A name for the headings of a workbook: sheets of the same headings count once, in any order."""
    return _digest(sorted({table.shape_key for table in tables}))


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
