"""The organizations that a command is about: those that keep their books here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from hoptac.connections import Connections
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.organizations.queries import list_bookkeepers


@asynccontextmanager
async def bookkeepers(urls: Connections, slug: str | None) -> AsyncIterator[tuple[Database, list[tuple[UUID, str]]]]:
    """The database, and the id and slug of all of them or of the one named. Raises NotFound."""
    database = Database(urls.app)
    try:
        async with database.begin() as session:
            found = await list_bookkeepers(session, slug)
        if slug and not found:
            raise NotFound(_("Không có tổ chức “%(slug)s” giữ sổ ở đây.", slug=slug))
        yield database, found
    finally:
        await database.close()


@asynccontextmanager
async def bookkeeper(urls: Connections, slug: str) -> AsyncIterator[tuple[Database, UUID]]:
    """The database and the id of the one named. Raises NotFound."""
    async with bookkeepers(urls, slug) as (database, found):
        yield database, found[0][0]
