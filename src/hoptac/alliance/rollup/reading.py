"""Reading the sums of an alliance: those that are kept, or, while a mark says that they are out of date, the leaves'."""

from typing import Any

import msgspec
from sqlalchemy import SmallInteger, Uuid, bindparam, case, cast, exists, func, or_, select

from hoptac.alliance.rollup.figures import (
    FIGURE_NAMES,
    MOST_MISSING,
    By,
    Figures,
    Group,
    YearSums,
    is_complete,
    named,
    sums_of,
    telling_year,
    total_of,
)
from hoptac.alliance.rollup.leaves import capital_of_years, sum_leaves, years_of_leaves
from hoptac.alliance.rollup.models import ALLIANCE_SUMS, WHOLE
from hoptac.kit.marks import SumsMark
from hoptac.kit.prepared import Prepared, Reader
from hoptac.kit.tenancy import plan_anew
from hoptac.organizations.models import Area
from hoptac.organizations.queries import below

CAPITAL_YEARS = 5
"""How many years the drawing of the charter capital goes back, the year itself among them."""

_kept = ALLIANCE_SUMS.c
_OF_ALLIANCE = _kept.alliance_path == bindparam("path")
_IS_MARKED = exists().where(SumsMark.alliance_path >= bindparam("low"), SumsMark.alliance_path < bindparam("high"))
# `telling_year` in the words of the database.
_IS_COMPLETE = MOST_MISSING * _kept.missing <= _kept.organizations + _kept.missing
_TELLING = (
    select(_kept.year)
    .where(_OF_ALLIANCE, _kept.grouped_by == WHOLE)
    .order_by(_IS_COMPLETE.desc(), case((_IS_COMPLETE, 0), else_=_kept.organizations).desc(), _kept.year.desc())
    .limit(1)
    .scalar_subquery()
)
# Sums and marks in one statement and so in one snapshot: a change is in the sums, or its mark is seen.
KEPT = Prepared(
    select(_kept.year, _kept.grouped_by, _kept.key, *(_kept[name] for name in FIGURE_NAMES))
    .where(
        _OF_ALLIANCE,
        or_(
            _kept.grouped_by == WHOLE,
            (_kept.grouped_by == bindparam("by"))
            & (_kept.year == func.coalesce(bindparam("year", type_=SmallInteger()), _TELLING)),
        ),
        ~_IS_MARKED,
    )
    .order_by(_kept.year.desc())
)
KEPT_YEARS = Prepared(
    select(_kept.year, _kept.organizations, _kept.missing)
    .where(_OF_ALLIANCE, _kept.grouped_by == WHOLE, ~_IS_MARKED)
    .order_by(_kept.year.desc())
)  # fmt: skip
KEPT_AREAS = Prepared(
    select(Area.id, Area.name)
    .join(ALLIANCE_SUMS, cast(func.nullif(_kept.key, ""), Uuid()) == Area.id)
    .where(_OF_ALLIANCE, _kept.year == bindparam("year"), _kept.grouped_by == "area", ~_IS_MARKED)
    .order_by(Area.sort_key)
)
"""The areas of a year; none where sums are not kept or not to be trusted now."""


class AllianceYear(msgspec.Struct, frozen=True):
    """An alliance's sums of a year beside those of the year before."""

    year: int
    years: list[int]
    """All that have figures, the newest first."""
    now: YearSums
    before: Figures
    newest: Figures
    """Of the newest year that has figures: how far they have come in."""
    capital: list[tuple[int, int | None]]
    """The charter capital in đồng by year, the last CAPITAL_YEARS that have figures."""


def _bounds(path: str) -> dict[str, Any]:
    low, high = below(path)
    return {"path": path, "low": low, "high": high}


async def list_years(session: Reader, path: str) -> tuple[list[int], int | None]:
    """The years that have figures below an alliance, the newest first, and the one to look at first (`telling_year`)."""
    kept = {
        year: {"organizations": organizations, "missing": missing}
        for year, organizations, missing in await KEPT_YEARS.rows(session, _bounds(path))
    }
    if kept:
        return list(kept), telling_year(kept)
    years = await years_of_leaves(session, path)
    return years, await _telling_year_of_leaves(session, path, years)


async def _totals_of_leaves(session: Reader, path: str, year: int) -> Figures:
    return named(total_of(await sum_leaves(session, path, year=year, split=("kind",))))


async def _telling_year_of_leaves(session: Reader, path: str, years: list[int]) -> int | None:
    looked_at: dict[int, Figures] = {}
    for year in years[:CAPITAL_YEARS]:
        looked_at[year] = await _totals_of_leaves(session, path, year)
        if is_complete(looked_at[year]):
            return year
    return telling_year(looked_at)


async def read_year(session: Reader, path: str, *, year: int | None, or_year: int, by: By) -> AllianceYear:
    """The sums of a year, by default of the one to look at first (`telling_year`), of `or_year` where none has figures."""
    rows = await KEPT.rows(session, _bounds(path) | {"by": by, "year": year})
    if not rows:
        return await _from_leaves(session, path, year=year, or_year=or_year, by=by)
    whole = {of_year: named(tuple(figures)) for of_year, grouped_by, _key, *figures in rows if grouped_by == WHOLE}
    of_year = year if year is not None else telling_year(whole)
    assert of_year is not None
    if of_year in whole:
        groups = [Group(key, named(tuple(figures))) for _year, grouped_by, key, *figures in rows if grouped_by == by]
        now = YearSums(whole[of_year], groups)
    else:  # a year of which nobody has given figures: all that can be counted is who is missing
        now = sums_of(await sum_leaves(session, path, year=of_year, split=(by,)), by)
    capital = [(known, whole[known]["charter_capital_dong"]) for known in sorted(whole) if _is_drawn(known, of_year)]
    before = whole.get(of_year - 1, named(total_of(())))
    return AllianceYear(of_year, list(whole), now, before, whole[max(whole)], capital)


def _is_drawn(known: int, of_year: int) -> bool:
    return of_year - CAPITAL_YEARS < known <= of_year


async def _from_leaves(
    session: Reader, path: str, *, year: int | None, or_year: int, by: By
) -> AllianceYear:  # fmt: skip
    await plan_anew(session)
    years = await years_of_leaves(session, path)
    of_year = year if year is not None else await _telling_year_of_leaves(session, path, years)
    of_year = or_year if of_year is None else of_year
    now = sums_of(await sum_leaves(session, path, year=of_year, split=(by,)), by)
    before = named(total_of(await sum_leaves(session, path, year=of_year - 1, split=("kind",), with_missing=False)))
    # The sums hold two years already; only the years before them are read for the drawing.
    capital = await capital_of_years(session, path, first=of_year - CAPITAL_YEARS + 1, last=of_year - 2)
    two = [(of_year - 1, before), (of_year, now.totals)]
    capital += [(known, figures["charter_capital_dong"]) for known, figures in two if figures["organizations"]]
    newest = await _totals_of_leaves(session, path, years[0]) if years and years[0] != of_year else now.totals
    return AllianceYear(of_year, years, now, before, newest, capital)
