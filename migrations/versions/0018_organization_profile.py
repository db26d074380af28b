"""Organizations: their short name, e-mail address, and what their legal representative is, for papers (Art. 75.2.e)."""

from migrations.support import run_script

revision = "0018_organization_profile"
down_revision = "0017_items"

TABLES = """
ALTER TABLE organizations ADD COLUMN short_name TEXT NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN email TEXT;
ALTER TABLE organizations ADD COLUMN legal_representative_title TEXT NOT NULL DEFAULT '';
"""


def upgrade() -> None:
    """Nobody has said any of it yet."""
    run_script(TABLES)
