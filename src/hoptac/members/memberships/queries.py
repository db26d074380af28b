"""Every SELECT of memberships and of the decisions behind them."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Uuid, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.members.models import Decision, Membership

_memberships, _decisions = Membership.__table__.c, Decision.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class MembershipRow(msgspec.Struct, frozen=True):
    """One membership of one kind; `valid_to` is the first day without it."""

    id: UUID
    kind: str
    valid_from: date | None
    valid_to: date | None
    begun_by: str
    ended_by: str | None
    begun_decision_id: UUID | None
    ended_decision_id: UUID | None


class DecisionRow(msgspec.Struct, frozen=True):
    """A decision as it was recorded."""

    id: UUID
    body: str
    number: str
    decided_on: date
    file_id: UUID | None


_OF_PARTY = (
    select(
        _memberships.id, _memberships.kind, _memberships.valid_from, _memberships.valid_to, _memberships.begun_by,
        _memberships.ended_by, _memberships.begun_decision_id, _memberships.ended_decision_id,
    )
    .where(_memberships.org_id == _ORG_ID, _memberships.party_id == bindparam("party_id", type_=Uuid()))
    .order_by(_memberships.valid_from.asc().nulls_first(), _memberships.recorded_at, _memberships.id)
)  # fmt: skip
_DECISION = select(_decisions.id, _decisions.body, _decisions.number, _decisions.decided_on, _decisions.file_id).where(
    _decisions.org_id == _ORG_ID, _decisions.id == bindparam("id", type_=Uuid())
)


def is_on(memberships: Any, day: Any) -> ColumnElement[bool]:
    """The condition on the columns of `memberships` that one was there on a day; an unknown beginning lies before all
    days. Its operators are leakproof."""
    begun = or_(memberships.valid_from.is_(None), memberships.valid_from <= day)
    return begun & or_(memberships.valid_to.is_(None), memberships.valid_to > day)


async def list_memberships(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[MembershipRow]:
    """Every membership of a party, the oldest first."""
    found = await session.execute(_OF_PARTY, {"org_id": org_id, "party_id": party_id})
    return [MembershipRow(*row) for row in found]


async def open_membership(session: AsyncSession, org_id: UUID, party_id: UUID) -> MembershipRow | None:
    """The membership that has not ended; None for who has left."""
    rows = await list_memberships(session, org_id, party_id)
    return next((row for row in rows if row.valid_to is None), None)


async def get_decision(session: AsyncSession, org_id: UUID, decision_id: UUID) -> DecisionRow:
    """Raises NotFound, for another organization's decision too."""
    row = (await session.execute(_DECISION, {"org_id": org_id, "id": decision_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy quyết định này."))
    return DecisionRow(*row)
