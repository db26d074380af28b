"""Making a choice about the books from a day on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.accounting.queries import first_internal_movement, list_terms
from hoptac.accounting.rules import Change, check_change, check_tracking_ends, next_change
from hoptac.kit import audit
from hoptac.ledger import closed_months
from hoptac.ledger.actions.head import lock_head
from hoptac.organizations.terms import DEFAULTS, set_term


async def change_term(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, change: Change, may_approve: bool
) -> None:
    """Set a value from a day on; postings wait meanwhile, so none slips through by the old one.

    Raises the refusals of `check_change`, and InternalStillPosted.
    """
    await lock_head(session, org_id)
    rows = await list_terms(session, org_id)
    months = await closed_months(session, org_id)
    check_change(change, rows=rows, default=DEFAULTS[change.key], closed_months=months, may_approve=may_approve)
    until = next_change(rows, change.key, change.valid_from)
    check_tracking_ends(change, await first_internal_movement(session, org_id, from_on=change.valid_from, before=until))
    await set_term(
        session, org_id=org_id, actor_id=actor_id, now=now, key=change.key, value=change.value,
        valid_from=change.valid_from, basis=change.basis,
    )  # fmt: skip
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="change_term", subject=("organization_term", org_id),
        detail={"key": change.key, "value": change.value, "valid_from": change.valid_from.isoformat()},
    )  # fmt: skip
