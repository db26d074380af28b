"""The command line: one command a verb; each opens what it needs, calls an action and prints one result."""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac import running
from hoptac.alliance.importing import import_registry
from hoptac.alliance.indicators import indicators_json
from hoptac.capital.importing import import_file
from hoptac.capital.queries.agreement import list_disagreements
from hoptac.connections import Connections, connections_of
from hoptac.demo import build_demo
from hoptac.identity.actions import create_person
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.language import _
from hoptac.kit.logs import configure_logs
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import check_books
from hoptac.migrating import migrate
from hoptac.organizations.actions import found_organization
from hoptac.organizations.areas import load_areas
from hoptac.organizations.models import KINDS, Organization
from hoptac.settings import Settings

Command = Callable[[argparse.Namespace, Connections], Awaitable[dict[str, Any]]]


class BooksDamaged(Exception):
    """`check-books` found something; the findings are printed and the exit status says it."""


async def find_organization(session: AsyncSession, slug: str) -> Organization:
    """The organization of a slug; raises NotFound with a sentence."""
    found = (await session.execute(select(Organization).where(Organization.slug == slug))).scalar_one_or_none()
    if found is None:
        raise NotFound(_("Không có tổ chức “%(slug)s”.", slug=slug))
    return found


async def _org(database: Database, slug: str) -> Organization:
    async with database.begin() as session:
        return await find_organization(session, slug)


async def run_create_org(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    """Found an organization."""
    database = Database(urls.app)
    async with database.begin() as session:
        org_id = await found_organization(
            session,
            kind=args.kind,
            slug=args.slug,
            name=args.name,
            alliance=args.alliance,
            area_code=args.area,
            created_at=now(),
        )
    await database.close()
    return {"id": str(org_id), "slug": args.slug}


async def run_create_person(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    """Give a person a sign-in and seats."""
    database = Database(urls.app)
    seats = [tuple(seat.split(":", 1)) if ":" in seat else (seat, "") for seat in args.seat]
    async with database.begin() as session:
        person_id = await create_person(
            session,
            name=args.name,
            phone=args.phone,
            email=args.email,
            password=args.password,
            seats=seats,
            today=today(),
            now=now(),
            is_platform_administrator=args.platform_administrator,
        )
    await database.close()
    return {"id": str(person_id), "seats": args.seat}


async def run_import_members(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    """Read a member list and import its good rows."""
    database = Database(urls.app)
    organization = await _org(database, args.org)
    result = await import_file(
        database,
        org_id=organization.id,
        actor_id=SYSTEM,
        content=await asyncio.to_thread(Path(args.file).read_bytes),
        filename=Path(args.file).name,
        dry_run=args.dry_run,
        today=today(),
        now=now(),
    )
    await database.close()
    return result


async def run_import_registry(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    """Read an alliance's yearly list and declare its figures."""
    database = Database(urls.app)
    result = await import_registry(
        database,
        alliance=args.alliance,
        actor_id=SYSTEM,
        content=await asyncio.to_thread(Path(args.file).read_bytes),
        filename=Path(args.file).name,
        year=args.year,
        dry_run=args.dry_run,
        now=now(),
        today=today(),
    )
    await database.close()
    return result


async def run_indicators(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    """Sum an alliance's figures."""
    rollup = Database(urls.rollup)
    result = await indicators_json(rollup, args.alliance, args.year, args.by)
    await rollup.close()
    return result


async def run_check_books(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    """Prove the books of one organization, or of all that keep theirs here."""
    database = Database(urls.app)
    query = select(Organization.id, Organization.slug).where(Organization.keeps_books)
    async with database.begin() as session:
        rows = (await session.execute(query.where(Organization.slug == args.org) if args.org else query)).all()
    if args.org and not rows:
        raise NotFound(_("Không có tổ chức “%(slug)s” giữ sổ ở đây.", slug=args.org))
    findings: list[dict[str, Any]] = []
    for org_id, slug in rows:
        async with enter_tenant(database, org_id) as session:
            findings += [{"org": slug, "finding": str(found.message)} for found in await check_books(session, org_id)]
            for found in await list_disagreements(session, org_id):
                findings.append(
                    {
                        "org": slug,
                        "finding": f"{found.what} {found.party_id}: {found.expected_dong} ≠ {found.found_dong}",
                    }
                )
    await database.close()
    return {"organizations": len(rows), "is_clean": not findings, "findings": findings}


async def run_demo(_args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    """Build the demo organizations if the database is empty."""
    database = Database(urls.app)
    result = await build_demo(database, today=today(), now=now())
    await database.close()
    return result


async def run_areas(urls: Connections) -> None:
    """Load provinces and communes after a migration."""
    database = Database(urls.app)
    async with database.begin() as session:
        await load_areas(session)
    await database.close()


def bring_up_to_date(urls: Connections) -> dict[str, Any]:
    """Migrate and load the areas."""
    migrate(urls.owner)
    asyncio.run(run_areas(urls))
    return {"migrated": True}


def parser() -> argparse.ArgumentParser:
    """Every verb with its words."""
    top = argparse.ArgumentParser(prog="hoptac", description="Members, capital and books of cooperatives.")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print one JSON object")
    shared.add_argument("--data-dir", help="where the embedded database lives (HOPTAC_DATA_DIR)")
    verbs = top.add_subparsers(dest="verb", required=True)

    def verb(name: str, description: str, command: Command | None = None) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=description, description=description, parents=[shared])
        added.set_defaults(command=command)
        return added

    for name, description in (
        ("run", "start everything: database, migrations, demo, worker and web"),
        ("serve", "serve the web app alone"),
    ):
        added = verb(name, description)
        added.add_argument("--port", type=int)
        added.add_argument("--host")
        added.add_argument("--workers", type=int)
    verb("worker", "recompute figures after each change")
    verb("migrate", "bring the database to the newest schema")
    verb("demo", "build the demo organizations if the database is empty", run_demo)
    verb("check-books", "prove that the books are whole", run_check_books).add_argument("--org")

    added = verb("create-org", "found an organization", run_create_org)
    added.add_argument("--kind", required=True, choices=KINDS)
    added.add_argument("--slug", required=True)
    added.add_argument("--name", required=True)
    added.add_argument("--alliance")
    added.add_argument("--area", help="code of a province or commune")
    added = verb("create-person", "give a person a sign-in and seats", run_create_person)
    for name in ("--name", "--password"):
        added.add_argument(name, required=True)
    added.add_argument("--phone")
    added.add_argument("--email")
    added.add_argument("--seat", action="append", default=[], help="ORG:ROLE, may be repeated")
    added.add_argument(
        "--platform-administrator", action="store_true", help="may found organizations and add people in the browser"
    )
    added = verb("import-members", "import a member list", run_import_members)
    added.add_argument("file")
    added.add_argument("--org", required=True)
    added.add_argument("--dry-run", action="store_true")
    added = verb("import-registry", "import an alliance's yearly list", run_import_registry)
    added.add_argument("file")
    added.add_argument("--alliance", required=True)
    added.add_argument("--year", type=int)
    added.add_argument("--dry-run", action="store_true")
    added = verb("indicators", "sum an alliance's figures", run_indicators)
    added.add_argument("--alliance", required=True)
    added.add_argument("--year", type=int, required=True)
    added.add_argument("--by", choices=("area", "field", "kind"), default="area")
    return top


def execute(args: argparse.Namespace) -> dict[str, Any]:
    """Do the verb; returns what is printed."""
    names = ("data_dir", "port", "host", "workers")
    overrides = {name: str(value) for name in names if (value := getattr(args, name, None)) is not None}
    # Worker processes read the environment anew, so what the command line says is written there.
    os.environ.update({f"HOPTAC_{name.upper()}": value for name, value in overrides.items()})
    settings = Settings.from_environment()
    # A command that ends says what it has to say itself; only what keeps running tells what it does.
    configure_logs(settings.log_level or ("" if args.verb in ("run", "serve", "worker") else "warning"))
    if args.verb == "run":
        return running.run(settings, bring_up_to_date)
    if args.verb == "serve":
        return running.serve_alone(settings)
    urls = connections_of(settings)
    if args.verb == "worker":
        return running.work(urls, settings.log_level)
    if args.verb == "migrate":
        return bring_up_to_date(urls)
    bring_up_to_date(urls)
    return asyncio.run(args.command(args, urls))


def main() -> None:
    """Entry point: exit 0 with the result, 1 with a sentence when refused."""
    args = parser().parse_args()
    try:
        result = execute(args)
    except (Refusal, Refusals) as refused:
        sys.stderr.write(f"{refused}\n")
        sys.exit(1)
    except OSError as error:
        sys.stderr.write(f"{error.strerror}: {error.filename}\n")
        sys.exit(1)
    if args.json:
        sys.stdout.write(msgspec.json.encode(result).decode() + "\n")
    elif result:
        for key, value in result.items():
            if key != "rows":
                sys.stdout.write(f"{key}: {value}\n")
    if result.get("is_clean") is False:
        sys.exit(1)
