"""Spreadsheets in one XML file (Excel 2003), which accounting programs write under the name of an .xls."""

from collections.abc import Iterable
from datetime import datetime
from xml.parsers import expat

from hoptac.kit.sheets.limits import LAST_COLUMN, MOST_CELLS, MOST_ROWS
from hoptac.kit.sheets.refusals import NotAWorkbook, TooManyCells
from hoptac.kit.sheets.workbook import Cell, MergedRange, Row, Sheet

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_PART = "|"
_MOST_COLUMNS = LAST_COLUMN + 1
_LOOKED_AT = 4096


def is_xml_spreadsheet(content: bytes) -> bool:
    """Whether the content begins as such a file."""
    start = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<?xml") and _NAMESPACE.encode() in start and b"Workbook" in start


class _Reader:
    """Walks through the elements; cells and rows that are left out are told by the next one's index, from 1."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._rows: list[Row] = []
        self._merged: list[MergedRange] = []
        self._name = ""
        self._hidden = False
        self._cells = 0
        self._column = 0
        self._kind: str | None = None
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        known = {name.rpartition(_PART)[2]: value for name, value in attributes.items()}
        kind = tag.rpartition(_PART)[2]
        if kind == "Worksheet":
            self._rows, self._merged, self._hidden = [], [], False
            self._name = known.get("Name", "")
        elif kind == "Row":
            self._rows += [
                [] for _row in range(_number(known, "Index", len(self._rows) + 1, MOST_ROWS) - 1 - len(self._rows))
            ]
            self._rows.append([])
            self._column = 0
            if len(self._rows) > MOST_ROWS:
                raise TooManyCells
        elif kind == "Cell" and self._rows:
            self._start_cell(known)
        elif kind == "Visible":
            self._kind, self._text = kind, []
        elif kind == "Data" and self._rows and self._rows[-1]:
            self._kind, self._text = known.get("Type", "String"), []

    def _start_cell(self, known: dict[str, str]) -> None:
        self._column = _number(known, "Index", self._column + 1, _MOST_COLUMNS) - 1
        row, number = self._rows[-1], len(self._rows) - 1
        self._cells += self._column + 1 - len(row)
        if self._cells > MOST_CELLS:
            raise TooManyCells
        row += [None] * (self._column + 1 - len(row))
        right, down = _number(known, "MergeAcross", 0, _MOST_COLUMNS), _number(known, "MergeDown", 0, MOST_ROWS)
        if right or down:
            self._merged.append(MergedRange(number, self._column, number + down, self._column + right))
        self._column += 1 + right

    def data(self, text: str) -> None:
        if self._kind is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        kind = tag.rpartition(_PART)[2]
        if kind == "Data" and self._kind is not None:
            self._rows[-1][-1] = _cell("".join(self._text), self._kind)
            self._kind = None
        elif kind == "Visible":
            self._hidden, self._kind = "".join(self._text).strip() in ("SheetHidden", "SheetVeryHidden"), None
        elif kind == "Worksheet":
            width = max(map(len, self._rows), default=0)
            if len(self._rows) * width > MOST_CELLS:
                raise TooManyCells
            rows = [row + [None] * (width - len(row)) for row in self._rows]
            self.sheets.append(Sheet(self._name, rows, tuple(self._merged), self._hidden))


def _number(known: dict[str, str], name: str, otherwise: int, most: int) -> int:
    """A count of rows or columns; never past what a sheet may hold."""
    text = known.get(name, "")
    if not text.isascii() or not text.isdigit():
        return otherwise
    number = int(text)
    if number > most:
        raise TooManyCells
    return max(number, otherwise if name == "Index" else 0)


def _cell(text: str, kind: str) -> Cell:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text or None
    if kind == "DateTime":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return text or None
    if kind == "Boolean":
        return text.strip() == "1"
    return text or None


def _refuse_declarations(*_declared: object) -> None:
    """Entities could unfold without end; no program writes them here."""
    raise NotAWorkbook


def read_xml_spreadsheet(content: bytes) -> Iterable[Sheet]:
    """The sheets of the file. Raises NotAWorkbook, TooManyCells."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=_PART)
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as broken:
        raise NotAWorkbook from broken
    return reader.sheets
