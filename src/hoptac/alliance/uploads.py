"""Uploaded lists in the alliance's own tenant: judged and shown first, taken in after a yes."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.importing import JudgedRegistry
from hoptac.alliance.models import RegistryImport
from hoptac.alliance.reading import RegistryVerdict
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.vietnamese import clean_text

_ONE = (RegistryImport.org_id == bindparam("org_id"), RegistryImport.id == bindparam("import_id"))
GET = select(
    RegistryImport.id, RegistryImport.year, RegistryImport.filename, RegistryImport.state, RegistryImport.content,
    RegistryImport.verdicts,
).where(*_ONE)  # fmt: skip
NEWEST = (
    select(
        RegistryImport.id, RegistryImport.year, RegistryImport.filename, RegistryImport.state,
        RegistryImport.uploaded_at,
    )
    .where(RegistryImport.org_id == bindparam("org_id"))
    .order_by(RegistryImport.uploaded_at.desc())
    .limit(50)
)  # fmt: skip


class Upload(msgspec.Struct, frozen=True):
    """One uploaded list with the verdicts on its rows."""

    id: UUID
    year: int
    filename: str
    state: str
    content: bytes
    verdicts: list[RegistryVerdict]


class UploadRow(msgspec.Struct, frozen=True):
    """One line of the list of uploads."""

    id: UUID
    year: int
    filename: str
    state: str
    uploaded_at: datetime


async def keep_upload(
    session: AsyncSession,
    *,
    org_id: UUID,
    person_id: UUID,
    judged: JudgedRegistry,
    filename: str,
    content: bytes,
    at: datetime,
) -> UUID:
    """Store a judged list until somebody says yes."""
    row = {
        "org_id": org_id,
        "id": new_id(),
        "year": judged.year,
        "filename": clean_text(filename),
        "content": content,
        "verdicts": msgspec.msgpack.encode(judged.verdicts),
        "state": "judged",
        "result": b"",
        "uploaded_by": person_id,
        "uploaded_at": at,
    }
    await session.execute(insert(RegistryImport), row)
    return row["id"]


async def get_upload(session: AsyncSession, org_id: UUID, import_id: UUID) -> Upload:
    """One upload; NotFound also for another alliance's."""
    row = (await session.execute(GET, {"org_id": org_id, "import_id": import_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy danh sách đã tải lên này."))
    return Upload(*row[:5], msgspec.msgpack.decode(row[5], type=list[RegistryVerdict]))


async def list_uploads(session: AsyncSession, org_id: UUID) -> list[UploadRow]:
    """The newest uploads first."""
    return [UploadRow(*row) for row in await session.execute(NEWEST, {"org_id": org_id})]
