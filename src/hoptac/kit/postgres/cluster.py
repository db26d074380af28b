"""The database files of one server: made by initdb, and configured anew before each start."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from hoptac.kit.postgres.account import our_account
from hoptac.kit.postgres.binaries import MAJOR_VERSION
from hoptac.kit.postgres.bootstrap import ROLES, SUPERUSER
from hoptac.kit.postgres.folder import PORT, Folder
from hoptac.kit.postgres.patience import sync_folder
from hoptac.kit.postgres.postmaster import end_servers_of_deleted
from hoptac.kit.postgres.refusals import DamagedData, FailedSetup, OtherMajorVersion

_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "150",  # thirty for each process that serves, ten for the worker, the rest for commands
    "shared_buffers": "128MB",
    "huge_pages": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "-1",
    "log_line_prefix": "%m [%p] ",
    "cluster_name": "hoptac",
    "lc_messages": "C",
}

_DRAFT = "data.new-"

_INITDB_OPTIONS = (
    *("--username", SUPERUSER, "--encoding", "UTF8", "--no-locale"),
    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
    *("--auth-local", "peer", "--auth-host", "reject", "--no-instructions"),
)


def prepare(folder: Folder, bin_dir: Path, extra_settings: Mapping[str, str]) -> None:
    """Makes the files when there are none, checks their version, writes the configuration; the server must not run.

    Raises FailedSetup, DamagedData, OtherMajorVersion.
    """
    folder.account.run(["rm", "-rf", "--", *folder.path.glob(f"{_DRAFT}*")])
    if not folder.data.exists():
        _initialise(folder, bin_dir, durable=extra_settings.get("fsync") != "off")
    _check_version(folder.data)
    write = folder.account.write
    write(folder.data / "postgresql.conf", settings_text(folder, extra_settings))
    write(folder.data / "pg_hba.conf", "# Written by hoptac before each start.\nlocal all all peer map=hoptac\n")
    write(folder.data / "pg_ident.conf", _identities_text())


def settings_text(folder: Folder, extra_settings: Mapping[str, str]) -> str:
    settings = {**_SETTINGS, "unix_socket_directories": str(folder.socket_dir), **extra_settings}
    lines = [f"{name} = {_quoted(value)}" for name, value in settings.items()]
    return "\n".join(["# Written by hoptac before each start. Your own settings: ALTER SYSTEM SET …", *lines, ""])


def _identities_text() -> str:
    """Our own operating system account signs in, as any of our roles, and no other: not even the server's."""
    name = our_account().name.replace('"', '""')
    lines = [f'hoptac "{name}" {role}' for role in (SUPERUSER, *ROLES)]
    return "\n".join(["# Written by hoptac before each start.", *lines, ""])


def _initialise(folder: Folder, bin_dir: Path, *, durable: bool) -> None:
    """Beside the final name, then renamed: an interrupted initdb leaves nothing that looks like data.

    Each draft has a name of its own: an initdb whose caller was killed may still be writing to the one before.
    """
    end_servers_of_deleted(folder.data, folder.account)
    folder.account.run(["rm", "-f", "--", folder.bootstrapped])
    draft = folder.path / f"{_DRAFT}{secrets.token_hex(4)}"
    options = _INITDB_OPTIONS if durable else (*_INITDB_OPTIONS, "--no-sync")
    result = folder.account.run([bin_dir / "initdb", "-D", draft, *options])
    if result.returncode != 0:
        raise FailedSetup(result.stderr.strip())
    draft.rename(folder.data)
    sync_folder(folder.path)


def _check_version(data: Path) -> None:
    try:
        found = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise DamagedData(data) from None
    if found != MAJOR_VERSION:
        raise OtherMajorVersion(data, found, MAJOR_VERSION)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
