"""Pairs of members that look like one and are two, and records of one person that became one."""

from migrations.support import protect_tenant_table, run_script

revision = "0034_merges"
down_revision = "0033_offices"

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
CREATE TABLE member_merges (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kept_id UUID NOT NULL,
    merged_id UUID NOT NULL,
    merged_on DATE NOT NULL,
    paid_dong BIGINT NOT NULL,
    pledge_rest_dong BIGINT NOT NULL,
    entry_id UUID,
    taken JSONB NOT NULL,
    merged_by UUID NOT NULL,
    merged_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_member_merges PRIMARY KEY (org_id, id),
    CONSTRAINT fk_member_merges_org_id_kept_id FOREIGN KEY (org_id, kept_id) REFERENCES members (org_id, party_id),
    CONSTRAINT fk_member_merges_org_id_merged_id FOREIGN KEY (org_id, merged_id)
        REFERENCES members (org_id, party_id),
    CONSTRAINT fk_member_merges_org_id_entry_id FOREIGN KEY (org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT uq_member_merges_org_id_merged_id UNIQUE (org_id, merged_id),
    CONSTRAINT ck_member_merges_of_two CHECK (kept_id <> merged_id),
    CONSTRAINT ck_member_merges_capital_not_below_zero CHECK (paid_dong >= 0 AND pledge_rest_dong >= 0)
);
ALTER TABLE pledge_cancellations ALTER COLUMN termination_id DROP NOT NULL;
ALTER TABLE pledge_cancellations ADD COLUMN merge_id UUID;
ALTER TABLE pledge_cancellations ADD CONSTRAINT fk_pledge_cancellations_org_id_merge_id
    FOREIGN KEY (org_id, merge_id) REFERENCES member_merges (org_id, id);
ALTER TABLE pledge_cancellations ADD CONSTRAINT ck_pledge_cancellations_by_one_deed
    CHECK (num_nonnulls(termination_id, merge_id) = 1);
ALTER TABLE refunds DROP CONSTRAINT ck_refunds_reason_is_known;
ALTER TABLE refunds ADD CONSTRAINT ck_refunds_reason_is_known
    CHECK (reason IN ('membership_ended', 'above_maximum', 'transfer', 'inheritance', 'merge'));
"""


def upgrade() -> None:
    """Create the tables; what was said of a pair is not said again, what was merged stays merged."""
    run_script(SCRIPT)
    protect_tenant_table("distinct_members", "SELECT, INSERT")
    protect_tenant_table("member_merges", "SELECT, INSERT")
