"""The table of terminations."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of
from hoptac.members.models import TERMINATIONS

CIRCUMSTANCES = ("death", "missing", "restricted")
"""What happened to a person who can act no more: died or was declared dead; is missing; lost the capacity or part of it."""


class MembershipTermination(Base):
    """Why, when and by which decision one membership ended, and the sums that stood open when it was recorded."""

    __tablename__ = "membership_terminations"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "membership_id"], ["memberships.org_id", "memberships.id"]),
        ForeignKeyConstraint(["org_id", "party_id"], ["members.org_id", "members.party_id"]),
        ForeignKeyConstraint(["org_id", "decision_id"], ["decisions.org_id", "decisions.id"]),
        UniqueConstraint("org_id", "membership_id"),
        UniqueConstraint("org_id", "request_key"),
        CheckConstraint(one_of("reason", TERMINATIONS), name="reason_is_known"),
        CheckConstraint(
            f"circumstance = '' AND reason <> 'death_or_incapacity'"
            f" OR {one_of('circumstance', CIRCUMSTANCES)} AND reason = 'death_or_incapacity'",
            name="circumstance_of_persons",
        ),
        CheckConstraint("capital_dong >= 0 AND cancelled_pledge_dong >= 0", name="capital_not_below_zero"),
        CheckConstraint("owed_dong >= 0 AND owing_dong >= 0", name="debts_not_below_zero"),
        Index("ix_membership_terminations_party_id", "org_id", "party_id", "left_on"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    reason: Mapped[str]
    circumstance: Mapped[str]
    requested_on: Mapped[date | None]
    """The day on the paper: the member's request, the death certificate, the court's decision."""
    grounds: Mapped[str]
    """In words: the article of the charter and what happened."""
    notified_on: Mapped[date | None]
    """Of an expulsion: when the member was told of it."""
    answered_on: Mapped[date | None]
    answer: Mapped[str]
    left_on: Mapped[date]
    """The first day without membership."""
    decision_id: Mapped[UUID]
    receiver: Mapped[str]
    """Who receives in the member's place: guardian, asset manager, successor; empty for the member."""
    bank_account: Mapped[str]
    refund_due_on: Mapped[date | None]
    """By when the capital is paid back, as the charter says (Art. 40.8)."""
    capital_dong: Mapped[int]
    cancelled_pledge_dong: Mapped[int]
    """What was pledged and not paid, and is owed no more."""
    owed_dong: Mapped[int]
    """What the member owed the cooperative."""
    owing_dong: Mapped[int]
    """What the cooperative owed the member."""
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    request_key: Mapped[UUID]
