"""Every SELECT of offices."""

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.offices.models import OfficeTerm
from hoptac.offices.rules import Holder

_terms = OfficeTerm.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_ALL = (
    select(*(_terms[name] for name in Holder.__struct_fields__))
    .where(_terms.org_id == _ORG_ID)
    .order_by(_terms.elected_on.desc(), _terms.id.desc())
)
_CURRENT = _ALL.where(_terms.ended_on.is_(None))
_BY_ID = _ALL.where(_terms.id == bindparam("id", type_=Uuid()))
_BY_REQUEST = select(_terms.id).where(
    _terms.org_id == _ORG_ID, _terms.request_key == bindparam("request_key", type_=Uuid())
)
MOST_SHOWN = 500
_SHOWN = _ALL.limit(MOST_SHOWN)


async def list_holders(session: AsyncSession, org_id: UUID) -> list[Holder]:
    """Everybody who holds or held an office, the last elected first."""
    return [Holder(*row) for row in await session.execute(_SHOWN, {"org_id": org_id})]


async def list_current(session: AsyncSession, org_id: UUID) -> list[Holder]:
    """Who holds an office now, the last elected first."""
    return [Holder(*row) for row in await session.execute(_CURRENT, {"org_id": org_id})]


async def get_holder(session: AsyncSession, org_id: UUID, term_id: UUID) -> Holder:
    """Raises NotFound, for another organization's too."""
    row = (await session.execute(_BY_ID, {"org_id": org_id, "id": term_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy người giữ chức vụ này."))
    return Holder(*row)


async def find_by_request(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """The term that the same form has made already."""
    return (await session.execute(_BY_REQUEST, {"org_id": org_id, "request_key": request_key})).scalar()
