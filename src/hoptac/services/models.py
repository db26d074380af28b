"""The table of seasons."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText


class Season(Base):
    """One season; `name_key` is what names that look alike have in common. It is never deleted: lines of the ledger and
    vouchers that are still written name it."""

    __tablename__ = "seasons"
    __table_args__ = (
        UniqueConstraint("org_id", "name_key"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("last_on >= first_on AND last_on - first_on < 400", name="days_in_order"),
        Index("ix_seasons_first_on", "org_id", "first_on", "id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[KeyText]
    first_on: Mapped[date]
    last_on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
