"""Writing down what a person agreed to or took back."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.members.consents.models import Consent
from hoptac.members.consents.queries import list_consents
from hoptac.members.consents.rules import ConsentForm, check_consent
from hoptac.parties.people import lock_party

INSERT = insert(Base.metadata.tables[Consent.__tablename__])


async def record_consent(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, form: ConsentForm
) -> None:
    """Law 91/2025/QH15 Arts. 9–10. Raises NotFound and what `check_consent` raises."""
    await lock_party(session, org_id, party_id)
    check_consent(form, await list_consents(session, org_id, party_id), now.astimezone(VIETNAM).date())
    row = {"org_id": org_id, "id": new_id(), "party_id": party_id, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(INSERT, row | msgspec.structs.asdict(form))
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_consent", subject=("party", party_id),
        detail={"purpose": form.purpose, "is_given": form.is_given},
    )  # fmt: skip
