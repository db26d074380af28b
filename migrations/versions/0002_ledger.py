"""Ledger: entries and lines that only grow, the balances kept from them, the chain's head, closed periods."""

from alembic import op
from migrations.support import protect_tenant_table, run_script

revision = "0002_ledger"
down_revision = "0001_ground"

TABLES = """
CREATE TABLE ledger_heads (
    org_id UUID NOT NULL,
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_ledger_heads PRIMARY KEY (org_id)
);
CREATE TABLE closed_periods (
    org_id UUID NOT NULL,
    month DATE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_by UUID NOT NULL,
    closing_reason TEXT NOT NULL,
    reopened_by UUID,
    reopened_at TIMESTAMP WITH TIME ZONE,
    reopening_reason TEXT,
    CONSTRAINT pk_closed_periods PRIMARY KEY (org_id, month, closed_at),
    CONSTRAINT ck_closed_periods_first_of_month CHECK (extract(day from month) = 1),
    CONSTRAINT ck_closed_periods_reopening_is_whole CHECK (
        num_nonnulls(reopened_by, reopened_at, reopening_reason) IN (0, 3)
    )
);
CREATE UNIQUE INDEX uq_closed_periods_closed ON closed_periods (org_id, month) WHERE reopened_at IS NULL;
CREATE TABLE entries (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    position BIGINT NOT NULL,
    series TEXT NOT NULL,
    fiscal_year SMALLINT NOT NULL,
    number BIGINT NOT NULL,
    entry_on DATE NOT NULL,
    description TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    adjusts_entry_id UUID,
    line_count SMALLINT NOT NULL,
    prepared_by UUID NOT NULL,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_entries PRIMARY KEY (org_id, id),
    CONSTRAINT uq_entries_org_id_position UNIQUE (org_id, position),
    CONSTRAINT uq_entries_org_id_series_fiscal_year_number UNIQUE (org_id, series, fiscal_year, number),
    CONSTRAINT uq_entries_org_id_source_kind_source_id_purpose UNIQUE (org_id, source_kind, source_id, purpose),
    CONSTRAINT uq_entries_org_id_id_entry_on_line_count UNIQUE (org_id, id, entry_on, line_count),
    CONSTRAINT ck_entries_has_lines CHECK (line_count > 0),
    CONSTRAINT ck_entries_number_from_one CHECK (number > 0),
    CONSTRAINT ck_entries_position_from_one CHECK (position > 0),
    CONSTRAINT ck_entries_hashes_are_sha256 CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32)
);
CREATE INDEX ix_entries_adjusts_entry_id ON entries (org_id, adjusts_entry_id)
    WHERE adjusts_entry_id IS NOT NULL;
CREATE INDEX ix_entries_entry_on ON entries (org_id, entry_on, position);
CREATE TABLE lines (
    org_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    position SMALLINT NOT NULL,
    entry_on DATE NOT NULL,
    line_count SMALLINT NOT NULL,
    debit_account TEXT COLLATE "C",
    credit_account TEXT COLLATE "C",
    amount_dong BIGINT NOT NULL,
    debit_party_id UUID,
    credit_party_id UUID,
    description TEXT NOT NULL,
    CONSTRAINT pk_lines PRIMARY KEY (org_id, entry_id, position),
    CONSTRAINT ck_lines_position_within_entry CHECK (position BETWEEN 1 AND line_count),
    CONSTRAINT ck_lines_amount_not_zero CHECK (amount_dong <> 0),
    CONSTRAINT ck_lines_one_side_in_class_zero_only CHECK (
        CASE WHEN starts_with(coalesce(debit_account, credit_account), '0')
        THEN debit_account IS NULL OR credit_account IS NULL
        ELSE debit_account IS NOT NULL AND credit_account IS NOT NULL AND NOT starts_with(credit_account, '0') END
    ),
    CONSTRAINT ck_lines_has_a_side CHECK (debit_account IS NOT NULL OR credit_account IS NOT NULL),
    CONSTRAINT ck_lines_sides_differ CHECK (
        debit_account IS DISTINCT FROM credit_account OR debit_party_id IS DISTINCT FROM credit_party_id
    ),
    CONSTRAINT ck_lines_debit_party_has_account CHECK (debit_party_id IS NULL OR debit_account IS NOT NULL),
    CONSTRAINT ck_lines_credit_party_has_account CHECK (credit_party_id IS NULL OR credit_account IS NOT NULL)
);
CREATE INDEX ix_lines_credit_party_id ON lines (org_id, credit_party_id, entry_on)
    WHERE credit_party_id IS NOT NULL;
CREATE INDEX ix_lines_debit_party_id ON lines (org_id, debit_party_id, entry_on)
    WHERE debit_party_id IS NOT NULL;
CREATE TABLE account_balances (
    org_id UUID NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    month DATE NOT NULL,
    debit_dong BIGINT NOT NULL,
    credit_dong BIGINT NOT NULL,
    CONSTRAINT pk_account_balances PRIMARY KEY (org_id, account, month),
    CONSTRAINT ck_account_balances_first_of_month CHECK (extract(day from month) = 1)
);
CREATE TABLE party_balances (
    org_id UUID NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    month DATE NOT NULL,
    debit_dong BIGINT NOT NULL,
    credit_dong BIGINT NOT NULL,
    CONSTRAINT pk_party_balances PRIMARY KEY (org_id, account, party_id, month),
    CONSTRAINT ck_party_balances_first_of_month CHECK (extract(day from month) = 1)
);
CREATE INDEX ix_party_balances_party_id ON party_balances (org_id, party_id);
"""

FOREIGN_KEYS = """
ALTER TABLE ledger_heads ADD CONSTRAINT fk_ledger_heads_org_id
    FOREIGN KEY (org_id) REFERENCES organizations (id);
ALTER TABLE closed_periods ADD CONSTRAINT fk_closed_periods_org_id
    FOREIGN KEY (org_id) REFERENCES organizations (id);
ALTER TABLE entries ADD CONSTRAINT fk_entries_org_id_adjusts_entry_id
    FOREIGN KEY (org_id, adjusts_entry_id) REFERENCES entries (org_id, id);
ALTER TABLE entries ADD CONSTRAINT fk_entries_org_id
    FOREIGN KEY (org_id) REFERENCES organizations (id);
ALTER TABLE lines ADD CONSTRAINT fk_lines_org_id_entry_id_entry_on_line_count
    FOREIGN KEY (org_id, entry_id, entry_on, line_count)
    REFERENCES entries (org_id, id, entry_on, line_count);
ALTER TABLE account_balances ADD CONSTRAINT fk_account_balances_org_id
    FOREIGN KEY (org_id) REFERENCES organizations (id);
ALTER TABLE party_balances ADD CONSTRAINT fk_party_balances_org_id
    FOREIGN KEY (org_id) REFERENCES organizations (id);
"""

# Rights are revoked first; these triggers stop the owner of the tables too.
POSTED_IS_FINAL = """
CREATE FUNCTION refuse_change_of_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'posted is final: % on % is refused, correct with an adjustment entry', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""

# An entry joins the chain at its end, with the next number of its series, in an open month, or not at all. The update
# of the head takes its row lock, so that entries written past the application wait for each other as well.
JOIN_CHAIN = """
CREATE FUNCTION join_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_number bigint;
BEGIN
    UPDATE ledger_heads SET position = NEW.position, hash = NEW.hash
    WHERE org_id = NEW.org_id AND position = NEW.position - 1 AND hash = NEW.previous_hash;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'entry % does not follow the last entry of its organization', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT max(number) INTO last_number FROM entries
    WHERE org_id = NEW.org_id AND series = NEW.series AND fiscal_year = NEW.fiscal_year;
    IF NEW.number <> coalesce(last_number, 0) + 1 THEN
        RAISE EXCEPTION 'number % of series % leaves a gap', NEW.number, NEW.series
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM FROM closed_periods
    WHERE org_id = NEW.org_id AND month = date_trunc('month', NEW.entry_on::timestamp)::date AND reopened_at IS NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'the month of % is closed', NEW.entry_on USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Create the tables, bind them, give rights that cannot change what is posted, and chain the entries."""
    run_script(TABLES)
    run_script(FOREIGN_KEYS)
    for table in ("entries", "lines"):
        protect_tenant_table(table, "SELECT, INSERT")
    for table in ("ledger_heads", "closed_periods"):
        protect_tenant_table(table, "SELECT, INSERT, UPDATE")
    for table in ("account_balances", "party_balances"):
        protect_tenant_table(table)
    op.execute(POSTED_IS_FINAL)
    op.execute(JOIN_CHAIN)
    for table in ("entries", "lines"):
        refusal = "EXECUTE FUNCTION refuse_change_of_posted()"
        op.execute(f"CREATE TRIGGER {table}_final BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refusal}")
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refusal}")
    op.execute("CREATE TRIGGER entries_chain BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION join_chain()")
