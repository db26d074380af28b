"""The register of members: who they are now, their memberships with their days, and who decided on them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

KINDS = ("official", "associate_contributing", "associate_noncontributing")
BODIES = ("board", "general_meeting", "director")
"""Who decides on members (Law 17/2023/QH15 Arts. 66.6, 68.4.đ, 70.9, 71.3.g)."""
BEGINNINGS = ("entered", "admission", "kind_change")
"""`entered`: written into the register as it is, by hand or from a list, without its papers."""
TERMINATIONS = (
    "death_or_incapacity",
    "organisation_ceased",
    "cooperative_ceased",
    "resignation",
    "expulsion",
    "inactivity",
    "contribution_default",
    "fee_default",
)
"""The reasons for which a membership ends (Art. 33)."""
ENDINGS = ("kind_change", "merged", *TERMINATIONS)
"""`merged`: the same person stood in the register twice."""


class Member(Base):
    """The membership of one party (Law 17/2023/QH15 Arts. 4.16 to 4.19, 15). Its party has the key to organizations."""

    __tablename__ = "members"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint("number <> ''", name="has_a_number"),
        CheckConstraint("production_area_m2 >= 0", name="area_not_below_zero"),
        CheckConstraint("left_on >= joined_on", name="left_after_joining"),
        UniqueConstraint("org_id", "number"),
        Index("ix_members_joined_on", "org_id", "joined_on", "party_id"),
        Index("ix_members_left_on", "org_id", "left_on", "party_id", postgresql_where="left_on IS NOT NULL"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[KeyText]
    kind: Mapped[str]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    """The first day without membership; `kind` is then what the member was last."""
    production_area_m2: Mapped[int | None]
    main_product: Mapped[str | None]
    created_at: Mapped[datetime]


class Decision(Base):
    """What a body of the organization decided: its number and day, and the paper where it was kept.

    One decision may admit, change and end many memberships; it is never changed.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        CheckConstraint(one_of("body", BODIES), name="body_is_known"),
        CheckConstraint("number <> ''", name="has_a_number"),
        UniqueConstraint("org_id", "body", "number", "decided_on"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    body: Mapped[str]
    number: Mapped[str]
    decided_on: Mapped[date]
    file_id: Mapped[UUID | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


class Membership(Base):
    """One kind of membership of one member over days: `valid_from` (None: nobody knows) to `valid_to`, the first day
    without it. A change of kind ends one and begins the next; of a member who is one now, exactly one is open."""

    __tablename__ = "memberships"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["members.org_id", "members.party_id"]),
        ForeignKeyConstraint(["org_id", "begun_decision_id"], ["decisions.org_id", "decisions.id"]),
        ForeignKeyConstraint(["org_id", "ended_decision_id"], ["decisions.org_id", "decisions.id"]),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint(one_of("begun_by", BEGINNINGS), name="beginning_is_known"),
        CheckConstraint(f"ended_by IS NULL OR {one_of('ended_by', ENDINGS)}", name="ending_is_known"),
        CheckConstraint("num_nulls(valid_to, ended_by, ended_at) IN (0, 3)", name="ending_is_whole"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        Index("uq_memberships_open", "org_id", "party_id", unique=True, postgresql_where="valid_to IS NULL"),
        Index("ix_memberships_party_id", "org_id", "party_id", "valid_from"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    kind: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    begun_by: Mapped[str]
    ended_by: Mapped[str | None]
    begun_decision_id: Mapped[UUID | None]
    ended_decision_id: Mapped[UUID | None]
    recorded_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
