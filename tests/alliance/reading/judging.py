"""A workbook judged for a year as an import does it, without the registry beside it."""

from datetime import date

import msgspec

from hoptac.alliance.imports.lists import read_list, understood_for, year_asked_or_named
from hoptac.alliance.reading import RegistryVerdict, judge


class JudgedRegistry(msgspec.Struct, frozen=True):
    """The year that was asked for or named, and the verdict on every row."""

    year: int
    verdicts: list[RegistryVerdict]


def judge_registry(content: bytes, filename: str, *, year: int | None, today: date) -> JudgedRegistry:
    """Raises what reading raises, YearMissing, YearOutOfRange."""
    read = read_list(content, filename)
    of_year = year_asked_or_named(year, read.workbook, read.understanding.mapping, today=today)
    mapping = understood_for(read.workbook, of_year).mapping
    return JudgedRegistry(of_year, judge(read.workbook, mapping, today=today, year=of_year))
