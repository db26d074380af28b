"""Closing: what each proof of the books found."""

from migrations.support import protect_tenant_table, run_script

revision = "0015_book_checks"
down_revision = "0014_filed_years"

SCRIPT = """
CREATE TABLE book_checks (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    checked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    position BIGINT NOT NULL,
    findings JSONB NOT NULL,
    CONSTRAINT pk_book_checks PRIMARY KEY (org_id, id),
    CONSTRAINT fk_book_checks_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_book_checks_position_is_a_count CHECK (position >= 0)
);
CREATE INDEX ix_book_checks_checked_at ON book_checks (org_id, checked_at);
"""


def upgrade() -> None:
    """Create the table; what was found stays found, so the app may neither change nor delete."""
    run_script(SCRIPT)
    protect_tenant_table("book_checks", "SELECT, INSERT")
