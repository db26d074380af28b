"""Statements: which years' statements were filed."""

from migrations.support import protect_tenant_table, run_script

revision = "0014_filed_years"
down_revision = "0013_vouchers"

SCRIPT = """
CREATE TABLE filed_years (
    org_id UUID NOT NULL,
    year SMALLINT NOT NULL,
    filed_on DATE NOT NULL,
    filed_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_filed_years PRIMARY KEY (org_id, year),
    CONSTRAINT fk_filed_years_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_filed_years_filed_after_the_year CHECK (extract(year from filed_on) > year)
);
"""


def upgrade() -> None:
    """Create the table; what is filed stays filed, so the app may neither change nor delete."""
    run_script(SCRIPT)
    protect_tenant_table("filed_years", "SELECT, INSERT")
