"""A line whose voucher is being written or waits for approval still waits, and has no second voucher."""

from datetime import date

import pytest
from sqlalchemy import func, select
from tests.bank.conftest import CHAIR, NOW, accept_line, bring_in, open_lines, proposals_of
from tests.bank.test_matching import choices, deed, only_line, statement

from hoptac.bank import refusals as why
from hoptac.bank.actions import skip, undo
from hoptac.bank.queries.accounts import states_of_accounts
from hoptac.bank.queries.lines import count_lines, get_line
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_account
from hoptac.organizations.terms import set_term
from hoptac.vouchers.actions import approve, discard, post_voucher
from hoptac.vouchers.models import Voucher
from hoptac.vouchers.queries import get_voucher


async def want_approval(session, org):
    await set_term(
        session, org_id=org.id, actor_id=CHAIR, now=NOW, key="accounting.approval", value=1,
        valid_from=date(2026, 1, 1), basis="Nghị quyết HĐQT",
    )  # fmt: skip


async def test_a_line_waits_until_its_voucher_is_posted_and_has_no_second_one(database, tan_hung, agribank):
    waiting, booked = {"open": 1, "booked": 0, "skipped": 0}, {"open": 0, "booked": 1, "skipped": 0}
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS")))
        line, proposals = await choices(session, tan_hung, agribank)
        accepted = await accept_line(session, tan_hung, line.id, proposals[0].key, in_grid=True)
        assert await only_line(session, tan_hung, agribank) == line
        row = await get_line(session, tan_hung.id, line.id)
        assert (row.is_open, row.is_in_work, row.voucher_id) == (False, True, accepted.voucher_id)
        assert await count_lines(session, tan_hung.id, agribank) == waiting
        state = (await states_of_accounts(session, tan_hung.id))[agribank]
        assert (state.open_lines, state.open_in_dong, state.open_out_dong) == (1, 0, 11_000)
        for choice in (proposals[0].key, "grid"):
            with pytest.raises(why.LineInWork):
                await accept_line(session, tan_hung, line.id, choice)
        with pytest.raises(why.LineInWork):
            await skip(session, **deed(tan_hung), line_id=line.id)
        assert (await session.execute(select(func.count()).select_from(Voucher.__table__))).scalar_one() == 1
        await post_voucher(session, **deed(tan_hung), voucher_id=accepted.voucher_id)
        assert await count_lines(session, tan_hung.id, agribank) == booked
        assert not (await get_line(session, tan_hung.id, line.id)).is_in_work


async def test_a_draft_that_is_given_up_opens_its_line_again(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await bring_in(session, tan_hung, statement((5, 7_000_000, "khong ro")))
        line, proposals = await choices(session, tan_hung, agribank)
        first = await accept_line(session, tan_hung, line.id, "grid", in_grid=True)
        assert first.is_waiting
        assert not (await get_line(session, tan_hung.id, line.id)).is_open
        await discard(session, **deed(tan_hung), voucher_id=first.voucher_id)
        assert await only_line(session, tan_hung, agribank) == line
        assert (await get_line(session, tan_hung.id, line.id)).is_open
        second = await accept_line(session, tan_hung, line.id, proposals[0].key, in_grid=True)
        assert second.voucher_id != first.voucher_id
        await undo(session, **deed(tan_hung), line_id=line.id)
        assert (await get_voucher(session, tan_hung.id, second.voucher_id)).state == "discarded"
        await skip(session, **deed(tan_hung), line_id=line.id)
        assert await count_lines(session, tan_hung.id, agribank) == {"open": 0, "booked": 0, "skipped": 1}
        await undo(session, **deed(tan_hung), line_id=line.id)
        assert await count_lines(session, tan_hung.id, agribank) == {"open": 1, "booked": 0, "skipped": 0}


async def test_payments_that_need_approval_wait(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        await want_approval(session, tan_hung)
        await bring_in(session, tan_hung, statement((5, -11_000, "PHI SMS"), (5, 900, "LAI TIEN GUI")))
        fee, interest = await open_lines(session, tan_hung, agribank)
        proposals = await proposals_of(session, tan_hung, agribank)
        waiting = await accept_line(session, tan_hung, fee.id, proposals[fee.id][0].key)
        posted = await accept_line(session, tan_hung, interest.id, proposals[interest.id][0].key)
        assert (waiting.is_waiting, posted.is_waiting) == (True, False)
        assert await balance_of_account(session, tan_hung.id, "1121") == 900
        voucher = await get_voucher(session, tan_hung.id, waiting.voucher_id)
        assert voucher.state == "submitted"
        assert await count_lines(session, tan_hung.id, agribank) == {"open": 1, "booked": 1, "skipped": 0}
        chair = deed(tan_hung) | {"actor_id": CHAIR, "voucher_id": waiting.voucher_id}
        await approve(session, **chair, version=voucher.version)
        await post_voucher(session, **chair)
        assert await balance_of_account(session, tan_hung.id, "1121") == 900 - 11_000
        assert (await get_line(session, tan_hung.id, fee.id)).entry_number == "BN 1/2026"
        with pytest.raises(why.PostedByMatch):
            await undo(session, **deed(tan_hung), line_id=fee.id)
