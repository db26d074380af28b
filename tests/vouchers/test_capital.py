"""Capital of members is no matter of vouchers: no draft, event or correction moves 4111, and the proof of the books is clean."""

import asyncio
from datetime import date

import pytest
from tests.capital.deeds import Deeds, M
from tests.capital.people import enter_members
from tests.ledger.notation import line
from tests.vouchers.test_actions import ACCOUNTANT, want_approval

from hoptac.closing.proving import prove_books
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import DraftEntry, balance_of_account, balances_by_party, post_entry
from hoptac.vouchers import refusals
from hoptac.vouchers.actions import open_correction, post_voucher, save_draft, submit
from hoptac.vouchers.drafts import VoucherForm, draft_line
from hoptac.vouchers.queries import get_voucher


@pytest.fixture
async def deeds(database, tan_hung):
    return Deeds(database, tan_hung.id)


@pytest.fixture
async def an(database, tan_hung, deeds):
    """A member who has pledged ten million and paid five."""
    an, *others = await enter_members(database, tan_hung.id)
    for party_id in (an, *others):
        await deeds.pledge(party_id, 10 * M)
    return an


def by_hand(*lines, kind="general", **about):
    return VoucherForm(
        kind=kind, voucher_on=today(), description="Ghi tay", lines=tuple(map(draft_line, lines)),
        counterpart_name="Nguyễn Văn An", **about,
    )  # fmt: skip


def capital_line(party_id, amount=5 * M, debit="1111"):
    return type(line("Nợ 1111 / Có 4118 5"))(debit, "4111", amount, credit_party_id=party_id)


async def post_form(deeds, form, voucher_id=None):
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        of = {"org_id": deeds.org_id, "actor_id": ACCOUNTANT, "now": now()}
        kept = await save_draft(session, form=form, request_key=new_id(), voucher_id=voucher_id, **of)
        return await post_voucher(session, voucher_id=kept, **of)


async def correct(deeds, entry_id, *lines):
    """Open the correction of an entry, write these lines and post it."""
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        of = {"org_id": deeds.org_id, "actor_id": ACCOUNTANT, "now": now()}
        voucher_id = await open_correction(session, entry_id=entry_id, **of)
        form = (await get_voucher(session, deeds.org_id, voucher_id)).form()
    corrected = by_hand(*lines, adjusts_entry_id=form.adjusts_entry_id)
    return await post_form(deeds, corrected, voucher_id)


async def findings(deeds):
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        return [str(found) for found in await prove_books(session, deeds.org_id)]


async def test_a_voucher_by_hand_does_not_book_capital(deeds, an, database, tan_hung):
    with pytest.raises(Refusals) as refused:
        await post_form(deeds, by_hand(capital_line(an), kind="receipt"))
    (reason,) = refused.value.refusals
    assert reason.field == "line-0"
    assert "Hãy mở trang Vốn góp" in str(reason)
    async with enter_tenant(database, tan_hung.id) as session:
        await want_approval(session, tan_hung, 2)
        of = {"org_id": tan_hung.id, "actor_id": ACCOUNTANT, "now": now()}
        kept = await save_draft(session, form=by_hand(capital_line(an)), request_key=new_id(), **of)
        with pytest.raises(Refusals):
            await submit(session, voucher_id=kept, **of)
    assert await findings(deeds) == []


async def test_a_correction_moves_the_money_and_not_the_capital(deeds, an):
    recorded = await deeds.pay(an, 5 * M)
    await correct(deeds, recorded.entry_id, capital_line(an, debit="1121"))
    assert await deeds.read(balance_of_account, "1121") == 5 * M
    assert await deeds.read(balance_of_account, "1111") == 0
    for lines in ((), (capital_line(an, 4 * M),), (capital_line(new_id()),)):
        with pytest.raises(refusals.CapitalChanged, match="bỏ nó ở trang Vốn góp"):
            await correct(deeds, recorded.entry_id, *lines)
    # The register takes back what the books say today: it is at the bank.
    await deeds.retract(an, recorded.id)
    assert await deeds.read(balance_of_account, "1121") == 0
    assert await findings(deeds) == []


async def test_a_correction_opened_before_the_retraction_does_not_bring_it_back(deeds, an):
    recorded = await deeds.pay(an, 5 * M)
    attempts = await asyncio.gather(
        correct(deeds, recorded.entry_id, capital_line(an, debit="1121")), deeds.retract(an, recorded.id),
        return_exceptions=True,
    )  # fmt: skip
    assert not isinstance(attempts[1], Exception)
    assert isinstance(attempts[0], refusals.CapitalChanged) or attempts[0].position < 100
    assert (await deeds.read(balances_by_party, "4111"))[an] == 0
    assert await findings(deeds) == []


async def test_what_was_booked_by_hand_before_is_taken_out_and_recorded(deeds, an, tan_hung):
    """Books of before the guard: the proof tells, the voucher is taken back, the contribution recorded where it belongs."""
    draft = DraftEntry(date(2026, 1, 5), "Thu vốn góp", "PT", "voucher", new_id(), "posting", (capital_line(an),))
    entry = await deeds._do(post_entry, draft=draft)
    assert len(await findings(deeds)) == 1
    await correct(deeds, entry.id)
    await deeds.pay(an, 5 * M)
    assert (await deeds.read(balances_by_party, "4111"))[an] == 5 * M
    assert await findings(deeds) == []


async def test_the_grid_leads_to_the_register(chair, tan_hung, an):
    grid = await chair.get(f"/{tan_hung.slug}/vouchers/new?kind=receipt")
    typed = {
        "debit-0": "1111",
        "credit-0": "4111",
        "amount-0": "5tr",
        "party-0": "Nguyễn Văn An",
        "description": "Góp vốn",
    }
    typed |= {"counterpart_name": "Nguyễn Văn An", "deed": "post"}
    refused = await chair.submit(grid, "/vouchers$", typed)
    assert refused.status_code == 422
    assert "Dòng 1: Vốn góp của thành viên (4111) không ghi bằng chứng từ." in refused.text
    assert f'<a href="/{tan_hung.slug}/capital">Đến trang Vốn góp</a>' in refused.text
    assert 'value="4111"' in refused.text
    fine = await chair.submit(grid, "/vouchers$", typed | {"credit-0": "4118", "party-0": ""})
    assert "Đến trang Vốn góp" not in fine.text
