"""Every SELECT of the charter."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, any_, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import Prepared, Reader
from hoptac.organizations.charter.charter import Charter, Saying, charter_of
from hoptac.organizations.charter.clauses import CLAUSES
from hoptac.organizations.charter.models import VERSIONS
from hoptac.organizations.models import LegalParameter, Organization
from hoptac.organizations.parameters import Parameter
from hoptac.organizations.terms import OrganizationTerm

_ORG_ID = bindparam("org_id", type_=Uuid())
_terms, _laws, _versions = OrganizationTerm.__table__.c, LegalParameter.__table__.c, VERSIONS.c
_KINDS = ("union", "cooperative")
_KEYS = list(CLAUSES)
_LAW_KEYS = sorted(
    {key.format(kind=kind) for clause in CLAUSES.values() for kind in _KINDS
     for key in (clause.at_least, clause.at_most, clause.otherwise) if key}
)  # fmt: skip
_JUDGING_KEYS = [
    "governance.full_model_from_union_members",
    "governance.small_agriculture_members",
    "governance.small_agriculture_capital",
]


class Said(msgspec.Struct, frozen=True):
    """Everything the charter of an organization has ever said, in the order in which it was set, and the law's numbers."""

    organization_kind: str
    activity_field: str | None
    sayings: tuple[Saying, ...]
    parameters: tuple[Parameter, ...]

    def on(self, day: date) -> Charter:
        """What counts on a day."""
        return charter_of(self.organization_kind, self.sayings, self.parameters, day)


class VersionRow(msgspec.Struct, frozen=True):
    """One version; `file_id` is None where its text has not been kept."""

    id: UUID
    number: int
    adopted_on: date
    resolution: str
    valid_from: date
    file_id: UUID | None
    recorded_by: UUID
    recorded_at: datetime


def _listed(columns: tuple[ColumnElement[Any], ...], *, by: tuple[ColumnElement[Any], ...]) -> ColumnElement[str]:
    return cast(func.json_agg(aggregate_order_by(func.json_build_array(*columns), *by)), Text)


_SAYINGS = (
    select(
        _listed(
            (_terms.key, _terms.valid_from, _terms.value, _terms.words, _terms.basis, _terms.version_id),
            by=(_terms.set_at, _terms.key),
        )
    )
    .where(_terms.org_id == _ORG_ID, _terms.key == any_(bindparam("keys", _KEYS, type_=ARRAY(Text()))))
    .scalar_subquery()
)
_LAWS = (
    select(
        _listed(
            (_laws.key, _laws.valid_from, _laws.value, _laws.unit, _laws.basis, _laws.confidence),
            by=(_laws.key, _laws.valid_from),
        )
    )
    .where(_laws.key == any_(bindparam("law_keys", [*_LAW_KEYS, *_JUDGING_KEYS], type_=ARRAY(Text()))))
    .scalar_subquery()
)
_SAID = Prepared(
    select(Organization.kind, Organization.activity_field, _SAYINGS, _LAWS).where(Organization.id == _ORG_ID)
)
_VERSION_COLUMNS = tuple(_versions[name] for name in VersionRow.__struct_fields__)
_VERSIONS = select(*_VERSION_COLUMNS).where(_versions.org_id == _ORG_ID)
_ALL_VERSIONS = _VERSIONS.order_by(_versions.valid_from.desc(), _versions.number.desc())
_VERSION = _VERSIONS.where(_versions.id == bindparam("version_id", type_=Uuid()))
_LAST_NUMBER = select(func.coalesce(func.max(_versions.number), 0)).where(_versions.org_id == _ORG_ID)
_BY_REQUEST = select(_versions.id).where(
    _versions.org_id == _ORG_ID, _versions.request_key == bindparam("request_key", type_=Uuid())
)


async def everything_said(session: Reader, org_id: UUID) -> Said:
    """The whole history of every clause, in one statement. Raises LookupError for an organization that there is not."""
    kind, field, sayings, laws = await _SAID.one(session, {"org_id": org_id})
    return Said(
        kind,
        field,
        msgspec.json.decode(sayings or "[]", type=tuple[Saying, ...]),
        msgspec.json.decode(laws or "[]", type=tuple[Parameter, ...]),
    )


async def charter_on(session: Reader, org_id: UUID, day: date) -> Charter:
    """The charter in force on a day, inside the organization (`enter_tenant`); one round trip.

    Raises LookupError for an organization that there is not.
    """
    return (await everything_said(session, org_id)).on(day)


async def list_versions(session: AsyncSession, org_id: UUID) -> list[VersionRow]:
    """Every version, the one that counts last first."""
    return [VersionRow(*row) for row in await session.execute(_ALL_VERSIONS, {"org_id": org_id})]


async def find_version(session: AsyncSession, org_id: UUID, version_id: UUID) -> VersionRow | None:
    """One version; None where the organization has none under that id."""
    row = (await session.execute(_VERSION, {"org_id": org_id, "version_id": version_id})).first()
    return VersionRow(*row) if row else None


async def last_number(session: AsyncSession, org_id: UUID) -> int:
    """The number of the version written last; 0 before the first."""
    return (await session.execute(_LAST_NUMBER, {"org_id": org_id})).scalar_one()


async def find_by_request(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """The version that the same form has made already."""
    return (await session.execute(_BY_REQUEST, {"org_id": org_id, "request_key": request_key})).scalar()
