"""The member's own page: PINs, who may read whose page, and the paper codes that begin it."""

from migrations.support import open_to_app, protect_tenant_table, run_script

revision = "0028_portal"
down_revision = "0027_personal_data"

SHARED = """
ALTER TABLE web_sessions ADD COLUMN by_pin BOOLEAN DEFAULT false NOT NULL;
CREATE TABLE member_pins (
    person_id UUID NOT NULL,
    pin_hash TEXT NOT NULL,
    failures SMALLINT NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_member_pins PRIMARY KEY (person_id),
    CONSTRAINT ck_member_pins_failures_not_negative CHECK (failures >= 0),
    CONSTRAINT fk_member_pins_person_id FOREIGN KEY (person_id) REFERENCES people (id)
);
CREATE TABLE member_accesses (
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    org_id UUID NOT NULL,
    began_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_member_accesses PRIMARY KEY (id),
    CONSTRAINT ck_member_accesses_ends_after_it_begins CHECK (ended_at IS NULL OR ended_at >= began_at),
    CONSTRAINT fk_member_accesses_person_id FOREIGN KEY (person_id) REFERENCES people (id),
    CONSTRAINT fk_member_accesses_org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_member_accesses_open ON member_accesses (person_id) WHERE ended_at IS NULL;
"""
TENANTS = """
CREATE TABLE member_codes (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    request_key UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    made_by UUID NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_how TEXT,
    used_by UUID,
    CONSTRAINT pk_member_codes PRIMARY KEY (org_id, id),
    CONSTRAINT uq_member_codes_org_id_code_hash UNIQUE (org_id, code_hash),
    CONSTRAINT uq_member_codes_org_id_request_key_party_id UNIQUE (org_id, request_key, party_id),
    CONSTRAINT ck_member_codes_end_is_known CHECK (ended_how IN ('used', 'replaced', 'withdrawn')),
    CONSTRAINT ck_member_codes_end_is_whole CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
    CONSTRAINT ck_member_codes_used_by_somebody CHECK ((used_by IS NOT NULL) = (ended_how IS NOT DISTINCT FROM 'used')),
    CONSTRAINT fk_member_codes_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_member_codes_used_by FOREIGN KEY (used_by) REFERENCES people (id)
);
CREATE UNIQUE INDEX uq_member_codes_open ON member_codes (org_id, party_id) WHERE ended_at IS NULL;
CREATE TABLE member_links (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    person_id UUID NOT NULL,
    code_id UUID NOT NULL,
    linked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by UUID,
    CONSTRAINT pk_member_links PRIMARY KEY (org_id, id),
    CONSTRAINT ck_member_links_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CONSTRAINT fk_member_links_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_member_links_org_id_code_id FOREIGN KEY (org_id, code_id) REFERENCES member_codes (org_id, id),
    CONSTRAINT fk_member_links_person_id FOREIGN KEY (person_id) REFERENCES people (id)
);
CREATE UNIQUE INDEX uq_member_links_open ON member_links (org_id, party_id) WHERE ended_at IS NULL;
CREATE INDEX ix_member_links_code_id ON member_links (org_id, code_id);
"""
RIGHTS = {
    # Whose a code or a link is never changes; that it ended does.
    "member_codes": "SELECT, INSERT, UPDATE (ended_at, ended_how, used_by)",
    "member_links": "SELECT, INSERT, UPDATE (ended_at, ended_by)",
}


def upgrade() -> None:
    """Create the tables; those of an organization are closed to all others."""
    run_script(SHARED)
    open_to_app("member_pins", "SELECT, INSERT, UPDATE")
    open_to_app("member_accesses", "SELECT, INSERT, UPDATE (ended_at)")
    run_script(TENANTS)
    for table, rights in RIGHTS.items():
        protect_tenant_table(table, rights)
