"""Closing months and years in the database: what is posted, what is refused, and what a later correction does."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from tests.conftest import seat_person
from tests.ledger.notation import entry, lines
from tests.statements.story import tell

from hoptac.closing.actions import close_month, close_the_year, propose_year_end, reopen_month
from hoptac.closing.queries.month import read_month
from hoptac.closing.queries.periods import closings_between, find_year_closing
from hoptac.closing.refusals import ClosingChanged, FiledYearStaysClosed, NothingToClose, YearNotOver
from hoptac.closing.rules.year_end import Shares
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import adjust_entry, get_entry, post_entry
from hoptac.ledger.refusals import ClosedPeriod, MissingReason, NothingToAdjust, PeriodAlreadyClosed, PeriodNotEnded
from hoptac.statements.actions import file_year
from hoptac.statements.reading import read_position, read_results
from hoptac.statements.rules.spans import whole_year

NOW = datetime(2027, 1, 20, 3, 0, tzinfo=UTC)
# What the story earned in 2026: outside 200 of rice less 150 of its cost; inside 12 of fertilizer less 10. The 9 of
# management expense follow the revenue, 200 to 12: 8,490,566 and 509,434 by the largest remainder.
EXTERNAL, INTERNAL = 200_000_000 - 150_000_000 - 8_490_566, 12_000_000 - 10_000_000 - 509_434


@pytest.fixture
async def accountant(database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant", name="Lê Thị Kim Thoa")
    async with database.begin() as session:
        return (
            await session.execute(text("SELECT id FROM people WHERE phone = :phone"), {"phone": phone})
        ).scalar_one()


@pytest.fixture
async def told(database, tan_hung, accountant):
    return await tell(database, tan_hung.id, accountant)


async def close(database, org_id, actor_id, *, year=2026, profit=EXTERNAL + INTERNAL, shares=None, now=NOW):
    async with enter_tenant(database, org_id) as session:
        return await close_the_year(
            session, org_id=org_id, actor_id=actor_id, year=year, shares=shares or Shares(), shown_profit_dong=profit,
            now=now,
        )  # fmt: skip


async def test_the_closing_moves_the_result_and_changes_no_statement(database, tan_hung, accountant, told):
    async with enter_tenant(database, tan_hung.id) as session:
        before = await read_results(session, tan_hung.id, whole_year(2026))
        position_before = await read_position(session, tan_hung.id, whole_year(2026))
    posted = await close(database, tan_hung.id, accountant)
    async with enter_tenant(database, tan_hung.id) as session:
        found, closing_lines = await get_entry(session, tan_hung.id, posted.id)
        after = await read_results(session, tan_hung.id, whole_year(2026))
        position = await read_position(session, tan_hung.id, whole_year(2026))
        proposal = await propose_year_end(session, tan_hung.id, 2026)
    assert found.entry_on == date(2026, 12, 31)
    pairs = [(line.debit_account, line.credit_account, line.amount_dong) for line in closing_lines]
    expected = lines(f"""
        Nợ 5111 / Có 9111 200.000.000
        Nợ 5121 / Có 9112 12.000.000
        Nợ 9111 / Có 6111 150.000.000
        Nợ 9112 / Có 6121 10.000.000
        Nợ 9111 / Có 642 8.490.566
        Nợ 9112 / Có 642 509.434
        Nợ 9111 / Có 4211 {EXTERNAL}
        Nợ 9112 / Có 4212 {INTERNAL}
    """)
    assert pairs == [(line.debit_account, line.credit_account, line.amount_dong) for line in expected]
    amounts = lambda one: {line.code: line.amount_dong for line in one.statement.lines}  # noqa: E731
    assert amounts(after) == amounts(before)
    assert amounts(position) == amounts(position_before)
    assert (position_before.unclosed_dong, position.unclosed_dong) == (EXTERNAL + INTERNAL, 0)
    assert proposal.entry_id == posted.id
    assert proposal.is_current


async def test_what_is_corrected_afterwards_moves_the_closing_by_the_difference(database, tan_hung, accountant, told):
    first = await close(database, tan_hung.id, accountant)
    async with enter_tenant(database, tan_hung.id) as session:
        rice = next(one for one in told if one.series == "HD" and one.number == 2)
        await adjust_entry(
            session, org_id=tan_hung.id, actor_id=accountant, entry_id=rice.id,
            corrected=entry("Nợ 131 / Có 5111 210.000.000 @cong_ty", on=date(2026, 12, 20), series="GV"), now=NOW,
        )  # fmt: skip
    async with enter_tenant(database, tan_hung.id) as session:
        proposal = await propose_year_end(session, tan_hung.id, 2026)
    assert not proposal.is_current
    profit = proposal.year_end.profit_dong
    assert profit == EXTERNAL + INTERNAL + 10_000_000
    second = await close(database, tan_hung.id, accountant, profit=profit)
    async with enter_tenant(database, tan_hung.id) as session:
        adjustment, difference = await get_entry(session, tan_hung.id, second.id)
        again = await propose_year_end(session, tan_hung.id, 2026)
        position = await read_position(session, tan_hung.id, whole_year(2026))
    assert adjustment.adjusts_entry_id == first.id
    assert sum(line.amount_dong for line in difference if line.credit_account in ("4211", "4212")) == 10_000_000
    assert ("5111", "9111", 10_000_000) in [
        (one.debit_account, one.credit_account, one.amount_dong) for one in difference
    ]
    assert again.is_current
    assert position.unclosed_dong == 0
    with pytest.raises(NothingToAdjust):
        await close(database, tan_hung.id, accountant, profit=profit)


async def test_a_filed_year_is_not_closed_anew(database, tan_hung, accountant, told):
    await close(database, tan_hung.id, accountant)
    async with enter_tenant(database, tan_hung.id) as session:
        await file_year(
            session, org_id=tan_hung.id, actor_id=accountant, year=2026, filed_on=date(2027, 1, 19), now=NOW
        )
    with pytest.raises(FiledYearStaysClosed):
        await close(database, tan_hung.id, accountant)


async def test_what_is_refused(database, tan_hung, accountant, told):
    with pytest.raises(YearNotOver):
        await close(database, tan_hung.id, accountant, now=datetime(2026, 12, 31, 16, 59, tzinfo=UTC))
    with pytest.raises(ClosingChanged):
        await close(database, tan_hung.id, accountant, profit=1)
    with pytest.raises(NothingToClose):
        await close(database, tan_hung.id, accountant, year=2024, profit=0)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await find_year_closing(session, tan_hung.id, 2026) is None


async def lock(database, org_id, actor_id, month, deed=close_month, reason="Đã đối chiếu"):
    async with enter_tenant(database, org_id) as session:
        await deed(session, org_id=org_id, actor_id=actor_id, month=month, reason=reason, now=NOW)


async def test_a_locked_month_takes_nothing_until_it_is_opened_with_a_reason(database, tan_hung, accountant, told):
    may = date(2026, 5, 1)

    async def post():
        async with enter_tenant(database, tan_hung.id) as session:
            draft = entry("Nợ 1111 / Có 558 5.000", on=date(2026, 5, 20))
            await post_entry(session, org_id=tan_hung.id, actor_id=accountant, draft=draft, now=NOW)

    await lock(database, tan_hung.id, accountant, may)
    with pytest.raises(ClosedPeriod):
        await post()
    with pytest.raises(PeriodAlreadyClosed):
        await lock(database, tan_hung.id, accountant, may)
    with pytest.raises(MissingReason):
        await lock(database, tan_hung.id, accountant, may, reopen_month, reason="  ")
    await lock(database, tan_hung.id, accountant, may, reopen_month, reason="Thiếu phiếu thu")
    await post()
    async with enter_tenant(database, tan_hung.id) as session:
        (closing,) = (await closings_between(session, tan_hung.id, may, may))[may]
        deeds = await session.execute(text("SELECT verb FROM audit_records WHERE subject_kind = 'month' ORDER BY id"))
        assert [row.verb for row in deeds] == ["close_month", "reopen_month"]
    assert (closing.closed_by, closing.reason) == ("Lê Thị Kim Thoa", "Đã đối chiếu")
    assert (closing.reopened_by, closing.reopening_reason) == ("Lê Thị Kim Thoa", "Thiếu phiếu thu")
    with pytest.raises(PeriodNotEnded):
        await lock(database, tan_hung.id, accountant, date(2027, 1, 1))


async def test_the_facts_of_a_month(database, tan_hung, accountant, told):
    async with enter_tenant(database, tan_hung.id) as session:
        overdrawn = entry("Nợ 642 / Có 1111 60.000.000", on=date(2026, 5, 15), series="PC")
        covered = entry("Nợ 1111 / Có 558 90.000.000", on=date(2026, 5, 18))
        for draft in (overdrawn, covered):
            await post_entry(session, org_id=tan_hung.id, actor_id=accountant, draft=draft, now=NOW)
        facts = await read_month(session, tan_hung.id, date(2026, 5, 1))
    # Cash: 30 of capital, 15 of collected debts, 7 lent; then 60 were paid out of the 38 that were left.
    (low,) = facts.cash_lows
    assert (low.account, low.day, low.balance_dong) == ("1111", date(2026, 5, 15), -22_000_000)
    assert facts.earlier_open_month == date(2025, 12, 1)
    assert facts.is_balanced
    assert not facts.without_party
    assert facts.open_vouchers == 0
    assert {one.account for one in facts.before if one.credit_dong} >= {"334", "341"}
