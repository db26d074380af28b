"""Registry imports keep their file, their columns and their decisions as the imports of members do."""

import msgspec
from alembic import op
from migrations.support import run_script
from sqlalchemy import text

revision = "0009_registry_imports"
down_revision = "0008_platform"

MAPPINGS = """
ALTER TABLE import_mappings ADD COLUMN list_kind TEXT NOT NULL DEFAULT 'members';
ALTER TABLE import_mappings ALTER COLUMN list_kind DROP DEFAULT;
ALTER TABLE import_mappings DROP CONSTRAINT pk_import_mappings;
ALTER TABLE import_mappings ADD CONSTRAINT pk_import_mappings PRIMARY KEY (org_id, list_kind, shape_key);
"""
NEW_COLUMNS = """
ALTER TABLE registry_imports DROP CONSTRAINT ck_registry_imports_state_is_known;
ALTER TABLE registry_imports ADD COLUMN file_id UUID;
ALTER TABLE registry_imports ADD COLUMN sha256 BYTEA;
ALTER TABLE registry_imports ADD COLUMN shape_key TEXT NOT NULL DEFAULT '';
ALTER TABLE registry_imports ADD COLUMN mapping BYTEA NOT NULL DEFAULT '';
ALTER TABLE registry_imports ADD COLUMN counts JSONB NOT NULL DEFAULT '{}';
ALTER TABLE registry_imports ADD COLUMN decided JSONB NOT NULL DEFAULT '{}';
ALTER TABLE registry_imports ADD COLUMN placed JSONB NOT NULL DEFAULT '{}';
ALTER TABLE registry_imports ADD COLUMN finished_at TIMESTAMP WITH TIME ZONE;
"""
# What was uploaded and never taken in had no columns to look at; it is uploaded again. A list that was taken in stays.
KEPT = """
DELETE FROM registry_imports WHERE state = 'judged';
UPDATE registry_imports SET sha256 = sha256(content), state = 'done', finished_at = uploaded_at;
INSERT INTO stored_files (org_id, id, sha256, name, size, content, created_at)
    SELECT DISTINCT ON (org_id, sha256) org_id, id, sha256, filename, length(content), content, uploaded_at
    FROM registry_imports ORDER BY org_id, sha256, uploaded_at
    ON CONFLICT (org_id, sha256) DO NOTHING;
UPDATE registry_imports SET file_id = f.id FROM stored_files f
    WHERE f.org_id = registry_imports.org_id AND f.sha256 = registry_imports.sha256;
"""
FINAL = """
ALTER TABLE registry_imports ALTER COLUMN file_id SET NOT NULL;
ALTER TABLE registry_imports ALTER COLUMN sha256 SET NOT NULL;
ALTER TABLE registry_imports ALTER COLUMN shape_key DROP DEFAULT;
ALTER TABLE registry_imports ALTER COLUMN mapping DROP DEFAULT;
ALTER TABLE registry_imports ALTER COLUMN counts DROP DEFAULT;
ALTER TABLE registry_imports ALTER COLUMN decided DROP DEFAULT;
ALTER TABLE registry_imports ALTER COLUMN placed DROP DEFAULT;
ALTER TABLE registry_imports DROP COLUMN filename;
ALTER TABLE registry_imports DROP COLUMN content;
ALTER TABLE registry_imports DROP COLUMN result;
ALTER TABLE registry_imports ADD CONSTRAINT ck_registry_imports_state_is_known CHECK (state IN ('understood', 'done'));
ALTER TABLE registry_imports ADD CONSTRAINT ck_registry_imports_done_has_its_time CHECK ((state = 'done') = (finished_at IS NOT NULL));
ALTER TABLE registry_imports ADD CONSTRAINT fk_registry_imports_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id);
ALTER TABLE registry_imports DROP CONSTRAINT fk_registry_imports_org_id;
CREATE INDEX ix_registry_imports_sha256 ON registry_imports (org_id, sha256);
"""
NO_COLUMNS = {"tables": [], "skipped": [], "mapping": {"tables": [], "shape_key": ""}, "remembered": False}
STATUSES = ("accepted", "needs_a_decision", "refused", "unchanged")


def upgrade() -> None:
    """The owner sees the rows of all alliances for as long as this lasts, and moves them."""
    run_script(MAPPINGS)
    run_script(NEW_COLUMNS)
    for table in ("registry_imports", "stored_files"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    run_script(KEPT)
    _rewrite_verdicts()
    run_script(FINAL)
    for table in ("registry_imports", "stored_files"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _rewrite_verdicts() -> None:
    """A verdict by itself becomes one beside the registry: [it, status, reasons, notes, decisions]."""
    connection = op.get_bind()
    for org_id, import_id, packed in connection.execute(
        text("SELECT org_id, id, verdicts FROM registry_imports")
    ).all():
        verdicts = msgspec.msgpack.decode(packed)
        rows = [[verdict, verdict[2], verdict[4], verdict[5], verdict[6]] for verdict in verdicts]
        counts = {status: sum(row[1] == status for row in rows) for status in STATUSES}
        connection.execute(
            text(
                "UPDATE registry_imports SET verdicts = :verdicts, mapping = :mapping, counts = CAST(:counts AS jsonb) "
                "WHERE org_id = :org_id AND id = :id"
            ),
            {
                "verdicts": msgspec.msgpack.encode(rows),
                "mapping": msgspec.msgpack.encode(NO_COLUMNS),
                "counts": msgspec.json.encode(counts | {"imported": counts["accepted"]}).decode(),
                "org_id": org_id,
                "id": import_id,
            },
        )
