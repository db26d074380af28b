"""Many rows into one table, in statements of many rows each: an import's ten thousand must not wait for each other.

COPY is refused under row-level security and INSERT … SELECT on a distributed database, so this is multi-row VALUES; the
text is made once for each table and size, and the rows go to the driver as they are. Core's executemany, which walks
every value of every row, takes two to three times as long.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import run_text

_MOST_PARAMETERS = 4_000  # of one statement. 8,000 are no faster, and what a connection keeps prepared is 12 MB more
_FEW = 16
_COUNT = "count_rows"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def count_rows(session: AsyncSession, count: Callable[[int], None]) -> None:
    """From now on, as long as the session lasts, `count` is told how many rows each statement has written: whoever
    writes the rows, in whichever room, need not know that somebody watches."""
    session.info[_COUNT] = count


async def insert_rows(
    session: AsyncSession,
    table: Table,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    *,
    shared: Mapping[str, Any] = _NOTHING,
) -> None:
    """Insert rows given as tuples in the order of `columns`, in the values the driver takes. `shared` are the columns in
    which all rows have the same value: it is sent once a statement. Columns named in neither get their default."""
    await _execute(session, table, columns, rows, shared, "")


async def add_to_rows(
    session: AsyncSession,
    table: Table,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    *,
    added: tuple[str, ...],
    shared: Mapping[str, Any] = _NOTHING,
) -> None:
    """The same, but where a row with this primary key stands already, the columns `added` are added to its own. No key
    may come twice among `rows`."""
    keys = ", ".join(table.primary_key.columns.keys())
    sums = ", ".join(f"{name} = {table.name}.{name} + excluded.{name}" for name in added)
    await _execute(session, table, columns, rows, shared, f" ON CONFLICT ({keys}) DO UPDATE SET {sums}")


async def _execute(
    session: AsyncSession,
    table: Table,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    shared: Mapping[str, Any],
    ending: str,
) -> None:
    unknown = {*columns, *shared} - set(table.columns.keys())
    if unknown:
        raise KeyError(f"{table.name} has no columns {sorted(unknown)}")
    count: Callable[[int], None] | None = session.info.get(_COUNT)
    start = 0
    for size in _sizes(len(rows), len(columns)):
        statement = _statement(table.name, tuple(shared), columns, size, ending)
        values = (*shared.values(), *chain.from_iterable(rows[start : start + size]))
        if size <= _FEW:
            await run_text(session, statement, values)
        else:
            # The driver keeps no statement of such a length prepared for the next batch; SQLAlchemy does.
            await (await session.connection()).exec_driver_sql(statement, values)
        start += size
        if count:
            count(size)


def _sizes(count: int, width: int) -> Iterator[int]:
    """How many rows each statement takes: as many as may be, then ever smaller powers of two, so that the statements a
    connection has prepared fit a list of any length."""
    most = 1 << (_MOST_PARAMETERS // width).bit_length() - 1
    while count:
        size = min(most, 1 << count.bit_length() - 1)
        yield size
        count -= size


@cache
def _statement(table: str, shared: tuple[str, ...], columns: tuple[str, ...], rows: int, ending: str) -> str:
    same = [f"${place}" for place in range(1, len(shared) + 1)]
    numbers = iter(range(len(shared) + 1, len(shared) + rows * len(columns) + 1))
    lines = (", ".join([*same, *(f"${next(numbers)}" for _column in columns)]) for _row in range(rows))
    values = ", ".join(f"({line})" for line in lines)
    return f"INSERT INTO {table} ({', '.join((*shared, *columns))}) VALUES {values}{ending}"  # noqa: S608 - names of mapped columns alone
