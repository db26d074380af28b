"""A command loads what its verb needs and nothing else, and asks the database, not Alembic, whether it may begin."""

import importlib
import subprocess
import sys

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from tests.support.running import environment

from hoptac.cli.words import VERBS
from hoptac.readiness import revisions
from hoptac.settings import ROOT

LOADED = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules)"


def loaded_by(module: str) -> set[str]:
    command = [sys.executable, "-c", LOADED, module]
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    return set(said.stdout.split())


@pytest.mark.parametrize(
    ("module", "unneeded"),
    [
        ("hoptac.cli", {"sqlalchemy", "asyncpg", "litestar", "alembic", "asyncio"}),
        (
            "hoptac.cli.indicators",
            {"litestar", "alembic", "argon2", "granian", "typst", "num2words", "python_calamine"},
        ),
        ("hoptac.cli.organizations", {"litestar", "alembic", "argon2", "granian", "typst", "python_calamine"}),
        ("hoptac.cli.people", {"litestar", "alembic", "granian", "typst", "python_calamine"}),
        ("hoptac.cli.books", {"alembic", "granian"}),
    ],
)
def test_nothing_slow_is_loaded_in_vain(module: str, unneeded: set[str]) -> None:
    loaded = loaded_by(module)
    assert module in loaded
    assert loaded & unneeded == set()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_its_deed(verb) -> None:
    deed = importlib.import_module(f"hoptac.cli.{verb.module}")
    assert callable(deed.execute)
    assert callable(deed.describe)


def test_a_migration_is_named_after_its_file() -> None:
    """The newest file is taken for the newest schema; Alembic reads the chain inside the files."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    chain = [script.revision for script in scripts.walk_revisions()]
    assert revisions() == sorted(chain)
    assert revisions()[-1] == scripts.get_current_head() == chain[0]
