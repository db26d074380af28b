"""The table of agreements with members."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class MemberAgreement(Base):
    """One agreement, in force from `valid_from` to `valid_to` or without an end. `covers` says what is supplied under it.

    Ended before its time: who did so, when and why stands in the last three columns.
    """

    __tablename__ = "member_agreements"
    __table_args__ = (
        UniqueConstraint("org_id", "number"),
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        CheckConstraint("num_nonnulls(ended_by, ended_at, ending_reason) IN (0, 3)", name="ending_is_whole"),
        Index("ix_member_agreements_party_id", "org_id", "party_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    number: Mapped[str]
    signed_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    covers: Mapped[str] = mapped_column(server_default="")
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    ended_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    ending_reason: Mapped[str | None]
