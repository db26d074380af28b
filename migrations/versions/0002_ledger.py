"""Ledger: its tables, keys and rights."""

revision = "0002_ledger"
down_revision = "0001_ground"


def upgrade() -> None:
    """To be filled by the feature."""
