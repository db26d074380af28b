"""Taking everything of one person out, for that person; a look like any other, so it is written down."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.members.consents.queries import list_consents
from hoptac.parties.people import get_party, list_looks
from hoptac.personal_data.queries.everything import book_lines_of, profile_of, rows_of
from hoptac.personal_data.queries.requests import requests_of
from hoptac.personal_data.take_out import Everything


async def take_out(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID) -> Everything:
    """Law 91/2025/QH15: a person is given what is kept of them. Raises NotFound."""
    party = await get_party(session, org_id, party_id)
    everything = Everything(
        name=party.name,
        taken_out_at=now,
        profile=await profile_of(session, org_id, party_id),
        rows=await rows_of(session, org_id, party_id),
        book_lines=await book_lines_of(session, org_id, party_id),
        consents=await list_consents(session, org_id, party_id),
        requests=await requests_of(session, org_id, party_id),
        looks=await list_looks(session, org_id, party_id),
    )
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="take_out_personal_data", subject=("party", party_id),
        detail={"lines": len(everything.book_lines)},
    )  # fmt: skip
    return everything
