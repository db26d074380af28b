"""Files are kept once, and mappings are remembered for one kind of list of one organization."""

from datetime import UTC, datetime

from tests.conftest import Cooperative

from hoptac.kit.db import Database
from hoptac.kit.imports import find_mapping, get_file, remember_mapping, store_file
from hoptac.kit.tables import Mapping, TableMapping
from hoptac.kit.tenancy import enter_tenant

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def mapping(field: str) -> Mapping:
    return Mapping((TableMapping("DS", 1, 1, 2, 9, {0: field}, {}, "", "one"),), "shape")


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


async def test_the_last_confirmed_mapping_is_remembered_for_its_kind_of_list(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    async with enter_tenant(database, tan_hung.id) as session:
        for list_kind, field in (("members", "name"), ("registry", "kind"), ("members", "surname")):
            await remember_mapping(session, tan_hung.id, list_kind, mapping(field))
        assert await find_mapping(session, tan_hung.id, "members", "shape") == mapping("surname")
        assert await find_mapping(session, tan_hung.id, "registry", "shape") == mapping("kind")
        assert await find_mapping(session, tan_hung.id, "members", "another") is None
    async with enter_tenant(database, phu_loi.id) as session:
        assert await find_mapping(session, phu_loi.id, "members", "shape") is None
