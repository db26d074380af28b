"""Statements on their way in and those that are in, and the lines that are known already."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import BANK_LINES, BANK_STATEMENTS
from hoptac.bank.rules import KnownLine
from hoptac.kit.errors import NotFound
from hoptac.kit.imports import open_column
from hoptac.kit.language import _
from hoptac.kit.stored_files import StoredFile

_statements, _lines, _files = BANK_STATEMENTS.c, BANK_LINES.c, StoredFile.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
MOST_LISTED = 100


class StatementRow(msgspec.Struct, frozen=True):
    """One statement in a list."""

    id: UUID
    filename: str
    bank_account_id: UUID | None
    state: str
    opening_dong: int | None
    closing_dong: int | None
    first_on: date | None
    last_on: date | None
    counts: dict[str, Any]
    created_at: datetime
    finished_at: datetime | None


class StatementDetail(msgspec.Struct, frozen=True):
    """One statement with what was shown of it, still packed."""

    id: UUID
    filename: str
    bank_account_id: UUID | None
    state: str
    opening_dong: int | None
    closing_dong: int | None
    first_on: date | None
    last_on: date | None
    counts: dict[str, Any]
    created_at: datetime
    finished_at: datetime | None
    file_id: UUID
    sha256: bytes
    mapping: bytes
    found: bytes | None
    refusal: str | None


def _columns(struct: type[msgspec.Struct]) -> tuple[Any, ...]:
    return tuple(_files.name if name == "filename" else _statements[name] for name in struct.__struct_fields__)


_WITH_FILE = BANK_STATEMENTS.join(
    StoredFile.__table__, (_files.org_id == _statements.org_id) & (_files.id == _statements.file_id)
)
_LIST = (
    select(*_columns(StatementRow))
    .select_from(_WITH_FILE)
    .where(_statements.org_id == _ORG_ID)
    .order_by(_statements.id.desc())
    .limit(MOST_LISTED)
)
_DONE = (
    select(*_columns(StatementRow))
    .select_from(_WITH_FILE)
    .where(
        _statements.org_id == _ORG_ID,
        _statements.bank_account_id == bindparam("bank_account_id", type_=Uuid()),
        _statements.state == "done",
    )
    .order_by(_statements.first_on, _statements.last_on, _statements.id)
)
_GET = (
    select(*_columns(StatementDetail))
    .select_from(_WITH_FILE)
    .where(_statements.org_id == _ORG_ID, _statements.id == bindparam("id"))
)
_LOCK = select(_statements.id).where(_statements.org_id == _ORG_ID, _statements.id == bindparam("id")).with_for_update()
_OF_FILE = (
    select(_statements.id, _statements.state, _statements.finished_at, _statements.counts)
    .where(_statements.org_id == _ORG_ID, _statements.sha256 == bindparam("sha256"))
    .order_by(_statements.id.desc())
)
_KNOWN = select(
    _lines.transacted_on, _lines.amount_dong, _lines.reference, _lines.balance_dong, _lines.description
).where(
    _lines.org_id == _ORG_ID,
    _lines.bank_account_id == bindparam("bank_account_id"),
    _lines.transacted_on >= bindparam("first_on"),
    _lines.transacted_on <= bindparam("last_on"),
).order_by(_lines.transacted_on, _lines.position)  # fmt: skip
_LAST_POSITION = select(func.coalesce(func.max(_lines.position), 0)).where(
    _lines.org_id == _ORG_ID, _lines.bank_account_id == bindparam("bank_account_id")
)


class OfFile(msgspec.Struct, frozen=True):
    """A statement of the same file."""

    id: UUID
    state: str
    finished_at: datetime | None
    counts: dict[str, Any]


async def list_statements(session: AsyncSession, org_id: UUID) -> list[StatementRow]:
    """The newest first."""
    return [StatementRow(*row) for row in await session.execute(_LIST, {"org_id": org_id})]


async def list_done(session: AsyncSession, org_id: UUID, bank_account_id: UUID) -> list[StatementRow]:
    """Those of one account that are in, in the order of time."""
    found = await session.execute(_DONE, {"org_id": org_id, "bank_account_id": bank_account_id})
    return [StatementRow(*row) for row in found]


async def get_statement(
    session: AsyncSession, org_id: UUID, statement_id: UUID, *, lock: bool = False
) -> StatementDetail:
    """Raises NotFound. `lock`: whoever else corrects or confirms it waits."""
    asked = {"org_id": org_id, "id": statement_id}
    if lock:
        await session.execute(_LOCK, asked)
    row = (await session.execute(_GET, asked)).first()
    if row is None:
        raise NotFound(_("Không tìm thấy sao kê này."))
    names, table = StatementDetail.__struct_fields__, BANK_STATEMENTS.name
    return StatementDetail(*(open_column(org_id, table, name, value) for name, value in zip(names, row, strict=True)))


async def statements_of_file(session: AsyncSession, org_id: UUID, sha256: bytes) -> list[OfFile]:
    """Whether the same file came before, the newest first."""
    found = await session.execute(_OF_FILE, {"org_id": org_id, "sha256": sha256})
    return [OfFile(*row) for row in found]


async def known_lines(
    session: AsyncSession, org_id: UUID, bank_account_id: UUID, first_on: date, last_on: date
) -> list[KnownLine]:
    """The lines of some days that are kept, in the order of time."""
    asked = {"org_id": org_id, "bank_account_id": bank_account_id, "first_on": first_on, "last_on": last_on}
    return [KnownLine(*row) for row in await session.execute(_KNOWN, asked)]


async def last_position(session: AsyncSession, org_id: UUID, bank_account_id: UUID) -> int:
    """Of the last line that came in."""
    return (await session.execute(_LAST_POSITION, {"org_id": org_id, "bank_account_id": bank_account_id})).scalar_one()
