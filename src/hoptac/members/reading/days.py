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
_MONTH = re.compile(r"(?:(?:th[áa]ng|th?\.?)\s*)?(\d{1,2})\s*(?:[-/.]|n[ăa]m)\s*(\d{4}|\d{2})", re.IGNORECASE)
_ONLY_YEAR = re.compile(r"(?:n[ăa]m\s*)?(\d{4})", re.IGNORECASE)
_BESIDE = re.compile(r"\s*\([^()]*\)$")
_SERIAL = re.compile(r"[1-5]\d{4}")
_UNPARTED = re.compile(r"^(\d{2})(\d{2})(\d{4})$")
_LAST_MONTH = 12
_NOTHING = frozenset({"không", "ko", "không rõ", "không nhớ", "x", "?", "chưa", "chưa có", "chưa góp", "chưa rõ"})
_EARLIEST, _LATEST = 1900, 2100

Birth = tuple[date | None, int | None]
"""The day, where it is known, and the year."""


def birth_reader(today: date) -> Callable[[Any], Any]:
    """Reads a day or a year of birth. One that lies ahead is refused; one that cannot be read is left empty, noted."""

    def read(cell: Cell) -> Birth | Flawed:
        if isinstance(cell, date):
            return _day(cell.date() if isinstance(cell, datetime) else cell)
        if isinstance(cell, float | int) and not isinstance(cell, bool) and _EARLIEST <= cell <= _LATEST:
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
        if isinstance(cell, float | int) and not isinstance(cell, bool) and _EARLIEST <= cell <= _LATEST:
            return _first_of(int(cell), 1, reasons.only_year(int(cell)))
        text = _plain(cell) if isinstance(cell, str) else cell
        if isinstance(text, str):
            if not text or text.casefold() in _NOTHING:
                return None
            year = _ONLY_YEAR.fullmatch(text)
            if year and _EARLIEST <= int(year[1]) <= _LATEST:
                return _first_of(int(year[1]), 1, reasons.only_year(int(year[1])))
            month = _month_of(text, today)
            if month:
                return _first_of(*month, reasons.only_month(text))
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


def _plain(text: str) -> str | int:
    """A cell without the apostrophe that made it text, and without what stands beside the day in brackets; the serial
    number of a day that became text as a number, '01032016' as '01/03/2016'."""
    plain = _BESIDE.sub("", clean_text(text)).strip("'’‘` .,;")
    if _SERIAL.fullmatch(plain):
        return int(plain)
    return _UNPARTED.sub(r"\1/\2/\3", plain)


def _month_of(text: str, today: date) -> tuple[int, int] | None:
    """Year and month of '3/2016', 'T3/2016', '3/16'; '3/12' may be a day and a month."""
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= _LAST_MONTH or int(found[2]) <= _LAST_MONTH:
        return None
    year = int(found[2])
    if len(found[2]) == 2:
        year += 2000 if year <= today.year % 100 else 1900
    return (year, int(found[1])) if _EARLIEST <= year <= _LATEST else None


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
