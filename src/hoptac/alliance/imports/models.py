"""The table of an alliance's yearly lists."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

LIST_KIND = "registry"
"""What mappings of yearly lists are remembered under."""
IMPORT_JOB = "import_registry"
"""The kind of the job that takes a list in; its subject is the import."""
STATES = ("understood", "done")


class RegistryImport(Base):
    """One yearly list on its way into the registry.

    `mapping` and `verdicts` are msgpack of what was shown; `decided` holds the answers to rows in need of one, by
    "sheet<tab>row", and `placed` the organizations that those rows became, so that the same file again knows them.
    """

    __tablename__ = "registry_imports"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        CheckConstraint(one_of("state", STATES), name="state_is_known"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="done_has_its_time"),
        Index("ix_registry_imports_uploaded_at", "org_id", "uploaded_at"),
        Index("ix_registry_imports_sha256", "org_id", "sha256"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    year: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str]
    shape_key: Mapped[str]
    mapping: Mapped[bytes] = mapped_column(LargeBinary)
    verdicts: Mapped[bytes] = mapped_column(LargeBinary)
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    decided: Mapped[dict[str, Any]] = mapped_column(JSONB)
    placed: Mapped[dict[str, Any]] = mapped_column(JSONB)
    uploaded_by: Mapped[UUID]
    uploaded_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
