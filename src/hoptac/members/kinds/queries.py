"""Reads of changes of kind, and of a member's memberships with who decided them and why."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.members.kinds.models import KindChange
from hoptac.members.models import Decision, Membership

_changes, _memberships = KindChange.__table__.c, Membership.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_PARTY_ID = bindparam("party_id", type_=Uuid())
_begun, _ended = Decision.__table__.alias("begun"), Decision.__table__.alias("ended")


class Spell(msgspec.Struct, frozen=True):
    """One membership: from when to when (`valid_to` is the first day without it), which decisions, why it changed."""

    kind: str
    valid_from: date | None
    valid_to: date | None
    begun_by: str
    ended_by: str | None
    begun_body: str | None
    begun_number: str | None
    begun_decided_on: date | None
    ended_body: str | None
    ended_number: str | None
    ended_decided_on: date | None
    reason: str = ""


class Correction(msgspec.Struct, frozen=True):
    """A kind that was wrong and was set right."""

    kind_before: str
    kind_after: str
    reason: str
    recorded_at: datetime


_SPELLS = (
    select(
        _memberships.kind, _memberships.valid_from, _memberships.valid_to, _memberships.begun_by, _memberships.ended_by,
        _begun.c.body, _begun.c.number, _begun.c.decided_on, _ended.c.body, _ended.c.number, _ended.c.decided_on,
    )
    .select_from(
        Membership.__table__.outerjoin(
            _begun, (_begun.c.org_id == _memberships.org_id) & (_begun.c.id == _memberships.begun_decision_id)
        ).outerjoin(_ended, (_ended.c.org_id == _memberships.org_id) & (_ended.c.id == _memberships.ended_decision_id))
    )
    .where(_memberships.org_id == _ORG_ID, _memberships.party_id == _PARTY_ID)
    .order_by(_memberships.valid_from.asc().nulls_first(), _memberships.recorded_at, _memberships.id)
)  # fmt: skip
_CHANGES = (
    select(_changes.kind_before, _changes.kind_after, _changes.reason, _changes.recorded_at, _changes.effective_on)
    .where(_changes.org_id == _ORG_ID, _changes.party_id == _PARTY_ID)
    .order_by(_changes.recorded_at)
)
_BY_REQUEST = select(_changes.id).where(
    _changes.org_id == _ORG_ID, _changes.request_key == bindparam("request_key", type_=Uuid())
)


async def list_history(session: AsyncSession, org_id: UUID, party_id: UUID) -> tuple[list[Spell], list[Correction]]:
    """Every membership, the newest first, and the corrections that were made."""
    asked = {"org_id": org_id, "party_id": party_id}
    changes = (await session.execute(_CHANGES, asked)).all()
    # Two changes of one day are told apart by the kind that each led to.
    reasons = {(on, after): reason for _before, after, reason, _at, on in changes if on}
    spells = [
        Spell(*row, reason=reasons.get((row[1], row[0]), "") if row[3] == "kind_change" else "")
        for row in await session.execute(_SPELLS, asked)
    ]
    corrections = [Correction(before, after, why, at) for before, after, why, at, on in changes if on is None]
    return spells[::-1], corrections


async def find_change_by_request(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """The change that the same form has made already."""
    return (await session.execute(_BY_REQUEST, {"org_id": org_id, "request_key": request_key})).scalar()
