"""The table of offices."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

OFFICES = (
    "chair",
    "board_member",
    "director",
    "supervisory_head",
    "supervisor",
    "chief_accountant",
    "treasurer",
)


class OfficeTerm(Base):
    """One person in one office: elected or appointed on a day, until when, on what basis; then when and why it ended.

    Written once; only its ending is added. `term_until` is the last day of the term, None where there is none.
    """

    __tablename__ = "office_terms"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        UniqueConstraint("org_id", "request_key"),
        CheckConstraint(one_of("office", OFFICES), name="office_is_known"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("basis <> ''", name="has_a_basis"),
        CheckConstraint("term_until > elected_on", name="term_after_election"),
        CheckConstraint("num_nulls(ended_on, ending_reason, ended_by, ended_at) IN (0, 4)", name="ending_is_whole"),
        CheckConstraint("ended_on >= elected_on", name="ends_after_election"),
        Index("ix_office_terms_party_id", "org_id", "party_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    office: Mapped[str]
    party_id: Mapped[UUID | None]
    name: Mapped[str]
    elected_on: Mapped[date]
    term_until: Mapped[date | None]
    basis: Mapped[str]
    """The resolution, minutes or decision, in words."""
    request_key: Mapped[UUID]
    """Made with the form: the same form sent twice is one term."""
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    """The first day without the office."""
    ending_reason: Mapped[str | None]
    ended_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
