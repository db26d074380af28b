"""Let the app's role see which schema it works with, so that a command need not be a migration to find out."""

from alembic import op

revision = "0007_schema_version"
down_revision = "0006_jobs"


def upgrade() -> None:
    """Open the number of the last migration to the app's role, for reading."""
    op.execute("GRANT SELECT ON alembic_version TO hoptac_app")
