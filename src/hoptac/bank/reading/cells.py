"""Cells of a statement: days with and without a time, amounts however a bank writes them, signs and markers."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from hoptac.kit.calendar import VIETNAM
from hoptac.kit.money import UnreadableAmount, parse_dong
from hoptac.kit.sheets import Cell
from hoptac.kit.vietnamese import clean_text, search_key, strip_accents

Direction = Literal[-1, 1]
"""-1: money goes out of the account, 1: it comes in."""

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 1 January 2000 to 2099 in a workbook
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS: tuple[str, ...] = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d:/.-])(?P<a>\d{1,2})\s?[-/.]\s?(?P<b>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|\d{2})(?![\d/.-])")
_NAMED = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})[\s/-]?(?P<m>{'|'.join(_MONTHS)})[a-z]*[\s/,-]*(?P<y>\d{{4}}|\d{{2}})(?!\d)"
)
_NAMED_FIRST = re.compile(rf"(?P<m>{'|'.join(_MONTHS)})[a-z]*\.?\s(?P<d>\d{{1,2}}),?\s(?P<y>\d{{4}})(?!\d)")
_WORDS = re.compile(r"(?:ngay\s)?(?P<d>\d{1,2})\s?(?:thang|thg)\s?(?P<m>\d{1,2})(?:\s?nam|,)?\s?(?P<y>\d{4})")
_PACKED = re.compile(
    r"(?<!\d)(?:(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})|(?P<d2>\d{2})(?P<m2>\d{2})(?P<y2>20\d{2}))(?:\d{6})?(?!\d)"
)
_TIME = re.compile(
    r"t?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?(?:am|pm|sa|ch)\b)?(?:z\b|\+\d{2}:\d{2})?", re.IGNORECASE
)
_SIGN_BEHIND = re.compile(r"(?P<rest>.*\d)\s*(?P<mark>[+\-−]|\(?(?:cr|dr|c|d|có|nợ|co|no)\)?)\.?", re.IGNORECASE)
_PLAIN = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){1,4}|(?:,\d{3}){1,4})")
_CURRENCY = re.compile(r"(?:vnd|vnđ|đồng|đ|₫)\.?", re.IGNORECASE)
_OUT = frozenset(
    {
        "d", "dr", "db", "de", "deb", "debit", "no", "n", "ghi no", "phat sinh no", "ps no", "bao no", "chi", "chi ra",
        "tien chi", "rut", "rut tien", "ra", "tien ra", "out", "money out", "giam", "ghi giam", "withdrawal", "withdraw",
    }
)  # fmt: skip
_IN = frozenset(
    {
        "c", "cr", "ce", "cre", "credit", "co", "ghi co", "phat sinh co", "ps co", "bao co", "thu", "thu vao", "tien thu",
        "nop", "nop tien", "gui", "vao", "tien vao", "in", "money in", "tang", "ghi tang", "deposit",
    }
)  # fmt: skip


class Found(NamedTuple):
    """A day, and what else stood in its cell: a number of the bank's, where it shares the column."""

    day: date
    rest: str


def read_day(cell: Cell, *, month_first: bool = False) -> Found | None:
    """The day in a cell, whatever stands beside it; None where there is none."""
    if isinstance(cell, datetime):
        return Found((cell.astimezone(VIETNAM) if cell.tzinfo else cell).date(), "")
    if isinstance(cell, date):
        return Found(cell, "")
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _day_of_number(cell)
    return _day_in(clean_text(cell), month_first=month_first)


def _day_of_number(number: int | float) -> Found | None:
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return Found(_SERIAL_ZERO + timedelta(days=int(number)), "")
    return _day_in(str(int(number)), month_first=False) if float(number).is_integer() else None


@lru_cache(maxsize=4_096)
def _day_in(text: str, *, month_first: bool) -> Found | None:
    plain = strip_accents(text).lower()
    for pattern in (_ISO, _NUMBERS, _NAMED, _NAMED_FIRST, _WORDS, _PACKED):
        for found in pattern.finditer(plain):
            day = _made(found.groupdict(), month_first=month_first)
            if day:
                rest = _TIME.sub(" ", f"{text[: found.start()]} {text[found.end() :]}")
                return Found(day, clean_text(rest).strip(" .,;:-/|_()"))
    return None


def _made(parts: dict[str, str | None], *, month_first: bool) -> date | None:
    if "a" in parts:
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        day, month = (second, first) if month_first else (first, second)
    else:
        day = int(parts.get("d") or parts.get("d2") or 0)
        named = parts.get("m") or parts.get("m2") or ""
        month = int(named) if named.isdigit() else _MONTHS.index(named) + 1
    year = int(parts.get("y") or parts.get("y2") or 0)
    year += 2000 if year < 100 else 0
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if _FIRST_YEAR <= made.year <= _LAST_YEAR else None


def is_month_first(cells: Iterable[Cell]) -> bool:
    """Whether the days of a column are written month/day/year: some number behind the first stroke is above twelve, and
    none before it."""
    pairs = [found for cell in cells if isinstance(cell, str) for found in _NUMBERS.finditer(clean_text(cell))]
    return any(int(found["b"]) > 12 for found in pairs) and not any(int(found["a"]) > 12 for found in pairs)


class Amount(NamedTuple):
    """đồng without a sign, and the way it goes where the cell says so."""

    dong: int
    direction: Direction | None = None

    @property
    def signed(self) -> int:
        """With the sign that the cell says; positive where it says none."""
        return self.dong * (self.direction or 1)


def read_amount(cell: Cell) -> Amount | None:
    """An amount of whole đồng: '500.000', '500,000.00', '+5,000,000', '(500.000)', '500,000 VND D'; None for an empty cell.

    Raises UnreadableAmount for anything else.
    """
    if isinstance(cell, date):
        raise UnreadableAmount(str(cell))
    if not isinstance(cell, str):
        dong = parse_dong(cell)
        return None if dong is None else Amount(abs(dong), -1 if dong < 0 else None)
    text = clean_text(cell)
    if _PLAIN.fullmatch(text):  # nearly all
        return Amount(int(text.replace(".", "").replace(",", "")))
    direction: Direction | None = None
    behind = _SIGN_BEHIND.fullmatch(text)
    if behind:
        text, direction = behind["rest"], read_marker(behind["mark"].strip("()"))
    text = _CURRENCY.sub("", text).strip()
    if text[:1] in "+-−–" and len(text) > 1:
        direction = 1 if text[0] == "+" else -1
        text = text[1:].strip()
    dong = parse_dong(_CURRENCY.sub("", text))
    if dong is None:
        return None
    return Amount(-dong, -1) if dong < 0 else Amount(dong, direction)


def is_amount(cell: Cell) -> bool:
    """Whether a cell that is not empty holds an amount."""
    try:
        return read_amount(cell) is not None
    except UnreadableAmount:
        return False


def read_marker(cell: Cell) -> Direction | None:
    """Which way money goes by a word or a sign of its own: 'D', 'Ghi có', '+', 'Chi'; None where it is no marker."""
    text = clean_text(cell) if isinstance(cell, str) else ""
    if text in ("+", "-", "−", "–"):
        return 1 if text == "+" else -1
    key = search_key(text)
    return -1 if key in _OUT else 1 if key in _IN else None
