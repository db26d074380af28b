"""`hoptac create-org`: an organization that works here itself."""

import argparse
from typing import Any

from hoptac.cli.opening import with_database
from hoptac.cli.printing import pairs
from hoptac.connections import Connections
from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.organizations.actions import found_organization
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Found it."""
    return with_database(args, settings, _create)


async def _create(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    database = Database(urls.app)
    try:
        async with database.begin() as session:
            org_id = await found_organization(
                session, kind=args.kind, slug=args.slug, name=args.name, alliance=args.alliance, area_code=args.area,
                created_at=now(),
            )  # fmt: skip
    finally:
        await database.close()
    return {"id": str(org_id), "slug": args.slug}


def describe(result: dict[str, Any]) -> str:
    """Its id and its address."""
    return pairs(result)
