"""The list of unpaid pledges over HTTP, against the SQL that it asks alone.

Ours is the real app served by `hoptac serve` with one web process, the accountant signed in: guard, row-level security, the
page of fifty and the sums over all. The floor sends the same statements, and `set_tenant` before them, over one connection of
asyncpg's, and renders nothing. One client each, one request at a time: what is compared is the time of a page.
"""

import asyncio
import time
from contextlib import ExitStack
from datetime import timedelta
from uuid import UUID

import asyncpg
import httpx

from benchmarks.support.people import fill_members
from benchmarks.support.place import Place, driver_url, found, seat, throwaway_place, web_server
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import ratio, take_turns
from hoptac.capital.queries.unpaid import SOON_DAYS, Standing, page_statement, sums_statement
from hoptac.kit.calendar import today
from hoptac.kit.db import Database

MEMBERS = (200, 10_000)
ROUNDS, PAGES = 15, 20
SHOWN: dict[Standing, str] = {"": "all that is unpaid", "late": "what is late", "soon": "what is due soon"}


async def fill(place: Place, slug: str, members: int) -> UUID:
    """A cooperative where every fifth has paid half of what was pledged, all of it due by now."""
    database = Database(place.urls.app)
    org_id = await found(database, slug)
    actor_id = await seat(database, f"09010000{members % 97:02d}", (slug, "accountant"))
    await fill_members(database, org_id, actor_id, members)
    await database.close()
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    await superuser.execute("VACUUM ANALYZE")
    await superuser.close()
    return org_id


class Statements:
    """The SQL alone."""

    def __init__(self, connection: asyncpg.Connection, org_id: UUID, standing: Standing) -> None:
        self.connection, self.org_id = connection, org_id
        self.statements = (page_statement(0, standing, "first"), sums_statement(0, standing))
        days = {"today": today(), "soon": today() + timedelta(days=SOON_DAYS + 1)}
        self.values = [statement.values({"org_id": org_id} | days) for statement in self.statements]

    async def turn(self) -> float:
        """Milliseconds for the statements of one page."""
        began = time.perf_counter()
        for _page in range(PAGES):
            async with self.connection.transaction(readonly=True):
                await self.connection.fetch("SELECT set_tenant($1)", self.org_id)
                for statement, values in zip(self.statements, self.values, strict=True):
                    await self.connection.fetch(statement.text, *values)
        return 1000 * (time.perf_counter() - began) / PAGES


class Pages:
    """The page over HTTP."""

    def __init__(self, browser: httpx.Client, path: str) -> None:
        self.browser, self.path = browser, path

    async def turn(self) -> float:
        """Milliseconds for one page."""
        began = time.perf_counter()
        for _page in range(PAGES):
            self.browser.get(self.path).raise_for_status()
        return 1000 * (time.perf_counter() - began) / PAGES


async def measure(place: Place, org_id: UUID, standing: Standing, browser: httpx.Client, path: str) -> list[str]:
    """One line of the table."""
    connection = await asyncpg.connect(driver_url(place.urls.app))
    try:
        turns = {"sql": Statements(connection, org_id, standing).turn, "page": Pages(browser, path).turn}
        figures = await take_turns(turns, ROUNDS)
    finally:
        await connection.close()
    return [
        *(f"{figures[one].median:.1f} ({figures[one].spread})" for one in ("sql", "page")),
        f"{ratio(figures['page'], figures['sql']):.2f}",
    ]


def main() -> None:
    """Measure a small and a large cooperative and write the table."""
    lines: list[list[str]] = []
    with throwaway_place() as place:
        for members in MEMBERS:
            slug = f"htx-{members}"
            org_id = asyncio.run(fill(place, slug, members))
            with ExitStack() as stack:
                server = stack.enter_context(web_server(place))
                browser = server.sign_in(f"09010000{members % 97:02d}")
                for standing, shown in SHOWN.items():
                    path = f"/{slug}/capital/unpaid?standing={standing}"
                    taken = asyncio.run(measure(place, org_id, standing, browser, path))
                    lines.append([f"{members:,}, {shown}", *taken])
        headings = ("Members", "the SQL alone, ms", "the page, ms", "ratio")
        how = (
            f"One client, one request at a time, {PAGES} pages a turn, medians of {ROUNDS} turns in turn; in brackets the least "
            "and the most. Every fifth member owes half of the pledge."
        )
        write_section("unpaid", how, table(headings, lines), place.server)


if __name__ == "__main__":
    main()
