"""Capital: contributions in kind, refunds, what was recorded by mistake and taken back, and certificates that ended."""

from migrations.support import protect_tenant_table, run_script

revision = "0019_refunds"
down_revision = "0018_organization_profile"

CONTRIBUTIONS = """
ALTER TABLE contributions ADD COLUMN asset TEXT DEFAULT '' NOT NULL;
ALTER TABLE contributions ADD COLUMN asset_quantity TEXT DEFAULT '' NOT NULL;
ALTER TABLE contributions ADD COLUMN valued_by TEXT DEFAULT '' NOT NULL;
ALTER TABLE contributions ADD COLUMN right_of_use_period TEXT DEFAULT '' NOT NULL;
ALTER TABLE contributions DROP CONSTRAINT ck_contributions_method_is_known;
ALTER TABLE contributions ADD CONSTRAINT ck_contributions_method_is_known
    CHECK (method IN ('cash', 'bank', 'opening', 'in_kind', 'transfer'));
ALTER TABLE contributions ADD CONSTRAINT ck_contributions_in_kind_is_whole
    CHECK ((method = 'in_kind') = (asset <> '') AND (method = 'in_kind') = (valued_by <> ''));
"""
TABLES = """
CREATE TABLE refunds (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    year SMALLINT NOT NULL,
    number BIGINT NOT NULL,
    party_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    pledge_dong BIGINT NOT NULL,
    method TEXT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    refunded_on DATE NOT NULL,
    reason TEXT NOT NULL,
    basis TEXT NOT NULL,
    entry_id UUID NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    note TEXT NOT NULL,
    request_key UUID NOT NULL,
    CONSTRAINT pk_refunds PRIMARY KEY (org_id, id),
    CONSTRAINT fk_refunds_org_id_party_id FOREIGN KEY(org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_refunds_org_id_entry_id FOREIGN KEY(org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT uq_refunds_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT uq_refunds_org_id_year_number UNIQUE (org_id, year, number),
    CONSTRAINT ck_refunds_amount_positive CHECK (amount_dong > 0),
    CONSTRAINT ck_refunds_pledge_falls_as_much CHECK (pledge_dong >= amount_dong),
    CONSTRAINT ck_refunds_number_from_one CHECK (number > 0),
    CONSTRAINT ck_refunds_method_is_known CHECK (method IN ('cash', 'bank', 'transfer')),
    CONSTRAINT ck_refunds_reason_is_known CHECK (reason IN ('membership_ended', 'above_maximum', 'transfer')),
    CONSTRAINT ck_refunds_has_a_basis CHECK (basis <> '')
);
CREATE INDEX ix_refunds_party_id ON refunds (org_id, party_id, refunded_on);
CREATE TABLE retractions (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    contribution_id UUID,
    refund_id UUID,
    party_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    pledge_dong BIGINT NOT NULL,
    retracted_on DATE NOT NULL,
    reason TEXT NOT NULL,
    entry_id UUID NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_retractions PRIMARY KEY (org_id, id),
    CONSTRAINT fk_retractions_org_id_party_id FOREIGN KEY(org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_retractions_org_id_entry_id FOREIGN KEY(org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT fk_retractions_org_id_contribution_id FOREIGN KEY(org_id, contribution_id)
        REFERENCES contributions (org_id, id),
    CONSTRAINT fk_retractions_org_id_refund_id FOREIGN KEY(org_id, refund_id) REFERENCES refunds (org_id, id),
    CONSTRAINT uq_retractions_org_id_contribution_id UNIQUE (org_id, contribution_id),
    CONSTRAINT uq_retractions_org_id_refund_id UNIQUE (org_id, refund_id),
    CONSTRAINT ck_retractions_of_one_deed CHECK (num_nonnulls(contribution_id, refund_id) = 1),
    CONSTRAINT ck_retractions_amount_positive CHECK (amount_dong > 0),
    CONSTRAINT ck_retractions_pledge_of_refunds_alone CHECK ((pledge_dong > 0) = (refund_id IS NOT NULL)),
    CONSTRAINT ck_retractions_has_a_reason CHECK (reason <> '')
);
CREATE INDEX ix_retractions_party_id ON retractions (org_id, party_id);
CREATE TABLE certificate_endings (
    org_id UUID NOT NULL,
    certificate_id UUID NOT NULL,
    ended_on DATE NOT NULL,
    refund_id UUID,
    retraction_id UUID,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_certificate_endings PRIMARY KEY (org_id, certificate_id),
    CONSTRAINT fk_certificate_endings_org_id_certificate_id FOREIGN KEY(org_id, certificate_id)
        REFERENCES certificates (org_id, id),
    CONSTRAINT fk_certificate_endings_org_id_refund_id FOREIGN KEY(org_id, refund_id) REFERENCES refunds (org_id, id),
    CONSTRAINT fk_certificate_endings_org_id_retraction_id FOREIGN KEY(org_id, retraction_id)
        REFERENCES retractions (org_id, id),
    CONSTRAINT ck_certificate_endings_by_one_deed CHECK (num_nonnulls(refund_id, retraction_id) = 1)
);
"""


def upgrade() -> None:
    """Widen contributions, create the tables; what is recorded stays recorded."""
    run_script(CONTRIBUTIONS)
    run_script(TABLES)
    for table in ("refunds", "retractions", "certificate_endings"):
        protect_tenant_table(table, "SELECT, INSERT")
