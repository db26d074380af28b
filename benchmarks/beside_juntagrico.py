"""The list of members and that of who has not paid beside those of juntagrico 2.0.10, with the same 10,000 members in the same
PostgreSQL, in one run.

Ours is asked for over HTTP, signed in, under row-level security, as the board opens it: the first page of fifty; and every
page of the list one after the other, which is what theirs sends at once. Theirs is answered in its own process, without a
web server between. juntagrico is installed into a throwaway environment by pip; it is no dependency of the project.
"""

import asyncio
import re
import sys
import time
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx

from benchmarks.support.peer import Peer, environment, prepare_schema
from benchmarks.support.people import fill_members
from benchmarks.support.place import Place, driver_url, found, seat, throwaway_place, web_server
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import Figures, ratio, take_turns
from hoptac.kit.db import Database

VERSION = "2.0.10"
PEER = Path(__file__).parent / "support" / "juntagrico_peer.py"
MEMBERS, PHONE, SLUG = 10_000, "0901000001", "htx"
ROUNDS, REPEATS = 5, 20
PAGES = {
    "members": (f"/{SLUG}/members", "/manage/member"),
    "unpaid pledges": (f"/{SLUG}/capital/unpaid", "/manage/share/unpaid"),
}
_NEXT = re.compile(r'rel="next" href="([^"]+)"|href="([^"]+)" rel="next"')


async def prepare(place: Place) -> UUID:
    """Our members with their capital, every fifth of whom owes half, and an empty schema for theirs."""
    database = Database(place.urls.app)
    org_id = await found(database, SLUG)
    actor_id = await seat(database, PHONE, (SLUG, "chair"))
    await fill_members(database, org_id, actor_id, MEMBERS)
    await database.close()
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    await superuser.execute("VACUUM ANALYZE")
    await superuser.close()
    await prepare_schema(place)
    return org_id


def milliseconds_of(browser: httpx.Client, path: str) -> float:
    """Of one first page, the mean of several."""
    began = time.perf_counter()
    for _repeat in range(REPEATS):
        browser.get(path).raise_for_status()
    return (time.perf_counter() - began) / REPEATS * 1_000


def walk(browser: httpx.Client, path: str) -> tuple[float, int]:
    """Milliseconds for every page of a list, one after the other, and how many there are."""
    began, pages, address = time.perf_counter(), 0, path
    while address:
        page, pages = browser.get(address).raise_for_status().text, pages + 1
        found = _NEXT.search(page)
        address = str(httpx.URL(path).join((found[1] or found[2]).replace("&amp;", "&"))) if found else ""
    return (time.perf_counter() - began) * 1_000, pages


async def measure(browser: httpx.Client, peer: Peer, ours: str, theirs: str) -> dict[str, Figures]:
    """Milliseconds of one list of either, turn by turn."""

    async def first() -> float:
        return await asyncio.to_thread(milliseconds_of, browser, ours)

    async def whole() -> float:
        return (await asyncio.to_thread(walk, browser, ours))[0]

    async def other() -> float:
        told = await asyncio.to_thread(peer.ask, theirs)
        assert told["status"] == 200, told
        return told["milliseconds"]

    return await take_turns({"first": first, "whole": whole, "theirs": other}, ROUNDS)


def main() -> None:
    """Measure and write the table."""
    lines = []
    with environment(f"juntagrico=={VERSION}") as python, throwaway_place() as place:
        org_id = asyncio.run(prepare(place))
        peer = Peer(python, PEER, place, PEER_ORG=str(org_id))
        try:
            with web_server(place) as server:
                browser = server.sign_in(PHONE)
                for name, (ours, theirs) in PAGES.items():
                    told, (_spent, pages) = peer.ask(theirs), walk(browser, ours)
                    found_here = asyncio.run(measure(browser, peer, ours, theirs))
                    lines.append(
                        [name, f"{told['rows']:,} rows, {told['bytes'] / 1e6:.1f} MB", f"{pages} pages",
                         *(f"{found_here[one].median:.3g} ({found_here[one].spread})" for one in ("first", "whole", "theirs")),
                         f"{ratio(found_here['theirs'], found_here['first']):.0f}",
                         f"{ratio(found_here['theirs'], found_here['whole']):.1f}"]
                    )  # fmt: skip
        finally:
            peer.end()
        headings = (
            "List", f"juntagrico {VERSION} sends", "ours has", "ours, first page, ms", "ours, all pages, ms",
            f"juntagrico {VERSION}, ms", "times as fast, first page", "times as fast, all pages",
        )  # fmt: skip
        how = (
            f"{MEMBERS:,} members, every fifth with half a pledge unpaid. Ours over HTTP with one client, theirs in its own "
            f"process without HTTP. Medians of {ROUNDS} turns (of {REPEATS} first pages each), in turn, the ratios of turns "
            "side by side; in brackets the least and the most."
        )
        write_section("beside_juntagrico", how, table(headings, lines), place.server)


if __name__ == "__main__":
    sys.exit(main())
