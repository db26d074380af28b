"""The mapped base, the three kinds of table, and the engines: one per database role, never a role switch per request."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, DateTime, MetaData, Text, Uuid
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, mapped_column

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


class Database:
    """The connections of one database role."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_use_lifo=True,
            hide_parameters=True,  # an error is logged, and its parameters are people's names and numbers
            # Statements are prepared once per connection; the default of 100 is too few for the whole app.
            connect_args={"prepared_statement_cache_size": 500},
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """One transaction without a tenant: reference and local tables only (tenant tables show no rows)."""
        async with self._sessions() as session, session.begin():
            yield session

    async def close(self) -> None:
        """Give every connection back."""
        await self.engine.dispose()
