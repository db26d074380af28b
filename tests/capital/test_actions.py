"""Deeds on capital in the real database: money, numbers, double clicks, races, neighbours, the law's articles."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from tests.capital.deeds import Deeds
from tests.capital.people import enter_members

from hoptac.capital import queries
from hoptac.capital.models import Contribution, Holding
from hoptac.capital.opening import OpeningCapital
from hoptac.capital.queries.unpaid import all_unpaid
from hoptac.capital.refusals import (
    AssociatesAboveCeiling,
    CertificateAlreadyIssued,
    CertificateBeforePaidInFull,
    ContributionAboveCeiling,
    ContributionAbovePledge,
    NoncontributingAssociateContributes,
)
from hoptac.kit.audit import AuditRecord
from hoptac.kit.calendar import today
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import balance_of_account, balances_by_party, get_entry

M = 1_000_000


async def test_a_contribution_stands_in_books_register_and_audit(deeds, founders):
    an, *_ = founders
    recorded = await deeds.pay(an, 4 * M, method="bank", note="Góp lần một")
    assert recorded.is_new
    assert await deeds.read(balance_of_account, "1121") == 4 * M
    assert await deeds.read(balances_by_party, "4111") == {an: 4 * M}
    assert await deeds.read(queries.figures_of) == (60 * M, 4 * M)
    capital = await deeds.read(queries.get_member_capital, an, on=today())
    (row,) = capital.contributions
    assert (row.number, row.series, row.voucher, row.amount_dong) == (1, "BC", 1, 4 * M)
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        entry_id = (await session.execute(select(Contribution.entry_id))).scalar_one()
        _entry, (line,) = await get_entry(session, deeds.org_id, entry_id)
        verbs = (await session.execute(select(AuditRecord.verb).order_by(AuditRecord.id))).scalars().all()
        marked = await session.scalar(
            text("SELECT count(*) FROM indicator_marks WHERE org_id = :o"), {"o": deeds.org_id}
        )
    assert (line.debit_account, line.credit_account, line.credit_party_id, line.amount_dong) == (
        "1121",
        "4111",
        an,
        4 * M,
    )
    assert verbs == ["record_pledge"] * 6 + ["record_contribution"]
    assert marked == 1
    await deeds.assert_all_agree()


async def test_numbers_have_no_gaps_when_one_is_refused(deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, M)
    with pytest.raises(ContributionAbovePledge):
        await deeds.pay(an, 10 * M)
    await deeds.pay(binh, M)
    journal = await deeds.read(queries.list_journal)
    assert [row.number for row in journal.rows] == [2, 1]
    await deeds.assert_all_agree()


async def test_the_same_form_twice_is_one_contribution_and_one_pledge(deeds, founders):
    an, *_ = founders
    key = new_id()
    first = await deeds.pay(an, M, request_key=key)
    again = await deeds.pay(an, M, request_key=key)
    assert (again.id, again.is_new) == (first.id, False)
    both = await asyncio.gather(*(deeds.pledge(an, M, request_key=key) for _click in range(2)))
    assert both[0].id == both[1].id
    assert sorted(one.is_new for one in both) == [False, True]
    assert await deeds.read(queries.figures_of) == (61 * M, M)


async def test_two_at_once_do_not_pass_the_pledge_together(deeds, founders):
    an, *_ = founders
    answers = await asyncio.gather(*(deeds.pay(an, 6 * M) for _person in range(2)), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["ContributionAbovePledge", "Recorded"]
    assert await deeds.read(queries.sum_paid_in) == 6 * M
    await deeds.assert_all_agree()


async def test_two_associates_at_once_do_not_pass_the_cap_together(database, deeds, founders):
    # 60 million of six officials leave room for 60 × 30 / 70 = 25,7 million of associates; two ask for 15 million each.
    both = await enter_members(database, deeds.org_id, ("Lý Văn Hai", "Lý Văn Ba"), kind="associate_contributing")
    answers = await asyncio.gather(*(deeds.pledge(party_id, 15 * M) for party_id in both), return_exceptions=True)
    refused = next(answer for answer in answers if isinstance(answer, AssociatesAboveCeiling))
    assert "Điều 74.2" in str(refused)
    assert "nhiều nhất 10.714.285 đồng" in str(refused)
    assert await deeds.read(queries.charter_capital) == 75 * M


async def test_caps_bite_once_five_have_pledged(database, deeds, tan_hung):
    first, *others = await enter_members(database, tan_hung.id)
    warned = await deeds.pledge(first, 100 * M)
    assert isinstance(warned.warning, ContributionAboveCeiling)
    for party_id in others[:4]:
        await deeds.pledge(party_id, 10 * M)
    # 140 million of charter capital: the founder keeps the pledge, but pays in no more than 30 % of it.
    with pytest.raises(ContributionAboveCeiling, match=r"nhiều nhất 42\.000\.000 đồng.*Điều 74\.1") as refused:
        await deeds.pay(first, 42 * M + 1)
    assert refused.value.field == "amount_dong"
    await deeds.pay(first, 42 * M)
    with pytest.raises(ContributionAboveCeiling):
        await deeds.pledge(first, 1)


async def test_a_neighbours_member_is_not_found(database, deeds, founders, phu_loi):
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    for deed in (deeds.pledge, deeds.pay):
        with pytest.raises(NotFound):
            await deed(stranger, M)
    with pytest.raises(NotFound):
        await deeds.certify(stranger)
    with pytest.raises(NotFound):
        await deeds.read(queries.get_member_capital, stranger, on=today())
    with pytest.raises(NotFound):
        await deeds.open([OpeningCapital(stranger, M)])
    assert await Deeds(database, phu_loi.id).read(queries.figures_of) == (0, 0)


async def test_an_associate_without_capital_contributes_nothing(database, deeds, founders):
    (party_id,) = await enter_members(database, deeds.org_id, ("Mai Thị Tư",), kind="associate_noncontributing")
    for attempt in (deeds.pledge(party_id, M), deeds.pay(party_id, M), deeds.open([OpeningCapital(party_id, M)])):
        with pytest.raises(NoncontributingAssociateContributes, match=r"Điều 4\.19"):
            await attempt


async def test_certificate(deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 9 * M)
    with pytest.raises(CertificateBeforePaidInFull, match=r"1\.000\.000 đồng"):
        await deeds.certify(an)
    await deeds.pay(an, 1 * M)
    await deeds.certify(an)
    with pytest.raises(CertificateAlreadyIssued):
        await deeds.certify(an)
    (first,) = (await deeds.read(queries.get_member_capital, an, on=today())).certificates
    assert first.number == f"001/{today().year}"
    assert first.is_in_force
    assert (first.contents.amount_dong, first.contents.charter_capital_dong) == (10 * M, 60 * M)
    assert first.contents.contribution_ratio == 1667
    assert first.contents.check_url.endswith(f"/certificates/check/{first.check_code}")
    await deeds.pledge(an, 5 * M)
    await deeds.pay(an, 5 * M)
    await deeds.certify(an)
    await deeds.pay(binh, 10 * M)
    await deeds.certify(binh)
    old, new = (await deeds.read(queries.get_member_capital, an, on=today())).certificates
    assert (old.is_in_force, new.is_in_force, new.contents.replaces) == (False, True, old.number)
    assert new.number == f"002/{today().year}"
    found = await deeds.read(queries.find_certificate_by_code, old.check_code)
    assert found.number == old.number
    assert await deeds.read(queries.find_certificate_by_code, "nothing") is None
    assert await deeds.read(queries.find_certificate_by_code, "a\x00b") is None


async def test_opening_capital(database, deeds, tan_hung):
    an, binh, chin, *_ = await enter_members(database, tan_hung.id)
    source_id = new_id()
    rows = [OpeningCapital(an, 3 * M, 5 * M), OpeningCapital(binh, 4 * M), OpeningCapital(chin, 0, 2 * M)]
    entry_id = await deeds.open(rows, source_id=source_id)
    entry, lines = await deeds.read(get_entry, entry_id)
    assert (entry.series, len(lines)) == ("DK", 2)
    assert await deeds.read(balances_by_party, "4111") == {an: 3 * M, binh: 4 * M}
    assert await deeds.read(queries.figures_of) == (11 * M, 7 * M)
    assert await deeds.open([]) is None
    assert await deeds.open([OpeningCapital(chin, 0, M)]) is None
    await deeds.assert_all_agree()
    assert await deeds.read(queries.charter_capital) == 12 * M


async def test_register_pages_by_name_and_finds_without_accents(deeds, founders):
    await deeds.pay(founders[1], 10 * M)
    first = await deeds.read(queries.list_register, length=4)
    assert [row.name.split()[-1] for row in first.rows] == ["An", "Bình", "Chín", "Dung"]
    assert (first.has_previous, first.has_next) == (False, True)
    second = await deeds.read(queries.list_register, length=4, after=first.rows[-1].party_id)
    assert [row.name.split()[-1] for row in second.rows] == ["Em", "Giàu"]
    back = await deeds.read(queries.list_register, length=4, before=second.rows[0].party_id)
    assert back.rows == first.rows
    assert [row.name for row in (await deeds.read(queries.list_register, q="binh tran")).rows] == ["Trần Thị Bình"]
    assert len(await deeds.read(all_unpaid, today=today())) == 5
    assert [row.name for row in (await deeds.read(queries.list_journal, q="thi b")).rows] == ["Trần Thị Bình"]


async def test_what_is_recorded_stays(deeds, founders):
    await deeds.pay(founders[0], M)
    for attack in (
        "UPDATE contributions SET amount_dong = 1",
        "DELETE FROM contributions",
        "UPDATE pledges SET amount_dong = 1",
        "DELETE FROM certificates",
        "DELETE FROM holdings",
    ):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with enter_tenant(deeds.database, deeds.org_id) as session:
                await session.execute(text(attack))


async def test_planted_damage_is_found(deeds, founders):
    await deeds.pay(founders[0], M)
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        await session.execute(
            Holding.__table__.update()
            .where(Holding.org_id == deeds.org_id, Holding.party_id == founders[0])
            .values(paid_dong=2 * M)
        )
    (found,) = await deeds.read(queries.list_disagreements)
    assert (found.what, found.expected_dong, found.found_dong) == ("contributions", M, 2 * M)


async def test_a_contribution_dated_tomorrow_is_refused(deeds, founders):
    with pytest.raises(Exception, match="không được sau hôm nay"):
        await deeds.pay(founders[0], M, contributed_on=today() + timedelta(days=1))
