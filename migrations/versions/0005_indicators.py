"""Indicators: its tables, keys and rights."""

revision = "0005_indicators"
down_revision = "0004_capital"


def upgrade() -> None:
    """To be filled by the feature."""
