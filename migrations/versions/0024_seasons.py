"""Seasons: the register that the lines of the ledger name."""

from migrations.support import protect_tenant_table, run_script

revision = "0024_seasons"
down_revision = "0023_papers"

SCRIPT = """
CREATE TABLE seasons (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_seasons PRIMARY KEY (org_id, id),
    CONSTRAINT uq_seasons_org_id_name_key UNIQUE (org_id, name_key),
    CONSTRAINT fk_seasons_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_seasons_has_a_name CHECK (name <> ''),
    CONSTRAINT ck_seasons_days_in_order CHECK (last_on >= first_on AND last_on - first_on < 400)
);
CREATE INDEX ix_seasons_first_on ON seasons (org_id, first_on, id);
"""


def upgrade() -> None:
    """Create the table and close it; a season is never deleted, the ledger's lines name it."""
    run_script(SCRIPT)
    protect_tenant_table("seasons", "SELECT, INSERT, UPDATE")
