"""One frozen struct of settings, read once from the environment."""

import os
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]


class Settings(msgspec.Struct, frozen=True):
    """Everything the environment decides. `database_url` empty means: run the embedded PostgreSQL under `data_dir`."""

    data_dir: Path = ROOT / ".data"
    database_url: str = ""
    """The application's role (`hoptac_app`) on an outside PostgreSQL 15 or later."""
    owner_database_url: str = ""
    """The role that owns the tables and migrates; needed by `hoptac migrate` only."""
    rollup_database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    is_secure: bool = False
    """Set when the site is served over https: cookies are then sent over https alone."""
    secret: str = ""
    """Signs the forms' tokens; made once under `data_dir` when empty."""
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
    def from_environment(cls, **overrides: object) -> "Settings":
        """Read `HOPTAC_*`; `overrides` (from the command line) win when they are not None."""
        names = {field: f"HOPTAC_{field.upper()}" for field in cls.__struct_fields__}
        values: dict[str, object] = {field: os.environ[name] for field, name in names.items() if os.environ.get(name)}
        values |= {field: value for field, value in overrides.items() if value is not None}
        settings = msgspec.convert(values, cls, strict=False, dec_hook=lambda kind, value: kind(value))
        return msgspec.structs.replace(settings, data_dir=settings.data_dir.resolve())
