"""Tables of capital: pledges, contributions, certificates (written once), and the sums that are kept from them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, SmallInteger, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

METHODS = ("cash", "bank", "opening")


def _of_party() -> ForeignKeyConstraint:
    # The party's own key holds the organization, so no row here needs a second foreign key to it.
    return ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"])


class Pledge(Base):
    """So much more promised by one member; a raised pledge is one more row. The sum is what the member must pay in."""

    __tablename__ = "pledges"
    __table_args__ = (
        _of_party(),
        UniqueConstraint("org_id", "request_key"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint("due_on >= pledged_on", name="due_after_pledged"),
        Index("ix_pledges_party_id", "org_id", "party_id", "pledged_on"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    amount_dong: Mapped[int]
    pledged_on: Mapped[date]
    due_on: Mapped[date]
    basis: Mapped[str]
    """The resolution or application it rests on, in words."""
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    request_key: Mapped[UUID]
    """Made with the form: the same form sent twice is one pledge."""


class Contribution(Base):
    """Money received from one member, with the entry that books it; numbered without gaps per organization and year."""

    __tablename__ = "contributions"
    __table_args__ = (
        _of_party(),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        UniqueConstraint("org_id", "request_key"),
        UniqueConstraint("org_id", "year", "number"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint("number > 0", name="number_from_one"),
        CheckConstraint(one_of("method", METHODS), name="method_is_known"),
        Index("ix_contributions_party_id", "org_id", "party_id", "contributed_on"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[int]
    party_id: Mapped[UUID]
    amount_dong: Mapped[int]
    method: Mapped[str]
    account: Mapped[KeyText]
    """The account that was debited: where the money went."""
    contributed_on: Mapped[date]
    entry_id: Mapped[UUID]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    note: Mapped[str]
    request_key: Mapped[UUID]
    """Made with the form: the same form sent twice is one contribution."""


class Certificate(Base):
    """A contribution certificate as it was issued (Art. 75.2). A member's last one is in force, those before it not."""

    __tablename__ = "certificates"
    __table_args__ = (
        _of_party(),
        UniqueConstraint("org_id", "number"),
        UniqueConstraint("org_id", "check_code"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        Index("ix_certificates_party_id", "org_id", "party_id", "id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[KeyText]
    party_id: Mapped[UUID]
    amount_dong: Mapped[int]
    contents: Mapped[dict[str, Any]] = mapped_column(JSONB)
    issued_on: Mapped[date]
    check_code: Mapped[KeyText]
    issued_by: Mapped[UUID]
    issued_at: Mapped[datetime]


class Holding(Base):
    """What one member has pledged and paid in all: sums of the rows above, kept in the same transaction as they are."""

    __tablename__ = "holdings"
    __table_args__ = (
        # No foreign key of its own: a pledge of the same member has it, and ten thousand would be checked twice.
        CheckConstraint("paid_dong >= 0", name="paid_not_negative"),
        CheckConstraint("pledged_dong >= paid_dong", name="only_pledged_is_paid"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID] = mapped_column(primary_key=True)
    pledged_dong: Mapped[int]
    paid_dong: Mapped[int]


class CapitalTotal(Base):
    """The organization's sums of all holdings; the row every deed on capital locks first."""

    __tablename__ = "capital_totals"
    __table_args__ = (
        CheckConstraint("pledged_dong >= paid_dong AND paid_dong >= 0", name="only_pledged_is_paid"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    pledged_dong: Mapped[int]
    paid_dong: Mapped[int]


class CapitalCounter(Base):
    """The last number given in a series ("contributions", "certificates") and year."""

    __tablename__ = "capital_counters"
    __table_args__ = (TENANT,)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    name: Mapped[KeyText] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    n: Mapped[int]


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


PLEDGES, CONTRIBUTIONS, CERTIFICATES = _table(Pledge), _table(Contribution), _table(Certificate)
HOLDINGS, CAPITAL_TOTALS, CAPITAL_COUNTERS = _table(Holding), _table(CapitalTotal), _table(CapitalCounter)
