"""Sending a voucher to be approved, and what is decided about it; each decision is in the audit log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.vietnamese import clean_text
from hoptac.vouchers.actions.changing import change
from hoptac.vouchers.actions.checking import complete
from hoptac.vouchers.queries import VoucherDetail, get_voucher
from hoptac.vouchers.refusals import ReasonMissing
from hoptac.vouchers.rules import State, check_approver, check_state, check_version


async def submit(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, voucher_id: UUID) -> None:
    """Ask for approval; only a voucher that could be posted. Raises NotFound, NotInThisState, Refusals."""
    voucher = await _taken(session, org_id, voucher_id, "draft")
    await complete(session, org_id, voucher.form())
    await _decide(session, org_id, actor_id, now, voucher, "submit_voucher", {"state": "submitted"})


async def withdraw(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, voucher_id: UUID) -> None:
    """Take a voucher back to go on writing. Raises NotFound, NotInThisState."""
    voucher = await _taken(session, org_id, voucher_id, "submitted", "approved")
    await _decide(session, org_id, actor_id, now, voucher, "withdraw_voucher", {"state": "draft"} | _NOBODY)


async def approve(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, voucher_id: UUID, version: int
) -> None:
    """Approve the voucher as it was shown. Raises NotFound, NotInThisState, ApproverPrepared, ChangedElsewhere.

    Accounting Law, Art. 19.3: payments are approved before they are made.
    """
    voucher = await _taken(session, org_id, voucher_id, "submitted", version=version)
    check_approver(voucher.prepared_by, actor_id)
    decided = {"state": "approved", "decided_by": actor_id, "decided_at": now, "decision_note": ""}
    await _decide(session, org_id, actor_id, now, voucher, "approve_voucher", decided)


async def send_back(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, voucher_id: UUID, note: str
) -> None:
    """Send a voucher back with the reason. Raises NotFound, NotInThisState, ReasonMissing."""
    note = clean_text(note)
    if not note:
        raise ReasonMissing
    voucher = await _taken(session, org_id, voucher_id, "submitted", "approved")
    decided = {"state": "draft", "decided_by": actor_id, "decided_at": now, "decision_note": note}
    await _decide(session, org_id, actor_id, now, voucher, "send_back_voucher", decided)


async def discard(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, voucher_id: UUID) -> None:
    """Give a voucher up before it is posted; it stays on record. Raises NotFound, NotInThisState."""
    voucher = await _taken(session, org_id, voucher_id, "draft", "submitted", "approved")
    await _decide(session, org_id, actor_id, now, voucher, "discard_voucher", {"state": "discarded"})


_NOBODY: dict[str, Any] = {"decided_by": None, "decided_at": None, "decision_note": ""}


async def _taken(
    session: AsyncSession, org_id: UUID, voucher_id: UUID, *allowed: State, version: int | None = None
) -> VoucherDetail:
    voucher = await get_voucher(session, org_id, voucher_id, lock=True)
    check_state(voucher.state, *allowed)
    if version is not None:
        check_version(version, voucher.version)
    return voucher


async def _decide(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, voucher: VoucherDetail, verb: str, values: dict[str, Any],
) -> None:  # fmt: skip
    await change(session, org_id, voucher.id, now, voucher.version, values)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("voucher", voucher.id),
        detail={"total_dong": voucher.total_dong, "note": values.get("decision_note", "")},
    )  # fmt: skip
