"""`hoptac import-bank`: a bank statement, proved and kept, with what each new line may be."""

import argparse
from typing import Any

from hoptac.bank.importing import import_file
from hoptac.cli.files import read_file
from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.connections import Connections
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.organizations.queries import list_bookkeepers
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Import; a file that is not there is refused before anything is opened."""
    args.file = read_file(args.file)
    return with_database(args, settings, _import)


async def _import(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    filename, content = args.file
    database = Database(urls.app)
    try:
        async with database.begin() as session:
            keepers = await list_bookkeepers(session, args.org)
        if not keepers:
            raise NotFound(_("Không có tổ chức “%(slug)s” giữ sổ ở đây.", slug=args.org))
        return await import_file(
            database, org_id=keepers[0][0], actor_id=SYSTEM, content=content, filename=filename, account=args.account,
            dry_run=args.dry_run, now=now(),
        )  # fmt: skip
    finally:
        await database.close()


def describe(result: dict[str, Any]) -> str:
    """The counts and sums, then every new line with its likeliest proposal."""
    headings = ("transacted_on", "amount_dong", "description", "debit_account", "credit_account", "party", "reason")
    counts = {name: value for name, value in result.items() if name not in ("rows", "account")}
    return blocks(
        pairs(result["account"]),
        pairs(counts),
        table(headings, ([row[heading] for heading in headings] for row in result["rows"])),
    )
