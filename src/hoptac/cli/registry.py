"""`hoptac import-registry`: an alliance's yearly list, its figures declared."""

import argparse
from typing import Any

from hoptac.alliance.importing import import_registry
from hoptac.cli.files import read_file
from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.connections import Connections
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Import; a file that is not there is refused before anything is opened."""
    args.file = read_file(args.file)
    return with_database(args, settings, _import)


async def _import(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    filename, content = args.file
    database = Database(urls.app)
    try:
        return await import_registry(
            database, alliance=args.alliance, actor_id=SYSTEM, content=content, filename=filename, year=args.year,
            dry_run=args.dry_run, now=now(), today=today(),
        )  # fmt: skip
    finally:
        await database.close()


def describe(result: dict[str, Any]) -> str:
    """The counts, and every row that was not taken in with its reasons."""
    headings = ("sheet", "row", "status", "name", "reasons")
    counts = {name: value for name, value in result.items() if name not in ("rows", "organizations")}
    return blocks(
        pairs(result["organizations"]),
        pairs(counts),
        table(headings, ([row[heading] for heading in headings] for row in result["rows"])),
    )
