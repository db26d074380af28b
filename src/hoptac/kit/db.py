"""The mapped base, the three kinds of table, and the engines: one per database role, never a role switch per request."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Annotated, Any, cast
from uuid import UUID

from asyncpg import Connection, Record
from sqlalchemy import BigInteger, Date, DateTime, MetaData, Text, Uuid, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, mapped_column

from hoptac.kit.prepared import Parameters, Prepared, Reading

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every mapped table; column types default to those whose operators are leakproof."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy as a class attribute
        int: BigInteger(),
        str: Text(),
        date: Date(),
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
    }


KeyText = Annotated[str, mapped_column(Text(collation="C"))]
"""A key made by the application to sort or search by: compared byte by byte, whatever the server's own collation."""

TENANT: dict[str, Any] = {"info": {"kind": "tenant"}}
"""Rows of one organization: `org_id` first in every key, row-level security forced."""
REFERENCE: dict[str, Any] = {"info": {"kind": "reference"}}
"""Rows shared by all: organizations, areas, people, seats, the law's numbers."""
LOCAL: dict[str, Any] = {"info": {"kind": "local"}}
"""Rows that stay on the coordinator: sessions, sign-in attempts, marks, jobs."""


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The SQL of a closed set of words; text with a check, because the operators of enums are not leakproof."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def _refuse_lost_connection(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
    """The driver knows at once which connections a restarted server has closed: the pool then opens new ones, and no
    request fails. Asking the server instead would cost each request a round trip."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


class Database:
    """The connections of one database role."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_use_lifo=True,
            hide_parameters=True,  # an error is logged, and its parameters are people's names and numbers
            # Statements are prepared once per connection; the defaults of 100 are too few for the whole app.
            connect_args={"prepared_statement_cache_size": 500, "statement_cache_size": 500},
        )
        event.listen(self.engine.sync_engine, "checkout", _refuse_lost_connection)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """One transaction without a tenant: reference and local tables only (tenant tables show no rows)."""
        session = self._sessions()
        try:
            yield session
            await session.commit()
        except BaseException:
            # Given back even when the request is cancelled once more; what was not committed is rolled back.
            await asyncio.shield(session.close())
            raise
        await session.close()

    async def ask(self, statement: Prepared, parameters: Parameters) -> list[Record]:
        """One SELECT on reference and local tables by itself: one round trip, where a transaction takes three."""
        connection = await self.engine.raw_connection()
        try:
            driver = cast(Connection, connection.driver_connection)
            return await driver.fetch(statement.text, *statement.values(parameters))
        finally:
            connection.close()

    @asynccontextmanager
    async def read(self, first: str, value: object) -> AsyncIterator[Reading]:
        """One transaction that only reads, by prepared statements; `first` is its first statement."""
        connection = await self.engine.raw_connection()
        driver = cast(Connection, connection.driver_connection)
        try:
            async with driver.transaction(readonly=True):
                await driver.fetch(first, value)
                yield Reading(driver)
        finally:
            if driver.is_in_transaction():  # given up twice, in the middle of giving up: nobody else may get it so
                connection.invalidate()
            else:
                connection.close()

    async def close(self) -> None:
        """Give every connection back."""
        await self.engine.dispose()
