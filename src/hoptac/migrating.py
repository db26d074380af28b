"""Bringing a database to the newest schema: Alembic, as the role that owns the tables."""

from alembic import command
from alembic.config import Config

from hoptac.settings import ROOT


def migrate(owner_url: str) -> None:
    """Run every migration that the database has not seen; starts its own event loop, so call it outside of one."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("prepend_sys_path", str(ROOT))
    command.upgrade(config, "head")
