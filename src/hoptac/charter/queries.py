"""Every SELECT of the charter's pages that asks more than the charter: who wrote, and how large the organization is."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.queries import find_totals
from hoptac.identity.models import Person
from hoptac.members.queries import count_officials
from hoptac.organizations.charter.models import VERSIONS
from hoptac.organizations.charter.rules import Facts
from hoptac.organizations.terms import OrganizationTerm

_terms, _versions = OrganizationTerm.__table__.c, VERSIONS.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class HistoryRow(msgspec.Struct, frozen=True):
    """One value of one clause; `set_by` is '' where the system did it."""

    valid_from: date
    value: int | None
    words: str | None
    basis: str
    version_id: UUID | None
    version_number: int | None
    set_at: datetime
    set_by: str


_HISTORY = (
    select(
        *(_terms.valid_from, _terms.value, _terms.words, _terms.basis, _terms.version_id, _versions.number),
        *(_terms.set_at, func.coalesce(Person.name, "")),
    )
    .outerjoin(VERSIONS, (_versions.org_id == _terms.org_id) & (_versions.id == _terms.version_id))
    .outerjoin(Person, Person.id == _terms.set_by)
    .where(_terms.org_id == _ORG_ID, _terms.key == bindparam("key"))
    .order_by(_terms.valid_from.desc(), _terms.set_at.desc())
)
_NAME = select(Person.name).where(Person.id == bindparam("person_id", type_=Uuid()))


async def list_history(session: AsyncSession, org_id: UUID, key: str) -> list[HistoryRow]:
    """Everything one clause has said, the last first."""
    return [HistoryRow(*row) for row in await session.execute(_HISTORY, {"org_id": org_id, "key": key})]


async def name_of(session: AsyncSession, person_id: UUID) -> str:
    """Who that is; '' for the system."""
    return (await session.execute(_NAME, {"person_id": person_id})).scalar() or ""


async def find_facts(session: AsyncSession, org_id: UUID) -> Facts:
    """What a version is judged by beside the law."""
    officials, totals = await count_officials(session, org_id), await find_totals(session, org_id)
    return Facts(officials.count, totals.pledged_dong, totals.paid_dong)
