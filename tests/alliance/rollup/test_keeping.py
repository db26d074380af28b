"""Sums that are kept beside the figures: the sum of the leaves, always, and read by nobody else."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from tests.alliance.conftest import Alliance, BringIn, found_alliance
from tests.conftest import Cooperative

from hoptac.alliance.rollup import GROUPINGS, By, SumsKeeper, list_years, read_year
from hoptac.alliance.rollup.figures import FIGURE_NAMES, sums_of
from hoptac.alliance.rollup.keeper import paths_above
from hoptac.alliance.rollup.leaves import sum_leaves
from hoptac.alliance.rollup.models import ALLIANCE_SUMS
from hoptac.indicators.actions import declare_figures
from hoptac.indicators.models import Figures
from hoptac.indicators.rules import Subject, YearFigures
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import SumsMark, mark_sums
from hoptac.kit.tenancy import enter_alliance, enter_tenant
from hoptac.organizations.actions import found_organization
from hoptac.organizations.areas import find_area
from hoptac.organizations.models import FIELDS, KINDS

AT = datetime(2026, 3, 15, 8, tzinfo=UTC)
YEAR = 2024


@pytest.fixture
def keeper(database: Database, rollup_database: Database) -> SumsKeeper:
    """The keeper, one step at a time."""
    return SumsKeeper(database, rollup_database, now=lambda: AT)


async def found_leaf(database: Database, alliance: Alliance, draw: random.Random, areas: Sequence[UUID]) -> Subject:
    """An organization of the registry, with no figures yet."""
    kind = draw.choice(KINDS[:-1])
    field = draw.choice([*FIELDS, None])
    async with database.begin() as session:
        org_id = await found_organization(
            session, kind=kind, slug=f"htx-{new_id().hex[-10:]}", name=f"Đơn vị {draw.random()}", alliance=alliance.slug,
            activity_field=field, founded_year=draw.choice([1999, 2015, YEAR, None]), keeps_books=False,
        )  # fmt: skip
    return Subject(org_id, alliance.path, kind, field, draw.choice([*areas, None]))


def some_figures(draw: random.Random) -> YearFigures:
    """Any figure may be missing."""

    def perhaps(least: int, most: int) -> int | None:
        return draw.choice([None, draw.randint(least, most)])

    return YearFigures(
        members=perhaps(1, 300), official_members=perhaps(1, 9), regular_workers=perhaps(0, 50),
        charter_capital_dong=perhaps(0, 10**10), charter_capital_before_dong=perhaps(0, 10**10),
        revenue_dong=perhaps(0, 10**11), profit_dong=perhaps(-(10**9), 10**9), production_area_m2=perhaps(0, 10**7),
        effective=perhaps(0, 1), under_2012_law=perhaps(0, 1), linked=perhaps(0, 1), model=perhaps(0, 1),
        founded_year=perhaps(YEAR - 1, YEAR),
    )  # fmt: skip


async def declare(database: Database, subject: Subject, figures: YearFigures, year: int) -> None:
    async with enter_tenant(database, subject.org_id) as session:
        await declare_figures(
            session, subject, figures, year=year, as_of=date(year, 12, 31), source_note="", at=AT, keeps_books=False
        )


async def fill(database: Database, alliance: Alliance, draw: random.Random, count: int) -> list[Subject]:
    """Organizations of which some gave figures for the year, some for the year before, some for none."""
    async with database.begin() as session:
        areas = [area for area in [await find_area(session, code) for code in ("92", "96")] if area]
    subjects = [await found_leaf(database, alliance, draw, areas) for _number in range(count)]
    for subject in subjects:
        for year in draw.choice([(), (YEAR,), (YEAR - 1, YEAR)]):
            await declare(database, subject, some_figures(draw), year)
    return subjects


async def kept_rows(database: Database, alliance: Alliance) -> dict[tuple[int, str, str], dict[str, Any]]:
    """What is kept for an alliance, by year, grouping and key."""
    async with enter_tenant(database, alliance.id) as session:
        found = (await session.execute(select(ALLIANCE_SUMS))).mappings().all()
    return {(row["year"], row["grouped_by"], row["key"]): dict(row) for row in found}


async def marked_paths(database: Database) -> set[str]:
    async with database.begin() as session:
        return set((await session.execute(select(SumsMark.alliance_path))).scalars())


async def read(rollup: Database, alliance: Alliance, by: By, year: int | None = None) -> Any:
    async with enter_alliance(rollup, alliance.path) as session:
        return await read_year(session, alliance.path, year=year, or_year=2026, by=by)


async def leaves(rollup: Database, alliance: Alliance, by: By, year: int) -> Any:
    async with enter_alliance(rollup, alliance.path) as session:
        return sums_of(await sum_leaves(session, alliance.path, year=year), by)


def in_order(sums: Any) -> Any:
    return sums.totals, sorted(sums.groups, key=lambda group: group.key)


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_kept_is_the_sum_of_the_leaves(
    database: Database, rollup_database: Database, alliance: Alliance, keeper: SumsKeeper, seed: int
) -> None:
    subjects = await fill(database, alliance, random.Random(seed), 14)
    by_leaves = {by: await read(rollup_database, alliance, by) for by in GROUPINGS}
    await keeper.work_once()
    rows = await kept_rows(database, alliance)
    assert {year for year, _by, _key in rows} == {YEAR - 1, YEAR}
    for by in GROUPINGS:
        kept = await read(rollup_database, alliance, by)
        assert in_order(kept.now) == in_order(by_leaves[by].now)
        assert {name: kept.before[name] for name in FIGURE_NAMES[:-1]} == {
            name: by_leaves[by].before[name] for name in FIGURE_NAMES[:-1]
        }
        assert (kept.year, kept.years, kept.capital) == (YEAR, [YEAR, YEAR - 1], by_leaves[by].capital)
    # And counted by hand, from the rows of figures themselves.
    members: defaultdict[str, int] = defaultdict(int)
    capital: defaultdict[str, int] = defaultdict(int)
    for subject in subjects:
        async with enter_tenant(database, subject.org_id) as session:
            for row in (await session.execute(select(Figures).where(Figures.year == YEAR))).scalars():
                members[row.kind] += (row.members or 0) if row.kind != "cooperative_group" else 0
                capital[row.kind] += row.charter_capital_dong or 0
    for kind in members:
        kept_row = rows[YEAR, "kind", kind]
        assert (kept_row["members"], kept_row["charter_capital_dong"] or 0) == (members[kind], capital[kind])
    assert rows[YEAR, "all", ""]["members"] == sum(members.values())


async def test_a_change_is_seen_at_once_and_kept_afterwards(
    database: Database, rollup_database: Database, alliance: Alliance, keeper: SumsKeeper
) -> None:
    subjects = await fill(database, alliance, random.Random(9), 6)
    await keeper.work_once()
    assert alliance.path not in await marked_paths(database)
    await declare(database, subjects[0], YearFigures(members=12_345), YEAR)
    assert alliance.path in await marked_paths(database)
    assert (await kept_rows(database, alliance))[YEAR, "all", ""]["members"] < 12_345
    changed = await read(rollup_database, alliance, "kind", YEAR)
    assert in_order(changed.now) == in_order(await leaves(rollup_database, alliance, "kind", YEAR))
    await keeper.work_once()
    kept = await read(rollup_database, alliance, "kind", YEAR)
    assert in_order(kept.now) == in_order(changed.now)
    assert (await kept_rows(database, alliance))[YEAR, "all", ""]["organizations"] == kept.now.totals["organizations"]


async def test_the_same_figures_again_leave_no_mark(
    database: Database, alliance: Alliance, keeper: SumsKeeper
) -> None:  # fmt: skip
    (subject,) = await fill(database, alliance, random.Random(3), 1)
    await declare(database, subject, YearFigures(members=5), YEAR)
    await keeper.work_once()
    await declare(database, subject, YearFigures(members=5), YEAR)
    assert alliance.path not in await marked_paths(database)


async def test_who_is_new_in_the_registry_is_missing_at_once(
    database: Database, rollup_database: Database, alliance: Alliance, keeper: SumsKeeper, bring_in: BringIn
) -> None:
    await bring_in(alliance, "ca-mau-2020")
    await keeper.work_once()
    assert (await read(rollup_database, alliance, "area")).now.totals["missing"] == 0
    async with database.begin() as session:
        await found_organization(
            session, kind="cooperative", slug=f"moi-{new_id().hex[-8:]}", name="HTX Mới", alliance=alliance.slug
        )
    assert (await read(rollup_database, alliance, "area")).now.totals["missing"] == 1
    await keeper.work_once()
    assert (await kept_rows(database, alliance))[2020, "all", ""]["missing"] == 1


async def test_an_alliance_above_sums_what_lies_below(
    database: Database, rollup_database: Database, keeper: SumsKeeper
) -> None:
    above = await found_alliance(database, "quoc-gia")
    async with database.begin() as session:
        slug = f"tinh-{new_id().hex[-8:]}"
        below_id = await found_organization(session, kind="alliance", slug=slug, name="Tỉnh", alliance=above.slug)
    below = Alliance(below_id, slug, f"{above.path}{slug}.")
    subjects = [*await fill(database, below, random.Random(5), 5), *await fill(database, above, random.Random(6), 3)]
    for subject in (subjects[0], subjects[-1]):
        await declare(database, subject, YearFigures(members=7), YEAR)
    await keeper.work_once()
    for alliance in (above, below):
        kept = await read(rollup_database, alliance, "field", YEAR)
        assert in_order(kept.now) == in_order(await leaves(rollup_database, alliance, "field", YEAR))
    everyone, part = [(await kept_rows(database, one))[YEAR, "all", ""] for one in (above, below)]
    assert everyone["organizations"] + everyone["missing"] > part["organizations"] + part["missing"] > 0


def test_paths_above() -> None:
    assert paths_above("vn.can-tho.") == ["vn.can-tho.", "vn."]
    assert paths_above("can-tho.") == ["can-tho."]


async def test_years_without_figures_are_forgotten_and_show_who_is_missing(
    database: Database, rollup_database: Database, owner_database: Database, alliance: Alliance, keeper: SumsKeeper
) -> None:
    (subject,) = await fill(database, alliance, random.Random(3), 1)
    await declare(database, subject, YearFigures(members=5), YEAR)
    await declare(database, subject, YearFigures(members=6), YEAR - 3)
    await keeper.work_once()
    async with enter_tenant(owner_database, subject.org_id) as session:
        await session.execute(text("DELETE FROM figures WHERE year = :year"), {"year": YEAR - 3})
        await mark_sums(session, alliance.path, AT, year=YEAR - 3)
    await keeper.work_once()
    assert YEAR - 3 not in {year for year, _by, _key in await kept_rows(database, alliance)}
    nobody = await read(rollup_database, alliance, "kind", YEAR + 1)
    assert (nobody.now.totals["organizations"], nobody.now.totals["missing"]) == (0, 1)


async def test_damage_is_mended_when_everything_is_taken_anew(
    database: Database, rollup_database: Database, alliance: Alliance, keeper: SumsKeeper
) -> None:
    await fill(database, alliance, random.Random(7), 4)
    await keeper.work_once()
    whole = await kept_rows(database, alliance)
    async with enter_tenant(database, alliance.id) as session:
        await session.execute(update(ALLIANCE_SUMS).values(members=ALLIANCE_SUMS.c.members + 1))
    assert await kept_rows(database, alliance) != whole
    await keeper.mark_everything()
    await keeper.work_once()
    assert await kept_rows(database, alliance) == whole


async def test_what_is_read_is_the_sum_of_the_leaves_while_others_write(
    database: Database, rollup_database: Database, alliance: Alliance, keeper: SumsKeeper
) -> None:
    """In one snapshot (repeatable read) what a page shows and what the leaves add up to are the same at any moment."""
    draw = random.Random(11)
    subjects = await fill(database, alliance, draw, 6)
    is_over = False

    async def write() -> None:
        nonlocal is_over
        for _turn in range(40):
            await declare(database, draw.choice(subjects), some_figures(draw), YEAR)
        is_over = True

    async def keep() -> None:
        while not is_over:
            await keeper.work_once()

    async def compare() -> int:
        looks = 0
        while not is_over:
            async with rollup_database.begin() as session:
                await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
                await session.execute(text("SELECT set_alliance_path(:path)"), {"path": alliance.path})
                shown = await read_year(session, alliance.path, year=YEAR, or_year=YEAR, by="kind")
                cells = await sum_leaves(session, alliance.path, year=YEAR)
            assert in_order(shown.now) == in_order(sums_of(cells, "kind"))
            looks += 1
        return looks

    _written, _kept, looks = await asyncio.gather(write(), keep(), compare())
    assert looks > 3
    await keeper.work_once()
    assert alliance.path not in await marked_paths(database)
    kept = await read(rollup_database, alliance, "area", YEAR)
    assert in_order(kept.now) == in_order(await leaves(rollup_database, alliance, "area", YEAR))


async def test_two_keepers_do_not_work_at_once(
    database: Database, rollup_database: Database, alliance: Alliance, keeper: SumsKeeper
) -> None:
    await fill(database, alliance, random.Random(1), 2)
    done = await asyncio.gather(*(keeper.work_once() for _keeper in range(4)))
    await keeper.work_once()
    assert sum(done) >= 1
    kept = await read(rollup_database, alliance, "kind", YEAR)
    assert in_order(kept.now) == in_order(await leaves(rollup_database, alliance, "kind", YEAR))


async def test_kept_sums_are_read_by_their_alliance_alone(
    database: Database, rollup_database: Database, alliance: Alliance, neighbour: Alliance, keeper: SumsKeeper,
    tan_hung: Cooperative,
) -> None:  # fmt: skip
    await fill(database, alliance, random.Random(2), 3)
    await keeper.work_once()
    async with enter_alliance(rollup_database, neighbour.path) as session:
        assert (await session.execute(select(ALLIANCE_SUMS.c.year))).all() == []
        assert await list_years(session, alliance.path) == ([], None)
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(select(ALLIANCE_SUMS.c.year))).all() == []
