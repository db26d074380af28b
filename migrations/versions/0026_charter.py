"""The charter as data: its versions, what each says in numbers and in words, and the law's numbers that bound it (Art. 40)."""

from alembic import op
from migrations.support import protect_tenant_table, run_script

revision = "0026_charter"
down_revision = "0025_memberships"

TABLES = """
CREATE TABLE charter_versions (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    adopted_on DATE NOT NULL,
    resolution TEXT NOT NULL,
    valid_from DATE NOT NULL,
    file_id UUID,
    request_key UUID NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_charter_versions PRIMARY KEY (org_id, id),
    CONSTRAINT uq_charter_versions_number UNIQUE (org_id, number),
    CONSTRAINT uq_charter_versions_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_charter_versions_has_a_resolution CHECK (resolution <> ''),
    CONSTRAINT ck_charter_versions_days_in_order CHECK (valid_from >= adopted_on),
    CONSTRAINT ck_charter_versions_counts_from_one CHECK (number >= 1),
    CONSTRAINT fk_charter_versions_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_charter_versions_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id)
);
CREATE INDEX ix_charter_versions_file_id ON charter_versions (org_id, file_id) WHERE file_id IS NOT NULL;
ALTER TABLE organization_terms ADD COLUMN words TEXT;
ALTER TABLE organization_terms ADD COLUMN version_id UUID;
ALTER TABLE organization_terms ALTER COLUMN value DROP NOT NULL;
ALTER TABLE organization_terms ADD CONSTRAINT ck_organization_terms_number_or_words
    CHECK (num_nonnulls(value, words) <= 1 AND words <> '');
ALTER TABLE organization_terms ADD CONSTRAINT fk_organization_terms_org_id_version_id
    FOREIGN KEY (org_id, version_id) REFERENCES charter_versions (org_id, id);
ALTER TABLE organization_terms DROP CONSTRAINT pk_organization_terms;
ALTER TABLE organization_terms ADD CONSTRAINT pk_organization_terms PRIMARY KEY (org_id, key, valid_from, set_at);
CREATE INDEX ix_organization_terms_version_id ON organization_terms (org_id, version_id) WHERE version_id IS NOT NULL;
REVOKE UPDATE ON organization_terms FROM hoptac_app;
"""
LAW = "Luật 17/2023/QH15"
PERCENT = "percent"
SIZES = "Điều 5 Nghị định 113/2024/NĐ-CP"
NUMBERS = (
    ("governance.full_model_from_union_members", 10, "members", f"Điều 56.2 {LAW}", "confirmed"),
    ("governance.small_agriculture_members", 50, "members", SIZES, "secondary"),
    ("governance.small_agriculture_capital", 1_000_000_000, "dong", SIZES, "secondary"),
    ("governance.board_size_least", 3, "members", f"Điều 65.1 {LAW}", "confirmed"),
    ("governance.board_size_most", 15, "members", f"Điều 65.1 {LAW}", "confirmed"),
    ("governance.supervisory_board_size_least", 1, "members", f"Điều 69.1 {LAW}", "confirmed"),
    ("governance.supervisory_board_size_most", 7, "members", f"Điều 69.1 {LAW}", "confirmed"),
    ("governance.term_of_office_board", 5, "years", f"Điều 65.2 {LAW}", "confirmed"),
    ("governance.term_of_office_director", 5, "years", f"Điều 68.2 {LAW}", "confirmed"),
    ("governance.term_of_office_supervisors", 5, "years", f"Điều 69.1 {LAW}", "confirmed"),
    ("general_meeting.agenda_change_before", 2, "days", f"Điều 60.2 {LAW}", "confirmed"),
    ("distribution.indivisible_fund_of_external_income_cooperative", 5, PERCENT, f"Điều 84.2.a {LAW}", "confirmed"),
    ("distribution.indivisible_fund_of_external_income_union", 10, PERCENT, f"Điều 84.2.b {LAW}", "confirmed"),
    ("distribution.internal_income_by_usage_and_labour", 51, PERCENT, f"Điều 86.3.a {LAW}", "confirmed"),
)


def upgrade() -> None:
    """What was chosen before stays in force as it is; from now on a value is written once and never changed."""
    run_script(TABLES)
    for key, value, unit, basis, confidence in NUMBERS:
        op.execute(
            "INSERT INTO legal_parameters (key, valid_from, value, unit, basis, confidence) "  # noqa: S608 - our own words
            f"VALUES ('{key}', '2024-07-01', {value}, '{unit}', '{basis}', '{confidence}') "
            "ON CONFLICT (key, valid_from) DO NOTHING"
        )
    # A version is never changed; that its text was scanned in later is the one thing added to it.
    protect_tenant_table("charter_versions", "SELECT, INSERT, UPDATE (file_id)")
