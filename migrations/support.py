"""What every migration says of its tables: who may read and write them, and that tenants are kept apart.

A table is `tenant` (row-level security, forced, one plain permissive policy), `reference` or `local`.
"""

from alembic import op
from sqlalchemy.util import await_only

ALL = "SELECT, INSERT, UPDATE, DELETE"


def protect_tenant_table(table: str, rights: str = ALL) -> None:
    """Force row-level security on a tenant table and give the app role `rights` within one organization."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    same_tenant = "org_id = nullif(current_setting('hoptac.org_id', true), '')::uuid"
    # An owner's policy is there too: FORCE applies to the owner, whose repairs are also made inside one organization.
    for role in ("hoptac_app", "hoptac_owner"):
        op.execute(
            f"CREATE POLICY {table}_{role} ON {table} TO {role} USING ({same_tenant}) WITH CHECK ({same_tenant})"
        )
    op.execute(f"GRANT {rights} ON {table} TO hoptac_app")


def open_to_app(table: str, rights: str = ALL) -> None:
    """Give the app role `rights` on a reference or local table."""
    op.execute(f"GRANT {rights} ON {table} TO hoptac_app")


def allow_rollup_to_read(table: str, under_path: bool = True) -> None:
    """Let the roll-up role read a table; under row-level security only rows below the alliance's path it has entered."""
    if under_path:
        below = "starts_with(alliance_path, nullif(current_setting('hoptac.alliance_path', true), ''))"
        op.execute(f"CREATE POLICY {table}_hoptac_rollup ON {table} FOR SELECT TO hoptac_rollup USING ({below})")
    op.execute(f"GRANT SELECT ON {table} TO hoptac_rollup")


def run_script(script: str) -> None:
    """Execute statements one by one; they are parted by a semicolon at the end of a line."""
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement.strip())


def run_at_once(script: str) -> None:
    """Execute a script of another's as it stands, in the migration's transaction; functions in it hold semicolons."""
    await_only(op.get_bind().connection.driver_connection.execute(script))
