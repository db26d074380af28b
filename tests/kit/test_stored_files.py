"""Files are kept once in an organization, and once in each."""

from datetime import UTC, datetime

from tests.conftest import Cooperative

from hoptac.kit.db import Database
from hoptac.kit.stored_files import get_file, store_file
from hoptac.kit.tenancy import enter_tenant

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


async def test_a_file_is_kept_once_under_its_first_name(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    async with enter_tenant(database, tan_hung.id) as session:
        first = await store_file(session, tan_hung.id, name="a.xlsx", content=b"abc", at=NOW)
        again = await store_file(session, tan_hung.id, name="b.xlsx", content=b"abc", at=NOW)
        other = await store_file(session, tan_hung.id, name="a.xlsx", content=b"abcd", at=NOW)
        assert (again, await get_file(session, tan_hung.id, first)) == (first, ("a.xlsx", b"abc"))
    assert other != first
    async with enter_tenant(database, phu_loi.id) as session:
        assert await store_file(session, phu_loi.id, name="a.xlsx", content=b"abc", at=NOW) != first
