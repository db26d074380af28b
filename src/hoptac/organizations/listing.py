"""The whole registry, as those who run the platform see it: the list, one organization, and what a founding form offers."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, bindparam, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.language import _
from hoptac.organizations.models import Area, Organization
from hoptac.organizations.queries import below


class ListedOrganization(msgspec.Struct, frozen=True):
    """One line of the list."""

    id: UUID
    sort_key: str
    slug: str
    name: str
    kind: str
    alliance_name: str | None
    area_name: str | None
    keeps_books: bool


class OrganizationFacts(msgspec.Struct, frozen=True):
    """What the registry says of one organization; `province_name` is what the area lies in."""

    id: UUID
    slug: str
    name: str
    kind: str
    alliance_id: UUID | None
    alliance_name: str | None
    area_name: str | None
    province_name: str | None
    commune_name: str
    registration_code: str | None
    keeps_books: bool
    created_at: datetime


class Narrowing(msgspec.Struct, frozen=True):
    """What the list is narrowed to; empty is no narrowing. `alliance_path` is the alliance's own path."""

    q: str = ""
    kind: str = ""
    alliance_path: str = ""


_Alliance, _Parent = aliased(Organization), aliased(Area)
_SEARCHED = (
    literal(" ")
    + Organization.search_key
    + " "
    + func.replace(Organization.slug, "-", " ")
    + " "
    + func.coalesce(Organization.registration_code, "")
)
_LISTED = (
    select(
        Organization.id, Organization.sort_key, Organization.slug, Organization.name, Organization.kind,
        _Alliance.name, Area.name, Organization.keeps_books,
    )
    .outerjoin(_Alliance, _Alliance.id == Organization.alliance_id)
    .outerjoin(Area, Area.id == Organization.area_id)
)  # fmt: skip
FACTS = (
    select(
        Organization.id, Organization.slug, Organization.name, Organization.kind, Organization.alliance_id,
        _Alliance.name, Area.name, _Parent.name, Organization.commune_name, Organization.registration_code,
        Organization.keeps_books, Organization.created_at,
    )
    .outerjoin(_Alliance, _Alliance.id == Organization.alliance_id)
    .outerjoin(Area, Area.id == Organization.area_id)
    .outerjoin(_Parent, _Parent.id == Area.parent_id)
    .where(Organization.id == bindparam("org_id"))
)  # fmt: skip
ALLIANCES = (
    select(Organization.slug, Organization.name, Organization.alliance_path)
    .where(Organization.kind == "alliance")
    .order_by(Organization.sort_key, Organization.id)
)
NAMESAKES = select(Organization.slug, Organization.alliance_path).where(
    Organization.search_key == bindparam("search_key"), Organization.kind == bindparam("kind")
)


def _narrowed(
    statement: Select[*tuple[Any, ...]], words: int, has_kind: bool, has_alliance: bool
) -> Select[*tuple[Any, ...]]:
    if has_kind:
        statement = statement.where(Organization.kind == bindparam("kind"))
    if has_alliance:
        statement = statement.where(
            Organization.alliance_path >= bindparam("low"), Organization.alliance_path < bindparam("high")
        )
    return matching(statement, _SEARCHED, words)


@cache
def _page_statement(words: int, has_kind: bool, has_alliance: bool, direction: Direction) -> Select[*tuple[Any, ...]]:
    return paged(_narrowed(_LISTED, words, has_kind, has_alliance), Organization.sort_key, Organization.id, direction)


@cache
def _count_statement(words: int, has_kind: bool, has_alliance: bool) -> Select[*tuple[Any, ...]]:
    return _narrowed(select(func.count()).select_from(Organization), words, has_kind, has_alliance)


async def list_registry(
    session: AsyncSession, narrowing: Narrowing, bounds: Bounds
) -> tuple[Page[ListedOrganization], int]:
    """One page by name, and how many there are; found by name without accents, address or registration code."""
    words = search_words(narrowing.q)
    shape = len(words), bool(narrowing.kind), bool(narrowing.alliance_path)
    params = word_params(words)
    if narrowing.kind:
        params["kind"] = narrowing.kind
    if narrowing.alliance_path:
        params |= dict(zip(("low", "high"), below(narrowing.alliance_path), strict=True))
    found = await session.execute(_page_statement(*shape, bounds.direction), params | bounds.params)
    count = (await session.execute(_count_statement(*shape), params)).scalar_one()
    return page_of([ListedOrganization(*row) for row in found], bounds), count


async def get_organization_facts(session: AsyncSession, org_id: UUID) -> OrganizationFacts:
    """Raises NotFound."""
    row = (await session.execute(FACTS, {"org_id": org_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy đơn vị này."))
    return OrganizationFacts(*row)


async def list_alliances(session: AsyncSession) -> list[tuple[str, str, str]]:
    """Address, name and path of every alliance, by name."""
    return [(row[0], row[1], row[2]) for row in await session.execute(ALLIANCES)]


async def list_namesakes(session: AsyncSession, *, search_key: str, kind: str, path: str) -> list[str]:
    """Addresses of the organizations of the same kind and name below the same alliance, accents and case aside."""
    found = await session.execute(NAMESAKES, {"search_key": search_key, "kind": kind})
    return [slug for slug, its_path in found if its_path == path]
