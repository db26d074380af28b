"""Cells of a workbook whose formula has no value: errors, and formulas that no spreadsheet has ever worked out.

The reader gives an empty cell for both, and an empty cell in a column of money means nothing was paid. So their texts are
put back: '#REF!', '=SUM(D2:D9)'.
"""

import io
import re
import struct
import zipfile
from collections.abc import Collection, Iterator, Sequence
from posixpath import join, normpath
from xml.parsers import expat

import olefile

from hoptac.kit.sheets.workbook import Row

Lost = Sequence[Sequence[tuple[int, int, str]]]
"""Row, column (from 0) and text of each such cell, for each sheet in the order of the file."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</(?:\w+:)?v>")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OLE = b"\xd0\xcf\x11\xe0"
_HEADER, _PLACE = struct.Struct("<HH"), struct.Struct("<HH")
_BEGINNING, _SHEET_AT, _ERROR, _WORKED_OUT, _IS_ERROR = 0x0809, 0x0085, 0x0205, 0x0006, 7
_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_OPEN_ERROR = b'calcext:value-type="error"'
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_ENTITY = re.compile("|".join(_ENTITIES))
_ERROR_TEXT = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|=.*", re.DOTALL)


def is_error_text(text: str) -> bool:
    """Whether a text stands for a value that is not there."""
    return text[:1] in ("#", "=") and _ERROR_TEXT.fullmatch(text) is not None


def lost_values(content: bytes, with_formulas: Collection[str]) -> Lost:
    """The cells of a .xlsx or .ods that was found safe to unfold, looked for in the parts `with_formulas`, or of a .xls;
    nothing for other and broken files."""
    try:
        if content.startswith(_OLE):
            return _old(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            if "content.xml" in names:
                return _open_document(archive.read("content.xml"))
            if "xl/workbook.xml" not in names:
                return []
            parts = _parts(archive, names)
            return [_lost(archive.read(part)) if part and part in with_formulas else [] for part in parts]
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        RuntimeError,
        IndexError,
        struct.error,
        expat.ExpatError,
    ):
        return []


def put_back(rows: list[Row], lost: Sequence[tuple[int, int, str]]) -> None:
    """Writes the texts into the empty cells."""
    for row, column, text in lost:
        if row < len(rows) and column < len(rows[row]) and rows[row][column] is None:
            rows[row] = [*rows[row]]
            rows[row][column] = text


def _old(content: bytes) -> Lost:
    """The error cells of a .xls: those that hold an error, and formulas whose last value is one."""
    with olefile.OleFileIO(io.BytesIO(content)) as container:
        stream = container.openstream("Workbook").read() if container.exists("Workbook") else b""
    starts: list[int] = []
    found: dict[int, list[tuple[int, int, str]]] = {}
    place, start = 0, 0
    while place + _HEADER.size <= len(stream):
        begin = place
        kind, size = _HEADER.unpack_from(stream, place)
        place += _HEADER.size
        data = stream[place : place + size]
        if kind == _BEGINNING:
            start = begin
        elif kind == _SHEET_AT:
            starts.append(int.from_bytes(data[:4], "little"))
        elif kind == _ERROR and len(data) > _IS_ERROR and data[_IS_ERROR]:
            found.setdefault(start, []).append((*_PLACE.unpack_from(data), _CODES.get(data[6], "#N/A")))
        elif kind == _WORKED_OUT and data[6:7] == b"\x02" and data[12:14] == b"\xff\xff":
            found.setdefault(start, []).append((*_PLACE.unpack_from(data), _CODES.get(data[8], "#N/A")))
        place += size
    return [found.get(at, []) for at in starts]


def _open_document(xml: bytes) -> Lost:
    """The error cells of a .ods, which keeps the text of an error beside an empty value."""
    if _OPEN_ERROR not in xml:
        return []
    walk = _OpenDocumentErrors()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.Parse(xml, True)
    return walk.found


class _OpenDocumentErrors:
    """Walks the cells; repeated ones count as often as they are repeated, an error is one cell."""

    def __init__(self) -> None:
        self.found: list[list[tuple[int, int, str]]] = []
        self._row = self._column = 0
        self._rows = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.found.append([])
            self._row = 0
        elif name == "table:table-row":
            self._rows = int(attributes.get("table:number-rows-repeated", "1"))
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            if attributes.get("calcext:value-type") == "error" and self.found:
                self.found[-1].append((self._row, self._column, "#N/A"))
            self._column += int(attributes.get("table:number-columns-repeated", "1"))

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._rows


def _parts(archive: zipfile.ZipFile, names: frozenset[str]) -> Iterator[str | None]:
    """The part each sheet is kept in; None for one that is missing."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in names:
        return  # nothing can be found without them
    targets = {
        known.get("Id", ""): known.get("Target", "")
        for known in map(_attributes, _RELATION.findall(archive.read(relations)))
    }
    for known in map(_attributes, _SHEET.findall(archive.read("xl/workbook.xml"))):
        target = targets.get(next((value for key, value in known.items() if key.endswith(":id")), ""), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        yield part if part in names else None


def _lost(xml: bytes) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for attributes, inside in _CELL.findall(xml):
        if b"<" not in inside:
            continue
        known = _attributes(attributes)
        text = _text(known.get("t", "n"), inside)
        place = _REFERENCE.fullmatch(known.get("r", ""))
        if text and place:
            found.append((int(place[2]) - 1, _column(place[1]), text))
    return found


def _text(kind: str, inside: bytes) -> str:
    value = _VALUE.search(inside)
    if kind == "e":
        return _unescaped(value[1]) if value else "#N/A"
    formula = _FORMULA.search(inside)
    if kind != "n" or formula is None or value is not None:
        return ""
    return "=" + _unescaped(formula[1] or b"")


def _attributes(element: bytes) -> dict[str, str]:
    return {name.decode(): _unescaped(double or single) for name, double, single in _ATTRIBUTE.findall(element)}


def _unescaped(text: bytes) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], text.decode("utf-8", errors="replace"))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
