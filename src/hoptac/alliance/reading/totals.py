"""The sums of a registry, as alliances publish them."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from hoptac.alliance.reading.rows import OrganizationRow


class RegistryTotals(msgspec.Struct, frozen=True):
    """Sums over organizations. Members and regular workers are those of all but the groups, whose members are counted
    apart; amounts in đồng, None where no row gives any. `activity_fields` counts all but the groups."""

    organizations: dict[str, int]
    activity_fields: dict[str, int]
    districts: int
    members: int
    group_members: int
    regular_workers: int
    charter_capital_dong: int | None
    charter_capital_before_dong: int | None
    revenue_dong: int | None
    profit_dong: int | None
    production_area_m2: int | None
    effective: int
    under_2012_law: int
    linked: int
    models: int
    founded_in_year: int
    founded_in_year_by_field: dict[str, int]


def totals(organizations: Iterable[OrganizationRow], *, year: int | None = None) -> RegistryTotals:
    """Adds the organizations up; those `founded_in_year` are counted for `year`."""
    rows = list(organizations)
    legal = [row for row in rows if row.kind != "cooperative_group"]
    founded = [row for row in legal if year is not None and row.founded_year == year]
    return RegistryTotals(
        organizations=dict(Counter(row.kind for row in rows)),
        activity_fields=_by_field(legal),
        districts=len({row.district.casefold() for row in rows if row.district}),
        members=sum(row.members or 0 for row in legal),
        group_members=sum(row.members or 0 for row in rows if row.kind == "cooperative_group"),
        regular_workers=sum(row.regular_workers or 0 for row in legal),
        charter_capital_dong=_sum(row.charter_capital_dong for row in rows),
        charter_capital_before_dong=_sum(row.charter_capital_before_dong for row in rows),
        revenue_dong=_sum(row.revenue_dong for row in rows),
        profit_dong=_sum(row.profit_dong for row in rows),
        production_area_m2=_sum(row.production_area_m2 for row in rows),
        effective=sum(row.effective is True for row in legal),
        under_2012_law=sum(row.under_2012_law is True for row in legal),
        linked=sum(row.linked is True for row in legal),
        models=sum(row.model is True for row in legal),
        founded_in_year=len(founded),
        founded_in_year_by_field=_by_field(founded),
    )


def _by_field(rows: Iterable[OrganizationRow]) -> dict[str, int]:
    return dict(Counter(row.activity_field for row in rows if row.activity_field))


def _sum(figures: Iterable[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
