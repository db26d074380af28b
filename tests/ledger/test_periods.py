"""Closing and opening months: who, when and why, and what it stops."""

from datetime import date

import pytest
from sqlalchemy import text
from tests.conftest import Cooperative
from tests.ledger.test_postings import ACTOR, CONTRIBUTION, NOW, post

from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import close_period, closed_months, reopen_period
from hoptac.ledger.refusals import ClosedPeriod, MissingReason, PeriodAlreadyClosed, PeriodNotClosed, PeriodNotEnded

MARCH = date(2026, 3, 1)


async def close(database: Database, org: Cooperative, month: date = MARCH, reason: str = "Nộp báo cáo quý") -> None:
    async with enter_tenant(database, org.id) as session:
        await close_period(session, org_id=org.id, actor_id=ACTOR, month=month, reason=reason, now=NOW)


async def reopen(database: Database, org: Cooperative, reason: str = "Bổ sung chứng từ") -> None:
    async with enter_tenant(database, org.id) as session:
        await reopen_period(session, org_id=org.id, actor_id=ACTOR, month=MARCH, reason=reason, now=NOW)


async def test_a_closed_month_takes_nothing_until_it_is_opened_again(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    await close(database, tan_hung, date(2026, 3, 17))
    for day in (date(2026, 3, 1), date(2026, 3, 31)):
        with pytest.raises(ClosedPeriod, match="03/2026"):
            await post(database, tan_hung, CONTRIBUTION, on=day)
    for day in (date(2026, 2, 28), date(2026, 4, 1)):
        await post(database, tan_hung, CONTRIBUTION, on=day)
    await post(database, phu_loi, CONTRIBUTION, on=MARCH)
    await reopen(database, tan_hung)
    await post(database, tan_hung, CONTRIBUTION, on=MARCH)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await closed_months(session, tan_hung.id) == []


async def test_every_closing_stays_on_record(database: Database, tan_hung: Cooperative) -> None:
    await close(database, tan_hung)
    await reopen(database, tan_hung)
    async with enter_tenant(database, tan_hung.id) as session:
        later = NOW.replace(hour=9)
        await close_period(session, org_id=tan_hung.id, actor_id=ACTOR, month=MARCH, reason="Xong", now=later)
        assert await closed_months(session, tan_hung.id) == [MARCH]
        found = await session.execute(
            text("SELECT closing_reason, reopening_reason FROM closed_periods WHERE org_id = :id ORDER BY closed_at"),
            {"id": tan_hung.id},
        )
        assert [tuple(row) for row in found] == [("Nộp báo cáo quý", "Bổ sung chứng từ"), ("Xong", None)]


async def test_refusals(database: Database, tan_hung: Cooperative) -> None:
    with pytest.raises(PeriodNotEnded):
        await close(database, tan_hung, date(2026, 6, 1))
    with pytest.raises(MissingReason):
        await close(database, tan_hung, reason=" ")
    with pytest.raises(PeriodNotClosed):
        await reopen(database, tan_hung)
    await close(database, tan_hung)
    with pytest.raises(PeriodAlreadyClosed):
        await close(database, tan_hung)
    with pytest.raises(MissingReason):
        await reopen(database, tan_hung, reason="")
