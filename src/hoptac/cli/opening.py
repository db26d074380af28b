"""Opening the database for a command: the server up, the tables those of this program, and what fails said in a sentence."""

import argparse
import importlib
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError

from hoptac.connections import Connections, connections_of, hold_database
from hoptac.data_keys import install_keys, prove_keys
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.processes import run_async
from hoptac.readiness import SchemaAhead, SchemaBehind, state_of
from hoptac.settings import Settings

Command = Callable[[argparse.Namespace, Connections], Coroutine[Any, Any, dict[str, Any]]]

# Classes of SQLSTATE that speak of the server and not of our statement: connection lost, out of room, shut down, broken
# disk. 55P03: somebody else held a lock for too long.
_OF_THE_SERVER = ("08", "53", "57", "58", "55P03")


class DatabaseFailed(Refusal):
    """The server went away, or has no room, in the middle of the command; what was not committed is undone."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _(
                "Cơ sở dữ liệu ngừng giữa chừng; việc chưa xong đã được bỏ. Hãy chạy lại. Máy báo: %(reason)s",
                reason=reason,
            )
        )


@contextmanager
def telling_failures() -> Iterator[None]:
    """Turn what happens to the server into a sentence; errors of our own statements stay what they are."""
    try:
        yield
    except DBAPIError as error:
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if error.connection_invalidated or state.startswith(_OF_THE_SERVER):
            raise DatabaseFailed(str(getattr(error.orig, "__cause__", None) or error.orig)) from error
        raise


def prepare(urls: Connections, settings: Settings, *, may_migrate: bool = False) -> None:
    """Have the tables of this program. The embedded database is migrated whenever it is behind; an outside one only by a
    command whose business it is. Raises SchemaAhead, SchemaBehind, DatabaseUnreachable, ServerTooOld, and where the data
    key is missing, unreadable or another one."""
    state = run_async(_state, urls.app)
    if state == "ahead":
        raise SchemaAhead
    install_keys(settings)
    if state == "behind":
        if settings.database_url and not may_migrate:
            raise SchemaBehind
        bring_up_to_date(urls)
    run_async(_prove, urls.app)


def bring_up_to_date(urls: Connections) -> dict[str, Any]:
    """Migrate and load the areas. What this needs is slow to load, and most commands do not need it."""
    return importlib.import_module("hoptac.migrating").bring_up_to_date(urls)


def with_database(args: argparse.Namespace, settings: Settings, command: Command) -> dict[str, Any]:
    """Do the deed of one command over a database that is ready for it."""
    with telling_failures(), hold_database(settings):
        urls = connections_of(settings)
        prepare(urls, settings)
        return run_async(command, args, urls)


async def _state(url: str) -> Any:
    database = Database(url, pool_size=1)
    try:
        return await state_of(database)
    finally:
        await database.close()


async def _prove(url: str) -> None:
    database = Database(url, pool_size=1)
    try:
        await prove_keys(database)
    finally:
        await database.close()
