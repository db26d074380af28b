"""The server's main process, as its own `postmaster.pid` and its socket show it."""

import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hoptac.kit.postgres.account import Account

_PID_FILE = "postmaster.pid"
_STATUS_LINE = 7
_END_SECONDS = 30.0

# The first message of the protocol that has an answer: may we encrypt? Never on a Unix socket: "N".
_ENCRYPTION_REQUEST = struct.pack("!ii", 8, 80877103)


@dataclass(frozen=True)
class Postmaster:
    pid: int
    status: str  # "starting", "ready", "stopping", or "" while the file is being written

    @classmethod
    def read(cls, data: Path) -> "Postmaster | None":
        """None when no server runs on this data, as far as the file says: it may be left over from a killed one."""
        try:
            lines = (data / _PID_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
            pid = int(lines[0])
        except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
            return None
        return cls(pid, lines[_STATUS_LINE].strip() if len(lines) > _STATUS_LINE else "")

    def serves(self, data: Path) -> bool:
        """Whether the process still lives and is a server on this data: after a crash the number may be another's."""
        return _serves(self.pid, data)

    def answers(self, path: Path) -> bool:
        """Whether this very process takes a connection on the socket and replies: one that is just dying does not."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(5)
            try:
                client.connect(str(path))
                client.sendall(_ENCRYPTION_REQUEST)
                return client.recv(1) == b"N" and _listener(client) in (self.pid, None)
            except OSError:
                return False

    def end(self) -> bool:
        """Stops it without losing data; False when it does not end in time."""
        return _end(self.pid, signal.SIGINT)


def _listener(client: socket.socket) -> int | None:
    """The process at the other end; None where the system does not tell, or it runs in another process namespace."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    pid, _uid, _gid = struct.unpack("3i", client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return pid or None


def is_deserted(path: Path) -> bool:
    """Whether nobody listens there; a server that is merely slow to answer does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(5)
        try:
            client.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return True
        except OSError:
            return False
        return False


def forget(data: Path) -> None:
    """Removes a left-over `postmaster.pid`.

    PostgreSQL does this itself unless the number now belongs to another process of the same account. Its guard against
    two servers on the same data does not rest on this file: it also asks for the shared memory of the folder.
    """
    (data / _PID_FILE).unlink(missing_ok=True)


def end_servers_of_deleted(data: Path, account: Account) -> None:
    """Ends servers whose data was deleted under them: ending later, they would remove the new server's socket."""
    for pid in _processes_of(account):
        if _names(pid, data) and account.can('cd "/proc/$1/cwd/" && ! [ -e global ]', str(pid)):
            _end(pid, signal.SIGQUIT)


def end_orphans(data: Path, account: Account) -> None:
    """Ends what a killed server left at work on this data: a long query notices only when it is done."""
    for pid in _processes_of(account):
        title = "".join(_command_line(pid)[:1])
        if title.startswith("postgres: ") and account.can('[ "/proc/$1/cwd" -ef "$2" ]', str(pid), data):
            _end(pid, signal.SIGQUIT)


def _serves(pid: int, data: Path) -> bool:
    if not Path("/proc/self").exists():
        return _lives(pid)
    try:
        # A server's working folder is its data; this stays true when the folder is moved.
        return os.path.samefile(f"/proc/{pid}/cwd", data) and _is_server(pid)
    except PermissionError:  # root without the right to look into others' processes, as in most containers
        return _names(pid, data)
    except OSError:
        return False


def _is_server(pid: int) -> bool:
    arguments = _command_line(pid)
    return bool(arguments) and Path(arguments[0]).name == "postgres"


def _names(pid: int, data: Path) -> bool:
    return _is_server(pid) and str(data) in _command_line(pid)


def _command_line(pid: int) -> list[str]:
    """Empty for a process that is gone or has ended unnoticed by its parent."""
    try:
        return [os.fsdecode(part) for part in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") if part]
    except OSError:
        return []


def _processes_of(account: Account) -> Iterator[int]:
    """What they do is asked as the account itself: in most containers root may not look into others' processes."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if folder.stat().st_uid == account.uid:
                yield int(folder.name)
        except FileNotFoundError:
            continue


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _end(pid: int, how: signal.Signals) -> bool:
    try:
        os.kill(pid, how)
    except OSError:
        return not _lives(pid)
    until = time.monotonic() + _END_SECONDS
    while time.monotonic() < until:
        if not _lives(pid) or (Path("/proc/self").exists() and not _command_line(pid)):
            return True
        time.sleep(0.02)
    return False
