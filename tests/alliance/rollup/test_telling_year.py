"""Which year an alliance opens on: the newest that at least four fifths have given figures of, kept sums or not."""

from datetime import UTC, date, datetime

import pytest
from tests.alliance.conftest import Alliance
from tests.support.web import Browser

from hoptac.alliance.rollup import SumsKeeper, list_years, read_year
from hoptac.alliance.rollup.figures import NOTHING, Figures, named, telling_year
from hoptac.indicators.actions import declare_figures
from hoptac.indicators.rules import Subject, YearFigures
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_alliance, enter_tenant
from hoptac.organizations.actions import found_organization

AT = datetime(2026, 3, 15, 8, tzinfo=UTC)


def of(counted: int, missing: int) -> Figures:
    return named(NOTHING) | {"organizations": counted, "missing": missing}


@pytest.mark.parametrize(
    ("years", "telling"),
    [
        ({}, None),
        ({2026: of(1, 37), 2025: of(36, 2), 2024: of(38, 0)}, 2025),
        ({2026: of(8, 2), 2025: of(10, 0)}, 2026),
        ({2026: of(79, 21), 2025: of(80, 20)}, 2025),
        # Nobody has brought in four fifths: the year with most, the newer of two alike.
        ({2026: of(2, 8), 2025: of(6, 4), 2024: of(6, 4), 2023: of(1, 9)}, 2025),
    ],
)
def test_the_year_to_look_at_first(years: dict[int, Figures], telling: int | None) -> None:
    assert telling_year(years) == telling


async def bring(
    database: Database,
    alliance: Alliance,
    reports: dict[int, int],
    organizations: int,
    *,
    paid_in_dong: int | None = None,
) -> None:
    """So many cooperatives; of each year the first few have declared figures."""
    for place in range(organizations):
        async with database.begin() as session:
            org_id = await found_organization(
                session, kind="cooperative", slug=f"htx-{new_id().hex[-10:]}", name=f"HTX {place}",
                alliance=alliance.slug, keeps_books=False,
            )  # fmt: skip
        subject = Subject(org_id, alliance.path, "cooperative", None, None)
        async with enter_tenant(database, org_id) as session:
            for year in (year for year, count in reports.items() if place < count):
                await declare_figures(
                    session, subject, YearFigures(members=10 + place, paid_in_dong=paid_in_dong), year=year, as_of=date(year, 12, 31),
                    source_note="", at=AT, keeps_books=False,
                )  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "telling"),
    [({2024: 5, 2025: 4, 2026: 1}, 2025), ({2025: 3, 2026: 2}, 2025), ({2025: 5, 2026: 4}, 2026)],
)
async def test_pages_open_on_it_from_kept_sums_and_from_leaves(
    database: Database, rollup_database: Database, alliance: Alliance, officer: Browser, reports: dict[int, int], telling: int
) -> None:  # fmt: skip
    await bring(database, alliance, reports, organizations=5)
    years, newest = sorted(reports, reverse=True), max(reports)
    keeper = SumsKeeper(database, rollup_database, now=lambda: AT)
    for is_kept in (False, True):
        if is_kept:
            await keeper.work_once()
        async with enter_alliance(rollup_database, alliance.path) as session:
            read = await read_year(session, alliance.path, year=None, or_year=2026, by="area")
            assert (read.year, read.years) == (telling, years), is_kept
            assert (read.newest["organizations"], read.newest["missing"]) == (reports[newest], 5 - reports[newest])
            assert await list_years(session, alliance.path) == (years, telling)
        shown = await officer.get(f"/{alliance.slug}/dashboard")
        assert f"Kinh tế tập thể năm {telling}" in shown.text
        assert f"Đơn vị, số liệu năm {telling}" in (await officer.get(f"/{alliance.slug}/organizations")).text


async def test_the_newer_year_is_named_and_one_click_away(
    database: Database, alliance: Alliance, officer: Browser
) -> None:
    await bring(database, alliance, {2025: 5, 2026: 1}, organizations=5)
    shown = await officer.get(f"/{alliance.slug}/dashboard")
    assert "Kinh tế tập thể năm 2025" in shown.text
    assert "Năm 2026 mới có 1 trong 5 đơn vị có số liệu." in shown.text
    newer = await officer.get(f"/{alliance.slug}/dashboard?year=2026")
    assert "Các tổng dưới đây chưa phải của cả liên minh." in newer.text
    assert "Các tổng dưới đây chưa phải của cả liên minh." not in shown.text


async def test_the_first_page_says_what_has_been_paid_in_of_the_newer_year(
    database: Database, alliance: Alliance, officer: Browser
) -> None:
    await bring(database, alliance, {2025: 5, 2026: 1}, organizations=5, paid_in_dong=391_500_000)
    shown = await officer.get(f"/{alliance.slug}/dashboard")
    assert "Năm 2026 mới có 1 trong 5 đơn vị có số liệu, vốn đã góp 391.500.000 đ." in shown.text
