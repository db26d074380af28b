"""The pairs of members that somebody has told apart, and the records that were taken up by another of the same person."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class DistinctMembers(Base):
    """Two members who look like one and are two: who said so, and when."""

    __tablename__ = "distinct_members"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "first_id"], ["members.org_id", "members.party_id"]),
        ForeignKeyConstraint(["org_id", "second_id"], ["members.org_id", "members.party_id"]),
        CheckConstraint("first_id < second_id", name="in_order"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    first_id: Mapped[UUID] = mapped_column(primary_key=True)
    second_id: Mapped[UUID] = mapped_column(primary_key=True)
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime]


class MemberMerge(Base):
    """One record taken up by another of the same person: what passed, by which entries, and which fields were taken."""

    __tablename__ = "member_merges"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "kept_id"], ["members.org_id", "members.party_id"]),
        ForeignKeyConstraint(["org_id", "merged_id"], ["members.org_id", "members.party_id"]),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        UniqueConstraint("org_id", "merged_id"),
        CheckConstraint("kept_id <> merged_id", name="of_two"),
        CheckConstraint("paid_dong >= 0 AND pledge_rest_dong >= 0", name="capital_not_below_zero"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kept_id: Mapped[UUID]
    merged_id: Mapped[UUID]
    merged_on: Mapped[date]
    paid_dong: Mapped[int]
    """What had been paid in and passed."""
    pledge_rest_dong: Mapped[int]
    """What was pledged and not paid, and is owed by the kept record now."""
    entry_id: Mapped[UUID | None]
    """The entry of the balances other than capital; None where there were none."""
    taken: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """The names of the fields that were taken from the merged record."""
    merged_by: Mapped[UUID]
    merged_at: Mapped[datetime]


MERGES: Table = Base.metadata.tables[MemberMerge.__tablename__]
