"""One frozen struct of settings, read once from the environment."""

import os
from pathlib import Path
from typing import Annotated, Any

import msgspec

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "house"

ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parents[1]
"""Where `templates`, `static` and `migrations` are: inside an installed package, at the top of a clone."""


class SettingUnreadable(Refusal):
    """A setting whose value cannot be what it stands for."""

    def __init__(self, name: str, value: str) -> None:
        message = _("Không hiểu giá trị “%(value)s” của %(name)s. Hãy sửa lại.", value=value, name=name)
        super().__init__(message)


class Settings(msgspec.Struct, frozen=True):
    """Everything the environment decides. `database_url` empty means: run the embedded PostgreSQL under `data_dir`."""

    data_dir: Path = Path(os.path.expanduser("~/.local/share/hoptac")) if ROOT == _INSTALLED else ROOT / ".data"
    database_url: str = ""
    """The application's role (`hoptac_app`) on an outside PostgreSQL 15 or later."""
    owner_database_url: str = ""
    """The role that owns the tables and migrates; needed by `hoptac migrate` only."""
    rollup_database_url: str = ""
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 8000
    workers: Annotated[int, msgspec.Meta(ge=1, le=64)] = 2
    is_secure: bool = False
    """Set when the site is served over https: cookies are then sent over https alone."""
    secret: str = ""
    """Signs the forms' tokens; made once under `data_dir` when empty."""
    data_key: str = ""
    """Seals identity numbers and files in the database: 64 hexadecimal digits, or several as `2:…,1:…`, the highest version
    the one that seals. Made once under `data_dir` when empty and the embedded server runs; needed with an outside one."""
    trusted_proxies: str = ""
    """Networks of the proxies in front (`127.0.0.1, 10.0.0.0/8`), whose X-Forwarded-For is believed; else nobody's is.
    Behind a proxy that is not named here all visitors share its address, and the sign-in limit counts them as one."""
    metrics_token: str = ""
    """With it `/metrics` answers whoever sends it as a bearer token; without it there is no such page."""
    log_level: str = ""
    """debug, info, warning or error; empty means warnings at a terminal and info, one JSON line each, elsewhere."""

    @property
    def metrics_folder(self) -> Path:
        """Where the serving processes write their figures, to be summed."""
        return self.data_dir / "metrics"

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read `HOPTAC_*`; an empty one counts as not set. Raises SettingUnreadable."""
        settings = cls()
        for field in cls.__struct_fields__:
            name = f"HOPTAC_{field.upper()}"
            if value := os.environ.get(name):
                settings = msgspec.structs.replace(settings, **{field: _read(cls, field, name, value)})
        return msgspec.structs.replace(settings, data_dir=settings.data_dir.resolve())


def _read(kind: type[Settings], field: str, name: str, value: str) -> Any:
    try:
        read = msgspec.convert({field: value}, kind, strict=False, dec_hook=lambda wanted, given: wanted(given))
    except msgspec.ValidationError:
        raise SettingUnreadable(name, value) from None
    return getattr(read, field)
