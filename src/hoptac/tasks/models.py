"""What was done of duties that no register shows, and what of the tasks a person has seen."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

DUTIES = ("general_meeting", "state_report", "capital_registration")
STATES = ("overdue", "soon", "later")


class DutyRecord(Base):
    """One duty done: what, for which period, on which day, under which number. Written once; a mistake is withdrawn."""

    __tablename__ = "duty_records"
    __table_args__ = (
        UniqueConstraint("org_id", "request_key"),
        CheckConstraint(one_of("duty", DUTIES), name="duty_is_known"),
        CheckConstraint("(duty = 'capital_registration') = (amount_dong IS NOT NULL)", name="amount_of_capital"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint(
            "num_nulls(withdrawn_by, withdrawn_at, withdrawal_reason) IN (0, 3)", name="withdrawal_is_whole"
        ),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    duty: Mapped[str]
    period: Mapped[str]
    """The year it was for; '' where it has none."""
    done_on: Mapped[date]
    number: Mapped[str]
    """Of the minutes, the report or the certificate; '' where there is none."""
    note: Mapped[str]
    amount_dong: Mapped[int | None]
    """The charter capital on the certificate."""
    request_key: Mapped[UUID]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]


class SeenTask(Base):
    """A task that a person has seen in one state; in another state it is told again."""

    __tablename__ = "seen_tasks"
    __table_args__ = (CheckConstraint(one_of("state", STATES), name="state_is_known"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[KeyText] = mapped_column(primary_key=True)
    state: Mapped[str]
    seen_at: Mapped[datetime]
