"""Web pages under the name of a workbook: many programs "export to Excel" a table of HTML."""

from html.parser import HTMLParser

from hoptac.kit.sheets.limits import MOST_CELLS
from hoptac.kit.sheets.refusals import NotAWorkbook, TooManyCells
from hoptac.kit.sheets.workbook import MergedRange, Row, Sheet

_BEGINNINGS = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")
_WIDEST = 500
_MOST_JOINED = 500_000  # cells under those joined downwards


def is_web_page(content: bytes) -> bool:
    """Whether the content begins as a page of HTML, or holds a table after an XML line."""
    start = content[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith(_BEGINNINGS) or (start.startswith((b"<?xml", b"<!--")) and b"<html" in start)


class _Tables(HTMLParser):
    """Collects every row of every table into one sheet, with its joined cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.merged: list[MergedRange] = []
        self._covered: set[tuple[int, int]] = set()
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._cells = self._joined = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._close_cell()
            known = dict(attrs)
            self._span = (_count(known.get("rowspan")), _count(known.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _close_cell(self) -> None:
        if self._text is None:
            return
        row, number = self.rows[-1], len(self.rows) - 1
        while (number, len(row)) in self._covered:
            row.append(None)
        column, (height, width) = len(row), self._span
        row.append("".join(self._text).strip() or None)
        row += [None] * (width - 1)
        self._text = None
        self._cells += width
        if self._cells > MOST_CELLS:
            raise TooManyCells
        self._joined += height * width if height > 1 else 0
        if self._joined > _MOST_JOINED:
            raise TooManyCells
        if height > 1 or width > 1:
            self.merged.append(MergedRange(number, column, number + height - 1, column + width - 1))
            self._covered |= {(number + down, column + right) for down in range(1, height) for right in range(width)}


def _count(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.isascii() and text.isdigit() else 1


def _letters(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1258"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def read_web_page(content: bytes, name: str) -> Sheet:
    """The tables of a page as one sheet. Raises NotAWorkbook where there is none."""
    tables = _Tables()
    tables.feed(_letters(content))
    tables.close()
    if not tables.rows:
        raise NotAWorkbook
    width = max(map(len, tables.rows))
    if len(tables.rows) * width > MOST_CELLS:
        raise TooManyCells
    rows = [row + [None] * (width - len(row)) for row in tables.rows]
    return Sheet(name, rows, tuple(tables.merged))
