"""A member dies: heirs with their parts, who takes over as a member and who is paid the value."""

import asyncio
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capital.deeds import M
from tests.capital.people import enter_members
from tests.capital.settlements.leaving import WILL

from hoptac.capital import queries
from hoptac.capital.refusals import ContributionAboveCeiling, MemberStillOwes, TakerUnclear
from hoptac.capital.settlements.refusals import (
    HeirNotContributing,
    HeirNotFound,
    HeirNotWilling,
    HeirSettled,
    HeirsFirst,
    HeirsKnown,
    HeirsMissing,
    NobodyInherits,
    SharesNotWhole,
    ShareUnreadable,
)
from hoptac.capital.settlements.rules import Heir, check_heirs, read_share, split_among
from hoptac.kit.calendar import today
from hoptac.kit.identifiers import new_id
from hoptac.ledger import DraftEntry, Line, balances_by_party, get_entry, post_entry
from hoptac.members.forms import MemberForm

HALVES = (("Lê Thị Sáu", "vợ", "1/2"), ("Nguyễn Văn Út", "con", "1/2"))


async def dead_with_heirs(deeds, party_id, *shares):
    done = await deeds.die(party_id)
    await deeds.heirs(party_id, done.id, *(shares or HALVES))
    return done.id, [heir.id for heir in (await deeds.exit(party_id)).heirs]


async def test_one_takes_over_and_one_is_paid(deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M)
    await deeds.certify(an)
    ended, (wife, son) = await dead_with_heirs(deeds, an)
    with pytest.raises(HeirsFirst):
        await deeds.refund(an, 10 * M)
    passed = await deeds.inherit(an, ended, wife, binh)
    entry, (line,) = await deeds.read(get_entry, passed.entry_id)
    assert (line.debit_account, line.debit_party_id, line.credit_account, line.credit_party_id) == (
        "4111", an, "4111", binh,
    )  # fmt: skip
    assert entry.description == "Trần Thị Bình thừa kế phần vốn góp của Nguyễn Văn An"
    assert await deeds.read(queries.figures_of) == (60 * M, 10 * M)
    paid = await deeds.pay_heir(an, ended, son)
    entry, (line,) = await deeds.read(get_entry, paid.entry_id)
    assert (line.debit_account, line.debit_party_id, line.credit_account) == ("4111", an, "1111")
    assert entry.description == "Trả giá trị vốn góp của Nguyễn Văn An cho người thừa kế Nguyễn Văn Út"
    assert await deeds.read(queries.figures_of) == (55 * M, 5 * M)
    found = await deeds.exit(an)
    assert [(heir.is_settled, heir.taken_by) for heir in found.heirs] == [(True, binh), (True, None)]
    assert [(one.reason, one.basis) for one in found.capital.refunds] == [
        ("inheritance", WILL), ("membership_ended", "NQ 02/NQ-ĐHTV"),
    ]  # fmt: skip
    assert [one.state for one in found.capital.certificates] == ["withdrawn"]
    for heir in (wife, son):
        with pytest.raises(HeirSettled):
            await deeds.pay_heir(an, ended, heir)
        with pytest.raises(HeirSettled):
            await deeds.inherit(an, ended, heir, binh)
    await deeds.assert_all_agree()


async def test_a_new_member_takes_over(deeds, founders):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    ended, (wife, _son) = await dead_with_heirs(deeds, an)
    newcomer = MemberForm("TV100", "Lê Thị Sáu", "individual", "associate_contributing", joined_on=today())
    await deeds.inherit(an, ended, wife, newcomer=newcomer)
    (heir, _other) = (await deeds.exit(an)).heirs
    taken = await deeds.read(queries.get_member_capital, heir.taken_by, on=today())
    assert (taken.standing.name, taken.standing.holding.kind) == ("Lê Thị Sáu", "associate_contributing")
    assert taken.standing.holding.paid_dong == 5 * M
    await deeds.assert_all_agree()


async def test_a_newcomer_who_may_not_hold_so_much_is_not_entered_either(deeds, founders):
    an, *others = founders
    await deeds.pledge(an, 10 * M)
    await deeds.pay(an, 20 * M)
    ended, (heir,) = await dead_with_heirs(deeds, an, ("Lê Thị Sáu", "vợ", "1"))
    newcomer = MemberForm("TV100", "Lê Thị Sáu", "individual", "official", joined_on=today())
    # 20 of 70 is below 30 %; where one of the others leaves with 10 unpaid it is 20 of 60.
    await deeds.leave(others[0])
    with pytest.raises(ContributionAboveCeiling):
        await deeds.inherit(an, ended, heir, newcomer=newcomer)
    assert (await deeds.exit(an)).heirs[0].is_settled is False
    assert [row.name for row in (await deeds.read(queries.list_register, q="le thi sau")).rows] == []


async def test_twice_is_once(deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M)
    ended, (wife, son) = await dead_with_heirs(deeds, an)
    key, other = new_id(), new_id()
    both = await asyncio.gather(*(deeds.inherit(an, ended, wife, binh, request_key=key) for _click in range(2)))
    assert both[0].id == both[1].id
    both = await asyncio.gather(*(deeds.pay_heir(an, ended, son, request_key=other) for _click in range(2)))
    assert both[0].id == both[1].id
    assert await deeds.read(balances_by_party, "4111") == {an: 0, binh: 5 * M}
    await deeds.assert_all_agree()


async def test_a_refund_taken_back_opens_the_part_again(deeds, founders):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    ended, (wife, _son) = await dead_with_heirs(deeds, an)
    paid = await deeds.pay_heir(an, ended, wife)
    await deeds.retract(an, paid.id, "refund")
    assert (await deeds.exit(an)).heirs[0].is_settled is False
    await deeds.pay_heir(an, ended, wife)
    await deeds.assert_all_agree()


async def test_who_may_take_over(database, tan_hung, deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M)
    ended, (wife, _son) = await dead_with_heirs(deeds, an)
    guest = (await enter_members(database, tan_hung.id, ("Lý Không",), kind="associate_noncontributing"))[0]
    for taker, given_, refusal in (
        (an, {}, TakerUnclear),
        (new_id(), {}, TakerUnclear),
        (guest, {}, HeirNotContributing),
        (binh, {"volunteers": False}, HeirNotWilling),
    ):
        with pytest.raises(refusal):
            await deeds.inherit(an, ended, wife, taker, **given_)
    sale = Line("131", "5111", 350_000, debit_party_id=an)
    await deeds._do(post_entry, draft=DraftEntry(today(), "Bán phân", "GV", "test", an, "posting", (sale,)))
    with pytest.raises(MemberStillOwes):
        await deeds.inherit(an, ended, wife, binh)
    with pytest.raises(HeirNotFound):
        await deeds.inherit(an, ended, new_id(), binh)
    with pytest.raises(HeirsKnown):
        await deeds.heirs(an, ended, *HALVES)


def heirs(*shares):
    return [Heir(f"Người {place}", "con", Fraction(share)) for place, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("found", "circumstance", "refusal"),
    [
        (heirs("1/3", "1/3", "1/3"), "death", None),
        (heirs("1"), "death", None),
        (heirs("1/3", "2/3"), "missing", NobodyInherits),
        (heirs("1/3", "1/3"), "death", SharesNotWhole),
        (heirs("1/2", "2/3"), "death", SharesNotWhole),
        ([], "death", HeirsMissing),
    ],
)
def test_heirs_share_the_whole(found, circumstance, refusal):
    if refusal is None:
        check_heirs(found, circumstance=circumstance, are_known=False)
        return
    with pytest.raises(refusal) as refused:
        check_heirs(found, circumstance=circumstance, are_known=False)
    assert "Điều 90.3" in refused.value.sentence("vi")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(0, 10**12))
def test_the_parts_are_the_whole(weights, capital_dong):
    whole = sum(weights)
    parts = split_among(heirs(*(Fraction(weight, whole) for weight in weights)), capital_dong)
    assert sum(parts) == capital_dong
    assert all(abs(part * whole - capital_dong * weight) < whole for part, weight in zip(parts, weights, strict=True))


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("1/3", Fraction(1, 3)),
        (" 2 / 4 ", Fraction(1, 2)),
        ("1", Fraction(1)),
        ("25%", Fraction(1, 4)),
        ("33,5 %", Fraction(67, 200)),
        ("3/2", None),
        ("0", None),
        ("1/0", None),
        ("một nửa", None),
        ("1/99999", None),
        ("-1/2", None),
    ],
)
def test_shares_are_read_as_people_write_them(typed, share):
    if share is not None:
        assert read_share(typed) == share
        return
    with pytest.raises(ShareUnreadable):
        read_share(typed)
