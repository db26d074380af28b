"""Closing a month and opening it again: who, when and why, each closing a row of its own (Accounting Law, Art. 26)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import VIETNAM
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.entries import month_of
from hoptac.ledger.models import CLOSED_PERIODS
from hoptac.ledger.queries.posting import IS_CLOSED
from hoptac.ledger.refusals import PeriodAlreadyClosed, PeriodNotClosed
from hoptac.ledger.rules import check_closing, checked_reason

_closings = CLOSED_PERIODS.c
_CLOSE = insert(CLOSED_PERIODS)
_REOPEN = (
    update(CLOSED_PERIODS)
    .where(
        _closings.org_id == bindparam("of_org", type_=Uuid()),
        _closings.month == bindparam("of_month"),
        _closings.reopened_at.is_(None),
    )
    .values(
        reopened_by=bindparam("reopened_by"),
        reopened_at=bindparam("reopened_at"),
        reopening_reason=bindparam("reopening_reason"),
    )
)


async def close_period(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, month: date, reason: str, now: datetime
) -> None:
    """Let nothing more be posted into a month; waits for postings that are under way.

    Raises PeriodNotEnded, MissingReason, PeriodAlreadyClosed.
    """
    month = month_of(month)
    check_closing(month, today=now.astimezone(VIETNAM).date())
    row = {"org_id": org_id, "month": month, "closed_at": now, "closed_by": actor_id}
    row["closing_reason"] = checked_reason(reason)
    await lock_head(session, org_id)
    if await _is_closed(session, org_id, month):
        raise PeriodAlreadyClosed(month)
    await session.execute(_CLOSE, row)


async def reopen_period(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, month: date, reason: str, now: datetime
) -> None:
    """Open a closed month again; the closing stays on record. Raises MissingReason, PeriodNotClosed."""
    month = month_of(month)
    reopening = {"reopened_by": actor_id, "reopened_at": now, "reopening_reason": checked_reason(reason)}
    await lock_head(session, org_id)
    if not await _is_closed(session, org_id, month):
        raise PeriodNotClosed(month)
    await session.execute(_REOPEN, reopening | {"of_org": org_id, "of_month": month})


async def _is_closed(session: AsyncSession, org_id: UUID, month: date) -> bool:
    return (await session.execute(IS_CLOSED, {"org_id": org_id, "month": month})).scalar_one()
