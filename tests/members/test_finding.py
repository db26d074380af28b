"""Finding a member by the whole identity number, and lists that come after somebody has left or two records were merged."""

from datetime import date

import pytest
from sqlalchemy import text
from tests.capital.merges.test_merges import Merging
from tests.capital.people import enter_members
from tests.conftest import Cooperative
from tests.members.imports.test_importing import TWO, imported
from tests.members.memberships.test_memberships import ended
from tests.members.reading.workbooks import identity_number
from tests.support.web import Browser

from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.queries import count_members, find_holder_of_number


async def test_a_whole_identity_number_finds_its_member(
    chair: Browser, database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    await enter_members(database, tan_hung.id, ("Trần Văn An",), identity_number=identity_number(1))
    await enter_members(database, tan_hung.id, ("Lê Thị Bé",), identity_number=identity_number(2))
    await enter_members(database, phu_loi.id, ("Phan Thị Mơ",), identity_number=identity_number(3))
    path = f"/{tan_hung.slug}/members"
    found = await chair.get(path, params={"q": identity_number(1)})
    assert "Trần Văn An" in found.text
    assert "Lê Thị Bé" not in found.text
    spaced = identity_number(2)[:6] + " " + identity_number(2)[6:]
    assert "Lê Thị Bé" in (await chair.get(path, params={"q": spaced})).text
    for nobody in (identity_number(3), identity_number(1)[:-1], identity_number(1)[:9]):
        shown = await chair.get(path, params={"q": nobody})
        assert not any(name in shown.text for name in ("Trần Văn An", "Lê Thị Bé", "Phan Thị Mơ"))


@pytest.mark.parametrize("typed", ["TH-030", "th 030", "030", "th030", "0939 358 063", "+84 939.358.063", "0939358"])
async def test_a_number_however_it_is_written_finds_its_member(
    chair: Browser, database: Database, tan_hung: Cooperative, typed: str
) -> None:
    (anh,) = await enter_members(database, tan_hung.id, ("Trần Thị Ánh",), phone="0939358063")
    (ba,) = await enter_members(database, tan_hung.id, ("Thái Văn Ba",), phone="0939358999")
    async with enter_tenant(database, tan_hung.id) as session:
        for party_id, number in ((anh, "TH-030"), (ba, "TH-003")):
            of = {"party_id": party_id, "number": number}
            await session.execute(text("UPDATE members SET number = :number WHERE party_id = :party_id"), of)
    looked = ["members"] if typed.startswith(("+84", "09")) else ["members", "capital", "capital/certificates/issued"]
    for place in (*looked, "members/register", "member-access"):
        shown = await chair.get(f"/{tan_hung.slug}/{place}", params={"q": typed})
        if place != "capital/certificates/issued":
            assert "Trần Thị Ánh" in shown.text, place
        assert ("Thái Văn Ba" in shown.text) is (typed == "0939358"), place


async def test_a_list_can_come_after_somebody_has_left(database: Database, tan_hung: Cooperative) -> None:
    (gone,) = await enter_members(database, tan_hung.id, ("Phan Thị Mơ",))
    await ended(database, tan_hung, gone, date(2025, 9, 1))
    result = await imported(database, tan_hung, TWO)
    assert (result["accepted"], result["needs_a_decision"]) == (2, 0)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await count_members(session, tan_hung.id) == 2
        assert await count_members(session, tan_hung.id, has_left=True) == 1


async def test_a_list_with_the_number_of_a_merged_record_meets_the_one_that_was_kept(
    database: Database, tan_hung: Cooperative
) -> None:
    await imported(database, tan_hung, TWO)
    (kept,) = await enter_members(database, tan_hung.id, ("Trần Văn Ân",))
    async with enter_tenant(database, tan_hung.id) as session:
        old = await find_holder_of_number(session, tan_hung.id, "A1")
    assert old
    await Merging(database, tan_hung.id).merge(kept, old[0], taken=("identity_number",))
    again = await imported(database, tan_hung, TWO)
    assert (again["accepted"], again["needs_a_decision"], again["unchanged"]) == (0, 0, 2)
