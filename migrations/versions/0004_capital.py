"""Capital: pledges, contributions and certificates that only grow, the sums kept from them, and the law's numbers."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from migrations.support import protect_tenant_table, run_script

revision = "0004_capital"
down_revision = "0003_members"

TABLES = """
CREATE TABLE pledges (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    pledged_on DATE NOT NULL,
    due_on DATE NOT NULL,
    basis TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    request_key UUID NOT NULL,
    CONSTRAINT pk_pledges PRIMARY KEY (org_id, id),
    CONSTRAINT fk_pledges_org_id_party_id FOREIGN KEY(org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT uq_pledges_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_pledges_amount_positive CHECK (amount_dong > 0),
    CONSTRAINT ck_pledges_due_after_pledged CHECK (due_on >= pledged_on)
);
CREATE INDEX ix_pledges_party_id ON pledges (org_id, party_id, pledged_on);
CREATE TABLE contributions (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    year SMALLINT NOT NULL,
    number BIGINT NOT NULL,
    party_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    method TEXT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    contributed_on DATE NOT NULL,
    entry_id UUID NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    note TEXT NOT NULL,
    request_key UUID NOT NULL,
    CONSTRAINT pk_contributions PRIMARY KEY (org_id, id),
    CONSTRAINT fk_contributions_org_id_party_id FOREIGN KEY(org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_contributions_org_id_entry_id FOREIGN KEY(org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT uq_contributions_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT uq_contributions_org_id_year_number UNIQUE (org_id, year, number),
    CONSTRAINT ck_contributions_amount_positive CHECK (amount_dong > 0),
    CONSTRAINT ck_contributions_number_from_one CHECK (number > 0),
    CONSTRAINT ck_contributions_method_is_known CHECK (method IN ('cash', 'bank', 'opening'))
);
CREATE INDEX ix_contributions_party_id ON contributions (org_id, party_id, contributed_on);
CREATE TABLE certificates (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    contents JSONB NOT NULL,
    issued_on DATE NOT NULL,
    check_code TEXT COLLATE "C" NOT NULL,
    issued_by UUID NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_certificates PRIMARY KEY (org_id, id),
    CONSTRAINT fk_certificates_org_id_party_id FOREIGN KEY(org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT uq_certificates_org_id_number UNIQUE (org_id, number),
    CONSTRAINT uq_certificates_org_id_check_code UNIQUE (org_id, check_code),
    CONSTRAINT ck_certificates_amount_positive CHECK (amount_dong > 0)
);
CREATE INDEX ix_certificates_party_id ON certificates (org_id, party_id, id);
CREATE TABLE holdings (
    org_id UUID NOT NULL,
    party_id UUID NOT NULL,
    pledged_dong BIGINT NOT NULL,
    paid_dong BIGINT NOT NULL,
    CONSTRAINT pk_holdings PRIMARY KEY (org_id, party_id),
    CONSTRAINT ck_holdings_paid_not_negative CHECK (paid_dong >= 0),
    CONSTRAINT ck_holdings_only_pledged_is_paid CHECK (pledged_dong >= paid_dong)
);
CREATE TABLE capital_totals (
    org_id UUID NOT NULL,
    pledged_dong BIGINT NOT NULL,
    paid_dong BIGINT NOT NULL,
    CONSTRAINT pk_capital_totals PRIMARY KEY (org_id),
    CONSTRAINT ck_capital_totals_only_pledged_is_paid CHECK (pledged_dong >= paid_dong AND paid_dong >= 0),
    CONSTRAINT fk_capital_totals_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE TABLE capital_counters (
    org_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    year SMALLINT NOT NULL,
    n BIGINT NOT NULL,
    CONSTRAINT pk_capital_counters PRIMARY KEY (org_id, name, year),
    CONSTRAINT fk_capital_counters_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
"""

LAW = "Luật 17/2023/QH15"
IN_FORCE_FROM = date(2024, 7, 1)
PERCENT = "percent_of_charter_capital"
# Percentages and the deadline are upper bounds, members and years lower ones; the bound itself is allowed.
PARAMETERS = [
    ("capital.one_official_member_cooperative", 30, PERCENT, "Điều 74.1"),
    ("capital.one_official_member_union", 40, PERCENT, "Điều 74.1"),
    ("capital.all_contributing_associates_cooperative", 30, PERCENT, "Điều 74.2"),
    ("capital.all_contributing_associates_union", 40, PERCENT, "Điều 74.2"),
    ("capital.all_foreign", 30, PERCENT, "Điều 74.3"),
    ("capital.contribution_deadline", 6, "months", "Điều 74.4"),
    ("membership.cooperative_official_members", 5, "members", "Điều 4.7"),
    ("membership.cooperative_union_cooperatives", 3, "members", "Điều 4.8"),
    ("membership.age_official_or_contributing", 18, "years", "Điều 30.1.a"),
    ("membership.age_noncontributing", 15, "years", "Điều 30.2.b"),
]
INSERT_PARAMETER = sa.text(
    "INSERT INTO legal_parameters (key, valid_from, value, unit, basis, confidence) "
    "VALUES (:key, :valid_from, :value, :unit, :basis, 'confirmed') ON CONFLICT (key, valid_from) DO NOTHING"
)


def upgrade() -> None:
    """Create the tables, write the law's numbers, and give rights: what is recorded stays recorded."""
    run_script(TABLES)
    for key, value, unit, article in PARAMETERS:
        row = {"key": key, "valid_from": IN_FORCE_FROM, "value": value, "unit": unit, "basis": f"{article} {LAW}"}
        op.execute(INSERT_PARAMETER.bindparams(**row))
    for table in ("pledges", "contributions", "certificates"):
        protect_tenant_table(table, "SELECT, INSERT")
    for table in ("holdings", "capital_totals", "capital_counters"):
        protect_tenant_table(table, "SELECT, INSERT, UPDATE")
