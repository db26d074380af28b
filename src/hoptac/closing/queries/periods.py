"""Which months are closed, by whom, when and why; the closing entry of a year."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Date, Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person
from hoptac.ledger import EntryRow
from hoptac.ledger.models import CLOSED_PERIODS, ENTRIES

SOURCE = "closing"
_closings, _entries = CLOSED_PERIODS.c, ENTRIES.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class Closing(msgspec.Struct, frozen=True):
    """One closing of a month and, where it was opened again, who did so, when and why."""

    month: date
    closed_at: datetime
    closed_by: str
    reason: str
    reopened_at: datetime | None
    reopened_by: str | None
    reopening_reason: str | None


_closer, _opener = Person.__table__.alias("closer"), Person.__table__.alias("opener")
_CLOSINGS = (
    select(
        _closings.month,
        _closings.closed_at,
        func.coalesce(_closer.c.name, ""),
        _closings.closing_reason,
        _closings.reopened_at,
        _opener.c.name,
        _closings.reopening_reason,
    )
    .select_from(
        CLOSED_PERIODS.outerjoin(_closer, _closer.c.id == _closings.closed_by).outerjoin(
            _opener, _opener.c.id == _closings.reopened_by
        )
    )
    .where(
        _closings.org_id == _ORG_ID,
        _closings.month >= bindparam("from_on", type_=Date()),
        _closings.month <= bindparam("to_on", type_=Date()),
    )
    .order_by(_closings.month, _closings.closed_at.desc())
)
_YEAR_CLOSING = select(*(_entries[name] for name in EntryRow.__struct_fields__)).where(
    _entries.org_id == _ORG_ID,
    _entries.source_kind == SOURCE,
    _entries.source_id == _ORG_ID,
    _entries.purpose == bindparam("purpose"),
)


async def closings_between(
    session: AsyncSession, org_id: UUID, from_on: date, to_on: date
) -> Mapping[date, list[Closing]]:
    """Every closing of the months in the days, the newest of a month first."""
    found: dict[date, list[Closing]] = {}
    for row in await session.execute(_CLOSINGS, {"org_id": org_id, "from_on": from_on, "to_on": to_on}):
        found.setdefault(row[0], []).append(Closing(*row))
    return found


async def find_year_closing(session: AsyncSession, org_id: UUID, year: int) -> EntryRow | None:
    """The entry that closed a year; what adjusts it is found through it."""
    row = (await session.execute(_YEAR_CLOSING, {"org_id": org_id, "purpose": str(year)})).first()
    return EntryRow(*row) if row else None
