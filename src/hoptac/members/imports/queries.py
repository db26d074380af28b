"""Every SELECT of the imports."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.imports import ImportDone, ImportUnderWay
from hoptac.kit.imports.models import StoredFile
from hoptac.kit.jobs import find_open_job
from hoptac.kit.language import _
from hoptac.members.imports.models import IMPORT_JOB, MemberImport

_imports, _files = MemberImport.__table__.c, StoredFile.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_WITH_FILE = MemberImport.__table__.join(
    StoredFile.__table__, (_files.org_id == _imports.org_id) & (_files.id == _imports.file_id)
)
MOST_LISTED = 100


class ImportRow(msgspec.Struct, frozen=True):
    """One import in the list of imports."""

    id: UUID
    filename: str
    state: str
    counts: dict[str, Any]
    created_at: datetime
    finished_at: datetime | None


class ImportDetail(msgspec.Struct, frozen=True):
    """One import with all that was shown of it, still packed."""

    id: UUID
    file_id: UUID
    filename: str
    sha256: bytes
    state: str
    shape_key: str
    mapping: bytes
    verdicts: bytes
    counts: dict[str, Any]
    decided: dict[str, Any]
    members_known: int
    created_at: datetime
    finished_at: datetime | None
    entry_id: UUID | None


_DETAIL_COLUMNS = tuple(
    _files.name if name == "filename" else _imports[name] for name in ImportDetail.__struct_fields__
)
LIST_IMPORTS = (
    select(_imports.id, _files.name, _imports.state, _imports.counts, _imports.created_at, _imports.finished_at)
    .select_from(_WITH_FILE)
    .where(_imports.org_id == _ORG_ID)
    .order_by(_imports.id.desc())
    .limit(MOST_LISTED)
)
GET_IMPORT = (
    select(*_DETAIL_COLUMNS).select_from(_WITH_FILE).where(_imports.org_id == _ORG_ID, _imports.id == bindparam("id"))
)
LOCK_IMPORT = select(_imports.id).where(_imports.org_id == _ORG_ID, _imports.id == bindparam("id")).with_for_update()
IMPORTS_OF_SHA256 = (
    select(_imports.id, _imports.state, _imports.decided)
    .where(_imports.org_id == _ORG_ID, _imports.sha256 == bindparam("sha256"))
    .order_by(_imports.id.desc())
)


async def list_imports(session: AsyncSession, org_id: UUID) -> list[ImportRow]:
    """The newest imports first."""
    return [ImportRow(*row) for row in await session.execute(LIST_IMPORTS, {"org_id": org_id})]


async def get_import(session: AsyncSession, org_id: UUID, import_id: UUID, *, lock: bool = False) -> ImportDetail:
    """Raises NotFound. `lock`: whoever else confirms or corrects this import waits."""
    params = {"org_id": org_id, "id": import_id}
    if lock:
        await session.execute(LOCK_IMPORT, params)
    row = (await session.execute(GET_IMPORT, params)).first()
    if row is None:
        raise NotFound(_("Không tìm thấy lần nhập này."))
    return ImportDetail(*row)


async def get_open_import(session: AsyncSession, org_id: UUID, import_id: UUID) -> ImportDetail:
    """An import that may still be changed, locked. Raises NotFound, ImportDone, ImportUnderWay."""
    detail = await get_import(session, org_id, import_id, lock=True)
    if detail.state == "done":
        raise ImportDone
    if await find_open_job(session, org_id, IMPORT_JOB, import_id):
        raise ImportUnderWay
    return detail


async def find_open_import(session: AsyncSession, org_id: UUID, sha256: bytes) -> UUID | None:
    """The import of the same file that was not confirmed yet."""
    rows = await session.execute(IMPORTS_OF_SHA256, {"org_id": org_id, "sha256": sha256})
    return next((row[0] for row in rows if row[1] == "understood"), None)


async def find_earlier_decisions(session: AsyncSession, org_id: UUID, sha256: bytes) -> dict[str, Any]:
    """What was answered for rows of the same file in imports that are done."""
    answers: dict[str, Any] = {}
    for _id, state, decided in await session.execute(IMPORTS_OF_SHA256, {"org_id": org_id, "sha256": sha256}):
        if state == "done":
            answers = decided | answers
    return answers
