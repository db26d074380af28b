"""Recording what a person asks for, and each step that follows."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.organizations.parameters import list_parameters
from hoptac.parties.people import get_party, lock_party
from hoptac.personal_data.models import DataRequest, DataRequestStep
from hoptac.personal_data.queries.requests import get_request
from hoptac.personal_data.rules.requests import Step, check_step, due_days

_INSERT = insert(Base.metadata.tables[DataRequest.__tablename__])
_INSERT_STEP = insert(Base.metadata.tables[DataRequestStep.__tablename__])


class RequestForm(msgspec.Struct, frozen=True):
    """What is typed of a request."""

    kind: str
    received_on: date
    wish: str


async def record_request(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, form: RequestForm
) -> UUID:
    """Record a request with its days by the law of the day it came; its id. Decree 356/2025/NĐ-CP Art. 5.

    Raises NotFound, ReceivedAhead, NoLawOnThatDay.
    """
    party = await get_party(session, org_id, party_id)
    today = now.astimezone(VIETNAM).date()
    due = due_days(form.kind, form.received_on, today=today, parameters=await list_parameters(session))
    request_id = new_id()
    row = {"org_id": org_id, "id": request_id, "party_id": party.id, "recorded_by": actor_id, "recorded_at": now}
    row |= {"reply_due_on": due.reply_on, "due_on": due.done_on, "days": due.days}
    await session.execute(_INSERT, row | msgspec.structs.asdict(form))
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_data_request", subject=("party", party_id),
        detail={"kind": form.kind, "received_on": form.received_on.isoformat(), "due_on": due.done_on.isoformat()},
    )  # fmt: skip
    return request_id


async def take_step(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, request_id: UUID, step: Step
) -> None:
    """Record a step about a request. Raises NotFound and what `check_step` raises."""
    request, _taken = await get_request(session, org_id, request_id)
    await lock_party(session, org_id, request.party_id)  # two steps at once are one after the other
    request, taken = await get_request(session, org_id, request_id)
    check_step(request, taken, step, now.astimezone(VIETNAM).date())
    row = {"org_id": org_id, "request_id": request_id, "recorded_by": actor_id, "recorded_at": now}
    row |= {"step": step.step, "happened_on": step.happened_on, "note": step.note}
    await session.execute(_INSERT_STEP, row)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="answer_data_request",
        subject=("party", request.party_id), detail={"kind": request.kind, "step": step.step},
    )  # fmt: skip
