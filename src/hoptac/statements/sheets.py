"""Statements and books as workbooks: small ones in memory, books row by row into a file."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from hoptac.kit.sheets import Cell as SheetCell
from hoptac.kit.sheets import OpenWorkbook, OutputColumn
from hoptac.kit.sheets.writing import ColumnKind as SheetKind
from hoptac.kit.sheets.writing import OpenSheet
from hoptac.statements.tables import Column, ColumnKind, Row, Table, Value

_KINDS: Mapping[ColumnKind, SheetKind] = MappingProxyType(
    {"text": "text", "code": "text", "money": "balance", "quantity": "number", "date": "date"}
)
_INDENT = "   "


def sheet_columns(columns: Iterable[Column]) -> list[OutputColumn]:
    """The headings of a table; a heading over several columns stands before each of them."""
    return [
        OutputColumn(f"{column.group} – {column.heading}" if column.group else column.heading, _KINDS[column.kind])
        for column in columns
    ]


def write_rows(sheet: OpenSheet, rows: Iterable[Row]) -> None:
    """Add rows to a sheet; sums are bold, names are set in by their level."""
    for row in rows:
        cells: list[SheetCell] = [_plain(cell.value) for cell in row.cells]
        first = cells[0]
        if row.level > 1 and isinstance(first, str) and not first.isdecimal():
            cells[0] = _INDENT * (row.level - 1) + first
        sheet.write(cells, is_bold=row.style in ("sum", "total", "heading"))


def _plain(value: Value) -> SheetCell:
    # Quantities have three decimals, which a workbook's numbers hold exactly enough; money stays a whole number.
    return float(value) if isinstance(value, Decimal) else value or None


def write_tables(workbook: OpenWorkbook, name: str, tables: Iterable[Table], titles: Sequence[str]) -> None:
    """Each table on a sheet of its own; texts stand above the headings."""
    for place, table in enumerate(tables, start=1):
        said = [*titles, *filter(None, (table.title, table.text))]
        columns = sheet_columns(table.columns)
        sheet = workbook.sheet(f"{name} {place}" if place > 1 or table.title else name, columns, said)
        write_rows(sheet, table.rows)
        sheet.finish(has_filter=False)
