"""Jobs: long work asked for in a page and done by the worker; the queue itself is pgqueuer's."""

from alembic import op
from migrations.support import open_to_app, protect_tenant_table, run_at_once, run_script
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment

revision = "0006_jobs"
down_revision = "0005_indicators"

TABLES = """
CREATE TABLE jobs (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    requested_by UUID NOT NULL,
    requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
    parameters JSONB NOT NULL,
    content BYTEA,
    state TEXT NOT NULL,
    steps_done BIGINT NOT NULL,
    steps BIGINT NOT NULL,
    result JSONB NOT NULL,
    refusal TEXT,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_jobs PRIMARY KEY (org_id, id),
    CONSTRAINT fk_jobs_org_id FOREIGN KEY(org_id) REFERENCES organizations (id),
    CONSTRAINT ck_jobs_state_is_known CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    CONSTRAINT ck_jobs_ended_has_its_time CHECK ((state IN ('done', 'failed')) = (ended_at IS NOT NULL)),
    CONSTRAINT ck_jobs_failed_has_its_reason CHECK ((state = 'failed') = (refusal IS NOT NULL)),
    CONSTRAINT ck_jobs_steps_done_within_steps CHECK (steps_done BETWEEN 0 AND steps)
);
CREATE UNIQUE INDEX uq_jobs_open ON jobs (org_id, kind, subject_id) WHERE state IN ('waiting', 'running');
ALTER TABLE member_imports DROP CONSTRAINT ck_member_imports_state_is_known;
ALTER TABLE member_imports ADD CONSTRAINT ck_member_imports_state_is_known CHECK (state IN ('understood', 'done'));
"""
QUEUE_TABLES = ("pgqueuer", "pgqueuer_log", "pgqueuer_schedules", "pgqueuer_statistics")
QUEUE_SEQUENCES = tuple(f"{table}_id_seq" for table in QUEUE_TABLES)


def upgrade() -> None:
    """Create the table of jobs and the queue; a later release of the library brings its own changes in a migration."""
    run_script(TABLES)
    protect_tenant_table("jobs", "SELECT, INSERT, UPDATE")
    run_at_once(QueryBuilderEnvironment().build_install_query())
    for table in QUEUE_TABLES:
        open_to_app(table)
    op.execute(f"GRANT USAGE ON SEQUENCE {', '.join(QUEUE_SEQUENCES)} TO hoptac_app")
