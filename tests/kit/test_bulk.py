"""Many rows in few statements, in the real database."""

from datetime import UTC, datetime

import pytest
from tests.conftest import Cooperative

from hoptac.kit.bulk import insert_rows
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
