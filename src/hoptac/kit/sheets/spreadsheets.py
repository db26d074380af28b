"""Spreadsheet files (.xlsx .xlsm .xlsb .xls .ods) through calamine: formulas by their last values, macros never run."""

import io
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from hoptac.kit.sheets.limits import MOST_CELLS, MOST_ROWS
from hoptac.kit.sheets.lost_values import lost_values, put_back
from hoptac.kit.sheets.refusals import NotAWorkbook, ProtectedWorkbook, TooManyCells
from hoptac.kit.sheets.workbook import MergedRange, Row, Sheet
from hoptac.kit.vietnamese import clean_text

_KINDS_OF_CELLS = frozenset({str, int, float, bool, date, datetime, type(None)})
_PANIC = "PanicException"  # what a panic of the reader arrives as; it can be caught only through its base


def read_spreadsheet(content: bytes, with_formulas: Collection[str] = ()) -> Iterator[Sheet]:
    """The sheets that hold cells; `with_formulas` are the parts of a zip in which formulas or errors stand.

    Raises NotAWorkbook, ProtectedWorkbook, TooManyCells.
    """
    try:
        yield from _sheets(content, with_formulas)
    except PasswordError as locked:
        raise ProtectedWorkbook from locked
    except (CalamineError, OSError, ValueError) as broken:
        raise NotAWorkbook from broken
    except BaseException as broken:
        if type(broken).__name__ == _PANIC:
            raise NotAWorkbook from broken
        raise


def _sheets(content: bytes, with_formulas: Collection[str]) -> Iterator[Sheet]:
    rows = cells = 0
    lost = lost_values(content, with_formulas)
    with load_workbook(io.BytesIO(content)) as workbook:
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(index)
            if sheet.end is None:
                continue
            last_row, last_column = sheet.end
            rows += last_row + 1
            cells += (last_row + 1) * (last_column + 1)
            if rows > MOST_ROWS or cells > MOST_CELLS:
                raise TooManyCells
            hidden = about.visible is not SheetVisibleEnum.Visible
            read = _rows(sheet)
            put_back(read, lost[index] if index < len(lost) else ())
            yield Sheet(clean_text(sheet.name), read, _merged(sheet), hidden)


def _rows(sheet: CalamineSheet) -> list[Row]:
    """Empty cells as None; a time of day or a span of time, which no list of ours holds, as text."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for number, row in enumerate(rows):
        if "" in row:
            rows[number] = row = [None if cell == "" else cell for cell in row]
        if not _KINDS_OF_CELLS.issuperset(map(type, row)):
            rows[number] = [cell if type(cell) in _KINDS_OF_CELLS else str(cell) for cell in row]
    return rows


def _merged(sheet: CalamineSheet) -> tuple[MergedRange, ...]:
    return tuple(MergedRange(*first, *last) for first, last in sheet.merged_cell_ranges or ())
