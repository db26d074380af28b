"""Who of the members has access, by which paper; and one paper by its code."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import MemberPin, Person
from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.language import _
from hoptac.members.models import Member
from hoptac.members.queries.columns import SEARCHED_WITH_PHONE
from hoptac.parties.identity_numbers import open_number
from hoptac.parties.models import Party
from hoptac.portal.models import MEMBER_CODES, MEMBER_LINKS
from hoptac.portal.rules import MOST_CODES, CodeUnknown


class AccessRow(msgspec.Struct, frozen=True):
    """One member and how she stands: linked with a sign-in name, with a paper out, or neither."""

    id: UUID
    sort_key: str
    number: str
    name: str
    phone: str | None
    code_made_at: datetime | None
    code_expires_at: datetime | None
    linked_at: datetime | None
    sign_in_name: str | None
    pin_failures: int | None


class Paper(msgspec.Struct, frozen=True):
    """One code with the party it was printed for and, where that party is linked, with whose sign-in."""

    id: UUID
    party_id: UUID
    expires_at: datetime
    ended_how: str | None
    party_kind: str
    party_name: str
    phone: str | None
    identity_number: str | None
    born_on: Any
    born_year: int | None
    link_id: UUID | None
    person_id: UUID | None
    sign_in_name: str | None


class LinkRow(msgspec.Struct, frozen=True):
    """A link as it was made and ended."""

    id: UUID
    linked_at: datetime
    ended_at: datetime | None
    sign_in_name: str


_parties, _members = Party.__table__.c, Member.__table__.c
_codes, _links = MEMBER_CODES.c, MEMBER_LINKS.c
_ORG_ID, _PARTY_ID = bindparam("org_id", type_=Uuid()), bindparam("party_id", type_=Uuid())
_SIGN_IN_NAME = func.coalesce(Person.phone, Person.email)
_OPEN_LINK = (_links.org_id == _ORG_ID) & (_links.party_id == _parties.id) & _links.ended_at.is_(None)
_MEMBERS = (
    select(
        _parties.id, _parties.sort_key, _members.number, _parties.name, _parties.phone, _codes.made_at,
        _codes.expires_at, _links.linked_at, _SIGN_IN_NAME, MemberPin.failures,
    )
    .select_from(Party.__table__)
    .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
    .outerjoin(
        MEMBER_CODES,
        (_codes.org_id == _ORG_ID) & (_codes.party_id == _parties.id) & _codes.ended_at.is_(None),
    )
    .outerjoin(MEMBER_LINKS, _OPEN_LINK)
    .outerjoin(Person, Person.id == _links.person_id)
    .outerjoin(MemberPin, MemberPin.person_id == _links.person_id)
    .where(_parties.org_id == _ORG_ID)
)  # fmt: skip
_ONE = _MEMBERS.where(_parties.id == _PARTY_ID)
_COUNTS = select(
    select(func.count()).where(_members.org_id == _ORG_ID).scalar_subquery(),
    select(func.count()).where(_links.org_id == _ORG_ID, _links.ended_at.is_(None)).scalar_subquery(),
)
_WITHOUT = (
    select(_parties.id)
    .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
    .outerjoin(MEMBER_LINKS, _OPEN_LINK)
    .where(_parties.org_id == _ORG_ID, _links.id.is_(None))
    .order_by(_parties.sort_key, _parties.id)
    .limit(MOST_CODES)
)
_NAMES = (
    select(_parties.id, _parties.name, _members.number)
    .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
    .where(_parties.org_id == _ORG_ID, _parties.id == func.any(bindparam("ids", type_=ARRAY(Uuid()))))
    .order_by(_parties.sort_key, _parties.id)
)
_PRINTED = select(_codes.party_id, _codes.ended_at.is_(None), _codes.expires_at).where(
    _codes.org_id == _ORG_ID, _codes.request_key == bindparam("request_key", type_=Uuid())
)
_PAPER = (
    select(
        _codes.id, _codes.party_id, _codes.expires_at, _codes.ended_how, _parties.kind, _parties.name, _parties.phone,
        _parties.sealed_identity_number, _parties.born_on, _parties.born_year, _links.id, _links.person_id, _SIGN_IN_NAME,
    )
    .select_from(MEMBER_CODES)
    .join(Party.__table__, (_parties.org_id == _codes.org_id) & (_parties.id == _codes.party_id))
    .outerjoin(MEMBER_LINKS, _OPEN_LINK)
    .outerjoin(Person, Person.id == _links.person_id)
    .where(_codes.org_id == _ORG_ID, _codes.code_hash == bindparam("code_hash"))
)  # fmt: skip
_PAPER_LOCKED = _PAPER.with_for_update(of=MEMBER_CODES)
_LINKS = (
    select(_links.id, _links.linked_at, _links.ended_at, _SIGN_IN_NAME)
    .join(Person, Person.id == _links.person_id)
    .where(_links.org_id == _ORG_ID, _links.party_id == _PARTY_ID)
    .order_by(_links.id.desc())
)
_USED_BY = (
    select(_SIGN_IN_NAME)
    .select_from(MEMBER_CODES)
    .join(Person, Person.id == _codes.used_by)
    .where(_codes.org_id == _ORG_ID, _codes.code_hash == bindparam("code_hash"))
)


@cache
def _page_statement(words: int, without: bool, direction: Direction) -> Select[*tuple[Any, ...]]:
    statement = _MEMBERS.where(_links.id.is_(None)) if without else _MEMBERS
    return paged(matching(statement, SEARCHED_WITH_PHONE, words), _parties.sort_key, _parties.id, direction)


async def list_members_with_access(
    session: AsyncSession, org_id: UUID, *, q: str, without: bool, bounds: Bounds
) -> Page[AccessRow]:
    """One page of members by name; `without`: those who have no link yet."""
    words = search_words(q)
    params = word_params(words) | bounds.params | {"org_id": org_id}
    found = await session.execute(_page_statement(len(words), without, bounds.direction), params)
    return page_of([AccessRow(*row) for row in found], bounds)


async def get_member_with_access(session: AsyncSession, org_id: UUID, party_id: UUID) -> AccessRow:
    """Raises NotFound, for another organization's member as well."""
    row = (await session.execute(_ONE, {"org_id": org_id, "party_id": party_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy thành viên này."))
    return AccessRow(*row)


async def count_access(session: AsyncSession, org_id: UUID) -> tuple[int, int]:
    """How many members there are, and how many links."""
    members, links = (await session.execute(_COUNTS, {"org_id": org_id})).one()
    return members, links


async def list_without_access(session: AsyncSession, org_id: UUID) -> list[UUID]:
    """Members without a link by name, as many as one print holds."""
    return list((await session.execute(_WITHOUT, {"org_id": org_id})).scalars())


async def names_of_members(session: AsyncSession, org_id: UUID, ids: list[UUID]) -> list[tuple[UUID, str, str]]:
    """Id, name and number of those who are members here, by name."""
    found = await session.execute(_NAMES, {"org_id": org_id, "ids": ids})
    return [(party_id, name, number) for party_id, name, number in found]


async def printed_with(session: AsyncSession, org_id: UUID, request_key: UUID) -> dict[UUID, tuple[bool, datetime]]:
    """What a form has printed before: whether the code of each party is still open, and until when."""
    found = await session.execute(_PRINTED, {"org_id": org_id, "request_key": request_key})
    return {party_id: (is_open, expires_at) for party_id, is_open, expires_at in found}


async def get_paper(session: AsyncSession, org_id: UUID, code_hash: bytes, *, lock: bool = False) -> Paper:
    """Raises CodeUnknown. `lock`: whoever else uses the same paper waits, and then finds it used."""
    statement = _PAPER_LOCKED if lock else _PAPER
    row = (await session.execute(statement, {"org_id": org_id, "code_hash": code_hash})).first()
    if row is None:
        raise CodeUnknown
    fields: dict[str, Any] = dict(zip(Paper.__struct_fields__, row, strict=True))
    return Paper(**{**fields, "identity_number": open_number(org_id, fields["identity_number"])})


async def list_links(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[LinkRow]:
    """All links that a party ever had, the newest first."""
    return [LinkRow(*row) for row in await session.execute(_LINKS, {"org_id": org_id, "party_id": party_id})]


async def find_user_of(session: AsyncSession, org_id: UUID, code_hash: bytes) -> str | None:
    """What the person who used a code signs in with."""
    return (await session.execute(_USED_BY, {"org_id": org_id, "code_hash": code_hash})).scalar()
