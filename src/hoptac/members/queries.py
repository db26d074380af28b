"""Every SELECT of the register of members."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Date, LargeBinary, Uuid, bindparam, case, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.kit.prepared import Prepared, Reader
from hoptac.kit.vietnamese import search_key
from hoptac.members.duplicates.models import MERGES
from hoptac.members.models import Member
from hoptac.members.reading import KnownMember
from hoptac.members.rules import Officials
from hoptac.organizations.models import Organization
from hoptac.parties.foreign import is_foreign
from hoptac.parties.identity_numbers import indexes_of, masked, open_number
from hoptac.parties.models import Party

Sort = Literal["name", "number", "joined_on"]
SORTS: tuple[Sort, ...] = ("name", "number", "joined_on")
PAGE_SIZE = 50
PAID_IN = "4111"
"""What members contributed, the only account of capital with a party (TT 71/2024)."""
_MOST_WORDS = 6
IDENTITY_DIGITS = (9, 12)
"""Of the old card and of the new one."""
_UNKNOWN_DAY = date(9999, 12, 31)

_parties, _members = Party.__table__.c, Member.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_JOINED = Party.__table__.join(
    Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id)
)

OFFICIALS = (
    select(func.count(), func.count().filter(is_foreign(_parties)))
    .select_from(_JOINED)
    .where(
        _members.org_id == _ORG_ID,
        _parties.org_id == _ORG_ID,
        _members.kind == "official",
        _members.left_on.is_(None),
    )
)


class MemberListRow(NamedTuple):
    """One line of the list; `key` is what it is sorted by. Of who has left `joined_on` is the day of leaving."""

    id: UUID
    number: str
    name: str
    kind: str
    joined_on: date | None
    phone: str | None
    key: Any


class MemberPage(NamedTuple):
    """One page of the list and whether there is more on either side."""

    rows: list[MemberListRow]
    has_previous: bool
    has_next: bool


class MemberDetail(msgspec.Struct, frozen=True):
    """One member with the party behind it. `identity_number` is whole: mask it before it is shown."""

    id: UUID
    number: str
    name: str
    party_kind: str
    kind: str
    gender: str | None
    born_on: date | None
    born_year: int | None
    identity_number: str | None
    identity_issued_on: date | None
    phone: str | None
    address: str | None
    hamlet: str | None
    joined_on: date | None
    production_area_m2: int | None
    main_product: str | None
    note: str | None
    nationality: str
    is_foreign_invested: bool
    left_on: date | None = None
    representative_name: str | None = None
    representative_relation: str | None = None
    representative_phone: str | None = None

    @property
    def version(self) -> str:
        """Another one as soon as anything is changed; tells nothing of the identity number."""
        shown = msgspec.structs.replace(self, identity_number=masked(self.identity_number))
        return sha256(msgspec.json.encode(shown)).hexdigest()[:16]


_SORTED_BY = {
    "name": _parties.sort_key,
    "number": _members.number,
    "joined_on": func.coalesce(_members.joined_on, literal(_UNKNOWN_DAY, Date())),
}
_SEARCHED = (
    literal(" ") + _parties.search_key + " " + func.lower(_members.number) + " " + func.coalesce(_parties.phone, "")
)


def _matching(statement: Any, words: int, has_left: bool) -> Any:
    statement = statement.where(_members.left_on.is_not(None) if has_left else _members.left_on.is_(None))
    for place in range(words):
        statement = statement.where(_SEARCHED.like(bindparam(f"word_{place}")))
    return statement


@cache
def page_statement(sort: Sort, words: int, direction: str, has_left: bool = False) -> Prepared:
    """One page, made once for each order, number of words, direction ("first", "after", "before") and for members or those
    who have left."""
    day = _members.left_on if has_left else _members.joined_on
    key = _members.left_on if has_left and sort == "joined_on" else _SORTED_BY[sort]
    columns = (_parties.id, _members.number, _parties.name, _members.kind, day, _parties.phone, key)
    chosen = select(*columns).select_from(_JOINED).where(_parties.org_id == _ORG_ID)
    statement = _matching(chosen, words, has_left)
    place = tuple_(bindparam("key", type_=key.type), bindparam("key_id", type_=Uuid()))
    if direction == "after":
        statement = statement.where(tuple_(key, _parties.id) > place)
    elif direction == "before":
        statement = statement.where(tuple_(key, _parties.id) < place).order_by(key.desc(), _parties.id.desc())
        return Prepared(statement.limit(PAGE_SIZE + 1))
    return Prepared(statement.order_by(key, _parties.id).limit(PAGE_SIZE + 1))


@cache
def _by_identity(has_left: bool) -> Prepared:
    day = _members.left_on if has_left else _members.joined_on
    columns = (_parties.id, _members.number, _parties.name, _members.kind, day, _parties.phone, _parties.sort_key)
    is_of = _parties.identity_number_index == func.any(bindparam("indexes", type_=ARRAY(LargeBinary())))
    chosen = select(*columns).select_from(_JOINED).where(_parties.org_id == _ORG_ID, is_of)
    return Prepared(_matching(chosen, 0, has_left))


_ALL_IN_REGISTER = select(func.count()).select_from(Member.__table__).where(_members.org_id == _ORG_ID)
_WHOLE_REGISTER = Prepared(_ALL_IN_REGISTER)
_ALL_WHO_LEFT = _ALL_IN_REGISTER.where(_members.left_on.is_not(None))


@cache
def count_statement(words: int, has_left: bool = False) -> Prepared:
    """How many, made once for each number of words; without words both counts are of an index alone."""
    if words:
        found = select(func.count()).select_from(_JOINED).where(_parties.org_id == _ORG_ID)
        return Prepared(_matching(found, words, has_left))
    if has_left:
        return Prepared(_ALL_WHO_LEFT)
    return Prepared(select(_ALL_IN_REGISTER.scalar_subquery() - _ALL_WHO_LEFT.scalar_subquery()))


_DETAIL_COLUMNS = (
    _parties.id, _members.number, _parties.name, _parties.kind, _members.kind, _parties.gender, _parties.born_on,
    _parties.born_year, _parties.sealed_identity_number, _parties.identity_issued_on, _parties.phone, _parties.address,
    _parties.hamlet, _members.joined_on, _members.production_area_m2, _members.main_product, _parties.note,
    _parties.nationality, _parties.is_foreign_invested, _members.left_on, _parties.representative_name,
    _parties.representative_relation, _parties.representative_phone,
)  # fmt: skip
GET_MEMBER = (
    select(*_DETAIL_COLUMNS).select_from(_JOINED).where(_parties.org_id == _ORG_ID, _parties.id == bindparam("id"))
)
LIST_ALL = (
    select(*_DETAIL_COLUMNS)
    .select_from(_JOINED)
    .where(_parties.org_id == _ORG_ID, _members.left_on.is_(None))
    .order_by(_parties.sort_key, _parties.id)
)
LIST_SOME = (
    select(*_DETAIL_COLUMNS)
    .select_from(_JOINED)
    .where(_parties.org_id == _ORG_ID, _parties.id == func.any(bindparam("ids", type_=ARRAY(Uuid()))))
)
_merges = MERGES.c
# A record that was taken up by another of the same person stands for that other one.
KNOWN_MEMBERS = (
    select(
        func.coalesce(_merges.kept_id, _parties.id), _parties.name, _members.number, _parties.sealed_identity_number,
        _parties.born_on, _parties.born_year, _parties.phone, _parties.nationality,
        case((_merges.kept_id.is_(None), _members.left_on)),
    )
    .select_from(_JOINED)
    .outerjoin(MERGES, (_merges.org_id == _parties.org_id) & (_merges.merged_id == _parties.id))
    .where(_parties.org_id == _ORG_ID)
)  # fmt: skip
IDENTITY_NUMBERS = select(_parties.sealed_identity_number).where(
    _parties.org_id == _ORG_ID, _parties.sealed_identity_number.is_not(None)
)
NUMBERS = select(_members.number).where(_members.org_id == _ORG_ID)
HOLDER_OF_IDENTITY = select(_parties.id, _parties.name).where(
    _parties.org_id == _ORG_ID,
    _parties.identity_number_index == func.any(bindparam("indexes", type_=ARRAY(LargeBinary()))),
)
HOLDER_OF_NUMBER = (
    select(_parties.id, _parties.name)
    .select_from(_JOINED)
    .where(_members.org_id == _ORG_ID, func.lower(_members.number) == func.lower(bindparam("number")))
)
LOCK_REGISTER = select(Organization.id).where(Organization.id == _ORG_ID).with_for_update(key_share=True)


def words_of(q: str) -> list[str]:
    """The words of a search, without accents; each is looked for at the beginning of any word of a name, number or phone."""
    return search_key(q).split()[:_MOST_WORDS]


def _pattern_params(words: Sequence[str]) -> dict[str, str]:
    # A search key holds letters and digits alone, so nothing in it means more than itself to LIKE.
    return {f"word_{place}": f"% {word}%" for place, word in enumerate(words)}


async def list_members(
    session: Reader,
    org_id: UUID,
    *,
    q: str = "",
    sort: Sort = "name",
    after: tuple[Any, UUID] | None = None,
    before: tuple[Any, UUID] | None = None,
    has_left: bool = False,
) -> MemberPage:
    """One page of at most 50 in the order asked for, after or before a place (key and id of a row); of who is a member, or
    of who has left."""
    words = words_of(q)
    direction = "after" if after else "before" if before else "first"
    params = {"org_id": org_id, **_pattern_params(words)}
    if place := after or before:
        params |= {"key": place[0], "key_id": place[1]}
    statement = page_statement(sort, len(words), direction, has_left)
    found = [MemberListRow(*row) for row in await statement.rows(session, params)]
    more, rows = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if direction == "before":
        rows.reverse()
        return MemberPage(rows, has_previous=more, has_next=True)
    return MemberPage(rows, has_previous=after is not None, has_next=more)


async def find_by_identity_number(
    session: Reader, org_id: UUID, q: str, *, has_left: bool = False
) -> list[MemberListRow]:
    """The member with this whole identity number; nobody for anything else that was typed."""
    digits = q.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in IDENTITY_DIGITS):
        return []
    asked = {"org_id": org_id, "indexes": indexes_of(org_id, digits)}
    return [MemberListRow(*row) for row in await _by_identity(has_left).rows(session, asked)]


async def count_members(session: Reader, org_id: UUID, q: str = "", *, has_left: bool = False) -> int:
    """How many members the search finds, all without one; or how many of those who have left."""
    words = words_of(q)
    return await count_statement(len(words), has_left).scalar(session, {"org_id": org_id, **_pattern_params(words)})


async def count_register(session: Reader, org_id: UUID) -> int:
    """How many records the register has, of members and of who has left."""
    return await _WHOLE_REGISTER.scalar(session, {"org_id": org_id})


async def get_member(session: AsyncSession, org_id: UUID, party_id: UUID) -> MemberDetail:
    """Raises NotFound, for another organization's member as well."""
    row = (await session.execute(GET_MEMBER, {"org_id": org_id, "id": party_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy thành viên này."))
    return _detail(org_id, row)


async def list_all_members(session: AsyncSession, org_id: UUID) -> list[MemberDetail]:
    """Everybody who is a member now by name, for a workbook."""
    return [_detail(org_id, row) for row in await session.execute(LIST_ALL, {"org_id": org_id})]


async def members_of(session: AsyncSession, org_id: UUID, ids: Sequence[UUID]) -> dict[UUID, MemberDetail]:
    """These members by their ids; who is none is left out."""
    rows = await session.execute(LIST_SOME, {"org_id": org_id, "ids": list(ids)})
    return {row[0]: _detail(org_id, row) for row in rows}


def _detail(org_id: UUID, row: Any) -> MemberDetail:
    fields: dict[str, Any] = dict(zip(MemberDetail.__struct_fields__, row, strict=True))
    return MemberDetail(**{**fields, "identity_number": open_number(org_id, fields["identity_number"])})


async def list_known_members(
    session: AsyncSession, org_id: UUID, sums: dict[UUID, tuple[int, int]]
) -> list[KnownMember]:
    """The register as an import must know it; `sums` are the đồng pledged and paid by party, from the capital above."""
    nothing = (0, 0)
    rows = await session.execute(KNOWN_MEMBERS, {"org_id": org_id})
    return [
        KnownMember(
            str(party_id),
            name,
            number,
            open_number(org_id, sealed_number),
            born_on,
            born_year,
            phone,
            *sums.get(party_id, nothing),
            nationality,
            left_on,
        )
        for party_id, name, number, sealed_number, born_on, born_year, phone, nationality, left_on in rows
    ]


async def list_numbers(session: AsyncSession, org_id: UUID) -> list[str]:
    """The member numbers in use."""
    return list((await session.execute(NUMBERS, {"org_id": org_id})).scalars())


async def list_identity_numbers(session: AsyncSession, org_id: UUID) -> set[str]:
    """The identity numbers in use, of members and of other parties."""
    sealed = (await session.execute(IDENTITY_NUMBERS, {"org_id": org_id})).scalars()
    return {number for one in sealed if (number := open_number(org_id, one))}


async def find_holder_of_identity(session: AsyncSession, org_id: UUID, identity_number: str) -> tuple[UUID, str] | None:
    """Id and name of the party that has this identity number."""
    asked = {"org_id": org_id, "indexes": indexes_of(org_id, identity_number)}
    row = (await session.execute(HOLDER_OF_IDENTITY, asked)).first()
    return (row[0], row[1]) if row else None


async def find_holder_of_number(session: AsyncSession, org_id: UUID, number: str) -> tuple[UUID, str] | None:
    """Id and name of the member that has this number, in whatever case it is written."""
    row = (await session.execute(HOLDER_OF_NUMBER, {"org_id": org_id, "number": number})).first()
    return (row[0], row[1]) if row else None


async def lock_register(session: AsyncSession, org_id: UUID) -> None:
    """Let one change of an organization's register wait for the other.

    Two imports of lists without identity numbers would otherwise each find the register empty and bring everyone in
    twice; two new members would propose the same next number. Foreign keys to the organization are not held up.
    """
    await session.execute(LOCK_REGISTER, {"org_id": org_id})


async def count_officials(session: AsyncSession, org_id: UUID) -> Officials:
    """The official members, and the foreign ones among them."""
    return Officials(*(await session.execute(OFFICIALS, {"org_id": org_id})).one())
