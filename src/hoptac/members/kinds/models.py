"""Changes of the kind of membership, and corrections of a kind that was wrong."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of
from hoptac.members.models import KINDS


class KindChange(Base):
    """A change that a body decided, from a day on; without decision and day a correction: the register was wrong."""

    __tablename__ = "kind_changes"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["members.org_id", "members.party_id"]),
        ForeignKeyConstraint(["org_id", "decision_id"], ["decisions.org_id", "decisions.id"]),
        CheckConstraint(one_of("kind_before", KINDS), name="before_is_known"),
        CheckConstraint(one_of("kind_after", KINDS), name="after_is_known"),
        CheckConstraint("kind_before <> kind_after", name="kinds_differ"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("(decision_id IS NULL) = (effective_on IS NULL)", name="decided_or_corrected"),
        UniqueConstraint("org_id", "request_key"),
        Index("ix_kind_changes_party_id", "org_id", "party_id", "recorded_at"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    kind_before: Mapped[str]
    kind_after: Mapped[str]
    effective_on: Mapped[date | None]
    decision_id: Mapped[UUID | None]
    reason: Mapped[str]
    services: Mapped[str]
    """Which products and services will be used, or which labour contributed (Art. 4.17); of an official member."""
    request_key: Mapped[UUID]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
