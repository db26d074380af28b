"""Tables of the bank: accounts, statements, their lines (written once), matches with the books, requests for payment."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

LIST_KIND = "bank"
"""What mappings of statements are remembered under."""
STATES = ("understood", "done")
MATCH_KINDS = ("entry", "voucher", "contribution", "skipped")


def _of_account() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["org_id", "bank_account_id"], ["bank_accounts.org_id", "bank_accounts.id"])


class BankAccount(Base):
    """An account at a bank and the ledger account that is its book: one each, so that the two can be compared (S05)."""

    __tablename__ = "bank_accounts"
    __table_args__ = (
        UniqueConstraint("org_id", "ledger_account"),
        UniqueConstraint("org_id", "bank_bin", "number"),
        CheckConstraint("bank_bin ~ '^([0-9]{6})?$'", name="bin_is_six_digits"),
        CheckConstraint("number ~ '^[0-9A-Za-z]*$'", name="number_is_plain"),
        CheckConstraint("starts_with(ledger_account, '112')", name="book_is_below_112"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    bank_bin: Mapped[KeyText]
    """'' where a statement did not say which bank it came from."""
    number: Mapped[KeyText]
    holder: Mapped[str]
    ledger_account: Mapped[KeyText]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]


class BankStatement(Base):
    """One statement on its way in. `mapping` and `found` are msgpack of what was shown; `refusal` says why it is not read."""

    __tablename__ = "bank_statements"
    __table_args__ = (
        _of_account(),
        ForeignKeyConstraint(["org_id", "file_id"], ["stored_files.org_id", "stored_files.id"]),
        CheckConstraint(one_of("state", STATES), name="state_is_known"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="done_has_its_time"),
        CheckConstraint("state <> 'done' OR bank_account_id IS NOT NULL", name="done_has_its_account"),
        # The same file is brought in once.
        Index("uq_bank_statements_done", "org_id", "sha256", unique=True, postgresql_where="state = 'done'"),
        Index("ix_bank_statements_account", "org_id", "bank_account_id", "last_on"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    bank_account_id: Mapped[UUID | None]
    state: Mapped[str]
    mapping: Mapped[bytes] = mapped_column(LargeBinary)
    found: Mapped[bytes | None] = mapped_column(LargeBinary)
    refusal: Mapped[str | None]
    opening_dong: Mapped[int | None]
    closing_dong: Mapped[int | None]
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class BankLine(Base):
    """One transaction as the bank tells it, above zero what came in. `occurrence` counts those that are alike in all that
    the key holds; `memory_key` is the description without what differs from time to time."""

    __tablename__ = "bank_lines"
    __table_args__ = (
        _of_account(),
        ForeignKeyConstraint(["org_id", "statement_id"], ["bank_statements.org_id", "bank_statements.id"]),
        UniqueConstraint(
            *("org_id", "bank_account_id", "transacted_on", "amount_dong", "reference", "balance_dong", "occurrence"),
            name="uq_bank_lines_as_the_bank_tells_them",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("amount_dong <> 0", name="amount_not_zero"),
        CheckConstraint("occurrence > 0", name="occurrence_from_one"),
        Index("ix_bank_lines_in_time", "org_id", "bank_account_id", "transacted_on", "position"),
        Index("ix_bank_lines_memory_key", "org_id", "memory_key"),
        Index("ix_bank_lines_party_account", "org_id", "party_account", postgresql_where="party_account <> ''"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    bank_account_id: Mapped[UUID]
    statement_id: Mapped[UUID]
    position: Mapped[int]
    """Place among all lines of the account as they came in; within a statement in the order of time."""
    row: Mapped[int]
    transacted_on: Mapped[date]
    amount_dong: Mapped[int]
    balance_dong: Mapped[int | None]
    reference: Mapped[KeyText]
    occurrence: Mapped[int] = mapped_column(SmallInteger)
    description: Mapped[str]
    party_name: Mapped[str]
    party_account: Mapped[KeyText]
    memory_key: Mapped[KeyText]


class BankMatch(Base):
    """What became of one line: the primary key has room for one match, so no line is booked twice.

    An entry is tied to one line of an account at a time: whole (`entry_position` 0) or by one of its own lines.
    """

    __tablename__ = "bank_matches"
    __table_args__ = (
        _of_account(),
        ForeignKeyConstraint(["org_id", "line_id"], ["bank_lines.org_id", "bank_lines.id"]),
        ForeignKeyConstraint(["org_id", "entry_id"], ["entries.org_id", "entries.id"]),
        ForeignKeyConstraint(["org_id", "voucher_id"], ["vouchers.org_id", "vouchers.id"]),
        UniqueConstraint(
            *("org_id", "bank_account_id", "entry_id", "entry_position"), name="uq_bank_matches_one_line_of_an_entry"
        ),
        UniqueConstraint("org_id", "voucher_id"),
        CheckConstraint(one_of("kind", MATCH_KINDS), name="kind_is_known"),
        CheckConstraint("(kind = 'skipped') = (entry_id IS NULL AND voucher_id IS NULL)", name="says_what_it_became"),
        CheckConstraint("kind <> 'voucher' OR voucher_id IS NOT NULL", name="voucher_is_named"),
        CheckConstraint("kind NOT IN ('entry', 'contribution') OR entry_id IS NOT NULL", name="entry_is_named"),
        CheckConstraint("entry_position >= 0", name="position_from_zero"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID] = mapped_column(primary_key=True)
    bank_account_id: Mapped[UUID]
    kind: Mapped[str]
    entry_id: Mapped[UUID | None]
    entry_position: Mapped[int] = mapped_column(SmallInteger)
    voucher_id: Mapped[UUID | None]
    contra_account: Mapped[KeyText]
    """What the money was booked against, for lines that look the same; '' where nobody knows."""
    party_id: Mapped[UUID | None]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]


class PaymentRequest(Base):
    """An amount asked for by VietQR; its code comes back in the statement and says what the payment is for."""

    __tablename__ = "payment_requests"
    __table_args__ = (
        _of_account(),
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        UniqueConstraint("org_id", "code"),
        CheckConstraint("amount_dong > 0", name="amount_positive"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    bank_account_id: Mapped[UUID]
    code: Mapped[KeyText]
    party_id: Mapped[UUID | None]
    account: Mapped[KeyText]
    """What will be credited when the money comes; '' where that is decided then."""
    amount_dong: Mapped[int]
    purpose: Mapped[str]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


BANK_ACCOUNTS, BANK_STATEMENTS, BANK_LINES = _table(BankAccount), _table(BankStatement), _table(BankLine)
BANK_MATCHES, PAYMENT_REQUESTS = _table(BankMatch), _table(PaymentRequest)
