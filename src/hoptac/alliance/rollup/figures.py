"""What a sum is made of, and how sums are added up. Pure."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from hoptac.alliance.refusals import GroupingUnknown

By = Literal["area", "field", "kind"]
GROUPINGS: tuple[By, ...] = ("area", "field", "kind")

FIGURE_NAMES = (
    "organizations", "cooperatives", "people_credit_funds", "cooperative_unions", "cooperative_groups", "live",
    "declared", "members", "group_members", "regular_workers", "charter_capital_dong", "charter_capital_before_dong",
    "paid_in_dong", "revenue_dong", "profit_dong", "production_area_m2", "effective", "effective_known",
    "under_2012_law", "linked", "models", "founded_in_year", "few_members", "losses", "missing",
)  # fmt: skip
"""In this order everywhere. All but the last sum counted figures; `missing` counts organizations that have none."""
AMOUNTS = frozenset(name for name in FIGURE_NAMES if name.endswith(("_dong", "_m2")))
"""Sums that are None where no organization gives any; counts and people are then zero."""

Figures = dict[str, int | None]
Vector = tuple[int | None, ...]
"""Figures without their names."""

MOST_MISSING = 5
"""One in so many."""

NOTHING: Vector = tuple(None if name in AMOUNTS else 0 for name in FIGURE_NAMES)


class Cell(NamedTuple):
    """The sums of the organizations of one area, one activity field and one kind; empty where they name none."""

    area: str
    field: str
    kind: str
    figures: Vector


class Group(msgspec.Struct, frozen=True):
    """The sums of one area, activity field or kind; `key` is empty for organizations that name none."""

    key: str
    figures: Figures


class YearSums(msgspec.Struct, frozen=True):
    """The sums of one year, whole and by group. Amounts in đồng, areas in m²."""

    totals: Figures
    groups: list[Group]


def check_grouping(by: str) -> By:
    """The grouping itself; raises GroupingUnknown."""
    for grouping in GROUPINGS:
        if by == grouping:
            return grouping
    raise GroupingUnknown(by)


def is_complete(figures: Figures) -> bool:
    """Whether so many have given their figures of a year that it may stand for all, and be compared with the year before:
    while more than a fifth are missing, a difference would only say that they are missing."""
    counted, missing = figures["organizations"] or 0, figures["missing"] or 0
    return MOST_MISSING * missing <= counted + missing


def telling_year(years: Mapping[int, Figures]) -> int | None:
    """The year to look at first: the newest that is complete, else the one of which most have given figures."""
    complete = [year for year, figures in years.items() if is_complete(figures)]
    if complete:
        return max(complete)
    return max(years, key=lambda year: (years[year]["organizations"] or 0, year), default=None)


def named(figures: Vector) -> Figures:
    """Figures with their names."""
    return dict(zip(FIGURE_NAMES, figures, strict=True))


def added(one: Vector, other: Vector) -> Vector:
    """Both together; what neither gives stays None."""
    return tuple(
        theirs if ours is None else ours if theirs is None else ours + theirs
        for ours, theirs in zip(one, other, strict=True)
    )


def total_of(cells: Iterable[Cell]) -> Vector:
    """All cells together."""
    total = NOTHING
    for cell in cells:
        total = added(total, cell.figures)
    return total


def groups_of(cells: Iterable[Cell], by: By) -> dict[str, Vector]:
    """The cells of each area, field or kind together."""
    groups: dict[str, Vector] = {}
    for cell in cells:
        key = getattr(cell, by)
        groups[key] = added(groups.get(key, NOTHING), cell.figures)
    return groups


def sums_of(cells: list[Cell], by: By) -> YearSums:
    """The cells of a year, whole and by group."""
    return YearSums(named(total_of(cells)), [Group(key, named(one)) for key, one in groups_of(cells, by).items()])
