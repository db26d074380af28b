"""The balance sheet (B01) beside that of django-ledger 0.8.5, over the same 50,000 entries in the same PostgreSQL, in one run.

Ours is read as the app reads it: as its role, under row-level security, a transaction of its own, from the SELECT to the
finished lines of the form, receivables and payables looked at party by party. Theirs is `digest_balance_sheet` of an entity
with the same accounts and entries, as the superuser, over a connection that stays open. django-ledger is installed into a
throwaway environment by pip; it is no dependency of the project.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy.engine import make_url

from benchmarks.support.books import LINES_PER_ENTRY, fill_books
from benchmarks.support.place import Place, driver_url, throwaway_place
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import Figures, ratio, stopwatch, take_turns
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import account_figures
from hoptac.statements.reading import read_position
from hoptac.statements.rules.spans import Span

VERSION = "0.8.5"
PEER = Path(__file__).parent / "support" / "django_ledger_peer.py"
SCHEMA = "peer"
ENTRIES = 50_000
ROUNDS, REPEATS = 7, 3
DAYS = {"the end of the year": date(2026, 12, 31), "17 October": date(2026, 10, 17)}


@contextmanager
def environment() -> Iterator[Path]:
    """An interpreter that has django-ledger, in a folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="django-ledger-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        install = [python, "-m", "pip", "install", "-q", f"django-ledger=={VERSION}", "psycopg[binary]"]
        subprocess.run(install, check=True)
        yield python


class Peer:
    """The other program, told to take turns."""

    def __init__(self, python: Path, place: Place, org_id: UUID) -> None:
        url = make_url(place.superuser_url)
        told = {
            "PEER_DATABASE": url.database or "", "PEER_HOST": str(url.query["host"]), "PEER_PORT": str(url.query["port"]),
            "PEER_ORG": str(org_id), "PEER_SCHEMA": SCHEMA,
        }  # fmt: skip
        self.process = subprocess.Popen(
            [python, PEER], env=os.environ | told, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("django-ledger ended")
        return json.loads(line)

    def ask(self, day: date, repeats: int) -> dict[str, Any]:
        """Milliseconds of one balance sheet, and what each account holds."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{day.year} {day.month} {day.day} {repeats}\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self) -> None:
        """Let it go."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)


async def prepare(place: Place) -> UUID:
    """Our books, and an empty schema for theirs."""
    database = Database(place.urls.app)
    org_id = await fill_books(place, database, "htx", ENTRIES * LINES_PER_ENTRY)
    await database.close()
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    await superuser.execute(f"CREATE SCHEMA {SCHEMA}")
    await superuser.close()
    return org_id


async def compare(database: Database, org_id: UUID, peer: Peer, day: date) -> None:
    """Both must hold the same on every account of the balance sheet."""
    theirs = peer.ask(day, 1)["balances"]
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
                return (await asyncio.to_thread(peer.ask, day, REPEATS))["milliseconds"]

            found[name] = await take_turns({"ours": ours, "theirs": theirs}, ROUNDS)
    finally:
        await database.close()
    return found


def main() -> None:
    """Measure and write the table."""
    with environment() as python, throwaway_place() as place:
        org_id = asyncio.run(prepare(place))
        peer = Peer(python, place, org_id)
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
