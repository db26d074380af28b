"""Statements of the hottest pages and deeds: the text is made once, and the driver runs it itself.

Everything else goes through `session.execute`, which costs a request four to six times as much as the driver alone
(docs/performance.md). A prepared statement runs in the session's own transaction, on its connection. Rows come as the
driver's records, to be unpacked.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, cast

from asyncpg import Connection
from sqlalchemy import ClauseElement, Executable
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.compiler import SQLCompiler

DRIVER = "driver"
"""Under this key a session's `info` keeps the connection that its transaction runs on; `hoptac.kit.tenancy` puts it there."""

Parameters = Mapping[str, Any]
_DIALECT = dialect()


class Reading:
    """A transaction that only reads, and only by prepared statements: without a session around it, a page takes a tenth
    less. Made by `hoptac.kit.tenancy`."""

    __slots__ = ("info",)

    def __init__(self, driver: Connection) -> None:
        self.info: dict[Any, Any] = {DRIVER: driver}


Reader = AsyncSession | Reading
"""What prepared statements are read through."""


class _Place(NamedTuple):
    """What stands at `$1`, `$2` and so on."""

    name: str
    fixed: Any
    """The value, where the statement itself says it."""
    process: Callable[[Any], Any] | None
    """Makes of a value what the driver takes; None where it takes the value as it is."""


class Prepared:
    """One statement of Core, run without it."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement

    @cached_property
    def _compiled(self) -> SQLCompiler:
        compiled = cast(SQLCompiler, cast(ClauseElement, self._statement).compile(dialect=_DIALECT))
        if "POSTCOMPILE" in compiled.string:
            raise TypeError(f"an IN has no one text for lists of any length, say = any(…) or several =: {compiled}")
        return compiled

    @cached_property
    def text(self) -> str:
        """The SQL, with `$1` for the first value."""
        return self._compiled.string

    @cached_property
    def _places(self) -> list[_Place]:
        fixed, binds = self._compiled.params, self._compiled.binds
        names = self._compiled.positiontup or ()
        types = {name: binds[name].type.dialect_impl(_DIALECT) for name in names}
        return [_Place(name, fixed[name], types[name].bind_processor(_DIALECT)) for name in names]

    def values(self, parameters: Parameters) -> list[Any]:
        """The values in the order of the text; raises KeyError for one that is neither given nor fixed."""
        values = [parameters[name] if fixed is None else fixed for name, fixed, _process in self._places]
        for at, process in self._processes:
            values[at] = process(values[at])
        return values

    @cached_property
    def _processes(self) -> list[tuple[int, Callable[[Any], Any]]]:
        return [(at, place.process) for at, place in enumerate(self._places) if place.process is not None]

    async def rows(self, session: Reader, parameters: Parameters) -> Sequence[Any]:
        """All rows."""
        driver: Connection | None = session.info.get(DRIVER)
        if driver is not None or isinstance(session, Reading):
            return await cast(Connection, driver).fetch(self.text, *self.values(parameters))
        # Outside of a tenant the session has not begun to speak yet; it does so by itself.
        result = await (await session.connection()).execute(self._statement, dict(parameters))
        return result.all() if result.returns_rows else []

    async def first(self, session: Reader, parameters: Parameters) -> Any:
        """The first row, None when there is none; to be asked of statements that give one at most."""
        rows = await self.rows(session, parameters)
        return rows[0] if rows else None

    async def one(self, session: Reader, parameters: Parameters) -> Any:
        """The only row; raises LookupError when there is none."""
        rows = await self.rows(session, parameters)
        if not rows:
            raise LookupError(f"no row: {self.text}")
        return rows[0]

    async def scalar(self, session: Reader, parameters: Parameters) -> Any:
        """The first column of the first row, None when there is none."""
        rows = await self.rows(session, parameters)
        return rows[0][0] if rows else None

    async def run(self, session: AsyncSession, parameters: Parameters) -> None:
        """Write."""
        await self.rows(session, parameters)


async def run_text(session: Reader, text: str, values: Sequence[Any]) -> None:
    """Run SQL with `$1` for the first value, in the values the driver takes."""
    driver: Connection | None = session.info.get(DRIVER)
    if driver is not None or isinstance(session, Reading):
        await cast(Connection, driver).fetch(text, *values)
    else:
        await (await session.connection()).exec_driver_sql(text, tuple(values))
