"""Many rows in few statements, in the real database."""

from datetime import UTC, datetime

import pytest
from tests.conftest import Cooperative

from hoptac.kit.bulk import count_rows, insert_rows
from hoptac.kit.db import Base, Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.parties.models import Party

COLUMNS = ("org_id", "id", "created_at", "kind", "name", "sort_key", "search_key")
PARTIES = Base.metadata.tables[Party.__tablename__]
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def rows(org: Cooperative, count: int) -> list[tuple]:
    return [(org.id, new_id(), NOW, "individual", f"An'; -- {place}", "A", "an") for place in range(count)]


@pytest.mark.parametrize("count", [0, 1, 1_142, 1_143, 3_000])  # 1,142 rows of seven values fill one statement
async def test_every_row_is_written(database: Database, tan_hung: Cooperative, count: int) -> None:
    written = rows(tan_hung, count)
    async with enter_tenant(database, tan_hung.id) as session:
        await insert_rows(session, PARTIES, COLUMNS, written)
        found = await session.execute(PARTIES.select().where(PARTIES.c.org_id == tan_hung.id))
        assert {(row.id, row.name) for row in found} == {(row[1], row[4]) for row in written}


async def test_a_column_that_is_none_is_refused(database: Database, tan_hung: Cooperative) -> None:
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(KeyError, match="nonsense"):
            await insert_rows(session, PARTIES, (*COLUMNS[:-1], "nonsense"), rows(tan_hung, 1))


async def test_whoever_watches_is_told_of_every_statement(database: Database, tan_hung: Cooperative) -> None:
    counted: list[int] = []
    async with enter_tenant(database, tan_hung.id) as session:
        await insert_rows(session, PARTIES, COLUMNS, rows(tan_hung, 5))  # nobody watches yet
        count_rows(session, counted.append)
        await insert_rows(session, PARTIES, COLUMNS, rows(tan_hung, 3_000))
    async with enter_tenant(database, tan_hung.id) as session:  # another transaction, which nobody watches
        await insert_rows(session, PARTIES, COLUMNS, rows(tan_hung, 5))
    assert sum(counted) == 3_000
    assert len(counted) > 3_000 // 1_142
