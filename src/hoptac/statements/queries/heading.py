"""Whose statements they are: what a paper says of the organization, and who marked a year as filed."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person
from hoptac.ledger.models import FILED_YEARS
from hoptac.organizations.models import Organization
from hoptac.parties.models import Party

_filed = FILED_YEARS.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class Issuer(msgspec.Struct, frozen=True):
    """The organization as its papers name it; texts may be empty."""

    name: str
    kind: str
    head_office: str
    registration_code: str
    legal_representative: str
    activity_field: str | None


class Filing(msgspec.Struct, frozen=True):
    """A year's statements were filed: on which day, marked by whom and when."""

    year: int
    filed_on: date
    filed_by: UUID
    person_name: str
    recorded_at: datetime


_ISSUER = select(
    Organization.name,
    Organization.kind,
    Organization.head_office,
    Organization.registration_code,
    Organization.legal_representative,
    Organization.activity_field,
).where(Organization.id == _ORG_ID)
_FILINGS = (
    select(_filed.year, _filed.filed_on, _filed.filed_by, Person.name, _filed.recorded_at)
    .join_from(FILED_YEARS, Person.__table__, Person.id == _filed.filed_by)
    .where(_filed.org_id == _ORG_ID)
    .order_by(_filed.year.desc())
)


_PARTY_NAME = select(Party.name).where(Party.org_id == _ORG_ID, Party.id == bindparam("party_id", type_=Uuid()))


async def get_issuer(session: AsyncSession, org_id: UUID) -> Issuer:
    """What the papers of an organization say of it."""
    name, kind, office, code, representative, field = (await session.execute(_ISSUER, {"org_id": org_id})).one()
    return Issuer(name, kind, office, code or "", representative, field)


async def list_filings(session: AsyncSession, org_id: UUID) -> list[Filing]:
    """The years whose statements were filed, the newest first."""
    return [Filing(*row) for row in await session.execute(_FILINGS, {"org_id": org_id})]


async def find_party_name(session: AsyncSession, org_id: UUID, party_id: UUID | None) -> str | None:
    """The name of a party, None where there is none."""
    if party_id is None:
        return None
    return (await session.execute(_PARTY_NAME, {"org_id": org_id, "party_id": party_id})).scalar()
