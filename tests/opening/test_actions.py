"""An opening's way into the real books: posted once, nothing doubled, taken back, posted again; the neighbour shut out."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from tests.capital.deeds import Deeds
from tests.capital.people import enter_members
from tests.ledger.notation import entry

from hoptac.capital.actions import record_pledge
from hoptac.capital.opening import OpeningCapital, record_opening_capital
from hoptac.capital.queries import get_member_capital
from hoptac.capital.queries.agreement import list_disagreements
from hoptac.kit.errors import NotFound, Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import (
    account_figures,
    adjust_entry,
    balance_of_account,
    balances_by_party,
    check_books,
    close_period,
    get_entry,
    post_entry,
)
from hoptac.ledger.refusals import ClosedPeriod
from hoptac.opening import refusals
from hoptac.opening.actions import post_opening, take_back_opening
from hoptac.opening.balances import Balance, Control, NewParty, Opening
from hoptac.opening.queries.standing import find_opening
from hoptac.parties.models import Party

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
FIRST, EVE = date(2026, 1, 1), date(2025, 12, 31)
ACTOR, TODAY = new_id(), NOW.date()


def simple(*more, cash=5_000_000, controls=()):
    balances = (Balance("1111", debit_dong=cash), *more)
    rest = sum(one.net_dong for one in balances if not one.account.startswith("0"))
    rest += sum(one.net_dong for one in controls if one.account == "4111")
    return Opening(FIRST, (*balances, Balance("4211", credit_dong=rest)), tuple(controls))


async def post(session, org, opening, **options):
    options = {"org_id": org.id, "actor_id": ACTOR, "now": NOW, "source_id": new_id()} | options
    return await post_opening(session, opening=opening, **options)


async def take_back(session, org, entry_id, reason="Sai số dư ngân hàng"):
    return await take_back_opening(session, org_id=org.id, actor_id=ACTOR, now=NOW, entry_id=entry_id, reason=reason)


async def bring_in_capital(session, org, members, on=TODAY, dong=10_000_000):
    rows = [OpeningCapital(one, paid_dong=dong, pledged_dong=dong) for one in members]
    return await record_opening_capital(
        session, org_id=org.id, actor_id=ACTOR, now=NOW, entry_on=on, rows=rows, source_id=new_id()
    )


async def balances(session, org, day):
    found = await account_figures(session, org.id, from_on=day.replace(day=1), to_on=day)
    return {one.account: one.closing_dong for one in found if one.closing_dong}


async def capital_held(session, org):
    return {party: dong for party, dong in (await balances_by_party(session, org.id, "4111")).items() if dong}


async def is_sound(session, org):
    return await check_books(session, org.id) == [] and await list_disagreements(session, org.id) == []


async def test_posted_on_the_eve_with_new_parties(database, tan_hung):
    supplier = NewParty("Cửa hàng Năm Sao", "1800123456", "organization")
    opening = simple(Balance("331", credit_dong=2_000_000, party=supplier), Balance("004", debit_dong=300_000))
    async with enter_tenant(database, tan_hung.id) as session:
        posted = await post(session, tan_hung, opening)
        assert (posted.series, posted.number, posted.fiscal_year) == ("DK", 1, 2025)
        found, _lines = await get_entry(session, tan_hung.id, posted.id)
        assert (found.entry_on, found.source_kind) == (EVE, "opening")
        assert found.description == "Số dư đầu kỳ, sổ bắt đầu ngày 01/01/2026"
        assert await balances(session, tan_hung, EVE) == {
            "1111": 5_000_000, "331": -2_000_000, "4211": -3_000_000, "004": 300_000
        }  # fmt: skip
        by_party = await balances_by_party(session, tan_hung.id, "331")
        name = (
            await session.execute(
                select(Party.name).where(Party.org_id == tan_hung.id, Party.id == next(iter(by_party)))
            )
        ).scalar_one()
        assert (list(by_party.values()), name) == ([2_000_000], "Cửa hàng Năm Sao")
        assert await is_sound(session, tan_hung)


async def test_what_does_not_agree_stores_nothing(database, tan_hung):
    supplier = NewParty("Cửa hàng Năm Sao")
    unbalanced = Opening(FIRST, (Balance("1111", debit_dong=5), Balance("331", credit_dong=4, party=supplier)))
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(Refusals, match="lệch 1"):
            await post(session, tan_hung, unbalanced)
        with pytest.raises(refusals.NothingToOpen):
            await post(session, tan_hung, Opening(FIRST, ()))
        with pytest.raises(refusals.FirstDayAhead):
            await post(session, tan_hung, Opening(date(2026, 4, 1), unbalanced.balances))
        assert await find_opening(session, tan_hung.id) is None
        count = select(func.count()).select_from(Party).where(Party.org_id == tan_hung.id)
        assert (await session.execute(count)).scalar_one() == 0


async def test_a_second_waits_until_the_first_is_taken_back(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        first = await post(session, tan_hung, simple())
        with pytest.raises(refusals.OpeningInForce, match="DK 1/2025"):
            await post(session, tan_hung, simple(cash=6_000_000))
        with pytest.raises(refusals.TakingBackReasonMissing):
            await take_back(session, tan_hung, first.id, reason=" ")
        with pytest.raises(NotFound):
            await take_back(session, tan_hung, new_id())
        back = await take_back(session, tan_hung, first.id)
        found, lines = await get_entry(session, tan_hung.id, back.id)
        assert (found.entry_on, found.adjusts_entry_id) == (EVE, first.id)
        assert [line.amount_dong for line in lines] == [-5_000_000]
        assert await balances(session, tan_hung, EVE) == {}
        with pytest.raises(refusals.NoOpeningInForce):
            await take_back(session, tan_hung, first.id)
        second = await post(session, tan_hung, simple(cash=6_000_000))
        assert second.number == 3
        assert await balances(session, tan_hung, EVE) == {"1111": 6_000_000, "4211": -6_000_000}
        assert await is_sound(session, tan_hung)


async def test_one_corrected_to_nothing_as_a_voucher_no_longer_counts(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        first = await post(session, tan_hung, simple())
        corrected = entry("", on=EVE, series="GV")
        await adjust_entry(session, org_id=tan_hung.id, actor_id=ACTOR, entry_id=first.id, corrected=corrected, now=NOW)
        assert await find_opening(session, tan_hung.id) is None
        await post(session, tan_hung, simple(cash=7_000_000))


async def test_capital_of_a_list_that_came_later_is_not_doubled(database, tan_hung):
    members = await enter_members(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        capital_id = await bring_in_capital(session, tan_hung, members)
        total = 10_000_000 * len(members)
        opening = simple(
            Balance("1121", debit_dong=40_000_000), Balance("2111", debit_dong=50_000_000),
            controls=[Control("4111", 0, total, "a, 9")],
        )  # fmt: skip
        posted = await post(session, tan_hung, opening)
        expected = {
            "1111": 5_000_000, "1121": 40_000_000, "2111": 50_000_000, "4111": -total, "4211": total - 95_000_000
        }  # fmt: skip
        assert await balances(session, tan_hung, EVE) == expected
        assert await balances(session, tan_hung, NOW.date()) == expected
        by_party = await balances_by_party(session, tan_hung.id, "4111")
        assert by_party == dict.fromkeys(members, 10_000_000)
        assert await is_sound(session, tan_hung)
        await take_back(session, tan_hung, posted.id)
        assert await balances(session, tan_hung, EVE) == {}
        assert await balances(session, tan_hung, NOW.date()) == {"1111": total, "4111": -total}
        assert await is_sound(session, tan_hung)
        again = await post(session, tan_hung, opening)
        assert await balances(session, tan_hung, NOW.date()) == expected
        await take_back(session, tan_hung, again.id)
        assert (await get_entry(session, tan_hung.id, capital_id))[0].number == 1
        assert await is_sound(session, tan_hung)


async def test_capital_of_a_list_before_the_day_leaves_only_the_rest(database, tan_hung):
    members = await enter_members(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in_capital(session, tan_hung, members, on=date(2025, 11, 3))
        total = 10_000_000 * len(members)
        parts = [Balance("4111", credit_dong=10_000_000, party=one) for one in members]
        posted = await post(session, tan_hung, Opening(FIRST, (Balance("1121", debit_dong=total), *parts)))
        _entry, lines = await get_entry(session, tan_hung.id, posted.id)
        assert [(line.debit_account, line.credit_account, line.amount_dong) for line in lines] == [
            ("1121", "1111", total)
        ]
        assert await balances(session, tan_hung, EVE) == {"1121": total, "4111": -total}
        assert await is_sound(session, tan_hung)


async def test_what_was_posted_before_and_after_the_day(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        for text, day in (("Nợ 1111 / Có 4211 1.000", date(2025, 6, 1)), ("Nợ 1111 / Có 5111 700", date(2026, 2, 2))):
            await post_entry(session, org_id=tan_hung.id, actor_id=ACTOR, draft=entry(text, on=day), now=NOW)
        await post(session, tan_hung, simple(cash=3_000))
        assert await balances(session, tan_hung, EVE) == {"1111": 3_000, "4211": -3_000}
        assert await balance_of_account(session, tan_hung.id, "1111") == 3_700


async def test_capital_that_is_not_the_register_is_refused_by_name(database, tan_hung):
    members = await enter_members(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in_capital(session, tan_hung, members)
        parts = [Balance("4111", credit_dong=10_000_000, party=one) for one in members[:-1]]
        with pytest.raises(Refusals) as raised:
            await post(session, tan_hung, simple(*parts, cash=50_000_000))
        told = str(raised.value)
        assert "số dư ghi 50.000.000, sổ góp vốn ghi 60.000.000, lệch 10.000.000" in told
        assert "Vốn góp (4111) của Huỳnh Thị Giàu: số dư ghi 0, sổ góp vốn ghi 10.000.000" in told


async def test_capital_is_what_was_neither_given_back_nor_recorded_by_mistake(database, tan_hung):
    an, binh, chin, *_ = await enter_members(database, tan_hung.id)
    deeds, day = Deeds(database, tan_hung.id), {"contributed_on": date(2025, 11, 3)}
    for member in (an, binh, chin):
        await deeds.pledge(member, 10_000_000, pledged_on=date(2025, 11, 1))
    await deeds.pay(an, 10_000_000, **day)
    await deeds.give_back(an, 3_000_000, refunded_on=date(2025, 12, 20))
    await deeds.retract(binh, (await deeds.pay(binh, 5_000_000, **day)).id)
    await deeds.pay(chin, 4_000_000, **day)
    await deeds.retract(chin, (await deeds.give_back(chin, 4_000_000, refunded_on=date(2025, 12, 20))).id, "refund")
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(Refusals, match=r"số dư ghi 19\.000\.000, sổ góp vốn ghi 11\.000\.000"):
            await post(session, tan_hung, simple(cash=30_000_000, controls=[Control("4111", 0, 19_000_000)]))
        await post(session, tan_hung, simple(cash=30_000_000, controls=[Control("4111", 0, 11_000_000)]))
        assert await balances(session, tan_hung, EVE) == {"1111": 30_000_000, "4111": -11_000_000, "4211": -19_000_000}
        assert await capital_held(session, tan_hung) == {an: 7_000_000, chin: 4_000_000}
        assert await is_sound(session, tan_hung)


async def test_a_mistake_stands_until_the_day_it_was_taken_back(database, tan_hung):
    an, *_ = await enter_members(database, tan_hung.id)
    deeds = Deeds(database, tan_hung.id)
    await deeds.pledge(an, 10_000_000, pledged_on=date(2026, 2, 1))
    await deeds.retract(an, (await deeds.pay(an, 5_000_000, contributed_on=date(2026, 2, 10))).id)
    controls = (Control("4111", 0, 5_000_000),)
    opening = Opening(date(2026, 3, 1), (Balance("1111", debit_dong=5_000_000),), controls)
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(refusals.NothingToOpen):  # the books of that day say just this
            await post(session, tan_hung, opening)
        more = (Balance("1111", debit_dong=6_000_000), Balance("4211", credit_dong=1_000_000))
        await post(session, tan_hung, Opening(date(2026, 3, 1), more, controls))
        assert (await balances(session, tan_hung, date(2026, 2, 28)))["4111"] == -5_000_000
        assert await capital_held(session, tan_hung) == {}
        assert await is_sound(session, tan_hung)


async def test_a_line_of_a_list_that_was_retracted_before_the_opening_does_not_come_back(database, tan_hung):
    members = await enter_members(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in_capital(session, tan_hung, members)
        (row,) = (await get_member_capital(session, tan_hung.id, members[0], on=TODAY)).contributions
    await Deeds(database, tan_hung.id).retract(members[0], row.id)
    left = dict.fromkeys(members[1:], 10_000_000)
    opening = simple(cash=60_000_000, controls=[Control("4111", 0, sum(left.values()))])
    async with enter_tenant(database, tan_hung.id) as session:
        for _time in range(2):
            posted = await post(session, tan_hung, opening)
            assert await capital_held(session, tan_hung) == left
            await take_back(session, tan_hung, posted.id)
            assert await capital_held(session, tan_hung) == left
            assert await is_sound(session, tan_hung)


async def test_a_pledge_is_no_capital(database, tan_hung):
    members = await enter_members(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        await record_pledge(
            session, org_id=tan_hung.id, actor_id=ACTOR, now=NOW, party_id=members[0], amount_dong=10_000_000,
            pledged_on=NOW.date(), request_key=new_id(),
        )  # fmt: skip
        await post(session, tan_hung, simple())


async def test_a_closed_month_is_not_opened(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        await close_period(session, org_id=tan_hung.id, actor_id=ACTOR, month=EVE, reason="Khóa sổ", now=NOW)
        with pytest.raises(ClosedPeriod):
            await post(session, tan_hung, simple())


async def test_posted_by_several_at_once_it_is_one(database, tan_hung):
    async def once():
        async with enter_tenant(database, tan_hung.id) as session:
            return await post(session, tan_hung, simple())

    found = await asyncio.gather(*(once() for _ in range(4)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["OpeningInForce"] * 3 + ["PostedEntry"]


async def test_the_neighbour_has_none(database, tan_hung, phu_loi):
    async with enter_tenant(database, tan_hung.id) as session:
        posted = await post(session, tan_hung, simple())
    async with enter_tenant(database, phu_loi.id) as session:
        assert await find_opening(session, phu_loi.id) is None
        assert await find_opening(session, tan_hung.id) is None
        with pytest.raises(NotFound):
            await take_back(session, phu_loi, posted.id)
