"""Reads of the registry: one organization by its address, the organizations below an alliance."""

from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Text, any_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.organizations.models import Organization


class AllianceRow(msgspec.Struct, frozen=True):
    """An alliance, its place among alliances and the province it works in."""

    id: UUID
    slug: str
    name: str
    path: str
    province_id: UUID | None


_ALLIANCE = select(
    Organization.id, Organization.slug, Organization.name, Organization.alliance_path, Organization.area_id
).where(Organization.kind == "alliance")
ALLIANCE = _ALLIANCE.where(Organization.slug == bindparam("slug"))
ALLIANCE_BY_ID = _ALLIANCE.where(Organization.id == bindparam("org_id"))
ID_BY_SLUG = select(Organization.id).where(Organization.slug == bindparam("slug"))
BOOKKEEPERS = select(Organization.id, Organization.slug).where(Organization.keeps_books).order_by(Organization.slug)
ID_AND_KIND = select(Organization.id, Organization.kind).where(Organization.slug == bindparam("slug"))
FOUNDED_YEAR = select(Organization.founded_year).where(Organization.id == bindparam("org_id"))
KIND_BY_ID = select(Organization.kind).where(Organization.id == bindparam("org_id"))
TAKEN_SLUGS = select(Organization.slug).where(Organization.slug == any_(bindparam("slugs", type_=ARRAY(Text()))))
CODE_OWNER = select(Organization.id).where(Organization.registration_code == bindparam("code"))


def below(path: str) -> tuple[str, str]:
    """First and last bound of the alliance paths below one: a range, which an index can answer; nothing is below ""."""
    return path, f"{path}\uffff" if path else ""


async def find_alliance(session: AsyncSession, slug: str) -> AllianceRow | None:
    """The alliance at an address."""
    row = (await session.execute(ALLIANCE, {"slug": slug})).first()
    return AllianceRow(*row) if row else None


async def get_alliance(session: AsyncSession, org_id: UUID) -> AllianceRow:
    """The alliance that an organization is; raises NotFound for one that is none."""
    row = (await session.execute(ALLIANCE_BY_ID, {"org_id": org_id})).first()
    if row is None:
        raise NotFound
    return AllianceRow(*row)


async def find_organization_id(session: AsyncSession, slug: str) -> UUID | None:
    """The organization at an address."""
    return (await session.execute(ID_BY_SLUG, {"slug": slug})).scalar()


async def list_bookkeepers(session: AsyncSession, slug: str | None = None) -> list[tuple[UUID, str]]:
    """Id and address of every organization that keeps its books here, or of the one at an address if it does."""
    found = await session.execute(BOOKKEEPERS.where(Organization.slug == slug) if slug else BOOKKEEPERS)
    return [(org_id, address) for org_id, address in found]


async def get_id_and_kind(session: AsyncSession, slug: str) -> tuple[UUID, str]:
    """The organization at an address and what kind it is; raises NotFound."""
    row = (await session.execute(ID_AND_KIND, {"slug": slug})).first()
    if row is None:
        raise NotFound(_("Không có tổ chức “%(slug)s”.", slug=slug))
    return row[0], row[1]


async def get_kind(session: AsyncSession, org_id: UUID) -> str:
    """What kind an organization is that is known to be there."""
    return (await session.execute(KIND_BY_ID, {"org_id": org_id})).scalar_one()


async def get_founded_year(session: AsyncSession, org_id: UUID) -> int | None:
    """The year in which an organization that is known to be there was founded; None where nobody has said."""
    return (await session.execute(FOUNDED_YEAR, {"org_id": org_id})).scalar_one()


async def find_code_owner(session: AsyncSession, registration_code: str) -> UUID | None:
    """The organization that has a registration code."""
    return (await session.execute(CODE_OWNER, {"code": registration_code})).scalar()


async def taken_slugs(session: AsyncSession, slugs: list[str]) -> set[str]:
    """Those of the addresses that organizations have already."""
    return set((await session.execute(TAKEN_SLUGS, {"slugs": slugs})).scalars()) if slugs else set()
