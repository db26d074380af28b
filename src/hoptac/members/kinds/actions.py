"""Writing a change or a correction of a kind; whoever calls holds the lock of the register and has judged it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.members.kinds.models import KindChange
from hoptac.members.kinds.rules import AskedKind
from hoptac.members.memberships import MembershipRow, change_membership_kind, correct_membership
from hoptac.members.models import Member
from hoptac.members.queries import MemberDetail

_changes = Base.metadata.tables[KindChange.__tablename__]
_members = Base.metadata.tables[Member.__tablename__]
_INSERT = insert(_changes)
_SET_KIND = update(_members).where(
    _members.c.org_id == bindparam("of_org"), _members.c.party_id == bindparam("of_party")
)


async def write_change(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, member: MemberDetail, asked: AskedKind,
    current: MembershipRow, effective_on: date, decision_id: UUID, request_key: UUID,
) -> None:  # fmt: skip
    """The membership ends and one of the new kind begins on the same day. Raises BeforeMembership."""
    await change_membership_kind(
        session, org_id=org_id, now=now, party_id=member.id, current=current, kind=asked.kind, effective_on=effective_on,
        decision_id=decision_id,
    )  # fmt: skip
    await _write(session, org_id, actor_id, now, member, asked, request_key, effective_on, decision_id)


async def write_correction(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, member: MemberDetail, asked: AskedKind,
    request_key: UUID,
) -> None:  # fmt: skip
    """The membership was of another kind all the time."""
    await correct_membership(session, org_id=org_id, party_id=member.id, kind=asked.kind, joined_on=member.joined_on)
    await session.execute(_SET_KIND.values(kind=asked.kind), {"of_org": org_id, "of_party": member.id})
    await _write(session, org_id, actor_id, now, member, asked, request_key, None, None)


async def _write(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, member: MemberDetail, asked: AskedKind,
    request_key: UUID, effective_on: date | None, decision_id: UUID | None,
) -> None:  # fmt: skip
    row = {"org_id": org_id, "id": new_id(), "party_id": member.id, "kind_before": member.kind}
    row |= {"kind_after": asked.kind, "effective_on": effective_on, "decision_id": decision_id, "reason": asked.reason}
    row |= {"services": asked.services, "request_key": request_key, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT, [row])
