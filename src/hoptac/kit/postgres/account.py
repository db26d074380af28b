"""The accounts of the operating system: ours, and the one the server runs under, which is never root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hoptac.kit.postgres.refusals import FailedSetup, NamelessAccount, NoServerAccount

SERVICE_ACCOUNTS = ("postgres", "nobody")

# Nothing of the caller's environment reaches the server: PGDATA, PGHOST, LC_* or LD_PRELOAD would change what it does.
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}

# Arguments are handed to the shell as positional parameters, never as text of the script.
_WRITE_SCRIPT = 'umask 077 && cat >"$1.new" && mv -f -- "$1.new" "$1"'


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str | Path], text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Runs a program as this account and waits for it; `text` goes to its standard input."""
        return subprocess.run(  # noqa: S603 - the programs are ours or the wheel's, no shell reads the arguments
            [str(part) for part in command],
            input=text or "",
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            cwd="/",  # the caller's folder may be closed to this account
            env=_ENVIRONMENT,
            start_new_session=True,
            user=None if self.is_ours else self.uid,
            group=None if self.is_ours else self.gid,
            extra_groups=None if self.is_ours else [],
        )

    def start(self, command: Sequence[str | Path], log: Path) -> subprocess.Popen[bytes]:
        """Starts a long-lived program that writes to `log`, in its own session: our Ctrl-C does not reach it."""
        # The shell opens the log as the account itself: as root we write to no path that another account controls.
        script = 'umask 077; log=$1; shift; exec "$@" </dev/null >>"$log" 2>&1'
        return subprocess.Popen(  # noqa: S603 - as in run()
            ["/bin/sh", "-c", script, "sh", str(log), *(str(part) for part in command)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,
            user=None if self.is_ours else self.uid,
            group=None if self.is_ours else self.gid,
            extra_groups=None if self.is_ours else [],
        )

    def can(self, script: str, *arguments: str | Path) -> bool:
        """Whether a shell script succeeds as this account; the arguments are its `$1`, `$2`, …"""
        return self.run(["/bin/sh", "-c", script, "sh", *arguments]).returncode == 0

    def reaches(self, folder: Path) -> bool:
        return self.can('cd -- "$1"', folder)

    def write(self, path: Path, text: str) -> None:
        """Replaces a file as this account, readable by it alone. Raises FailedSetup with the reason."""
        result = self.run(["/bin/sh", "-c", _WRITE_SCRIPT, "sh", path], text=text)
        if result.returncode != 0:
            raise FailedSetup(result.stderr.strip())


def our_account() -> Account:
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise NamelessAccount(uid) from None
    return Account(entry.pw_name, uid, os.getegid())


def server_account() -> Account:
    """The account a new server runs under."""
    if os.geteuid() != 0:
        return our_account()
    for name in SERVICE_ACCOUNTS:
        account = named_account(name)
        if account is not None:
            return account
    raise NoServerAccount


def named_account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
