"""Memberships with their days, who decided, and the day a member left."""

from migrations.support import protect_tenant_table, run_script

revision = "0025_memberships"
down_revision = "0024_seasons"

TABLES = """
ALTER TABLE members ADD COLUMN left_on DATE;
ALTER TABLE members ADD CONSTRAINT ck_members_left_after_joining CHECK (left_on >= joined_on);
CREATE TABLE decisions (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    body TEXT NOT NULL,
    number TEXT NOT NULL,
    decided_on DATE NOT NULL,
    file_id UUID,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (org_id, id),
    CONSTRAINT fk_decisions_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_decisions_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id),
    CONSTRAINT uq_decisions_org_id_body_number_decided_on UNIQUE (org_id, body, number, decided_on),
    CONSTRAINT ck_decisions_body_is_known CHECK (body IN ('board', 'general_meeting', 'director')),
    CONSTRAINT ck_decisions_has_a_number CHECK (number <> '')
);
CREATE TABLE memberships (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    kind TEXT NOT NULL,
    valid_from DATE,
    valid_to DATE,
    begun_by TEXT NOT NULL,
    ended_by TEXT,
    begun_decision_id UUID,
    ended_decision_id UUID,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_memberships PRIMARY KEY (org_id, id),
    CONSTRAINT fk_memberships_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES members (org_id, party_id),
    CONSTRAINT fk_memberships_org_id_begun_decision_id FOREIGN KEY (org_id, begun_decision_id)
        REFERENCES decisions (org_id, id),
    CONSTRAINT fk_memberships_org_id_ended_decision_id FOREIGN KEY (org_id, ended_decision_id)
        REFERENCES decisions (org_id, id),
    CONSTRAINT ck_memberships_kind_is_known
        CHECK (kind IN ('official', 'associate_contributing', 'associate_noncontributing')),
    CONSTRAINT ck_memberships_beginning_is_known CHECK (begun_by IN ('entered', 'admission', 'kind_change')),
    CONSTRAINT ck_memberships_ending_is_known CHECK (ended_by IS NULL OR ended_by IN ('kind_change', 'merged',
        'death_or_incapacity', 'organisation_ceased', 'cooperative_ceased', 'resignation', 'expulsion', 'inactivity',
        'contribution_default', 'fee_default')),
    CONSTRAINT ck_memberships_ending_is_whole CHECK (num_nulls(valid_to, ended_by, ended_at) IN (0, 3)),
    CONSTRAINT ck_memberships_days_in_order CHECK (valid_to >= valid_from)
);
CREATE UNIQUE INDEX uq_memberships_open ON memberships (org_id, party_id) WHERE valid_to IS NULL;
CREATE INDEX ix_memberships_party_id ON memberships (org_id, party_id, valid_from);
"""
BACKFILL = """
ALTER TABLE members NO FORCE ROW LEVEL SECURITY;
INSERT INTO memberships (org_id, id, party_id, kind, valid_from, begun_by, recorded_at)
    SELECT org_id, gen_random_uuid(), party_id, kind, joined_on, 'entered', created_at FROM members;
ALTER TABLE members FORCE ROW LEVEL SECURITY;
"""


def upgrade() -> None:
    """Everybody in the register is a member since the day that stands there."""
    run_script(TABLES)
    run_script(BACKFILL)
    protect_tenant_table("decisions", "SELECT, INSERT")
    protect_tenant_table("memberships", "SELECT, INSERT, UPDATE")
