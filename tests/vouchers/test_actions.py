"""A voucher's way into the real books: saved, approved, posted once, corrected by the difference; the neighbour shut out."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from tests.ledger.notation import line
from tests.vouchers.test_rules import form

from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_account, check_books, close_period, get_entry
from hoptac.ledger.refusals import AdjustmentOfAdjustment, ClosedPeriod, FutureEntryDate, NothingToAdjust
from hoptac.organizations.terms import set_term, terms_on
from hoptac.vouchers import refusals
from hoptac.vouchers.actions import (
    approve,
    discard,
    open_correction,
    post_voucher,
    save_draft,
    send_back,
    submit,
    withdraw,
)
from hoptac.vouchers.drafts import draft_line
from hoptac.vouchers.queries import get_voucher, list_open

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
ACCOUNTANT, CHAIR = new_id(), new_id()
SALE = "Nợ 1111 / Có 5111 100.000"


async def save(session, org, voucher, **options):
    options = {"request_key": new_id()} | options
    return await save_draft(session, org_id=org.id, actor_id=ACCOUNTANT, now=NOW, form=voucher, **options)


async def post(session, org, voucher_id, **options):
    return await post_voucher(session, org_id=org.id, actor_id=ACCOUNTANT, now=NOW, voucher_id=voucher_id, **options)


async def want_approval(session, org, value):
    await set_term(
        session, org_id=org.id, actor_id=CHAIR, now=NOW, key="accounting.approval", value=value,
        valid_from=date(2026, 1, 1), basis="Nghị quyết HĐQT",
    )  # fmt: skip


async def test_saved_changed_and_posted(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        key = new_id()
        voucher_id = await save(session, tan_hung, form("receipt", SALE), request_key=key)
        assert await save(session, tan_hung, form("receipt", SALE), request_key=key) == voucher_id
        assert [row.state for row in await list_open(session, tan_hung.id)] == ["draft"]
        changed = form("receipt", "Nợ 1111 / Có 5111 120.000")
        await save(session, tan_hung, changed, voucher_id=voucher_id, version=1)
        with pytest.raises(refusals.ChangedElsewhere):
            await save(session, tan_hung, form("receipt", SALE), voucher_id=voucher_id, version=1)
        with pytest.raises(refusals.ChangedElsewhere):
            await post(session, tan_hung, voucher_id, version=1)
        posted = await post(session, tan_hung, voucher_id, version=2)
        assert (posted.series, posted.number, posted.fiscal_year) == ("PT", 1, 2026)
        assert await balance_of_account(session, tan_hung.id, "5111") == 120_000
        for again in (post(session, tan_hung, voucher_id), save(session, tan_hung, changed, voucher_id=voucher_id)):
            with pytest.raises(refusals.NotInThisState):
                await again
        assert await list_open(session, tan_hung.id) == []


async def test_an_unfinished_draft_is_kept_and_refused_only_when_posted(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        unfinished = msgspec.structs.replace(draft_line(line(SALE)), amount_dong=None, credit_account="")
        voucher = msgspec.structs.replace(form("receipt", SALE), lines=(unfinished,))
        voucher_id = await save(session, tan_hung, voucher)
        assert (await get_voucher(session, tan_hung.id, voucher_id)).form().lines == (unfinished,)
        with pytest.raises(Refusals):
            await post(session, tan_hung, voucher_id)
        assert (await get_voucher(session, tan_hung.id, voucher_id)).state == "draft"
        assert await balance_of_account(session, tan_hung.id, "5111") == 0


async def test_two_pairs_of_eyes(database, tan_hung):
    payment = form("payment", "Nợ 642 / Có 1111 50.000")
    async with enter_tenant(database, tan_hung.id) as session:
        await want_approval(session, tan_hung, 1)
        assert (await terms_on(session, tan_hung.id, date(2025, 12, 31)))["accounting.approval"] == 0
        receipt = await save(session, tan_hung, form("receipt", SALE))
        await post(session, tan_hung, receipt)
        voucher_id = await save(session, tan_hung, payment)
        with pytest.raises(refusals.ApprovalMissing):
            await post(session, tan_hung, voucher_id)
        of = {"org_id": tan_hung.id, "now": NOW, "voucher_id": voucher_id}
        await submit(session, actor_id=ACCOUNTANT, **of)
        with pytest.raises(refusals.ApproverPrepared):
            await approve(session, actor_id=ACCOUNTANT, version=2, **of)
        with pytest.raises(refusals.ReasonMissing):
            await send_back(session, actor_id=CHAIR, note="  ", **of)
        await send_back(session, actor_id=CHAIR, note="Thiếu hóa đơn", **of)
        assert (await get_voucher(session, tan_hung.id, voucher_id)).decision_note == "Thiếu hóa đơn"
        await submit(session, actor_id=ACCOUNTANT, **of)
        with pytest.raises(refusals.ChangedElsewhere):
            await approve(session, actor_id=CHAIR, version=2, **of)
        await approve(session, actor_id=CHAIR, version=4, **of)
        await save(session, tan_hung, form("payment", "Nợ 642 / Có 1111 90.000.000"), voucher_id=voucher_id)
        with pytest.raises(refusals.ApprovalMissing):  # what was approved was another sum
            await post(session, tan_hung, voucher_id)
        await submit(session, actor_id=ACCOUNTANT, **of)
        await withdraw(session, actor_id=ACCOUNTANT, **of)
        await submit(session, actor_id=ACCOUNTANT, **of)
        version = (await get_voucher(session, tan_hung.id, voucher_id)).version
        await approve(session, actor_id=CHAIR, version=version, **of)
        assert (await post(session, tan_hung, voucher_id)).series == "PC"


async def test_a_discarded_voucher_stays_on_record_and_takes_no_number(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        given_up = await save(session, tan_hung, form("receipt", SALE))
        await discard(session, org_id=tan_hung.id, actor_id=ACCOUNTANT, now=NOW, voucher_id=given_up)
        assert (await get_voucher(session, tan_hung.id, given_up)).state == "discarded"
        with pytest.raises(refusals.NotInThisState):
            await post(session, tan_hung, given_up)
        assert (await post(session, tan_hung, await save(session, tan_hung, form("receipt", SALE)))).number == 1


async def test_a_correction_posts_the_difference(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        voucher_id = await save(session, tan_hung, form("receipt", SALE, "Nợ 1111 / Có 5113 30.000"))
        original = await post(session, tan_hung, voucher_id)
        of = {"org_id": tan_hung.id, "actor_id": ACCOUNTANT, "now": NOW, "entry_id": original.id}
        correction_id = await open_correction(session, **of)
        assert await open_correction(session, **of) == correction_id
        correction = await get_voucher(session, tan_hung.id, correction_id)
        assert [row.amount_dong for row in correction.form().lines] == [100_000, 30_000]
        with pytest.raises(NothingToAdjust):
            await post(session, tan_hung, correction_id)
        fixed = form("general", "Nợ 1111 / Có 5111 90.000", "Nợ 1111 / Có 5113 30.000")
        fixed = msgspec.structs.replace(fixed, adjusts_entry_id=original.id)
        await save(session, tan_hung, fixed, voucher_id=correction_id)
        posted = await post(session, tan_hung, correction_id)
        entry, lines = await get_entry(session, tan_hung.id, posted.id)
        assert (entry.adjusts_entry_id, lines) == (original.id, (line("Nợ 1111 / Có 5111 -10.000"),))
        assert await balance_of_account(session, tan_hung.id, "5111") == 90_000
        second = await get_voucher(session, tan_hung.id, await open_correction(session, **of))
        assert [row.amount_dong for row in second.form().lines] == [90_000, 30_000]
        with pytest.raises(AdjustmentOfAdjustment):
            await open_correction(session, **of | {"entry_id": posted.id})
        assert await check_books(session, tan_hung.id) == []


async def test_the_ledgers_own_refusals_leave_the_draft(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        await close_period(
            session, org_id=tan_hung.id, actor_id=CHAIR, month=date(2026, 2, 1), reason="Khóa sổ", now=NOW
        )
        late = msgspec.structs.replace(form("receipt", SALE), voucher_on=date(2026, 2, 3))
        early = msgspec.structs.replace(form("receipt", SALE), voucher_on=NOW.date() + timedelta(days=2))
        for voucher, refusal in ((late, ClosedPeriod), (early, FutureEntryDate)):
            voucher_id = await save(session, tan_hung, voucher)
            with pytest.raises(refusal):
                await post(session, tan_hung, voucher_id)
            assert (await get_voucher(session, tan_hung.id, voucher_id)).state == "draft"


async def test_posted_twice_at_once_it_is_one_entry(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        voucher_id = await save(session, tan_hung, form("receipt", SALE))

    async def once():
        async with enter_tenant(database, tan_hung.id) as session:
            return await post(session, tan_hung, voucher_id)

    results = await asyncio.gather(*(once() for _ in range(5)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["NotInThisState"] * 4 + ["PostedEntry"]
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_account(session, tan_hung.id, "5111") == 100_000


async def test_two_hundred_at_once_lose_no_number_and_no_dong(server, database, tan_hung):
    """On forty connections at a time; every tenth is refused and leaves nothing behind."""
    many = Database(server.url("hoptac_app"), pool_size=20)

    kinds = (
        ("receipt", ("Nợ 1111 / Có 5111 100.000",)),
        ("payment", ("Nợ 642 / Có 1111 1.000",)),
        ("general", ("Nợ 1121 / Có 5113 20", "Nợ 002 7")),
    )

    async def one(turn):
        kind, lines = kinds[turn % 3]
        lines = ("Nợ 131 / Có 5111 5",) if turn % 10 == 7 else lines  # of nobody
        async with enter_tenant(many, tan_hung.id) as session:
            return await post(session, tan_hung, await save(session, tan_hung, form(kind, *lines)))

    results = await asyncio.gather(*(one(turn) for turn in range(200)), return_exceptions=True)
    await many.close()
    assert all(isinstance(result, Refusals) == (turn % 10 == 7) for turn, result in enumerate(results))
    posted = [result for result in results if not isinstance(result, Exception)]
    turns = [turn for turn in range(200) if turn % 10 != 7]
    assert sorted(entry.position for entry in posted) == list(range(1, 181))
    for place, series in enumerate(("PT", "PC", "GV")):
        count = sum(1 for turn in turns if turn % 3 == place)
        assert sorted(entry.number for entry in posted if entry.series == series) == list(range(1, count + 1))
    async with enter_tenant(database, tan_hung.id) as session:
        counts = [sum(1 for turn in turns if turn % 3 == place) for place in range(3)]
        for account, dong in (("5111", counts[0] * 100_000), ("642", counts[1] * 1_000), ("5113", counts[2] * 20)):
            assert await balance_of_account(session, tan_hung.id, account) == dong
        assert await balance_of_account(session, tan_hung.id, "002") == counts[2] * 7
        assert await list_open(session, tan_hung.id) == []
        assert await check_books(session, tan_hung.id) == []


async def test_the_neighbour_finds_no_voucher(database, tan_hung, phu_loi):
    async with enter_tenant(database, tan_hung.id) as session:
        voucher_id = await save(session, tan_hung, form("receipt", SALE))
        posted = await post(session, tan_hung, voucher_id)
    async with enter_tenant(database, phu_loi.id) as session:
        for attempt in (
            get_voucher(session, phu_loi.id, voucher_id),
            get_voucher(session, tan_hung.id, voucher_id),
            open_correction(session, org_id=phu_loi.id, actor_id=CHAIR, now=NOW, entry_id=posted.id),
        ):
            with pytest.raises(NotFound):
                await attempt
