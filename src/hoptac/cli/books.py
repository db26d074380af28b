"""`hoptac check-books`: the proof that the books are whole, for one organization or for all that keep theirs here."""

import argparse
from typing import Any

from hoptac.cli.bookkeepers import bookkeepers
from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.closing.proving import prove_books
from hoptac.connections import Connections
from hoptac.kit.tenancy import enter_tenant
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Check; `is_clean` says how it came out."""
    return with_database(args, settings, _check)


async def _check(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    findings: list[dict[str, Any]] = []
    async with bookkeepers(urls, args.org) as (database, keepers):
        for org_id, slug in keepers:
            async with enter_tenant(database, org_id) as session:
                found = [str(message) for message in await prove_books(session, org_id)]
            findings += [{"org": slug, "finding": sentence} for sentence in found]
    return {"organizations": len(keepers), "is_clean": not findings, "findings": findings}


def describe(result: dict[str, Any]) -> str:
    """How many were checked, and each finding."""
    summary = {name: result[name] for name in ("organizations", "is_clean")}
    findings = ((one["org"], one["finding"]) for one in result["findings"])
    return blocks(pairs(summary), table(("org", "finding"), findings))
