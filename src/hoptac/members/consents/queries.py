"""Every SELECT of consents."""

from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person
from hoptac.members.consents.models import Consent
from hoptac.members.consents.rules import ConsentRow

_consents, _people = Consent.__table__.c, Person.__table__.c
_OF_PARTY = (
    select(
        _consents.id, _consents.purpose, _consents.is_given, _consents.decided_on, _consents.way, _consents.reference,
        func.coalesce(_people.name, ""),
    )
    .outerjoin(Person.__table__, _people.id == _consents.recorded_by)
    .where(
        _consents.org_id == bindparam("org_id", type_=Uuid()), _consents.party_id == bindparam("party_id", type_=Uuid())
    )
    .order_by(_consents.id)
)  # fmt: skip


async def list_consents(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[ConsentRow]:
    """Every word of one person, in the order in which it was recorded."""
    return [ConsentRow(*row) for row in await session.execute(_OF_PARTY, {"org_id": org_id, "party_id": party_id})]
