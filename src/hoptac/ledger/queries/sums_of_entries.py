"""What entries add up to, for lists of them."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.models import LINES

_lines = LINES.c
_TOTALS = (
    select(_lines.entry_id, cast(func.sum(_lines.amount_dong), BigInteger))
    .where(
        _lines.org_id == bindparam("org_id", type_=Uuid()),
        _lines.entry_id == func.any(bindparam("entry_ids", type_=ARRAY(Uuid()))),
    )
    .group_by(_lines.entry_id)
)


async def totals_of(session: AsyncSession, org_id: UUID, entry_ids: Iterable[UUID]) -> dict[UUID, int]:
    """đồng of all lines of each entry."""
    found = await session.execute(_TOTALS, {"org_id": org_id, "entry_ids": list(entry_ids)})
    return {row[0]: row[1] for row in found}
