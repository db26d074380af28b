"""What a posting must know of the books, read under the lock of the head; and which months are closed."""

from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import Prepared
from hoptac.ledger.models import CLOSED_PERIODS, ENTRIES, FILED_YEARS

_entries, _closings, _filed = ENTRIES.c, CLOSED_PERIODS.c, FILED_YEARS.c
_ORG_ID = bindparam("org_id", type_=Uuid())

_FROM_SOURCE = (
    _entries.org_id == _ORG_ID,
    _entries.source_kind == bindparam("source_kind"),
    _entries.source_id == bindparam("source_id"),
    _entries.purpose == bindparam("purpose"),
)
_MONTH_IS_CLOSED = (
    _closings.org_id == _ORG_ID,
    _closings.month == bindparam("month"),
    _closings.reopened_at.is_(None),
)

BEFORE_POSTING = Prepared(
    select(
        select(func.coalesce(func.max(_entries.number), 0) + 1)
        .where(
            _entries.org_id == _ORG_ID,
            _entries.series == bindparam("series"),
            _entries.fiscal_year == bindparam("fiscal_year"),
        )
        .scalar_subquery()
        .label("number"),
        exists().where(*_MONTH_IS_CLOSED),
        exists().where(*_FROM_SOURCE),
        exists().where(_filed.org_id == _ORG_ID, _filed.year == bindparam("fiscal_year")),
    )
)
"""The next number of a series, whether the month is closed, whether the event is posted already, and whether the year is
filed."""

POSTED_FROM_SOURCE = select(_entries.series, _entries.number).where(*_FROM_SOURCE)
IS_CLOSED = select(exists().where(*_MONTH_IS_CLOSED))
CLOSED_MONTHS = (
    select(_closings.month)
    .where(_closings.org_id == _ORG_ID, _closings.reopened_at.is_(None))
    .order_by(_closings.month)
)

FILED = select(_filed.year).where(_filed.org_id == _ORG_ID).order_by(_filed.year)


async def closed_months(session: AsyncSession, org_id: UUID) -> list[date]:
    """The months that are closed now, by their first days."""
    return list((await session.execute(CLOSED_MONTHS, {"org_id": org_id})).scalars())


async def filed_years(session: AsyncSession, org_id: UUID) -> list[int]:
    """The years whose statements were filed."""
    return list((await session.execute(FILED, {"org_id": org_id})).scalars())
