"""Members' agreements: what they cover, and who ended one before its time, when and why."""

from migrations.support import run_script

revision = "0016_agreements"
down_revision = "0015_book_checks"

AGREEMENTS = """
ALTER TABLE member_agreements ADD COLUMN covers TEXT DEFAULT '' NOT NULL;
ALTER TABLE member_agreements ADD COLUMN ended_by UUID;
ALTER TABLE member_agreements ADD COLUMN ended_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE member_agreements ADD COLUMN ending_reason TEXT;
ALTER TABLE member_agreements ADD CONSTRAINT ck_member_agreements_ending_is_whole
    CHECK (num_nonnulls(ended_by, ended_at, ending_reason) IN (0, 3));
"""


def upgrade() -> None:
    """Widen the table."""
    run_script(AGREEMENTS)
