"""Workbooks in and out: whatever an office saves its lists as is read into plain rows; lists go out as .xlsx."""

from hoptac.kit.sheets.limits import LAST_COLUMN
from hoptac.kit.sheets.lost_values import is_error_text
from hoptac.kit.sheets.reading import read_workbook
from hoptac.kit.sheets.refusals import EmptyWorkbook, NotAWorkbook, ProtectedWorkbook, WorkbookTooLarge
from hoptac.kit.sheets.workbook import Cell, MergedRange, Row, Sheet, Workbook, column_letter
from hoptac.kit.sheets.writing import OpenWorkbook, OutputColumn, OutputSheet, write_workbook

__all__ = [
    "LAST_COLUMN",
    "Cell",
    "EmptyWorkbook",
    "MergedRange",
    "NotAWorkbook",
    "OpenWorkbook",
    "OutputColumn",
    "OutputSheet",
    "ProtectedWorkbook",
    "Row",
    "Sheet",
    "Workbook",
    "WorkbookTooLarge",
    "column_letter",
    "is_error_text",
    "read_workbook",
    "write_workbook",
]
