"""Mappings are remembered for one kind of list of one organization."""

from tests.conftest import Cooperative

from hoptac.kit.db import Database
from hoptac.kit.imports import find_mapping, remember_mapping
from hoptac.kit.tables import Mapping, TableMapping
from hoptac.kit.tenancy import enter_tenant


def mapping(field: str) -> Mapping:
    return Mapping((TableMapping("DS", 1, 1, 2, 9, {0: field}, {}, "", "one"),), "shape")


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
