"""Any workbook an office may send, read into plain rows; what it is, its content says and not its name."""

from collections.abc import Iterable
from pathlib import PurePath

from hoptac.kit.sheets.archives import check_archive
from hoptac.kit.sheets.delimited import read_delimited
from hoptac.kit.sheets.limits import LARGEST_BYTES
from hoptac.kit.sheets.protection import unlocked
from hoptac.kit.sheets.refusals import EmptyWorkbook, WorkbookTooLarge
from hoptac.kit.sheets.spreadsheets import read_spreadsheet
from hoptac.kit.sheets.web_pages import is_web_page, read_web_page
from hoptac.kit.sheets.workbook import Row, Sheet, Workbook
from hoptac.kit.sheets.xml_spreadsheets import is_xml_spreadsheet, read_xml_spreadsheet
from hoptac.kit.vietnamese import clean_text

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(content: bytes, filename: str) -> Workbook:
    """The sheets of a .xlsx, .xlsm, .xlsb, .xls, .xml, .ods, .csv, .tsv or .txt file, told apart by what they hold.

    Cells keep what was typed: text is neither cleaned nor decoded from old fonts yet. Hidden sheets are read too.
    Raises NotAWorkbook, EmptyWorkbook, ProtectedWorkbook, WorkbookTooLarge (TooManyCells).
    """
    if len(content) > LARGEST_BYTES:
        raise WorkbookTooLarge
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyWorkbook
    sheets = tuple(sheet for sheet in _sheets(content, filename) if _is_filled(sheet.rows))
    if not sheets:
        raise EmptyWorkbook
    return Workbook(filename, sheets)


def _sheets(content: bytes, filename: str) -> Iterable[Sheet]:
    if content.startswith(_OLE):
        content = unlocked(content)
        if content.startswith(_OLE):
            return read_spreadsheet(content)
    if content.startswith(_ZIP):
        return read_spreadsheet(content, check_archive(content))
    if is_xml_spreadsheet(content):
        return read_xml_spreadsheet(content)
    name = clean_text(PurePath(filename).stem)
    if is_web_page(content):
        return [read_web_page(content, name)]
    return [Sheet(name, read_delimited(content))]


def _is_filled(rows: list[Row]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for row in rows for cell in row)
