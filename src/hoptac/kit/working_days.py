"""Working days in Vietnam: Monday to Friday, without the public holidays.

Which days are holidays is data with dates (Labour Code 45/2019/QH14, Art. 112; days of Tết and of the Hùng kings follow the
moon and are announced each year). A year whose days are not known yet has only those that are always the same: a deadline is
then rather a day early than late.
"""

import csv
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

_SATURDAY = 5


@cache
def holidays() -> frozenset[date]:
    """The public holidays that are known by their dates, with those given in place of one on a weekend."""
    source = files("hoptac.kit").joinpath("data/public_holidays.csv").read_text(encoding="utf-8")
    return frozenset(date.fromisoformat(row["day"]) for row in csv.DictReader(source.splitlines()))


_EVERY_YEAR = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _EVERY_YEAR and day not in holidays()


def add_working_days(day: date, count: int) -> date:
    """The `count`th working day after a day; the day itself is not counted."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
