"""Every SELECT of duplicates and merges."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, case, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import Prepared
from hoptac.members.duplicates.models import MERGES, DistinctMembers
from hoptac.members.duplicates.rules import Pair, Person
from hoptac.members.models import Member
from hoptac.parties.models import Party

_parties, _members, _distinct = Party.__table__.c, Member.__table__.c, DistinctMembers.__table__.c
_merges = MERGES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_PEOPLE = Prepared(
    select(
        _parties.id, _parties.search_key, _parties.born_on, _parties.born_year, _parties.phone, _parties.hamlet,
        _parties.sealed_identity_number.is_not(None),
    )
    .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
    .where(_parties.org_id == _ORG_ID, _members.org_id == _ORG_ID, _members.left_on.is_(None))
    .order_by(_parties.sort_key, _parties.id)
)  # fmt: skip
_DISTINCT = select(_distinct.first_id, _distinct.second_id).where(_distinct.org_id == _ORG_ID)

_PARTY_ID = bindparam("party_id", type_=Uuid())
_OTHER_ID = case((_merges.kept_id == _PARTY_ID, _merges.merged_id), else_=_merges.kept_id)
_OF_PARTY = (
    select(_parties.id, _parties.name, _merges.merged_on, _merges.merged_id == _PARTY_ID)
    .join_from(MERGES, Party.__table__, (_parties.org_id == _merges.org_id) & (_parties.id == _OTHER_ID))
    .where(_merges.org_id == _ORG_ID, or_(_merges.kept_id == _PARTY_ID, _merges.merged_id == _PARTY_ID))
    .order_by(_merges.merged_on, _merges.id)
)
_MERGED = select(_merges.merged_id).where(
    _merges.org_id == _ORG_ID, _merges.merged_id == func.any(bindparam("ids", type_=ARRAY(Uuid())))
)


class MergeRow(msgspec.Struct, frozen=True):
    """A merge as a member's page tells it: with which other record, and whether this one was taken up by it."""

    other_id: UUID
    other_name: str
    merged_on: date
    is_taken_up: bool


async def list_people(session: AsyncSession, org_id: UUID) -> list[Person]:
    """The members of today, by name."""
    return [Person(*row) for row in await _PEOPLE.rows(session, {"org_id": org_id})]


async def list_distinct(session: AsyncSession, org_id: UUID) -> set[Pair]:
    """The pairs that somebody has told apart."""
    return {(row[0], row[1]) for row in await session.execute(_DISTINCT, {"org_id": org_id})}


async def merges_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[MergeRow]:
    """The merges that a record had a part in."""
    rows = await session.execute(_OF_PARTY, {"org_id": org_id, "party_id": party_id})
    return [MergeRow(*row) for row in rows]


async def merged_among(session: AsyncSession, org_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
    """Those of the records that were taken up by another."""
    return set((await session.execute(_MERGED, {"org_id": org_id, "ids": list(ids)})).scalars())
