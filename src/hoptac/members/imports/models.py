"""The tables of imports."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

STATES = ("understood", "done")
IMPORT_JOB = "import_members"
"""The kind of the job that brings an import in; its subject is the import."""


class StoredFile(Base):
    """A file as it was sent, kept once however often it is sent."""

    __tablename__ = "stored_files"
    __table_args__ = (UniqueConstraint("org_id", "sha256"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class MemberImport(Base):
    """One list on its way into the register.

    `mapping` and `verdicts` are msgpack of what was shown; `decided` holds the answers to rows in need of one, by
    "sheet<tab>row"; `members_known` is the size of the register the verdicts were given against. Whether it is being
    brought in at this moment is known to its job.
    """

    __tablename__ = "member_imports"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        CheckConstraint(one_of("state", STATES), name="state_is_known"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="done_has_its_time"),
        Index("ix_member_imports_sha256", "org_id", "sha256"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str]
    shape_key: Mapped[str]
    mapping: Mapped[bytes] = mapped_column(LargeBinary)
    verdicts: Mapped[bytes] = mapped_column(LargeBinary)
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    decided: Mapped[dict[str, Any]] = mapped_column(JSONB)
    members_known: Mapped[int]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    entry_id: Mapped[UUID | None]


class ImportMapping(Base):
    """How lists of one shape were read the last time somebody confirmed one."""

    __tablename__ = "import_mappings"
    __table_args__ = (TENANT,)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    shape_key: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[bytes] = mapped_column(LargeBinary)
