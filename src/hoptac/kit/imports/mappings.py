"""How lists of one shape are read: remembered for the next one when one is confirmed."""

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.imports.models import ImportMapping
from hoptac.kit.imports.packing import pack, unpack_mapping
from hoptac.kit.tables import Mapping

_mappings = ImportMapping.__table__.c
_REMEMBER = insert(ImportMapping)
REMEMBER = _REMEMBER.on_conflict_do_update(
    index_elements=["org_id", "list_kind", "shape_key"], set_={"mapping": _REMEMBER.excluded.mapping}
)
FIND = select(_mappings.mapping).where(
    _mappings.org_id == bindparam("org_id", type_=Uuid()),
    _mappings.list_kind == bindparam("list_kind"),
    _mappings.shape_key == bindparam("shape_key"),
)


async def remember_mapping(session: AsyncSession, org_id: UUID, list_kind: str, mapping: Mapping) -> None:
    """Lists of this shape will be read by this mapping from now on."""
    row = {"org_id": org_id, "list_kind": list_kind, "shape_key": mapping.shape_key, "mapping": pack(mapping)}
    await session.execute(REMEMBER, row)


async def find_mapping(session: AsyncSession, org_id: UUID, list_kind: str, shape_key: str) -> Mapping | None:
    """How lists of this shape were read before."""
    here = {"org_id": org_id, "list_kind": list_kind, "shape_key": shape_key}
    packed = (await session.execute(FIND, here)).scalar()
    return unpack_mapping(packed) if packed else None
