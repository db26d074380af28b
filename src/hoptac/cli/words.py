"""Every verb with its words, and where its deed is; nothing here may be slow to load."""

import argparse
from collections.abc import Callable
from typing import NamedTuple

from hoptac.organizations.names import KINDS

Words = argparse.ArgumentParser


class Verb(NamedTuple):
    """One verb: what it does, the module and function that do it, and the words it takes."""

    name: str
    description: str
    module: str
    add_words: Callable[[Words], None] = lambda _words: None


def _serving(words: Words) -> None:
    words.add_argument("--port", type=int)
    words.add_argument("--host")
    words.add_argument("--workers", type=int)


def _books(words: Words) -> None:
    words.add_argument("--org")


def _org(words: Words) -> None:
    words.add_argument("--kind", required=True, choices=KINDS)
    words.add_argument("--slug", required=True)
    words.add_argument("--name", required=True)
    words.add_argument("--alliance", help="slug of the alliance it stands below")
    words.add_argument("--area", help="code of a province or commune")


def _person(words: Words) -> None:
    words.add_argument("--name", required=True)
    words.add_argument("--password", required=True)
    words.add_argument("--phone")
    words.add_argument("--email")
    words.add_argument("--seat", action="append", default=[], metavar="ORG:ROLE", help="may be repeated")
    words.add_argument(
        "--platform-administrator", action="store_true", help="may found organizations and add people in the browser"
    )


def _members(words: Words) -> None:
    words.add_argument("file")
    words.add_argument("--org", required=True)
    words.add_argument("--dry-run", action="store_true", help="say what would be imported, store nothing")


def _opening(words: Words) -> None:
    words.add_argument("file")
    words.add_argument("--org", required=True)
    words.add_argument(
        "--from", dest="first_on", metavar="DATE", help="first day of the books here; else as the file says"
    )
    words.add_argument("--dry-run", action="store_true", help="say what would be posted, store nothing")


def _bank(words: Words) -> None:
    words.add_argument("file")
    words.add_argument("--org", required=True)
    words.add_argument("--account", required=True, help="its ledger account, such as 1121, or its number at the bank")
    words.add_argument("--dry-run", action="store_true", help="say what would be imported, store nothing")


def _registry(words: Words) -> None:
    words.add_argument("file")
    words.add_argument("--alliance", required=True)
    words.add_argument("--year", type=int, help="the one its title names when left out")
    words.add_argument("--dry-run", action="store_true", help="say what would be imported, store nothing")


def _indicators(words: Words) -> None:
    words.add_argument("--alliance", required=True)
    words.add_argument("--year", type=int, required=True)
    words.add_argument("--by", choices=("area", "field", "kind"), default="area")


def _data_key(words: Words) -> None:
    words.add_argument("--resume", action="store_true", help="finish what was begun, without a new key")


def _statements(words: Words) -> None:
    words.add_argument("--org", required=True)
    words.add_argument("--form", required=True, choices=("B01", "B02", "F01", "F02"))
    words.add_argument("--year", type=int, required=True)
    words.add_argument("--as-of", metavar="DATE", help="a day of the year; its last day when left out")


VERBS = (
    Verb("run", "start everything: database, migrations, demo, worker and web", "serving", _serving),
    Verb("serve", "serve the web app alone", "serving", _serving),
    Verb("worker", "do the long work and recompute figures after each change", "serving"),
    Verb("migrate", "bring the database to the newest schema", "migrating"),
    Verb("rotate-data-key", "seal everything sensitive under a new key", "data_key", _data_key),
    Verb("demo", "build the demo organizations if the database is empty", "demo"),
    Verb("check-books", "prove that the books are whole", "books", _books),
    Verb("statements", "read a financial statement", "statements", _statements),
    Verb("create-org", "found an organization", "organizations", _org),
    Verb("create-person", "give a person a sign-in and seats", "people", _person),
    Verb("import-members", "import a member list", "members", _members),
    Verb("import-opening", "import opening balances", "opening_balances", _opening),
    Verb("import-bank", "import a bank statement", "bank", _bank),
    Verb("import-registry", "import an alliance's yearly list", "registry", _registry),
    Verb("indicators", "sum an alliance's figures", "indicators", _indicators),
)


def parser() -> Words:
    """The whole command line."""
    top = Words(prog="hoptac", description="Members, capital and books of cooperatives.")
    shared = Words(add_help=False)
    shared.add_argument("--json", action="store_true", help="print one JSON object")
    shared.add_argument("--data-dir", help="where the embedded database lives (HOPTAC_DATA_DIR)")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        words = verbs.add_parser(verb.name, help=verb.description, description=verb.description, parents=[shared])
        verb.add_words(words)
        words.set_defaults(module=f"hoptac.cli.{verb.module}")
    return top
