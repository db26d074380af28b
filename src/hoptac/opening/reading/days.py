"""The day that the titles of a workbook say its balances are of."""

import re
from datetime import date, timedelta

from hoptac.kit.calendar import add_months
from hoptac.kit.sheets import Workbook
from hoptac.kit.tables import Mapping, sheet_of, titles_of
from hoptac.kit.vietnamese import clean_text, strip_accents

_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(20\d\d)(?!\d)")
_DAY_IN_WORDS = re.compile(r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(20\d\d)")
_MONTH = re.compile(r"thang\s*(\d{1,2})\s*(?:/|nam|\s)\s*(20\d\d)")
_QUARTER = re.compile(r"quy\s*(iv|iii|ii|i|[1-4])\s*(?:/|nam|\s)\s*(20\d\d)")
_YEAR = re.compile(r"\b(?:nam|nien do)\s*(20\d\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def first_day_of(workbook: Workbook, mapping: Mapping, today: date) -> date:
    """The first day of books that begin with these balances: the day after the one the titles name; 1 January of this
    year where they name none.

    A title that names the first day of a month alone ("số dư đầu kỳ 01/01/2026") means that day. One that names a year
    that is not over means its beginning.
    """
    told = end_told(workbook, mapping)
    if told is None:
        return date(today.year, 1, 1)
    if told.day == 1:
        return told
    return told + timedelta(days=1) if told < today else date(told.year, 1, 1)


def end_told(workbook: Workbook, mapping: Mapping) -> date | None:
    """The last day that the titles, the sheets or the name of the file speak of."""
    texts = [clean_text(workbook.filename)]
    for table in mapping.tables:
        sheet = sheet_of(workbook, table)
        texts += [*(titles_of(sheet, table) if sheet else []), clean_text(table.sheet)]
    days = [day for text in texts for day in _days_in(strip_accents(text).casefold())]
    return max(days, default=None)


def _days_in(text: str) -> list[date]:
    found = [_day(*match) for pattern in (_DAY, _DAY_IN_WORDS) for match in pattern.findall(text)]
    if any(found):
        return [day for day in found if day]
    ends = [_end_of(int(year), int(month)) for month, year in _MONTH.findall(text)]
    ends += [_end_of(int(year), 3 * _QUARTERS[quarter]) for quarter, year in _QUARTER.findall(text)]
    ends = ends or [_end_of(int(year), 12) for year in _YEAR.findall(text)]
    return [day for day in ends if day]


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _end_of(year: int, month: int) -> date | None:
    return add_months(date(year, month, 1), 1) - timedelta(days=1) if 1 <= month <= 12 else None
