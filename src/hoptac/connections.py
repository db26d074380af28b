"""Where the database is: the embedded server under the data folder, or the one that `HOPTAC_DATABASE_URL` names."""

import os
import secrets
from pathlib import Path

import msgspec
from sqlalchemy.engine import URL, make_url

from hoptac.kit.postgres import ensure_running
from hoptac.settings import Settings


class Connections(msgspec.Struct, frozen=True):
    """One address for each database role."""

    app: str
    owner: str
    rollup: str


def _address(url: str) -> URL:
    return make_url(url).set(drivername="postgresql+asyncpg")


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


def secret_of(settings: Settings) -> str:
    """The secret that signs forms: from the settings, else made once and kept under the data folder for us alone."""
    if settings.secret:
        return settings.secret
    path: Path = settings.data_dir / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text()
