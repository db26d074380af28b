"""The folder one server owns: where it is, whose it is, and what lies in it."""

import hashlib
import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from hoptac.kit.postgres import shelter
from hoptac.kit.postgres.account import (
    SERVICE_ACCOUNTS,
    Account,
    account_name,
    named_account,
    our_account,
    server_account,
)
from hoptac.kit.postgres.patience import Patience, sync_folder
from hoptac.kit.postgres.refusals import (
    CopiedDataFolder,
    FailedSetup,
    ForeignDataFolder,
    LostData,
    UnsafeFolder,
    UnwritableDataFolder,
)

PORT = 5432  # only a part of the socket's name: each server has a socket folder of its own
_SOCKET_PATH_LIMIT_BYTES = 107 if sys.platform == "linux" else 103
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")  # what connection strings and postgresql.conf take without quoting


@dataclass(frozen=True)
class Folder:
    """Everything inside belongs to `account`, with mode 700."""

    path: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def log(self) -> Path:
        return self.path / "server.log"

    @property
    def bootstrapped(self) -> Path:
        """Holds the digest of the bootstrap SQL that ran last."""
        return self.path / "bootstrapped"

    @property
    def socket_dir(self) -> Path:
        inside = self.path / "run"
        socket = inside / f".s.PGSQL.{PORT}"
        if len(os.fsencode(socket)) <= _SOCKET_PATH_LIMIT_BYTES and _PLAIN_PATH.fullmatch(str(socket)):
            return inside
        # XDG_RUNTIME_DIR is no place for it: it differs between a shell and cron, and is emptied at sign-out.
        digest = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]
        return Path("/tmp") / f"hoptac-{self.account.uid}-{digest}"  # noqa: S108 - made with mode 700, its owner verified

    @property
    def socket(self) -> Path:
        return self.socket_dir / f".s.PGSQL.{PORT}"

    def make_socket_dir(self) -> None:
        """Raises UnsafeFolder when somebody else made a folder of that name."""
        path = self.socket_dir
        result = self.account.run(["mkdir", "-m", "700", path])
        if not os.path.lexists(path):
            raise FailedSetup(result.stderr.strip())
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.account.uid or found.st_mode & 0o077:
            raise UnsafeFolder(path)


def link_of(data_dir: Path) -> Path:
    return data_dir / "postgres"


def locate(data_dir: Path) -> Folder | None:
    """The folder of an earlier run. Raises a refusal when it is lost, copied, or another account's."""
    link = link_of(data_dir)
    if not os.path.lexists(link):
        return None
    target = Path(os.path.realpath(link))
    try:
        owner = target.stat().st_uid
    except (FileNotFoundError, NotADirectoryError):
        raise LostData(link, target) from None
    except PermissionError:
        raise ForeignDataFolder(link, account_name(link.lstat().st_uid), our_account().name) from None
    if link.is_symlink():
        _refuse_copy(data_dir, target)
    return Folder(target, _account_of(link, owner))


def create(data_dir: Path, patience: Patience) -> Folder:
    """Makes an empty folder: in `data_dir` where the server's account can live, else in the shelter, with a link."""
    account = server_account()
    link = link_of(data_dir)
    if account.is_ours or account.reaches(data_dir):
        try:
            make_owned(link, account)
        except PermissionError:
            if account.is_ours:
                raise UnwritableDataFolder(data_dir) from None
            link.rmdir()  # a file system on which root may not give folders away
        else:
            sync_folder(data_dir)
            return Folder(link, account)
    return Folder(shelter.create(data_dir, link, account, patience), account)


def make_owned(path: Path, account: Account) -> None:
    path.mkdir(mode=0o700)
    if account.is_ours:
        return
    # Through the open folder: the name could be swapped for another between mkdir and chown.
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fchown(handle, account.uid, account.gid)
    finally:
        os.close(handle)


def _account_of(link: Path, owner: int) -> Account:
    ours = our_account()
    if ours.uid != 0:
        if owner != ours.uid:
            raise ForeignDataFolder(link, account_name(owner), ours.name)
        return ours
    for name in SERVICE_ACCOUNTS:
        account = named_account(name)
        if account is not None and account.uid == owner:
            return account
    raise ForeignDataFolder(link, account_name(owner), server_account().name)


def _refuse_copy(data_dir: Path, target: Path) -> None:
    recorded = shelter.resident(target)
    if recorded is None or recorded == data_dir or not recorded.exists() or recorded.samefile(data_dir):
        return
    link = link_of(recorded)
    if link.is_symlink() and Path(os.path.realpath(link)) == target:
        raise CopiedDataFolder(data_dir, recorded)
