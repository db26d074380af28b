"""Files as they were sent, each kept once in an organization, whatever it is to which room."""

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, Uuid, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.sealing import open_sealed, seal

PLACE = "stored_files.content"


class StoredFile(Base):
    """A file as it was sent, kept once however often it is sent. `content` is sealed: lists of members and papers of theirs
    are full of identity numbers; `sha256` and `size` are of the file as it was sent."""

    __tablename__ = "stored_files"
    __table_args__ = (UniqueConstraint("org_id", "sha256"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


_files = StoredFile.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
INSERT = insert(StoredFile)
OF_SHA256 = select(_files.id).where(_files.org_id == _ORG_ID, _files.sha256 == bindparam("sha256"))
DELETE = delete(StoredFile).where(_files.org_id == bindparam("of_org"), _files.id == bindparam("of_file"))
GET = select(_files.name, _files.content).where(_files.org_id == _ORG_ID, _files.id == bindparam("file_id"))


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
    await session.execute(INSERT, file | {"size": len(content), "content": seal(org_id, PLACE, content)})
    return file_id


async def get_file(session: AsyncSession, org_id: UUID, file_id: UUID) -> tuple[str, bytes]:
    """Name and bytes of a file as it was sent."""
    row = (await session.execute(GET, {"org_id": org_id, "file_id": file_id})).one()
    return row[0], open_content(org_id, row[1])


def open_content(org_id: UUID, content: bytes) -> bytes:
    """The bytes as they were sent, of the column `content`."""
    return open_sealed(org_id, PLACE, content)


async def forget_file(session: AsyncSession, org_id: UUID, file_id: UUID) -> None:
    """Delete the bytes where nothing else refers to them, in whatever room: the foreign keys know."""
    try:
        async with session.begin_nested():
            await session.execute(DELETE, {"of_org": org_id, "of_file": file_id})
    except IntegrityError:
        return
