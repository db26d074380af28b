"""Registers as files for who asked, what is disclosed to members, and how long that takes (Law 17/2023/QH15 Art. 14, 15)."""

from migrations.support import protect_tenant_table, run_script

revision = "0032_disclosures"
down_revision = "0031_terminations"

TABLES = """
CREATE TABLE register_prints (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BYTEA NOT NULL,
    requested_by UUID NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_register_prints PRIMARY KEY (org_id, id),
    CONSTRAINT fk_register_prints_org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_register_prints_made_at ON register_prints (org_id, made_at);
CREATE TABLE disclosures (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    item TEXT NOT NULL,
    title TEXT NOT NULL,
    issued_on DATE NOT NULL,
    due_on DATE NOT NULL,
    file_id UUID,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    request_key UUID NOT NULL,
    posted_on DATE,
    place TEXT,
    stands_until DATE,
    posted_by UUID,
    taken_down_on DATE,
    taken_down_by UUID,
    CONSTRAINT pk_disclosures PRIMARY KEY (org_id, id),
    CONSTRAINT fk_disclosures_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_disclosures_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id),
    CONSTRAINT uq_disclosures_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_disclosures_item_is_known CHECK (item IN ('charter_and_rules', 'decisions', 'member_list',
        'yearly_report', 'indivisible_assets', 'training', 'by_charter')),
    CONSTRAINT ck_disclosures_has_a_title CHECK (title <> ''),
    CONSTRAINT ck_disclosures_due_after_issued CHECK (due_on >= issued_on),
    CONSTRAINT ck_disclosures_posting_is_whole CHECK (num_nulls(posted_on, place, stands_until, posted_by) IN (0, 4)),
    CONSTRAINT ck_disclosures_posted_after_issued CHECK (posted_on >= issued_on),
    CONSTRAINT ck_disclosures_taking_down_is_whole CHECK (num_nulls(taken_down_on, taken_down_by) IN (0, 2)),
    CONSTRAINT ck_disclosures_taken_down_after_its_days
        CHECK (taken_down_on IS NULL OR (posted_on IS NOT NULL AND taken_down_on > stands_until))
);
CREATE INDEX ix_disclosures_issued_on ON disclosures (org_id, issued_on, id);
"""
PARAMETERS = """
INSERT INTO legal_parameters (key, valid_from, value, unit, basis, confidence) VALUES
    ('disclosure.post_within', '2024-07-01', 5, 'working_days', 'Điều 14.2 Luật 17/2023/QH15', 'confirmed'),
    ('disclosure.posted_for', '2024-07-01', 30, 'days', 'Điều 14.2 Luật 17/2023/QH15', 'confirmed')
ON CONFLICT (key, valid_from) DO NOTHING;
"""


def upgrade() -> None:
    """Two tables that are empty at first, and two numbers of the law."""
    run_script(TABLES)
    run_script(PARAMETERS)
    protect_tenant_table("register_prints", "SELECT, INSERT, DELETE")
    protect_tenant_table("disclosures", "SELECT, INSERT, UPDATE")
