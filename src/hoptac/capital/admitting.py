"""One decision on many applications: who is admitted enters the register with the pledge or the fee, who is refused has
the reason in writing. All of it or nothing.

Members stand below capital, so the verb that does both lives here, as that of imports does.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions import record_pledge
from hoptac.capital.rules import Capital, Caps, Holding, MemberKind, check_caps
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.language import Message, _
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import search_key
from hoptac.members.applications.actions import end
from hoptac.members.applications.admitting import Admitted, admit
from hoptac.members.applications.queries import ApplicationDetail, get_application, read_charter
from hoptac.members.applications.refusals import (
    AlreadyDecided,
    DecidedApart,
    NothingDecided,
    OfApplicant,
    WhoUnanswered,
)
from hoptac.members.applications.rules import STATE_NAMES, Applying, check_body, check_decided_after, check_reason
from hoptac.members.memberships import Decided, record_decision
from hoptac.members.memberships.rules import check_decision
from hoptac.members.queries import lock_register
from hoptac.members.rules import check_founded
from hoptac.organizations.charter import Charter
from hoptac.organizations.queries import get_founded_year

_FIRST = ("official", "associate_contributing", "associate_noncontributing")
"""Official members before associates: what they pledge makes room for the associates' share (Art. 74.2)."""


class Verdict(msgspec.Struct, frozen=True):
    """What the body decided on one application."""

    application_id: UUID
    admits: bool
    reason: str = ""

    @property
    def field(self) -> str:
        """Where it stands on the form."""
        return f"verdict-{self.application_id}"


def cap_broken_by(applying: Applying, capital: Capital, caps: Caps) -> Refusal | None:
    """The cap of Art. 74.1–74.3 that the pledge would break if the applicant alone were admitted; None while founding."""
    if not applying.contributes or not applying.pledge_dong:
        return None
    holding = Holding(cast("MemberKind", applying.kind), is_foreign=applying.is_foreign)
    try:
        check_caps(capital, holding, caps, pledged_dong=applying.pledge_dong)
    except Refusal as broken:
        return broken
    return None


class Outcome(msgspec.Struct, frozen=True):
    """What came of a decision; `warnings` by the applicant's name."""

    admitted: int
    refused: int
    warnings: tuple[Message, ...]


async def decide_applications(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, decided: Decided, verdicts: Sequence[Verdict]
) -> Outcome:
    """Write the decision down and do what it says. What the same decision has decided already is passed over, so that a
    button pressed twice does it once.

    Raises NothingDecided, NotFound, and Refusals: of the decision beside its fields, of applicants beside their lines.
    """
    if not verdicts:
        raise NothingDecided
    await lock_register(session, org_id)
    today = now.astimezone(VIETNAM).date()
    decided_on = check_decision(decided, today=today)
    check_founded(decided_on, await get_founded_year(session, org_id), field="decided_on")
    charter = await read_charter(session, org_id, decided_on)
    details = [(one, await get_application(session, org_id, one.application_id, lock=True)) for one in verdicts]
    decision_id = await record_decision(session, org_id=org_id, actor_id=actor_id, now=now, decided=decided)
    doing = _Doing(session, org_id, actor_id, now, decided, decided_on, decision_id, charter)
    refusals: list[Refusal] = []
    warnings: list[Message] = []
    counts = {True: 0, False: 0}
    names: set[str] = set()  # of those whom this decision has admitted
    for verdict, detail in sorted(details, key=lambda pair: _FIRST.index(pair[1].applying.kind)):
        try:
            if _is_done(verdict, detail, decision_id):
                continue
            warnings += await _decide(doing, verdict, detail)
            counts[verdict.admits] += 1
        except NotFound:
            raise
        except WhoUnanswered as refusal:
            apart = search_key(detail.applying.name) in names
            refusals.append(_of_applicant(verdict, detail, DecidedApart() if apart else refusal))
        except Refusal as refusal:
            refusals.append(_of_applicant(verdict, detail, refusal))
        else:
            if verdict.admits:
                names.add(search_key(detail.applying.name))
    if refusals:
        raise Refusals(refusals)
    if counts[True]:
        await mark(session, org_id, now)
    return Outcome(counts[True], counts[False], tuple(warnings))


class _Doing(msgspec.Struct, frozen=True):
    """What each verdict of one decision needs."""

    session: AsyncSession
    org_id: UUID
    actor_id: UUID
    now: datetime
    decided: Decided
    decided_on: date
    decision_id: UUID
    charter: Charter


def _of_applicant(verdict: Verdict, detail: ApplicationDetail, refusal: Refusal) -> Refusal:
    field = refusal.field if refusal.field == "reason" else ""
    return OfApplicant(detail.applying.name, refusal, f"reason-{detail.id}" if field else verdict.field)


def _is_done(verdict: Verdict, detail: ApplicationDetail, decision_id: UUID) -> bool:
    """Decided so by this decision already. Raises AlreadyDecided where it was decided otherwise."""
    if detail.state == "waiting":
        return False
    if detail.decision_id == decision_id and (detail.state == "admitted") is verdict.admits:
        return True
    raise AlreadyDecided(detail.applying.name, STATE_NAMES[detail.state])


async def _decide(doing: _Doing, verdict: Verdict, detail: ApplicationDetail) -> list[Message]:
    applying = detail.applying
    check_body(applying.kind, doing.decided.body, doing.charter)
    check_decided_after(doing.decided_on, applying.received_on)
    values: dict[str, object] = {"ended_on": doing.decided_on, "decision_id": doing.decision_id}
    warnings: list[Message] = []
    if verdict.admits:
        admitted = await admit(
            doing.session, org_id=doing.org_id, now=doing.now, detail=detail, decided_on=doing.decided_on,
            decision_id=doing.decision_id,
        )  # fmt: skip
        warnings = await _pledge(doing, detail, admitted)
        values |= {"state": "admitted", "party_id": admitted.party_id}
        values |= {"fee_dong": None if applying.contributes else doing.charter.membership_fee_dong or None}
    else:
        check_reason(verdict.reason)
        values |= {"state": "refused", "reason": verdict.reason}
    await end(doing.session, doing.org_id, detail.id, doing.actor_id, doing.now, **values)
    await audit.record(
        doing.session, org_id=doing.org_id, person_id=doing.actor_id, at=doing.now,
        verb="admit_applicant" if verdict.admits else "refuse_applicant", subject=("application", detail.id),
        detail={"decision": doing.decided.number, "kind": applying.kind, "party_id": str(values.get("party_id", ""))},
    )  # fmt: skip
    return warnings


async def _pledge(doing: _Doing, detail: ApplicationDetail, admitted: Admitted) -> list[Message]:
    """The pledge of who contributes, dated the day of the decision; what the board should know."""
    applying, warnings = detail.applying, [admitted.warning]
    if applying.contributes and applying.pledge_dong:
        recorded = await record_pledge(
            doing.session, org_id=doing.org_id, actor_id=doing.actor_id, now=doing.now, party_id=admitted.party_id,
            amount_dong=applying.pledge_dong, pledged_on=doing.decided_on, request_key=detail.id,
            basis=doing.decided.number,
        )  # fmt: skip
        warnings.append(recorded.warning)
    return [_("%(name)s: %(reason)s", name=applying.name, reason=warning.whole()) for warning in warnings if warning]
