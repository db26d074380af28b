"""The embedded server as the application sees it: have it running, ask, stop, remove."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import URL

from hoptac.kit.postgres import cluster, postmaster, shelter, startup
from hoptac.kit.postgres.binaries import usable_bin_dir, wheel_bin_dir
from hoptac.kit.postgres.bootstrap import DATABASE, OWNER_ROLE, bootstrap, is_bootstrapped
from hoptac.kit.postgres.folder import PORT, Folder, create, link_of, locate
from hoptac.kit.postgres.patience import Patience, Report, exclusive_lock, shared_lock
from hoptac.kit.postgres.postmaster import Postmaster
from hoptac.kit.postgres.refusals import UnreachableDataFolder, UnwritableDataFolder

StopMode = Literal["smart", "fast", "immediate"]
State = Literal["absent", "stopped", "starting", "running", "stopping"]

_STATES: dict[str, State] = {"": "starting", "starting": "starting", "ready": "running", "stopping": "stopping"}


@dataclass(frozen=True)
class EmbeddedServer:
    data_dir: Path
    socket_dir: Path
    bin_dir: Path
    port: int

    def url(self, role: str, database: str = DATABASE) -> str:
        """The SQLAlchemy URL for asyncpg; no password: the socket tells the server who we are."""
        query = {"host": str(self.socket_dir), "port": str(self.port)}
        return URL.create("postgresql+asyncpg", username=role, database=database, query=query).render_as_string(False)

    def command_env(self) -> dict[str, str]:
        """What psql and pgbench need in their environment to sign in as the owner of the database; pg_dump needs `postgres`,
        since row-level security holds the owner too."""
        host, port = str(self.socket_dir), str(self.port)
        return {"PGHOST": host, "PGPORT": port, "PGUSER": OWNER_ROLE, "PGDATABASE": DATABASE}


@dataclass(frozen=True)
class ServerStatus:
    state: State
    pid: int | None = None
    folder: Path | None = None


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def ensure_running(
    data_dir: Path, *, extra_settings: Mapping[str, str] | None = None, report: Report = say
) -> EmbeddedServer:
    """Makes, starts or finds the server of a data directory, with its roles and its database; to be called at any time.

    `extra_settings` (of postgresql.conf) count when this call starts the server. `report` gets a line after five
    seconds. Waits up to ten minutes for a recovery. Raises a refusal of `hoptac.kit.postgres.refusals`.
    """
    data_dir = data_dir.resolve()
    folder = locate(data_dir)
    if folder is not None and _is_complete(data_dir, folder):
        return _server(data_dir, folder)
    _make(data_dir)
    patience = Patience(report)
    with exclusive_lock(_lock_of(data_dir), patience):
        folder = locate(data_dir) or create(data_dir, patience)
        shelter.adopt(folder.path, data_dir)
        if not _is_complete(data_dir, folder):
            _bring_up(folder, extra_settings or {}, patience)
    return _server(data_dir, folder)


@contextmanager
def hold(data_dir: Path, *, report: Report = say) -> Iterator[EmbeddedServer]:
    """The server of a data directory for as long as the block lasts; the last process to leave stops it.

    Raises what `ensure_running` raises. A process that is killed no longer counts: the next one to leave stops the
    server that it left behind.
    """
    data_dir = data_dir.resolve()
    _make(data_dir)
    with shared_lock(_users_of(data_dir), Patience(report)) as is_last:
        try:
            yield ensure_running(data_dir, report=report)
        finally:
            if is_last():
                stop(data_dir)


def stop(data_dir: Path, mode: StopMode = "fast") -> None:
    """Stops the server: "smart" waits for the connections, "fast" ends them, "immediate" leaves a recovery to do."""
    data_dir = data_dir.resolve()
    folder = locate(data_dir)
    if folder is None:
        return
    patience = Patience(say)
    with exclusive_lock(_lock_of(data_dir), patience):
        running = Postmaster.read(folder.data)
        if running is not None and running.serves(folder.data):
            startup.shut_down(folder, usable_bin_dir(folder.account, patience), mode)


def status(data_dir: Path) -> ServerStatus:
    folder = locate(data_dir.resolve())
    if folder is None:
        return ServerStatus("absent")
    running = Postmaster.read(folder.data)
    if running is None or not running.serves(folder.data):
        return ServerStatus("stopped", folder=folder.path)
    return ServerStatus(_STATES.get(running.status, "starting"), running.pid, folder.path)


def remove(data_dir: Path) -> None:
    """Stops the server and deletes its data for good: for tests and throw-away servers."""
    data_dir = data_dir.resolve()
    folder = locate(data_dir)
    if folder is None:
        return
    stop(data_dir, "immediate")
    postmaster.end_orphans(folder.data, folder.account)
    folder.account.run(["rm", "-rf", "--", folder.socket_dir])
    link = link_of(data_dir)
    if link.is_symlink():
        link.unlink()
        shelter.discard(folder.path)
    else:
        shutil.rmtree(folder.path)
    for name in (shelter.WITNESS, _lock_of(data_dir).name, _users_of(data_dir).name):
        (data_dir / name).unlink(missing_ok=True)


def _bring_up(folder: Folder, extra_settings: Mapping[str, str], patience: Patience) -> None:
    if not folder.account.reaches(folder.path):
        raise UnreachableDataFolder(folder.path, folder.account.name)
    bin_dir = usable_bin_dir(folder.account, patience)
    if not startup.settle(folder, bin_dir, patience):
        cluster.prepare(folder, bin_dir, extra_settings)
        startup.start(folder, bin_dir, patience)
    if not is_bootstrapped(folder):
        bootstrap(folder, wheel_bin_dir())


def _is_complete(data_dir: Path, folder: Folder) -> bool:
    at_home = shelter.resident(folder.path) in (None, data_dir)
    return at_home and is_bootstrapped(folder) and startup.is_ready(folder)


def _make(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UnwritableDataFolder(data_dir) from None


def _lock_of(data_dir: Path) -> Path:
    return data_dir / "postgres.lock"


def _users_of(data_dir: Path) -> Path:
    """Locked, and shared, by every process that uses the server."""
    return data_dir / "postgres.users"


def _server(data_dir: Path, folder: Folder) -> EmbeddedServer:
    return EmbeddedServer(data_dir, folder.socket_dir, wheel_bin_dir(), PORT)
