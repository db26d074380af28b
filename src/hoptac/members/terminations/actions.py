"""Ending a membership: the decision, the row that says why, the register, and the agreements that end with it."""

from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.db import Base
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.members.agreements.actions import end_agreement
from hoptac.members.agreements.queries import agreements_of
from hoptac.members.memberships import MembershipRow, end_membership, record_decision
from hoptac.members.memberships.rules import BeforeMembership
from hoptac.members.queries import count_officials
from hoptac.members.terminations.models import MembershipTermination
from hoptac.members.terminations.rules import AskedTermination, find_below_founders

_INSERT = insert(Base.metadata.tables[MembershipTermination.__tablename__])


class OpenSums(msgspec.Struct, frozen=True):
    """What stood open on the day it was recorded, in đồng."""

    capital_dong: int = 0
    cancelled_pledge_dong: int = 0
    owed_dong: int = 0
    owing_dong: int = 0


async def record_termination(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    current: MembershipRow,
    asked: AskedTermination,
    sums: OpenSums,
    refund_due_on: date | None,
    request_key: UUID,
) -> UUID:
    """Write it down; its id. Whoever calls holds the lock of the register and has judged the deed (`check_termination`).

    Agreements in force end on the last day of the membership. Raises Refusals for a decision without number or day, and what
    `end_agreement` refuses: an internal transaction later than the membership.
    """
    decision_id = await record_decision(session, org_id=org_id, actor_id=actor_id, now=now, decided=asked.decided)
    termination_id = new_id()
    try:
        await end_membership(
            session, org_id=org_id, now=now, party_id=party_id, current=current, ended_by=asked.reason,
            left_on=asked.left_on, decision_id=decision_id,
        )  # fmt: skip
    except BeforeMembership as refused:
        refused.field = "left_on"
        raise
    row = {"org_id": org_id, "id": termination_id, "party_id": party_id, "membership_id": current.id}
    row |= {name: getattr(asked, name) for name in AskedTermination.__struct_fields__ if name != "decided"}
    row |= msgspec.structs.asdict(sums)
    row |= {"decision_id": decision_id, "refund_due_on": refund_due_on, "request_key": request_key}
    await session.execute(_INSERT, row | {"recorded_by": actor_id, "recorded_at": now})
    ended = await _end_agreements(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, left_on=asked.left_on,
        reason=f"Thôi là thành viên, {asked.decided.number}",
    )  # fmt: skip
    detail = {"reason": asked.reason, "left_on": asked.left_on.isoformat(), "agreements": ended}
    detail |= {"decision": asked.decided.number, "termination_id": str(termination_id)}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="end_membership", subject=("member", party_id),
        detail=detail,
    )  # fmt: skip
    await mark(session, org_id, now)
    return termination_id


async def _end_agreements(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, left_on: date, reason: str
) -> int:
    """Agreements are made with official members alone, so none outlives the membership; how many were ended."""
    ended = 0
    for row in await agreements_of(session, org_id, party_id):
        ends_on = max(row.valid_from, left_on - timedelta(days=1))
        if row.valid_to is not None and row.valid_to <= ends_on:
            continue
        try:
            await end_agreement(
                session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, agreement_id=row.id,
                ends_on=ends_on, reason=reason,
            )  # fmt: skip
        except Refusal as refused:
            refused.field = "left_on"
            raise
        ended += 1
    return ended


async def warn_below_founders(
    session: AsyncSession, org_id: UUID, *, founders: int, organization_kind: str
) -> Refusal | None:
    """What the board should know once somebody has left (Art. 103.1.d)."""
    officials = await count_officials(session, org_id)
    return find_below_founders(officials.count, founders, organization_kind)
