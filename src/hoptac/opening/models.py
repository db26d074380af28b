"""The table of lists of balances on their way into the books."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of
from hoptac.opening.regimes import REGIMES

LIST_KIND = "opening"
"""What mappings of lists of balances are remembered under."""
POST_JOB = "post_opening"
"""The kind of the job that posts a list; its subject is the import."""
STATES = ("understood", "done")


class OpeningImport(Base):
    """One list of balances. `mapping` and `verdicts` are msgpack of what was shown; `decided` holds the answers to rows in
    need of one, by "sheet<tab>row"; `first_on` is the first day of the books, `regime` the chart of the list."""

    __tablename__ = "opening_imports"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        CheckConstraint(one_of("state", STATES), name="state_is_known"),
        CheckConstraint(one_of("regime", REGIMES), name="regime_is_known"),
        CheckConstraint("num_nonnulls(finished_at, entry_id) IN (0, 2)", name="finished_is_posted"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="done_has_its_time"),
        Index("ix_opening_imports_sha256", "org_id", "sha256"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str]
    first_on: Mapped[date]
    regime: Mapped[str]
    mapping: Mapped[bytes] = mapped_column(LargeBinary)
    verdicts: Mapped[bytes] = mapped_column(LargeBinary)
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    decided: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    entry_id: Mapped[UUID | None]
