"""Days and years in member lists: of birth, of joining, of a contribution."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from hoptac.kit.calendar import UnreadableDate, format_date, parse_date
from hoptac.kit.sheets import Cell
from hoptac.kit.tables.cells import Flawed
from hoptac.kit.vietnamese import clean_text
from hoptac.members.reading import reasons

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_MONTH = re.compile(r"(?:th[áa]ng\s*)?(\d{1,2})\s*(?:[-/.]|n[ăa]m)\s*(\d{4})", re.IGNORECASE)
_NOTHING = frozenset({"không", "ko", "không rõ", "không nhớ", "x", "?", "chưa", "chưa có", "chưa góp", "chưa rõ"})
_EARLIEST = 1900

Birth = tuple[date | None, int | None]
"""The day, where it is known, and the year."""


def birth_reader(today: date) -> Callable[[Any], Any]:
    """Reads a day or a year of birth. One that lies ahead is refused; one that cannot be read is left empty, noted."""

    def read(cell: Cell) -> Birth | Flawed:
        if isinstance(cell, date):
            return _day(cell.date() if isinstance(cell, datetime) else cell)
        if isinstance(cell, float | int) and not isinstance(cell, bool) and _EARLIEST <= cell <= 2100:
            return _year(int(cell))
        text = clean_text(cell) if isinstance(cell, str) else cell
        if isinstance(text, str):
            if len(text) == 4 and text.isdigit() and int(text) >= _EARLIEST:
                return _year(int(text))
            if not text or text.casefold() in _NOTHING:
                return (None, None)
        try:
            day = parse_date(text, today=today)
        except UnreadableDate:
            year = _YEAR.search(str(text)) if isinstance(text, str) else None
            return _year(int(year[1])) if year else Flawed((None, None), noted=(reasons.unreadable_birth(cell),))
        return _day(day) if day else (None, None)

    def _day(day: date) -> Birth | Flawed:
        if day > today:
            return Flawed((None, None), refused=(reasons.future_date(format_date(day)),))
        return (day, day.year)

    def _year(year: int) -> Flawed:
        if year > today.year:
            return Flawed((None, None), refused=(reasons.future_date(str(year)),))
        return Flawed((None, year), noted=(reasons.ONLY_YEAR_OF_BIRTH,))

    return read


def day_reader(today: date) -> Callable[[Any], Any]:
    """Reads a day on which something was done. A bare year or month gives its first day, with a note; a day that lies
    ahead is refused; what cannot be read needs a decision."""

    def read(cell: Cell) -> date | Flawed | None:
        if isinstance(cell, date):
            return _checked(cell.date() if isinstance(cell, datetime) else cell)
        if isinstance(cell, float | int) and not isinstance(cell, bool) and _EARLIEST <= cell <= 2100:
            return _first_of(int(cell), 1, reasons.only_year(int(cell)))
        text = clean_text(cell) if isinstance(cell, str) else cell
        if isinstance(text, str):
            if not text or text.casefold() in _NOTHING:
                return None
            if len(text) == 4 and text.isdigit() and int(text) >= _EARLIEST:
                return _first_of(int(text), 1, reasons.only_year(int(text)))
            month = _MONTH.fullmatch(text)
            if month and 1 <= int(month[1]) <= 12:
                return _first_of(int(month[2]), int(month[1]), reasons.only_month(text))
        try:
            day = parse_date(text, today=today)
        except UnreadableDate as unreadable:
            return Flawed(None, doubted=(reasons.unreadable_day(unreadable),))
        return _checked(day) if day else None

    def _checked(day: date) -> date | Flawed:
        return Flawed(None, refused=(reasons.future_date(format_date(day)),)) if day > today else day

    def _first_of(year: int, month: int, note: reasons.Reason) -> Flawed:
        day = date(year, month, 1)
        if day > today:
            return Flawed(None, refused=(reasons.future_date(f"{month:02d}/{year}" if month > 1 else str(year)),))
        return Flawed(day, noted=(note,))

    return read


def issue_day_reader(today: date) -> Callable[[Any], Any]:
    """Reads the day an identity card was issued: left empty with a note where it cannot be read or lies ahead."""

    def read(cell: Cell) -> date | Flawed | None:
        try:
            day = parse_date(cell, today=today)
        except UnreadableDate:
            day = None
            return Flawed(None, noted=(reasons.unreadable_issue_day(cell),))
        if day and day > today:
            return Flawed(None, refused=(reasons.future_date(format_date(day)),))
        return day

    return read


def age_on(today: date, born_on: date | None, born_year: int | None) -> int | None:
    """The age in full years; the most it can be where only the year is known."""
    if born_on:
        return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return today.year - born_year if born_year else None
