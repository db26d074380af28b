"""Alembic's environment: the app's metadata, over the owner's connection handed in by `hoptac migrate`."""

import asyncio

from alembic import context
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from hoptac.schema import metadata

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('hoptac.migrations'))"


def run(connection: Connection) -> None:
    """Migrate in one transaction, waiting at most ten seconds for a lock so that a long read cannot queue everybody.

    Another migration at work is waited for, and then there is nothing left to do.
    """
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        connection.exec_driver_sql(ONE_AT_A_TIME)
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
        context.run_migrations()


async def connect(url: str) -> None:
    """Open the owner's connection and migrate through it."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


asyncio.run(connect(context.config.get_main_option("sqlalchemy.url") or ""))
