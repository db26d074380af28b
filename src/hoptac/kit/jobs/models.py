"""The table of jobs."""

from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

JobState = Literal["waiting", "running", "done", "failed"]
OPEN_STATES = ("waiting", "running")
SEALED_PLACE = "jobs.content"


class Job(Base):
    """One piece of long work. `subject_id` is what it is about, or the job itself; of one kind and subject only one is
    under way. `content` is a file to work on, sealed, and goes when the job ends; `refusal` is a packed message."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(one_of("state", get_args(JobState)), name="state_is_known"),
        CheckConstraint("(state IN ('done', 'failed')) = (ended_at IS NOT NULL)", name="ended_has_its_time"),
        CheckConstraint("(state = 'failed') = (refusal IS NOT NULL)", name="failed_has_its_reason"),
        CheckConstraint("steps_done BETWEEN 0 AND steps", name="steps_done_within_steps"),
        Index(
            "uq_jobs_open", "org_id", "kind", "subject_id", unique=True, postgresql_where=one_of("state", OPEN_STATES)
        ),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]
    parameters: Mapped[dict[str, Any]] = mapped_column(JSONB)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str]
    steps_done: Mapped[int]
    steps: Mapped[int]
    result: Mapped[dict[str, Any]] = mapped_column(JSONB)
    refusal: Mapped[str | None]
    ended_at: Mapped[datetime | None]
