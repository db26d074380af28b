"""Tables of the books: entries and their lines (posted is final), the balances kept from them, and closed periods."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Numeric,
    SmallInteger,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText

_FIRST_OF_MONTH = "extract(day from month) = 1"


class Entry(Base):
    """One posted entry. `position` is its place in the organization's chain, `hash` covers it, its lines and
    `previous_hash`; number and position have no gaps."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("org_id", "position"),
        UniqueConstraint("org_id", "series", "fiscal_year", "number"),
        UniqueConstraint("org_id", "source_kind", "source_id", "purpose"),
        # What lines refer to: it carries the date and the number of lines into each of them.
        UniqueConstraint("org_id", "id", "entry_on", "line_count"),
        ForeignKeyConstraint(["org_id", "adjusts_entry_id"], ["entries.org_id", "entries.id"]),
        CheckConstraint("line_count > 0", name="has_lines"),
        CheckConstraint("number > 0", name="number_from_one"),
        CheckConstraint("position > 0", name="position_from_one"),
        CheckConstraint("octet_length(hash) = 32 AND octet_length(previous_hash) = 32", name="hashes_are_sha256"),
        Index(
            "ix_entries_adjusts_entry_id", "org_id", "adjusts_entry_id", postgresql_where="adjusts_entry_id IS NOT NULL"
        ),
        Index("ix_entries_entry_on", "org_id", "entry_on", "position"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]
    series: Mapped[str]
    fiscal_year: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[int]
    entry_on: Mapped[date]
    description: Mapped[str]
    source_kind: Mapped[str]
    source_id: Mapped[UUID]
    purpose: Mapped[str]
    adjusts_entry_id: Mapped[UUID | None]
    line_count: Mapped[int] = mapped_column(SmallInteger)
    prepared_by: Mapped[UUID]
    posted_at: Mapped[datetime]
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class EntryLine(Base):
    """One pair of an entry. Positions run from 1 to the entry's `line_count`: what is posted has no room for more."""

    __tablename__ = "lines"
    __table_args__ = (
        ForeignKeyConstraint(
            ["org_id", "entry_id", "entry_on", "line_count"],
            ["entries.org_id", "entries.id", "entries.entry_on", "entries.line_count"],
        ),
        CheckConstraint("position BETWEEN 1 AND line_count", name="position_within_entry"),
        CheckConstraint("amount_dong <> 0", name="amount_not_zero"),
        CheckConstraint(
            "CASE WHEN starts_with(coalesce(debit_account, credit_account), '0') "
            "THEN debit_account IS NULL OR credit_account IS NULL "
            "ELSE debit_account IS NOT NULL AND credit_account IS NOT NULL "
            "AND NOT starts_with(credit_account, '0') END",
            name="one_side_in_class_zero_only",
        ),
        CheckConstraint("debit_account IS NOT NULL OR credit_account IS NOT NULL", name="has_a_side"),
        # Capital passes from one member to another inside 4111; otherwise the two sides are two accounts.
        CheckConstraint(
            "debit_account IS DISTINCT FROM credit_account OR debit_party_id IS DISTINCT FROM credit_party_id",
            name="sides_differ",
        ),
        CheckConstraint("debit_party_id IS NULL OR debit_account IS NOT NULL", name="debit_party_has_account"),
        CheckConstraint("credit_party_id IS NULL OR credit_account IS NOT NULL", name="credit_party_has_account"),
        CheckConstraint("(item_id IS NULL) = (quantity IS NULL)", name="quantity_of_an_item"),
        Index("ix_lines_debit_account", "org_id", "debit_account", "entry_on"),
        Index("ix_lines_credit_account", "org_id", "credit_account", "entry_on"),
        Index("ix_lines_item_id", "org_id", "item_id", "entry_on", postgresql_where="item_id IS NOT NULL"),
        Index("ix_lines_season_id", "org_id", "season_id", postgresql_where="season_id IS NOT NULL"),
        Index("ix_lines_contract_id", "org_id", "contract_id", postgresql_where="contract_id IS NOT NULL"),
        Index(
            "ix_lines_debit_party_id",
            "org_id",
            "debit_party_id",
            "entry_on",
            postgresql_where="debit_party_id IS NOT NULL",
        ),
        Index(
            "ix_lines_credit_party_id",
            "org_id",
            "credit_party_id",
            "entry_on",
            postgresql_where="credit_party_id IS NOT NULL",
        ),
        TENANT,
    )

    # No foreign key of its own to organizations: the entry has it, and ten thousand lines would each be checked twice.
    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    entry_on: Mapped[date]
    line_count: Mapped[int] = mapped_column(SmallInteger)
    debit_account: Mapped[KeyText | None]
    credit_account: Mapped[KeyText | None]
    amount_dong: Mapped[int]
    debit_party_id: Mapped[UUID | None]
    credit_party_id: Mapped[UUID | None]
    description: Mapped[str]
    item_id: Mapped[UUID | None]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(18, 3))
    season_id: Mapped[UUID | None]
    contract_id: Mapped[UUID | None]
    source: Mapped[str] = mapped_column(server_default="")


class AccountBalance(Base):
    """Movements of one account in one month: a cache of the lines, kept in the posting transaction."""

    __tablename__ = "account_balances"
    __table_args__ = (CheckConstraint(_FIRST_OF_MONTH, name="first_of_month"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    account: Mapped[KeyText] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    debit_dong: Mapped[int]
    credit_dong: Mapped[int]


class PartyBalance(Base):
    """Movements of one account with one party in one month: the sub-ledger, a cache of the lines as well."""

    __tablename__ = "party_balances"
    __table_args__ = (
        CheckConstraint(_FIRST_OF_MONTH, name="first_of_month"),
        Index("ix_party_balances_party_id", "org_id", "party_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    account: Mapped[KeyText] = mapped_column(primary_key=True)
    party_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    debit_dong: Mapped[int]
    credit_dong: Mapped[int]


class PairBalance(Base):
    """What one account moved against another in one month: a cache of the lines too. The lines of form B02 are defined
    by such pairs (TT 71/2024, appendix IV); class 0 has one side and is not here."""

    __tablename__ = "pair_balances"
    __table_args__ = (CheckConstraint(_FIRST_OF_MONTH, name="first_of_month"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    debit_account: Mapped[KeyText] = mapped_column(primary_key=True)
    credit_account: Mapped[KeyText] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    amount_dong: Mapped[int]


class OwnAccount(Base):
    """An account that the organization opened below one of the chart (TT 71/2024, Art. 3: detailed accounts)."""

    __tablename__ = "own_accounts"
    __table_args__ = (CheckConstraint("code ~ '^[0-9]{4,12}$'", name="code_is_digits"), TENANT)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    code: Mapped[KeyText] = mapped_column(primary_key=True)
    name: Mapped[str]
    opened_by: Mapped[UUID]
    opened_at: Mapped[datetime]


class LedgerHead(Base):
    """The end of an organization's chain: the row whose lock makes postings of one organization wait for each other."""

    __tablename__ = "ledger_heads"
    __table_args__ = (TENANT,)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    position: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class PeriodClosing(Base):
    """One closing of a month and, if it was opened again, who did so, when and why; each closing is its own row."""

    __tablename__ = "closed_periods"
    __table_args__ = (
        Index("uq_closed_periods_closed", "org_id", "month", unique=True, postgresql_where="reopened_at IS NULL"),
        CheckConstraint(_FIRST_OF_MONTH, name="first_of_month"),
        CheckConstraint(
            "num_nonnulls(reopened_by, reopened_at, reopening_reason) IN (0, 3)", name="reopening_is_whole"
        ),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(primary_key=True)
    closed_by: Mapped[UUID]
    closing_reason: Mapped[str]
    reopened_by: Mapped[UUID | None]
    reopened_at: Mapped[datetime | None]
    reopening_reason: Mapped[str | None]


class FiledYear(Base):
    """The statements of one year were filed; from then on its errors are corrected in the year of discovery
    (Accounting Law, Art. 27.3). Written once, never changed."""

    __tablename__ = "filed_years"
    __table_args__ = (
        CheckConstraint("extract(year from filed_on) > year", name="filed_after_the_year"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    filed_on: Mapped[date]
    filed_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


ENTRIES, LINES = _table(Entry), _table(EntryLine)
ACCOUNT_BALANCES, PARTY_BALANCES = _table(AccountBalance), _table(PartyBalance)
PAIR_BALANCES, OWN_ACCOUNTS = _table(PairBalance), _table(OwnAccount)
LEDGER_HEADS, CLOSED_PERIODS = _table(LedgerHead), _table(PeriodClosing)
FILED_YEARS = _table(FiledYear)
