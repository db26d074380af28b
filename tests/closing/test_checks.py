"""The nightly proof: when books are due, what is kept, and that damage is found and told."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from tests.statements.story import tell

from hoptac.closing.actions import check_and_record
from hoptac.closing.jobs import is_due, prove_if_due
from hoptac.closing.proving import prove_books
from hoptac.closing.queries.checks import last_check
from hoptac.kit.tenancy import enter_tenant

NIGHT = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)  # two in the morning in Vietnam
DAY = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "at", "due"),
    [
        (None, DAY, True),
        (timedelta(hours=19), NIGHT, False),
        (timedelta(hours=20), NIGHT, True),
        (timedelta(hours=24), DAY, False),
        (timedelta(hours=36), DAY, True),
    ],
)
def test_when_books_are_due(age, at, due):
    assert is_due(None if age is None else at - age, at) is due


async def test_whole_books_are_proved_once_a_night(database, tan_hung):
    told = await tell(database, tan_hung.id)
    assert await prove_if_due(database, tan_hung.id, NIGHT)
    async with enter_tenant(database, tan_hung.id) as session:
        first = await last_check(session, tan_hung.id)
    assert first.position == len(told)
    assert first.checked_at == NIGHT
    assert not await prove_if_due(database, tan_hung.id, NIGHT + timedelta(hours=1))
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await last_check(session, tan_hung.id)).checked_at == NIGHT


async def test_damage_is_found_kept_and_said_in_a_sentence(database, superuser_database, tan_hung):
    await tell(database, tan_hung.id)
    async with superuser_database.begin() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in (
            "UPDATE account_balances SET debit_dong = debit_dong + 7 WHERE org_id = :org AND account = '642'",
            "UPDATE party_balances SET debit_dong = debit_dong + 9 WHERE org_id = :org AND account = '13211'",
        ):
            assert (await session.execute(text(statement), {"org": tan_hung.id})).rowcount == 1
    async with enter_tenant(database, tan_hung.id) as session:
        await check_and_record(session, org_id=tan_hung.id, now=DAY)
    async with enter_tenant(database, tan_hung.id) as session:
        kept = await last_check(session, tan_hung.id)
    sentences = [str(finding) for finding in kept.findings]
    assert any("tài khoản 642" in sentence for sentence in sentences)
    assert any("mã 200 khác mã 500 7 đ" in sentence for sentence in sentences)
    assert any("TK 13211 có" in sentence and "không ghi đối tượng" in sentence for sentence in sentences)


async def test_capital_that_the_register_does_not_know_is_found(database, tan_hung):
    """The story books 4111 without a contribution, which the capital room would have recorded."""
    await tell(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        sentences = [str(one) for one in await prove_books(session, tan_hung.id)]
    assert sentences == [
        "Sổ đăng ký vốn góp lệch ở tài khoản 4111 của Nguyễn Văn An: phải là 0 đ nhưng đang là 30.000.000 đ."
    ]
