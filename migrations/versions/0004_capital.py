"""Capital: its tables, keys and rights."""

revision = "0004_capital"
down_revision = "0003_members"


def upgrade() -> None:
    """To be filled by the feature."""
