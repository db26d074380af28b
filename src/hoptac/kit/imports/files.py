"""Files as they are sent: read from a form within the limit, and kept once."""

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.forms import FieldMissing, FormReader
from hoptac.kit.identifiers import new_id
from hoptac.kit.imports.models import StoredFile
from hoptac.kit.language import _
from hoptac.kit.sheets import WorkbookTooLarge
from hoptac.kit.sheets.limits import LARGEST_BYTES

LARGEST_FORM_BYTES = LARGEST_BYTES + 1_048_576
"""Of a form with a file in it."""

_files = StoredFile.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
INSERT = insert(StoredFile)
OF_SHA256 = select(_files.id).where(_files.org_id == _ORG_ID, _files.sha256 == bindparam("sha256"))
GET = select(_files.name, _files.content).where(_files.org_id == _ORG_ID, _files.id == bindparam("file_id"))


async def read_upload(reader: FormReader, field: str = "file") -> tuple[str, bytes]:
    """Name and bytes of the file in a form. Raises FieldMissing, WorkbookTooLarge."""
    upload = reader.files.get(field)
    if upload is None or not upload.filename:
        raise FieldMissing(field, _("tệp danh sách"))
    content = await upload.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise WorkbookTooLarge
    return upload.filename, content


def fingerprint_of(content: bytes) -> bytes:
    """What a file is recognised by when it is sent again, whatever its name."""
    return hashlib.sha256(content).digest()


async def store_file(session: AsyncSession, org_id: UUID, *, name: str, content: bytes, at: datetime) -> UUID:
    """Keep a file; one of the same content is kept already. Whoever calls sees to it that two do not come at once."""
    sha256 = fingerprint_of(content)
    known = (await session.execute(OF_SHA256, {"org_id": org_id, "sha256": sha256})).scalar()
    if known is not None:
        return known
    file_id = new_id()
    file = {"org_id": org_id, "id": file_id, "sha256": sha256, "name": name, "created_at": at}
    await session.execute(INSERT, file | {"size": len(content), "content": content})
    return file_id


async def get_file(session: AsyncSession, org_id: UUID, file_id: UUID) -> tuple[str, bytes]:
    """Name and bytes of a file as it was sent."""
    row = (await session.execute(GET, {"org_id": org_id, "file_id": file_id})).one()
    return row[0], row[1]
