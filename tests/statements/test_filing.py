"""A year's statements are filed once, after its end, and who did it stays on record; the database keeps it so."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.conftest import seat_person
from tests.statements.story import tell

from hoptac.kit.tenancy import enter_tenant
from hoptac.statements.actions import file_year
from hoptac.statements.queries.heading import list_filings
from hoptac.statements.rules.filing import (
    FiledBeforeYearEnd,
    FiledInFuture,
    YearFiledAlready,
    YearNotEnded,
    check_filing,
    due_on,
)
from hoptac.statements.rules.spans import SpanUnreadable

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("year", "filed_on", "today", "refusal"),
    [
        (2025, date(2026, 1, 1), date(2026, 1, 1), None),
        (2025, date(2026, 3, 31), date(2026, 11, 26), None),
        (2025, date(2025, 12, 31), date(2026, 1, 5), FiledBeforeYearEnd),
        (2025, date(2026, 1, 6), date(2026, 1, 5), FiledInFuture),
        (2025, date(2025, 12, 31), date(2025, 12, 31), YearNotEnded),
        (2026, date(2026, 11, 1), date(2026, 11, 26), YearNotEnded),
    ],
)
def test_when_a_year_may_be_filed(year, filed_on, today, refusal):
    if refusal is None:
        check_filing(year, filed_on, today=today)
        return
    with pytest.raises(refusal):
        check_filing(year, filed_on, today=today)


def test_ninety_days_after_the_end_of_the_year():
    assert due_on(2026) == date(2027, 3, 31)
    assert due_on(2027) == date(2028, 3, 30)  # 2028 has a 29 February


@pytest.fixture
async def accountant(database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant", name="Lê Thị Kim Thoa")
    async with database.begin() as session:
        found = await session.execute(text("SELECT id FROM people WHERE phone = :phone"), {"phone": phone})
        return found.scalar_one()


async def file(database, org_id, actor_id, year=2025):
    async with enter_tenant(database, org_id) as session:
        await file_year(session, org_id=org_id, actor_id=actor_id, year=year, filed_on=date(2026, 3, 20), now=NOW)


async def test_it_is_filed_once_and_remembered(database, tan_hung, phu_loi, accountant):
    await tell(database, tan_hung.id)
    await file(database, tan_hung.id, accountant)
    with pytest.raises(YearFiledAlready):
        await file(database, tan_hung.id, accountant)
    with pytest.raises(SpanUnreadable):
        await file(database, tan_hung.id, accountant, year=9999)
    async with enter_tenant(database, tan_hung.id) as session:
        (filing,) = await list_filings(session, tan_hung.id)
        assert (filing.year, filing.filed_on, filing.person_name) == (2025, date(2026, 3, 20), "Lê Thị Kim Thoa")
        verbs = await session.execute(text("SELECT verb, detail FROM audit_records"))
        assert ("file_year", {"year": 2025, "filed_on": "2026-03-20"}) in [tuple(row) for row in verbs]
    async with enter_tenant(database, phu_loi.id) as session:
        assert await list_filings(session, tan_hung.id) == []


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE filed_years SET filed_on = '2026-02-01'",
        "DELETE FROM filed_years",
        "INSERT INTO filed_years VALUES (:org, 2026, '2026-12-30', :org, now())",
        "INSERT INTO filed_years VALUES (:other, 2024, '2025-03-01', :org, now())",
    ],
)
async def test_raw_sql_cannot_take_it_back(database, tan_hung, phu_loi, accountant, attack):
    await file(database, tan_hung.id, accountant)
    with pytest.raises(DBAPIError):
        async with enter_tenant(database, tan_hung.id) as session:
            given = {"org": tan_hung.id, "other": phu_loi.id}
            await session.execute(text(attack), {name: of for name, of in given.items() if f":{name}" in attack})
