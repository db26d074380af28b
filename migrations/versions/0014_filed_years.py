"""The ledger keeps which years' statements were filed, and takes nothing more into them."""

from alembic import op
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

FILED_STAYS = """
CREATE FUNCTION refuse_filed_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM filed_years WHERE org_id = NEW.org_id AND year = extract(year FROM NEW.entry_on);
    IF FOUND THEN
        RAISE EXCEPTION 'the year of % is filed', NEW.entry_on USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Create the table; what is filed stays filed, so the app may neither change nor delete."""
    run_script(SCRIPT)
    protect_tenant_table("filed_years", "SELECT, INSERT")
    op.execute(FILED_STAYS)
    op.execute(
        "CREATE TRIGGER entries_filed BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION refuse_filed_year()"
    )
