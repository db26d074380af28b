"""Figures of one organization: which row counts, computed anew each time, and who may read what."""

import asyncio
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError
from tests.conftest import Cooperative

from hoptac.indicators.actions import declare_figures, recompute
from hoptac.indicators.models import Figures
from hoptac.indicators.rules import Movement, Subject, YearFigures, completed, revenue_and_profit
from hoptac.indicators.worker import IndicatorWorker, run_worker
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.tenancy import enter_alliance, enter_tenant

TODAY = date(2026, 3, 15)
AT = datetime(2026, 3, 15, 8, tzinfo=UTC)


async def declare(database: Database, of: Cooperative, year: int, **figures: int) -> bool:
    subject = Subject(of.id, of.alliance_path, "cooperative", "agriculture", None)
    async with enter_tenant(database, of.id) as session:
        return await declare_figures(
            session, subject, YearFigures(**figures), year=year, as_of=date(year, 12, 31), source_note="a", at=AT
        )


async def compute(database: Database, of: Cooperative) -> bool:
    async with enter_tenant(database, of.id) as session:
        return await recompute(session, of.id, today=TODAY, at=AT)


async def rows(database: Database, of: Cooperative) -> list[tuple[int, int, str, bool]]:
    async with enter_tenant(database, of.id) as session:
        statement = select(Figures.year, Figures.month, Figures.source, Figures.counted).where(Figures.org_id == of.id)
        return [tuple(row) for row in await session.execute(statement.order_by(*statement.selected_columns))]


async def test_declared_row_counts_until_the_books_give_a_live_one(database: Database, tan_hung: Cooperative) -> None:
    await declare(database, tan_hung, 2026, members=120, regular_workers=7)
    assert await rows(database, tan_hung) == [(2026, 0, "declared", True)]
    assert await compute(database, tan_hung)
    live = [(2026, 0, "declared", False), (2026, 0, "live", True), (2026, 3, "live", False)]
    assert await rows(database, tan_hung) == live
    await declare(database, tan_hung, 2026, members=130, regular_workers=8)
    assert await rows(database, tan_hung) == live


async def test_computing_twice_changes_nothing(database: Database, tan_hung: Cooperative) -> None:
    assert await compute(database, tan_hung)
    assert not await compute(database, tan_hung)
    assert [source for *_key, source, _counted in await rows(database, tan_hung)] == ["live", "live"]


async def test_what_books_do_not_know_comes_from_the_newest_declaration(
    database: Database, tan_hung: Cooperative
) -> None:
    await declare(database, tan_hung, 2024, regular_workers=3, charter_capital_dong=900)
    await declare(database, tan_hung, 2025, regular_workers=5, charter_capital_dong=1000, revenue_dong=70, effective=1)
    await compute(database, tan_hung)
    async with enter_tenant(database, tan_hung.id) as session:
        statement = select(
            Figures.regular_workers, Figures.effective, Figures.charter_capital_before_dong, Figures.revenue_dong
        ).where(Figures.org_id == tan_hung.id, Figures.source == "live", Figures.month == 0)
        assert tuple((await session.execute(statement)).one()) == (5, 1, 1000, None)


async def test_neighbour_sees_no_figures(database: Database, tan_hung: Cooperative, phu_loi: Cooperative) -> None:
    await declare(database, tan_hung, 2025, members=1)
    async with enter_tenant(database, phu_loi.id) as session:
        assert (await session.execute(select(Figures.year).where(Figures.org_id == tan_hung.id))).all() == []


@pytest.mark.parametrize(("path", "seen"), [("can-tho.", True), ("ca-mau.", False), ("can-tho-2.", False), ("", False)])
async def test_rollup_sees_figures_below_its_path_alone(
    database: Database, rollup_database: Database, tan_hung: Cooperative, path: str, seen: bool
) -> None:
    await declare(database, tan_hung, 2025, members=1)
    async with enter_alliance(rollup_database, path) as session:
        found = await session.execute(select(Figures.year).where(Figures.org_id == tan_hung.id))
        assert bool(found.all()) is seen


async def test_rollup_that_entered_no_alliance_sees_nothing(
    database: Database, rollup_database: Database, tan_hung: Cooperative
) -> None:
    await declare(database, tan_hung, 2025, members=1)
    async with rollup_database.begin() as session:
        assert (await session.execute(text("SELECT 1 FROM figures LIMIT 1"))).all() == []


@pytest.mark.parametrize(
    "table",
    ["members", "parties", "entries", "lines", "contributions", "people", "seats", "registry_imports", "audit_records"],
)
async def test_rollup_may_not_read_people_or_books(rollup_database: Database, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with rollup_database.begin() as session:
            await session.execute(text(f"SELECT 1 FROM {table} LIMIT 1"))


@pytest.mark.parametrize("deed", ["INSERT INTO figures (org_id) VALUES (gen_random_uuid())", "DELETE FROM figures"])
async def test_rollup_may_not_write_figures(rollup_database: Database, deed: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with rollup_database.begin() as session:
            await session.execute(text(deed))


@pytest.fixture(autouse=True)
async def no_marks(database: Database) -> None:
    """The marks that tests of other rooms left would fill the worker's batch."""
    async with database.begin() as session:
        await session.execute(text("DELETE FROM indicator_marks"))


async def put_mark(database: Database, org_id: UUID) -> None:
    async with database.begin() as session:
        await mark(session, org_id, now())


async def marks(database: Database, *org_ids: UUID) -> set[UUID]:
    async with database.begin() as session:
        found = await session.execute(text("SELECT org_id FROM indicator_marks"))
        return set(found.scalars()) & set(org_ids)


async def test_worker_goes_on_after_an_organization_that_fails(database: Database, tan_hung: Cooperative) -> None:
    nobody = new_id()
    await put_mark(database, nobody)
    await put_mark(database, tan_hung.id)
    worker = IndicatorWorker(database)
    await worker.work_once()
    assert await marks(database, nobody, tan_hung.id) == {nobody}
    assert (today().year, 0, "live", True) in await rows(database, tan_hung)
    assert await worker.work_once() == 0  # the failed one waits its turn
    async with database.begin() as session:
        await session.execute(text("DELETE FROM indicator_marks WHERE org_id = :org_id"), {"org_id": nobody})


async def test_mark_made_while_the_worker_computes_stays(database: Database, tan_hung: Cooperative) -> None:
    await put_mark(database, tan_hung.id)
    worker = IndicatorWorker(database)
    async with database.begin() as session:
        await mark(session, tan_hung.id, now())
        # This change is not committed yet: the worker reads the older mark and cannot see what the change wrote.
        working = asyncio.create_task(worker.work_once())
        await asyncio.sleep(0.3)
    await working
    assert await marks(database, tan_hung.id) == {tan_hung.id}
    await worker.work_once()
    assert await marks(database, tan_hung.id) == set()


async def test_worker_follows_a_change_within_two_seconds_and_stops_when_told(
    database: Database, tan_hung: Cooperative
) -> None:
    task = asyncio.create_task(run_worker(database))
    await asyncio.sleep(0.1)
    await put_mark(database, tan_hung.id)
    for _attempt in range(20):
        await asyncio.sleep(0.1)
        if not await marks(database, tan_hung.id):
            break
    assert await marks(database, tan_hung.id) == set()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize(
    ("moved", "revenue", "profit"),
    [
        ([], None, None),
        ([("111", 5, 3), ("4111", 0, 9)], None, None),
        ([("5111", 0, 100), ("5121", 0, 40), ("558", 0, 5)], 145, 145),
        ([("5111", 100, 100), ("911", 60, 100), ("6111", 60, 60)], 100, 40),  # closed into 911
        ([("5111", 0, 100), ("521", 10, 0), ("642", 20, 0), ("659", 7, 0)], 100, 63),
    ],
)
def test_revenue_and_profit(moved: list[tuple[str, int, int]], revenue: int | None, profit: int | None) -> None:
    assert revenue_and_profit(Movement(*movement) for movement in moved) == (revenue, profit)


def test_books_win_over_what_was_declared_this_year() -> None:
    books = YearFigures(members=9, revenue_dong=10, profit_dong=None, charter_capital_dong=5)
    said = YearFigures(members=8, revenue_dong=99, profit_dong=3, regular_workers=4, charter_capital_before_dong=2)
    figures = completed(books, said, declared_this_year=True, capital_before_dong=None)
    assert (figures.members, figures.revenue_dong, figures.profit_dong) == (9, 10, 3)
    assert (figures.regular_workers, figures.charter_capital_before_dong) == (4, 2)
