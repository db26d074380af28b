"""Personal data: identity numbers, files and what repeats them are sealed; consents, requests and erasures get their tables."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from migrations.support import open_to_app, protect_tenant_table, run_script

from hoptac.kit.sealing import fingerprints, keys, seal, seal_text

revision = "0027_personal_data"
down_revision = "0026_charter"

KEYS = """
CREATE TABLE data_keys (
    version SMALLINT NOT NULL,
    proof BYTEA NOT NULL,
    first_used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_data_keys PRIMARY KEY (version)
);
"""
SEALED_NUMBERS = """
ALTER TABLE parties ADD COLUMN sealed_identity_number BYTEA;
ALTER TABLE parties ADD COLUMN identity_number_index BYTEA;
"""
PLAIN_NUMBERS_GO = """
ALTER TABLE parties DROP CONSTRAINT uq_parties_org_id_identity_number;
ALTER TABLE parties DROP COLUMN identity_number;
ALTER TABLE parties ADD CONSTRAINT ck_parties_number_has_its_index
    CHECK (num_nonnulls(sealed_identity_number, identity_number_index) IN (0, 2));
ALTER TABLE parties ADD CONSTRAINT uq_parties_org_id_identity_number_index UNIQUE (org_id, identity_number_index);
"""
TABLES = """
CREATE TABLE consents (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    is_given BOOLEAN NOT NULL,
    decided_on DATE NOT NULL,
    way TEXT NOT NULL,
    reference TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_consents PRIMARY KEY (org_id, id),
    CONSTRAINT fk_consents_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT ck_consents_purpose_is_known CHECK (purpose IN ('phone_messages', 'bank_account', 'identity_image',
        'photo', 'ethnicity', 'disability', 'plot_location', 'other_organizations')),
    CONSTRAINT ck_consents_way_is_known CHECK (way IN ('paper', 'in_person', 'in_app'))
);
CREATE INDEX ix_consents_party_id ON consents (org_id, party_id, purpose);
CREATE TABLE data_requests (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    kind TEXT NOT NULL,
    received_on DATE NOT NULL,
    wish TEXT NOT NULL,
    reply_due_on DATE NOT NULL,
    due_on DATE NOT NULL,
    days SMALLINT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_data_requests PRIMARY KEY (org_id, id),
    CONSTRAINT fk_data_requests_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT ck_data_requests_kind_is_known CHECK (kind IN ('view', 'copy', 'correct', 'restrict', 'object',
        'withdraw_consent', 'delete')),
    CONSTRAINT ck_data_requests_due_after_received CHECK (due_on >= received_on AND reply_due_on >= received_on)
);
CREATE INDEX ix_data_requests_party_id ON data_requests (org_id, party_id);
CREATE INDEX ix_data_requests_due_on ON data_requests (org_id, due_on, id);
CREATE TABLE data_request_steps (
    org_id UUID NOT NULL,
    request_id UUID NOT NULL,
    step TEXT NOT NULL,
    happened_on DATE NOT NULL,
    note TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_data_request_steps PRIMARY KEY (org_id, request_id, step),
    CONSTRAINT fk_data_request_steps_org_id_request_id FOREIGN KEY (org_id, request_id)
        REFERENCES data_requests (org_id, id),
    CONSTRAINT ck_data_request_steps_step_is_known CHECK (step IN ('replied', 'extended', 'done', 'refused')),
    CONSTRAINT ck_data_request_steps_has_its_reason CHECK (step NOT IN ('extended', 'refused') OR note <> '')
);
CREATE UNIQUE INDEX uq_data_request_steps_ended ON data_request_steps (org_id, request_id)
    WHERE step IN ('done', 'refused');
CREATE TABLE data_erasures (
    org_id UUID NOT NULL,
    party_id UUID NOT NULL,
    phase SMALLINT NOT NULL,
    done_on DATE NOT NULL,
    keep_until DATE,
    basis TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_data_erasures PRIMARY KEY (org_id, party_id, phase),
    CONSTRAINT fk_data_erasures_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT ck_data_erasures_two_phases CHECK (phase IN (1, 2)),
    CONSTRAINT ck_data_erasures_has_a_basis CHECK (basis <> '')
);
ALTER TABLE parties ADD COLUMN restricted_on DATE;
ALTER TABLE parties ADD COLUMN erased_on DATE;
ALTER TABLE parties ADD CONSTRAINT ck_parties_restricted_before_erased CHECK (erased_on >= restricted_on);
ALTER TABLE parties ADD CONSTRAINT ck_parties_erased_in_two_phases CHECK (erased_on IS NULL OR restricted_on IS NOT NULL);
"""
PARAMETERS = """
INSERT INTO legal_parameters (key, valid_from, value, unit, basis, confidence) VALUES
    ('personal_data.reply', '2026-01-01', 2, 'working_days', 'Điều 5 Nghị định 356/2025/NĐ-CP', 'secondary'),
    ('personal_data.view_correct_provide', '2026-01-01', 10, 'days', 'Điều 5 Nghị định 356/2025/NĐ-CP', 'secondary'),
    ('personal_data.withdraw_restrict_object', '2026-01-01', 15, 'days', 'Điều 5 Nghị định 356/2025/NĐ-CP', 'secondary'),
    ('personal_data.delete', '2026-01-01', 20, 'days', 'Điều 5 Nghị định 356/2025/NĐ-CP', 'secondary')
ON CONFLICT (key, valid_from) DO NOTHING;
"""
REPEATING = {
    "certificates": {"contents": "JSONB NOT NULL"},
    "member_imports": {"mapping": "BYTEA NOT NULL", "verdicts": "BYTEA NOT NULL"},
    "opening_imports": {"mapping": "BYTEA NOT NULL", "verdicts": "BYTEA NOT NULL"},
    "registry_imports": {"mapping": "BYTEA NOT NULL", "verdicts": "BYTEA NOT NULL"},
    "bank_statements": {"mapping": "BYTEA NOT NULL", "found": "BYTEA"},
    "jobs": {"content": "BYTEA"},
    "stored_files": {"content": "BYTEA NOT NULL"},
}
"""Columns that repeat what people's lists and papers say. A value is read and written at a time: files are large."""


def upgrade() -> None:
    """Seal what is there with the newest key, in one transaction: whatever ends it leaves everything as it was."""
    run_script(KEYS)
    open_to_app("data_keys", "SELECT, INSERT")
    run_script(SEALED_NUMBERS)
    for table, columns in REPEATING.items():
        for column, kind in columns.items():
            op.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO plain_{column}")
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind.removesuffix(' NOT NULL')}")
    op.execute("ALTER TABLE stored_files DISABLE TRIGGER stored_files_final")
    connection = op.get_bind()
    organizations = list(connection.execute(sa.text("SELECT id FROM organizations ORDER BY id")).scalars())
    for org_id in organizations:
        connection.exec_driver_sql("SELECT set_tenant($1)", (org_id,))
        _seal_numbers(connection, org_id)
        for table, columns in REPEATING.items():
            for column in columns:
                _seal_values(connection, org_id, table, column)
    op.execute("ALTER TABLE stored_files ENABLE TRIGGER stored_files_final")
    run_script(PLAIN_NUMBERS_GO)
    for table, columns in REPEATING.items():
        for column, kind in columns.items():
            op.execute(f"ALTER TABLE {table} DROP COLUMN plain_{column}")
            if kind.endswith("NOT NULL"):
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL")
    for table in ("parties", *REPEATING):
        # Written anew, a table keeps nothing of the columns that went, in the rows of before either.
        op.execute(f"CLUSTER {table} USING pk_{table}")
        op.execute(f"ALTER TABLE {table} SET WITHOUT CLUSTER")
    run_script(TABLES)
    run_script(PARAMETERS)
    for table in ("consents", "data_requests", "data_request_steps", "data_erasures"):
        protect_tenant_table(table, "SELECT, INSERT")
    if organizations:
        key = keys().newest
        add = sa.text("INSERT INTO data_keys (version, proof, first_used_at) VALUES (:version, :proof, :at)")
        op.execute(add.bindparams(version=key.version, proof=key.proof, at=datetime.now(UTC)))


def _seal_numbers(connection: sa.Connection, org_id: UUID) -> None:
    place = "parties.identity_number"
    plain = connection.execute(
        sa.text("SELECT id, identity_number FROM parties WHERE org_id = :org AND identity_number <> ''"),
        {"org": org_id},
    ).all()
    if not plain:
        return
    values = [
        {
            "org": org_id,
            "id": party_id,
            "sealed": seal(org_id, place, number.encode()),
            "index": fingerprints(org_id, place, number.encode())[0],
        }
        for party_id, number in plain
    ]
    connection.execute(
        sa.text(
            "UPDATE parties SET sealed_identity_number = :sealed, identity_number_index = :index "
            "WHERE org_id = :org AND id = :id"
        ),
        values,
    )


def _seal_values(connection: sa.Connection, org_id: UUID, table: str, column: str) -> None:
    of_org = {"org": org_id}
    ids = f"SELECT id FROM {table} WHERE org_id = :org AND plain_{column} IS NOT NULL"  # noqa: S608
    read = f"SELECT plain_{column} FROM {table} WHERE org_id = :org AND id = :id"  # noqa: S608
    write = f"UPDATE {table} SET {column} = :sealed WHERE org_id = :org AND id = :id"  # noqa: S608
    if table == "certificates":
        write = write.replace(":sealed", "cast(:sealed AS jsonb)")
    for row_id in list(connection.execute(sa.text(ids), of_org).scalars()):
        here = of_org | {"id": row_id}
        plain = connection.execute(sa.text(read), here).scalar_one()
        sealed = _contents(org_id, plain) if table == "certificates" else seal(org_id, f"{table}.{column}", plain)
        connection.execute(sa.text(write), here | {"sealed": sealed})


def _contents(org_id: UUID, said: dict[str, Any]) -> str:
    """What a certificate says, the holder's number alone sealed."""
    number = said.get("holder_identity_number") or ""
    said |= {"holder_identity_number": seal_text(org_id, "certificates.holder_identity_number", number)}
    return json.dumps(said, ensure_ascii=False)
