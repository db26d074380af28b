"""Tables of what capital puts on paper: things valued and handed over, files printed in one go, reminders of what is due."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.capital.models import ASSET_KINDS
from hoptac.kit.db import TENANT, Base, KeyText, one_of

VALUATIONS = ("unanimous", "general_meeting", "board", "appraisal_firm")
"""How the value was set: by all at the founding or an appraisal firm (Art. 77.1), by agreement of the contributor with the
general meeting or the board, or a firm that both accept (Art. 77.2)."""
PRINT_KINDS = ("certificates", "reminders")


class ContributedAsset(Base):
    """A thing as it was valued and handed over (Art. 76.3, 77). It counts as paid when a contribution names it: then it is the
    cooperative's (Art. 76.4). One that comes to nothing is dropped, with the reason."""

    __tablename__ = "contributed_assets"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        UniqueConstraint("org_id", "request_key"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        CheckConstraint(one_of("asset_kind", ASSET_KINDS[1:]), name="asset_kind_is_known"),
        CheckConstraint(one_of("valuation", VALUATIONS), name="valuation_is_known"),
        CheckConstraint("asset <> '' AND valued_by <> '' AND valuation_number <> ''", name="is_whole"),
        CheckConstraint("handed_over_on >= valued_on", name="valued_before_given"),
        CheckConstraint("num_nonnulls(dropped_reason, dropped_by, dropped_at) IN (0, 3)", name="dropping_is_whole"),
        Index("ix_contributed_assets_party_id", "org_id", "party_id", "id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    amount_dong: Mapped[int]
    """The value that was set."""
    asset_kind: Mapped[str]
    account: Mapped[KeyText]
    """What it becomes in the books."""
    asset: Mapped[str]
    asset_quantity: Mapped[str]
    right_of_use_period: Mapped[str]
    valuation: Mapped[str]
    valued_by: Mapped[str]
    valuation_number: Mapped[str]
    """Of the minutes or the appraisal."""
    valued_on: Mapped[date]
    handed_over_on: Mapped[date]
    approval: Mapped[str]
    """Who agreed to another kind than was pledged (Art. 74.5)."""
    note: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    request_key: Mapped[UUID]
    dropped_reason: Mapped[str | None]
    dropped_by: Mapped[UUID | None]
    dropped_at: Mapped[datetime | None]


class Print(Base):
    """Many papers printed as one file. The file goes after its time, what was printed stays on record."""

    __tablename__ = "prints"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        UniqueConstraint("org_id", "request_key"),
        CheckConstraint(one_of("kind", PRINT_KINDS), name="kind_is_known"),
        CheckConstraint("count > 0", name="count_positive"),
        Index("ix_prints_file_id", "org_id", "file_id", postgresql_where="file_id IS NOT NULL"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    count: Mapped[int]
    file_id: Mapped[UUID | None]
    kept_until: Mapped[date]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    request_key: Mapped[UUID]
    """Made with the form: the same form sent twice is one print."""


class Reminder(Base):
    """One letter that reminds a member of what is pledged and not paid, as it was printed."""

    __tablename__ = "reminders"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        ForeignKeyConstraint(["org_id", "print_id"], ["prints.org_id", "prints.id"]),
        CheckConstraint("amount_dong > 0 AND late_dong BETWEEN 0 AND amount_dong", name="amount_positive"),
        Index("ix_reminders_party_id", "org_id", "party_id", "id"),
        Index("ix_reminders_print_id", "org_id", "print_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    print_id: Mapped[UUID]
    amount_dong: Mapped[int]
    late_dong: Mapped[int]
    due_on: Mapped[date]
    reminded_on: Mapped[date]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


CONTRIBUTED_ASSETS, PRINTS, REMINDERS = _table(ContributedAsset), _table(Print), _table(Reminder)
