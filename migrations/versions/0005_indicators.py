"""Indicators: figures of organizations, marks for the worker that recomputes them, and the alliances' yearly lists."""

from migrations.support import allow_rollup_to_read, open_to_app, protect_tenant_table, run_script

revision = "0005_indicators"
down_revision = "0004_capital"

TABLES = """
CREATE TABLE figures (
    org_id UUID NOT NULL,
    year SMALLINT NOT NULL,
    month SMALLINT NOT NULL,
    source TEXT NOT NULL,
    counted BOOLEAN NOT NULL,
    alliance_path TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    activity_field TEXT,
    area_id UUID,
    members BIGINT,
    official_members BIGINT,
    regular_workers BIGINT,
    charter_capital_dong BIGINT,
    charter_capital_before_dong BIGINT,
    paid_in_dong BIGINT,
    revenue_dong BIGINT,
    profit_dong BIGINT,
    production_area_m2 BIGINT,
    effective SMALLINT,
    under_2012_law SMALLINT,
    linked SMALLINT,
    model SMALLINT,
    founded_year SMALLINT,
    main_product TEXT NOT NULL,
    as_of DATE NOT NULL,
    source_note TEXT NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_figures PRIMARY KEY (org_id, year, month, source),
    CONSTRAINT ck_figures_source_is_known CHECK (source IN ('live', 'declared')),
    CONSTRAINT ck_figures_month_of_the_year CHECK (month BETWEEN 0 AND 12),
    CONSTRAINT ck_figures_months_are_live CHECK (month = 0 OR (source = 'live' AND NOT counted)),
    CONSTRAINT ck_figures_answers_are_0_or_1 CHECK (effective IN (0, 1) AND under_2012_law IN (0, 1) AND linked IN (0, 1) AND model IN (0, 1)),
    CONSTRAINT fk_figures_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_figures_year_alliance_path ON figures (year, alliance_path) WHERE month = 0 AND counted;
CREATE UNIQUE INDEX uq_figures_counted ON figures (org_id, year) WHERE month = 0 AND counted;
CREATE TABLE registry_imports (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    year SMALLINT NOT NULL,
    filename TEXT NOT NULL,
    content BYTEA NOT NULL,
    verdicts BYTEA NOT NULL,
    state TEXT NOT NULL,
    result BYTEA NOT NULL,
    uploaded_by UUID NOT NULL,
    uploaded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_registry_imports PRIMARY KEY (org_id, id),
    CONSTRAINT ck_registry_imports_state_is_known CHECK (state IN ('judged', 'imported')),
    CONSTRAINT fk_registry_imports_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_registry_imports_uploaded_at ON registry_imports (org_id, uploaded_at);
CREATE TABLE indicator_marks (
    org_id UUID NOT NULL,
    marked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_indicator_marks PRIMARY KEY (org_id)
);
"""


def upgrade() -> None:
    """Create the tables; the roll-up role reads figures below its alliance's path and nothing else of a tenant."""
    run_script(TABLES)
    protect_tenant_table("figures")
    allow_rollup_to_read("figures")
    protect_tenant_table("registry_imports", "SELECT, INSERT, UPDATE")
    open_to_app("indicator_marks")
