"""What an organization says of itself: its names, its code, where it is, who stands for it. Papers and statements take it
from here (Law 17/2023/QH15, Art. 75.2)."""

from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.organizations.models import Organization
from hoptac.organizations.queries import find_code_owner
from hoptac.organizations.rules import RegistrationCodeTaken


class Profile(msgspec.Struct, frozen=True):
    """The registration code is the tax code too (Art. 46). Texts are cleaned; empty or None where nothing is said."""

    name: str
    short_name: str = ""
    registration_code: str | None = None
    head_office: str = ""
    legal_representative: str = ""
    legal_representative_title: str = ""
    phone: str | None = None
    email: str | None = None


_COLUMNS = tuple(getattr(Organization, name) for name in Profile.__struct_fields__)
PROFILE = select(*_COLUMNS).where(Organization.id == bindparam("org_id"))
LOCK = select(Organization.id).where(Organization.id == bindparam("org_id")).with_for_update(key_share=True)
_TABLE = cast(Table, Organization.__table__)
_UPDATE = update(_TABLE).where(_TABLE.c.id == bindparam("of_org"))


async def get_profile(session: AsyncSession, org_id: UUID) -> Profile:
    """Raises NotFound."""
    row = (await session.execute(PROFILE, {"org_id": org_id})).first()
    if row is None:
        raise NotFound
    return Profile(*row)


async def change_profile(session: AsyncSession, org_id: UUID, profile: Profile) -> list[str]:
    """Write what changed; the names of the fields that did. Two who write at once wait for each other.

    Raises NotFound, and RegistrationCodeTaken for a code that another organization has.
    """
    await session.execute(LOCK, {"org_id": org_id})
    before = await get_profile(session, org_id)
    changed = [name for name in Profile.__struct_fields__ if getattr(profile, name) != getattr(before, name)]
    if not changed:
        return []
    code = profile.registration_code
    if "registration_code" in changed and code and await find_code_owner(session, code):
        raise RegistrationCodeTaken(code)
    keys = {"sort_key": sort_key(profile.name, whole=True), "search_key": search_key(profile.name)}
    try:
        await session.execute(_UPDATE.values(msgspec.structs.asdict(profile) | keys), {"of_org": org_id})
    except IntegrityError as error:  # somebody else was writing the same code
        raise RegistrationCodeTaken(code or "") from error
    return changed
