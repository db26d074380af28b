"""Capital on paper: the whole life of certificates, files printed, reminders sent, things contributed in kind."""

from migrations.support import protect_tenant_table, run_script

revision = "0029_certificates"
down_revision = "0028_portal"

CERTIFICATES = """
ALTER TABLE certificates ADD COLUMN deed TEXT DEFAULT 'issue' NOT NULL;
ALTER TABLE certificates ADD COLUMN replaces_id UUID;
ALTER TABLE certificates ADD COLUMN reason TEXT DEFAULT '' NOT NULL;
ALTER TABLE certificates ADD COLUMN basis TEXT DEFAULT '' NOT NULL;
ALTER TABLE certificates ADD CONSTRAINT ck_certificates_deed_is_known CHECK (deed IN ('issue', 'reissue', 'exchange'));
ALTER TABLE certificates ADD CONSTRAINT ck_certificates_reason_is_known
    CHECK (reason IN ('', 'lost', 'damaged', 'contents_changed'));
ALTER TABLE certificates ADD CONSTRAINT ck_certificates_reason_of_deed CHECK ((deed = 'issue') = (reason = ''));
ALTER TABLE certificates ADD CONSTRAINT ck_certificates_in_place_of_one
    CHECK (deed = 'issue' OR replaces_id IS NOT NULL);
ALTER TABLE certificates ADD CONSTRAINT uq_certificates_org_id_replaces_id UNIQUE (org_id, replaces_id);
ALTER TABLE certificates ADD CONSTRAINT fk_certificates_org_id_replaces_id
    FOREIGN KEY (org_id, replaces_id) REFERENCES certificates (org_id, id);
ALTER TABLE certificate_endings ADD COLUMN reason TEXT DEFAULT 'capital_reduced' NOT NULL;
ALTER TABLE certificate_endings ADD COLUMN basis TEXT DEFAULT '' NOT NULL;
ALTER TABLE certificate_endings DROP CONSTRAINT ck_certificate_endings_by_one_deed;
ALTER TABLE certificate_endings ADD CONSTRAINT ck_certificate_endings_reason_is_known
    CHECK (reason IN ('capital_reduced', 'membership_ended', 'issued_wrongly'));
ALTER TABLE certificate_endings ADD CONSTRAINT ck_certificate_endings_by_deed_or_decision
    CHECK (CASE WHEN reason = 'capital_reduced' THEN num_nonnulls(refund_id, retraction_id) = 1
    ELSE num_nonnulls(refund_id, retraction_id) = 0 AND basis <> '' END);
"""
PLEDGES = """
ALTER TABLE pledges ADD COLUMN asset_kind TEXT DEFAULT 'dong' NOT NULL;
ALTER TABLE pledges ADD CONSTRAINT ck_pledges_asset_kind_is_known CHECK (asset_kind IN ('dong', 'foreign_currency',
    'gold', 'land_use_right', 'intellectual_property', 'technology', 'know_how', 'other'));
CREATE INDEX ix_pledges_in_kind ON pledges (org_id, party_id) WHERE asset_kind <> 'dong';
"""
TABLES = """
CREATE TABLE contributed_assets (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    asset_kind TEXT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    asset TEXT NOT NULL,
    asset_quantity TEXT NOT NULL,
    right_of_use_period TEXT NOT NULL,
    valuation TEXT NOT NULL,
    valued_by TEXT NOT NULL,
    valuation_number TEXT NOT NULL,
    valued_on DATE NOT NULL,
    handed_over_on DATE NOT NULL,
    approval TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    request_key UUID NOT NULL,
    dropped_reason TEXT,
    dropped_by UUID,
    dropped_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_contributed_assets PRIMARY KEY (org_id, id),
    CONSTRAINT fk_contributed_assets_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT uq_contributed_assets_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_contributed_assets_amount_positive CHECK (amount_dong > 0),
    CONSTRAINT ck_contributed_assets_asset_kind_is_known CHECK (asset_kind IN ('foreign_currency', 'gold',
        'land_use_right', 'intellectual_property', 'technology', 'know_how', 'other')),
    CONSTRAINT ck_contributed_assets_valuation_is_known
        CHECK (valuation IN ('unanimous', 'general_meeting', 'board', 'appraisal_firm')),
    CONSTRAINT ck_contributed_assets_is_whole
        CHECK (asset <> '' AND valued_by <> '' AND valuation_number <> ''),
    CONSTRAINT ck_contributed_assets_valued_before_given CHECK (handed_over_on >= valued_on),
    CONSTRAINT ck_contributed_assets_dropping_is_whole
        CHECK (num_nonnulls(dropped_reason, dropped_by, dropped_at) IN (0, 3))
);
CREATE INDEX ix_contributed_assets_party_id ON contributed_assets (org_id, party_id, id);
ALTER TABLE contributions ADD COLUMN asset_id UUID;
ALTER TABLE contributions ADD CONSTRAINT uq_contributions_org_id_asset_id UNIQUE (org_id, asset_id);
ALTER TABLE contributions ADD CONSTRAINT fk_contributions_org_id_asset_id
    FOREIGN KEY (org_id, asset_id) REFERENCES contributed_assets (org_id, id);
ALTER TABLE contributions ADD COLUMN asset_kind TEXT DEFAULT '' NOT NULL;
ALTER TABLE contributions ADD COLUMN approval TEXT DEFAULT '' NOT NULL;
ALTER TABLE contributions ADD CONSTRAINT ck_contributions_kind_of_things
    CHECK (method = 'in_kind' OR asset_kind = '');
CREATE TABLE prints (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    count BIGINT NOT NULL,
    file_id UUID,
    kept_until DATE NOT NULL,
    made_by UUID NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    request_key UUID NOT NULL,
    CONSTRAINT pk_prints PRIMARY KEY (org_id, id),
    CONSTRAINT uq_prints_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT fk_prints_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_prints_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id),
    CONSTRAINT ck_prints_kind_is_known CHECK (kind IN ('certificates', 'reminders')),
    CONSTRAINT ck_prints_count_positive CHECK (count > 0)
);
CREATE INDEX ix_prints_file_id ON prints (org_id, file_id) WHERE file_id IS NOT NULL;
CREATE TABLE reminders (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    print_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    late_dong BIGINT NOT NULL,
    due_on DATE NOT NULL,
    reminded_on DATE NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_reminders PRIMARY KEY (org_id, id),
    CONSTRAINT fk_reminders_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_reminders_org_id_print_id FOREIGN KEY (org_id, print_id) REFERENCES prints (org_id, id),
    CONSTRAINT ck_reminders_amount_positive CHECK (amount_dong > 0 AND late_dong BETWEEN 0 AND amount_dong)
);
CREATE INDEX ix_reminders_party_id ON reminders (org_id, party_id, id);
CREATE INDEX ix_reminders_print_id ON reminders (org_id, print_id);
"""
RIGHTS = {
    # What was valued and handed over is never changed; that it was given up before it was complete is.
    "contributed_assets": "SELECT, INSERT, UPDATE (dropped_reason, dropped_by, dropped_at)",
    # The file goes after its time, the record that it was made stays.
    "prints": "SELECT, INSERT, UPDATE (file_id)",
    "reminders": "SELECT, INSERT",
}


def upgrade() -> None:
    """Widen what is there, create the tables and close them."""
    for script in (CERTIFICATES, PLEDGES, TABLES):
        run_script(script)
    for table, rights in RIGHTS.items():
        protect_tenant_table(table, rights)
