"""Statements of the hottest pages and deeds: the text is made once, and the driver runs it itself.

Everything else goes through `session.execute`, which costs a request four to six times as much as the driver alone
(docs/performance.md). A prepared statement runs in the session's own transaction, on its connection, wherever the session
came from `hoptac.kit.tenancy`. Values go to the driver as they are and rows come as its records, to be unpacked.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from asyncpg import Connection, Record
from sqlalchemy import ClauseElement, Executable
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.compiler import SQLCompiler

DRIVER = "driver"
"""Under this key a session's `info` keeps the connection that its transaction runs on."""

Parameters = Mapping[str, Any]


class Prepared:
    """One statement of Core, run without it."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement

    @cached_property
    def _compiled(self) -> SQLCompiler:
        compiled = cast(ClauseElement, self._statement).compile(dialect=dialect())
        if not isinstance(compiled, SQLCompiler) or "POSTCOMPILE" in compiled.string:
            raise TypeError(f"not one text for all values: {compiled}")
        return compiled

    @cached_property
    def text(self) -> str:
        """The SQL, with `$1` for the first value."""
        return self._compiled.string

    @cached_property
    def _places(self) -> list[tuple[str, Any]]:
        """The name and the fixed value, if any, of `$1`, `$2` and so on."""
        fixed = self._compiled.params
        return [(name, fixed[name]) for name in self._compiled.positiontup or ()]

    def values(self, parameters: Parameters) -> list[Any]:
        """The values in the order of the text; raises KeyError for one that is neither given nor fixed."""
        return [parameters[name] if fixed is None else fixed for name, fixed in self._places]

    async def rows(self, session: AsyncSession, parameters: Parameters) -> list[Record]:
        """All rows."""
        return await _driver(session).fetch(self.text, *self.values(parameters))

    async def first(self, session: AsyncSession, parameters: Parameters) -> Record | None:
        """The first row; to be asked of statements that give one at most."""
        rows = await self.rows(session, parameters)
        return rows[0] if rows else None

    async def one(self, session: AsyncSession, parameters: Parameters) -> Record:
        """The only row; raises LookupError when there is none."""
        row = await self.first(session, parameters)
        if row is None:
            raise LookupError(f"no row: {self.text}")
        return row

    async def scalar(self, session: AsyncSession, parameters: Parameters) -> Any:
        """The first column of the first row, None when there is none."""
        row = await self.first(session, parameters)
        return row[0] if row is not None else None

    async def run(self, session: AsyncSession, parameters: Parameters) -> None:
        """Write."""
        await self.rows(session, parameters)


def _driver(session: AsyncSession) -> Connection:
    driver = session.info.get(DRIVER)
    if driver is None:
        raise LookupError("a prepared statement runs in a session of hoptac.kit.tenancy")
    return driver
