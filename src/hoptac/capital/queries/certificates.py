"""Certificates: those of a member, one to print, and one by the code on its paper."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import Select, Uuid, bindparam, case, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.documents import CertificateContents
from hoptac.capital.models import Certificate, CertificateEnding, Contribution, Retraction
from hoptac.capital.sealing import open_contents
from hoptac.members.models import Member
from hoptac.organizations.models import Organization
from hoptac.parties.identity_numbers import open_number
from hoptac.parties.models import Party

_ORG_ID = bindparam("org_id", type_=Uuid())
_PARTY_IDS = func.any(bindparam("party_ids", type_=ARRAY(Uuid())))
_given = Certificate.__table__.c
_later = Certificate.__table__.alias("later")
_ended = CertificateEnding.__table__.c
_IS_REPLACED = (
    select(_later.c.id)
    .where(_later.c.org_id == _ORG_ID, _later.c.party_id == _given.party_id, _later.c.id > _given.id)
    .exists()
)
_STATE = case((_ended.certificate_id.is_not(None), "withdrawn"), (_IS_REPLACED, "replaced"), else_="in_force")

CertificateState = Literal["in_force", "replaced", "withdrawn"]


class CertificateRow(msgspec.Struct, frozen=True):
    """One certificate: in force until the member is given a later one, or holds less than it says."""

    id: UUID
    party_id: UUID
    number: str
    amount_dong: int
    issued_on: date
    check_code: str
    deed: str
    """Whether it was issued, or issued again, or exchanged, in place of `replaces_id`, and for which reason."""
    replaces_id: UUID | None
    reason: str
    basis: str
    state: CertificateState
    ended_on: date | None
    ending_reason: str | None
    ending_basis: str | None
    contents: CertificateContents

    @property
    def is_in_force(self) -> bool:
        """Whether it says what the member holds."""
        return self.state == "in_force"


class Holder(msgspec.Struct, frozen=True):
    """What a certificate says of the organization and of its holder (Art. 75.2.a, 75.2.c, 75.2.e)."""

    slug: str
    organization_name: str
    organization_code: str | None
    head_office: str
    legal_representative: str
    legal_representative_title: str
    kind: str
    name: str
    address: str | None
    nationality: str
    identity_number: str | None


def _certificates() -> Select[Any]:
    names = CertificateRow.__struct_fields__[:-5]
    ending = (_ended.ended_on, _ended.reason, _ended.basis)
    return (
        select(*(_given[name] for name in names), _STATE, *ending, _given.contents)
        .select_from(Certificate.__table__)
        .outerjoin(CertificateEnding.__table__, (_ended.org_id == _given.org_id) & (_ended.certificate_id == _given.id))
        .where(_given.org_id == _ORG_ID)
    )


_OF_PARTY = _certificates().where(_given.party_id == bindparam("party_id", type_=Uuid())).order_by(_given.id)
_BY_ID = _certificates().where(_given.id == bindparam("id", type_=Uuid()))
_BY_IDS = _certificates().where(_given.id == func.any(bindparam("ids", type_=ARRAY(Uuid())))).order_by(_given.id)
_BY_CODE = _certificates().where(_given.check_code == bindparam("check_code"))

_members, _parties = Member.__table__.c, Party.__table__.c
_HOLDER = (
    select(
        _parties.id,
        *(Organization.slug, Organization.name, Organization.registration_code),
        *(Organization.head_office, Organization.legal_representative, Organization.legal_representative_title),
        *(_parties.kind, _parties.name, func.nullif(_parties.address, "")),
        *(_parties.nationality, _parties.sealed_identity_number),
    )
    .select_from(Party.__table__)
    .join(Organization.__table__, Organization.id == _parties.org_id)
    .where(_parties.org_id == _ORG_ID, _parties.id == _PARTY_IDS)
)


def _row(org_id: UUID, row: Any) -> CertificateRow:
    fields: dict[str, Any] = dict(zip(CertificateRow.__struct_fields__, row, strict=True))
    return CertificateRow(**{**fields, "contents": open_contents(org_id, fields["contents"])})


async def list_certificates(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[CertificateRow]:
    """The certificates of one member, the oldest first."""
    return [_row(org_id, row) for row in await session.execute(_OF_PARTY, {"org_id": org_id, "party_id": party_id})]


async def find_certificate(session: AsyncSession, org_id: UUID, certificate_id: UUID) -> CertificateRow | None:
    """One certificate of this organization, or None."""
    row = (await session.execute(_BY_ID, {"org_id": org_id, "id": certificate_id})).first()
    return _row(org_id, row) if row else None


async def find_certificate_by_code(session: AsyncSession, org_id: UUID, check_code: str) -> CertificateRow | None:
    """The certificate whose paper bears this code, or None; a text that can be no code is not asked for."""
    if not (check_code.isascii() and check_code.isalnum()):
        return None
    row = (await session.execute(_BY_CODE, {"org_id": org_id, "check_code": check_code})).first()
    return _row(org_id, row) if row else None


async def list_by_ids(session: AsyncSession, org_id: UUID, ids: Sequence[UUID]) -> list[CertificateRow]:
    """Those of this organization among the ids, in the order of their issue."""
    return [_row(org_id, row) for row in await session.execute(_BY_IDS, {"org_id": org_id, "ids": list(ids)})]


def _holder(org_id: UUID, row: Sequence[Any]) -> Holder:
    known: dict[str, Any] = dict(zip(Holder.__struct_fields__, row, strict=True))
    return Holder(**{**known, "identity_number": open_number(org_id, known["identity_number"])})


async def list_holders(session: AsyncSession, org_id: UUID, party_ids: Sequence[UUID]) -> dict[UUID, Holder]:
    """What certificates say of both sides, by party."""
    found = await session.execute(_HOLDER, {"org_id": org_id, "party_ids": list(party_ids)})
    rows: Sequence[Any] = found.all()
    return {row[0]: _holder(org_id, row[1:]) for row in rows}


class ContributedThing(msgspec.Struct, frozen=True):
    """One contribution in kind as a certificate names it."""

    asset: str
    quantity: str
    right_of_use_period: str


_paid, _taken_back = Contribution.__table__.c, Retraction.__table__.c
_THINGS = (
    select(_paid.party_id, _paid.asset, _paid.asset_quantity, _paid.right_of_use_period)
    .where(
        _paid.org_id == _ORG_ID,
        _paid.party_id == _PARTY_IDS,
        _paid.method == "in_kind",
        ~select(_taken_back.id).where(_taken_back.org_id == _ORG_ID, _taken_back.contribution_id == _paid.id).exists(),
    )
    .order_by(_paid.contributed_on, _paid.id)
)


async def list_things(
    session: AsyncSession, org_id: UUID, party_ids: Sequence[UUID]
) -> dict[UUID, list[ContributedThing]]:
    """What members contributed in kind, each by date; those who did not are not named."""
    things: dict[UUID, list[ContributedThing]] = {}
    for party_id, *thing in await session.execute(_THINGS, {"org_id": org_id, "party_ids": list(party_ids)}):
        things.setdefault(party_id, []).append(ContributedThing(*thing))
    return things
