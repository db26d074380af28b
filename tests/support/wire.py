"""Counting what goes over the wire: a socket between the app and PostgreSQL that sees each message on its way.

A round trip is a message that PostgreSQL answers by saying that it is ready: a simple query, or the Sync that ends the
parts of a prepared one. Whatever sends them, through whatever library, is counted alike.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import make_url

from hoptac.kit.postgres import EmbeddedServer

_SIMPLE_QUERY, _SYNC = b"Q", b"S"


class Wire:
    """The socket's folder takes the place of the server's; `round_trips` counts from the last reset on."""

    def __init__(self, server: EmbeddedServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.round_trips = 0

    def url(self, role: str) -> str:
        """The server's address for a role, over this wire."""
        url = make_url(self.server.url(role))
        return url.update_query_dict({"host": str(self.folder)}).render_as_string(hide_password=False)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = self.server.socket_dir / f".s.PGSQL.{self.server.port}"
        from_server, to_server = await asyncio.open_unix_connection(path)
        await asyncio.gather(_pass_on(from_server, writer), self._count(reader, to_server))

    async def _count(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            kind = b""  # the first message, which opens the connection, has no letter
            while True:
                length = await reader.readexactly(4)
                writer.write(kind + length + await reader.readexactly(int.from_bytes(length) - 4))
                await writer.drain()
                self.round_trips += kind in (_SIMPLE_QUERY, _SYNC)
                kind = await reader.readexactly(1)
        writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def wire_to(server: EmbeddedServer, folder: Path) -> AsyncIterator[Wire]:
    """The wire, while the block runs."""
    wire = Wire(server, folder)
    listening = await asyncio.start_unix_server(wire._carry, folder / f".s.PGSQL.{server.port}")
    try:
        yield wire
    finally:
        listening.close()
