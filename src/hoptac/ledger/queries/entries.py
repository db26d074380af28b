"""Entries and their lines, one by one, as a journal, and as the pages of one party."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Select, Uuid, bindparam, cast, func, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.ledger.entries import DraftEntry, EntryPlace, Line
from hoptac.ledger.models import ENTRIES, LINES

_entries, _lines = ENTRIES.c, LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class EntryRow(msgspec.Struct, frozen=True):
    """A posted entry without its lines."""

    id: UUID
    position: int
    series: str
    fiscal_year: int
    number: int
    entry_on: date
    description: str
    source_kind: str
    source_id: UUID
    purpose: str
    adjusts_entry_id: UUID | None
    line_count: int
    prepared_by: UUID
    posted_at: datetime
    previous_hash: bytes
    hash: bytes

    def place(self, org_id: UUID) -> EntryPlace:
        """Where it stands."""
        return EntryPlace(
            org_id=org_id,
            entry_id=self.id,
            position=self.position,
            series=self.series,
            fiscal_year=self.fiscal_year,
            number=self.number,
            prepared_by=self.prepared_by,
            posted_at=self.posted_at,
        )

    def draft(self, lines: Iterable[Line]) -> DraftEntry:
        """What was posted, as it was drafted."""
        return DraftEntry(
            entry_on=self.entry_on,
            description=self.description,
            series=self.series,
            source_kind=self.source_kind,
            source_id=self.source_id,
            purpose=self.purpose,
            lines=tuple(lines),
            adjusts_entry_id=self.adjusts_entry_id,
        )


class PartyLine(msgspec.Struct, frozen=True):
    """One movement of one account with one party; `debit_dong` or `credit_dong` is zero."""

    entry_id: UUID
    position: int
    entry_on: date
    series: str
    number: int
    description: str
    contra_account: str | None
    debit_dong: int
    credit_dong: int


_ENTRY_COLUMNS = tuple(_entries[name] for name in EntryRow.__struct_fields__)
_LINE_COLUMNS = tuple(_lines[name] for name in Line.__struct_fields__)

EDGES = select(func.min(_entries.entry_on), func.max(_entries.entry_on)).where(_entries.org_id == _ORG_ID)
GET_ENTRY = select(*_ENTRY_COLUMNS).where(_entries.org_id == _ORG_ID, _entries.id == bindparam("entry_id"))
LINES_OF_ENTRY = (
    select(*_LINE_COLUMNS)
    .where(_lines.org_id == _ORG_ID, _lines.entry_id == bindparam("entry_id"))
    .order_by(_lines.position)
)
ENTRIES_AFTER = (
    select(*_ENTRY_COLUMNS)
    .where(_entries.org_id == _ORG_ID, _entries.position > bindparam("after"))
    .order_by(_entries.position)
    .limit(bindparam("limit"))
)
ENTRIES_BEFORE = (
    select(*_ENTRY_COLUMNS)
    .where(_entries.org_id == _ORG_ID, _entries.position < bindparam("before"))
    .order_by(_entries.position.desc())
    .limit(bindparam("limit"))
)
LINES_OF_ENTRIES = (
    select(_lines.entry_id, *_LINE_COLUMNS)
    .where(_lines.org_id == _ORG_ID, _lines.entry_id == func.any(bindparam("entry_ids", type_=ARRAY(Uuid()))))
    .order_by(_lines.entry_id, _lines.position)
)
LINES_WITH_ADJUSTMENTS = (
    select(*_LINE_COLUMNS)
    .join_from(
        ENTRIES,
        LINES,
        (_lines.org_id == _entries.org_id) & (_lines.entry_id == _entries.id),
    )
    .where(
        _entries.org_id == _ORG_ID,
        (_entries.id == bindparam("entry_id")) | (_entries.adjusts_entry_id == bindparam("entry_id")),
    )
    .order_by(_entries.position, _lines.position)
)


def _side_of_party(side: str, contra: str) -> Select:
    debit = _lines.amount_dong if side == "debit" else cast(0, BigInteger)
    credit = _lines.amount_dong if side == "credit" else cast(0, BigInteger)
    return (
        select(
            *(_entries.id, _entries.position, _entries.entry_on, _entries.series, _entries.number),
            func.coalesce(func.nullif(_lines.description, ""), _entries.description).label("description"),
            _lines[f"{contra}_account"].label("contra_account"),
            *(debit.label("debit_dong"), credit.label("credit_dong"), _lines.position.label("line_position")),
        )
        .join_from(
            LINES,
            ENTRIES,
            (_entries.org_id == _lines.org_id) & (_entries.id == _lines.entry_id),
        )
        .where(
            _lines.org_id == _ORG_ID,
            _lines[f"{side}_party_id"] == bindparam("party_id"),
            _lines[f"{side}_account"] == bindparam("account"),
        )
    )


_BOTH_SIDES = union_all(_side_of_party("debit", "credit"), _side_of_party("credit", "debit")).subquery()
_LINES_OF_PARTY = select(*list(_BOTH_SIDES.c)[:-1]).order_by(
    _BOTH_SIDES.c.entry_on, _BOTH_SIDES.c.position, _BOTH_SIDES.c.line_position
)


async def get_entry_row(session: AsyncSession, org_id: UUID, entry_id: UUID) -> EntryRow:
    """One entry without its lines; raises NotFound, also for an entry of another organization."""
    found = (await session.execute(GET_ENTRY, {"org_id": org_id, "entry_id": entry_id})).first()
    if found is None:
        raise NotFound
    return EntryRow(*found)


async def get_entry(session: AsyncSession, org_id: UUID, entry_id: UUID) -> tuple[EntryRow, tuple[Line, ...]]:
    """One entry with its lines in order; raises NotFound, also for an entry of another organization."""
    entry = await get_entry_row(session, org_id, entry_id)
    lines = await session.execute(LINES_OF_ENTRY, {"org_id": org_id, "entry_id": entry_id})
    return entry, tuple(Line(*line) for line in lines)


async def list_entries(
    session: AsyncSession, org_id: UUID, *, limit: int = 50, before: int | None = None
) -> list[EntryRow]:
    """The newest entries first, below position `before` (keyset: the position of the last row of the page before)."""
    parameters = {"org_id": org_id, "before": before if before is not None else 2**63 - 1, "limit": limit}
    return [EntryRow(*row) for row in await session.execute(ENTRIES_BEFORE, parameters)]


async def chain_after(session: AsyncSession, org_id: UUID, position: int, *, limit: int) -> list[EntryRow]:
    """The entries that follow a position, in the order of the chain."""
    parameters = {"org_id": org_id, "after": position, "limit": limit}
    return [EntryRow(*row) for row in await session.execute(ENTRIES_AFTER, parameters)]


async def lines_of_entries(session: AsyncSession, org_id: UUID, entry_ids: Iterable[UUID]) -> dict[UUID, list[Line]]:
    """The lines of several entries, each in order."""
    lines: defaultdict[UUID, list[Line]] = defaultdict(list)
    for entry_id, *line in await session.execute(LINES_OF_ENTRIES, {"org_id": org_id, "entry_ids": list(entry_ids)}):
        lines[entry_id].append(Line(*line))
    return lines


async def lines_with_adjustments(session: AsyncSession, org_id: UUID, entry_id: UUID) -> list[Line]:
    """What an entry says today: its own lines and those of every adjustment of it."""
    found = await session.execute(LINES_WITH_ADJUSTMENTS, {"org_id": org_id, "entry_id": entry_id})
    return [Line(*line) for line in found]


async def lines_of_party(session: AsyncSession, org_id: UUID, account: str, party_id: UUID) -> list[PartyLine]:
    """The page of one party in the sub-ledger of an account (S31 for 4111, S12 for 131 and 331), by date."""
    parameters = {"org_id": org_id, "account": account, "party_id": party_id}
    return [PartyLine(*row) for row in await session.execute(_LINES_OF_PARTY, parameters)]


async def find_edges(session: AsyncSession, org_id: UUID) -> tuple[date, date] | None:
    """The days of the first and the last entry, or None for books without one."""
    first, last = (await session.execute(EDGES, {"org_id": org_id})).one()
    return (first, last) if first is not None else None
