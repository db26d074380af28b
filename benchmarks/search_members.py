"""Searching while one types among 100,000 members of one organization, over HTTP, against pgbench sending the same SQL.

Ours is the list as the search box asks for it, signed in, the whole page answered. The floor is what one such request sent to
the server, read from the server's log, statement for statement, prepared, as the same role under row-level security.
"""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote_plus

import uvloop

from benchmarks.member_list import fill
from benchmarks.support.load import CLIENTS, request_bytes, run_load
from benchmarks.support.pgbench import logged, run_script, script_file
from benchmarks.support.place import Place, WebServer, throwaway_place, web_server
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import ratio, take_turns

MEMBERS, SLUG, PHONE = 100_000, "htx", "0901000001"
TYPED = ("n", "nguyen v", "tran thi hoa", "TV04321", "0910123")
"""A letter, a name half typed, a whole one, a number, a phone number half typed."""
ROUNDS, SECONDS = 7, 2


def ours(server: WebServer, request: bytes) -> Callable[[], object]:
    """One contender: the page asked for again and again by every client."""

    async def turn() -> float:
        load = await run_load(server.address, [lambda: request] * CLIENTS, SECONDS)
        assert set(load.statuses) == {200}, load.statuses
        return load.per_second

    return turn


def floor(place: Place, script: Path) -> Callable[[], object]:
    """The other: its statements."""

    async def turn() -> float:
        ran = await asyncio.to_thread(run_script, place, script, clients=CLIENTS, seconds=SECONDS, variables={})
        return ran.per_second

    return turn


def main() -> None:
    """Measure each of what is typed and write the table."""
    lines = []
    with throwaway_place() as place:
        asyncio.run(fill(place, SLUG, PHONE, MEMBERS))
        with web_server(place) as server:
            browser = server.sign_in(PHONE)
            for typed in TYPED:
                path = f"/{SLUG}/members?q={quote_plus(typed)}"
                found = browser.get(path).raise_for_status()
                with logged(place) as sent:
                    browser.get(path).raise_for_status()
                with ExitStack() as stack:
                    script = stack.enter_context(script_file([f"{one.written({})};" for one in sent]))
                    sides = {"floor": floor(place, script), "ours": ours(server, request_bytes(browser, path))}
                    figures = uvloop.run(take_turns(sides, ROUNDS))
                lines.append(
                    [f"`{typed}`", f"{found.text.count('<tr id=')} of the first page",
                     *(f"{figures[one].median:.1f} ({figures[one].spread})" for one in ("floor", "ours")),
                     f"{ratio(figures['ours'], figures['floor']):.2f}", f"{CLIENTS / figures['ours'].median * 1000:.0f}"]
                )  # fmt: skip
        headings = ("Typed", "found", "pgbench, 1/s", "over HTTP, 1/s", "ratio", "ours, ms of one of eight")
        how = (
            f"{MEMBERS:,} members in one organization, {CLIENTS} clients on either side, one web process. Medians of {ROUNDS} "
            f"turns of {SECONDS} s each, in turn, the ratios of turns side by side; in brackets the least and the most."
        )
        write_section("search_members", how, table(headings, lines), place.server)


if __name__ == "__main__":
    main()
