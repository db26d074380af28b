"""The sums as they are taken from the figures of each organization, read as the roll-up role."""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, cast, exists, func, null, or_, select

from hoptac.alliance.rollup.figures import FIGURE_NAMES, GROUPINGS, NOTHING, By, Cell
from hoptac.indicators.models import Figures
from hoptac.kit.prepared import Prepared, Reader
from hoptac.organizations.models import Organization
from hoptac.organizations.queries import below

_IS_GROUP = Figures.kind == "cooperative_group"
_IS_LEGAL = Figures.kind != "cooperative_group"


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(*conditions) if conditions else func.count()


def _sum(column: Any, *conditions: ColumnElement[bool]) -> ColumnElement[int | None]:
    total = func.sum(column)
    return cast(total.filter(*conditions) if conditions else total, BigInteger)


_FIGURES: dict[str, ColumnElement[Any]] = {
    "organizations": _count(),
    "cooperatives": _count(or_(Figures.kind == "cooperative", Figures.kind == "people_credit_fund")),
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
_SUMMED = tuple(_FIGURES[name] for name in FIGURE_NAMES[:-1])


def _below(column: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= bindparam("low"), column < bindparam("high")


_HAS_FIGURES = exists().where(
    Figures.org_id == Organization.id,
    Figures.year == bindparam("year"),
    Figures.month == 0,
    Figures.counted,
    *_below(Figures.alliance_path),
)


def _split(table: Any, dimensions: tuple[By, ...]) -> list[ColumnElement[Any]]:
    """Area, field and kind; those that the sums are not split by are empty."""
    columns = {"area": table.area_id, "field": table.activity_field, "kind": table.kind}
    return [columns[by] if by in dimensions else null() for by in GROUPINGS]


def _grouped(statement: Select[*tuple[Any, ...]], table: Any, dimensions: tuple[By, ...]) -> Prepared:
    columns = {"area": table.area_id, "field": table.activity_field, "kind": table.kind}
    return Prepared(statement.group_by(*(columns[by] for by in dimensions)))


@cache
def sums_statement(dimensions: tuple[By, ...]) -> Prepared:
    """The counted figures of a year below a path, split by some of area, field and kind."""
    statement = select(*_split(Figures, dimensions), *_SUMMED).where(
        Figures.year == bindparam("year"), Figures.month == 0, Figures.counted, *_below(Figures.alliance_path)
    )
    return _grouped(statement, Figures, dimensions)


@cache
def missing_statement(dimensions: tuple[By, ...]) -> Prepared:
    """The organizations that existed in a year and have no figures of it, split alike."""
    statement = select(*_split(Organization, dimensions), func.count()).where(
        *_below(Organization.alliance_path),
        Organization.kind != "alliance",
        or_(Organization.founded_year.is_(None), Organization.founded_year <= bindparam("year")),
        ~_HAS_FIGURES,
    )
    return _grouped(statement, Organization, dimensions)


CAPITAL_BY_YEAR = Prepared(
    select(Figures.year, _sum(Figures.charter_capital_dong))
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
NEXT_YEAR = Prepared(
    select(func.max(Figures.year)).where(
        Figures.year < bindparam("before"), Figures.month == 0, Figures.counted, *_below(Figures.alliance_path)
    )
)
_LAST_YEAR = 9999


def _key(value: Any) -> str:
    return "" if value is None else str(value)


async def sum_leaves(
    session: Reader, path: str, *, year: int, split: tuple[By, ...] = GROUPINGS, with_missing: bool = True
) -> list[Cell]:
    """The counted figures of a year below an alliance's path, and the organizations that have none.

    Split no further than they are asked for: one sum for each area takes half as long as one for each area, field and kind.
    """
    low, high = below(path)
    parameters = {"year": year, "low": low, "high": high}
    summed = await sums_statement(split).rows(session, parameters)
    cells = [Cell(_key(area), _key(field), _key(kind), (*figures, 0)) for area, field, kind, *figures in summed]
    if with_missing:
        missing = await missing_statement(split).rows(session, parameters)
        cells += [
            Cell(_key(area), _key(field), _key(kind), (*NOTHING[:-1], count)) for area, field, kind, count in missing
        ]
    return cells


async def capital_of_years(session: Reader, path: str, *, first: int, last: int) -> list[tuple[int, int | None]]:
    """The charter capital in đồng of each year that has figures; None where none gives any."""
    low, high = below(path)
    rows = await CAPITAL_BY_YEAR.rows(session, {"first": first, "last": last, "low": low, "high": high})
    return [(year, dong) for year, dong in rows]


async def years_of_leaves(session: Reader, path: str, *, limit: int = 30) -> list[int]:
    """The years that have figures below an alliance, the newest first."""
    low, high = below(path)
    years: list[int] = []
    while len(years) < limit:
        before = years[-1] if years else _LAST_YEAR
        year = await NEXT_YEAR.scalar(session, {"before": before, "low": low, "high": high})
        if year is None:
            break
        years.append(year)
    return years
