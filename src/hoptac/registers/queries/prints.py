"""A register that was made as a file."""

from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.kit.sealing import open_sealed
from hoptac.registers.models import PLACE, RegisterPrint

_prints = RegisterPrint.__table__.c
_GET = select(_prints.name, _prints.media_type, _prints.content).where(
    _prints.org_id == bindparam("org_id", type_=Uuid()),
    _prints.id == bindparam("id", type_=Uuid()),
    _prints.requested_by == bindparam("person_id", type_=Uuid()),
)


class PrintedFile(msgspec.Struct, frozen=True):
    """A file to fetch."""

    name: str
    media_type: str
    content: bytes


async def get_print(session: AsyncSession, org_id: UUID, print_id: UUID, person_id: UUID) -> PrintedFile:
    """The file for who asked for it. Raises NotFound, for anybody else and after a day."""
    asked = {"org_id": org_id, "id": print_id, "person_id": person_id}
    row = (await session.execute(_GET, asked)).first()
    if row is None:
        raise NotFound(_("Tệp này không còn. Hãy lập lại sổ."))
    name, media_type, sealed = row
    return PrintedFile(name, media_type, open_sealed(org_id, PLACE, sealed))
