"""The one table of this room: what each proof of the books found."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class BookCheck(Base):
    """One proof: `position` is how many entries were read, `findings` the faults as messages; written once."""

    __tablename__ = "book_checks"
    __table_args__ = (
        CheckConstraint("position >= 0", name="position_is_a_count"),
        Index("ix_book_checks_checked_at", "org_id", "checked_at"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime]
    position: Mapped[int]
    findings: Mapped[list[Any]] = mapped_column(JSONB)


BOOK_CHECKS = Base.metadata.tables[BookCheck.__tablename__]
