"""One member, all of them, and what must be free or is taken in the register."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary, Uuid, bindparam, case, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.members.duplicates.models import MERGES
from hoptac.members.queries.columns import JOINED, MEMBERS, ORG_ID, PARTIES
from hoptac.members.reading import KnownMember
from hoptac.members.rules import Officials
from hoptac.organizations.models import Organization
from hoptac.parties.foreign import is_foreign
from hoptac.parties.identity_numbers import indexes_of, masked, open_number

PAID_IN = "4111"
"""What members contributed, the only account of capital with a party (TT 71/2024)."""
OFFICIALS = (
    select(func.count(), func.count().filter(is_foreign(PARTIES)))
    .select_from(JOINED)
    .where(
        MEMBERS.org_id == ORG_ID,
        PARTIES.org_id == ORG_ID,
        MEMBERS.kind == "official",
        MEMBERS.left_on.is_(None),
    )
)


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
    restricted_on: date | None = None
    """Since when the data of this person is only kept, erased on request."""

    @property
    def version(self) -> str:
        """Another one as soon as anything is changed; tells nothing of the identity number."""
        shown = msgspec.structs.replace(self, identity_number=masked(self.identity_number))
        return sha256(msgspec.json.encode(shown)).hexdigest()[:16]


_DETAIL_COLUMNS = (
    PARTIES.id, MEMBERS.number, PARTIES.name, PARTIES.kind, MEMBERS.kind, PARTIES.gender, PARTIES.born_on,
    PARTIES.born_year, PARTIES.sealed_identity_number, PARTIES.identity_issued_on, PARTIES.phone, PARTIES.address,
    PARTIES.hamlet, MEMBERS.joined_on, MEMBERS.production_area_m2, MEMBERS.main_product, PARTIES.note,
    PARTIES.nationality, PARTIES.is_foreign_invested, MEMBERS.left_on, PARTIES.representative_name,
    PARTIES.representative_relation, PARTIES.representative_phone, PARTIES.restricted_on,
)  # fmt: skip
GET_MEMBER = select(*_DETAIL_COLUMNS).select_from(JOINED).where(PARTIES.org_id == ORG_ID, PARTIES.id == bindparam("id"))
LIST_ALL = (
    select(*_DETAIL_COLUMNS)
    .select_from(JOINED)
    .where(PARTIES.org_id == ORG_ID, MEMBERS.left_on.is_(None))
    .order_by(PARTIES.sort_key, PARTIES.id)
)
LIST_SOME = (
    select(*_DETAIL_COLUMNS)
    .select_from(JOINED)
    .where(PARTIES.org_id == ORG_ID, PARTIES.id == func.any(bindparam("ids", type_=ARRAY(Uuid()))))
)
_merges = MERGES.c
# A record that was taken up by another of the same person stands for that other one.
KNOWN_MEMBERS = (
    select(
        func.coalesce(_merges.kept_id, PARTIES.id), PARTIES.name, MEMBERS.number, PARTIES.sealed_identity_number,
        PARTIES.born_on, PARTIES.born_year, PARTIES.phone, PARTIES.nationality,
        case((_merges.kept_id.is_(None), MEMBERS.left_on)),
    )
    .select_from(JOINED)
    .outerjoin(MERGES, (_merges.org_id == PARTIES.org_id) & (_merges.merged_id == PARTIES.id))
    .where(PARTIES.org_id == ORG_ID)
)  # fmt: skip
IDENTITY_NUMBERS = select(PARTIES.sealed_identity_number).where(
    PARTIES.org_id == ORG_ID, PARTIES.sealed_identity_number.is_not(None)
)
NUMBERS = select(MEMBERS.number).where(MEMBERS.org_id == ORG_ID)
HOLDER_OF_IDENTITY = select(PARTIES.id, PARTIES.name).where(
    PARTIES.org_id == ORG_ID,
    PARTIES.identity_number_index == func.any(bindparam("indexes", type_=ARRAY(LargeBinary()))),
)
HOLDER_OF_NUMBER = (
    select(PARTIES.id, PARTIES.name)
    .select_from(JOINED)
    .where(MEMBERS.org_id == ORG_ID, func.lower(MEMBERS.number) == func.lower(bindparam("number")))
)
LOCK_REGISTER = select(Organization.id).where(Organization.id == ORG_ID).with_for_update(key_share=True)


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
