"""`hoptac create-person`: a person who can sign in, with seats."""

import argparse
from typing import Any

from hoptac.cli.opening import with_database
from hoptac.cli.printing import pairs
from hoptac.connections import Connections
from hoptac.identity.actions import create_person
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.settings import Settings


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Give a person a sign-in and seats."""
    return with_database(args, settings, _create)


async def _create(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    database = Database(urls.app)
    seats = [(slug, role) for slug, _colon, role in (seat.partition(":") for seat in args.seat)]
    try:
        async with database.begin() as session:
            person_id = await create_person(
                session, name=args.name, phone=args.phone, email=args.email, password=args.password, seats=seats,
                today=today(), now=now(), is_platform_administrator=args.platform_administrator,
            )  # fmt: skip
    finally:
        await database.close()
    return {"id": str(person_id), "seats": args.seat}


def describe(result: dict[str, Any]) -> str:
    """The person's id and seats."""
    return pairs(result)
