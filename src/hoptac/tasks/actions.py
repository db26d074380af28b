"""What a person does with duties: records one as done, withdraws a record, has seen a task."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.members.queries import lock_register
from hoptac.tasks.models import DutyRecord, SeenTask
from hoptac.tasks.queries.registers import find_by_request, get_record
from hoptac.tasks.refusals import ReasonMissing, WithdrawnAlready
from hoptac.tasks.rules.records import RecordForm, check_record

_records, _seen = (Base.metadata.tables[model.__tablename__] for model in (DutyRecord, SeenTask))
_INSERT, _INSERT_SEEN = insert(_records), insert(_seen)
_WITHDRAW = update(_records).where(_records.c.org_id == bindparam("of_org"), _records.c.id == bindparam("of_id"))
_SEE = _INSERT_SEEN.on_conflict_do_update(
    index_elements=["org_id", "person_id", "key"],
    set_={name: _INSERT_SEEN.excluded[name] for name in ("state", "seen_at")},
)
LONGEST_KEY = 60


async def record_duty(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: RecordForm) -> UUID:
    """Write down that a duty is done; the same form again is the same record. Raises the refusals of `check_record`."""
    await lock_register(session, org_id)
    repeated = await find_by_request(session, org_id, form.request_key)
    if repeated is not None:
        return repeated
    check_record(form, today=now.astimezone(VIETNAM).date())
    record_id = new_id()
    row: dict[str, Any] = {"org_id": org_id, "id": record_id, "duty": form.duty, "period": form.period}
    row |= {"done_on": form.done_on, "number": form.number, "note": form.note, "amount_dong": form.amount_dong}
    row |= {"request_key": form.request_key, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT, row)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_duty", subject=("duty_record", record_id),
        detail={"duty": form.duty, "period": form.period, "done_on": form.done_on.isoformat(), "number": form.number},
    )  # fmt: skip
    return record_id


async def withdraw_duty(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, record_id: UUID, reason: str
) -> None:
    """What was recorded by mistake counts no more; it stays to be read. Raises NotFound, ReasonMissing, WithdrawnAlready."""
    await lock_register(session, org_id)
    record = await get_record(session, org_id, record_id)
    if record.withdrawn_at is not None:
        raise WithdrawnAlready
    if not reason:
        raise ReasonMissing
    values = {"withdrawn_by": actor_id, "withdrawn_at": now, "withdrawal_reason": reason}
    await session.execute(_WITHDRAW.values(values), {"of_org": org_id, "of_id": record_id})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="withdraw_duty", subject=("duty_record", record_id),
        detail={"duty": record.duty, "period": record.period, "done_on": record.done_on.isoformat()},
    )  # fmt: skip


async def see_task(
    session: AsyncSession, *, org_id: UUID, person_id: UUID, now: datetime, key: str, state: str
) -> None:
    """The person has seen the task in this state: the bell tells of it again when the state changes."""
    row = {"org_id": org_id, "person_id": person_id, "key": key[:LONGEST_KEY], "state": state, "seen_at": now}
    await session.execute(_SEE, row)
