"""Tables of capital: what is recorded (pledges, contributions, refunds, certificates, what was taken back or ended), each
row written once, and the sums that are kept from them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, SmallInteger, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

METHODS = ("cash", "bank", "opening", "in_kind", "transfer")
REFUND_METHODS = ("cash", "bank", "transfer")
REFUND_REASONS = ("membership_ended", "above_maximum", "transfer", "inheritance", "merge")
ASSET_KINDS = (
    *("dong", "foreign_currency", "gold", "land_use_right", "intellectual_property", "technology", "know_how", "other"),
)
"""What may be contributed (Art. 73.1)."""
CERTIFICATE_DEEDS = ("issue", "reissue", "exchange")
CERTIFICATE_REASONS = ("", "lost", "damaged", "contents_changed")
ENDING_REASONS = ("capital_reduced", "membership_ended", "issued_wrongly")


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
        CheckConstraint(one_of("asset_kind", ASSET_KINDS), name="asset_kind_is_known"),
        Index("ix_pledges_in_kind", "org_id", "party_id", postgresql_where="asset_kind <> 'dong'"),
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
    asset_kind: Mapped[str] = mapped_column(server_default="dong")
    """What is promised (Art. 73.1): paying with another kind needs leave (Art. 74.5)."""


class Contribution(Base):
    """Money or a thing received from one member, with the entry that books it; numbered without gaps per organization and
    year. One that was recorded by mistake has a retraction and counts no more; the row stays."""

    __tablename__ = "contributions"
    __table_args__ = (
        _of_party(),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        UniqueConstraint("org_id", "request_key"),
        UniqueConstraint("org_id", "year", "number"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint("number > 0", name="number_from_one"),
        CheckConstraint(one_of("method", METHODS), name="method_is_known"),
        CheckConstraint(
            "(method = 'in_kind') = (asset <> '') AND (method = 'in_kind') = (valued_by <> '')", name="in_kind_is_whole"
        ),
        ForeignKeyConstraint(["org_id", "asset_id"], ["contributed_assets.org_id", "contributed_assets.id"]),
        UniqueConstraint("org_id", "asset_id"),
        CheckConstraint("method = 'in_kind' OR asset_kind = ''", name="kind_of_things"),
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
    """The account that was debited: where the money went, or what the thing is now."""
    contributed_on: Mapped[date]
    entry_id: Mapped[UUID]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    note: Mapped[str]
    request_key: Mapped[UUID]
    """Made with the form: the same form sent twice is one contribution."""
    asset: Mapped[str] = mapped_column(server_default="")
    """What was contributed in kind, in words, and how much of it (Art. 15.1.c)."""
    asset_quantity: Mapped[str] = mapped_column(server_default="")
    valued_by: Mapped[str] = mapped_column(server_default="")
    """Who set its value (Art. 77)."""
    right_of_use_period: Mapped[str] = mapped_column(server_default="")
    """Of a right of use: for how long (Art. 76.2); empty where the thing itself was contributed."""
    asset_id: Mapped[UUID | None]
    """The thing as it was valued and handed over; this row is then that it is the cooperative's (Art. 76.4)."""
    asset_kind: Mapped[str] = mapped_column(server_default="")
    """Of a thing: its kind (Art. 73.1), '' where it was recorded before kinds were."""
    approval: Mapped[str] = mapped_column(server_default="")
    """Who agreed that another kind is paid than was pledged (Art. 74.5)."""


class Refund(Base):
    """Capital returned to one member, with the entry that books it (Art. 90.1); numbered like contributions."""

    __tablename__ = "refunds"
    __table_args__ = (
        _of_party(),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        UniqueConstraint("org_id", "request_key"),
        UniqueConstraint("org_id", "year", "number"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint("pledge_dong >= amount_dong", name="pledge_falls_as_much"),
        CheckConstraint("number > 0", name="number_from_one"),
        CheckConstraint(one_of("method", REFUND_METHODS), name="method_is_known"),
        CheckConstraint(one_of("reason", REFUND_REASONS), name="reason_is_known"),
        CheckConstraint("basis <> ''", name="has_a_basis"),
        Index("ix_refunds_party_id", "org_id", "party_id", "refunded_on"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[int]
    party_id: Mapped[UUID]
    amount_dong: Mapped[int]
    pledge_dong: Mapped[int]
    """By how much the pledge fell: what was returned, and what a member who leaves need not pay any more."""
    method: Mapped[str]
    account: Mapped[KeyText]
    """The account that was credited: where the money came from; 4111 where it passed to another member."""
    refunded_on: Mapped[date]
    reason: Mapped[str]
    basis: Mapped[str]
    """The resolution it rests on, in words (Art. 64.5, 70.5)."""
    entry_id: Mapped[UUID]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    note: Mapped[str]
    request_key: Mapped[UUID]


class Retraction(Base):
    """A contribution or a refund that was recorded by mistake and is taken back by an adjustment: who, when and why.

    It has the sums of what it takes back, so that a sum over this table is what no more counts.
    """

    __tablename__ = "retractions"
    __table_args__ = (
        _of_party(),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        ForeignKeyConstraint(["org_id", "contribution_id"], ["contributions.org_id", "contributions.id"]),
        ForeignKeyConstraint(["org_id", "refund_id"], ["refunds.org_id", "refunds.id"]),
        UniqueConstraint("org_id", "contribution_id"),
        UniqueConstraint("org_id", "refund_id"),
        CheckConstraint("num_nonnulls(contribution_id, refund_id) = 1", name="of_one_deed"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint("(pledge_dong > 0) = (refund_id IS NOT NULL)", name="pledge_of_refunds_alone"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        Index("ix_retractions_party_id", "org_id", "party_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    contribution_id: Mapped[UUID | None]
    refund_id: Mapped[UUID | None]
    party_id: Mapped[UUID]
    amount_dong: Mapped[int]
    pledge_dong: Mapped[int]
    retracted_on: Mapped[date]
    """The day of the adjustment in the books."""
    reason: Mapped[str]
    entry_id: Mapped[UUID]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


class Certificate(Base):
    """A contribution certificate as it was issued, issued again for a lost or damaged one, or exchanged for one that says
    something else (Art. 75.2, 75.3). A member's last one is in force until it is ended, those before it are not."""

    __tablename__ = "certificates"
    __table_args__ = (
        _of_party(),
        UniqueConstraint("org_id", "number"),
        UniqueConstraint("org_id", "check_code"),
        ForeignKeyConstraint(["org_id", "replaces_id"], ["certificates.org_id", "certificates.id"]),
        UniqueConstraint("org_id", "replaces_id"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint(one_of("deed", CERTIFICATE_DEEDS), name="deed_is_known"),
        CheckConstraint(one_of("reason", CERTIFICATE_REASONS), name="reason_is_known"),
        CheckConstraint("(deed = 'issue') = (reason = '')", name="reason_of_deed"),
        CheckConstraint("deed = 'issue' OR replaces_id IS NOT NULL", name="in_place_of_one"),
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
    deed: Mapped[str] = mapped_column(server_default="issue")
    replaces_id: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(server_default="")
    basis: Mapped[str] = mapped_column(server_default="")
    """The request or decision it rests on, in words."""


class CertificateEnding(Base):
    """A certificate that was withdrawn: by the deed that took away capital it says or the membership, or by a decision
    (Art. 75.3, 75.4)."""

    __tablename__ = "certificate_endings"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "certificate_id"], ["certificates.org_id", "certificates.id"]),
        ForeignKeyConstraint(["org_id", "refund_id"], ["refunds.org_id", "refunds.id"]),
        ForeignKeyConstraint(["org_id", "retraction_id"], ["retractions.org_id", "retractions.id"]),
        ForeignKeyConstraint(
            ["org_id", "termination_id"], ["membership_terminations.org_id", "membership_terminations.id"]
        ),
        CheckConstraint(one_of("reason", ENDING_REASONS), name="reason_is_known"),
        CheckConstraint(
            "CASE num_nonnulls(refund_id, retraction_id, termination_id) WHEN 1 THEN "
            "reason = CASE WHEN termination_id IS NULL THEN 'capital_reduced' ELSE 'membership_ended' END "
            "WHEN 0 THEN reason <> 'capital_reduced' AND basis <> '' ELSE false END",
            name="by_deed_or_decision",
        ),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    certificate_id: Mapped[UUID] = mapped_column(primary_key=True)
    ended_on: Mapped[date]
    refund_id: Mapped[UUID | None]
    retraction_id: Mapped[UUID | None]
    termination_id: Mapped[UUID | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(server_default="capital_reduced")
    basis: Mapped[str] = mapped_column(server_default="")
    """The decision it rests on, in words."""


class PledgeCancellation(Base):
    """What was pledged and not paid, and is owed no more by this record: the member left (no part of the charter capital any
    more, Art. 4.24, 78.2), or it is owed by the record that took this one up."""

    __tablename__ = "pledge_cancellations"
    __table_args__ = (
        _of_party(),
        ForeignKeyConstraint(
            ["org_id", "termination_id"], ["membership_terminations.org_id", "membership_terminations.id"]
        ),
        ForeignKeyConstraint(["org_id", "merge_id"], ["member_merges.org_id", "member_merges.id"]),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint("num_nonnulls(termination_id, merge_id) = 1", name="by_one_deed"),
        Index("ix_pledge_cancellations_party_id", "org_id", "party_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    termination_id: Mapped[UUID | None]
    merge_id: Mapped[UUID | None]
    amount_dong: Mapped[int]
    cancelled_on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


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
    """The last number given in a series ("contributions", "refunds", "certificates") and year."""

    __tablename__ = "capital_counters"
    __table_args__ = (TENANT,)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    name: Mapped[KeyText] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    n: Mapped[int]


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


PLEDGES, CONTRIBUTIONS, CERTIFICATES = _table(Pledge), _table(Contribution), _table(Certificate)
REFUNDS, RETRACTIONS, CERTIFICATE_ENDINGS = _table(Refund), _table(Retraction), _table(CertificateEnding)
PLEDGE_CANCELLATIONS = _table(PledgeCancellation)
HOLDINGS, CAPITAL_TOTALS, CAPITAL_COUNTERS = _table(Holding), _table(CapitalTotal), _table(CapitalCounter)
