"""Lists saved as text (.csv, .tsv, .txt): which letters, and what parts the columns."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from itertools import islice

from hoptac.kit.sheets.limits import MOST_CELLS, MOST_ROWS
from hoptac.kit.sheets.refusals import NotAWorkbook, TooManyCells
from hoptac.kit.sheets.workbook import Row
from hoptac.kit.vietnamese import detect_legacy

_DELIMITERS = ";\t,|"
_LINES_LOOKED_AT = 40
_WIDEST, _COMMA = 12, 0.7
_SIGNATURES_OF_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"<?xml")
_LETTERS_LOOKED_AT = 2000


def _decoded(content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if content.startswith(BOM_UTF8):
        return content.decode("utf-8-sig", errors="replace")
    if b"\0" in content:
        return _wide(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte_a_letter(content)


def _wide(content: bytes) -> str:
    """UTF-16 without a mark at its start: every second byte of plain letters is zero. Anything else is no text."""
    start = content[:_LETTERS_LOOKED_AT]
    low, high = start[::2].count(0), start[1::2].count(0)
    if max(low, high) < len(start) // 6 or min(low, high) > len(start) // 100:
        raise NotAWorkbook
    return content.decode("utf-16-le" if high > low else "utf-16-be", errors="replace")


def _one_byte_a_letter(content: bytes) -> str:
    """Windows' Vietnamese code page, or the bytes of an old font, which is decoded with the sheet it stands in."""
    as_typed = content.decode("latin-1")
    if detect_legacy(as_typed.splitlines()):
        return as_typed
    return content.decode("cp1258", errors="replace")


def _is_text(text: str) -> bool:
    """Whether there are next to no control characters in it."""
    start = text[:_LETTERS_LOOKED_AT]
    return sum(letter < " " and letter not in "\t\r\n\f" for letter in start) <= len(start) // 100


def _delimiter(text: str) -> str:
    """The mark that cuts most lines into the same number of columns; a comma stands in amounts and addresses too."""
    lines = [line for line in text.splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        score = widths.count(usual) ** 2 * min(usual, _WIDEST) * (_COMMA if delimiter == "," else 1) if usual > 1 else 0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> list[Row]:
    """The rows of the text. A quotation mark that nobody closes is a mark like any other: it would take in the rest."""
    try:
        return _read(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return _read(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))


def _read(reader: Iterable[list[str]]) -> list[Row]:
    rows: list[Row] = [[_cell(cell) for cell in row] for row in islice(reader, MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        raise TooManyCells
    return rows


def _cell(text: str) -> str | None:
    """Excel writes ="093" where it must keep a zero in front."""
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text or None


def read_delimited(content: bytes) -> list[Row]:
    """The rows of a text file, all cells text. Raises NotAWorkbook for what is no text, TooManyCells."""
    if content.startswith(_SIGNATURES_OF_OTHERS):
        raise NotAWorkbook
    text = _decoded(content)
    if not _is_text(text):
        raise NotAWorkbook
    declared = text[:6].casefold().startswith("sep=") and len(text) > 4
    try:
        delimiter = text[4] if declared else _delimiter(text)
        if declared:
            text = text.partition("\n")[2]
        rows = _rows(text, delimiter)
    except (csv.Error, ValueError, TypeError) as broken:  # one endless cell; a delimiter that csv does not take
        raise NotAWorkbook from broken
    width = max(map(len, rows), default=0)
    if len(rows) * width > MOST_CELLS:
        raise TooManyCells
    return [row + [None] * (width - len(row)) for row in rows]
