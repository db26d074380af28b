"""Entering one organization: the only doors through which rows of a tenant can be reached.

The database keeps tenants apart (row-level security, forced); this module only says which organization a transaction is
in. `set_tenant()` runs `SET LOCAL` inside, so the setting dies with the transaction and a pooled connection starts empty.
There are three callers: the web's session dependency, the worker and the command line. Pages that only read, by prepared
statements alone, enter by `read_tenant` and `read_alliance`, which cost less.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from hoptac.kit.db import Database
from hoptac.kit.prepared import DRIVER, Reader, Reading, run_text

_entered: ContextVar[UUID | None] = ContextVar("entered_tenant", default=None)

SET_TENANT = "SELECT set_tenant($1)"
SET_ALLIANCE = "SELECT set_alliance_path($1)"

Visit = Callable[[UUID], Awaitable[None]]
"""Goes from one organization of a sweep into the next."""


class AlreadyInATenant(RuntimeError):
    """A second organization was entered inside the first: a programming error, never a user's."""


@asynccontextmanager
async def enter_tenant(database: Database, org_id: UUID) -> AsyncIterator[AsyncSession]:
    """One transaction inside one organization; commits on leaving, rolls back on an error.

    Raises AlreadyInATenant when the task is inside an organization already, the same one included: a nested transaction
    would commit apart from the outer one and half-done work could stay.
    """
    if _entered.get() is not None:
        raise AlreadyInATenant(f"already inside {_entered.get()}, cannot enter {org_id}")
    token = _entered.set(org_id)
    try:
        async with database.begin() as session:
            await _set(session, SET_TENANT, org_id)
            session.info["org_id"] = org_id
            yield session
    finally:
        _entered.reset(token)


@asynccontextmanager
async def sweep_tenants(database: Database) -> AsyncIterator[tuple[AsyncSession, Visit]]:
    """One transaction that visits many organizations one after the other: `await visit(org_id)` before each.

    For an alliance's yearly list, where a thousand organizations get their declared figures together or not at all.
    """
    if _entered.get() is not None:
        raise AlreadyInATenant(f"already inside {_entered.get()}, cannot sweep")
    async with database.begin() as session:

        async def visit(org_id: UUID) -> None:
            if DRIVER in session.info:
                await run_text(session, SET_TENANT, (org_id,))
            else:
                await _set(session, SET_TENANT, org_id)
            session.info["org_id"] = org_id

        yield session, visit


@asynccontextmanager
async def enter_alliance(rollup: Database, alliance_path: str) -> AsyncIterator[AsyncSession]:
    """One read of figures as the roll-up role, which sees the rows under an alliance's path and nothing else."""
    async with rollup.begin() as session:
        await _set(session, SET_ALLIANCE, alliance_path)
        yield session


@asynccontextmanager
async def read_tenant(database: Database, org_id: UUID) -> AsyncIterator[Reading]:
    """One transaction inside one organization that can only read. Raises AlreadyInATenant as `enter_tenant` does."""
    if _entered.get() is not None:
        raise AlreadyInATenant(f"already inside {_entered.get()}, cannot read {org_id}")
    async with database.read(SET_TENANT, org_id) as reading:
        yield reading


@asynccontextmanager
async def read_alliance(rollup: Database, alliance_path: str) -> AsyncIterator[Reading]:
    """The same as the roll-up role, which sees the rows under an alliance's path and nothing else."""
    async with rollup.read(SET_ALLIANCE, alliance_path) as reading:
        yield reading


async def plan_anew(session: Reader) -> None:
    """From here on in this transaction every statement is planned for its own values.

    PostgreSQL plans a prepared statement a few times and then keeps one plan for all values. Over an alliance of 300
    organizations and one of 32,000 no plan is right for both: the small one would be read like the large one.
    """
    await run_text(session, "SET LOCAL plan_cache_mode = force_custom_plan", ())


async def _set(session: AsyncSession, statement: str, value: UUID | str) -> None:
    """The first statement of the transaction, a message of its own; from here on prepared statements may run in it."""
    await session.run_sync(_begin, statement, value)


def _begin(session: Session, statement: str, value: UUID | str) -> None:
    connection = session.connection().connection
    cursor = connection.cursor()
    cursor.execute(statement, (value,))
    cursor.close()
    session.info[DRIVER] = connection.driver_connection
