"""Ledger: items, seasons, contracts and sources on lines, accounts of the organization's own, movements by pair."""

from migrations.support import protect_tenant_table, run_script

revision = "0012_ledger_dimensions"
down_revision = "0011_alliance_sums"

SCRIPT = """
ALTER TABLE lines ADD COLUMN item_id UUID;
ALTER TABLE lines ADD COLUMN quantity NUMERIC(18, 3);
ALTER TABLE lines ADD COLUMN season_id UUID;
ALTER TABLE lines ADD COLUMN contract_id UUID;
ALTER TABLE lines ADD COLUMN source TEXT DEFAULT '' NOT NULL;
ALTER TABLE lines ADD CONSTRAINT ck_lines_quantity_of_an_item CHECK ((item_id IS NULL) = (quantity IS NULL));
CREATE INDEX ix_lines_debit_account ON lines (org_id, debit_account, entry_on);
CREATE INDEX ix_lines_credit_account ON lines (org_id, credit_account, entry_on);
CREATE INDEX ix_lines_item_id ON lines (org_id, item_id, entry_on) WHERE item_id IS NOT NULL;
CREATE INDEX ix_lines_season_id ON lines (org_id, season_id) WHERE season_id IS NOT NULL;
CREATE INDEX ix_lines_contract_id ON lines (org_id, contract_id) WHERE contract_id IS NOT NULL;
CREATE TABLE own_accounts (
    org_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    opened_by UUID NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_own_accounts PRIMARY KEY (org_id, code),
    CONSTRAINT fk_own_accounts_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_own_accounts_code_is_digits CHECK (code ~ '^[0-9]{4,12}$')
);
CREATE TABLE pair_balances (
    org_id UUID NOT NULL,
    debit_account TEXT COLLATE "C" NOT NULL,
    credit_account TEXT COLLATE "C" NOT NULL,
    month DATE NOT NULL,
    amount_dong BIGINT NOT NULL,
    CONSTRAINT pk_pair_balances PRIMARY KEY (org_id, debit_account, credit_account, month),
    CONSTRAINT fk_pair_balances_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_pair_balances_first_of_month CHECK (extract(day from month) = 1)
);
"""

# What was posted before this migration; row-level security is lifted for the owner while the sums are taken.
FILL = """
ALTER TABLE lines NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pair_balances NO FORCE ROW LEVEL SECURITY;
INSERT INTO pair_balances (org_id, debit_account, credit_account, month, amount_dong)
    SELECT org_id, debit_account, credit_account, date_trunc('month', entry_on::timestamp)::date, sum(amount_dong)
    FROM lines WHERE debit_account IS NOT NULL AND credit_account IS NOT NULL
    GROUP BY 1, 2, 3, 4;
ALTER TABLE lines FORCE ROW LEVEL SECURITY;
ALTER TABLE pair_balances FORCE ROW LEVEL SECURITY;
"""


def upgrade() -> None:
    """Widen the lines, create the tables, close them, and add up what is posted."""
    run_script(SCRIPT)
    protect_tenant_table("own_accounts", "SELECT, INSERT, UPDATE")
    protect_tenant_table("pair_balances")
    run_script(FILL)
