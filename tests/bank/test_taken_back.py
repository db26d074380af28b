"""What was booked for a line and is taken back, moved or changed: the line waits again, or stays matched, and both sides
still add up."""

from datetime import date

import msgspec
import pytest
from sqlalchemy import select
from tests.bank.conftest import TODAY, accept_line, bring_in, open_lines, proposals_of
from tests.bank.layouts import xlsx
from tests.bank.test_matching import HEADING, choices, deed, statement
from tests.capital.people import enter_members
from tests.ledger.notation import entry as drafted

from hoptac.bank import refusals as why
from hoptac.bank.actions import add_account, undo
from hoptac.bank.actions.accounts import AccountForm
from hoptac.bank.queries.accounts import get_account
from hoptac.bank.queries.comparison import compare_on
from hoptac.bank.queries.lines import count_lines, get_line
from hoptac.capital.actions import record_pledge, retract
from hoptac.capital.models import CONTRIBUTIONS
from hoptac.capital.queries.agreement import list_disagreements
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_party, check_books, open_account, post_entry
from hoptac.vouchers.actions import open_correction, post_voucher, save_draft
from hoptac.vouchers.queries import get_voucher

JANUARY = date(2026, 1, 31)
OPEN, BOOKED = {"open": 1, "booked": 0, "skipped": 0}, {"open": 0, "booked": 1, "skipped": 0}
ONLY_BOOK, ONLY_BANK = "Có trong sổ, chưa có ở ngân hàng", "Có ở ngân hàng, chưa có trong sổ"
APART = "Khớp nhưng lệch ngày hoặc lệch số"


async def parts_on(session, org, account_id, day):
    """Name, đồng and number of each part; they are the whole of the difference."""
    found = await compare_on(session, org.id, await get_account(session, org.id, account_id), day)
    assert found.unexplained_dong == 0
    return {str(part.name): (part.dong, part.count) for part in found.parts}


async def correct(session, org, entry_id, lines):
    """Post the correction of a voucher: `lines` makes its rows from those that stand."""
    voucher_id = await open_correction(session, **deed(org), entry_id=entry_id)
    form = (await get_voucher(session, org.id, voucher_id)).form()
    form = msgspec.structs.replace(form, lines=tuple(lines(form.lines)))
    await save_draft(session, **deed(org), form=form, request_key=new_id(), voucher_id=voucher_id)
    return await post_voucher(session, **deed(org), voucher_id=voucher_id)


@pytest.fixture
async def an(database, tan_hung):
    (party_id,) = await enter_members(database, tan_hung.id, names=("Nguyễn Văn An",), joined_on=date(2026, 1, 2))
    async with enter_tenant(database, tan_hung.id) as session:
        await record_pledge(
            session, **deed(tan_hung), party_id=party_id, amount_dong=5_000_000, pledged_on=date(2026, 1, 2),
            request_key=new_id(),
        )  # fmt: skip
    return party_id


async def take_back(session, org, party_id):
    """Retract the newest contribution of somebody."""
    newest = select(CONTRIBUTIONS.c.id).where(CONTRIBUTIONS.c.party_id == party_id).order_by(CONTRIBUTIONS.c.id.desc())
    contribution_id = (await session.execute(newest.limit(1))).scalar_one()
    about = {"party_id": party_id, "kind": "contribution", "deed_id": contribution_id}
    return await retract(session, **deed(org), **about, reason="Ghi nhầm người")


async def test_a_line_whose_contribution_was_retracted_waits_again(database, tan_hung, agribank, an):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((6, 5_000_000, "NGUYEN VAN AN gop von"), opening=0))
        for _time in range(2):
            line, proposals = await choices(session, tan_hung, agribank)
            assert proposals[0].kind == "contribution"
            accepted = await accept_line(session, tan_hung, line.id, proposals[0].key)
            assert await count_lines(session, tan_hung.id, agribank) == BOOKED
            assert await parts_on(session, tan_hung, agribank, TODAY) == {}
            await take_back(session, tan_hung, an)
            row = await get_line(session, tan_hung.id, line.id)
            assert (row.is_open, row.is_taken_back, row.entry_id) == (True, True, accepted.entry_id)
            assert await count_lines(session, tan_hung.id, agribank) == OPEN
            assert await parts_on(session, tan_hung, agribank, TODAY) == {ONLY_BANK: (-5_000_000, 1)}
            with pytest.raises(why.NotMatched):
                await undo(session, **deed(tan_hung), line_id=line.id)
        proposal = (await choices(session, tan_hung, agribank))[1][0]
        await accept_line(session, tan_hung, line.id, proposal.key)
        assert await balance_of_party(session, tan_hung.id, "4111", an) == 5_000_000
        assert await parts_on(session, tan_hung, agribank, TODAY) == {}
        # The mistakes were taken back in February: at the end of January the book still had them.
        assert await parts_on(session, tan_hung, agribank, JANUARY) == {ONLY_BOOK: (10_000_000, 2)}
        assert await list_disagreements(session, tan_hung.id) == []
        assert await check_books(session, tan_hung.id) == []


async def test_money_that_came_and_was_sent_back_is_two_pairs(database, tan_hung, agribank, an):
    async with enter_tenant(database, tan_hung.id) as session:
        came = [date(2026, 1, 6), "FT1", "NGUYEN VAN AN gop von", "+5.000.000", 5_000_000]
        went = [date(2026, 2, 5), "FT2", "hoan tra", "-5.000.000", 0]
        await bring_in(session, tan_hung, xlsx([HEADING, came, went]))
        came, went = await open_lines(session, tan_hung, agribank)
        first = (await proposals_of(session, tan_hung, agribank, [came]))[came.id][0]
        await accept_line(session, tan_hung, came.id, first.key)
        taken_back = await take_back(session, tan_hung, an)
        assert [line.id for line in await open_lines(session, tan_hung, agribank)] == [came.id, went.id]
        proposal = (await proposals_of(session, tan_hung, agribank))[went.id][0]
        assert proposal.entry_id == taken_back.entry_id
        await accept_line(session, tan_hung, went.id, proposal.key)
        assert await count_lines(session, tan_hung.id, agribank) == {"open": 0, "booked": 2, "skipped": 0}
        assert await parts_on(session, tan_hung, agribank, TODAY) == {}


async def test_a_voucher_corrected_to_nothing_opens_its_line(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS"), opening=0))
        line, proposals = await choices(session, tan_hung, agribank)
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key)
        await correct(session, tan_hung, accepted.entry_id, lambda _rows: ())
        assert (await get_line(session, tan_hung.id, line.id)).is_taken_back
        line, proposals = await choices(session, tan_hung, agribank)
        assert proposals[0].kind == "voucher"  # what was taken back is not offered as what is posted
        again = await accept_line(session, tan_hung, line.id, proposals[0].key)
        assert again.voucher_id != accepted.voucher_id
        assert await parts_on(session, tan_hung, agribank, TODAY) == {}
        assert await check_books(session, tan_hung.id) == []


async def test_one_whose_sum_was_corrected_stays_and_the_pair_tells_of_it(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS"), opening=0))
        line, proposals = await choices(session, tan_hung, agribank)
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key)
        await correct(
            session, tan_hung, accepted.entry_id, lambda rows: [msgspec.structs.replace(rows[0], amount_dong=12_000)]
        )
        assert await count_lines(session, tan_hung.id, agribank) == BOOKED
        assert await parts_on(session, tan_hung, agribank, TODAY) == {APART: (-1_000, 1)}
        # Another account for the costs changes nothing at the bank.
        await correct(
            session, tan_hung, accepted.entry_id,
            lambda rows: [msgspec.structs.replace(rows[0], amount_dong=11_000, debit_account="658")],
        )  # fmt: skip
        assert await parts_on(session, tan_hung, agribank, TODAY) == {}


async def test_an_entry_is_proposed_by_what_it_says_today(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        draft = drafted("Nợ 642 / Có 1121 11.000", on=date(2026, 1, 5), series="BN")
        posted = await post_entry(session, **deed(tan_hung), draft=draft)
        await correct(session, tan_hung, posted.id, lambda rows: [msgspec.structs.replace(rows[0], amount_dong=12_000)])
        wrong = await post_entry(
            session, **deed(tan_hung), draft=drafted("Nợ 642 / Có 1121 7.000", on=date(2026, 1, 5), series="BN")
        )
        await correct(session, tan_hung, wrong.id, lambda _rows: ())
        lines = ((5, -12_000, "a b"), (5, -11_000, "c d"), (6, -7_000, "e f"))
        await bring_in(session, tan_hung, statement(*lines, opening=0))
        right, *others = await open_lines(session, tan_hung, agribank)
        proposals = await proposals_of(session, tan_hung, agribank)
        assert (proposals[right.id][0].entry_id, proposals[right.id][0].entry_position) == (posted.id, 0)
        assert {one.kind for line in others for one in proposals[line.id]} == {"grid"}
        await accept_line(session, tan_hung, right.id, proposals[right.id][0].key)
        assert await parts_on(session, tan_hung, agribank, TODAY) == {ONLY_BANK: (18_000, 2)}


async def test_one_moved_to_another_bank_account_waits_here_and_is_found_there(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await open_account(session, **deed(tan_hung), code="11212", name="Vietcombank")
        form = AccountForm("970436", "0071001234567", "HTX Tân Hưng", "11212")
        vcb = await add_account(session, **deed(tan_hung), form=form)
        await bring_in(session, tan_hung, statement((9, -11_000, "PHI SMS"), opening=0), account_id=agribank)
        line, proposals = await choices(session, tan_hung, agribank)
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key)
        moved = await correct(
            session,
            tan_hung,
            accepted.entry_id,
            lambda rows: [msgspec.structs.replace(rows[0], credit_account="11212")],
        )
        assert await count_lines(session, tan_hung.id, agribank) == OPEN
        assert await parts_on(session, tan_hung, agribank, TODAY) == {ONLY_BANK: (11_000, 1)}
        february = xlsx([HEADING, [date(2026, 2, 9), "FT1", "PHI SMS", "-11.000", -11_000]])
        await bring_in(session, tan_hung, february, account_id=vcb)
        there, proposals = await choices(session, tan_hung, vcb)
        assert (proposals[0].kind, proposals[0].entry_id) == ("entry", moved.id)
        await accept_line(session, tan_hung, there.id, proposals[0].key)
        assert await parts_on(session, tan_hung, vcb, TODAY) == {}


async def test_what_was_taken_back_teaches_nothing(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        lines = ((5, -400_000, "CHI TIEN RAC T1"), (20, -450_000, "CHI TIEN RAC T2"))
        await bring_in(session, tan_hung, statement(*lines))
        first, second = await open_lines(session, tan_hung, agribank)
        accepted = await accept_line(session, tan_hung, first.id, "grid")
        form = (await get_voucher(session, tan_hung.id, accepted.voucher_id)).form()
        form = msgspec.structs.replace(form, lines=(msgspec.structs.replace(form.lines[0], debit_account="642"),))
        about = {"form": form, "request_key": new_id(), "voucher_id": accepted.voucher_id}
        await save_draft(session, **deed(tan_hung), **about)
        posted = await post_voucher(session, **deed(tan_hung), voucher_id=accepted.voucher_id)
        assert (await proposals_of(session, tan_hung, agribank, [second]))[second.id][0].debit_account == "642"
        await correct(session, tan_hung, posted.id, lambda _rows: ())
        assert (await proposals_of(session, tan_hung, agribank, [second]))[second.id][0].kind == "grid"
