"""Where root keeps what the server's account must reach when the data directory is closed to it: /var/lib/hoptac.

Each private folder there holds `resident` (root's: which data directory it belongs to) and `postgres` (the server's
own). A second name of the `resident` file lies in that data directory. As long as this hard link exists, wherever the
directory was moved to, the data has an owner; once it is gone and nothing points here, the folder is an orphan.
"""

import json
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hoptac.kit.postgres import postmaster
from hoptac.kit.postgres.account import Account
from hoptac.kit.postgres.patience import Patience, exclusive_lock, sync_folder
from hoptac.kit.postgres.refusals import UnreachableDataFolder, UnsafeFolder, UnwritableDataFolder

BASE = Path("/var/lib/hoptac")
ORPHAN_REST_S = 30 * 24 * 3600.0  # data is small and cannot be made again: an orphan waits a month before it goes
_NOTE = "resident"
WITNESS = "postgres.resident"


@dataclass(frozen=True)
class Note:
    data_dir: Path
    witnessed: bool  # whether the hard link could be made: not across file systems

    @classmethod
    def read(cls, private: Path) -> "Note | None":
        try:
            fields = json.loads((private / _NOTE).read_text(encoding="utf-8"))
            return cls(Path(fields["data_dir"]), bool(fields["witnessed"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, private: Path) -> None:
        """Writes in place, so that the second name stays the same file."""
        handle = os.open(private / _NOTE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"data_dir": str(self.data_dir), "witnessed": self.witnessed}, file)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def opened(account: Account, patience: Patience, base: Path = BASE) -> Iterator[Path]:
    """The shelter, locked. Raises UnsafeFolder when it is not root's alone to write."""
    try:
        base.mkdir(parents=True)
    except FileExistsError:
        found = base.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
            raise UnsafeFolder(base) from None
    except OSError:
        raise UnwritableDataFolder(base.parent) from None
    else:
        base.chmod(0o711)
    if not account.reaches(base):
        raise UnreachableDataFolder(base, account.name)
    with exclusive_lock(base / ".lock", patience):
        yield base


def create(data_dir: Path, link: Path, account: Account, patience: Patience, base: Path = BASE) -> Path:
    """Makes a private folder, points `link` at it, and removes what earlier data directories left behind."""
    with opened(account, patience, base):
        private = base / secrets.token_hex(6)
        private.mkdir()
        private.chmod(0o711)
        _settle(private, data_dir)
        home = private / "postgres"
        home.mkdir(mode=0o700)
        os.chown(home, account.uid, account.gid, follow_symlinks=False)
        sync_folder(private)
        sync_folder(base)
        link.symlink_to(home)
        sync_folder(data_dir)
        remove_orphans(data_dir, base=base)
        return home


def resident(home: Path, base: Path = BASE) -> Path | None:
    """The data directory a private folder's `postgres` belongs to; None when it is no such folder."""
    note = Note.read(home.parent) if home.parent.parent == base else None
    return note.data_dir if note else None


def adopt(home: Path, data_dir: Path, base: Path = BASE) -> None:
    """Follows a data directory that was moved."""
    recorded = resident(home, base)
    if recorded is not None and recorded != data_dir:
        _settle(home.parent, data_dir)


def discard(home: Path, base: Path = BASE) -> None:
    """Deletes a private folder with all its data."""
    if home.parent.parent == base:
        shutil.rmtree(home.parent)


def remove_orphans(data_dir: Path, *, rest_s: float = ORPHAN_REST_S, base: Path = BASE) -> list[Path]:
    """Deletes the private folders that nobody can reach any more and that rested `rest_s` seconds.

    A server still running for an earlier data directory of this very name is stopped; any other is left running.
    """
    removed = []
    for private in sorted(base.iterdir()):
        note = Note.read(private)
        if note is None or not _is_orphan(private, note):
            continue
        data = private / "postgres" / "data"
        running = postmaster.Postmaster.read(data)
        if running and running.serves(data) and not (note.data_dir == data_dir and running.end()):
            continue
        if _rested(data) >= rest_s:
            shutil.rmtree(private)
            removed.append(private)
    return removed


def _settle(private: Path, data_dir: Path) -> None:
    witness = data_dir / WITNESS
    Note(data_dir, witnessed=False).write(private)
    witness.unlink(missing_ok=True)
    try:
        os.link(private / _NOTE, witness)
    except OSError:
        return
    Note(data_dir, witnessed=True).write(private)


def _is_orphan(private: Path, note: Note) -> bool:
    link = note.data_dir / "postgres"
    if link.is_symlink() and Path(os.path.realpath(link)) == private / "postgres":
        return False
    return note.witnessed and (private / _NOTE).lstat().st_nlink == 1


def _rested(data: Path) -> float:
    """Seconds since the server last wrote its control file; endless when there never was a database."""
    try:
        return time.time() - (data / "global" / "pg_control").lstat().st_mtime
    except FileNotFoundError:
        return float("inf")


def copy_once(name: str, account: Account, patience: Patience, fill: Callable[[Path], None], base: Path = BASE) -> Path:
    """A folder of the shelter that `fill` makes on the first call; made beside and renamed, so never seen half done."""
    with opened(account, patience, base):
        place = base / name
        if not place.exists():
            draft = base / f"{name}.{secrets.token_hex(4)}"
            fill(draft)
            draft.rename(place)
        return place
