"""`hoptac import-bank`: a bank statement, proved and kept, with what each new line may be."""

import argparse
from typing import Any

from hoptac.bank.importing import import_file
from hoptac.cli.bookkeepers import bookkeeper
from hoptac.cli.files import read_file
from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.connections import Connections
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Import; a file that is not there is refused before anything is opened."""
    args.file = read_file(args.file)
    return with_database(args, settings, _import)


async def _import(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    filename, content = args.file
    async with bookkeeper(urls, args.org) as (database, org_id):
        return await import_file(
            database, org_id=org_id, actor_id=SYSTEM, content=content, filename=filename, account=args.account,
            dry_run=args.dry_run, now=now(),
        )  # fmt: skip


def describe(result: dict[str, Any]) -> str:
    """The counts and sums, then every new line with its likeliest proposal."""
    headings = ("transacted_on", "amount_dong", "description", "debit_account", "credit_account", "party", "reason")
    counts = {name: value for name, value in result.items() if name not in ("rows", "account")}
    return blocks(
        pairs(result["account"]),
        pairs(counts),
        table(headings, ([row[heading] for heading in headings] for row in result["rows"])),
    )
