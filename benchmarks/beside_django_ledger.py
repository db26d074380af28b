"""The balance sheet (B01) beside that of django-ledger 0.8.5, over the same 50,000 entries in the same PostgreSQL, in one run.

Ours is read as the app reads it: as its role, under row-level security, a transaction of its own, from the SELECT to the
finished lines of the form, receivables and payables looked at party by party. Theirs is `digest_balance_sheet` of an entity
with the same accounts and entries, as the superuser, over a connection that stays open. django-ledger is installed into a
throwaway environment by pip; it is no dependency of the project.
"""

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.support.books import LINES_PER_ENTRY, fill_books
from benchmarks.support.peer import Peer, environment, prepare_schema
from benchmarks.support.place import Place, throwaway_place
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import Figures, ratio, stopwatch, take_turns
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import account_figures
from hoptac.statements.reading import read_position
from hoptac.statements.rules.spans import Span

VERSION = "0.8.5"
PEER = Path(__file__).parent / "support" / "django_ledger_peer.py"
ENTRIES = 50_000
ROUNDS, REPEATS = 7, 3
DAYS = {"the end of the year": date(2026, 12, 31), "17 October": date(2026, 10, 17)}


async def prepare(place: Place) -> UUID:
    """Our books, and an empty schema for theirs."""
    database = Database(place.urls.app)
    org_id = await fill_books(place, database, "htx", ENTRIES * LINES_PER_ENTRY)
    await database.close()
    await prepare_schema(place)
    return org_id


def digest(peer: Peer, day: date, repeats: int) -> dict[str, Any]:
    """Milliseconds of one balance sheet, and what each account holds."""
    return peer.ask(f"{day.year} {day.month} {day.day} {repeats}")


async def compare(database: Database, org_id: UUID, peer: Peer, day: date) -> None:
    """Both must hold the same on every account of the balance sheet."""
    theirs = digest(peer, day, 1)["balances"]
    async with enter_tenant(database, org_id) as session:
        figures = await account_figures(session, org_id, from_on=date(2025, 1, 1), to_on=day)
    ours = {one.account: abs(one.closing_dong) for one in figures if one.account[0] in "13"}
    assert {code: abs(theirs[code]) for code in ours} == ours, (ours, theirs)


async def measure(place: Place, org_id: UUID, peer: Peer) -> dict[str, dict[str, Figures]]:
    """Milliseconds of one balance sheet of either, day by day."""
    database = Database(place.urls.app)
    found = {}
    try:
        for name, day in DAYS.items():
            await compare(database, org_id, peer, day)

            async def ours(day: date = day) -> float:
                with stopwatch() as watch:
                    for _repeat in range(REPEATS):
                        async with enter_tenant(database, org_id) as session:
                            await read_position(session, org_id, Span(date(day.year, 1, 1), day))
                return watch.seconds / REPEATS * 1_000

            async def theirs(day: date = day) -> float:
                return (await asyncio.to_thread(digest, peer, day, REPEATS))["milliseconds"]

            found[name] = await take_turns({"ours": ours, "theirs": theirs}, ROUNDS)
    finally:
        await database.close()
    return found


def main() -> None:
    """Measure and write the table."""
    with environment(f"django-ledger=={VERSION}") as python, throwaway_place() as place:
        org_id = asyncio.run(prepare(place))
        peer = Peer(python, PEER, place, PEER_ORG=str(org_id))
        try:
            found = asyncio.run(measure(place, org_id, peer))
        finally:
            peer.end()
        rows = [
            [
                f"as of {name}", *(f"{of[side].median:.1f} ({of[side].spread})" for side in ("ours", "theirs")),
                f"{ratio(of['theirs'], of['ours']):.0f}",
            ]
            for name, of in found.items()
        ]  # fmt: skip
        headings = ("Balance sheet", "B01, ms", f"django-ledger {VERSION}, ms", "times as fast")
        how = (
            f"{ENTRIES:,} entries of {LINES_PER_ENTRY} lines over two years. Medians of {ROUNDS} turns of {REPEATS} each, in "
            "turn, the ratio of turns side by side; in brackets the least and the most."
        )
        write_section("beside_django_ledger", how, table(headings, rows), place.server)


if __name__ == "__main__":
    sys.exit(main())
