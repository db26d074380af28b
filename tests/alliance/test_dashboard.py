"""The large figures of the dashboard: compared with last year only where the comparison says something."""

import pytest

from hoptac.alliance.dashboard import kpis
from hoptac.alliance.rollup import Figures, is_complete
from hoptac.alliance.rollup.figures import NOTHING, named


def figures(**known: int) -> Figures:
    return named(NOTHING) | known


@pytest.mark.parametrize(
    ("counted", "missing", "compared"), [(100, 0, True), (80, 20, True), (79, 21, False), (1, 37, False), (0, 5, False)]
)
def test_a_year_that_has_only_begun_is_not_compared(counted: int, missing: int, compared: bool) -> None:
    now = figures(organizations=counted, cooperatives=counted, members=10 * counted, missing=missing)
    before = figures(organizations=90, cooperatives=90, members=900, effective=45, effective_known=90)
    assert is_complete(now) is compared
    shown = kpis("can-tho", 2026, now, before, "vi")
    assert [one.change is not None for one in (shown[0], shown[3])] == [compared, compared]


def test_a_figure_that_did_not_move_says_so() -> None:
    now = figures(organizations=90, cooperatives=90, members=930, effective=45, effective_known=90)
    before = figures(organizations=90, cooperatives=90, members=900, effective=45, effective_known=90)
    changes = [one.change for one in kpis("can-tho", 2026, now, before, "vi")]
    assert [(change.text, change.direction) for change in changes if change] == [
        ("không đổi", "same"), ("không đổi", "same"), ("+30", "up"),
    ]  # fmt: skip
