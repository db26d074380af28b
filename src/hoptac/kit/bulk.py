"""Many rows into one table, in statements of many rows each: an import's ten thousand must not wait for each other.

COPY is refused under row-level security and INSERT … SELECT on a distributed database, so this is multi-row VALUES; the
text is made once for each table and size, and the rows go to the driver as they are.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

_MOST_PARAMETERS = 8_000  # of one statement; the protocol allows 32,767, longer texts only cost the planner more


@cache
def _statement(table: str, columns: tuple[str, ...], rows: int) -> str:
    width = len(columns)
    lines = (", ".join(f"${row * width + place}" for place in range(1, width + 1)) for row in range(rows))
    values = ", ".join(f"({line})" for line in lines)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}"  # noqa: S608 - names of mapped columns alone


async def insert_rows(
    session: AsyncSession, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows given as tuples in the order of `columns`, in the values the driver takes."""
    unknown = set(columns) - set(table.columns.keys())
    if unknown:
        raise KeyError(f"{table.name} has no columns {sorted(unknown)}")
    connection = await session.connection()
    size = max(1, _MOST_PARAMETERS // len(columns))
    for start in range(0, len(rows), size):
        batch = rows[start : start + size]
        statement = _statement(table.name, columns, len(batch))
        await connection.exec_driver_sql(statement, tuple(chain.from_iterable(batch)))
