"""When capital is given back, as tables: who holds and owes what, what is asked, what is answered."""

from datetime import date

import pytest
from tests.capital.test_rules import ASSOCIATE, COOPERATIVE, GROUP, NONE, TODAY, UNION, M, capital, held
from tests.ledger.notation import lines, party

from hoptac.capital.refusals import (
    AmountNotPositive,
    EntrySaysOtherwise,
    MemberStillOwes,
    NothingAboveMaximum,
    NothingPaidIn,
    RefundAboveExcess,
    RefundAbovePaid,
    RefundBeforePaid,
    RefundInFuture,
    ResolutionMissing,
    RetractionBelowRefunds,
    StillMember,
)
from hoptac.capital.rules import (
    Asked,
    Debt,
    Group,
    above_maximum,
    check_refund,
    check_retraction,
    debts_among,
    held_after_refund,
    lines_without,
    most_on_day,
    most_to_refund,
)

LEAVING, ABOVE = "membership_ended", "above_maximum"
TOMORROW = date(2026, 3, 6)

# caps, the whole (million đồng: pledged, paid), the member (pledged, paid), what lies above the maximum in đồng
MAXIMA = [
    (COOPERATIVE, capital(100, 100), held(30, 30), 0),
    # 40 of 100: x ≥ (100 × 40 - 30 × 100) / 70 = 14,285714…; (40 - 14,285715) ≤ 30 % of (100 - 14,285715).
    (COOPERATIVE, capital(100, 100), held(40, 40), 14_285_715),
    # Only what is paid can be returned: 25 of the 50 that a founder pledged is below 30 % of 100.
    (COOPERATIVE, capital(100, 75), held(50, 25), 0),
    (UNION, capital(100, 100, officials=3), held(40, 40), 0),
    (UNION, capital(100, 100, officials=3), held(46, 46), 10 * M),
    (GROUP, capital(100, 100, officials=0), held(90, 90), 0),
    # Four have pledged, five found a cooperative: shares say nothing yet.
    (COOPERATIVE, capital(100, 100, officials=4), held(100, 100), 0),
    # All associates together hold 44: 20 above; one of them who holds 10 can get no more than that.
    (COOPERATIVE, capital(100, 100, associates=(44, 44)), held(30, 30, kind=ASSOCIATE), 20 * M),
    (COOPERATIVE, capital(100, 100, associates=(44, 44)), held(10, 10, kind=ASSOCIATE), 10 * M),
    # An official member of 20 is below his own maximum, but all foreigners hold 37.
    (COOPERATIVE, capital(100, 100, foreign=(37, 37)), held(20, 20, is_foreign=True), 10 * M),
]


@pytest.mark.parametrize(("caps", "whole", "member", "above"), MAXIMA)
def test_what_lies_above_the_maximum(caps, whole, member, above):
    assert above_maximum(whole, member, caps) == above
    if above and member.kind == "official" and not member.is_foreign:
        percent = caps.one_official
        rest, left = member.paid_dong - above, whole.charter_capital_dong - above
        assert rest * 100 <= percent * left
        assert (rest + 1) * 100 > percent * (left + 1), "one đồng less would not do"


# the member (million đồng), reason, asked, what the member owes, most on the day, refusal, its article, what it says
REFUNDS = [
    (held(20, 20), LEAVING, 20 * M, [], 20 * M, None, None, None),
    (held(20, 20), LEAVING, 5 * M, [], 20 * M, None, None, None),
    (held(20, 12), LEAVING, 12 * M, [], 12 * M, None, None, None),
    (held(20, 12), LEAVING, 12 * M + 1, [], 12 * M, RefundAbovePaid, "90.1", "chỉ đang góp 12.000.000 đồng"),
    (held(20), LEAVING, 1, [], 0, NothingPaidIn, "90.1", None),
    (held(kind=NONE), LEAVING, 1, [], 0, NothingPaidIn, "90.1", None),
    (held(20, 20), LEAVING, 0, [], 20 * M, AmountNotPositive, None, None),
    (held(20, 20), LEAVING, -1, [], 20 * M, AmountNotPositive, None, None),
    (held(20, 20), LEAVING, 20 * M, [Debt("131", 350_000)], 20 * M, MemberStillOwes, "90.2", "350.000 đồng tiền mua hàng, dịch vụ (131)"),
    (
        held(20, 20), LEAVING, 1, [Debt("131", 350_000), Debt("13211", 2 * M)], 20 * M, MemberStillOwes, "90.2",
        "còn nợ hợp tác xã 350.000 đồng tiền mua hàng, dịch vụ (131), 2.000.000 đồng vay nội bộ (13211).",
    ),
    (held(40, 40), ABOVE, 14_285_715, [], 40 * M, None, None, None),
    (held(40, 40), ABOVE, 14_285_716, [], 40 * M, RefundAboveExcess, "90.1", "Phần vượt mức tối đa là 14.285.715 đồng"),
    (held(40, 40), ABOVE, 1, [Debt("141", 1)], 40 * M, MemberStillOwes, "90.2", "1 đồng tạm ứng (141)"),
    (held(30, 30), ABOVE, 1, [], 30 * M, NothingAboveMaximum, "90.1", None),
    # The books had 4 million on that day: the rest came later.
    (held(20, 20), LEAVING, 5 * M, [], 4 * M, RefundBeforePaid, None, "nhiều nhất 4.000.000 đồng"),
]  # fmt: skip


@pytest.mark.parametrize(("member", "reason", "amount", "debts", "on_day", "refusal", "article", "says"), REFUNDS)
def test_refunds(member, reason, amount, debts, on_day, refusal, article, says):
    asked = Asked(reason, amount, TODAY, "NQ 02/NQ-ĐHTV")
    ask = lambda: check_refund(  # noqa: E731
        capital(100, 100), member, COOPERATIVE, asked,
        has_left=reason == LEAVING, debts=debts, on_day_dong=on_day, today=TODAY,
    )  # fmt: skip
    if refusal is None:
        assert ask() is None
        return
    with pytest.raises(refusal) as refused:
        ask()
    assert says is None or says in str(refused.value)
    assert article is None or refused.value.article == f"Điều {article} Luật 17/2023/QH15"


@pytest.mark.parametrize(
    ("asked", "refusal", "field"),
    [
        (Asked(LEAVING, M, TOMORROW, "NQ 02"), RefundInFuture, "refunded_on"),
        (Asked(LEAVING, M, TODAY, ""), ResolutionMissing, "basis"),
    ],
)
def test_a_refund_has_a_day_that_has_come_and_a_resolution(asked, refusal, field):
    with pytest.raises(refusal) as refused:
        check_refund(
            capital(100, 100), held(20, 20), COOPERATIVE, asked,
            has_left=True, debts=[], on_day_dong=20 * M, today=TODAY,
        )  # fmt: skip
    assert refused.value.field == field


def test_who_stays_a_member_gets_back_only_what_lies_above_the_maximum():
    asked = Asked(LEAVING, 1, TODAY, "NQ 02/NQ-ĐHTV")
    with pytest.raises(StillMember, match="hãy ghi thôi là thành viên trước") as refused:
        check_refund(
            capital(100, 100), held(20, 20), COOPERATIVE, asked,
            has_left=False, debts=[], on_day_dong=20 * M, today=TODAY,
        )  # fmt: skip
    assert (refused.value.field, refused.value.article) == ("reason", "Điều 90.1 Luật 17/2023/QH15")


# the member (pledged, paid), reason, given back; what is held afterwards (million đồng)
AFTER = [
    (held(20, 20), LEAVING, 20, (0, 0)),
    (held(20, 20), LEAVING, 5, (15, 15)),
    # Who leaves with 8 unpaid owes them no more.
    (held(20, 12), LEAVING, 12, (0, 0)),
    (held(20, 12), LEAVING, 2, (10, 10)),
    (held(40, 40), ABOVE, 10, (30, 30)),
    (held(50, 40), ABOVE, 10, (40, 30)),
]


@pytest.mark.parametrize(("member", "reason", "amount", "after"), AFTER)
def test_what_is_held_afterwards(member, reason, amount, after):
    assert held_after_refund(member, reason, amount * M) == Group(after[0] * M, after[1] * M)


def test_the_most_is_what_is_paid_or_what_lies_above():
    whole, member = capital(100, 100), held(40, 40)
    assert most_to_refund(whole, member, COOPERATIVE, LEAVING) == 40 * M
    assert most_to_refund(whole, member, COOPERATIVE, ABOVE) == 14_285_715


def test_duties_are_debit_balances_of_a_few_accounts():
    balances = [("131", 5), ("13211", 3), ("13212", 1), ("138", -4), ("141", 0), ("331", 9), ("4111", -20), ("1388", 2)]
    assert debts_among(balances) == (Debt("131", 5), Debt("13211", 3), Debt("13212", 1), Debt("1388", 2))
    # What the cooperative owes on 331 is not set off against what it is owed on 131.
    assert debts_among([("131", 5), ("331", -100)]) == (Debt("131", 5),)


MOVED = [(date(2026, 1, 10), 4), (date(2026, 2, 20), 6), (date(2026, 3, 1), -3)]


@pytest.mark.parametrize(
    ("day", "most"),
    [
        (date(2026, 1, 9), 0),  # nothing was there
        (date(2026, 1, 10), 4),
        (date(2026, 2, 19), 4),
        (date(2026, 2, 20), 7),  # 10 were there, but 3 went out later
        (date(2026, 3, 1), 7),
        (date(2026, 12, 31), 7),
    ],
)
def test_no_more_goes_out_on_a_day_than_was_there_then_and_since(day, most):
    assert most_on_day(MOVED, day) == most


def test_a_contribution_that_was_given_back_is_not_taken_back():
    check_retraction(held(20, 5), 5 * M)
    with pytest.raises(RetractionBelowRefunds, match=r"đã hoàn trả hoặc chuyển đi 2\.000\.000 đồng"):
        check_retraction(held(20, 5), 7 * M)


# what the entry says (with its adjustments), whose line and how much, what is left
ENTRIES = [
    ("Nợ 1111 / Có 4111 5.000.000 @an", "an", "credit", 5 * M, ""),
    (
        "Nợ 1111 / Có 4111 5.000.000 @an\nNợ 1111 / Có 4111 2.000.000 @binh", "an", "credit", 5 * M,
        "Nợ 1111 / Có 4111 2.000.000 @binh",
    ),
    # The accountant moved the money on to the bank; the member and the sum are the same.
    (
        "Nợ 1111 / Có 4111 5.000.000 @an\nNợ 1111 / Có 4111 -5.000.000 @an\nNợ 1121 / Có 4111 5.000.000 @an", "an",
        "credit", 5 * M, "",
    ),
    ("Nợ 4111 / Có 1121 3.000.000 @an", "an", "debit", 3 * M, ""),
    ("Nợ 1111 / Có 4111 7.000.000 @an", "an", "credit", 5 * M, "Nợ 1111 / Có 4111 2.000.000 @an"),
]  # fmt: skip


@pytest.mark.parametrize(("says", "who", "side", "amount", "left"), ENTRIES)
def test_what_an_entry_says_without_one_member(says, who, side, amount, left):
    kept = lines_without(lines(says), account="4111", party_id=party(who), side=side, amount_dong=amount)
    assert kept == lines(left)


@pytest.mark.parametrize(
    ("says", "who", "side"),
    [
        ("Nợ 1111 / Có 4111 5.000.000 @binh", "an", "credit"),
        ("Nợ 1111 / Có 4111 4.999.999 @an", "an", "credit"),
        ("Nợ 1111 / Có 4111 5.000.000 @an", "an", "debit"),
        # An opening took the list's entry back and holds the capital now.
        ("Nợ 1111 / Có 4111 5.000.000 @an\nNợ 1111 / Có 4111 -5.000.000 @an", "an", "credit"),
    ],
)
def test_an_entry_that_does_not_say_so_much_is_left_alone(says, who, side):
    with pytest.raises(EntrySaysOtherwise):
        lines_without(lines(says), account="4111", party_id=party(who), side=side, amount_dong=5 * M)
