"""Members: its tables, keys and rights."""

revision = "0003_members"
down_revision = "0002_ledger"


def upgrade() -> None:
    """To be filled by the feature."""
