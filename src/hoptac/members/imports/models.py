"""The table of imports of member lists."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

LIST_KIND = "members"
"""What mappings of member lists are remembered under."""
IMPORT_JOB = "import_members"
"""The kind of the job that brings an import in; its subject is the import."""
STATES = ("understood", "done")


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
