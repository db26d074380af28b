"""`hoptac demo`: story organizations for a first look."""

import argparse
from typing import Any

from hoptac.cli.opening import with_database
from hoptac.cli.printing import pairs
from hoptac.connections import Connections
from hoptac.demo import build_demo
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Build the demo if nobody can sign in yet."""
    return with_database(args, settings, _build)


async def _build(_args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    database = Database(urls.app)
    try:
        return await build_demo(database, today=today(), now=now())
    finally:
        await database.close()


def describe(result: dict[str, Any]) -> str:
    """Whether it was built."""
    return pairs(result)
