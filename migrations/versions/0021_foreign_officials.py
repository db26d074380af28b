"""The law's number for foreign official members: fewer than 35 % of the official members (Art. 30.7, 34.6)."""

from migrations.support import run_script

revision = "0021_foreign_officials"
down_revision = "0019_organization_profile"

PARAMETER = """
INSERT INTO legal_parameters (key, valid_from, value, unit, basis, confidence) VALUES
    ('membership.foreign_official_members', '2024-07-01', 35, 'percent_of_official_members',
     'Điều 30.7 Luật 17/2023/QH15', 'confirmed')
ON CONFLICT (key, valid_from) DO NOTHING;
"""


def upgrade() -> None:
    """Who is in the register already stays; the next one is judged."""
    run_script(PARAMETER)
