"""The bank: accounts, statements with their lines, matches with the books, requests for payment by VietQR."""

from migrations.support import protect_tenant_table, run_script

revision = "0020_bank"
down_revision = "0019_refunds"

TABLES = """
CREATE TABLE bank_accounts (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    bank_bin TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    holder TEXT NOT NULL,
    ledger_account TEXT COLLATE "C" NOT NULL,
    added_by UUID NOT NULL,
    added_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_bank_accounts PRIMARY KEY (org_id, id),
    CONSTRAINT uq_bank_accounts_org_id_ledger_account UNIQUE (org_id, ledger_account),
    CONSTRAINT uq_bank_accounts_org_id_bank_bin_number UNIQUE (org_id, bank_bin, number),
    CONSTRAINT fk_bank_accounts_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_bank_accounts_bin_is_six_digits CHECK (bank_bin ~ '^([0-9]{6})?$'),
    CONSTRAINT ck_bank_accounts_number_is_plain CHECK (number ~ '^[0-9A-Za-z]*$'),
    CONSTRAINT ck_bank_accounts_book_is_below_112 CHECK (starts_with(ledger_account, '112'))
);
CREATE TABLE bank_statements (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    file_id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    bank_account_id UUID,
    state TEXT NOT NULL,
    mapping BYTEA NOT NULL,
    found BYTEA,
    refusal TEXT,
    opening_dong BIGINT,
    closing_dong BIGINT,
    first_on DATE,
    last_on DATE,
    counts JSONB NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_bank_statements PRIMARY KEY (org_id, id),
    CONSTRAINT fk_bank_statements_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_bank_statements_org_id_bank_account_id FOREIGN KEY (org_id, bank_account_id)
        REFERENCES bank_accounts (org_id, id),
    CONSTRAINT fk_bank_statements_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id),
    CONSTRAINT ck_bank_statements_state_is_known CHECK (state IN ('understood', 'done')),
    CONSTRAINT ck_bank_statements_done_has_its_time CHECK ((state = 'done') = (finished_at IS NOT NULL)),
    CONSTRAINT ck_bank_statements_done_has_its_account CHECK (state <> 'done' OR bank_account_id IS NOT NULL)
);
CREATE UNIQUE INDEX uq_bank_statements_done ON bank_statements (org_id, sha256) WHERE state = 'done';
CREATE INDEX ix_bank_statements_account ON bank_statements (org_id, bank_account_id, last_on);
CREATE TABLE bank_lines (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    bank_account_id UUID NOT NULL,
    statement_id UUID NOT NULL,
    position BIGINT NOT NULL,
    row BIGINT NOT NULL,
    transacted_on DATE NOT NULL,
    amount_dong BIGINT NOT NULL,
    balance_dong BIGINT,
    reference TEXT COLLATE "C" NOT NULL,
    occurrence SMALLINT NOT NULL,
    description TEXT NOT NULL,
    party_name TEXT NOT NULL,
    party_account TEXT COLLATE "C" NOT NULL,
    memory_key TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_bank_lines PRIMARY KEY (org_id, id),
    CONSTRAINT uq_bank_lines_as_the_bank_tells_them UNIQUE NULLS NOT DISTINCT
        (org_id, bank_account_id, transacted_on, amount_dong, reference, balance_dong, occurrence),
    CONSTRAINT fk_bank_lines_org_id_bank_account_id FOREIGN KEY (org_id, bank_account_id)
        REFERENCES bank_accounts (org_id, id),
    CONSTRAINT fk_bank_lines_org_id_statement_id FOREIGN KEY (org_id, statement_id)
        REFERENCES bank_statements (org_id, id),
    CONSTRAINT ck_bank_lines_amount_not_zero CHECK (amount_dong <> 0),
    CONSTRAINT ck_bank_lines_occurrence_from_one CHECK (occurrence > 0)
);
CREATE INDEX ix_bank_lines_in_time ON bank_lines (org_id, bank_account_id, transacted_on, position);
CREATE INDEX ix_bank_lines_memory_key ON bank_lines (org_id, memory_key);
CREATE INDEX ix_bank_lines_party_account ON bank_lines (org_id, party_account) WHERE party_account <> '';
CREATE TABLE bank_matches (
    org_id UUID NOT NULL,
    line_id UUID NOT NULL,
    bank_account_id UUID NOT NULL,
    kind TEXT NOT NULL,
    entry_id UUID,
    entry_position SMALLINT NOT NULL,
    voucher_id UUID,
    contra_account TEXT COLLATE "C" NOT NULL,
    party_id UUID,
    made_by UUID NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_bank_matches PRIMARY KEY (org_id, line_id),
    CONSTRAINT uq_bank_matches_one_line_of_an_entry UNIQUE
        (org_id, bank_account_id, entry_id, entry_position),
    CONSTRAINT uq_bank_matches_org_id_voucher_id UNIQUE (org_id, voucher_id),
    CONSTRAINT fk_bank_matches_org_id_bank_account_id FOREIGN KEY (org_id, bank_account_id)
        REFERENCES bank_accounts (org_id, id),
    CONSTRAINT fk_bank_matches_org_id_line_id FOREIGN KEY (org_id, line_id) REFERENCES bank_lines (org_id, id),
    CONSTRAINT fk_bank_matches_org_id_entry_id FOREIGN KEY (org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT fk_bank_matches_org_id_voucher_id FOREIGN KEY (org_id, voucher_id) REFERENCES vouchers (org_id, id),
    CONSTRAINT ck_bank_matches_kind_is_known CHECK (kind IN ('entry', 'voucher', 'contribution', 'skipped')),
    CONSTRAINT ck_bank_matches_says_what_it_became CHECK
        ((kind = 'skipped') = (entry_id IS NULL AND voucher_id IS NULL)),
    CONSTRAINT ck_bank_matches_voucher_is_named CHECK (kind <> 'voucher' OR voucher_id IS NOT NULL),
    CONSTRAINT ck_bank_matches_entry_is_named CHECK
        (kind NOT IN ('entry', 'contribution') OR entry_id IS NOT NULL),
    CONSTRAINT ck_bank_matches_position_from_zero CHECK (entry_position >= 0)
);
CREATE TABLE payment_requests (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    bank_account_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    party_id UUID,
    account TEXT COLLATE "C" NOT NULL,
    amount_dong BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    made_by UUID NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_payment_requests PRIMARY KEY (org_id, id),
    CONSTRAINT uq_payment_requests_org_id_code UNIQUE (org_id, code),
    CONSTRAINT fk_payment_requests_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_payment_requests_org_id_bank_account_id FOREIGN KEY (org_id, bank_account_id)
        REFERENCES bank_accounts (org_id, id),
    CONSTRAINT fk_payment_requests_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT ck_payment_requests_amount_positive CHECK (amount_dong > 0)
);
"""
RIGHTS = {
    "bank_accounts": "SELECT, INSERT, UPDATE",
    "bank_statements": "SELECT, INSERT, UPDATE",
    # What the bank said stays as it was said.
    "bank_lines": "SELECT, INSERT",
    # A match is made and taken back, never changed.
    "bank_matches": "SELECT, INSERT, DELETE",
    "payment_requests": "SELECT, INSERT",
}


def upgrade() -> None:
    """Create the tables and close them."""
    run_script(TABLES)
    for table, rights in RIGHTS.items():
        protect_tenant_table(table, rights)
