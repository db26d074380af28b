"""Taking back what was recorded by mistake, in the real database: the adjustment, the sums, the certificate, a list's line."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import insert, select
from tests.capital.deeds import ACTOR, Deeds
from tests.capital.people import enter_members

from hoptac.capital import queries
from hoptac.capital.models import Retraction
from hoptac.capital.opening import OpeningCapital
from hoptac.capital.refusals import (
    CertificateBeforePaidInFull,
    ContributionNotFound,
    EntrySaysOtherwise,
    MemberNotFound,
    RefundNotFound,
    RetractionBelowRefunds,
    RetractionReasonMissing,
)
from hoptac.kit.audit import AuditRecord
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import (
    DraftEntry,
    adjust_entry,
    balance_of_account,
    balances_by_party,
    close_period,
    get_entry,
    lines_of_party,
)
from hoptac.ledger.models import FILED_YEARS

M = 1_000_000


async def capital_of(deeds, party_id):
    return await deeds.read(queries.get_member_capital, party_id, on=today())


async def test_a_mistake_is_adjusted_and_stays_on_record(deeds, founders):
    an, binh, *_ = founders
    wrong = await deeds.pay(an, 4 * M, method="bank")
    await deeds.pay(binh, 2 * M)
    taken_back = await deeds.retract(an, wrong.id, reason="Tiền của bà Bình")
    entry, (line,) = await deeds.read(get_entry, taken_back.entry_id)
    assert (entry.adjusts_entry_id, entry.series, entry.entry_on) == (wrong.entry_id, "GV", today())
    assert entry.description == f"Bỏ lần góp vốn ghi nhầm số 1/{today().year} của Nguyễn Văn An: Tiền của bà Bình"
    assert (line.debit_account, line.credit_account, line.credit_party_id, line.amount_dong) == (
        "1121", "4111", an, -4 * M,
    )  # fmt: skip
    assert await deeds.read(balance_of_account, "1121") == 0
    # The pledge stays: An owes it still.
    assert await deeds.read(queries.figures_of) == (60 * M, 2 * M)
    capital = await capital_of(deeds, an)
    assert capital.standing.holding.rest_dong == 10 * M
    (row,) = capital.contributions
    assert (row.taken_back.series, row.taken_back.voucher, row.taken_back.reason) == ("GV", 1, "Tiền của bà Bình")
    journal = (await deeds.read(queries.list_journal)).rows
    assert [(one.number, one.taken_back is not None) for one in journal] == [(2, False), (1, True)]
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        kept = (await session.execute(select(Retraction.recorded_by, Retraction.reason, Retraction.retracted_on))).one()
        record = (
            await session.execute(select(AuditRecord).where(AuditRecord.verb == "retract_contribution"))
        ).scalar_one()
    assert kept == (ACTOR, "Tiền của bà Bình", today())
    assert (record.subject_id, record.detail["reason"]) == (wrong.id, "Tiền của bà Bình")
    await deeds.assert_all_agree()
    await deeds.pay(an, 10 * M)
    await deeds.assert_all_agree()


async def test_twice_is_once(deeds, founders):
    an, *_ = founders
    wrong = await deeds.pay(an, 4 * M)
    both = await asyncio.gather(*(deeds.retract(an, wrong.id) for _click in range(2)))
    assert both[0].id == both[1].id
    assert sorted(one.is_new for one in both) == [False, True]
    assert await deeds.read(queries.sum_paid_in) == 0
    await deeds.assert_all_agree()


async def test_without_a_reason_nothing_is_taken_back(deeds, founders):
    wrong = await deeds.pay(founders[0], M)
    with pytest.raises(RetractionReasonMissing) as refused:
        await deeds.retract(founders[0], wrong.id, reason="  ")
    assert refused.value.field == "reason"
    assert await deeds.read(queries.sum_paid_in) == M


async def test_a_refund_by_mistake_gives_back_the_pledge(deeds, founders):
    an, *_ = founders
    await deeds.pay(an, 4 * M)
    wrong = await deeds.give_back(an, 3 * M)
    assert await deeds.read(queries.figures_of) == (51 * M, 1 * M)
    await deeds.retract(an, wrong.id, "refund")
    # What was pledged and not paid went with the membership.
    assert await deeds.read(queries.figures_of) == (54 * M, 4 * M)
    (row,) = (await capital_of(deeds, an)).refunds
    assert row.taken_back.reason == "Ghi nhầm người"
    assert (await deeds.read(balances_by_party, "4111"))[an] == 4 * M
    await deeds.assert_all_agree()


async def test_what_was_given_back_is_not_taken_back_first(deeds, founders):
    an, *_ = founders
    paid = await deeds.pay(an, 4 * M)
    refunded = await deeds.give_back(an, 3 * M)
    with pytest.raises(RetractionBelowRefunds, match=r"đã hoàn trả hoặc chuyển đi 3\.000\.000 đồng"):
        await deeds.retract(an, paid.id)
    await deeds.retract(an, refunded.id, "refund")
    await deeds.retract(an, paid.id)
    assert await deeds.read(queries.figures_of) == (50 * M, 0)
    await deeds.assert_all_agree()


async def test_the_certificate_that_rests_on_it_is_withdrawn(deeds, founders):
    an, *_ = founders
    await deeds.pay(an, 7 * M)
    wrong = await deeds.pay(an, 3 * M)
    await deeds.certify(an)
    code = (await capital_of(deeds, an)).certificates[0].check_code
    await deeds.retract(an, wrong.id)
    (certificate,) = (await capital_of(deeds, an)).certificates
    assert certificate.state == "withdrawn"
    assert (await deeds.read(queries.find_certificate_by_code, code)).state == "withdrawn"
    # Art. 75.1: a new one when the pledge is paid in full, in place of the old.
    with pytest.raises(CertificateBeforePaidInFull):
        await deeds.certify(an)
    await deeds.pay(an, 3 * M)
    await deeds.certify(an)
    old, new = (await capital_of(deeds, an)).certificates
    assert (old.state, new.state, new.contents.replaces) == ("withdrawn", "in_force", old.number)


async def test_a_certificate_that_still_says_the_truth_stays(deeds, founders):
    an, *_ = founders
    await deeds.pay(an, 10 * M)
    await deeds.certify(an)
    await deeds.pledge(an, 5 * M)
    wrong = await deeds.pay(an, 5 * M)
    await deeds.retract(an, wrong.id)
    assert [one.state for one in (await capital_of(deeds, an)).certificates] == ["in_force"]


async def test_one_line_of_a_list_is_taken_back(database, deeds, tan_hung):
    an, binh, chin, *_ = await enter_members(database, tan_hung.id)
    entry_id = await deeds.open(
        [OpeningCapital(an, 3 * M, 5 * M), OpeningCapital(binh, 4 * M), OpeningCapital(chin, M)]
    )
    (of_binh,) = (await capital_of(deeds, binh)).contributions
    taken_back = await deeds.retract(binh, of_binh.id, reason="Danh sách ghi nhầm dòng")
    entry, (line,) = await deeds.read(get_entry, taken_back.entry_id)
    assert (entry.adjusts_entry_id, line.credit_party_id, line.amount_dong) == (entry_id, binh, -4 * M)
    assert {party: dong for party, dong in (await deeds.read(balances_by_party, "4111")).items() if dong} == {
        an: 3 * M, chin: M,
    }  # fmt: skip
    (of_chin,) = (await capital_of(deeds, chin)).contributions
    await deeds.retract(chin, of_chin.id)
    assert await deeds.read(queries.figures_of) == (10 * M, 3 * M)
    await deeds.assert_all_agree()


async def test_a_line_that_an_opening_took_over_is_left_to_it(database, deeds, tan_hung):
    an, *_ = await enter_members(database, tan_hung.id)
    entry_id = await deeds.open([OpeningCapital(an, 3 * M)])
    nothing = DraftEntry(today(), "Nay nằm trong số dư đầu kỳ", "GV", "test", new_id(), "posting", ())
    await deeds._do(adjust_entry, entry_id=entry_id, corrected=nothing)
    (row,) = (await capital_of(deeds, an)).contributions
    with pytest.raises(EntrySaysOtherwise, match="số dư đầu kỳ"):
        await deeds.retract(an, row.id)
    assert await deeds.read(queries.sum_paid_in) == 3 * M


# The day of the mistake, months closed, years filed; the day of its adjustment, None for today
DAYS = [
    (date(2024, 11, 5), [], [], date(2024, 12, 31)),
    (date(2024, 11, 5), [date(2024, 12, 1)], [], date(2024, 11, 30)),
    (date(2024, 11, 5), [date(2024, 11, 1), date(2024, 12, 1)], [2024], None),
]


@pytest.mark.parametrize(("made_on", "closed", "filed", "corrected_on"), DAYS)
async def test_an_old_mistake_is_corrected_in_its_year_until_that_is_filed(
    deeds, founders, made_on, closed, filed, corrected_on
):
    an, *_ = founders
    wrong = await deeds.pay(an, M, contributed_on=made_on)
    for month in closed:
        await deeds._do(close_period, month=month, reason="Hết tháng")
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        for year in filed:
            row = {"org_id": deeds.org_id, "year": year, "filed_on": date(2025, 3, 30), "filed_by": ACTOR}
            await session.execute(insert(FILED_YEARS), row | {"recorded_at": now()})
    await deeds.retract(an, wrong.id)
    moved = await deeds.read(lines_of_party, "4111", an)
    assert [(one.entry_on, one.credit_dong) for one in moved] == [(made_on, M), (corrected_on or today(), -M)]
    await deeds.assert_all_agree()


async def test_another_members_deed_and_a_neighbours_are_not_found(database, deeds, founders, phu_loi):
    an, binh, *_ = founders
    paid = await deeds.pay(an, 4 * M)
    refunded = await deeds.give_back(an, M)
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    next_door = Deeds(database, phu_loi.id)
    for kind, own_id, other_id, refusal in (
        ("contribution", paid.id, refunded.id, ContributionNotFound),
        ("refund", refunded.id, paid.id, RefundNotFound),
    ):
        for here, party_id, deed_id in ((deeds, binh, own_id), (deeds, an, other_id), (next_door, stranger, own_id)):
            with pytest.raises(refusal):
                await here.retract(party_id, deed_id, kind)
        with pytest.raises(MemberNotFound):
            await next_door.retract(an, own_id, kind)
    assert await deeds.read(queries.sum_paid_in) == 3 * M
