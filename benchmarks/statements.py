"""What the trial balance (F01), the statement of financial position (B01) and pages of books cost as the books grow.

One cooperative with 10,000 lines and one with 1,000,000, of the same parties (400 customers, 20 suppliers, 30 workers) over
the same two years, read as the app reads them: as its role, under row-level security, each in a transaction of its own, from the SELECT to the finished
lines of the form.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.support.books import fill_books
from benchmarks.support.place import Place, throwaway_place
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import Figures, Turn, stopwatch, take_turns
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import journal_page
from hoptac.statements.books.catalogue import BOOKS
from hoptac.statements.books.contents import JOURNAL_LENGTH
from hoptac.statements.books.reading import OpenBook, read_page
from hoptac.statements.reading import read_position, read_results, read_trial_balance
from hoptac.statements.rules.lines import Place as LinePlace
from hoptac.statements.rules.spans import Span, whole_year
from hoptac.statements.selection import Selection

SIZES = (10_000, 1_000_000)
ROUNDS = 9
REPEATS = 5
"""Reads of one turn."""
YEAR = whole_year(2026)
MID_MONTH = Span(date(2026, 1, 1), date(2026, 10, 17))
CASH = OpenBook(BOOKS["S03b"], Selection(accounts=("1121",)), YEAR)
LATE = LinePlace(date(2026, 10, 5), 0, 0, 0)
Read = Callable[[AsyncSession, UUID], Awaitable[object]]
GROWING: dict[str, Read] = {
    "F01, the year": lambda session, org_id: read_trial_balance(session, org_id, YEAR),
    "B01, the year": lambda session, org_id: read_position(session, org_id, YEAR),
    "B02, the year": lambda session, org_id: read_results(session, org_id, YEAR),
    "B01, as of 17 October": lambda session, org_id: read_position(session, org_id, MID_MONTH),
    "S03b of 1121, first page": lambda session, org_id: read_page(session, org_id, CASH, after=None),
    "S03b of 1121, a page of October": lambda session, org_id: read_page(session, org_id, CASH, after=LATE),
}


def _journal(page: int) -> Read:
    first = (page - 1) * JOURNAL_LENGTH + 1
    return lambda session, org_id: journal_page(session, org_id, first=first, limit=JOURNAL_LENGTH)


PAGES = {1: _journal(1), 1_000: _journal(1_000)}


def _turn(database: Database, org_id: UUID, read: Read) -> Turn:
    async def turn() -> float:
        with stopwatch() as watch:
            for _repeat in range(REPEATS):
                async with enter_tenant(database, org_id) as session:
                    await read(session, org_id)
        return watch.seconds / REPEATS * 1_000

    return turn


async def measure(place: Place) -> tuple[dict[str, list[Figures]], list[Figures]]:
    """Milliseconds of each read at each size, and of the journal's pages, turn by turn."""
    database = Database(place.urls.app)
    try:
        books = {size: await fill_books(place, database, f"htx-{size}", size) for size in SIZES}
        growing = {}
        for name, read in GROWING.items():
            turns = {str(size): _turn(database, org_id, read) for size, org_id in books.items()}
            growing[name] = list((await take_turns(turns, ROUNDS)).values())
        pages = {str(page): _turn(database, books[SIZES[-1]], read) for page, read in PAGES.items()}
        return growing, list((await take_turns(pages, ROUNDS)).values())
    finally:
        await database.close()


def _row(name: str, figures: list[Figures]) -> list[str]:
    first, second = figures
    return [name, *(f"{one.median:.1f} ({one.spread})" for one in figures), f"{second.median / first.median:.2f}"]


def main() -> None:
    """Measure and write the tables."""
    with throwaway_place() as place:
        growing, pages = asyncio.run(measure(place))
        sizes = (*(f"{size:,} lines, ms" for size in SIZES), "ratio")
        body = table(("Read", *sizes), [_row(name, figures) for name, figures in growing.items()])
        body += "\n\n"
        body += table(
            ("Journal of 1,000,000 lines", "page 1, ms", "page 1,000, ms", "ratio"), [_row("30 entries", pages)]
        )
        how = f"Medians of {ROUNDS} turns of {REPEATS} reads each, in turn; in brackets the least and the most."
        write_section("statements", how, body, place.server)


if __name__ == "__main__":
    main()
