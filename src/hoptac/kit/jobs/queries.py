"""Every SELECT of jobs."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.jobs.models import OPEN_STATES, SEALED_PLACE, Job, JobState
from hoptac.kit.language import Message, unpack_message
from hoptac.kit.sealing import open_sealed

_jobs = Job.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class JobRow(msgspec.Struct, frozen=True):
    """One job as a page shows it. `steps` 0: how much there is to do is not known yet."""

    id: UUID
    kind: str
    subject_id: UUID
    parameters: dict[str, Any]
    state: JobState
    steps_done: int
    steps: int
    result: dict[str, Any]
    packed_refusal: str | None
    requested_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_STATES

    @property
    def refusal(self) -> Message | None:
        """Why it failed."""
        return unpack_message(self.packed_refusal) if self.packed_refusal else None

    @property
    def refused_field(self) -> str | None:
        """Which field of the form that asked for it was refused."""
        return self.result.get("field") if self.packed_refusal else None


class JobTask(msgspec.Struct, frozen=True):
    """One job as the worker takes it up."""

    id: UUID
    org_id: UUID
    kind: str
    subject_id: UUID
    requested_by: UUID
    parameters: dict[str, Any]
    content: bytes | None


_SHOWN = (
    *(_jobs.id, _jobs.kind, _jobs.subject_id, _jobs.parameters, _jobs.state, _jobs.steps_done, _jobs.steps),
    *(_jobs.result, _jobs.refusal, _jobs.requested_at),
)
GET_JOB = select(*_SHOWN).where(_jobs.org_id == _ORG_ID, _jobs.id == bindparam("id"))
FIND_OPEN_JOB = select(*_SHOWN).where(
    _jobs.org_id == _ORG_ID,
    _jobs.kind == bindparam("kind"),
    _jobs.subject_id == bindparam("subject_id"),
    _jobs.state.in_(OPEN_STATES),
)
LIST_OPEN_JOBS = (
    select(*_SHOWN)
    .where(_jobs.org_id == _ORG_ID, _jobs.kind == bindparam("kind"), _jobs.state.in_(OPEN_STATES))
    .order_by(_jobs.id.desc())
)
TAKE_JOB = select(
    *(_jobs.id, _jobs.org_id, _jobs.kind, _jobs.subject_id, _jobs.requested_by, _jobs.parameters, _jobs.content)
).where(_jobs.org_id == _ORG_ID, _jobs.id == bindparam("id"), _jobs.state.in_(OPEN_STATES))


async def get_job(session: AsyncSession, org_id: UUID, job_id: UUID) -> JobRow:
    """Raises NotFound."""
    row = (await session.execute(GET_JOB, {"org_id": org_id, "id": job_id})).first()
    if row is None:
        raise NotFound
    return JobRow(*row)


async def find_open_job(session: AsyncSession, org_id: UUID, kind: str, subject_id: UUID) -> JobRow | None:
    """The job of this kind that is under way for the subject."""
    asked = {"org_id": org_id, "kind": kind, "subject_id": subject_id}
    row = (await session.execute(FIND_OPEN_JOB, asked)).first()
    return JobRow(*row) if row else None


async def list_open_jobs(session: AsyncSession, org_id: UUID, kind: str) -> list[JobRow]:
    """The jobs of this kind that are under way, the newest first."""
    return [JobRow(*row) for row in await session.execute(LIST_OPEN_JOBS, {"org_id": org_id, "kind": kind})]


async def take_job(session: AsyncSession, org_id: UUID, job_id: UUID) -> JobTask | None:
    """The job with all that its handler needs; None when it has ended."""
    row = (await session.execute(TAKE_JOB, {"org_id": org_id, "id": job_id})).first()
    if row is None:
        return None
    task = JobTask(*row)
    if task.content is None:
        return task
    return msgspec.structs.replace(task, content=open_sealed(org_id, SEALED_PLACE, task.content))
