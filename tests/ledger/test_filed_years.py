"""A filed year takes nothing more; until then its errors are corrected in it (Accounting Law, Art. 27.2 and 27.3)."""

from datetime import date

import pytest
from sqlalchemy import insert
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError
from tests.conftest import Cooperative
from tests.ledger.notation import entry
from tests.ledger.test_postings import ACTOR, CONTRIBUTION, NOW, post

from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import adjust_entry, filed_years
from hoptac.ledger.models import FILED_YEARS
from hoptac.ledger.refusals import CorrectionInAnotherYear, YearIsFiled
from hoptac.ledger.rules import check_correction_year, day_of_correction

THIS_YEAR, LAST_YEAR = NOW.year, NOW.year - 1
NOON = date(LAST_YEAR, 12, 5)
TODAY = date(2027, 2, 9)


async def file(database: Database, org: Cooperative) -> None:
    row = {
        "org_id": org.id,
        "year": LAST_YEAR,
        "filed_on": date(THIS_YEAR, 1, 5),
        "filed_by": ACTOR,
        "recorded_at": NOW,
    }
    async with enter_tenant(database, org.id) as session:
        await session.execute(insert(FILED_YEARS), row)


async def correct(database: Database, org: Cooperative, entry_id, on: date, text: str = "Nợ 1111 / Có 5111 700.000"):
    corrected = entry(text, on=on, series="GV")
    async with enter_tenant(database, org.id) as session:
        return await adjust_entry(
            session, org_id=org.id, actor_id=ACTOR, entry_id=entry_id, corrected=corrected, now=NOW
        )


async def test_a_filed_year_takes_nothing_more(database: Database, tan_hung: Cooperative, phu_loi: Cooperative) -> None:
    await post(database, tan_hung, CONTRIBUTION, on=NOON)
    await file(database, tan_hung)
    with pytest.raises(YearIsFiled, match=str(LAST_YEAR)):
        await post(database, tan_hung, CONTRIBUTION, on=NOON)
    await post(database, tan_hung, CONTRIBUTION, on=date(THIS_YEAR, 1, 5))
    await post(database, phu_loi, CONTRIBUTION, on=NOON)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await filed_years(session, tan_hung.id) == [LAST_YEAR]


async def test_not_even_past_the_application(database: Database, tan_hung: Cooperative) -> None:
    await post(database, tan_hung, CONTRIBUTION, on=NOON)
    await file(database, tan_hung)
    again = sql(
        "INSERT INTO entries SELECT (jsonb_populate_record(entries, jsonb_build_object("
        "'id', gen_random_uuid(), 'position', position + 1, 'number', number + 1, 'source_id', gen_random_uuid(),"
        "'previous_hash', hash))).* FROM entries WHERE org_id = :org_id"
    )
    with pytest.raises(DBAPIError, match="is filed"):
        async with enter_tenant(database, tan_hung.id) as session:
            await session.execute(again, {"org_id": tan_hung.id})


async def test_an_error_is_corrected_in_its_own_year_until_that_is_filed(
    database: Database, tan_hung: Cooperative
) -> None:
    posted = await post(database, tan_hung, "Nợ 1111 / Có 5111 500.000", on=NOON)
    with pytest.raises(CorrectionInAnotherYear, match=f"{LAST_YEAR} chưa nộp"):
        await correct(database, tan_hung, posted.id, date(THIS_YEAR, 1, 5))
    await correct(database, tan_hung, posted.id, date(LAST_YEAR, 12, 31))
    await file(database, tan_hung)
    right = "Nợ 1111 / Có 5111 600.000"
    with pytest.raises(YearIsFiled):
        await correct(database, tan_hung, posted.id, date(LAST_YEAR, 12, 31), right)
    await correct(database, tan_hung, posted.id, date(THIS_YEAR, 1, 6), right)


@pytest.mark.parametrize(
    ("original", "corrected", "filed", "may"),
    [
        (date(2026, 3, 1), date(2026, 12, 31), (), True),
        (date(2026, 3, 1), date(2027, 1, 1), (), False),
        (date(2026, 3, 1), date(2027, 1, 1), (2026,), True),
        (date(2025, 3, 1), date(2027, 1, 1), (2026,), False),
    ],
)
def test_which_year_takes_the_correction(original, corrected, filed, may):
    if may:
        check_correction_year(original, corrected, filed=filed)
    else:
        with pytest.raises(CorrectionInAnotherYear):
            check_correction_year(original, corrected, filed=filed)


@pytest.mark.parametrize(
    ("original", "filed", "closed", "day"),
    [
        (date(2027, 1, 3), (), (), TODAY),
        (date(2026, 3, 8), (), (), date(2026, 12, 31)),
        (date(2026, 3, 8), (), (date(2026, 12, 1),), date(2026, 11, 30)),
        (date(2026, 12, 8), (), (date(2026, 12, 1),), date(2026, 12, 31)),  # posting says that the month is closed
        (date(2026, 3, 8), (2026,), (), TODAY),
    ],
)
def test_the_day_that_a_correction_is_entered_on(original, filed, closed, day):
    assert day_of_correction(original, today=TODAY, filed=filed, closed=closed) == day
