"""What a zipped workbook would unfold to, found out before the reader unfolds it.

The reader keeps a sheet as a full rectangle: one cell in the last corner of a sheet would ask for 500 GB and end the
process, and a small zip can hold gigabytes. So every part is counted first, whatever the zip's directory claims.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from hoptac.kit.sheets.extents import Extent, binary_extent, opendocument_extent, refuse_too_far
from hoptac.kit.sheets.limits import LARGEST_UNFOLDED_BYTES
from hoptac.kit.sheets.refusals import NotAWorkbook, ProtectedWorkbook, WorkbookTooLarge

_CHUNK = 1 << 20
_PACKED_CHUNK = 1 << 16
_MOST_CHUNKS_KEPT = 100
_OVERLAP = 64
_LOCAL_HEADER = 30
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff")
# XML may write r = 'A1' as well; without white space and with one kind of quote a reference has one form.
_WHITE_SPACE = b" \t\r\n"
_ONE_QUOTE = bytes.maketrans(b"'", b'"')
# A cell past column AZ or row 99,999; before its r stands the name of the element, or an attribute ("lastClr" is none).
_FAR_CELL = re.compile(rb'r="(?<=["cw]r=")(?:[A-Z]{3}|[B-Z][A-Z][0-9]|[A-Z]{0,2}[0-9]{6})')
_COLUMN = re.compile(rb'r="(?<=["cw]r=")([A-Z]{1,3})[0-9]')
_FAR_ROW = re.compile(rb'r="(?<=["cw]r=")[A-Z]{0,3}([0-9]{6,9})"')
_ROW = re.compile(rb'r="(?<=["cw]r=")[A-Z]{0,3}([0-9]{1,9})"')

_FORMULA_OR_ERROR = (b"<f", b":f", b't="e"')
_NEAR_ROWS, _ORDINARY_WIDTH = 99_999, 50  # together below the limit of cells


def check_archive(content: bytes) -> frozenset[str]:
    """The parts in which errors or formulas stand, as far as they are XML with one element a cell.

    Raises NotAWorkbook, ProtectedWorkbook or WorkbookTooLarge for a zip that must not be unfolded.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError) as broken:
        # What zipfile raises of a damaged directory: a version of the format that there never was is "not implemented".
        raise NotAWorkbook from broken
    if any(part.flag_bits & 0x1 for part in parts):
        raise ProtectedWorkbook
    if sum(part.file_size for part in parts) > LARGEST_UNFOLDED_BYTES:
        raise WorkbookTooLarge
    budget = LARGEST_UNFOLDED_BYTES
    with_formulas: set[str] = set()
    try:
        for part in parts:
            if not part.filename.lower().endswith(_PICTURES):
                budget, has_formulas = _check_part(content, part, budget)
                with_formulas.update([part.filename] if has_formulas else [])
    except zlib.error as broken:
        raise NotAWorkbook from broken
    return frozenset(with_formulas)


def _check_part(content: bytes, part: zipfile.ZipInfo, budget: int) -> tuple[int, bool]:
    """Counts the unfolded bytes of one part and looks how far its cells reach. Returns what is left of `budget`, and
    whether a formula or an error stands there."""
    name = part.filename.lower()
    whole = name in ("content.xml", "meta-inf/manifest.xml") or (name.endswith(".bin") and "worksheets/" in name)
    kept: list[bytes] = []
    is_far = has_formulas = False
    before = b""
    for chunk in _unfolded(content, part):
        budget -= len(chunk)
        if budget < 0 or len(kept) > _MOST_CHUNKS_KEPT:
            raise WorkbookTooLarge
        if whole:
            kept.append(chunk)
        elif not (is_far and has_formulas):
            text = before + chunk.translate(_ONE_QUOTE, _WHITE_SPACE)
            is_far = is_far or _FAR_CELL.search(text) is not None
            has_formulas = has_formulas or any(sign in text for sign in _FORMULA_OR_ERROR)
            before = text[-_OVERLAP:]
    if whole:
        _check_whole(name, b"".join(kept))
    elif is_far:
        refuse_too_far(_sheet_extent(content, part))
    return budget, has_formulas


def _check_whole(name: str, data: bytes) -> None:
    if name.endswith(".bin"):
        refuse_too_far(binary_extent(data))
    elif name == "content.xml":
        refuse_too_far(opendocument_extent(data))
    elif b"encryption-data" in data:
        raise ProtectedWorkbook


def _unfolded(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one part in chunks, read past the size that the directory claims for it."""
    header = content[part.header_offset : part.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER:
        raise NotAWorkbook
    start = part.header_offset + _LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    end = start + part.compress_size
    if part.compress_type == zipfile.ZIP_STORED:
        yield content[start:end]
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise NotAWorkbook
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for place in range(start, end, _PACKED_CHUNK):
        packed = content[place : min(place + _PACKED_CHUNK, end)]
        while packed:
            yield inflater.decompress(packed, _CHUNK)
            packed = inflater.unconsumed_tail


def _sheet_extent(content: bytes, part: zipfile.ZipInfo) -> Extent:
    """How far the cells of a sheet's XML reach. That there are fewer than 100,000 rows is exact enough for a sheet of
    ordinary width."""
    columns: set[bytes] = set()
    rows = 0
    for text in _plain_xml(content, part):
        columns.update(_COLUMN.findall(text))
        rows = max(rows, max(map(int, _FAR_ROW.findall(text)), default=0))
    width = max(map(_column_number, columns), default=0)
    if not rows and width > _ORDINARY_WIDTH:
        rows = max((int(row) for text in _plain_xml(content, part) for row in set(_ROW.findall(text))), default=0)
    return Extent(rows or _NEAR_ROWS, width)


def _plain_xml(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The XML without white space and with one kind of quote, each chunk after the end of the one before."""
    before = b""
    for chunk in _unfolded(content, part):
        text = before + chunk.translate(_ONE_QUOTE, _WHITE_SPACE)
        yield text
        before = text[-_OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
