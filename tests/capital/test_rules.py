"""The caps of Art. 74 and what may be pledged and paid, as tables: who holds what, what is asked, what is answered."""

from datetime import date

import pytest

from hoptac.capital.refusals import (
    AmountNotPositive,
    AmountTooLarge,
    AssociatesAboveCeiling,
    CertificateBeforePaidInFull,
    ContributionAboveCeiling,
    ContributionAbovePledge,
    ContributionBeforeJoining,
    ContributionInFuture,
    ForeignersAboveCeiling,
    NoncontributingAssociateContributes,
    PledgeDueBeforePledged,
    PledgeDueTooLate,
    PledgeInFuture,
)
from hoptac.capital.rules import (
    LARGEST_AMOUNT_DONG,
    Capital,
    Caps,
    Group,
    Holding,
    caps_of,
    check_certificate,
    check_contribution,
    check_due,
    check_pledge,
    due_latest,
    most_to_contribute,
    most_to_pledge_more,
    ratio_in_hundredths,
)
from hoptac.organizations.parameters import Parameter, value_on

TODAY = date(2026, 3, 5)
COOPERATIVE = Caps(one_official=30, associates=30, foreign=30, founding_officials=5)
UNION = Caps(one_official=40, associates=40, foreign=30, founding_officials=3)
GROUP = Caps(one_official=None, associates=None, foreign=None, founding_officials=0)
M = 1_000_000


def capital(pledged, paid=0, *, associates=(0, 0), foreign=(0, 0), officials=5):
    return Capital(
        Group(pledged * M, paid * M), Group(*(n * M for n in associates)), Group(*(n * M for n in foreign)), officials
    )


def held(pledged=0, paid=0, *, kind="official", is_foreign=False, joined_on=date(2024, 8, 1)):
    return Holding(kind, pledged * M, paid * M, joined_on, is_foreign)


ASSOCIATE, NONE = "associate_contributing", "associate_noncontributing"

# caps, the whole (million đồng), the member, pledged more (đồng), refusal, its article, the most it names
PLEDGES = [
    # 10 of 100: x ≤ (30 × 100 − 100 × 10) / 70 = 28,571428…
    (COOPERATIVE, capital(100), held(10), 28_571_428, None, None, None),
    (COOPERATIVE, capital(100), held(10), 28_571_429, ContributionAboveCeiling, "74.1", "28.571.428"),
    (COOPERATIVE, capital(70), held(), 30 * M, None, None, None),
    (COOPERATIVE, capital(70), held(), 30 * M + 1, ContributionAboveCeiling, "74.1", "30.000.000"),
    (COOPERATIVE, capital(100), held(30), 1, ContributionAboveCeiling, "74.1", "0"),
    (COOPERATIVE, capital(100), held(50), 1, ContributionAboveCeiling, "74.1", "0"),
    (UNION, capital(60, officials=3), held(), 40 * M, None, None, None),
    (UNION, capital(60, officials=3), held(), 40 * M + 1, ContributionAboveCeiling, "74.1", "40.000.000"),
    (GROUP, capital(0, officials=0), held(), 500 * M, None, None, None),
    (COOPERATIVE, capital(70), held(kind=ASSOCIATE), 30 * M, None, None, None),
    (COOPERATIVE, capital(70), held(kind=ASSOCIATE), 30 * M + 1, AssociatesAboveCeiling, "74.2", "30.000.000"),
    (COOPERATIVE, capital(100, associates=(30, 0)), held(kind=ASSOCIATE), 1, AssociatesAboveCeiling, "74.2", "0"),
    (UNION, capital(60, officials=3), held(kind=ASSOCIATE), 40 * M, None, None, None),
    (COOPERATIVE, capital(100, foreign=(30, 0)), held(is_foreign=True), 1, ForeignersAboveCeiling, "74.3", "0"),
    (COOPERATIVE, capital(100), held(kind=NONE), 1, NoncontributingAssociateContributes, "4.19", None),
    (COOPERATIVE, capital(100), held(), 0, AmountNotPositive, None, None),
    (COOPERATIVE, capital(100), held(), -5 * M, AmountNotPositive, None, None),
    (COOPERATIVE, capital(100), held(), LARGEST_AMOUNT_DONG + 1, AmountTooLarge, None, None),
]


def check_answer(refusal, article, most, ask):
    if refusal is None:
        assert ask() is None
        return
    with pytest.raises(refusal) as refused:
        ask()
    assert type(refused.value) is refusal
    if article:
        assert refused.value.article == f"Điều {article} Luật 17/2023/QH15"
        assert f"Điều {article}" in str(refused.value)
    if most is not None:
        assert f"nhiều nhất {most} đồng" in str(refused.value)


@pytest.mark.parametrize(("caps", "whole", "member", "amount", "refusal", "article", "most"), PLEDGES)
def test_pledges(caps, whole, member, amount, refusal, article, most):
    ask = lambda: check_pledge(whole, member, caps, amount_dong=amount, pledged_on=TODAY, today=TODAY)  # noqa: E731
    check_answer(refusal, article, most, ask)


# caps, the whole, the member, paid (million đồng), refusal, its article, the most it names
CONTRIBUTIONS = [
    (COOPERATIVE, capital(100), held(20), 20, None, None, None),
    (COOPERATIVE, capital(100), held(30), 30, None, None, None),
    # A founder pledged half of it; no more than the ceiling may be paid in.
    (COOPERATIVE, capital(100), held(50), 30, None, None, None),
    (COOPERATIVE, capital(100), held(50), 31, ContributionAboveCeiling, "74.1", "30.000.000"),
    (COOPERATIVE, capital(100, 20), held(50, 20), 11, ContributionAboveCeiling, "74.1", "10.000.000"),
    # Above the pledge, below the ceiling: the pledge must be raised first. Above both: the ceiling is what counts.
    (COOPERATIVE, capital(100), held(10), 11, ContributionAbovePledge, "74.4", None),
    (COOPERATIVE, capital(100), held(), 1, ContributionAbovePledge, "74.4", None),
    (COOPERATIVE, capital(100), held(10), 90, ContributionAboveCeiling, "74.1", "38.571.428"),
    (UNION, capital(100, officials=3), held(50), 40, None, None, None),
    (UNION, capital(100, officials=3), held(50), 41, ContributionAboveCeiling, "74.1", "40.000.000"),
    (COOPERATIVE, capital(100, associates=(40, 25)), held(20, kind=ASSOCIATE), 5, None, None, None),
    (
        COOPERATIVE,
        capital(100, associates=(40, 25)),
        held(20, kind=ASSOCIATE),
        6,
        AssociatesAboveCeiling,
        "74.2",
        "5.000.000",
    ),
    (
        COOPERATIVE,
        capital(100, foreign=(40, 25)),
        held(20, is_foreign=True),
        6,
        ForeignersAboveCeiling,
        "74.3",
        "5.000.000",
    ),
    (COOPERATIVE, capital(100), held(kind=NONE), 1, NoncontributingAssociateContributes, "4.19", None),
    (COOPERATIVE, capital(100), held(10), 0, AmountNotPositive, None, None),
    (COOPERATIVE, capital(100), held(10), -1, AmountNotPositive, None, None),
]


@pytest.mark.parametrize(("caps", "whole", "member", "amount", "refusal", "article", "most"), CONTRIBUTIONS)
def test_contributions(caps, whole, member, amount, refusal, article, most):
    ask = lambda: check_contribution(  # noqa: E731
        whole, member, caps, amount_dong=amount * M, contributed_on=TODAY, today=TODAY
    )
    check_answer(refusal, article, most, ask)


@pytest.mark.parametrize(
    ("whole", "member", "amount", "warns"),
    [
        (capital(0, officials=0), held(), 100, True),  # the first founder holds all of it
        (capital(100, officials=1), held(), 100, True),
        (capital(80, officials=4), held(20), 60, True),  # the fourth founder raises; still four have pledged
        (capital(80, officials=3), held(), 20, False),
    ],
)
def test_while_founding_a_cap_only_warns(whole, member, amount, warns):
    warning = check_pledge(whole, member, COOPERATIVE, amount_dong=amount * M, pledged_on=TODAY, today=TODAY)
    assert isinstance(warning, ContributionAboveCeiling) is warns


def test_the_fifth_official_member_ends_the_founding():
    with pytest.raises(ContributionAboveCeiling):
        check_pledge(capital(40, officials=4), held(), COOPERATIVE, amount_dong=60 * M, pledged_on=TODAY, today=TODAY)
    small = {"amount_dong": 10 * M, "pledged_on": TODAY, "today": TODAY}
    # Somebody else is far above the cap; the pledge that lowers that share is welcome.
    assert check_pledge(capital(400, officials=4), held(), COOPERATIVE, **small) is None


def test_days():
    tomorrow = date(2026, 3, 6)
    with pytest.raises(ContributionInFuture):
        check_contribution(capital(100), held(10), COOPERATIVE, amount_dong=1, contributed_on=tomorrow, today=TODAY)
    with pytest.raises(PledgeInFuture):
        check_pledge(capital(100), held(10), COOPERATIVE, amount_dong=1, pledged_on=tomorrow, today=TODAY)
    early = date(2024, 7, 31)
    with pytest.raises(ContributionBeforeJoining):
        check_contribution(capital(100), held(10), COOPERATIVE, amount_dong=1, contributed_on=early, today=TODAY)
    assert due_latest(date(2025, 8, 31), None, 6) == date(2026, 2, 28)
    assert due_latest(date(2025, 8, 31), date(2025, 10, 1), 6) == date(2026, 4, 1)
    check_due(date(2026, 9, 5), pledged_on=TODAY, joined_on=None, months=6)
    with pytest.raises(PledgeDueTooLate) as refused:
        check_due(date(2026, 9, 6), pledged_on=TODAY, joined_on=None, months=6)
    assert "Điều 74.4" in str(refused.value)
    with pytest.raises(PledgeDueBeforePledged):
        check_due(date(2026, 3, 4), pledged_on=TODAY, joined_on=None, months=6)


def test_what_the_forms_offer_is_what_the_rules_accept():
    whole, member = capital(100, 20), held(50, 20)
    most = most_to_contribute(whole, member, COOPERATIVE)
    assert most == 10 * M
    check_contribution(whole, member, COOPERATIVE, amount_dong=most, contributed_on=TODAY, today=TODAY)
    assert most_to_contribute(capital(100, officials=2), held(50, 20), COOPERATIVE) == 30 * M
    assert most_to_contribute(whole, held(kind=NONE), COOPERATIVE) == 0
    assert most_to_pledge_more(capital(100), held(10), COOPERATIVE) == 28_571_428
    assert most_to_pledge_more(capital(100, officials=2), held(10), COOPERATIVE) is None


def test_certificate_only_when_paid_in_full():
    check_certificate(held(10, 10))
    for member in (held(), held(10), held(10, 9)):
        with pytest.raises(CertificateBeforePaidInFull) as refused:
            check_certificate(member)
        assert "Điều 75.1" in str(refused.value)


def test_ratio():
    assert ratio_in_hundredths(1, 3) == 3333
    assert ratio_in_hundredths(2, 3) == 6667
    assert ratio_in_hundredths(0, 0) == 0


def test_parameters_by_day():
    old = Parameter(
        "capital.one_official_member_cooperative", date(2013, 7, 1), 20, "percent", "Luật 23/2012/QH13", "secondary"
    )
    new = Parameter(
        "capital.one_official_member_cooperative", date(2024, 7, 1), 30, "percent", "Điều 74.1", "confirmed"
    )
    table = [
        (date(2013, 6, 30), None),
        (date(2013, 7, 1), 20),
        (date(2024, 6, 30), 20),
        (date(2024, 7, 1), 30),
        (date(2030, 1, 1), 30),
    ]
    for day, value in table:
        assert value_on([new, old], "capital.one_official_member_cooperative", day) == value
        assert caps_of("cooperative", [old, new], day).one_official == value
    assert caps_of("cooperative_group", [old, new], TODAY).one_official is None
