"""Locking a month and opening it again, with the deed in the audit log."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.ledger import close_period, reopen_period


async def close_month(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, month: date, reason: str, now: datetime
) -> None:
    """Let nothing more be posted into a month. Raises PeriodNotEnded, MissingReason, PeriodAlreadyClosed.

    Accounting Law, Art. 26.
    """
    await close_period(session, org_id=org_id, actor_id=actor_id, month=month, reason=reason, now=now)
    await _record(session, org_id, actor_id, now, "close_month", month, reason)


async def reopen_month(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, month: date, reason: str, now: datetime
) -> None:
    """Open a closed month again; that it was closed stays on record. Raises MissingReason, PeriodNotClosed."""
    await reopen_period(session, org_id=org_id, actor_id=actor_id, month=month, reason=reason, now=now)
    await _record(session, org_id, actor_id, now, "reopen_month", month, reason)


async def _record(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, verb: str, month: date, reason: str
) -> None:
    detail = {"month": month.isoformat(), "reason": reason}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("month", org_id), detail=detail
    )
