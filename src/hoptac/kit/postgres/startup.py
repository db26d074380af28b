"""Bringing the main process up: whatever an earlier one left, however long its recovery takes."""

import subprocess
import threading
from pathlib import Path

from hoptac.kit.postgres import postmaster
from hoptac.kit.postgres.folder import Folder
from hoptac.kit.postgres.patience import Patience
from hoptac.kit.postgres.postmaster import Postmaster
from hoptac.kit.postgres.refusals import FailedStart, FailedStop

_LOG_LIMIT_BYTES = 10 * 1024 * 1024
_LINES_BEFORE, _LINES_FROM = 1, 3  # quoted around the first fatal line: its cause is often the line before
_FATAL_MARKS = ("ERROR:", "FATAL:", "PANIC:")
_ORPHAN_PATIENCE_S = 30.0
_STILL_ATTACHED = "pre-existing shared memory block"


def is_ready(folder: Folder) -> bool:
    running = Postmaster.read(folder.data)
    return running is not None and running.status == "ready" and running.answers(folder.socket)


def settle(folder: Folder, bin_dir: Path, patience: Patience) -> bool:
    """Waits until a server that is starting or stopping has done so; True when one is ready."""
    while True:
        running = Postmaster.read(folder.data)
        if running is None:
            return False
        if not running.serves(folder.data):
            postmaster.forget(folder.data)
            return False
        if running.status == "ready":
            if running.answers(folder.socket):
                return True
            if postmaster.is_deserted(folder.socket):
                # It lives, but its socket was deleted, as cleaners of /tmp do: nobody new can reach it.
                shut_down(folder, bin_dir, "fast")
                return False
        patience.pause()


def start(folder: Folder, bin_dir: Path, patience: Patience) -> None:
    """Starts the server and waits until it takes connections. Raises FailedStart with its last words, or SlowStart."""
    folder.make_socket_dir()
    _rotate_log(folder)
    while True:
        # No server runs on this data, so a socket here is a dead one's; its lock would bind us to a process number.
        folder.account.run(["rm", "-f", "--", folder.socket, f"{folder.socket}.lock"])
        already_logged = _size(folder.log)
        process = folder.account.start([bin_dir / "postgres", "-D", folder.data], folder.log)
        # Notes the end whenever it comes: an ended child that nobody waited for would look alive.
        threading.Thread(target=process.wait, name="postgres", daemon=True).start()
        if _becomes_ready(folder, process, patience):
            return
        reason = _last_words(folder, already_logged)
        if _STILL_ATTACHED not in reason or patience.waited_s > _ORPHAN_PATIENCE_S:
            raise FailedStart(reason)
        postmaster.end_orphans(folder.data, folder.account)
        patience.pause(0.2)


def shut_down(folder: Folder, bin_dir: Path, mode: str) -> None:
    """Raises FailedStop with the reason."""
    result = folder.account.run([bin_dir / "pg_ctl", "stop", "-s", "-D", folder.data, "-m", mode, "-t", "600"])
    running = Postmaster.read(folder.data)
    if result.returncode != 0 and running is not None and running.serves(folder.data):
        raise FailedStop(result.stderr.strip())


def _becomes_ready(folder: Folder, process: subprocess.Popen[bytes], patience: Patience) -> bool:
    while process.poll() is None:
        if is_ready(folder):
            return True
        patience.pause()
    return False


def _size(log: Path) -> int:
    try:
        return log.lstat().st_size
    except FileNotFoundError:
        return 0


def _rotate_log(folder: Folder) -> None:
    if _size(folder.log) > _LOG_LIMIT_BYTES:
        folder.account.run(["mv", "-f", "--", folder.log, folder.log.with_suffix(".log.1")])


def _last_words(folder: Folder, already_logged: int) -> str:
    text = folder.account.run(["tail", "-c", f"+{already_logged + 1}", folder.log]).stdout
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    fatal = (number for number, line in enumerate(lines) if any(mark in line for mark in _FATAL_MARKS))
    first = next(fatal, len(lines) - _LINES_FROM)
    return "\n".join(lines[max(0, first - _LINES_BEFORE) : first + _LINES_FROM])
