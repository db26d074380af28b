"""The ground: organizations, areas, people, seats, sessions, the law's numbers, the audit log, and the tenant setting."""

from alembic import op
from migrations.support import allow_rollup_to_read, open_to_app, protect_tenant_table, run_script

revision = "0001_ground"
down_revision = None

TABLES = """
CREATE TABLE areas (
    id UUID NOT NULL,
    code TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_id UUID,
    alliance_id UUID,
    sort_key TEXT COLLATE "C" NOT NULL,
    search_key TEXT COLLATE "C" NOT NULL,
    valid_from DATE,
    valid_to DATE,
    CONSTRAINT pk_areas PRIMARY KEY (id),
    CONSTRAINT ck_areas_kind_is_known CHECK (kind IN ('province', 'district', 'commune')),
    CONSTRAINT uq_areas_code UNIQUE (code),
    CONSTRAINT fk_areas_parent_id FOREIGN KEY(parent_id) REFERENCES areas (id)
);
CREATE INDEX ix_areas_parent_id ON areas (parent_id);
CREATE TABLE legal_parameters (
    key TEXT NOT NULL,
    valid_from DATE NOT NULL,
    value BIGINT NOT NULL,
    unit TEXT NOT NULL,
    basis TEXT NOT NULL,
    confidence TEXT NOT NULL,
    CONSTRAINT pk_legal_parameters PRIMARY KEY (key, valid_from)
);
CREATE TABLE people (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    password_hash TEXT NOT NULL,
    is_platform_administrator BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT ck_people_can_be_addressed CHECK (phone IS NOT NULL OR email IS NOT NULL),
    CONSTRAINT uq_people_phone UNIQUE (phone),
    CONSTRAINT uq_people_email UNIQUE (email)
);
CREATE TABLE sign_in_attempts (
    id UUID NOT NULL,
    key TEXT NOT NULL,
    attempted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_sign_in_attempts PRIMARY KEY (id)
);
CREATE INDEX ix_sign_in_attempts_key ON sign_in_attempts (key, attempted_at);
CREATE TABLE web_sessions (
    token_hash BYTEA NOT NULL,
    person_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_web_sessions PRIMARY KEY (token_hash)
);
CREATE INDEX ix_web_sessions_person_id ON web_sessions (person_id);
CREATE TABLE organizations (
    id UUID NOT NULL,
    slug TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    search_key TEXT COLLATE "C" NOT NULL,
    registration_code TEXT,
    alliance_id UUID,
    alliance_path TEXT COLLATE "C" NOT NULL,
    area_id UUID,
    commune_name TEXT NOT NULL,
    activity_field TEXT,
    founded_year SMALLINT,
    head_office TEXT NOT NULL,
    legal_representative TEXT NOT NULL,
    phone TEXT,
    keeps_books BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_organizations PRIMARY KEY (id),
    CONSTRAINT ck_organizations_kind_is_known CHECK (kind IN ('cooperative', 'cooperative_union', 'cooperative_group', 'people_credit_fund', 'alliance')),
    CONSTRAINT ck_organizations_field_is_known CHECK (activity_field IS NULL OR activity_field IN ('agriculture', 'handicraft', 'construction', 'trade_services', 'transport', 'credit', 'environment', 'other')),
    CONSTRAINT uq_organizations_slug UNIQUE (slug),
    CONSTRAINT uq_organizations_registration_code UNIQUE (registration_code),
    CONSTRAINT fk_organizations_alliance_id FOREIGN KEY(alliance_id) REFERENCES organizations (id),
    CONSTRAINT fk_organizations_area_id FOREIGN KEY(area_id) REFERENCES areas (id)
);
CREATE INDEX ix_organizations_alliance_id ON organizations (alliance_id);
CREATE INDEX ix_organizations_alliance_path ON organizations (alliance_path, sort_key, id);
CREATE TABLE audit_records (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    person_id UUID NOT NULL,
    verb TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    detail JSONB NOT NULL,
    CONSTRAINT pk_audit_records PRIMARY KEY (org_id, id),
    CONSTRAINT fk_audit_records_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_audit_records_subject ON audit_records (org_id, subject_kind, subject_id);
CREATE TABLE seats (
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    org_id UUID NOT NULL,
    role TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT pk_seats PRIMARY KEY (id),
    CONSTRAINT ck_seats_role_is_known CHECK (role IN ('chair', 'director', 'accountant', 'cashier', 'supervisor', 'member', 'alliance_leader', 'alliance_officer', 'alliance_viewer')),
    CONSTRAINT ck_seats_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT fk_seats_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_seats_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_seats_person_id ON seats (person_id);
CREATE UNIQUE INDEX uq_seats_open ON seats (org_id, person_id, role) WHERE valid_to IS NULL;
"""

# SET LOCAL inside a function, never set_config(): on a distributed database the latter does not reach the workers.
SET_TENANT = """
CREATE FUNCTION set_tenant(org_id uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SET LOCAL hoptac.org_id = %L', org_id);
END $$
"""
SET_ALLIANCE_PATH = """
CREATE FUNCTION set_alliance_path(path text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SET LOCAL hoptac.alliance_path = %L', path);
END $$
"""


def upgrade() -> None:
    """Create the tables, close them, and open to each role what it needs."""
    run_script(TABLES)
    op.execute(SET_TENANT)
    op.execute(SET_ALLIANCE_PATH)
    op.execute("REVOKE EXECUTE ON FUNCTION set_tenant(uuid), set_alliance_path(text) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION set_tenant(uuid) TO hoptac_app")
    op.execute("GRANT EXECUTE ON FUNCTION set_alliance_path(text) TO hoptac_rollup")
    for table in ("organizations", "areas", "people", "seats", "legal_parameters"):
        open_to_app(table, "SELECT, INSERT, UPDATE")
    open_to_app("web_sessions")
    open_to_app("sign_in_attempts")
    # What was done stays written: the app's role may add to the audit log and read it, nothing else.
    protect_tenant_table("audit_records", "SELECT, INSERT")
    allow_rollup_to_read("organizations", under_path=False)
    allow_rollup_to_read("areas", under_path=False)
