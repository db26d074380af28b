"""What a charter may say, by the law's own numbers: accepted rows beside refused ones, each with its article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charter.adopting import PDF, RESOLUTION

from hoptac.kit.errors import Refusals
from hoptac.organizations.charter.charter import Saying, charter_of, in_force
from hoptac.organizations.charter.clauses import CLAUSES, range_on
from hoptac.organizations.charter.refusals import (
    AboveLaw,
    AdoptedInFuture,
    BelowLaw,
    ChoiceUnknown,
    FeeSpanWithoutFee,
    FileMissing,
    FileNoPdf,
    FileTooLarge,
    FullModelRequired,
    MaximumAboveCap,
    MaximumBelowMinimum,
    NumberUnreadable,
    RefundTimeTwice,
    ResolutionMissing,
    ValidBeforeAdopted,
    WordsTooLong,
)
from hoptac.organizations.charter.rules import LARGEST_MB, Adoption, Facts, check_adoption, check_text
from hoptac.organizations.parameters import Parameter, list_parameters

DAY, TODAY = date(2026, 3, 1), date(2026, 6, 1)
BEFORE_THE_LAW = date(2023, 3, 1)
MILLION = 1_000_000
TY = 1_000_000_000
FULL, REDUCED = 1, 2
NOTHING = Facts()


@pytest.fixture(scope="module")
async def parameters(database):
    """The law's numbers as the migrations write them."""
    async with database.begin() as session:
        return await list_parameters(session)


def refused_by(parameters, changes, *, kind="cooperative", before=(), facts=NOTHING, day=DAY, **given):
    """The refusals of a version, with what they say and the field."""
    said = [Saying(f"charter.{slug}", date(2024, 7, 1), *value, "NQ 00") for slug, value in before]
    charter = charter_of(kind, said, parameters, day)
    adoption = Adoption(
        given.get("adopted_on", day), given.get("resolution", RESOLUTION), day, {f"charter.{k}": v for k, v in changes.items()}
    )  # fmt: skip
    try:
        check_adoption(adoption, charter, parameters, facts, today=given.get("today", TODAY))
    except Refusals as refused:
        return refused.refusals
    return []


@pytest.mark.parametrize(
    ("kind", "slug", "value", "refused", "article"),
    [
        # The deadline: the charter may only be shorter than six months.
        ("cooperative", "contribution_deadline_months", 6, None, None),
        ("cooperative", "contribution_deadline_months", 1, None, None),
        ("cooperative", "contribution_deadline_months", 7, AboveLaw, "Điều 74.4"),
        ("cooperative", "contribution_deadline_months", 0, NumberUnreadable, None),
        # The maximum of one member: 30 % in a cooperative, 40 % in a union.
        ("cooperative", "contribution_maximum_percent", 30, None, None),
        ("cooperative", "contribution_maximum_percent", 31, AboveLaw, "Điều 74.1"),
        ("cooperative_union", "contribution_maximum_percent", 40, None, None),
        ("cooperative_union", "contribution_maximum_percent", 41, AboveLaw, "Điều 74.1"),
        ("cooperative", "contribution_maximum_percent", 0, NumberUnreadable, None),
        # Age: stricter than the law, never laxer.
        ("cooperative", "minimum_age", 18, None, None),
        ("cooperative", "minimum_age", 21, None, None),
        ("cooperative", "minimum_age", 17, BelowLaw, "Điều 30.1.a"),
        # Offices.
        ("cooperative", "board_members", 3, None, None),
        ("cooperative", "board_members", 15, None, None),
        ("cooperative", "board_members", 2, BelowLaw, "Điều 65.1"),
        ("cooperative", "board_members", 16, AboveLaw, "Điều 65.1"),
        ("cooperative", "supervisors", 1, None, None),
        ("cooperative", "supervisors", 8, AboveLaw, "Điều 69.1"),
        ("cooperative", "board_term_years", 5, None, None),
        ("cooperative", "board_term_years", 6, AboveLaw, "Điều 65.2"),
        ("cooperative", "director_term_years", 6, AboveLaw, "Điều 68.2"),
        ("cooperative", "supervisors_term_years", 6, AboveLaw, "Điều 69.1"),
        # Income.
        ("cooperative", "indivisible_of_external_percent", 5, None, None),
        ("cooperative", "indivisible_of_external_percent", 4, BelowLaw, "Điều 84.2.a"),
        ("cooperative_union", "indivisible_of_external_percent", 10, None, None),
        ("cooperative_union", "indivisible_of_external_percent", 9, BelowLaw, "Điều 84.2.b"),
        ("cooperative", "indivisible_of_internal_percent", 0, None, None),
        ("cooperative", "by_usage_and_labour_percent", 51, None, None),
        ("cooperative", "by_usage_and_labour_percent", 50, BelowLaw, "Điều 86.3.a"),
        ("cooperative", "internal_transactions_percent", 100, None, None),
        ("cooperative", "internal_transactions_percent", 101, NumberUnreadable, None),
        # What the law leaves wholly to the charter.
        ("cooperative", "contribution_minimum_dong", 2 * MILLION, None, None),
        ("cooperative", "inactivity_months", 24, None, None),
        ("cooperative", "governance_model", 3, ChoiceUnknown, None),
        ("cooperative", "expulsion", "Gian lận; Hội đồng quản trị quyết định.", None, None),
        ("cooperative", "expulsion", "x" * 4001, WordsTooLong, None),
        ("cooperative", "board_members", None, None, None),
    ],
)
async def test_each_clause_by_the_law(parameters, kind, slug, value, refused, article):
    found = refused_by(parameters, {slug: value}, kind=kind)
    assert [type(one) for one in found] == ([refused] if refused else [])
    for one in found:
        assert one.field == slug
        assert (one.article or "").startswith(article or "")
        assert bool(one.article) == bool(article)


@pytest.mark.parametrize(
    ("changes", "before", "refused", "field", "article"),
    [
        ({"contribution_minimum_dong": 2 * MILLION, "contribution_maximum_dong": 2 * MILLION}, (), None, None, None),
        ({"contribution_minimum_dong": 3 * MILLION, "contribution_maximum_dong": 2 * MILLION}, (),
         MaximumBelowMinimum, "contribution_maximum_dong", "Điều 4.26"),
        ({"contribution_minimum_dong": 3 * MILLION}, (("contribution_maximum_dong", (2 * MILLION, None)),),
         MaximumBelowMinimum, "contribution_minimum_dong", "Điều 4.26"),
        ({"refund_days": 30, "refund_months": 1}, (), RefundTimeTwice, "refund_months", "Điều 40.8"),
        ({"refund_months": 1}, (("refund_days", (30, None)),), RefundTimeTwice, "refund_months", "Điều 40.8"),
        ({"refund_months": 1, "refund_days": None}, (("refund_days", (30, None)),), None, None, None),
        ({"membership_fee_every": 2}, (), FeeSpanWithoutFee, "membership_fee_every", "Điều 40.9"),
        ({"membership_fee_every": 2, "membership_fee_dong": 50_000}, (), None, None, None),
    ],
)  # fmt: skip
async def test_what_must_fit_together(parameters, changes, before, refused, field, article):
    found = refused_by(parameters, changes, before=before)
    assert [type(one) for one in found] == ([refused] if refused else [])
    for one in found:
        assert one.field == field
        assert one.article.startswith(article)


@pytest.mark.parametrize(
    ("kind", "facts", "refused"),
    [
        ("cooperative_union", Facts(9), False),
        ("cooperative_union", Facts(10), True),
        # Small by members and by capital; micro where one of the two is missing; unknown outside agriculture.
        ("cooperative", Facts(50, paid_dong=TY, activity_field="agriculture"), True),
        ("cooperative", Facts(49, paid_dong=TY, activity_field="agriculture"), False),
        ("cooperative", Facts(50, paid_dong=TY - 1, activity_field="agriculture"), False),
        ("cooperative", Facts(500, paid_dong=TY, activity_field="transport"), False),
        ("cooperative", Facts(500, paid_dong=TY), False),
        ("people_credit_fund", Facts(500, paid_dong=TY, activity_field="agriculture"), False),
    ],
)
async def test_who_must_have_the_full_model(parameters, kind, facts, refused):
    found = refused_by(parameters, {"governance_model": REDUCED}, kind=kind, facts=facts)
    assert [type(one) for one in found] == ([FullModelRequired] if refused else [])
    for one in found:
        assert (one.field, one.article) == ("governance_model", "Điều 56.2 Luật 17/2023/QH15")
    assert refused_by(parameters, {"governance_model": FULL}, kind=kind, facts=facts) == []


@pytest.mark.parametrize(
    ("facts", "maximum", "refused"),
    [
        (Facts(6, charter_capital_dong=100 * MILLION), 30 * MILLION, False),
        (Facts(6, charter_capital_dong=100 * MILLION), 30 * MILLION + 1, True),
        (Facts(4, charter_capital_dong=100 * MILLION), 90 * MILLION, False),  # being founded
        (Facts(6), 90 * MILLION, False),  # nobody has pledged
    ],
)
async def test_a_maximum_in_money_stays_within_the_cap_of_todays_capital(parameters, facts, maximum, refused):
    found = refused_by(parameters, {"contribution_maximum_dong": maximum}, facts=facts)
    assert [type(one) for one in found] == ([MaximumAboveCap] if refused else [])
    if refused:
        assert found[0].article == "Điều 74.1 Luật 17/2023/QH15"
        assert "30.000.000" in str(found[0])


@pytest.mark.parametrize(
    ("given", "refused", "field"),
    [
        ({"adopted_on": date(2026, 6, 2), "day": date(2026, 7, 1)}, AdoptedInFuture, "adopted_on"),
        ({"adopted_on": date(2026, 6, 1), "day": date(2027, 1, 1)}, None, None),
        ({"adopted_on": date(2026, 3, 2), "day": date(2026, 3, 1)}, ValidBeforeAdopted, "valid_from"),
        ({"resolution": ""}, ResolutionMissing, "resolution"),
    ],
)
async def test_days_in_order_and_a_resolution(parameters, given, refused, field):
    found = refused_by(parameters, {"inactivity_months": 12}, **given)
    assert [(type(one), one.field) for one in found] == ([(refused, field)] if refused else [])


async def test_all_that_is_wrong_is_said_at_once(parameters):
    changes = {"contribution_deadline_months": 9, "board_members": 2, "minimum_age": 20}
    found = refused_by(parameters, changes, resolution="")
    assert {one.field for one in found} == {"resolution", "contribution_deadline_months", "board_members"}


async def test_before_the_law_it_sets_no_bound_and_a_new_number_counts_from_its_day(parameters):
    assert refused_by(parameters, {"contribution_deadline_months": 12}, day=BEFORE_THE_LAW) == []
    stricter = Parameter("capital.contribution_deadline", date(2026, 1, 1), 3, "months", "Điều 9 Luật mới", "confirmed")
    assert refused_by(parameters, {"contribution_deadline_months": 4}, day=date(2025, 12, 31)) == []
    (refused,) = refused_by([*parameters, stricter], {"contribution_deadline_months": 4}, day=date(2026, 1, 1))
    assert "3 tháng" in str(refused)
    assert refused.article == "Điều 9 Luật mới"


async def test_every_bound_named_by_a_clause_is_a_number_of_the_law(parameters):
    for clause in CLAUSES.values():
        for kind in ("cooperative", "cooperative_union"):
            allowed = range_on(clause, kind, parameters, TODAY)
            assert bool(allowed.least) == bool(clause.at_least), clause.key
            assert bool(allowed.most) == bool(clause.at_most), clause.key


def test_every_clause_has_a_name_of_its_own_in_forms():
    slugs = [clause.slug for clause in CLAUSES.values()]
    assert len(set(slugs)) == len(slugs)
    assert not {"resolution", "adopted_on", "valid_from", "file", "request_key", "as_of", "seen_number"} & set(slugs)


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (PDF, None),
        (b"", FileMissing),
        (b"PK\x03\x04 a workbook", FileNoPdf),
        (PDF + b"0" * (LARGEST_MB * 1_048_576), FileTooLarge),
    ],
)
def test_the_text_is_a_pdf(content, refused):
    if refused is None:
        check_text(content)
        return
    with pytest.raises(refused):
        check_text(content)


@pytest.mark.parametrize(
    ("model", "member_kind", "body"),
    [
        (FULL, "official", "board"),
        (FULL, "associate_contributing", "board"),
        (FULL, "associate_noncontributing", "director"),
        (REDUCED, "official", "general_meeting"),
        (REDUCED, "associate_contributing", "general_meeting"),
        (REDUCED, "associate_noncontributing", "director"),
        (None, "official", None),
        (None, "associate_noncontributing", "director"),
    ],
)
async def test_who_decides_on_an_admission(parameters, model, member_kind, body):
    said = [Saying("charter.governance_model", DAY, model, None, "NQ 01")]
    assert charter_of("cooperative", said, parameters, DAY).admission_body(member_kind) == body


@pytest.mark.parametrize(
    ("slug", "value", "due"),
    [
        ("refund_days", 30, date(2026, 3, 31)),
        ("refund_months", 6, date(2026, 9, 1)),
        ("valuation", None, None),
    ],
)
async def test_when_a_refund_is_due(parameters, slug, value, due):
    said = [Saying(f"charter.{slug}", DAY, value, None, "NQ 01")]
    assert charter_of("cooperative", said, parameters, DAY).refund_due(DAY) == due


async def test_where_the_charter_is_silent_the_laws_number_counts(parameters):
    charter = charter_of("cooperative_union", [], parameters, DAY)
    assert charter.sayings == {}
    assert (charter.minimum_age, charter.contribution_deadline_months, charter.board_term_years) == (18, 6, 5)
    assert (charter.indivisible_of_external_percent, charter.by_usage_and_labour_percent) == (10, 51)
    assert (charter.contribution_minimum_dong, charter.membership_fee_dong, charter.governance_model) == (
        None,
        None,
        None,
    )
    assert (charter.several_cooperatives_allowed, charter.transfers_allowed, charter.expulsion) == (True, False, "")


async def test_a_charter_longer_than_a_later_law_does_not_count_beyond_it(parameters):
    said = [Saying("charter.contribution_deadline_months", BEFORE_THE_LAW, 12, None, "NQ 01")]
    assert charter_of("cooperative", said, parameters, BEFORE_THE_LAW).contribution_deadline_months == 12
    assert charter_of("cooperative", said, parameters, DAY).contribution_deadline_months == 6


_DAYS = st.dates(date(2024, 1, 1), date(2024, 2, 1))
_SAYINGS = st.lists(
    st.builds(
        Saying,
        key=st.sampled_from(["charter.refund_days", "charter.funds"]),
        valid_from=_DAYS,
        value=st.one_of(st.none(), st.integers(1, 9)),
        words=st.none(),
        basis=st.just("NQ"),
    ),
    max_size=12,
)


@given(_SAYINGS, _DAYS)
def test_as_of_a_day_is_a_replay_of_what_was_said(sayings, day):
    """Day after day, what begins on it replaces what counted; of one day the one set last."""
    replayed = {}
    for ordinal in range(date(2024, 1, 1).toordinal(), day.toordinal() + 1):
        for saying in sayings:
            if saying.valid_from.toordinal() == ordinal:
                replayed[saying.key] = saying
    assert in_force(sayings, day) == {key: one for key, one in replayed.items() if one.value is not None}
