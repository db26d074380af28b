"""Who may leave for which reason, who decides, and on which days: rules as tables, each refusal with its article."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace as changed

from hoptac.kit.errors import Refusal, Refusals
from hoptac.members.memberships import Decided
from hoptac.members.memberships.rules import DecisionAhead, DecisionNumberMissing
from hoptac.members.models import KINDS, TERMINATIONS
from hoptac.members.terminations.refusals import (
    AnswerOutOfOrder,
    BodyNotEntitled,
    CircumstanceMissing,
    DeadlineNotPassed,
    DecidedBeforeRequest,
    GroundsMissing,
    LeftAhead,
    LeftBeforeDecision,
    LeftBeforeJoining,
    LeftBeforeMovement,
    LeftBeforeRequest,
    NothingPledged,
    NoticeAfterDecision,
    NoticeMissing,
    NotInCharter,
    NotInDefault,
    ReasonNotForKind,
    ReasonOfOrganizations,
    ReasonOfPersons,
    ReceiverMissing,
    RequestAhead,
    RequestMissing,
    StillActive,
)
from hoptac.members.terminations.rules import (
    REASONS,
    AskedTermination,
    Leaver,
    LeavingTerms,
    check_body,
    check_reason,
    check_termination,
    find_below_founders,
    reasons_for,
)

TODAY = date(2026, 10, 20)
FULL = LeavingTerms(is_recorded=True, governance_model="full", body="board", expulsion="Điều 9: cố ý gây thiệt hại")
M = 1_000_000

# Law 17/2023/QH15 Art. 33.1–33.3: a reason, and official, contributing, non-contributing members.
APPLIES = {
    "death_or_incapacity": ("33.1.a", True, True, True),
    "organisation_ceased": ("33.1.b", True, True, True),
    "cooperative_ceased": ("33.1.c", True, True, True),
    "resignation": ("33.1.d", True, True, True),
    "expulsion": ("33.1.đ", True, True, True),
    "inactivity": ("33.1.e", True, False, True),
    "contribution_default": ("33.1.g", True, True, False),
    "fee_default": ("33.3.b", False, False, True),
}


def test_every_reason_of_the_register_has_its_row():
    assert tuple(APPLIES) == TERMINATIONS == tuple(REASONS)


@pytest.mark.parametrize("reason", TERMINATIONS)
def test_a_reason_ends_memberships_of_its_kinds(reason):
    article, *applies = APPLIES[reason]
    party_kind = "organization" if reason == "organisation_ceased" else "individual"
    for kind, does in zip(KINDS, applies, strict=True):
        assert (reason in reasons_for(kind, party_kind)) is does
        if does:
            check_reason(reason, kind=kind, party_kind=party_kind)
            continue
        with pytest.raises(ReasonNotForKind) as refused:
            check_reason(reason, kind=kind, party_kind=party_kind)
        assert f"Điều {article} Luật 17/2023/QH15" in refused.value.sentence("vi")


@pytest.mark.parametrize(
    ("reason", "party_kind", "refusal"),
    [
        ("death_or_incapacity", "individual", None),
        ("death_or_incapacity", "household", ReasonOfPersons),
        ("death_or_incapacity", "organization", ReasonOfPersons),
        ("organisation_ceased", "organization", None),
        ("organisation_ceased", "group", None),
        ("organisation_ceased", "individual", ReasonOfOrganizations),
    ],
)
def test_people_die_and_organizations_cease(reason, party_kind, refusal):
    refused = refusal_of(check_reason, reason, kind="official", party_kind=party_kind)
    assert type(refused) is (refusal or type(None))


def refusal_of(check, *given, **named):
    try:
        check(*given, **named)
    except Refusal as refusal:
        return refusal
    return None


BOARD = LeavingTerms(is_recorded=True, governance_model="full", body="board")
MEETING = LeavingTerms(is_recorded=True, governance_model="reduced", body="general_meeting")
DIRECTOR = LeavingTerms(is_recorded=True, governance_model="full", body="director")
DIRECTOR_OF_FEW = LeavingTerms(is_recorded=True, governance_model="reduced", body="director")


@pytest.mark.parametrize(
    ("body", "terms", "article"),
    [
        ("board", BOARD, None),
        ("general_meeting", BOARD, None),
        ("director", BOARD, "66.6"),
        ("general_meeting", MEETING, None),
        ("board", MEETING, "70.9"),
        ("director", MEETING, "70.9"),
        ("director", DIRECTOR, None),
        ("board", DIRECTOR, None),
        ("board", DIRECTOR_OF_FEW, "71.3.g"),
        ("general_meeting", DIRECTOR_OF_FEW, None),
        ("director", LeavingTerms(), None),
    ],
)
def test_who_admits_also_ends(body, terms, article):
    refused = refusal_of(check_body, body, terms)
    assert type(refused) is (BodyNotEntitled if article else type(None))
    assert article is None or f"Điều {article} Luật" in refused.sentence("vi")


def asked(reason="resignation", **given):
    about = {"left_on": TODAY, "decided": Decided("board", "07/QĐ", TODAY)}
    about |= {
        "resignation": {"requested_on": TODAY - timedelta(days=30)},
        "expulsion": {"grounds": "Điều 9", "notified_on": TODAY - timedelta(days=10)},
        "death_or_incapacity": {"circumstance": "death"},
    }.get(reason, {"grounds": "Điều 9"})
    return AskedTermination(reason=reason, **about | given)


def decided(number="07/QĐ", on=TODAY, body="board"):
    return Decided(body, number, on)


DAY = timedelta(days=1)
OWING = Leaver("official", "individual", due_on=TODAY - 2 * DAY)
NONE = Leaver("associate_noncontributing", "individual")
INACTIVE = LeavingTerms(is_recorded=True, governance_model="full", body="board", inactivity_months=12)

# what is asked, who asks, the charter, the refusal and the field it stands beside
TERMINATION_ROWS = [
    (asked(), None, FULL, None, ""),
    (asked(requested_on=None), None, FULL, RequestMissing, "requested_on"),
    (asked("death_or_incapacity", requested_on=TODAY + DAY), None, FULL, RequestAhead, "requested_on"),
    (asked(requested_on=TODAY), None, FULL, None, ""),
    (asked(left_on=TODAY - 31 * DAY, decided=decided(on=TODAY - 30 * DAY)), None, FULL, LeftBeforeRequest, "left_on"),
    (asked(decided=decided(on=TODAY - 31 * DAY)), None, FULL, DecidedBeforeRequest, "decided_on"),
    (asked(left_on=TODAY + DAY), None, FULL, LeftAhead, "left_on"),
    (asked(), Leaver("official", "individual", joined_on=TODAY), FULL, None, ""),
    (asked(), Leaver("official", "individual", joined_on=TODAY + DAY), FULL, LeftBeforeJoining, "left_on"),
    (asked(), Leaver("official", "individual", moved_on=TODAY), FULL, None, ""),
    (asked(), Leaver("official", "individual", moved_on=TODAY + DAY), FULL, LeftBeforeMovement, "left_on"),
    (asked(decided=decided("")), None, FULL, DecisionNumberMissing, "decision_number"),
    (asked(decided=decided(on=TODAY + DAY)), None, FULL, DecisionAhead, "decided_on"),
    (asked(decided=decided(body="director")), None, FULL, BodyNotEntitled, "body"),
    # Expulsion (Art. 33.1.đ, 40.4): the case of the charter, heard before it is decided, not reaching back.
    (asked("expulsion"), None, FULL, None, ""),
    (asked("expulsion"), None, LeavingTerms(), None, ""),
    (asked("expulsion"), None, BOARD, NotInCharter, "reason"),
    (asked("expulsion", grounds=""), None, FULL, GroundsMissing, "grounds"),
    (asked("expulsion", notified_on=None), None, FULL, NoticeMissing, "notified_on"),
    (asked("expulsion", notified_on=TODAY), None, FULL, NoticeAfterDecision, "notified_on"),
    (asked("expulsion", answered_on=TODAY - 10 * DAY), None, FULL, None, ""),
    (asked("expulsion", answered_on=TODAY - 11 * DAY), None, FULL, AnswerOutOfOrder, "answered_on"),
    (asked("expulsion", answered_on=TODAY + DAY), None, FULL, AnswerOutOfOrder, "answered_on"),
    (asked("expulsion", left_on=TODAY - DAY), None, FULL, LeftBeforeDecision, "left_on"),
    # Death and incapacity (Art. 33.1.a, 90.3–90.5): reaches back; somebody receives for who cannot.
    (asked("death_or_incapacity", left_on=TODAY - 90 * DAY), None, FULL, None, ""),
    (asked("death_or_incapacity", circumstance=""), None, FULL, CircumstanceMissing, "circumstance"),
    (asked("death_or_incapacity", circumstance="missing"), None, FULL, ReceiverMissing, "receiver"),
    (asked("death_or_incapacity", circumstance="missing", receiver="Bà Lê"), None, FULL, None, ""),
    (asked("death_or_incapacity", circumstance="restricted"), None, FULL, ReceiverMissing, "receiver"),
    # Inactivity (Art. 33.1.e): the charter's period since the last use.
    (asked("inactivity"), Leaver("official", "individual", used_on=date(2025, 10, 20)), INACTIVE, None, ""),
    (
        asked("inactivity"),
        Leaver("official", "individual", used_on=date(2025, 10, 21)),
        INACTIVE,
        StillActive,
        "left_on",
    ),
    (asked("inactivity"), None, INACTIVE, None, ""),
    (asked("inactivity"), None, FULL, NotInCharter, "reason"),
    (asked("inactivity", grounds=""), None, INACTIVE, GroundsMissing, "grounds"),
    (asked("inactivity"), Leaver("associate_contributing", "individual"), INACTIVE, ReasonNotForKind, "reason"),
    # Contribution default (Art. 74.6.a): nothing, or less than the charter's minimum, after the deadline.
    (asked("contribution_default"), OWING, FULL, None, ""),
    (asked("contribution_default", left_on=TODAY - DAY), OWING, FULL, None, ""),
    (asked("contribution_default", left_on=TODAY - 2 * DAY), OWING, FULL, DeadlineNotPassed, "left_on"),
    (asked("contribution_default"), None, FULL, NothingPledged, "reason"),
    (asked("contribution_default"), changed(OWING, paid_dong=1), FULL, NotInDefault, "reason"),
    (asked("contribution_default"), changed(OWING, paid_dong=M - 1), changed(FULL, minimum_dong=M), None, ""),
    (asked("contribution_default"), changed(OWING, paid_dong=M), changed(FULL, minimum_dong=M), NotInDefault, "reason"),
    # Fee default (Art. 33.3.b): of who pays a fee.
    (asked("fee_default", decided=decided(body="director")), NONE, DIRECTOR, None, ""),
    (asked("fee_default"), None, FULL, ReasonNotForKind, "reason"),
    (asked("fee_default", left_on=TODAY - DAY), NONE, DIRECTOR, LeftBeforeDecision, "left_on"),
]


@pytest.mark.parametrize(("wanted", "leaver", "terms", "refusal", "field"), TERMINATION_ROWS)
def test_terminations(wanted, leaver, terms, refusal, field):
    leaver = leaver or Leaver("official", "individual")
    if refusal is None:
        check_termination(wanted, leaver, terms, today=TODAY)
        return
    with pytest.raises(Refusals) as refused:
        check_termination(wanted, leaver, terms, today=TODAY)
    assert [(type(one), one.field) for one in refused.value.refusals] == [(refusal, field)]


def test_everything_wrong_is_told_at_once():
    wanted = asked("expulsion", grounds="", left_on=TODAY + DAY, decided=decided(""))
    with pytest.raises(Refusals) as refused:
        check_termination(wanted, Leaver("official", "individual"), FULL, today=TODAY)
    assert [one.field for one in refused.value.refusals] == ["grounds", "left_on", "decision_number"]


@pytest.mark.parametrize(
    ("count", "founders", "kind", "warns"),
    [
        (5, 5, "cooperative", False),
        (4, 5, "cooperative", True),
        (2, 3, "cooperative_union", True),
        (1, 0, "cooperative_group", False),
    ],
)
def test_too_few_official_members_are_a_warning(count, founders, kind, warns):
    warning = find_below_founders(count, founders, kind)
    assert (warning is not None) is warns
    assert not warns or "Điều 103.1.d" in warning.sentence("vi")
