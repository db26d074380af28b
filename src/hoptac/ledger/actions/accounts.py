"""Opening detailed accounts below those of TT 71."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.models import OWN_ACCOUNTS
from hoptac.ledger.queries.accounts import chart_of
from hoptac.ledger.rules import check_own_account

_INSERT = insert(OWN_ACCOUNTS)


async def open_account(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, code: str, name: str
) -> str:
    """Open a detailed account for good; its code. Raises AccountCodeRefused, AccountCodeTaken, AccountNameMissing."""
    await lock_head(session, org_id)  # the same code opened twice at once is refused the second time in a sentence
    code, name = check_own_account(code, name, chart=await chart_of(session, org_id))
    row = {"org_id": org_id, "code": code, "name": name, "opened_by": actor_id, "opened_at": now}
    await session.execute(_INSERT, row)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="open_account", subject=("account", org_id),
        detail={"code": code, "name": name},
    )  # fmt: skip
    return code
