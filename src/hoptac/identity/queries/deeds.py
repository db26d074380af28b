"""The deeds on people, seats and the registry, the newest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from hoptac.identity.models import Person, PlatformDeed
from hoptac.kit.keyset import PAGE_SIZE
from hoptac.organizations.models import Organization


class DeedRow(msgspec.Struct, frozen=True):
    """One deed in names: who did what to whom, where. `actor` is empty for the command line."""

    id: UUID
    at: datetime
    actor: str | None
    verb: str
    person_id: UUID | None
    person: str | None
    org_id: UUID | None
    org_name: str | None
    detail: dict[str, Any]


_Actor, _Subject = aliased(Person), aliased(Person)
_DEEDS = (
    select(
        PlatformDeed.id,
        PlatformDeed.at,
        _Actor.name,
        PlatformDeed.verb,
        _Subject.id,
        _Subject.name,
        Organization.id,
        Organization.name,
        PlatformDeed.detail,
    )
    .outerjoin(_Actor, _Actor.id == PlatformDeed.actor_id)
    .outerjoin(_Subject, and_(PlatformDeed.subject_kind == "person", _Subject.id == PlatformDeed.subject_id))
    .outerjoin(Organization, Organization.id == PlatformDeed.org_id)
    .order_by(PlatformDeed.id.desc())
    .limit(PAGE_SIZE + 1)
)  # ids are made in the order of time
OF_ORGANIZATION = PlatformDeed.org_id == bindparam("org_id")
OF_PERSON = and_(PlatformDeed.subject_kind == "person", PlatformDeed.subject_id == bindparam("person_id"))
BEFORE = PlatformDeed.id < bindparam("before")
STATEMENTS: dict[tuple[bool, bool, bool], Select[*tuple[Any, ...]]] = {
    (has_org, has_person, has_before): _DEEDS.where(
        *([OF_ORGANIZATION] if has_org else []),
        *([OF_PERSON] if has_person else []),
        *([BEFORE] if has_before else []),
    )
    for has_org in (False, True)
    for has_person in (False, True)
    for has_before in (False, True)
}


async def list_deeds(
    session: AsyncSession, *, org_id: UUID | None = None, person_id: UUID | None = None, before: UUID | None = None
) -> tuple[list[DeedRow], UUID | None]:
    """A page of deeds, of one organization or person if asked, and the id before which the next page begins."""
    statement = STATEMENTS[org_id is not None, person_id is not None, before is not None]
    given = {"org_id": org_id, "person_id": person_id, "before": before}
    found = await session.execute(statement, {name: value for name, value in given.items() if value is not None})
    rows = [DeedRow(*row) for row in found]
    return rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None
