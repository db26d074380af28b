"""Inserting thousands of rows at once: one statement for two hundred rows halves the time of one statement per row.

Measured on 10,000 lines: row by row 0.41 s, 50 rows 0.26 s, 200 rows 0.22 s, 1,000 rows 0.28 s. The app's role may
neither COPY under row-level security nor, on a distributed database, insert from an unnested array.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.asyncio import AsyncSession

ROWS_PER_STATEMENT = 200


class BatchInsert:
    """An insert of any number of whole rows, given as tuples in the order of the table's columns."""

    def __init__(self, statement: Insert, table: Table) -> None:
        self._statement = statement
        self._columns = tuple(table.columns.keys())

    async def execute(self, session: AsyncSession, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert the rows: whole batches first, the rest row by row in one message."""
        whole = len(rows) - len(rows) % ROWS_PER_STATEMENT
        if whole:
            connection = await session.connection()
            for start in range(0, whole, ROWS_PER_STATEMENT):
                batch = rows[start : start + ROWS_PER_STATEMENT]
                await connection.exec_driver_sql(self._of_batch, tuple(value for row in batch for value in row))
        if whole < len(rows):
            rest = [dict(zip(self._columns, row, strict=True)) for row in rows[whole:]]
            await session.execute(self._statement, rest)

    @cached_property
    def _of_batch(self) -> str:
        """The statement for a whole batch, compiled once: Core would walk its thousands of parameters at each use."""
        some_row = dict.fromkeys(self._columns)
        compiled = self._statement.values([some_row] * ROWS_PER_STATEMENT).compile(dialect=dialect())
        return str(compiled)
