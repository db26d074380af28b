"""Files printed in one go, and what goes into them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.paper_models import Print
from hoptac.capital.refusals import PrintGone, PrintNotFound
from hoptac.kit.stored_files import StoredFile, get_file

MOST_SHOWN = 50
_prints, _files = Print.__table__.c, StoredFile.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class PrintRow(msgspec.Struct, frozen=True):
    """One file; `file_id` and `size` are None when its time is over."""

    id: UUID
    kind: str
    count: int
    file_id: UUID | None
    kept_until: date
    made_at: datetime
    size: int | None


def _shown() -> Select[*tuple[Any, ...]]:
    columns = (_prints.id, _prints.kind, _prints.count, _prints.file_id, _prints.kept_until, _prints.made_at)
    return (
        select(*columns, _files.size)
        .select_from(Print.__table__)
        .outerjoin(StoredFile.__table__, (_files.org_id == _prints.org_id) & (_files.id == _prints.file_id))
        .where(_prints.org_id == _ORG_ID)
    )


_LIST = _shown().order_by(_prints.id.desc()).limit(MOST_SHOWN)
_GET = _shown().where(_prints.id == bindparam("id", type_=Uuid()))
_BY_KEY = _shown().where(_prints.request_key == bindparam("request_key", type_=Uuid()))
_OLD = select(_prints.id, _prints.file_id).where(
    _prints.org_id == _ORG_ID, _prints.file_id.is_not(None), _prints.kept_until < bindparam("today")
)


async def list_prints(session: AsyncSession, org_id: UUID) -> list[PrintRow]:
    """The newest first, fifty at most."""
    return [PrintRow(*row) for row in await session.execute(_LIST, {"org_id": org_id})]


async def find_print(session: AsyncSession, org_id: UUID, request_key: UUID) -> PrintRow | None:
    """What the same form printed before."""
    row = (await session.execute(_BY_KEY, {"org_id": org_id, "request_key": request_key})).first()
    return PrintRow(*row) if row else None


async def get_print_file(session: AsyncSession, org_id: UUID, print_id: UUID) -> tuple[PrintRow, bytes]:
    """A print and its file. Raises PrintNotFound, PrintGone."""
    row = (await session.execute(_GET, {"org_id": org_id, "id": print_id})).first()
    if row is None:
        raise PrintNotFound
    found = PrintRow(*row)
    if found.file_id is None:
        raise PrintGone
    _name, content = await get_file(session, org_id, found.file_id)
    return found, content


async def list_old_prints(session: AsyncSession, org_id: UUID, today: date) -> Sequence[Any]:
    """(id, file id) of those whose time is over and whose file is still there."""
    return (await session.execute(_OLD, {"org_id": org_id, "today": today})).all()
