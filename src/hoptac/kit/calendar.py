"""Dates of Vietnam: what day it is there, and the dates and years people write in lists."""

import math
import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.vietnamese import clean_text, strip_accents

# Asia/Ho_Chi_Minh has kept UTC+7 without summer time since 1975; a fixed offset needs no time zone data on the machine.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_SERIAL = 60_000
_EMPTY = re.compile(r"[-–—_.…/\s]*")
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})\s*[-/.]\s*(?P<month>\d{{1,2}})\s*[-/.]\s*(?P<day>\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})(?:\s*[-/.]\s*|\s)(?P<month>\d{{1,2}})(?:\s*[-/.]\s*|\s)(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_IN_WORDS = re.compile(
    r"(?:[^\d]*\bngay\s*)?(?P<day>\d{1,2})\s*thang\s*(?P<month>\d{1,2})[\s,]*(?:nam\s*)?(?P<year>\d{4}|\d{2})"
)
_BARE_YEAR = re.compile(r"(?:nam\s*)?(\d{4})(?:\.0)?")
_TOO_LONG = 40


class UnreadableDate(Refusal):
    """What stands there is not a day of the calendar."""

    def __init__(self, text: object, *, field: str | None = None) -> None:
        message = _("Không đọc được ngày “%(text)s”. Hãy ghi ngày/tháng/năm, ví dụ 27/05/2019.", text=_excerpt(text))
        super().__init__(message, field=field)


class UnreadableYear(Refusal):
    """What stands there is not a year."""

    def __init__(self, text: object, *, field: str | None = None) -> None:
        message = _("Không đọc được năm “%(text)s”. Hãy ghi đủ bốn số, ví dụ 1962.", text=_excerpt(text))
        super().__init__(message, field=field)


def _excerpt(value: object) -> str:
    text = str(value)
    return text if len(text) <= _TOO_LONG else f"{text[:_TOO_LONG]}…"


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date in Vietnam."""
    return datetime.now(VIETNAM).date()


def _is_year(number: float) -> bool:
    return _FIRST_YEAR <= number <= _LAST_YEAR


def _full_year(digits: str, current: date | None) -> int:
    """'19' is 2019 and '62' is 1962: two digits never name a year to come."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year <= (current or today()).year % 100 else 1900 + year


def _from_serial(serial: float) -> date:
    """Excel counts days from 1 January 1900 and believes that year had a 29 February, its day 60."""
    days = math.floor(serial)
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)


def _from_number(number: int | float) -> date | None:
    if isinstance(number, bool) or not 1 <= number <= _LAST_SERIAL or _is_year(number):
        return None
    return _from_serial(number)


def _from_text(text: str, current: date | None) -> date | None:
    found = _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found is None:
        found = _IN_WORDS.fullmatch(strip_accents(text).lower().rstrip(" .,"))
    if found is None:
        return None
    year, month, day = _full_year(found["year"], current), int(found["month"]), int(found["day"])
    if not _is_year(year) or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _from_datetime(instant: datetime) -> date:
    return (instant.astimezone(VIETNAM) if instant.tzinfo else instant).date()


def parse_date(value: str | date | datetime | int | float | None, *, today: date | None = None) -> date | None:
    """A day as lists write it, day first: '27/05/2019', '1/3/26', '2019-05-27', 'ngày 5 tháng 3 năm 2019', or the
    serial number of a workbook. None for an empty cell, a dash or dots.

    A year of two digits is of this century up to the year of `today`, of the last one after it. Raises
    UnreadableDate, also for a bare year: that is not a day.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return _from_datetime(value)
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        found = _from_number(value)
    else:
        text = clean_text(value)
        if _EMPTY.fullmatch(text):
            return None
        found = _from_text(text, today)
    if found is None:
        raise UnreadableDate(value)
    return found


def parse_year(value: str | date | datetime | int | float | None, *, today: date | None = None) -> int | None:
    """A year of four digits, or the year of a date in any form `parse_date` reads; None for an empty cell.

    Raises UnreadableYear. '62' alone is refused: it may be a year or an age.
    """
    if value is None:
        return None
    if isinstance(value, date):
        return _from_datetime(value).year if isinstance(value, datetime) else value.year
    year: int | None = None
    if isinstance(value, int | float):
        year = _year_of_number(value)
    else:
        text = clean_text(value)
        if _EMPTY.fullmatch(text):
            return None
        year = _year_of_text(text, today)
    if year is None:
        raise UnreadableYear(value)
    return year


def _year_of_number(number: int | float) -> int | None:
    if isinstance(number, bool):
        return None
    if _is_year(number):
        return int(number) if number == int(number) else None
    day = _from_number(number) if number > _LAST_YEAR else None
    return day.year if day else None


def _year_of_text(text: str, current: date | None) -> int | None:
    bare = _BARE_YEAR.fullmatch(strip_accents(text).lower())
    if bare:
        return int(bare[1]) if _is_year(int(bare[1])) else None
    day = _from_text(text, current)
    return day.year if day else None


def format_date(day: date) -> str:
    """'27/05/2019'"""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def day_of(moment: date | datetime) -> date:
    """The day in Vietnam on which an instant lies; a day is itself."""
    return _from_datetime(moment) if isinstance(moment, datetime) else moment


def format_moment(instant: datetime) -> str:
    """'27/05/2019 14:05', in Vietnam."""
    return f"{format_date(day_of(instant))} {instant.astimezone(VIETNAM):%H:%M}"


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later or earlier, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
