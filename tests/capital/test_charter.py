"""The charter's minimum, maximum and deadline, asked of what is done now and of nothing that was done before."""

from datetime import date, timedelta

import pytest
from tests.capital.deeds import LAND
from tests.capital.people import enter_members
from tests.charter.adopting import RESOLUTION, adopt

from hoptac.capital.opening import OpeningCapital
from hoptac.capital.queries import get_member_capital
from hoptac.capital.refusals import (
    BelowCharterMinimum,
    CharterMaximumPassed,
    CharterPercentPassed,
    PledgeDueAfterCharter,
    PledgeDueTooLate,
    RefundAboveExcess,
)
from hoptac.capital.rules import (
    Capital,
    Caps,
    CharterLimits,
    Group,
    Holding,
    above_charter_maximum,
    check_limits,
    latest_due,
    least_to_pledge,
    most_by_charter,
)
from hoptac.kit.calendar import add_months, format_date, today

M = 1_000_000
CAPS = Caps(one_official=30, associates=30, foreign=30, founding_officials=5)
LIMITS = CharterLimits(2 * M, 20 * M, 25, minimum_basis="NQ 01", maximum_basis="NQ 01", percent_basis="NQ 02")
FOUNDED, FOUNDING = Capital(Group(100 * M, 100 * M), pledging_officials=6), Capital(Group(0, 0))


@pytest.mark.parametrize(
    ("capital", "kind", "held", "more", "refused", "says"),
    [
        (FOUNDED, "official", 0, 2 * M, None, ""),
        (FOUNDED, "official", 0, 2 * M - 1, BelowCharterMinimum, "tối thiểu 2.000.000 đồng. Hãy ghi ít nhất 2.000.000 đồng."),
        (FOUNDED, "official", 1 * M, 1 * M - 1, BelowCharterMinimum, "Hãy ghi ít nhất 1.000.000 đồng."),
        (FOUNDED, "official", 1 * M, 1 * M, None, ""),
        (FOUNDED, "official", 5 * M, 1, None, ""),
        (FOUNDED, "associate_contributing", 0, 1, BelowCharterMinimum, "Điều 4.25 Luật 17/2023/QH15"),
        (FOUNDED, "official", 10 * M, 10 * M, None, ""),
        (FOUNDED, "official", 10 * M, 10 * M + 1, CharterMaximumPassed, "thêm nhiều nhất 10.000.000 đồng"),
        (FOUNDED, "associate_contributing", 30 * M, 1, CharterMaximumPassed, "Điều 4.26 Luật 17/2023/QH15"),
        # 25 % of 40 + x: x = 4 where 6 are held, since 6 + 4 is a quarter of 44 less 1.
        (Capital(Group(40 * M, 0), pledging_officials=6), "official", 7 * M, 4 * M, None, ""),
        (Capital(Group(40 * M, 0), pledging_officials=6), "official", 7 * M, 4 * M + 1, CharterPercentPassed, "25% vốn điều lệ"),
        (FOUNDING, "official", 0, 20 * M, None, ""),  # the first to pledge holds all
    ],
)  # fmt: skip
def test_what_the_charter_lets_a_member_hold(capital, kind, held, more, refused, says):
    holding = Holding(kind, held, 0)
    if refused is None:
        check_limits(capital, holding, CAPS, LIMITS, amount_dong=more)
        return
    with pytest.raises(refused) as found:
        check_limits(capital, holding, CAPS, LIMITS, amount_dong=more)
    assert says in str(found.value)
    assert found.value.field == "amount_dong"
    assert "Điều lệ (NQ 0" in str(found.value)


@pytest.mark.parametrize("held", [0, 7 * M, 15 * M, 19 * M, 20 * M, 25 * M])
@pytest.mark.parametrize("whole", [40 * M, 100 * M, 1_000 * M])
def test_the_most_that_is_offered_is_accepted_and_one_more_is_not(held, whole):
    capital, holding = Capital(Group(whole, 0), pledging_officials=6), Holding("official", held, 0)
    most = most_by_charter(capital, holding, CAPS, LIMITS)
    assert most is not None
    if held + most >= 2 * M and most:
        check_limits(capital, holding, CAPS, LIMITS, amount_dong=most)
    with pytest.raises((CharterMaximumPassed, CharterPercentPassed)):
        check_limits(capital, holding, CAPS, LIMITS, amount_dong=most + max(1, 2 * M - held - most))
    assert least_to_pledge(holding, LIMITS) == max(2 * M - held, 0)


def test_a_charter_that_says_nothing_limits_nothing():
    check_limits(FOUNDED, Holding("official"), CAPS, CharterLimits(), amount_dong=1)
    assert most_by_charter(FOUNDED, Holding("official"), CAPS, CharterLimits()) is None
    assert above_charter_maximum(FOUNDED, Holding("official", 90 * M, 90 * M), CAPS, CharterLimits()) == 0


@pytest.mark.parametrize(("charter", "law", "months"), [(3, 6, 3), (6, 6, 6), (9, 6, 6), (None, 6, 6)])
def test_the_shorter_deadline_counts(charter, law, months):
    day = date(2026, 1, 31)
    assert latest_due(day, None, CharterLimits(deadline_months=charter), months=law) == add_months(day, months)


async def test_a_pledge_is_due_by_the_charter(database, tan_hung, deeds, founders):
    an, *_ = founders
    await adopt(database, tan_hung.id, {"contribution_deadline_months": 2})
    await deeds.pledge(an, M)
    capital = await deeds.read(get_member_capital, an, on=today())
    assert capital.pledges[-1].due_on == add_months(today(), 2)
    assert capital.pledges[0].due_on == date(2025, 2, 1)  # recorded before, left as it is
    with pytest.raises(PledgeDueAfterCharter) as refused:
        await deeds.pledge(an, M, due_on=add_months(today(), 2) + timedelta(days=1))
    assert format_date(add_months(today(), 2)) in str(refused.value)
    assert RESOLUTION in str(refused.value)
    assert refused.value.article == "Điều 74.4 Luật 17/2023/QH15"
    with pytest.raises(PledgeDueTooLate):
        await deeds.pledge(an, M, due_on=add_months(today(), 6) + timedelta(days=1))


async def test_a_pledge_is_judged_by_the_charter_of_its_day(database, tan_hung, deeds, founders):
    (chin,) = await enter_members(database, tan_hung.id, ("Đỗ Văn Chín",), joined_on=date(2024, 1, 1))
    yesterday = today() - timedelta(days=1)
    await adopt(database, tan_hung.id, {"contribution_minimum_dong": 3 * M}, valid_from=today())
    with pytest.raises(BelowCharterMinimum):
        await deeds.pledge(chin, M)
    await deeds.pledge(chin, M, pledged_on=yesterday)
    with pytest.raises(BelowCharterMinimum, match=r"ít nhất 2\.000\.000 đồng"):
        await deeds.pledge(chin, M)
    await deeds.pledge(chin, 2 * M)
    await adopt(database, tan_hung.id, {"contribution_maximum_dong": 12 * M}, valid_from=today())
    with pytest.raises(CharterMaximumPassed):
        await deeds.pledge(founders[0], 2 * M + 1)
    await deeds.pledge(founders[0], 2 * M)
    await deeds.assert_all_agree()


async def test_a_list_says_what_is_and_what_is_pledged_can_be_paid(database, tan_hung, deeds, founders):
    an, binh, *_ = founders
    await adopt(database, tan_hung.id, {"contribution_minimum_dong": 15 * M, "contribution_maximum_dong": 16 * M})
    await deeds.pay(an, 10 * M)
    await deeds.pay_in_kind(binh, 10 * M, in_kind=LAND)
    await deeds.open([OpeningCapital(an, 40 * M, 40 * M)])
    assert (await deeds.read(get_member_capital, an, on=today())).standing.holding.paid_dong == 50 * M
    await deeds.assert_all_agree()


async def test_what_lies_above_the_charters_maximum_may_be_returned(database, tan_hung, deeds, founders):
    an, *_ = founders
    await deeds.pay(an, 10 * M)
    await adopt(database, tan_hung.id, {"contribution_maximum_dong": 8 * M})
    with pytest.raises(RefundAboveExcess, match=r"2\.000\.000"):
        await deeds.refund(an, 2 * M + 1, "above_maximum")
    await deeds.refund(an, 2 * M, "above_maximum")
    assert (await deeds.read(get_member_capital, an, on=today())).standing.holding.paid_dong == 8 * M


async def test_who_takes_a_transfer_is_asked_too(database, tan_hung, deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M)
    await adopt(database, tan_hung.id, {"posting_rule.CAP-04": 1, "contribution_maximum_dong": 12 * M})
    with pytest.raises(CharterMaximumPassed):
        await deeds.transfer(an, binh, 3 * M)
    await deeds.transfer(an, binh, 2 * M)
    await deeds.assert_all_agree()


async def test_the_form_tells_before_it_refuses(chair, database, tan_hung, founders):
    an, *_ = founders
    (chin,) = await enter_members(database, tan_hung.id, ("Đỗ Văn Chín",))
    await adopt(
        database, tan_hung.id,
        {"contribution_minimum_dong": 3 * M, "contribution_maximum_dong": 11 * M, "contribution_deadline_months": 2},
    )  # fmt: skip
    form = await chair.get(f"/{tan_hung.slug}/capital/{chin}/pledges/new")
    assert "Ít nhất 3.000.000 đồng theo Điều lệ." in form.text
    assert f"Chậm nhất {format_date(add_months(today(), 2))} theo Điều lệ." in form.text
    assert (
        "Nhiều nhất 1.000.000 đồng theo Điều lệ."
        in (await chair.get(f"/{tan_hung.slug}/capital/{an}/pledges/new")).text
    )
    refused = await chair.submit(form, "/pledges$", {"amount_dong": "2tr"})
    assert refused.status_code == 422
    beside = refused.text.split('id="field-amount_dong-error"')[1][:900]
    assert "quy định vốn góp tối thiểu 3.000.000 đồng" in beside
    assert "Điều 4.25 Luật 17/2023/QH15" in beside
    assert "/handbook/charter#capital" in beside
    assert 'value="2tr"' in refused.text
