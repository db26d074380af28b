"""The SQL that makes the roles and the database, on our own server and on an administrator's."""

import hashlib
import importlib.resources
from pathlib import Path

from hoptac.kit.postgres.account import our_account
from hoptac.kit.postgres.folder import PORT, Folder
from hoptac.kit.postgres.refusals import FailedSetup

SUPERUSER = "postgres"
OWNER_ROLE = "hoptac_owner"
APP_ROLE = "hoptac_app"
ROLLUP_ROLE = "hoptac_rollup"
ROLES = (OWNER_ROLE, APP_ROLE, ROLLUP_ROLE)
DATABASE = "hoptac"


def bootstrap_sql() -> str:
    """A psql script for PostgreSQL 15 or later; its head says who may run it and how. May be run again."""
    return importlib.resources.files("hoptac.kit.postgres").joinpath("bootstrap.sql").read_text(encoding="utf-8")


def is_bootstrapped(folder: Folder) -> bool:
    try:
        return folder.bootstrapped.read_text(encoding="utf-8").strip() == _digest()
    except FileNotFoundError:
        return False


def bootstrap(folder: Folder, bin_dir: Path) -> None:
    """Runs the script on the running server. Raises FailedSetup with what psql said."""
    psql = [bin_dir / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"]
    to = ["-h", folder.socket_dir, "-p", str(PORT), "-U", SUPERUSER, "-d", "postgres"]
    result = our_account().run([*psql, *to], text=bootstrap_sql())
    if result.returncode != 0:
        raise FailedSetup(result.stderr.strip())
    folder.account.write(folder.bootstrapped, f"{_digest()}\n")


def _digest() -> str:
    return hashlib.sha256(bootstrap_sql().encode()).hexdigest()
