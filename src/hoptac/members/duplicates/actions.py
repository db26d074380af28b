"""Telling two members apart for good."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.errors import NotFound
from hoptac.members.duplicates.models import DistinctMembers
from hoptac.members.duplicates.rules import pair_of
from hoptac.members.queries import get_member

_INSERT = insert(DistinctMembers).on_conflict_do_nothing()


async def tell_apart(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, one: UUID, other: UUID
) -> None:
    """Write down that these are two people; said twice it is said once. Raises NotFound, for a member of another
    organization and for one and the same too."""
    if one == other:
        raise NotFound
    for party_id in (one, other):
        await get_member(session, org_id, party_id)
    first, second = pair_of(one, other)
    row = {"org_id": org_id, "first_id": first, "second_id": second, "noted_by": actor_id, "noted_at": now}
    await session.execute(_INSERT, row)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="tell_members_apart", subject=("member", first),
        detail={"other": str(second)},
    )  # fmt: skip
