"""Lines become vouchers, contributions and ties in the real books, each once, whoever clicks how often."""

import asyncio
from collections import Counter
from datetime import date

import msgspec
import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from tests.bank.conftest import (
    ACCOUNTANT,
    CHAIR,
    NOW,
    SAMPLE,
    accept_line,
    bring_in,
    open_lines,
    proposals_of,
)
from tests.bank.layouts import xlsx
from tests.capital.people import enter_members
from tests.ledger.notation import entry as drafted

from hoptac.bank import refusals as why
from hoptac.bank.actions import add_account, skip, undo
from hoptac.bank.actions.accounts import AccountForm
from hoptac.bank.models import BANK_LINES, BANK_MATCHES
from hoptac.bank.queries.accounts import get_account
from hoptac.bank.queries.lines import count_lines, get_line
from hoptac.capital.actions import record_pledge
from hoptac.capital.models import CONTRIBUTIONS
from hoptac.capital.queries.agreement import list_disagreements
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_account, balance_of_party, check_books, close_period, open_account, post_entry
from hoptac.ledger.refusals import ClosedPeriod
from hoptac.vouchers.actions import post_voucher, save_draft
from hoptac.vouchers.models import Voucher
from hoptac.vouchers.queries import get_voucher

HEADING = ["Ngày", "Số CT", "Nội dung", "Số tiền", "Số dư"]


def statement(*lines, opening=10_000_000):
    """(day of January 2026, amount, text) as a file."""
    rows, running = [HEADING], opening
    for number, (day, amount, text) in enumerate(lines, 1):
        running += amount
        sign = "+" if amount > 0 else "-"
        rows.append([date(2026, 1, day), f"FT{number}-{day}-{opening}", text, f"{sign}{abs(amount)}", running])
    return xlsx(rows)


async def only_line(session, org, account_id):
    (line,) = await open_lines(session, org, account_id)
    return line


async def choices(session, org, account_id):
    line = await only_line(session, org, account_id)
    return line, (await proposals_of(session, org, account_id))[line.id]


def deed(org):
    return {"org_id": org.id, "actor_id": ACCOUNTANT, "now": NOW}


async def test_a_fee_is_posted_with_one_key(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS")))
        line, proposals = await choices(session, tan_hung, agribank)
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key)
        assert (accepted.kind, accepted.is_waiting) == ("voucher", False)
        assert await balance_of_account(session, tan_hung.id, "642") == 11_000
        assert await balance_of_account(session, tan_hung.id, "1121") == -11_000
        voucher = await get_voucher(session, tan_hung.id, accepted.voucher_id)
        assert (voucher.kind, voucher.state, voucher.voucher_on) == ("bank_debit", "posted", date(2026, 1, 5))
        assert voucher.enclosed.startswith("Sao kê ngân hàng, số FT1")
        row = await get_line(session, tan_hung.id, line.id)
        assert (row.kind, row.entry_number) == ("voucher", "BN 1/2026")
        assert await check_books(session, tan_hung.id) == []


async def test_a_pledge_is_paid_through_the_register_of_contributions(database, tan_hung, agribank):
    ids = await enter_members(database, tan_hung.id)
    async with enter_tenant(database, tan_hung.id) as session:
        for party_id in ids:
            await record_pledge(
                session, **deed(tan_hung), party_id=party_id, amount_dong=5_000_000, pledged_on=date(2026, 1, 2),
                request_key=new_id(),
            )  # fmt: skip
        await bring_in(session, tan_hung, statement((6, 5_000_000, "NGUYEN VAN AN gop von")))
        line, proposals = await choices(session, tan_hung, agribank)
        assert proposals[0].kind == "contribution"
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key)
        assert await balance_of_party(session, tan_hung.id, "4111", ids[0]) == 5_000_000
        row = (await session.execute(select(CONTRIBUTIONS.c.account, CONTRIBUTIONS.c.entry_id))).one()
        assert tuple(row) == ("1121", accepted.entry_id)
        with pytest.raises(why.PostedByMatch):
            await undo(session, **deed(tan_hung), line_id=line.id)
        assert await list_disagreements(session, tan_hung.id) == []
        assert await check_books(session, tan_hung.id) == []


async def test_a_cap_of_the_law_refuses_and_leaves_the_line_open(database, tan_hung, agribank):
    (one,) = await enter_members(database, tan_hung.id, names=("Nguyễn Văn An",), joined_on=date(2026, 1, 10))
    async with enter_tenant(database, tan_hung.id) as session:
        await record_pledge(
            session, **deed(tan_hung), party_id=one, amount_dong=5_000_000, pledged_on=date(2026, 1, 10),
            request_key=new_id(),
        )  # fmt: skip
        await bring_in(session, tan_hung, statement((6, 5_000_000, "NGUYEN VAN AN gop von")))
    async with enter_tenant(database, tan_hung.id) as session:
        line, proposals = await choices(session, tan_hung, agribank)
    with pytest.raises(Refusal, match="10/01/2026"):  # nobody contributes before joining
        async with enter_tenant(database, tan_hung.id) as session:
            await accept_line(session, tan_hung, line.id, proposals[0].key)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await count_lines(session, tan_hung.id, agribank) == {"open": 1, "booked": 0, "skipped": 0}
        assert await balance_of_account(session, tan_hung.id, "1121") == 0


async def test_tied_to_what_is_posted_and_untied(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        draft = drafted("Nợ 1121 / Có 5111 3.000.000\nNợ 1121 / Có 3331 300.000", on=date(2026, 1, 6), series="BC")
        posted = await post_entry(session, **deed(tan_hung), draft=draft)
        await bring_in(session, tan_hung, statement((7, 3_300_000, "CTY X TT TIEN HANG")))
        line, proposals = await choices(session, tan_hung, agribank)
        assert (proposals[0].kind, proposals[0].entry_id, proposals[0].entry_position) == ("entry", posted.id, 0)
        await accept_line(session, tan_hung, line.id, proposals[0].key)
        assert await balance_of_account(session, tan_hung.id, "1121") == 3_300_000  # nothing is booked twice
        with pytest.raises(why.LineMatched):
            await accept_line(session, tan_hung, line.id, proposals[0].key)
        await undo(session, **deed(tan_hung), line_id=line.id)
        assert (await choices(session, tan_hung, agribank))[1][0].entry_id == posted.id
        with pytest.raises(why.NotMatched):
            await undo(session, **deed(tan_hung), line_id=line.id)


async def test_one_entry_for_several_lines_is_tied_line_by_line(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        draft = drafted("Nợ 642 / Có 1121 2.000.000\nNợ 642 / Có 1121 1.000.000", on=date(2026, 1, 6), series="BN")
        posted = await post_entry(session, **deed(tan_hung), draft=draft)
        await bring_in(
            session, tan_hung, statement((6, -2_000_000, "a b"), (6, -1_000_000, "c d"), (7, -1_000_000, "e"))
        )
        lines = await open_lines(session, tan_hung, agribank)
        for line, position in zip(lines[:2], (1, 2), strict=True):
            proposal = (await proposals_of(session, tan_hung, agribank))[line.id][0]
            assert (proposal.entry_id, proposal.entry_position) == (posted.id, position)
            await accept_line(session, tan_hung, line.id, proposal.key)
        left = (await proposals_of(session, tan_hung, agribank))[lines[2].id]
        assert [proposal.kind for proposal in left] == ["grid"]


async def test_a_proposal_may_be_changed_in_the_grid_first(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS")))
        line, proposals = await choices(session, tan_hung, agribank)
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key, in_grid=True)
        voucher = await get_voucher(session, tan_hung.id, accepted.voucher_id)
        (row,) = voucher.form().lines
        assert (voucher.state, row.debit_account, row.credit_account, row.amount_dong) == (
            "draft",
            "642",
            "1121",
            11_000,
        )


async def test_what_was_written_in_the_grid_is_proposed_the_next_time(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(
            session, tan_hung, statement((5, -400_000, "CHI TIEN RAC T1"), (20, -450_000, "CHI TIEN RAC T2"))
        )
        first, second = await open_lines(session, tan_hung, agribank)
        assert (await proposals_of(session, tan_hung, agribank))[second.id][0].kind == "grid"
        accepted = await accept_line(session, tan_hung, first.id, "grid")
        voucher = await get_voucher(session, tan_hung.id, accepted.voucher_id)

        form = voucher.form()
        row = msgspec.structs.replace(form.lines[0], debit_account="642")
        await save_draft(
            session, **deed(tan_hung), form=msgspec.structs.replace(form, lines=(row,)), request_key=new_id(),
            voucher_id=accepted.voucher_id,
        )  # fmt: skip
        await post_voucher(session, **deed(tan_hung), voucher_id=accepted.voucher_id)
        proposal = (await proposals_of(session, tan_hung, agribank))[second.id][0]
        assert (proposal.debit_account, str(proposal.reason)) == ("642", "nội dung giống lần trước")


async def test_a_proposal_that_no_longer_holds_is_refused(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        draft = drafted("Nợ 1121 / Có 5111 3.000.000", on=date(2026, 1, 6), series="BC")
        await post_entry(session, **deed(tan_hung), draft=draft)
        await bring_in(session, tan_hung, statement((6, 3_000_000, "a b"), (7, 3_000_000, "c d")))
        first, second = await open_lines(session, tan_hung, agribank)
        key = (await proposals_of(session, tan_hung, agribank))[second.id][0].key
        await accept_line(session, tan_hung, first.id, key)
        with pytest.raises(why.ProposalGone):
            await accept_line(session, tan_hung, second.id, key)


async def test_a_closed_month_refuses_and_the_line_stays(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await close_period(
            session, org_id=tan_hung.id, actor_id=CHAIR, month=date(2026, 1, 1), reason="Khóa sổ", now=NOW
        )
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS")))
        line, proposals = await choices(session, tan_hung, agribank)
    with pytest.raises(ClosedPeriod):
        async with enter_tenant(database, tan_hung.id) as session:
            await accept_line(session, tan_hung, line.id, proposals[0].key)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await only_line(session, tan_hung, agribank) == line
        assert (await session.execute(select(func.count()).select_from(Voucher.__table__))).scalar_one() == 0


async def test_clicked_many_times_and_in_many_tabs_it_is_one_voucher(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS"), (6, -22_000, "PHI SMS")))
        lines = await open_lines(session, tan_hung, agribank)
        keys = {
            line.id: ranked[0].key
            for line, ranked in zip(lines, (await proposals_of(session, tan_hung, agribank)).values(), strict=True)
        }

    async def click(line):
        async with enter_tenant(database, tan_hung.id) as session:
            return await accept_line(session, tan_hung, line.id, keys[line.id])

    results = await asyncio.gather(*(click(line) for line in lines * 8), return_exceptions=True)
    assert Counter(type(result).__name__ for result in results) == {"Accepted": 2, "LineMatched": 14}
    async with enter_tenant(database, tan_hung.id) as session:
        assert await balance_of_account(session, tan_hung.id, "642") == 33_000
        assert (await session.execute(select(func.count()).select_from(Voucher.__table__))).scalar_one() == 2
        assert await check_books(session, tan_hung.id) == []


async def test_the_database_has_no_room_for_a_second_match(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        draft = drafted("Nợ 1121 / Có 5111 3.000.000", on=date(2026, 1, 6), series="BC")
        posted = await post_entry(session, **deed(tan_hung), draft=draft)
        await bring_in(session, tan_hung, statement((6, 3_000_000, "a b"), (7, 3_000_000, "c d")))
        first, second = await open_lines(session, tan_hung, agribank)
        await accept_line(session, tan_hung, first.id, f"entry:{posted.id}:0")
    match = {
        "org_id": tan_hung.id, "bank_account_id": agribank, "kind": "entry", "entry_id": posted.id, "entry_position": 0,
        "voucher_id": None, "contra_account": "", "party_id": None, "made_by": ACCOUNTANT, "made_at": NOW,
    }  # fmt: skip
    for again in ({"line_id": first.id, "kind": "skipped", "entry_id": None}, {"line_id": second.id}):
        with pytest.raises(IntegrityError):
            async with enter_tenant(database, tan_hung.id) as session:
                await session.execute(insert(BANK_MATCHES), match | again)


async def test_a_second_account_has_a_book_of_its_own_and_transfers_meet(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await open_account(session, **deed(tan_hung), code="11212", name="Vietcombank")
        second = AccountForm("970436", "0071001234567", "HTX Tân Hưng", "11212")
        vcb = await add_account(session, **deed(tan_hung), form=second)
        await bring_in(session, tan_hung, statement((5, -4_000_000, "chuyen sang 0071001234567")), account_id=agribank)
        line, proposals = await choices(session, tan_hung, agribank)
        assert (proposals[0].debit_account, proposals[0].credit_account) == ("11212", "1121")
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key)
        await bring_in(session, tan_hung, statement((5, 4_000_000, "tu 1890201009999"), opening=0), account_id=vcb)
        line, proposals = await choices(session, tan_hung, vcb)
        assert (proposals[0].kind, proposals[0].entry_id) == ("entry", accepted.entry_id)
        await accept_line(session, tan_hung, line.id, proposals[0].key)
        assert await balance_of_account(session, tan_hung.id, "11212") == 4_000_000
        for refused, refusal in (
            (second, why.BookTaken),
            (AccountForm("970436", "0071001234567", "", "11213"), why.BookUnknown),
            (AccountForm("970436", "1", "", "1111"), why.BookNotBelow112),
            (AccountForm("970436", "1", "", "1122"), why.BookNotBelow112),
            (AccountForm("999999", "1", "", "1121"), why.BankUnknown),
            (AccountForm("970436", "số 1", "", "1121"), why.NumberUnreadable),
        ):
            with pytest.raises(refusal):
                await add_account(session, **deed(tan_hung), form=refused)


async def test_the_neighbour_sees_and_touches_nothing(database, tan_hung, phu_loi, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, SAMPLE.read_bytes())
        line = (await open_lines(session, tan_hung, agribank))[0]
    async with enter_tenant(database, phu_loi.id) as session:
        assert (await session.execute(select(func.count()).select_from(BANK_LINES))).scalar_one() == 0
        for attempt in (
            get_account(session, phu_loi.id, agribank),
            get_line(session, tan_hung.id, line.id),
            accept_line(session, phu_loi, line.id, "grid"),
            skip(session, **deed(phu_loi), line_id=line.id),
        ):
            with pytest.raises(NotFound):
                await attempt
