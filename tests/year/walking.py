"""Walking the pages of statements as a reader does who doubts a figure: to its parts, its parties, its lines, their vouchers.

Everything is added up again from the rows that the pages show; nothing is taken from a page's own sum without doing so.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from tests.support.web import Browser

_TABLE_ROW = re.compile(r"<tr(?P<head>[^>]*)>(?P<cells>.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_NEXT = re.compile(r'<a[^>]* rel="next" href="([^"]+)"')


class Cell(NamedTuple):
    """What a cell says, and where it leads."""

    text: str
    href: str | None

    @property
    def dong(self) -> int:
        """The figure; parentheses are a minus, nothing and a dash are zero."""
        digits = re.sub(r"[^\d]", "", self.text)
        return (-1 if self.text.startswith("(") else 1) * int(digits or 0)


class Row(NamedTuple):
    """One row of a table; `style` is how it looks: line, detail, sum, total, memo."""

    style: str
    key: str
    cells: tuple[Cell, ...]


@dataclass
class Lines:
    """The lines behind a figure, added up; balances are positive on the account's normal side."""

    debit: int = 0
    credit: int = 0
    opening: int | None = None
    closing: int | None = None
    vouchers: list[str] = field(default_factory=list)

    @property
    def net(self) -> int:
        """What they move, whichever way."""
        return abs(self.debit - self.credit)


def rows_of(page: str) -> list[Row]:
    """The rows of a page's tables, headings left out."""
    found = []
    for row in _TABLE_ROW.finditer(page):
        style = re.search(r"row-(\w+)", row["head"])
        if style is None:
            continue
        key = re.search(r'id="([^"]*)"', row["head"])
        cells = []
        for cell in _CELL.findall(row["cells"]):
            href = re.search(r'<a href="([^"]+)"', cell)
            text = unescape(re.sub(r"<[^>]+>", "", cell)).strip()
            cells.append(Cell(text, unescape(href[1]) if href else None))
        found.append(Row(style[1], key[1] if key else "", tuple(cells)))
    return found


class Walk:
    """One reader's walk; a page that was read once is not asked for again."""

    def __init__(self, browser: Browser, read: dict[str, list[Row]]) -> None:
        self.browser, self.read = browser, read
        self.voucher_links: set[str] = set()

    async def rows(self, href: str) -> list[Row]:
        """The rows of an address and of the pages that follow it."""
        if href not in self.read:
            found, at = [], href
            while at:
                page = await self.browser.get(at)
                assert page.status_code == 200, at
                found += rows_of(page.text)
                following = _NEXT.search(page.text)
                at = unescape(following[1]) if following else ""
            self.read[href] = found
        return self.read[href]

    async def lines(self, href: str) -> Lines:
        """The lines of a page of lines, with every sum on it taken again."""
        found = Lines()
        rows = await self.rows(href)
        has_balance = rows[-1].cells[2].text == "Số dư cuối kỳ"
        places = slice(-3, -1) if has_balance else slice(-2, None)
        for row in rows:
            debit, credit = (cell.dong for cell in row.cells[places])
            if row.style == "line":
                assert row.cells[1].href, f"{href}: a line without its voucher"
                found.vouchers.append(row.cells[1].href)
                found.debit, found.credit = found.debit + debit, found.credit + credit
            elif row.cells[2].text == "Cộng số phát sinh trong kỳ":
                assert (debit, credit) == (found.debit, found.credit), href
            elif row.cells[2].text == "Số dư đầu kỳ":
                found.opening = row.cells[-1].dong
            elif row.cells[2].text == "Số dư cuối kỳ":
                found.closing = row.cells[-1].dong
        if has_balance:
            moved = found.closing - found.opening
            assert moved in (found.debit - found.credit, found.credit - found.debit), href
        self.voucher_links |= set(found.vouchers)
        return found

    async def parties(self, href: str) -> tuple[int, ...]:
        """The six columns of a page of parties, each of whom leads to lines that come to what the row says."""
        sums = [0] * 6
        rows = await self.rows(href)
        for row in rows:
            columns = [cell.dong for cell in row.cells[1:]]
            if row.style == "total":
                assert columns == sums, href
                continue
            assert row.cells[0].href, f"{href}: a party without its lines"
            lines = await self.lines(row.cells[0].href)
            assert (columns[2], columns[3]) == (lines.debit, lines.credit), row.cells[0].href
            for place, balance in ((0, lines.opening), (4, lines.closing)):
                assert balance is not None
                assert abs(balance) == abs(columns[place] - columns[place + 1]), row.cells[0].href
            sums = [one + two for one, two in zip(sums, columns, strict=True)]
        return tuple(sums)

    async def parts(self, href: str) -> tuple[int, int]:
        """Both columns of the parts of a line of B01 or B02, each part walked on to its lines."""
        sums, of_parties, named = [0, 0], [0, 0], (0, 0)
        rows = await self.rows(href)
        for row in rows:
            figures = tuple(cell.dong for cell in row.cells[-2:])
            if row.style == "total":
                assert list(figures) == sums, href
            elif row.style == "detail":
                of_parties = [one + two for one, two in zip(of_parties, figures, strict=True)]
            else:
                assert tuple(of_parties) == named, href
                of_parties, named = [0, 0], figures if row.style == "sum" else (0, 0)
                sums = [one + two for one, two in zip(sums, figures, strict=True)]
            for cell in row.cells[-2:]:
                if row.style != "total" and cell.dong:
                    await self.check_part(cell, row, is_net="/B02/" in href)
        assert tuple(of_parties) == named, href
        return sums[0], sums[1]

    async def check_part(self, cell: Cell, row: Row, *, is_net: bool) -> None:
        """A figure of a part is what its lines come to; that of an account with parties, what these come to."""
        assert cell.href, row
        if "/books/parties" in cell.href:
            columns = await self.parties(cell.href)
            assert abs(cell.dong) in (*columns[:2], *columns[4:]), cell.href
            return
        lines = await self.lines(cell.href)
        assert abs(cell.dong) == (lines.net if is_net else abs(lines.closing or 0)), cell.href
