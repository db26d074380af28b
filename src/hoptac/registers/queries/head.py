"""What stands at the head of a register (Art. 15.1.a), who signs it, and since when there can be one."""

from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select

from hoptac.kit.prepared import Prepared, Reader
from hoptac.organizations.models import Organization


class Head(msgspec.Struct, frozen=True):
    """The organization as its registers name it; texts may be empty."""

    name: str
    registration_code: str
    head_office: str
    legal_representative: str
    legal_representative_title: str
    founded_year: int | None


_of = Organization.__table__.c
_HEAD = Prepared(
    select(
        *(_of.name, _of.registration_code, _of.head_office, _of.legal_representative),
        *(_of.legal_representative_title, _of.founded_year),
    ).where(_of.id == bindparam("org_id", type_=Uuid()))
)


async def get_head(session: Reader, org_id: UUID) -> Head:
    """The head of an organization that is there."""
    name, code, *rest = await _HEAD.one(session, {"org_id": org_id})
    return Head(name, code or "", *rest)
