"""The sums over an alliance's figures, kept beside them, and the marks that say when they are out of date."""

from alembic import op
from migrations.support import allow_rollup_to_read, open_to_app, protect_tenant_table, run_script

revision = "0011_alliance_sums"
down_revision = "0010_nationality"

TABLES = """
CREATE TABLE alliance_sums (
    org_id UUID NOT NULL,
    year SMALLINT NOT NULL,
    grouped_by TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    alliance_path TEXT COLLATE "C" NOT NULL,
    organizations BIGINT NOT NULL,
    cooperatives BIGINT NOT NULL,
    people_credit_funds BIGINT NOT NULL,
    cooperative_unions BIGINT NOT NULL,
    cooperative_groups BIGINT NOT NULL,
    live BIGINT NOT NULL,
    declared BIGINT NOT NULL,
    members BIGINT NOT NULL,
    group_members BIGINT NOT NULL,
    regular_workers BIGINT NOT NULL,
    charter_capital_dong BIGINT,
    charter_capital_before_dong BIGINT,
    paid_in_dong BIGINT,
    revenue_dong BIGINT,
    profit_dong BIGINT,
    production_area_m2 BIGINT,
    effective BIGINT NOT NULL,
    effective_known BIGINT NOT NULL,
    under_2012_law BIGINT NOT NULL,
    linked BIGINT NOT NULL,
    models BIGINT NOT NULL,
    founded_in_year BIGINT NOT NULL,
    few_members BIGINT NOT NULL,
    losses BIGINT NOT NULL,
    missing BIGINT NOT NULL,
    taken_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_alliance_sums PRIMARY KEY (org_id, year, grouped_by, key),
    CONSTRAINT ck_alliance_sums_grouping_is_known CHECK (grouped_by IN ('all', 'area', 'field', 'kind')),
    CONSTRAINT fk_alliance_sums_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_alliance_sums_alliance_path ON alliance_sums (alliance_path, year);
CREATE TABLE sums_marks (
    id UUID NOT NULL,
    alliance_path TEXT COLLATE "C" NOT NULL,
    year SMALLINT NOT NULL,
    marked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_sums_marks PRIMARY KEY (id)
);
CREATE INDEX ix_sums_marks_alliance_path ON sums_marks (alliance_path);
"""


def upgrade() -> None:
    """Create the tables. Nothing needs to be marked: sums that were never kept are taken from the figures."""
    run_script(TABLES)
    protect_tenant_table("alliance_sums")
    allow_rollup_to_read("alliance_sums")
    open_to_app("sums_marks", "SELECT, INSERT, DELETE")
    op.execute("GRANT SELECT ON sums_marks TO hoptac_rollup")
