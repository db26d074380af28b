"""Rows given back as a workbook: as they stood, each with what there is to say about it and where it came from."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary

from hoptac.kit.language import _, translate
from hoptac.kit.sheets import Cell, OutputColumn, OutputSheet, Row, Workbook, write_workbook
from hoptac.kit.tables.body import column_headings, sheet_of
from hoptac.kit.tables.cells import Reason
from hoptac.kit.tables.mapping import Mapping, TableMapping

RowReasons = Dictionary[tuple[str, int], Sequence[Reason]]
"""Why, by sheet name (cleaned) and row number."""

_WIDTH_OF_REASON = 60


def give_back_rows(workbook: Workbook, mapping: Mapping, rows: RowReasons, language: str) -> bytes:
    """An .xlsx of the rows named, a sheet a table: their own columns, then why, then the row they came from. It can be
    corrected and imported as it is."""
    sheets = [sheet for table in mapping.tables if (sheet := _sheet(workbook, table, rows, language)) is not None]
    nothing = OutputSheet(translate(_("Không có dòng nào"), language), [], [])
    return write_workbook(sheets or [nothing])


def _sheet(workbook: Workbook, table: TableMapping, rows: RowReasons, language: str) -> OutputSheet | None:
    sheet, name = sheet_of(workbook, table), table.place
    chosen = [row for row in range(table.row_first, table.row_last + 1) if (name, row) in rows]
    if sheet is None or not chosen:
        return None
    headings = column_headings(sheet, table)
    columns = [
        *map(OutputColumn, headings),
        OutputColumn(translate(_("Lý do"), language), width=_WIDTH_OF_REASON),
        OutputColumn(translate(_("Dòng gốc"), language), "integer"),
    ]
    cells = slice(table.column_first, table.column_first + len(headings))
    lines = _lines(sheet.rows, {row: rows[name, row] for row in chosen}, cells, language)
    return OutputSheet(name, columns, lines)


def _lines(rows: Sequence[Row], chosen: dict[int, Sequence[Reason]], own: slice, language: str) -> Iterator[list[Cell]]:
    for number, reasons in chosen.items():
        cells: list[Cell] = list(rows[number - 1][own])
        cells += [None] * (own.stop - own.start - len(cells))
        yield [*cells, " ".join(translate(reason.message, language) for reason in reasons), number]
