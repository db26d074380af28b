"""Reads of the lists of balances."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.imports import ImportDone
from hoptac.kit.imports.models import StoredFile
from hoptac.kit.jobs import find_open_job
from hoptac.kit.language import _
from hoptac.opening.models import POST_JOB, OpeningImport
from hoptac.opening.reading import BalanceVerdict
from hoptac.opening.refusals import OpeningUnderWay

_imports, _files = OpeningImport.__table__.c, StoredFile.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_WITH_FILE = OpeningImport.__table__.join(
    StoredFile.__table__, (_files.org_id == _imports.org_id) & (_files.id == _imports.file_id)
)
_VERDICTS = msgspec.msgpack.Decoder(list[BalanceVerdict])
MOST_LISTED = 50


class ImportRow(msgspec.Struct, frozen=True):
    """One list among the others."""

    id: UUID
    filename: str
    state: str
    first_on: date
    created_at: datetime
    entry_id: UUID | None


class ImportDetail(msgspec.Struct, frozen=True):
    """One list with all that was shown of it, still packed."""

    id: UUID
    file_id: UUID
    filename: str
    state: str
    first_on: date
    regime: str
    mapping: bytes
    verdicts: bytes
    counts: dict[str, Any]
    decided: dict[str, Any]
    finished_at: datetime | None
    entry_id: UUID | None

    def unpacked(self) -> list[BalanceVerdict]:
        """The verdicts as they were shown."""
        return _VERDICTS.decode(self.verdicts)


def _columns(struct: type[msgspec.Struct]) -> list[Any]:
    return [_files.name if name == "filename" else _imports[name] for name in struct.__struct_fields__]


LIST_IMPORTS = (
    select(*_columns(ImportRow))
    .select_from(_WITH_FILE)
    .where(_imports.org_id == _ORG_ID)
    .order_by(_imports.id.desc())
    .limit(MOST_LISTED)
)
GET_IMPORT = (
    select(*_columns(ImportDetail))
    .select_from(_WITH_FILE)
    .where(_imports.org_id == _ORG_ID, _imports.id == bindparam("id"))
)
LOCK_IMPORT = select(_imports.id).where(_imports.org_id == _ORG_ID, _imports.id == bindparam("id")).with_for_update()
OPEN_OF_SHA256 = (
    select(_imports.id)
    .where(_imports.org_id == _ORG_ID, _imports.sha256 == bindparam("sha256"), _imports.state == "understood")
    .order_by(_imports.id.desc())
    .limit(1)
)


async def list_imports(session: AsyncSession, org_id: UUID) -> list[ImportRow]:
    """The newest first."""
    return [ImportRow(*row) for row in await session.execute(LIST_IMPORTS, {"org_id": org_id})]


async def get_import(session: AsyncSession, org_id: UUID, import_id: UUID, *, lock: bool = False) -> ImportDetail:
    """Raises NotFound. `lock`: whoever else confirms or corrects this list waits."""
    params = {"org_id": org_id, "id": import_id}
    if lock:
        await session.execute(LOCK_IMPORT, params)
    row = (await session.execute(GET_IMPORT, params)).first()
    if row is None:
        raise NotFound(_("Không tìm thấy lần nhập này."))
    return ImportDetail(*row)


async def get_open_import(session: AsyncSession, org_id: UUID, import_id: UUID) -> ImportDetail:
    """A list that may still be changed, locked. Raises NotFound, ImportDone, OpeningUnderWay."""
    detail = await get_import(session, org_id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    if await find_open_job(session, org_id, POST_JOB, import_id):
        raise OpeningUnderWay
    return detail


async def find_open_import(session: AsyncSession, org_id: UUID, sha256: bytes) -> UUID | None:
    """The list of the same file that is not posted yet."""
    return (await session.execute(OPEN_OF_SHA256, {"org_id": org_id, "sha256": sha256})).scalar()
