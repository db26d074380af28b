"""Lists of balances on their way into the books."""

from migrations.support import protect_tenant_table, run_script

revision = "0022_openings"
down_revision = "0021_foreign_officials"

TABLE = """
CREATE TABLE opening_imports (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    file_id UUID NOT NULL,
    sha256 BYTEA NOT NULL,
    state TEXT NOT NULL,
    first_on DATE NOT NULL,
    regime TEXT NOT NULL,
    mapping BYTEA NOT NULL,
    verdicts BYTEA NOT NULL,
    counts JSONB NOT NULL,
    decided JSONB NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    entry_id UUID,
    CONSTRAINT pk_opening_imports PRIMARY KEY (org_id, id),
    CONSTRAINT fk_opening_imports_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id),
    CONSTRAINT fk_opening_imports_org_id_entry_id FOREIGN KEY (org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT ck_opening_imports_state_is_known CHECK (state IN ('understood', 'done')),
    CONSTRAINT ck_opening_imports_regime_is_known CHECK (regime IN ('tt71', 'tt24')),
    CONSTRAINT ck_opening_imports_finished_is_posted CHECK (num_nonnulls(finished_at, entry_id) IN (0, 2)),
    CONSTRAINT ck_opening_imports_done_has_its_time CHECK ((state = 'done') = (finished_at IS NOT NULL))
);
CREATE INDEX ix_opening_imports_sha256 ON opening_imports (org_id, sha256);
"""


def upgrade() -> None:
    """Create the table and close it."""
    run_script(TABLE)
    protect_tenant_table("opening_imports", "SELECT, INSERT, UPDATE")
