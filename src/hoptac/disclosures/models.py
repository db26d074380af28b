"""The table of disclosures."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

ITEMS = (
    "charter_and_rules",
    "decisions",
    "member_list",
    "yearly_report",
    "indivisible_assets",
    "training",
    "by_charter",
)
"""What Art. 14.1 lists, in its order."""


class Disclosure(Base):
    """One document: issued, to be posted by `due_on`, posted at a `place` to stand until `stands_until` at least, taken down.

    `due_on` and `stands_until` are what the law asked for when they were recorded; neither changes with the law.
    """

    __tablename__ = "disclosures"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        UniqueConstraint("org_id", "request_key"),
        CheckConstraint(one_of("item", ITEMS), name="item_is_known"),
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("due_on >= issued_on", name="due_after_issued"),
        CheckConstraint("num_nulls(posted_on, place, stands_until, posted_by) IN (0, 4)", name="posting_is_whole"),
        CheckConstraint("posted_on >= issued_on", name="posted_after_issued"),
        CheckConstraint("num_nulls(taken_down_on, taken_down_by) IN (0, 2)", name="taking_down_is_whole"),
        CheckConstraint(
            "taken_down_on IS NULL OR (posted_on IS NOT NULL AND taken_down_on > stands_until)",
            name="taken_down_after_its_days",
        ),
        Index("ix_disclosures_issued_on", "org_id", "issued_on", "id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    item: Mapped[str]
    title: Mapped[str]
    issued_on: Mapped[date]
    due_on: Mapped[date]
    file_id: Mapped[UUID | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    request_key: Mapped[UUID]
    """Made with the form: the same form sent twice is one disclosure."""
    posted_on: Mapped[date | None]
    place: Mapped[str | None]
    stands_until: Mapped[date | None]
    """The last day on which it must still hang."""
    posted_by: Mapped[UUID | None]
    taken_down_on: Mapped[date | None]
    taken_down_by: Mapped[UUID | None]
