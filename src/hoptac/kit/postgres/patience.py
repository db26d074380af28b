"""Waiting that tells the person at the console about itself, and locks between processes."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hoptac.kit.language import _
from hoptac.kit.postgres.refusals import SlowStart, UnwritableDataFolder

Report = Callable[[str], None]

WAIT_LIMIT_MINUTES = 10
REPORT_AFTER_SECONDS = 5.0


class Patience:
    """One wait of at most `limit_s` seconds; after five of them it reports one line."""

    def __init__(self, report: Report, limit_s: float = WAIT_LIMIT_MINUTES * 60) -> None:
        self._report = report
        self._started = time.monotonic()
        self._limit_s = limit_s
        self._reported = False

    @property
    def waited_s(self) -> float:
        return time.monotonic() - self._started

    def pause(self, seconds: float = 0.02) -> None:
        """Sleeps a moment. Raises SlowStart when the limit is reached."""
        if self.waited_s > self._limit_s:
            raise SlowStart(WAIT_LIMIT_MINUTES)
        if self.waited_s > REPORT_AFTER_SECONDS and not self._reported:
            self._reported = True
            self._report(str(_("Cơ sở dữ liệu đang khởi động, có thể đang tự phục hồi sau lần tắt đột ngột. Xin chờ.")))
        time.sleep(seconds)


@contextmanager
def exclusive_lock(path: Path, patience: Patience) -> Iterator[None]:
    """Holds a lock file between processes and threads; the system lets go of it when the holder dies."""
    with _lock_file(path) as handle:
        while not _try_lock(handle, fcntl.LOCK_EX):
            patience.pause()
        yield


@contextmanager
def shared_lock(path: Path, patience: Patience) -> Iterator[Callable[[], bool]]:
    """Holds a lock file beside others who share it, as `exclusive_lock` does.

    What it gives is to be called at the end: true when nobody else shares it any more, and then nobody can until the
    block is left. When it is false the lock is let go of.
    """
    with _lock_file(path) as handle:
        while not _try_lock(handle, fcntl.LOCK_SH):
            patience.pause()
        yield lambda: _try_lock(handle, fcntl.LOCK_EX)


@contextmanager
def _lock_file(path: Path) -> Iterator[int]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        raise UnwritableDataFolder(path.parent) from None
    try:
        yield handle
    finally:
        os.close(handle)


def _try_lock(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
