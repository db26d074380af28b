"""A member leaves: membership, agreements, certificate and pledge end; debts stop the refund and nothing else."""

import asyncio
from datetime import date, timedelta

import pytest
from tests.capital.deeds import M
from tests.capital.people import enter_members

from hoptac.capital import queries
from hoptac.capital.refusals import MemberStillOwes, OthersAboveMaximum
from hoptac.capital.settlements.refusals import BeforeTermination
from hoptac.kit.calendar import add_months, now, today
from hoptac.kit.errors import NotFound, Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import DraftEntry, Line, balances_by_party, post_entry
from hoptac.members.agreements.actions import record_agreement
from hoptac.members.agreements.queries import agreements_of
from hoptac.members.agreements.rules import AgreementForm
from hoptac.members.memberships import begin_membership, list_memberships
from hoptac.members.memberships.rules import DecisionNumberMissing, NoMemberNow
from hoptac.members.queries import count_officials
from hoptac.members.terminations.refusals import BelowFounders, BodyNotEntitled, LeftBeforeMovement
from hoptac.organizations.terms import set_term

YESTERDAY = today() - timedelta(days=1)


async def test_everything_ends_and_the_capital_waits(deeds, founders):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    await deeds.certify(an)
    agreement = AgreementForm("HĐ 01", date(2025, 1, 5), date(2025, 1, 5), None, "phân bón")
    await deeds._do(record_agreement, party_id=an, form=agreement)
    done = await deeds.leave(an, bank_account="0123456789 Agribank")
    found = await deeds.exit(an)
    assert found.member.left_on == today()
    assert found.termination.id == done.id
    assert (found.termination.number, found.termination.capital_dong) == ("07/QĐ-HĐQT", 10 * M)
    assert [one.state for one in found.capital.certificates] == ["withdrawn"]
    (ended,) = await deeds.read(agreements_of, an)
    assert (ended.valid_to, ended.ending_reason) == (YESTERDAY, "Thôi là thành viên, 07/QĐ-HĐQT")
    assert await deeds.read(balances_by_party, "4111") == {an: 10 * M}
    await deeds.refund(an, 10 * M, method="bank")
    assert await deeds.read(queries.figures_of) == (50 * M, 0)
    (membership,) = await deeds.read(list_memberships, an)
    assert (membership.ended_by, membership.valid_to) == ("resignation", today())
    await deeds.assert_all_agree()


async def test_what_was_pledged_and_not_paid_is_owed_no_more(deeds, founders):
    an = founders[0]
    await deeds.pay(an, 4 * M)
    await deeds.leave(an)
    standing = (await deeds.exit(an)).capital.standing
    assert (standing.holding.pledged_dong, standing.holding.paid_dong) == (4 * M, 4 * M)
    assert await deeds.read(queries.figures_of) == (54 * M, 4 * M)
    with pytest.raises(NoMemberNow):
        await deeds.pay(an, M)
    with pytest.raises(NoMemberNow):
        await deeds.pledge(an, M)
    with pytest.raises(NoMemberNow):
        await deeds.certify(an)
    await deeds.assert_all_agree()


async def test_what_is_taken_back_later_leaves_no_pledge_behind(deeds, founders):
    an = founders[0]
    paid = await deeds.pay(an, 4 * M)
    await deeds.leave(an)
    await deeds.retract(an, paid.id)
    assert await deeds.read(queries.figures_of) == (50 * M, 0)
    await deeds.assert_all_agree()


async def test_debts_stop_the_refund_and_not_the_end(deeds, founders):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    sale = Line("131", "5111", 350_000, debit_party_id=an)
    await deeds._do(post_entry, draft=DraftEntry(today(), "Bán phân", "GV", "test", an, "posting", (sale,)))
    await deeds.leave(an)
    found = await deeds.exit(an)
    assert [(debt.account, debt.amount_dong) for debt in found.debts] == [("131", 350_000)]
    assert found.termination.owed_dong == 350_000
    with pytest.raises(MemberStillOwes, match="350.000 đồng"):
        await deeds.refund(an, 10 * M)
    paid = Line("1111", "131", 350_000, credit_party_id=an)
    await deeds._do(post_entry, draft=DraftEntry(today(), "Thu nợ", "PT", "test", founders[1], "posting", (paid,)))
    await deeds.refund(an, 10 * M)
    await deeds.assert_all_agree()


async def test_twice_is_once_and_nobody_leaves_twice(deeds, founders):
    an, key = founders[0], new_id()
    both = await asyncio.gather(*(deeds.leave(an, request_key=key) for _click in range(2)))
    assert both[0].id == both[1].id
    assert sorted(done.is_new for done in both) == [False, True]
    with pytest.raises(NoMemberNow):
        await deeds.leave(an)


async def test_five_official_members_are_wanted(deeds, founders):
    first, second, *_rest = founders
    assert (await deeds.leave(first)).warnings == ()
    (warning,) = (await deeds.leave(second)).warnings
    assert isinstance(warning, BelowFounders)
    assert "Điều 103.1.d" in warning.sentence("vi")
    assert (await deeds.read(count_officials)).count == 4


async def test_a_smaller_charter_capital_is_told(database, tan_hung, deeds, founders):
    # 18 of 68 pledged in all is below 30 %; of the 58 that are left once one has gone it is above.
    *others, last = founders
    await deeds.pledge(last, 8 * M)
    await deeds.pay(last, 18 * M)
    done = await deeds.leave(others[0])
    assert [type(one) for one in done.warnings] == [OthersAboveMaximum]


async def test_days_and_bodies_are_asked(deeds, founders):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    with pytest.raises(Refusals) as refused:
        await deeds.leave(an, left_on=YESTERDAY, requested_on=YESTERDAY, number="")
    assert {type(one) for one in refused.value.refusals} == {LeftBeforeMovement, DecisionNumberMissing}
    await deeds._do(set_term, key="charter.governance_model", value=2, valid_from=date(2024, 1, 1), basis="NQ 01")
    with pytest.raises(Refusals) as refused:
        await deeds.leave(an)
    assert [type(one) for one in refused.value.refusals] == [BodyNotEntitled]
    assert "Điều 70.9" in refused.value.refusals[0].sentence("vi")
    await deeds.leave(an, body="general_meeting")


async def test_the_charter_says_by_when_capital_is_due(deeds, founders):
    an, binh, *_ = founders
    await deeds._do(set_term, key="charter.refund_months", value=6, valid_from=date(2024, 1, 1), basis="Điều 12")
    await deeds.pay(an, 10 * M)
    await deeds.leave(an)
    await deeds.leave(binh)
    assert (await deeds.exit(an)).termination.refund_due_on == add_months(today(), 6)
    assert (await deeds.exit(binh)).termination.refund_due_on is None
    with pytest.raises(BeforeTermination):
        await deeds.refund(an, M, refunded_on=YESTERDAY)


async def test_who_has_left_may_come_again(database, tan_hung, deeds, founders):
    an = founders[0]
    await deeds.leave(an)
    async with enter_tenant(database, tan_hung.id) as session:
        await begin_membership(
            session, org_id=tan_hung.id, now=now(), party_id=an, kind="official", valid_from=today(),
            begun_by="admission", decision_id=None,
        )  # fmt: skip
    assert (await deeds.exit(an)).termination is None
    await deeds.pledge(an, 5 * M)
    await deeds.pay(an, 5 * M)
    await deeds.certify(an)
    again = await deeds.leave(an, number="08/QĐ-HĐQT")
    assert (await deeds.exit(an)).termination.id == again.id
    assert len(await deeds.read(list_memberships, an)) == 2
    await deeds.assert_all_agree()


async def test_nobody_of_another_organization_leaves(database, deeds, phu_loi):
    stranger = (await enter_members(database, phu_loi.id, ("Lê Văn Lạ",)))[0]
    with pytest.raises(NotFound):
        await deeds.leave(stranger)
