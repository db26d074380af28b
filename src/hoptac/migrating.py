"""Bringing a database to the newest schema: Alembic, as the role that owns the tables, then the areas of today."""

from typing import Any

from alembic import command
from alembic.config import Config

from hoptac.connections import Connections
from hoptac.kit.db import Database
from hoptac.kit.processes import run_async
from hoptac.organizations.areas import load_areas
from hoptac.settings import ROOT


def migrate(owner_url: str, until: str = "head") -> None:
    """Run every migration that the database has not seen, up to one of them; starts its own event loop, so call it outside
    of one. The data key must be at hand (`hoptac.data_keys.install_keys`)."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("prepend_sys_path", str(ROOT))
    command.upgrade(config, until)


async def _load_areas(app_url: str) -> None:
    database = Database(app_url, pool_size=1)
    try:
        async with database.begin() as session:
            await load_areas(session)
    finally:
        await database.close()


def bring_up_to_date(urls: Connections) -> dict[str, Any]:
    """Migrate and load the areas; two programs at once wait for each other. Call it outside of an event loop."""
    migrate(urls.owner)
    run_async(_load_areas, urls.app)
    return {"migrated": True}
