"""The first page of the list of members over HTTP, against the least that could answer with the same page.

Ours is the real app served by `hoptac serve` with one web process, the chair signed in: guard, row-level security, form
token, frame, security headers. The floor (`benchmarks.support.bare`) is a litestar app with one handler that takes a
connection of asyncpg's pool, sends the same SQL and renders the same template, served by granian in the same way.
"""

import asyncio
import re
from contextlib import ExitStack

import asyncpg
import httpx
import uvloop

from benchmarks.support.bare import bare_server
from benchmarks.support.load import CLIENTS, request_bytes, run_load
from benchmarks.support.people import fill_members
from benchmarks.support.place import Place, WebServer, driver_url, found, seat, throwaway_place, web_server
from benchmarks.support.processors import processor_seconds
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import Figures, ratio, take_turns
from hoptac.kit.db import Database

MEMBERS = (200, 10_000)
ROUNDS, SECONDS = 25, 1.5
_TOKEN = re.compile(rb'value="[0-9a-f]{128}"')


async def fill(place: Place, slug: str, phone: str, members: int) -> None:
    """A cooperative with its chair, and statistics as autovacuum would have made them by and by."""
    database = Database(place.urls.app)
    org_id = await found(database, slug)
    actor_id = await seat(database, phone, (slug, "chair"))
    await fill_members(database, org_id, actor_id, members)
    await database.close()
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    await superuser.execute("VACUUM ANALYZE")
    await superuser.close()


class Pages:
    """One contender: the same page asked for again and again by every client."""

    def __init__(self, server: WebServer, browser: httpx.Client, path: str) -> None:
        self.server = server
        self.page = browser.get(path).raise_for_status().content
        self.request = request_bytes(browser, path)
        self.processor_ms: list[float] = []

    async def turn(self) -> float:
        """Pages a second; what the web process needed for each is noted."""
        began = processor_seconds(self.server.workers)
        load = await run_load(self.server.address, [lambda: self.request] * CLIENTS, SECONDS)
        assert set(load.statuses) == {200}, load.statuses
        spent = processor_seconds(self.server.workers) - began
        self.processor_ms.append(1000 * spent / load.statuses.total())
        return load.per_second

    @property
    def processor(self) -> Figures:
        """The processor time of the web process for one page, in ms; the turn to warm up does not count."""
        return Figures(self.processor_ms[1:])


def main() -> None:
    """Measure a small and a large cooperative and write the table."""
    lines, size = [], 0
    with throwaway_place() as place:
        for number, members in enumerate(MEMBERS):
            slug, phone = f"htx-{members}", f"090100000{number}"
            path = f"/{slug}/members"
            asyncio.run(fill(place, slug, phone, members))
            with ExitStack() as stack:
                server = stack.enter_context(web_server(place))
                bare = stack.enter_context(bare_server(place, slug))
                ours, floor = (
                    Pages(server, server.sign_in(phone), path),
                    Pages(bare, httpx.Client(base_url=bare.address), path),
                )
                assert _TOKEN.sub(b"", ours.page) == _TOKEN.sub(b"", floor.page), "not the same page"
                figures = uvloop.run(take_turns({"ours": ours.turn, "floor": floor.turn}, ROUNDS))
            size = len(ours.page)
            lines.append(
                [f"{members:,}", *(f"{figures[one].median:.0f} ({figures[one].spread})" for one in ("floor", "ours")),
                 f"{ratio(figures['ours'], figures['floor']):.2f}",
                 *(f"{one.processor.median:.2f} ({one.processor.spread})" for one in (floor, ours)),
                 f"{ratio(floor.processor, ours.processor):.2f}"]
            )  # fmt: skip
        headings = (
            "Members", "bare handler, pages/s", "ours, pages/s", "ratio", "bare, processor ms a page", "ours, processor ms a page",
            "ratio",
        )  # fmt: skip
        how = (
            f"{CLIENTS} clients on kept connections, one web process each, {size:,} bytes a page. Medians of {ROUNDS} turns of "
            f"{SECONDS} s each, in turn, the ratios of turns side by side; in brackets the least and the most. Processor "
            "time is that of the web process alone, PostgreSQL's is the same for both but for the look-up of the session."
        )
        write_section("member_list", how, table(headings, lines), place.server)


if __name__ == "__main__":
    main()
