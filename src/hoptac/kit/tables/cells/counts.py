"""Counts of people or things, and years."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from hoptac.kit.calendar import UnreadableYear, parse_year
from hoptac.kit.language import _
from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells.flaws import Flawed
from hoptac.kit.tables.cells.reason import Reason, excerpt
from hoptac.kit.vietnamese import clean_text

_COUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0+)?\s*(?:[^\W\d]+\s*){0,2}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NOTHING = frozenset({"", "-", "không", "ko", "chưa", "chưa có"})


def _unreadable_count(cell: Cell) -> Reason:
    return Reason("unreadable_count", _("Không đọc được số lượng “%(text)s”. Hãy ghi bằng số.", text=excerpt(cell)))


def _unreadable_year(cell: Cell) -> Reason:
    return Reason("unreadable_year", _("Không đọc được năm “%(text)s”, để trống.", text=excerpt(cell)))


def _future_year(year: int) -> Reason:
    return Reason("future_date", _("Năm %(year)s chưa tới. Hãy xem lại năm này.", year=str(year)))


def read_count(cell: Cell) -> int | Flawed | None:
    """A whole number of zero or more, '45', '1.250', '45 người'; what is none refuses the row."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return int(cell) if cell >= 0 and cell == int(cell) else Flawed(None, refused=(_unreadable_count(cell),))
    text = clean_text(str(cell))
    if text.casefold() in _NOTHING:
        return None
    found = _COUNT.fullmatch(text)
    if found is None:
        return Flawed(None, refused=(_unreadable_count(cell),))
    return int(found[1].replace(".", "").replace(",", ""))


def year_reader(today: date) -> Callable[[Any], Any]:
    """Reads a year, the year of a day, or the only year in a text; one that lies ahead refuses the row, one that cannot
    be read is left empty."""

    def read(cell: Cell) -> int | Flawed | None:
        try:
            year = parse_year(cell, today=today)
        except UnreadableYear:
            told = set(_YEAR.findall(cell)) if isinstance(cell, str) else ()
            if len(told) != 1:
                return Flawed(None, noted=(_unreadable_year(cell),))
            year = int(told.pop())
        if year is not None and year > today.year:
            return Flawed(None, refused=(_future_year(year),))
        return year

    return read
