"""Vouchers: prepared, approved and posted; agreements with members; the organization's own dated parameters."""

from migrations.support import protect_tenant_table, run_script

revision = "0013_vouchers"
down_revision = "0012_ledger_dimensions"

TABLES = """
CREATE TABLE organization_terms (
    org_id UUID NOT NULL,
    key TEXT NOT NULL,
    valid_from DATE NOT NULL,
    value BIGINT NOT NULL,
    basis TEXT NOT NULL,
    set_by UUID NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_organization_terms PRIMARY KEY (org_id, key, valid_from),
    CONSTRAINT fk_organization_terms_org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);
CREATE TABLE member_agreements (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    number TEXT NOT NULL,
    signed_on DATE NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_member_agreements PRIMARY KEY (org_id, id),
    CONSTRAINT uq_member_agreements_org_id_number UNIQUE (org_id, number),
    CONSTRAINT fk_member_agreements_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_member_agreements_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT ck_member_agreements_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX ix_member_agreements_party_id ON member_agreements (org_id, party_id);
CREATE TABLE vouchers (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    voucher_on DATE NOT NULL,
    description TEXT NOT NULL,
    counterpart_name TEXT NOT NULL,
    counterpart_address TEXT NOT NULL,
    enclosed TEXT NOT NULL,
    event_id TEXT NOT NULL,
    lines BYTEA NOT NULL,
    total_dong BIGINT NOT NULL,
    adjusts_entry_id UUID,
    version BIGINT NOT NULL,
    request_key UUID NOT NULL,
    prepared_by UUID NOT NULL,
    prepared_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by UUID,
    decided_at TIMESTAMP WITH TIME ZONE,
    decision_note TEXT NOT NULL,
    entry_id UUID,
    CONSTRAINT pk_vouchers PRIMARY KEY (org_id, id),
    CONSTRAINT uq_vouchers_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_vouchers_kind_is_known CHECK (
        kind IN ('receipt', 'payment', 'bank_credit', 'bank_debit', 'goods_in', 'goods_out', 'general')
    ),
    CONSTRAINT ck_vouchers_state_is_known CHECK (state IN ('draft', 'submitted', 'approved', 'posted', 'discarded')),
    CONSTRAINT ck_vouchers_posted_has_its_entry CHECK ((state = 'posted') = (entry_id IS NOT NULL)),
    CONSTRAINT ck_vouchers_version_from_one CHECK (version > 0),
    CONSTRAINT fk_vouchers_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_vouchers_org_id_entry_id FOREIGN KEY (org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT fk_vouchers_org_id_adjusts_entry_id FOREIGN KEY (org_id, adjusts_entry_id)
        REFERENCES entries (org_id, id)
);
CREATE INDEX ix_vouchers_state ON vouchers (org_id, state, id);
CREATE UNIQUE INDEX uq_vouchers_entry_id ON vouchers (org_id, entry_id) WHERE entry_id IS NOT NULL;
"""


def upgrade() -> None:
    """Create the tables and close them; a voucher is never deleted, only discarded."""
    run_script(TABLES)
    for table in ("organization_terms", "member_agreements", "vouchers"):
        protect_tenant_table(table, "SELECT, INSERT, UPDATE")
