"""The sums over the counted figures below an alliance, by area, activity field and kind. Never a person, never an entry.

The leaves are the figures of each organization; the sums over thirty thousand of them take too long for every look at a
page, so they are kept beside them (table alliance_sums), taken anew from the leaves by the keeper after each change and
never counted up. Whoever changes a leaf leaves a mark in the same transaction (`hoptac.kit.marks.mark_sums`). While a
mark stands, pages take their sums from the leaves themselves: what is shown is always the sum of what there is.
What counts as a cooperative: docs/decisions/0007-what-counts-as-a-cooperative.md.
"""

from hoptac.alliance.rollup.figures import (
    FIGURE_NAMES,
    GROUPINGS,
    By,
    Figures,
    Group,
    YearSums,
    check_grouping,
    is_complete,
)
from hoptac.alliance.rollup.keeper import SumsKeeper, keep_sums
from hoptac.alliance.rollup.reading import KEPT_AREAS, AllianceYear, list_years, read_year

__all__ = [
    "FIGURE_NAMES",
    "GROUPINGS",
    "KEPT_AREAS",
    "AllianceYear",
    "By",
    "Figures",
    "Group",
    "SumsKeeper",
    "YearSums",
    "check_grouping",
    "is_complete",
    "keep_sums",
    "list_years",
    "read_year",
]
