"""Every SELECT of the imports."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.imports import ListsOfAKind
from hoptac.members.imports.models import IMPORT_JOB, MemberImport


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


_lists = ListsOfAKind(MemberImport, ImportRow, ImportDetail, job=IMPORT_JOB)
list_imports, get_import, get_open_import, find_open_import = (
    _lists.newest,
    _lists.get,
    _lists.get_open,
    _lists.find_open,
)


async def find_earlier_decisions(session: AsyncSession, org_id: UUID, sha256: bytes) -> dict[str, Any]:
    """What was answered for rows of the same file in imports that are done."""
    answers: dict[str, Any] = {}
    for (decided,) in await _lists.done_of_file(session, org_id, sha256, ("decided",)):
        answers = decided | answers
    return answers
