"""Members: parties, the register of members, and the imports of their lists."""

from migrations.support import protect_tenant_table, run_script

revision = "0003_members"
down_revision = "0002_ledger"

TABLES = """
CREATE TABLE parties (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    search_key TEXT COLLATE "C" NOT NULL,
    gender TEXT,
    born_on DATE,
    born_year SMALLINT,
    identity_number TEXT,
    identity_issued_on DATE,
    phone TEXT,
    address TEXT,
    hamlet TEXT,
    note TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_parties PRIMARY KEY (org_id, id),
    CONSTRAINT ck_parties_kind_is_known CHECK (kind IN ('individual', 'household', 'group', 'organization')),
    CONSTRAINT ck_parties_gender_is_known CHECK (gender IS NULL OR gender IN ('male', 'female')),
    CONSTRAINT ck_parties_has_a_name CHECK (name <> ''),
    CONSTRAINT uq_parties_org_id_identity_number UNIQUE (org_id, identity_number),
    CONSTRAINT fk_parties_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_parties_search_key ON parties (org_id, search_key);
CREATE INDEX ix_parties_sort_key ON parties (org_id, sort_key, id);
CREATE TABLE members (
    org_id UUID NOT NULL,
    party_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    joined_on DATE,
    production_area_m2 BIGINT,
    main_product TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_members PRIMARY KEY (org_id, party_id),
    CONSTRAINT fk_members_org_id_party_id FOREIGN KEY(org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT ck_members_kind_is_known CHECK (kind IN ('official', 'associate_contributing', 'associate_noncontributing')),
    CONSTRAINT ck_members_has_a_number CHECK (number <> ''),
    CONSTRAINT ck_members_area_not_below_zero CHECK (production_area_m2 >= 0),
    CONSTRAINT uq_members_org_id_number UNIQUE (org_id, number)
);
CREATE INDEX ix_members_joined_on ON members (org_id, joined_on, party_id);
CREATE TABLE stored_files (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    content BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_stored_files PRIMARY KEY (org_id, id),
    CONSTRAINT uq_stored_files_org_id_sha256 UNIQUE (org_id, sha256),
    CONSTRAINT fk_stored_files_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE TABLE member_imports (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    file_id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    state TEXT NOT NULL,
    shape_key TEXT NOT NULL,
    mapping BYTEA NOT NULL,
    verdicts BYTEA NOT NULL,
    counts JSONB NOT NULL,
    decided JSONB NOT NULL,
    members_known BIGINT NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    entry_id UUID,
    CONSTRAINT pk_member_imports PRIMARY KEY (org_id, id),
    CONSTRAINT fk_member_imports_org_id_file_id FOREIGN KEY(org_id, file_id) REFERENCES stored_files (org_id, id),
    CONSTRAINT ck_member_imports_state_is_known CHECK (state IN ('understood', 'importing', 'done', 'failed')),
    CONSTRAINT ck_member_imports_done_has_its_time CHECK ((state = 'done') = (finished_at IS NOT NULL))
);
CREATE INDEX ix_member_imports_sha256 ON member_imports (org_id, sha256);
CREATE TABLE import_mappings (
    org_id UUID NOT NULL,
    shape_key TEXT NOT NULL,
    mapping BYTEA NOT NULL,
    CONSTRAINT pk_import_mappings PRIMARY KEY (org_id, shape_key),
    CONSTRAINT fk_import_mappings_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
"""


def upgrade() -> None:
    """Create the tables and close them."""
    run_script(TABLES)
    for table in ("parties", "members", "member_imports", "import_mappings"):
        protect_tenant_table(table, "SELECT, INSERT, UPDATE")
    # A file stays as it was sent.
    protect_tenant_table("stored_files", "SELECT, INSERT")
