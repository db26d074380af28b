"""Where the database is: the embedded server under the data folder, or the one that `HOPTAC_DATABASE_URL` names."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.postgres import ensure_running, hold
from hoptac.kit.postgres.refusals import UnwritableDataFolder
from hoptac.settings import Settings


class AddressUnreadable(Refusal):
    """An address of a database that is none."""

    def __init__(self) -> None:
        message = _(
            "Địa chỉ cơ sở dữ liệu chưa đúng. Hãy ghi theo mẫu postgresql://hoptac_app:mật_khẩu@máy_chủ:5432/hoptac; "
            "ký tự đặc biệt trong mật khẩu viết dạng %40, %3A."
        )
        super().__init__(message)


class Connections(msgspec.Struct, frozen=True):
    """One address for each database role."""

    app: str
    owner: str
    rollup: str


def _address(url: str) -> URL:
    """The address for asyncpg; `sslmode`, as other programs call it, is asyncpg's `ssl`."""
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        raise AddressUnreadable from None
    if read.get_backend_name() not in ("postgresql", "postgres"):
        raise AddressUnreadable
    query = {("ssl" if name == "sslmode" else name): value for name, value in read.query.items()}
    return read.set(drivername="postgresql+asyncpg", query=query)


def _as_role(url: URL, role: str) -> str:
    return url.set(username=role).render_as_string(hide_password=False)


def connections_of(settings: Settings) -> Connections:
    """Start the embedded server if none is named; an outside server's owner and roll-up roles default to the same host."""
    if not settings.database_url:
        server = ensure_running(settings.data_dir)
        return Connections(server.url("hoptac_app"), server.url("hoptac_owner"), server.url("hoptac_rollup"))
    app = _address(settings.database_url)
    owner, rollup = settings.owner_database_url, settings.rollup_database_url
    return Connections(
        app.render_as_string(hide_password=False),
        _address(owner).render_as_string(hide_password=False) if owner else _as_role(app, "hoptac_owner"),
        _address(rollup).render_as_string(hide_password=False) if rollup else _as_role(app, "hoptac_rollup"),
    )


@contextmanager
def hold_database(settings: Settings) -> Iterator[None]:
    """Have the embedded server up as long as the block lasts; the last program to leave stops it. An outside server is
    left alone."""
    if settings.database_url:
        yield
        return
    with hold(settings.data_dir):
        yield


def secret_of(settings: Settings) -> str:
    """The secret that signs forms: from the settings, else made once and kept under the data folder for us alone."""
    if settings.secret:
        return settings.secret
    path: Path = settings.data_dir / "secret"
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_once(path, secrets.token_hex(32))
        return path.read_text()
    except OSError:
        raise UnwritableDataFolder(settings.data_dir) from None


def write_once(path: Path, text: str) -> None:
    """Whole or not at all, readable by us alone; what another process wrote first stays."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without second names
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
