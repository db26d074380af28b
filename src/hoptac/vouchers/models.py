"""The table of vouchers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

KINDS = ("receipt", "payment", "bank_credit", "bank_debit", "goods_in", "goods_out", "general")
STATES = ("draft", "submitted", "approved", "posted", "discarded")


class Voucher(Base):
    """One voucher on its way into the books. `lines` is msgpack of draft lines; `version` grows with each change, so that
    two tabs cannot overwrite each other; `decided_by` approved it or sent it back."""

    __tablename__ = "vouchers"
    __table_args__ = (
        UniqueConstraint("org_id", "request_key"),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        ForeignKeyConstraint(["org_id", "adjusts_entry_id"], ["entries.org_id", "entries.id"]),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint(one_of("state", STATES), name="state_is_known"),
        CheckConstraint("(state = 'posted') = (entry_id IS NOT NULL)", name="posted_has_its_entry"),
        CheckConstraint("version > 0", name="version_from_one"),
        Index("ix_vouchers_state", "org_id", "state", "id"),
        Index("ix_vouchers_event_id", "org_id", "event_id", postgresql_where="event_id <> ''"),
        Index("uq_vouchers_entry_id", "org_id", "entry_id", unique=True, postgresql_where="entry_id IS NOT NULL"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str]
    voucher_on: Mapped[date]
    description: Mapped[str]
    counterpart_name: Mapped[str]
    counterpart_address: Mapped[str]
    enclosed: Mapped[str]
    """Original documents that come with it, as written on the form ("kèm theo … chứng từ gốc")."""
    event_id: Mapped[str]
    lines: Mapped[bytes] = mapped_column(LargeBinary)
    total_dong: Mapped[int]
    adjusts_entry_id: Mapped[UUID | None]
    version: Mapped[int]
    request_key: Mapped[UUID]
    prepared_by: Mapped[UUID]
    prepared_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str]
    entry_id: Mapped[UUID | None]
