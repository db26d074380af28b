"""What somebody who has left had pledged and not paid: it is owed no more, and leaves the charter capital (Art. 78.2)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import PLEDGE_CANCELLATIONS
from hoptac.capital.rules import Group
from hoptac.kit.identifiers import new_id

_INSERT = insert(PLEDGE_CANCELLATIONS)


async def cancel_pledge(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, by: dict[str, UUID],
    held: Group, everyone: Group, cancelled_on: date,
) -> tuple[Group, Group]:  # fmt: skip
    """What the member and everybody hold afterwards, for the caller to keep; behind the capital lock. `by`: the termination or
    the merge, under its column."""
    rest_dong = held.pledged_dong - held.paid_dong
    if not rest_dong:
        return held, everyone
    row = {"org_id": org_id, "id": new_id(), "party_id": party_id, **by}
    row |= {"amount_dong": rest_dong, "cancelled_on": cancelled_on, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT, row)
    return held.plus(-rest_dong, 0), everyone.plus(-rest_dong, 0)
