"""Since when something is so that must not be: the run of days up to now, from what changed and when. Pure."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple


class Change(NamedTuple):
    """On a day the part and the whole became larger by so much; None: before anybody wrote it down."""

    day: date | None
    part: int
    whole: int


class Run(NamedTuple):
    """Something has been so since a day; None: since before anybody wrote it down."""

    since: date | None


def running(changes: Iterable[Change], is_so: Callable[[int, int], bool]) -> Run | None:
    """The run of days that lasts to the last change and on; None where it is not so now. All changes of one day count
    together: what is mended on the day it breaks was never broken."""
    by_day: dict[date | None, tuple[int, int]] = {}
    for day, part, whole in changes:
        before = by_day.get(day, (0, 0))
        by_day[day] = (before[0] + part, before[1] + whole)
    run: Run | None = None
    part = whole = 0
    for day in sorted(by_day, key=lambda one: one or date.min):
        part, whole = part + by_day[day][0], whole + by_day[day][1]
        if not is_so(part, whole):
            run = None
        elif run is None:
            run = Run(day)
    return run
