"""Posting and adjusting in the database: numbers, chain, balances, refusals."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from tests.conftest import Cooperative
from tests.ledger.notation import entry, lines, party

from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import (
    PostedEntry,
    adjust_entry,
    balance_of_account,
    balance_of_party,
    balances_by_party,
    balances_of_parties,
    check_books,
    get_entry,
    lines_of_party,
    list_entries,
    post_entry,
    trial_balance,
)
from hoptac.ledger.entries import FIRST_HASH
from hoptac.ledger.refusals import (
    AdjustmentBeforeOriginal,
    AdjustmentOfAdjustment,
    AlreadyPosted,
    MissingParty,
    NegativeAmount,
    NothingToAdjust,
)

NOW = datetime(2026, 6, 20, 3, 0, tzinfo=UTC)
ACTOR = party("accountant")
CONTRIBUTION = "Nợ 1121 / Có 4111 5.000.000 @an"


async def post(database: Database, org: Cooperative, text: str, **options) -> PostedEntry:
    async with enter_tenant(database, org.id) as session:
        return await post_entry(session, org_id=org.id, actor_id=ACTOR, draft=entry(text, **options), now=NOW)


async def test_a_posted_entry_reads_back_as_it_was_drafted(database: Database, tan_hung: Cooperative) -> None:
    draft = entry("Nợ 1121 / Có 4111 5.000.000 @an\nNợ 1111 / Có 4111 200.000 @binh\nNợ 002 3.000.000")
    async with enter_tenant(database, tan_hung.id) as session:
        posted = await post_entry(session, org_id=tan_hung.id, actor_id=ACTOR, draft=draft, now=NOW)
    async with enter_tenant(database, tan_hung.id) as session:
        row, read = await get_entry(session, tan_hung.id, posted.id)
    assert row.draft(read) == draft
    assert (row.series, row.fiscal_year, row.number, row.position) == ("PT", 2026, 1, 1)
    assert (row.previous_hash, row.hash) == (FIRST_HASH, posted.hash)
    assert (row.prepared_by, row.posted_at) == (ACTOR, NOW)


async def test_numbers_run_per_series_and_year_and_the_chain_through_all(
    database: Database, tan_hung: Cooperative
) -> None:
    posted = [
        await post(database, tan_hung, CONTRIBUTION, series=series, on=date(year, 5, 1))
        for series, year in (("PT", 2026), ("PC", 2026), ("PT", 2026), ("PT", 2025), ("PC", 2026))
    ]
    assert [(p.series, p.fiscal_year, p.number) for p in posted] == [
        ("PT", 2026, 1),
        ("PC", 2026, 1),
        ("PT", 2026, 2),
        ("PT", 2025, 1),
        ("PC", 2026, 2),
    ]
    assert [p.position for p in posted] == [1, 2, 3, 4, 5]
    async with enter_tenant(database, tan_hung.id) as session:
        newest, older = await list_entries(session, tan_hung.id, limit=2)
        [oldest_but_two] = await list_entries(session, tan_hung.id, limit=1, before=older.position)
    assert newest.previous_hash == older.hash
    assert (newest.position, older.position, oldest_but_two.position) == (5, 4, 3)


async def test_balances_by_account_party_and_month(database: Database, tan_hung: Cooperative) -> None:
    await post(database, tan_hung, "Nợ 1121 / Có 4111 5.000.000 @an", on=date(2026, 1, 9))
    await post(database, tan_hung, "Nợ 1111 / Có 4111 2.000.000 @an\nNợ 1111 / Có 4111 1.000.000 @binh")
    await post(database, tan_hung, "Nợ 4111@an / Có 4111@binh 500.000", on=date(2026, 4, 1))
    await post(database, tan_hung, "Nợ 4111 / Có 1111 1.500.000 @binh", on=date(2026, 4, 30), series="PC")
    an, binh, nobody = party("an"), party("binh"), party("nobody")
    org_id = tan_hung.id
    async with enter_tenant(database, org_id) as session:
        assert await balance_of_account(session, org_id, "4111") == 6_500_000
        assert await balance_of_account(session, org_id, "411") == 6_500_000
        assert await balance_of_account(session, org_id, "111", as_of=date(2026, 3, 1)) == 3_000_000
        assert await balance_of_party(session, org_id, "4111", an, as_of=date(2026, 3, 1)) == 7_000_000
        found = await balances_of_parties(session, org_id, "4111", [an, binh, nobody])
        assert found == {an: 6_500_000, binh: 0, nobody: 0}
        assert await balances_by_party(session, org_id, "4111") == {an: 6_500_000, binh: 0}
        page = await lines_of_party(session, org_id, "4111", binh)
        assert [(row.contra_account, row.debit_dong, row.credit_dong) for row in page] == [
            ("1111", 0, 1_000_000),
            ("4111", 0, 500_000),
            ("1111", 1_500_000, 0),
        ]
        rows = await trial_balance(session, org_id, from_month=date(2026, 3, 1), to_month=date(2026, 4, 1))
    assert [(r.account, r.opening_dong, r.debit_dong, r.credit_dong, r.closing_dong) for r in rows] == [
        ("1111", 0, 3_000_000, 1_500_000, 1_500_000),
        ("1121", 5_000_000, 0, 0, 5_000_000),
        ("4111", -5_000_000, 2_000_000, 3_500_000, -6_500_000),
    ]


async def test_an_entry_of_hundreds_of_lines(database: Database, tan_hung: Cooperative) -> None:
    many = "\n".join(f"Nợ 1121 / Có 4111 {1000 + at} @member{at}" for at in range(450))
    for _turn in range(2):
        posted = await post(database, tan_hung, many)
    async with enter_tenant(database, tan_hung.id) as session:
        _, read = await get_entry(session, tan_hung.id, posted.id)
        balances = await balances_by_party(session, tan_hung.id, "4111")
        assert await check_books(session, tan_hung.id) == []
    assert read == lines(many)
    assert balances == {party(f"member{at}"): 2 * (1000 + at) for at in range(450)}


async def test_an_event_is_posted_once(database: Database, tan_hung: Cooperative) -> None:
    source_id = new_id()
    await post(database, tan_hung, CONTRIBUTION, source_id=source_id)
    with pytest.raises(AlreadyPosted, match="PT số 1"):
        await post(database, tan_hung, CONTRIBUTION, source_id=source_id)


async def test_neither_a_refusal_nor_a_rollback_leaves_a_gap(database: Database, tan_hung: Cooperative) -> None:
    source_id = new_id()
    org_id = tan_hung.id
    await post(database, tan_hung, CONTRIBUTION, source_id=source_id)
    async with enter_tenant(database, org_id) as session:
        for refused in (entry(CONTRIBUTION, source_id=source_id), entry("Nợ 1121 / Có 4111 5.000.000")):
            with pytest.raises((AlreadyPosted, MissingParty)):
                await post_entry(session, org_id=org_id, actor_id=ACTOR, draft=refused, now=NOW)
        posted = await post_entry(session, org_id=org_id, actor_id=ACTOR, draft=entry(CONTRIBUTION), now=NOW)
    assert (posted.number, posted.position) == (2, 2)
    async with enter_tenant(database, org_id) as session:
        await post_entry(session, org_id=org_id, actor_id=ACTOR, draft=entry(CONTRIBUTION), now=NOW)
        await session.rollback()
    again = await post(database, tan_hung, CONTRIBUTION)
    assert (again.number, again.position) == (3, 3)
    async with enter_tenant(database, org_id) as session:
        assert await check_books(session, org_id) == []


async def test_an_adjustment_holds_the_difference_to_what_stands_today(
    database: Database, tan_hung: Cooperative
) -> None:
    org_id = tan_hung.id
    original = await post(database, tan_hung, "Nợ 1121 / Có 4111 5.000.000 @an")

    async def correct(text: str, on: date = date(2026, 5, 2)) -> PostedEntry:
        async with enter_tenant(database, org_id) as session:
            return await adjust_entry(
                session,
                org_id=org_id,
                actor_id=ACTOR,
                entry_id=original.id,
                corrected=entry(text, on=on, series="DC"),
                now=NOW,
            )

    first = await correct("Nợ 1121 / Có 4111 500.000 @an")
    second = await correct("Nợ 1121 / Có 4111 600.000 @an\nNợ 1111 / Có 4111 10.000 @an")
    async with enter_tenant(database, org_id) as session:
        _, first_lines = await get_entry(session, org_id, first.id)
        row, second_lines = await get_entry(session, org_id, second.id)
        assert await balance_of_party(session, org_id, "4111", party("an")) == 610_000
        assert await check_books(session, org_id) == []
    assert first_lines == lines("Nợ 1121 / Có 4111 -4.500.000 @an")
    assert second_lines == lines("Nợ 1121 / Có 4111 100.000 @an\nNợ 1111 / Có 4111 10.000 @an")
    assert row.adjusts_entry_id == original.id
    with pytest.raises(NegativeAmount):
        await correct("Nợ 1121 / Có 4111 -1 @an")
    with pytest.raises(NothingToAdjust):
        await correct("Nợ 1111 / Có 4111 10.000 @an\nNợ 1121 / Có 4111 600.000 @an")
    with pytest.raises(AdjustmentBeforeOriginal):
        await correct("Nợ 1121 / Có 4111 1 @an", on=date(2026, 3, 4))
    await correct("")
    async with enter_tenant(database, org_id) as session:
        assert await balance_of_party(session, org_id, "4111", party("an")) == 0
    original = first
    with pytest.raises(AdjustmentOfAdjustment):
        await correct("Nợ 1121 / Có 4111 1 @an")


async def test_another_organizations_entry_is_not_found(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    posted = await post(database, tan_hung, CONTRIBUTION)
    async with enter_tenant(database, phu_loi.id) as session:
        with pytest.raises(NotFound):
            await get_entry(session, phu_loi.id, posted.id)
        with pytest.raises(NotFound):
            await get_entry(session, tan_hung.id, posted.id)


async def test_fifty_postings_at_once_lose_nothing(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    eight = asyncio.Semaphore(8)

    async def one(turn: int) -> PostedEntry | Refusal:
        org = phu_loi if turn % 5 == 0 else tan_hung
        async with eight:
            # Parties in opposite orders: without the one lock these would wait for each other in circles.
            names = ("an", "binh") if turn % 2 else ("binh", "an")
            text = "\n".join(f"Nợ 1121 / Có 4111 {1000 + turn} @{name}" for name in names)
            if turn % 10 == 3:
                text = "Nợ 1121 / Có 4111 1"
            try:
                return await post(database, org, text, series=("PT", "PC")[turn % 3 == 0])
            except Refusal as refusal:
                return refusal

    results = await asyncio.gather(*(one(turn) for turn in range(50)))
    posted = [result for result in results if isinstance(result, PostedEntry)]
    assert len(posted) == 45
    for org, count in ((tan_hung, 35), (phu_loi, 10)):
        async with enter_tenant(database, org.id) as session:
            entries = await list_entries(session, org.id, limit=100)
            assert [row.position for row in entries] == list(range(count, 0, -1))
            assert await check_books(session, org.id) == []
    expected = sum(1000 + turn for turn in range(50) if turn % 5 and turn % 10 != 3)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_party(session, tan_hung.id, "4111", party("an")) == expected
