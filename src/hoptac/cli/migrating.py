"""`hoptac migrate`: the tables of this program, and the areas of today."""

import argparse
from typing import Any

from hoptac.cli.opening import bring_up_to_date, prepare, telling_failures
from hoptac.cli.printing import pairs
from hoptac.connections import connections_of, hold_database
from hoptac.settings import Settings


def execute(_args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Migrate, and bring the areas up to date even where the tables are."""
    with telling_failures(), hold_database(settings):
        urls = connections_of(settings)
        prepare(urls, settings, may_migrate=True)
        return bring_up_to_date(urls)


def describe(result: dict[str, Any]) -> str:
    """That it was done."""
    return pairs(result)
