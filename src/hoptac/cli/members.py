"""`hoptac import-members`: a member list, its verdicts, and its good rows brought in."""

import argparse
from typing import Any

from hoptac.capital.importing import import_file
from hoptac.cli.bookkeepers import bookkeeper
from hoptac.cli.files import read_file
from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.connections import Connections
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Import; a file that is not there is refused before anything is opened."""
    args.file = read_file(args.file)
    return with_database(args, settings, _import)


async def _import(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    filename, content = args.file
    async with bookkeeper(urls, args.org) as (database, org_id):
        return await import_file(
            database, org_id=org_id, actor_id=SYSTEM, content=content, filename=filename, dry_run=args.dry_run,
            today=today(), now=now(),
        )  # fmt: skip


def describe(result: dict[str, Any]) -> str:
    """The counts, and every row that was not taken in with its reasons."""
    others = [row for row in result["rows"] if row["status"] not in ("accepted", "unchanged")]
    headings = ("sheet", "row", "status", "name", "reasons")
    counts = {name: value for name, value in result.items() if name != "rows"}
    return blocks(pairs(counts), table(headings, ([row[heading] for heading in headings] for row in others)))
