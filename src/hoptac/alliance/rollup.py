"""Sums over the counted figures below an alliance, read as the roll-up role: one statement a year, never a person.

What counts as a cooperative: docs/decisions/0007-what-counts-as-a-cooperative.md.
"""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Executable, bindparam, cast, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.refusals import GroupingUnknown
from hoptac.indicators.models import Figures
from hoptac.organizations.models import Area, Organization
from hoptac.organizations.queries import below

By = Literal["area", "field", "kind"]
GROUPINGS: tuple[By, ...] = ("area", "field", "kind")

_IS_GROUP = Figures.kind == "cooperative_group"
_IS_LEGAL = Figures.kind != "cooperative_group"


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(*conditions) if conditions else func.count()


def _sum(column: Any, *conditions: ColumnElement[bool]) -> ColumnElement[int | None]:
    total = func.sum(column)
    return cast(total.filter(*conditions) if conditions else total, BigInteger)


_FIGURES: dict[str, ColumnElement[Any]] = {
    "organizations": _count(),
    "cooperatives": _count(Figures.kind.in_(("cooperative", "people_credit_fund"))),
    "people_credit_funds": _count(Figures.kind == "people_credit_fund"),
    "cooperative_unions": _count(Figures.kind == "cooperative_union"),
    "cooperative_groups": _count(_IS_GROUP),
    "live": _count(Figures.source == "live"),
    "declared": _count(Figures.source == "declared"),
    "members": _sum(Figures.members, _IS_LEGAL),
    "group_members": _sum(Figures.members, _IS_GROUP),
    "regular_workers": _sum(Figures.regular_workers, _IS_LEGAL),
    "charter_capital_dong": _sum(Figures.charter_capital_dong),
    "charter_capital_before_dong": _sum(Figures.charter_capital_before_dong),
    "paid_in_dong": _sum(Figures.paid_in_dong),
    "revenue_dong": _sum(Figures.revenue_dong),
    "profit_dong": _sum(Figures.profit_dong),
    "production_area_m2": _sum(Figures.production_area_m2),
    "effective": _count(_IS_LEGAL, Figures.effective == 1),
    "effective_known": _count(_IS_LEGAL, Figures.effective.is_not(None)),
    "under_2012_law": _count(_IS_LEGAL, Figures.under_2012_law == 1),
    "linked": _count(_IS_LEGAL, Figures.linked == 1),
    "models": _count(_IS_LEGAL, Figures.model == 1),
    "founded_in_year": _count(_IS_LEGAL, Figures.founded_year == Figures.year),
    "few_members": _count(Figures.kind == "cooperative", func.coalesce(Figures.official_members, Figures.members) < 5),
    "losses": _count(Figures.profit_dong < 0),
}
FIGURE_NAMES = tuple(_FIGURES)
_AMOUNTS = frozenset(name for name in FIGURE_NAMES if name.endswith(("_dong", "_m2")))
"""Sums that are None where no organization gives any; counts and people are then zero."""


class Group(msgspec.Struct, frozen=True):
    """The sums of one area, activity field or kind; `key` is empty for organizations that name none."""

    key: str
    figures: dict[str, int | None]


class YearSums(msgspec.Struct, frozen=True):
    """The sums of one year, whole and by group."""

    totals: dict[str, int | None]
    groups: list[Group]


def _below(column: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= bindparam("low"), column < bindparam("high")


def _group_column(table: Any, by: By) -> ColumnElement[Any]:
    return {"area": table.area_id, "field": table.activity_field, "kind": table.kind}[by]


def _sums(by: By) -> Executable:
    column = _group_column(Figures, by)
    return (
        select(Figures.year, column, *_FIGURES.values())
        .where(
            Figures.year.in_((bindparam("year"), bindparam("year_before"))),
            Figures.month == 0,
            Figures.counted,
            *_below(Figures.alliance_path),
        )
        .group_by(Figures.year, column)
    )


def _missing(by: By) -> Executable:
    column = _group_column(Organization, by)
    has_figure = exists().where(
        Figures.org_id == Organization.id,
        Figures.year == bindparam("year"),
        Figures.month == 0,
        Figures.counted,
        *_below(Figures.alliance_path),
    )
    return (
        select(column, func.count())
        .where(
            *_below(Organization.alliance_path),
            Organization.kind != "alliance",
            or_(Organization.founded_year.is_(None), Organization.founded_year <= bindparam("year")),
            ~has_figure,
        )
        .group_by(column)
    )


SUMS = {by: _sums(by) for by in GROUPINGS}
MISSING = {by: _missing(by) for by in GROUPINGS}
CAPITAL_BY_YEAR = (
    select(Figures.year, _sum(Figures.charter_capital_dong), func.count())
    .where(
        Figures.year.between(bindparam("first"), bindparam("last")),
        Figures.month == 0,
        Figures.counted,
        *_below(Figures.alliance_path),
    )
    .group_by(Figures.year)
    .order_by(Figures.year)
)
# Which years have figures: from one to the next over the index, not over all rows.
NEXT_YEAR = select(func.max(Figures.year)).where(
    Figures.year < bindparam("before"), Figures.month == 0, Figures.counted, *_below(Figures.alliance_path)
)
AREA_NAMES = select(Area.id, Area.name, Area.sort_key).where(Area.id.in_(bindparam("ids", expanding=True)))


def check_grouping(by: str) -> By:
    """The grouping itself; raises GroupingUnknown."""
    for grouping in GROUPINGS:
        if by == grouping:
            return grouping
    raise GroupingUnknown(by)


async def sums_of_years(session: AsyncSession, path: str, *, year: int, by: By) -> tuple[YearSums, YearSums]:
    """The sums of a year and of the year before it, below an alliance's path. Amounts in đồng, areas in m²."""
    low, high = below(path)
    around = {"year": year, "low": low, "high": high}
    found: dict[int, list[Group]] = {year: [], year - 1: []}
    for of_year, key, *figures in await session.execute(SUMS[by], around | {"year_before": year - 1}):
        found[of_year].append(Group(_key(key), dict(zip(FIGURE_NAMES, figures, strict=True))))
    missing = {_key(key): count for key, count in await session.execute(MISSING[by], around)}
    groups = [Group(group.key, group.figures | {"missing": missing.pop(group.key, 0)}) for group in found[year]]
    groups += [
        Group(key, dict.fromkeys(FIGURE_NAMES, 0) | dict.fromkeys(_AMOUNTS) | {"missing": count})
        for key, count in missing.items()
    ]
    return YearSums(_total(groups), groups), YearSums(_total(found[year - 1]), found[year - 1])


def _key(value: UUID | str | None) -> str:
    return "" if value is None else str(value)


def _total(groups: Iterable[Group]) -> dict[str, int | None]:
    totals: dict[str, int | None] = dict.fromkeys(FIGURE_NAMES, 0) | dict.fromkeys(_AMOUNTS) | {"missing": 0}
    for group in groups:
        for name, value in group.figures.items():
            if value is not None:
                totals[name] = (totals[name] or 0) + value
    return totals


async def capital_by_year(session: AsyncSession, path: str, *, last: int, years: int) -> list[tuple[int, int | None]]:
    """The charter capital in đồng of each of the last years that have figures; None where none gives any."""
    low, high = below(path)
    parameters = {"first": last - years + 1, "last": last, "low": low, "high": high}
    return [(year, dong) for year, dong, _count in await session.execute(CAPITAL_BY_YEAR, parameters)]


async def years_with_figures(session: AsyncSession, path: str, *, limit: int = 30) -> list[int]:
    """The years that have figures below an alliance, the newest first."""
    low, high = below(path)
    years: list[int] = []
    before = 9999
    while len(years) < limit:
        year = (await session.execute(NEXT_YEAR, {"before": before, "low": low, "high": high})).scalar()
        if year is None:
            break
        years.append(year)
        before = year
    return years


async def area_names(session: AsyncSession, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Name and sort key of each area by its id."""
    ids = [UUID(key) for key in keys if key]
    if not ids:
        return {}
    return {str(area_id): (name, sort) for area_id, name, sort in await session.execute(AREA_NAMES, {"ids": ids})}
