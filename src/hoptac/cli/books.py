"""`hoptac check-books`: the proof that the books are whole, for one organization or for all that keep theirs here."""

import argparse
from typing import Any

from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, pairs, table
from hoptac.closing.proving import prove_books
from hoptac.connections import Connections
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.queries import list_bookkeepers
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Check; `is_clean` says how it came out."""
    return with_database(args, settings, _check)


async def _check(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    database = Database(urls.app)
    try:
        async with database.begin() as session:
            keepers = await list_bookkeepers(session, args.org)
        if args.org and not keepers:
            raise NotFound(_("Không có tổ chức “%(slug)s” giữ sổ ở đây.", slug=args.org))
        findings: list[dict[str, Any]] = []
        for org_id, slug in keepers:
            async with enter_tenant(database, org_id) as session:
                found = [str(message) for message in await prove_books(session, org_id)]
            findings += [{"org": slug, "finding": sentence} for sentence in found]
        return {"organizations": len(keepers), "is_clean": not findings, "findings": findings}
    finally:
        await database.close()


def describe(result: dict[str, Any]) -> str:
    """How many were checked, and each finding."""
    summary = {name: result[name] for name in ("organizations", "is_clean")}
    findings = ((one["org"], one["finding"]) for one in result["findings"])
    return blocks(pairs(summary), table(("org", "finding"), findings))
