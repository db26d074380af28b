"""`hoptac indicators`: an alliance's sums of a year."""

import argparse
from typing import Any

from hoptac.alliance.indicators import indicators_json
from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.connections import Connections
from hoptac.indicators.rules import check_year
from hoptac.kit.calendar import today
from hoptac.kit.db import Database
from hoptac.settings import Settings

SHOWN_OF_GROUPS = (
    "cooperatives", "people_credit_funds", "cooperative_unions", "cooperative_groups", "members", "group_members",
    "regular_workers", "effective", "charter_capital_dong",
)  # fmt: skip
"""What a terminal has room for; `--json` gives every figure of every group."""


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Sum."""
    check_year(args.year, today=today())
    return with_database(args, settings, _sum)


async def _sum(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    rollup = Database(urls.rollup)
    try:
        return await indicators_json(rollup, args.alliance, args.year, args.by)
    finally:
        await rollup.close()


def describe(result: dict[str, Any]) -> str:
    """The totals, then the groups."""
    head = f"{result['alliance']} {result['year']}"
    rows = ([group["name"], *(group[name] for name in SHOWN_OF_GROUPS)] for group in result["groups"])
    return blocks(head, pairs(result["totals"]), table((result["by"], *SHOWN_OF_GROUPS), rows))
