"""`hoptac rotate-data-key`: a new key for what is sealed, and everything sealed anew under it."""

import argparse
import asyncio
from functools import partial
from typing import Any

from hoptac.cli.opening import with_database
from hoptac.cli.printing import pairs
from hoptac.connections import Connections
from hoptac.data_keys import add_key, prove_keys
from hoptac.kit.db import Database
from hoptac.kit.sealing import LOOK_AGAIN_SECONDS, keys
from hoptac.resealing import reseal_everything
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Add a key to the file, unless the settings hold the keys, and seal anew."""
    return with_database(args, settings, partial(_rotate, settings))


async def _rotate(settings: Settings, args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    if not args.resume and add_key(settings):
        await asyncio.sleep(2 * LOOK_AGAIN_SECONDS)  # until every process at work knows it
    database, owner = Database(urls.app, pool_size=1), Database(urls.owner, pool_size=1)
    try:
        await prove_keys(database)
        counts = await reseal_everything(owner)
    finally:
        await database.close()
        await owner.close()
    return {"version": keys().newest.version} | counts


def describe(result: dict[str, Any]) -> str:
    """The version of the key, and how many values of each table were sealed anew."""
    return pairs(result)
