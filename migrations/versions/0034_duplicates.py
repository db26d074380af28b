"""Pairs of members that look like one and are two."""

from migrations.support import protect_tenant_table, run_script

revision = "0034_duplicates"
down_revision = "0025_memberships"

SCRIPT = """
CREATE TABLE distinct_members (
    org_id UUID NOT NULL,
    first_id UUID NOT NULL,
    second_id UUID NOT NULL,
    noted_by UUID NOT NULL,
    noted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_distinct_members PRIMARY KEY (org_id, first_id, second_id),
    CONSTRAINT fk_distinct_members_org_id_first_id FOREIGN KEY (org_id, first_id)
        REFERENCES members (org_id, party_id),
    CONSTRAINT fk_distinct_members_org_id_second_id FOREIGN KEY (org_id, second_id)
        REFERENCES members (org_id, party_id),
    CONSTRAINT ck_distinct_members_in_order CHECK (first_id < second_id)
);
"""


def upgrade() -> None:
    """Create the table; what was said of a pair is not said again."""
    run_script(SCRIPT)
    protect_tenant_table("distinct_members", "SELECT, INSERT")
