"""The versions of the charter. What each says stands in the organization's terms, under the keys of the clauses."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class CharterVersion(Base):
    """One adoption or amendment: by which resolution, and from which day it counts. `request_key` is the form's."""

    __tablename__ = "charter_versions"
    __table_args__ = (
        UniqueConstraint("org_id", "number", name="uq_charter_versions_number"),
        UniqueConstraint("org_id", "request_key", name="uq_charter_versions_request_key"),
        CheckConstraint("resolution <> ''", name="has_a_resolution"),
        CheckConstraint("valid_from >= adopted_on", name="days_in_order"),
        CheckConstraint("number >= 1", name="counts_from_one"),
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        Index("ix_charter_versions_file_id", "org_id", "file_id", postgresql_where=text("file_id IS NOT NULL")),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    adopted_on: Mapped[date]
    resolution: Mapped[str]
    valid_from: Mapped[date]
    file_id: Mapped[UUID | None]
    request_key: Mapped[UUID]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


VERSIONS = cast(Table, CharterVersion.__table__)
