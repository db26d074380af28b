"""Lists go out as .xlsx: one heading row that stays in sight, columns typed, numbers of people kept as text."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hoptac.kit.sheets.workbook import Cell

ColumnKind = Literal["text", "money", "integer", "number", "date"]
_FORMATS: dict[ColumnKind, dict[str, object]] = {
    "text": {"num_format": "@", "valign": "top"},
    "money": {"num_format": "#,##0", "valign": "top"},
    "integer": {"num_format": "0", "valign": "top"},
    "number": {"num_format": "General", "valign": "top"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center", "valign": "top"},
}
_HEADING = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEF3EE"}
_TITLE = {"bold": True, "font_size": 13}
_USUAL_WIDTHS: dict[ColumnKind, int] = {"text": 10, "money": 14, "integer": 8, "number": 10, "date": 12}
_WIDEST = 60
_ROWS_LOOKED_AT = 200
_LONGEST_TEXT = 32_767  # of one cell, a limit of the format
_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A heading, what stands under it, and its width in characters where the content should not decide."""

    heading: str
    kind: ColumnKind = "text"
    width: int | None = None


@dataclass(frozen=True, slots=True)
class OutputSheet:
    """A sheet to write; `titles` stand above the headings, one a row. Headings are in the reader's language already."""

    name: str
    columns: Sequence[OutputColumn]
    rows: Iterable[Sequence[Cell]]
    titles: Sequence[str] = field(default=())


def write_workbook(sheets: Sequence[OutputSheet]) -> bytes:
    """An .xlsx workbook. A cell whose type does not fit its column is written as what it is; text never becomes a
    formula, a link or a number, whatever it looks like."""
    target = io.BytesIO()
    # Rows go to a file of our own account's as they come: 30,000 rows take half the memory, and all of it is given back.
    safe = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    taken: set[str] = set()
    with xlsxwriter.Workbook(target, safe) as workbook:
        formats: dict[ColumnKind, Format] = {kind: workbook.add_format(about) for kind, about in _FORMATS.items()}
        bold = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEF3EE"}
        )
        title = workbook.add_format({"bold": True, "font_size": 13})
        for sheet in sheets:
            worksheet = workbook.add_worksheet(_sheet_name(sheet.name, taken))
            _write_sheet(worksheet, sheet, formats, bold, title)
    return target.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name the format allows: 31 characters, none of []:*?/\\, no apostrophe at its ends, none twice."""
    plain = _NOT_IN_A_NAME.sub(" ", name).strip(" '")[:_LONGEST_NAME].rstrip(" '") or "Sheet"
    chosen, count = plain, 1
    while chosen.casefold() in taken:
        count += 1
        chosen = f"{plain[: _LONGEST_NAME - len(str(count)) - 3]} ({count})"
    taken.add(chosen.casefold())
    return chosen


def _write_sheet(
    worksheet: Worksheet, sheet: OutputSheet, formats: dict[ColumnKind, Format], bold: Format, title: Format
) -> None:
    for number, text in enumerate(sheet.titles):
        worksheet.write_string(number, 0, text[:_LONGEST_TEXT], title)
    top = len(sheet.titles) + 1 if sheet.titles else 0
    for place, column in enumerate(sheet.columns):
        worksheet.write_string(top, place, column.heading, bold)
    widths = [max(_USUAL_WIDTHS[column.kind], min(len(column.heading), 24)) for column in sheet.columns]
    last = top
    for number, row in enumerate(sheet.rows, top + 1):
        last = number
        for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _write_cell(worksheet, number, place, cell, column.kind, formats)
            if number - top <= _ROWS_LOOKED_AT and isinstance(cell, str):
                widths[place] = max(widths[place], len(cell))
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, column.width or min(widths[place] + 2, _WIDEST))
    worksheet.freeze_panes(top + 1, 0)
    if sheet.columns:
        worksheet.autofilter(top, 0, last, len(sheet.columns) - 1)


def _write_cell(
    worksheet: Worksheet, row: int, column: int, cell: Cell, kind: ColumnKind, formats: dict[ColumnKind, Format]
) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        worksheet.write_string(row, column, cell[:_LONGEST_TEXT], formats["text" if kind == "date" else kind])
    elif isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell, formats[kind])
    elif isinstance(cell, date):
        instant = cell if isinstance(cell, datetime) else datetime.combine(cell, time.min)
        worksheet.write_datetime(row, column, instant.replace(tzinfo=None), formats["date"])
    else:
        worksheet.write_number(row, column, cell, formats["number" if kind in ("date", "text") else kind])
