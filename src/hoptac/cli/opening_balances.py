"""`hoptac import-opening`: a list of balances, its verdicts and its proof, and the opening posted."""

import argparse
from typing import Any

from hoptac.cli.bookkeepers import bookkeeper
from hoptac.cli.files import read_file
from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.connections import Connections
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, parse_date, today
from hoptac.opening.importing import import_file
from hoptac.settings import Settings

_LISTS = ("rows", "checks", "mapping", "problems")


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Import; a file that is not there, or a day that is none, is refused before anything is opened."""
    args.first_on = parse_date(args.first_on) if args.first_on else None
    args.file = read_file(args.file)
    return with_database(args, settings, _import)


async def _import(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    filename, content = args.file
    async with bookkeeper(urls, args.org) as (database, org_id):
        return await import_file(
            database, org_id=org_id, actor_id=SYSTEM, content=content, filename=filename, dry_run=args.dry_run,
            today=today(), now=now(), first_on=args.first_on,
        )  # fmt: skip


def describe(result: dict[str, Any]) -> str:
    """The sums, the totals held against their details, old accounts, and every row that was not taken in."""
    figures = {name: value for name, value in result.items() if name not in _LISTS}
    checks = (
        [check[name] for name in ("account", "total_dong", "details_dong", "difference_dong")]
        for check in result["checks"]
    )
    mapping = ([one[name] for name in ("old", "new", "rows", "debit_dong", "credit_dong")] for one in result["mapping"])
    others = [row for row in result["rows"] if row["status"] not in ("accepted", "unchanged")]
    headings = ("sheet", "row", "status", "account", "name", "reasons")
    return blocks(
        pairs(figures),
        table(("account", "total_dong", "details_dong", "difference_dong"), checks),
        table(("old", "new", "rows", "debit_dong", "credit_dong"), mapping),
        table(headings, ([row[heading] for heading in headings] for row in others)),
    )
