"""The import of a member list with its capital, against reading the same workbook and COPY of the same rows.

Ours is the whole import as a board gets it: read, understand, judge and keep the list; then, confirmed, bring in parties,
members, pledges and contributions with one opening entry, its lines, balances, audit and mark; two transactions, two
commits. The floor is calamine's reading of the same bytes and asyncpg's COPY, as superuser and in one transaction, of
the rows that ours wrote, ready made, into the same tables with their keys, checks, indexes and triggers.
"""

import asyncio
import io
from typing import Any
from uuid import UUID

import asyncpg
import python_calamine

from benchmarks.support.people import member_workbook
from benchmarks.support.place import Place, driver_url, found, throwaway_place
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import Figures, Turn, stopwatch, take_turns
from hoptac.capital.importing import bring_in_list, import_members
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.entries import FIRST_HASH
from hoptac.members.imports.lists import read_list

ACTOR = UUID(int=0)
SIZES = {1_000: 7, 10_000: 7, 30_000: 3}
"""Members, and how many rounds are measured."""
TABLES = (
    "parties", "members", "pledges", "entries", "lines", "contributions", "holdings", "account_balances",
    "party_balances",
)  # fmt: skip
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


class Imports:
    """The two contenders for one workbook; each turn works in an organization of its own."""

    def __init__(self, database: Database, superuser: asyncpg.Connection, content: bytes) -> None:
        self.database, self.superuser, self.content = database, superuser, content
        self.founded = 0
        self.rows: Rows = {}

    async def _organization(self) -> UUID:
        self.founded += 1
        return await found(self.database, f"htx-{len(self.content)}-{self.founded}")

    async def ours(self) -> float:
        """Send the list, then confirm it, as the pages do."""
        org_id = await self._organization()
        await self.superuser.execute("CHECKPOINT")
        with stopwatch() as watch:
            read = await asyncio.to_thread(read_list, self.content, "danh-sach.xlsx")
            shared: dict[str, Any] = {"org_id": org_id, "actor_id": ACTOR, "today": today()}
            async with enter_tenant(self.database, org_id) as session:
                import_id = await bring_in_list(session, now=now(), read=read, **shared)
            async with enter_tenant(self.database, org_id) as session:
                await import_members(session, import_id=import_id, now=now(), **shared)
        if not self.rows:
            self.rows = await self._rows_of(org_id)
        return watch.seconds

    async def floor(self) -> float:
        """Read every cell, and copy rows that cost nothing to make."""
        org_id = await self._organization()
        records = {name: [(org_id, *row) for row in rows] for name, (_columns, rows) in self.rows.items()}
        await self.superuser.execute("CHECKPOINT")
        with stopwatch() as watch:
            await asyncio.to_thread(self._read_cells)
            async with self.superuser.transaction():
                head = "INSERT INTO ledger_heads (org_id, position, hash) VALUES ($1, 0, $2)"
                await self.superuser.execute(head, org_id, FIRST_HASH)
                for name, (columns, _rows) in self.rows.items():
                    await self.superuser.copy_records_to_table(name, records=records[name], columns=columns)
        return watch.seconds

    def _read_cells(self) -> int:
        with python_calamine.load_workbook(io.BytesIO(self.content)) as workbook:
            return sum(len(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names)

    async def _rows_of(self, org_id: UUID) -> Rows:
        """What the import wrote, but for the organization, which comes first in each row."""
        found_rows: Rows = {}
        for name in TABLES:
            records = await self.superuser.fetch(f"SELECT * FROM {name} WHERE org_id = $1", org_id)
            columns = list(records[0].keys())
            found_rows[name] = (columns, [tuple(record.values())[1:] for record in records])
        return found_rows


async def measure(place: Place, content: bytes, rounds: int) -> dict[str, Figures]:
    """Seconds of ours and of the floor, turn by turn."""
    database = Database(place.urls.app)
    superuser = await asyncpg.connect(driver_url(place.superuser_url))
    imports = Imports(database, superuser, content)
    contenders: dict[str, Turn] = {"ours": imports.ours, "floor": imports.floor}
    try:
        return await take_turns(contenders, rounds)
    finally:
        await superuser.close()
        await database.close()


def main() -> None:
    """Measure each size and write the table."""
    lines = []
    with throwaway_place() as place:
        for size, rounds in SIZES.items():
            figures = asyncio.run(measure(place, member_workbook(size), rounds))
            ours, floor = figures["ours"], figures["floor"]
            ratio = f"{ours.median / floor.median:.2f}"
            lines.append(
                [f"{size:,}", f"{floor.median:.2f} ({floor.spread})", f"{ours.median:.2f} ({ours.spread})", ratio]
            )
        headings = ("Members", "calamine + COPY, s", "the import, s", "ratio")
        how = "Medians of seven turns each (three of the longest list), in turn, a checkpoint before each; in brackets the least and the most."
        write_section("import_members", how, table(headings, lines), place.server)


if __name__ == "__main__":
    main()
