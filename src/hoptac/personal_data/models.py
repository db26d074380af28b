"""Tables of requests about personal data, what became of them, and erasures; all of them written once."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

KINDS = ("view", "copy", "correct", "restrict", "object", "withdraw_consent", "delete")
STEPS = ("replied", "extended", "done", "refused")
ENDINGS = ("done", "refused")


class DataRequest(Base):
    """What a person asked for on a day, and until when it is due by the law of that day; `days` is how long that is."""

    __tablename__ = "data_requests"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint("due_on >= received_on AND reply_due_on >= received_on", name="due_after_received"),
        Index("ix_data_requests_party_id", "org_id", "party_id"),
        Index("ix_data_requests_due_on", "org_id", "due_on", "id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    kind: Mapped[str]
    received_on: Mapped[date]
    wish: Mapped[str]
    reply_due_on: Mapped[date]
    due_on: Mapped[date]
    days: Mapped[int] = mapped_column(SmallInteger)
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


class DataRequestStep(Base):
    """What was done about a request: each step once, and one that ends it."""

    __tablename__ = "data_request_steps"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "request_id"], ["data_requests.org_id", "data_requests.id"]),
        CheckConstraint(one_of("step", STEPS), name="step_is_known"),
        CheckConstraint("step NOT IN ('extended', 'refused') OR note <> ''", name="has_its_reason"),
        Index(
            "uq_data_request_steps_ended", "org_id", "request_id", unique=True, postgresql_where=one_of("step", ENDINGS)
        ),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    happened_on: Mapped[date]
    note: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


class DataErasure(Base):
    """One phase of an erasure. Phase one: `keep_until` says until when the law keeps the rest, None: nothing keeps it."""

    __tablename__ = "data_erasures"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint("phase IN (1, 2)", name="two_phases"),
        CheckConstraint("basis <> ''", name="has_a_basis"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID] = mapped_column(primary_key=True)
    phase: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    done_on: Mapped[date]
    keep_until: Mapped[date | None]
    basis: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
