"""Lists go out as .xlsx: one heading row that stays in sight, columns typed, numbers of people kept as text.

`write_workbook` makes a workbook in memory; an `OpenWorkbook` over a file takes one row after the other, for books that
memory should not hold.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, Any, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hoptac.kit.sheets.workbook import Cell

ColumnKind = Literal["text", "money", "balance", "integer", "number", "date"]
"""`balance`: money that may be negative, then in parentheses as statements write it."""
_FORMATS: dict[ColumnKind, dict[str, object]] = {
    "text": {"num_format": "@", "valign": "top"},
    "money": {"num_format": "#,##0", "valign": "top"},
    "balance": {"num_format": "#,##0;(#,##0);0", "valign": "top"},
    "integer": {"num_format": "0", "valign": "top"},
    "number": {"num_format": "General", "valign": "top"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center", "valign": "top"},
}
_HEADING = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEF3EE"}
_TITLE = {"bold": True, "font_size": 13}
_USUAL_WIDTHS: dict[ColumnKind, int] = {"text": 10, "money": 14, "balance": 16, "integer": 8, "number": 10, "date": 12}
_WIDEST = 60
_ROWS_LOOKED_AT = 200
_LONGEST_TEXT = 32_767  # of one cell, a limit of the format
_LONGEST_NAME = 31
_MOST_ROWS = 1_048_576
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


class OpenSheet:
    """A sheet that is being written, a row at a time and in their order."""

    def __init__(
        self, workbook: "OpenWorkbook", name: str, columns: Sequence[OutputColumn], titles: Sequence[str]
    ) -> None:
        self._workbook, self._columns = workbook, columns
        self._worksheet = workbook.add_worksheet(name)
        for number, text in enumerate(titles):
            self._worksheet.write_string(number, 0, text[:_LONGEST_TEXT], workbook.title)
        self._top = self._last = len(titles) + 1 if titles else 0
        for place, column in enumerate(columns):
            self._worksheet.write_string(self._top, place, column.heading, workbook.heading)
        self._widths = [max(_USUAL_WIDTHS[column.kind], min(len(column.heading), 24)) for column in columns]

    @property
    def room(self) -> int:
        """How many more rows the format has room for."""
        return _MOST_ROWS - 1 - self._last

    def write(self, row: Sequence[Cell], *, is_bold: bool = False) -> None:
        """Add a row below the last one."""
        self._last += 1
        for place, (cell, column) in enumerate(zip(row, self._columns, strict=True)):
            _write_cell(self._worksheet, self._last, place, cell, column.kind, self._workbook.formats[is_bold])
            if self._last - self._top <= _ROWS_LOOKED_AT and isinstance(cell, str):
                self._widths[place] = max(self._widths[place], len(cell))

    def finish(self, *, has_filter: bool = True) -> None:
        """Set what depends on the rows: widths, the heading that stays in sight, the filter."""
        for place, column in enumerate(self._columns):
            self._worksheet.set_column(place, place, column.width or min(self._widths[place] + 2, _WIDEST))
        self._worksheet.freeze_panes(self._top + 1, 0)
        if self._columns and has_filter:
            self._worksheet.autofilter(self._top, 0, self._last, len(self._columns) - 1)


class OpenWorkbook:
    """A workbook that is being written. A cell whose type does not fit its column is written as what it is; text never
    becomes a formula, a link or a number, whatever it looks like. To be closed, however the writing ends: rows wait in
    files of the writer's own until then."""

    def __init__(self, target: IO[bytes]) -> None:
        # Rows go to a file of our own account's as they come: 30,000 rows take half the memory, and all of it is given back.
        safe = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._workbook = xlsxwriter.Workbook(target, safe)
        self._taken: set[str] = set()
        self.formats = {is_bold: self._formats(is_bold=is_bold) for is_bold in (False, True)}
        self.heading = self._workbook.add_format(_HEADING)
        self.title = self._workbook.add_format(_TITLE)

    def _formats(self, *, is_bold: bool) -> dict[ColumnKind, Format]:
        bold: dict[str, Any] = {"bold": True} if is_bold else {}
        return {kind: self._workbook.add_format(about | bold) for kind, about in _FORMATS.items()}

    def add_worksheet(self, name: str) -> Worksheet:
        """A sheet with a name that the format allows."""
        return self._workbook.add_worksheet(_sheet_name(name, self._taken))

    def sheet(self, name: str, columns: Sequence[OutputColumn], titles: Sequence[str] = ()) -> OpenSheet:
        """Begin a sheet with its headings; `titles` stand above them, one a row."""
        return OpenSheet(self, name, columns, titles)

    def close(self) -> None:
        """Put the file together; for a large one this takes seconds."""
        self._workbook.close()


def write_workbook(sheets: Sequence[OutputSheet]) -> bytes:
    """An .xlsx workbook, made in memory."""
    target = io.BytesIO()
    workbook = OpenWorkbook(target)
    for sheet in sheets:
        opened = workbook.sheet(sheet.name, sheet.columns, sheet.titles)
        for row in sheet.rows:
            opened.write(row)
        opened.finish()
    workbook.close()
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
