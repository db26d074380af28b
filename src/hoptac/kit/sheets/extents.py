"""How many rows and columns the cells of a sheet reach, for the formats whose references are not plain XML."""

import struct
from typing import NamedTuple
from xml.parsers import expat

from hoptac.kit.sheets.limits import MOST_CELLS, MOST_ROWS
from hoptac.kit.sheets.refusals import NotAWorkbook, TooManyCells


class Extent(NamedTuple):
    """The number of rows and columns from the first corner to the last filled cell."""

    rows: int
    columns: int


def refuse_too_far(extent: Extent) -> None:
    """Raises TooManyCells for a sheet longer or larger than an import may be."""
    if extent.rows > MOST_ROWS or extent.rows * extent.columns > MOST_CELLS:
        raise TooManyCells


_ROW_RECORD = 0
_LAST_CELL_RECORD = 11  # records 1 to 11 of [MS-XLSB] are cells and start with their column
_UINT32 = struct.Struct("<I")


def _record_header(data: bytes, place: int) -> tuple[int, int, int]:
    """The type and size of the record at `place` and where its content starts; both are 7-bit groups, low first."""
    kind = data[place]
    place += 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
        place += 1
    size = shift = 0
    for _byte in range(4):
        byte = data[place]
        place += 1
        size |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return kind, size, place


def binary_extent(data: bytes) -> Extent:
    """The extent of a sheet of .xlsb."""
    rows = columns = place = 0
    try:
        while place < len(data):
            kind, size, start = _record_header(data, place)
            if kind == _ROW_RECORD:
                rows = max(rows, _UINT32.unpack_from(data, start)[0] + 1)
            elif 1 <= kind <= _LAST_CELL_RECORD:
                columns = max(columns, _UINT32.unpack_from(data, start)[0] + 1)
            place = start + size
    except (IndexError, struct.error) as broken:
        raise NotAWorkbook from broken
    return Extent(rows, columns)


_OLD_BEGINNING, _OLD_SHEET = 0x0809, 0x0085
_OLD_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_OLD_HEADER = struct.Struct("<HH")


def old_extents(stream: bytes) -> list[Extent]:
    """The extents of the parts of a Workbook stream of .xls: the globals first, then one a sheet. Raises NotAWorkbook
    where a sheet is said to begin beyond the end."""
    extents: list[Extent] = []
    place, end = 0, len(stream) - _OLD_HEADER.size
    while place <= end:
        kind, size = _OLD_HEADER.unpack_from(stream, place)
        place += _OLD_HEADER.size
        if kind == _OLD_BEGINNING:
            extents.append(Extent(0, 0))
        elif kind == _OLD_SHEET and place + _UINT32.size <= len(stream) <= _UINT32.unpack_from(stream, place)[0]:
            raise NotAWorkbook
        elif kind in _OLD_CELLS and extents and place + 4 <= len(stream):
            row, column = _OLD_HEADER.unpack_from(stream, place)
            rows, columns = extents[-1]
            extents[-1] = Extent(max(rows, row + 1), max(columns, column + 1))
        place += size
    return extents


class _OpenDocumentRuler:
    """Walks the cells of content.xml; repeated rows and columns count as often as they are repeated."""

    _ROW = "table:table-row"
    _CELLS = ("table:table-cell", "table:covered-table-cell")

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._repeat = self._column = self._reach = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._row = 0
        elif name == self._ROW:
            self._repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self._column = self._reach = 0
        elif name in self._CELLS:
            self._column += int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self._reach = self._column

    def end(self, name: str) -> None:
        if name != self._ROW:
            return
        self._row += self._repeat
        if self._reach:
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._reach)


def opendocument_extent(data: bytes) -> Extent:
    """The extent of the widest and of the longest sheet of .ods. A document with entities of its own is refused."""
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        raise NotAWorkbook
    ruler = _OpenDocumentRuler()
    parser = expat.ParserCreate()
    parser.StartElementHandler = ruler.start
    parser.EndElementHandler = ruler.end
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as broken:
        raise NotAWorkbook from broken
    return Extent(ruler.rows, ruler.columns)
