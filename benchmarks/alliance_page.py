"""The alliance's page with 300, 3,000 and 32,000 organizations below it: how its cost grows.

The page is asked for over HTTP by one officer, and its statements are sent by themselves as the roll-up role. Once with the
sums that are kept beside the figures, as a page finds them within a second of the last change; and once while a change waits
for the keeper, when they are taken from the figures of every organization. Two years of figures; areas, fields and kinds as
in a real registry, 9 areas for the smallest and 50 for the largest.
"""

import asyncio
import random
from contextlib import ExitStack
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import uvloop

from benchmarks.support.load import request_bytes, run_load
from benchmarks.support.place import Place, WebServer, driver_url, found, seat, throwaway_place, web_server
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import Turn, stopwatch, take_turns
from hoptac.alliance.rollup import SumsKeeper, read_year
from hoptac.indicators.models import Figures
from hoptac.indicators.rules import Subject, YearFigures
from hoptac.indicators.writing import figures_row
from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark_sums
from hoptac.kit.tenancy import enter_alliance
from hoptac.organizations.actions import registry_row
from hoptac.organizations.models import FIELDS, Organization
from hoptac.organizations.queries import AllianceRow

SIZES = {300: 9, 3_000: 30, 32_000: 50}
"""Organizations, and in how many areas."""
YEARS = (2024, 2025)
KINDS = {"cooperative": 70, "cooperative_group": 25, "people_credit_fund": 3, "cooperative_union": 2}
"""Kinds in percent."""
WITHOUT_FIGURES = 0.03
ROUNDS, LOOKS = 15, 5


class Alliance(msgspec.Struct, frozen=True):
    """One alliance with an officer."""

    id: UUID
    slug: str
    path: str
    phone: str


async def fill(place: Place) -> dict[int, Alliance]:
    """The alliances, their sums kept, and statistics as autovacuum would have made them by and by."""
    database, rollup = Database(place.urls.app), Database(place.urls.rollup)
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    areas = [
        row[0] for row in await superuser.fetch("SELECT id FROM areas WHERE kind = 'commune' ORDER BY code LIMIT 50")
    ]
    alliances = {}
    for size, count in SIZES.items():
        slug, phone = f"lien-minh-{size}", f"09{size:08d}"
        org_id = await found(database, slug, kind="alliance")
        await seat(database, phone, (slug, "alliance_officer"))
        alliances[size] = Alliance(org_id, slug, f"{slug}.", phone)
        await _copy_organizations(superuser, alliances[size], size, areas[:count])
        async with database.begin() as session:
            await mark_sums(session, f"{slug}.", now())
    await SumsKeeper(database, rollup).work_once()
    await superuser.execute("VACUUM ANALYZE")
    await superuser.close()
    await database.close()
    await rollup.close()
    return alliances


async def _copy_organizations(connection: asyncpg.Connection, of: Alliance, size: int, areas: list[UUID]) -> None:
    draw, at = random.Random(size), now()
    alliance = AllianceRow(of.id, of.slug, of.slug, of.path, None)
    organizations, figures = [], []
    for number in range(size):
        (kind,) = draw.choices(list(KINDS), list(KINDS.values()))
        subject = Subject(new_id(), of.path, kind, draw.choice([*FIELDS, None]), draw.choice(areas))
        organizations.append(
            registry_row(
                org_id=subject.org_id, kind=kind, slug=f"{of.slug}-{number}", name=f"HTX số {number}", alliance=alliance,
                area_id=subject.area_id, activity_field=subject.activity_field, founded_year=draw.randint(1997, 2023),
                created_at=at,
            )
        )  # fmt: skip
        for year in YEARS:
            if draw.random() > WITHOUT_FIGURES:
                about: dict[str, Any] = {"month": 0, "source": "declared", "counted": True, "source_note": "", "at": at}
                row = figures_row(subject, _figures(draw, kind), year=year, as_of=date(year, 12, 31), **about)
                figures.append(row)
    for table_name, rows in ((Organization.__tablename__, organizations), (Figures.__tablename__, figures)):
        columns = list(rows[0])
        await connection.copy_records_to_table(
            table_name, records=[tuple(row[name] for name in columns) for row in rows], columns=columns
        )


def _figures(draw: random.Random, kind: str) -> YearFigures:
    is_group = kind == "cooperative_group"
    return YearFigures(
        members=draw.randint(4, 300), regular_workers=None if is_group else draw.randint(1, 50),
        charter_capital_dong=None if is_group else draw.randint(10**8, 10**10),
        charter_capital_before_dong=None if is_group else draw.randint(10**8, 10**10),
        revenue_dong=None if is_group else draw.randint(10**8, 10**10),
        profit_dong=None if is_group else draw.randint(-(10**8), 10**9),
        effective=draw.choice([None, 0, 1]), under_2012_law=1, linked=draw.randint(0, 1), model=draw.randint(0, 1),
    )  # fmt: skip


def statements(rollup: Database, alliance: Alliance) -> Turn:
    """Milliseconds that the page's sums take, from BEGIN to COMMIT."""

    async def turn() -> float:
        with stopwatch() as watch:
            for _look in range(LOOKS):
                async with enter_alliance(rollup, alliance.path) as session:
                    await read_year(session, alliance.path, year=None, or_year=YEARS[-1], by="area")
        return 1000 * watch.seconds / LOOKS

    return turn


def pages(server: WebServer, alliance: Alliance) -> Turn:
    """Milliseconds that the page takes, asked for by one client."""
    request = request_bytes(server.sign_in(alliance.phone), f"/{alliance.slug}/dashboard")

    async def turn() -> float:
        load = await run_load(server.address, [lambda: request], 0.8)
        assert set(load.statuses) == {200}, load.statuses
        return 1000 / load.per_second

    return turn


async def measure(place: Place, server: WebServer, alliances: dict[int, Alliance]) -> dict[str, list[str]]:
    """The lines of the table: SQL and page, kept and from the leaves, for each size."""
    database, rollup = Database(place.urls.app), Database(place.urls.rollup)
    contenders: dict[str, Turn] = {}
    for size, alliance in alliances.items():
        contenders[f"statements {size}"] = statements(rollup, alliance)
        contenders[f"page {size}"] = pages(server, alliance)
    lines = {}
    for state, name in (("kept", "kept sums"), ("leaves", "from every organization's figures")):
        if state == "leaves":
            async with database.begin() as session:
                for alliance in alliances.values():
                    await mark_sums(session, alliance.path, now())
        figures = await take_turns(contenders, ROUNDS)
        for what, said in (("statements", "its statements"), ("page", "the page over HTTP")):
            of_size = [figures[f"{what} {size}"] for size in SIZES]
            growth = of_size[-1].median / of_size[0].median
            lines[f"{what} {state}"] = [
                f"{said}, {name}", *(f"{one.median:.1f} ({one.spread})" for one in of_size), f"{growth:.1f}"
            ]  # fmt: skip
    await database.close()
    await rollup.close()
    return lines


def main() -> None:
    """Measure and write the table."""
    with ExitStack() as stack:
        place = stack.enter_context(throwaway_place())
        alliances = asyncio.run(fill(place))
        server = stack.enter_context(web_server(place))
        lines = uvloop.run(measure(place, server, alliances))
        headings = ("Milliseconds", *(f"{size:,}" for size in SIZES), "growth from 300 to 32,000")
        how = (
            f"One client, one web process. Medians of {ROUNDS} turns each, in turn; in brackets the least and the most. "
            f"Figures of {len(YEARS)} years in {', '.join(str(count) for count in SIZES.values())} areas: the page has as many lines."
        )
        write_section("alliance_page", how, table(headings, list(lines.values())), place.server)


if __name__ == "__main__":
    main()
