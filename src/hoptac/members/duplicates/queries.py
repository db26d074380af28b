"""Every SELECT of duplicates."""

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import Prepared
from hoptac.members.duplicates.models import DistinctMembers
from hoptac.members.duplicates.rules import Pair, Person
from hoptac.members.models import Member
from hoptac.parties.models import Party

_parties, _members, _distinct = Party.__table__.c, Member.__table__.c, DistinctMembers.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_PEOPLE = Prepared(
    select(
        _parties.id, _parties.search_key, _parties.born_on, _parties.born_year, _parties.phone, _parties.hamlet,
        _parties.identity_number.is_not(None),
    )
    .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
    .where(_parties.org_id == _ORG_ID, _members.org_id == _ORG_ID, _members.left_on.is_(None))
    .order_by(_parties.sort_key, _parties.id)
)  # fmt: skip
_DISTINCT = select(_distinct.first_id, _distinct.second_id).where(_distinct.org_id == _ORG_ID)


async def list_people(session: AsyncSession, org_id: UUID) -> list[Person]:
    """The members of today, by name."""
    return [Person(*row) for row in await _PEOPLE.rows(session, {"org_id": org_id})]


async def list_distinct(session: AsyncSession, org_id: UUID) -> set[Pair]:
    """The pairs that somebody has told apart."""
    return {(row[0], row[1]) for row in await session.execute(_DISTINCT, {"org_id": org_id})}
