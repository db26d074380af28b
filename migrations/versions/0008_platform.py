"""People can be found by name, locked, and given one-time passwords; sessions can be told apart; platform deeds are kept.

`seats.valid_to` becomes the first day without the seat: an ended seat is dead at once, not at midnight.
"""

import sqlalchemy as sa
from alembic import op
from migrations.support import open_to_app, run_script

from hoptac.kit.vietnamese import search_key, sort_key

revision = "0008_platform"
down_revision = "0007_schema_version"

BEFORE = """
ALTER TABLE people ADD COLUMN sort_key TEXT COLLATE "C";
ALTER TABLE people ADD COLUMN search_key TEXT COLLATE "C";
ALTER TABLE people ADD COLUMN one_time_until TIMESTAMP WITH TIME ZONE;
ALTER TABLE people ADD COLUMN locked_at TIMESTAMP WITH TIME ZONE;
UPDATE seats SET valid_to = valid_to + 1 WHERE valid_to IS NOT NULL;
ALTER TABLE web_sessions ADD COLUMN device TEXT;
ALTER TABLE web_sessions ADD COLUMN seen_at TIMESTAMP WITH TIME ZONE;
UPDATE web_sessions SET device = '', seen_at = created_at WHERE device IS NULL;
ALTER TABLE web_sessions ALTER COLUMN device SET NOT NULL;
ALTER TABLE web_sessions ALTER COLUMN seen_at SET NOT NULL;
CREATE INDEX ix_organizations_sort_key ON organizations (sort_key, id);
CREATE TABLE platform_deeds (
    id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_id UUID NOT NULL,
    verb TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    org_id UUID,
    detail JSONB NOT NULL,
    CONSTRAINT pk_platform_deeds PRIMARY KEY (id),
    CONSTRAINT fk_platform_deeds_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);
CREATE INDEX ix_platform_deeds_subject ON platform_deeds (subject_kind, subject_id);
CREATE INDEX ix_platform_deeds_org_id ON platform_deeds (org_id);
"""
AFTER = """
ALTER TABLE people ALTER COLUMN sort_key SET NOT NULL;
ALTER TABLE people ALTER COLUMN search_key SET NOT NULL;
CREATE INDEX ix_people_sort_key ON people (sort_key, id);
"""


def upgrade() -> None:
    """Add the columns, make the keys of the people that are there, and open the new table for adding alone."""
    run_script(BEFORE)
    connection = op.get_bind()
    for person_id, name in connection.execute(sa.text("SELECT id, name FROM people")).all():
        connection.execute(
            sa.text("UPDATE people SET sort_key = :sort_key, search_key = :search_key WHERE id = :id"),
            {"id": person_id, "sort_key": sort_key(name), "search_key": search_key(name)},
        )
    run_script(AFTER)
    open_to_app("platform_deeds", "SELECT, INSERT")
