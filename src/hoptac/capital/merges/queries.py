"""What two records hold, as a merge must know it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import HOLDINGS, PLEDGES

_held, _pledges = HOLDINGS.c, PLEDGES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_HELD = select(_held.party_id, _held.pledged_dong, _held.paid_dong).where(
    _held.org_id == _ORG_ID, _held.party_id == func.any(bindparam("ids", type_=ARRAY(Uuid())))
)
_LATEST_DUE = select(func.max(_pledges.due_on)).where(
    _pledges.org_id == _ORG_ID, _pledges.party_id == bindparam("party_id", type_=Uuid())
)


async def held_by(session: AsyncSession, org_id: UUID, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """đồng pledged and paid of each; who has none is left out."""
    rows = await session.execute(_HELD, {"org_id": org_id, "ids": list(ids)})
    return {row[0]: (row[1], row[2]) for row in rows}


async def latest_due(session: AsyncSession, org_id: UUID, party_id: UUID) -> date | None:
    """The last day by which the pledges of a member are due."""
    return (await session.execute(_LATEST_DUE, {"org_id": org_id, "party_id": party_id})).scalar()
