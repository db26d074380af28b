"""Parties: nationality, and whether a legal person has foreign investment, for the cap on foreign members (Art. 74.3)."""

from migrations.support import run_script

revision = "0010_nationality"
down_revision = "0009_registry_imports"

TABLES = """
ALTER TABLE parties ADD COLUMN nationality TEXT NOT NULL DEFAULT 'VN';
ALTER TABLE parties ADD COLUMN is_foreign_invested BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE parties ADD CONSTRAINT ck_parties_nationality_is_a_code CHECK (nationality ~ '^[A-Z]{2}$');
ALTER TABLE parties ADD CONSTRAINT ck_parties_organizations_are_vietnamese CHECK (kind <> 'organization' OR nationality = 'VN');
ALTER TABLE parties ADD CONSTRAINT ck_parties_people_are_no_investments CHECK (kind = 'organization' OR NOT is_foreign_invested);
"""


def upgrade() -> None:
    """Whoever is in the register so far is taken for Vietnamese: no list asked for anything else."""
    run_script(TABLES)
