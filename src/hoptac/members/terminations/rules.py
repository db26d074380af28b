"""For which reason whose membership ends, who decides, and which days can be (Art. 33, 40.4, 74.6). Pure."""

from datetime import date

import msgspec

from hoptac.kit.calendar import add_months
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.language import Message, _
from hoptac.members.memberships.rules import BODY_NAMES, TERMINATION_NAMES, Decided, check_decision
from hoptac.members.rules import KIND_NAMES
from hoptac.members.terminations.refusals import (
    LAW,
    AnswerOutOfOrder,
    BelowFounders,
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
from hoptac.organizations.charter import Body, Charter, GovernanceModel

_ALL = ("official", "associate_contributing", "associate_noncontributing")
REASONS: dict[str, tuple[tuple[str, ...], str]] = {
    "death_or_incapacity": (_ALL, f"Điều 33.1.a {LAW}"),
    "organisation_ceased": (_ALL, f"Điều 33.1.b {LAW}"),
    "cooperative_ceased": (_ALL, f"Điều 33.1.c {LAW}"),
    "resignation": (_ALL, f"Điều 33.1.d {LAW}"),
    "expulsion": (_ALL, f"Điều 33.1.đ {LAW}"),
    "inactivity": (("official", "associate_noncontributing"), f"Điều 33.1.e {LAW}"),
    "contribution_default": (("official", "associate_contributing"), f"Điều 33.1.g {LAW}"),
    "fee_default": (("associate_noncontributing",), f"Điều 33.3.b {LAW}"),
}
"""Of each reason the kinds of members it ends the membership of, and its article."""
CIRCUMSTANCE_NAMES: dict[str, Message] = {
    "death": _("Chết, hoặc Tòa án tuyên bố là đã chết"),
    "missing": _("Tòa án tuyên bố mất tích"),
    "restricted": _("Mất hoặc hạn chế năng lực hành vi dân sự, khó khăn trong nhận thức"),
}
_ON_GROUNDS = ("expulsion", "inactivity", "contribution_default", "fee_default")
"""Reasons that the cooperative itself brings forward need the grounds."""
_FROM_DECISION = ("expulsion", "inactivity", "fee_default")
"""These do not reach back before the decision; a default ends the membership at the deadline (Art. 74.6.a)."""
_RANK: dict[str, int] = {"director": 0, "board": 1, "general_meeting": 2}


class AskedTermination(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a membership as it is asked for; `left_on` is the first day without it."""

    reason: str
    left_on: date
    decided: Decided
    circumstance: str = ""
    requested_on: date | None = None
    grounds: str = ""
    notified_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    receiver: str = ""
    bank_account: str = ""


class Leaver(msgspec.Struct, frozen=True):
    """Who is to leave, as the rules see her: what she is, since when, and the last days in the books. `used_on`: the last
    purchase, sale, loan or day of work with the cooperative; `due_on`: the last day to pay what was pledged."""

    kind: str
    party_kind: str
    joined_on: date | None = None
    moved_on: date | None = None
    used_on: date | None = None
    due_on: date | None = None
    paid_dong: int = 0


class LeavingTerms(msgspec.Struct, frozen=True):
    """What the charter says of leaving; None where it is silent. `body` decides on this kind of member, `is_recorded` tells
    that the charter has been written down at all: until then its silence says nothing."""

    is_recorded: bool = False
    governance_model: GovernanceModel | None = None
    body: Body | None = None
    inactivity_months: int | None = None
    minimum_dong: int | None = None
    expulsion: str = ""


def leaving_terms(charter: Charter, kind: str) -> LeavingTerms:
    """What the charter of a day says for a kind of member. Who decides is who decides on the admission (Art. 33.4)."""
    return LeavingTerms(
        is_recorded=charter.governance_model is not None,
        governance_model=charter.governance_model,
        body=charter.admission_body(kind),
        inactivity_months=charter.inactivity_months,
        minimum_dong=charter.contribution_minimum_dong,
        expulsion=charter.expulsion,
    )


def reasons_for(kind: str, party_kind: str) -> tuple[str, ...]:
    """The reasons that may end a membership of this kind and party."""
    unlike = "organisation_ceased" if party_kind == "individual" else "death_or_incapacity"
    return tuple(reason for reason, (kinds, _article) in REASONS.items() if kind in kinds and reason != unlike)


def check_reason(reason: str, *, kind: str, party_kind: str) -> None:
    """Art. 33.1 a–g, 33.3.b: raises ReasonNotForKind, ReasonOfPersons, ReasonOfOrganizations."""
    kinds, article = REASONS[reason]
    if kind not in kinds:
        raise ReasonNotForKind(TERMINATION_NAMES[reason], KIND_NAMES[kind], article)
    if reason == "death_or_incapacity" and party_kind != "individual":
        raise ReasonOfPersons(article)
    if reason == "organisation_ceased" and party_kind == "individual":
        raise ReasonOfOrganizations(article)


def check_body(body: str, terms: LeavingTerms) -> None:
    """Who decides on the admission decides on the end, or who stands above (Art. 33.4 with 66.6, 70.9, 68.4.đ, 71.3.g); in the
    reduced model there is no board. Raises BodyNotEntitled."""
    wanted, is_reduced = terms.body, terms.governance_model == "reduced"
    if wanted is None or (_RANK[body] >= _RANK[wanted] and not (body == "board" and is_reduced)):
        return
    articles = {"director": "71.3.g" if is_reduced else "68.4.đ", "board": "66.6", "general_meeting": "70.9"}
    raise BodyNotEntitled(BODY_NAMES[wanted], f"Điều {articles[wanted]} {LAW}")


def check_termination(asked: AskedTermination, leaver: Leaver, terms: LeavingTerms, *, today: date) -> None:
    """May this membership end so, by this decision, from this day (Art. 33)? Raises Refusals, each beside its field."""
    found: list[Refusal] = []
    for judged in (_judge_reason, _judge_papers, _judge_days, _judge_facts):
        try:
            judged(asked, leaver, terms, today)
        except Refusal as refusal:
            found.append(refusal)
        if found and judged is _judge_reason:
            break
    try:
        check_decision(asked.decided, today=today)
    except Refusals as refused:
        found += refused.refusals
    if found:
        raise Refusals(found)


def _judge_reason(asked: AskedTermination, leaver: Leaver, terms: LeavingTerms, _today: date) -> None:
    check_reason(asked.reason, kind=leaver.kind, party_kind=leaver.party_kind)
    check_body(asked.decided.body, terms)
    if terms.is_recorded and asked.reason == "inactivity" and terms.inactivity_months is None:
        raise NotInCharter(REASONS["inactivity"][1])
    if terms.is_recorded and asked.reason == "expulsion" and not terms.expulsion:
        raise NotInCharter(f"Điều 40.4 {LAW}")


def _judge_papers(asked: AskedTermination, _leaver: Leaver, _terms: LeavingTerms, today: date) -> None:
    """What each reason needs beside the decision."""
    if asked.reason == "death_or_incapacity":
        if not asked.circumstance:
            raise CircumstanceMissing
        if asked.circumstance != "death" and not asked.receiver:
            raise ReceiverMissing(is_missing=asked.circumstance == "missing")
    if asked.reason == "resignation" and asked.requested_on is None:
        raise RequestMissing
    if asked.requested_on is not None and asked.requested_on > today:
        raise RequestAhead(today)
    if asked.reason in _ON_GROUNDS and not asked.grounds:
        raise GroundsMissing(f"Điều 40.4 {LAW}" if asked.reason == "expulsion" else REASONS[asked.reason][1])
    if asked.reason == "expulsion":
        _check_heard(asked)


def _check_heard(asked: AskedTermination) -> None:
    decided_on = asked.decided.decided_on
    if asked.notified_on is None:
        raise NoticeMissing
    if decided_on is None:
        return
    if asked.notified_on >= decided_on:
        raise NoticeAfterDecision(decided_on)
    if asked.answered_on is not None and not asked.notified_on <= asked.answered_on <= decided_on:
        raise AnswerOutOfOrder(asked.notified_on, decided_on)


def _judge_days(asked: AskedTermination, leaver: Leaver, _terms: LeavingTerms, today: date) -> None:
    """The days in their order; a death or a court's decision ends the membership whenever the meeting hears of it."""
    left_on, decided_on, requested_on = asked.left_on, asked.decided.decided_on, asked.requested_on
    if left_on > today:
        raise LeftAhead(today)
    if leaver.joined_on is not None and left_on < leaver.joined_on:
        raise LeftBeforeJoining(leaver.joined_on)
    if leaver.moved_on is not None and left_on < leaver.moved_on:
        raise LeftBeforeMovement(leaver.moved_on)
    if asked.reason == "resignation" and requested_on is not None:
        if left_on < requested_on:
            raise LeftBeforeRequest(requested_on)
        if decided_on is not None and decided_on < requested_on:
            raise DecidedBeforeRequest(requested_on)
    if asked.reason in _FROM_DECISION and decided_on is not None and left_on < decided_on:
        raise LeftBeforeDecision(decided_on)


def _judge_facts(asked: AskedTermination, leaver: Leaver, terms: LeavingTerms, _today: date) -> None:
    """What the books themselves say against the reason (Art. 33.1.e, 74.6)."""
    if asked.reason == "inactivity":
        _check_inactive(leaver.used_on, terms.inactivity_months, asked.left_on)
    if asked.reason == "contribution_default":
        if leaver.due_on is None:
            raise NothingPledged
        minimum_dong = max(terms.minimum_dong or 1, 1)
        if leaver.paid_dong >= minimum_dong:
            raise NotInDefault(leaver.paid_dong, minimum_dong)
        if asked.left_on <= leaver.due_on:
            raise DeadlineNotPassed(leaver.due_on)


def _check_inactive(used_on: date | None, months: int | None, left_on: date) -> None:
    if used_on is not None and months is not None and add_months(used_on, months) > left_on:
        raise StillActive(used_on, months)


def find_below_founders(count: int, founders: int, organization_kind: str) -> BelowFounders | None:
    """A warning where fewer official members are left than the law asks for (Art. 4.7, 4.8; 103.1.d)."""
    if organization_kind == "cooperative_group" or count >= founders:
        return None
    return BelowFounders(count, founders, f"Điều 103.1.d {LAW}")
