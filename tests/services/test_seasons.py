"""The register in the database: entered, changed while in use, counted, kept apart and never deleted."""

from datetime import date

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.ledger.notation import line
from tests.services.conftest import NOW, WINTER, WINTER_DAYS, enter_season

from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import DraftEntry, post_entry
from hoptac.services.actions import change_season
from hoptac.services.queries import count_lines, get_season, list_seasons, season_names
from hoptac.services.refusals import SeasonNameTaken, SeasonTooLong
from hoptac.services.rules import SeasonForm, SeasonRow

SUMMER = "Hè Thu 2026"
SUMMER_DAYS = (date(2026, 4, 20), date(2026, 8, 31))


async def spend(session, org, season_id, *rows):
    """Post lines of the notation that name the season."""
    lines = tuple(msgspec.structs.replace(line(row), season_id=season_id) for row in rows)
    draft = DraftEntry(
        entry_on=date(2026, 3, 1), description="Chi phí", series="PC", source_kind="test", source_id=new_id(),
        purpose="test", lines=lines,
    )  # fmt: skip
    return await post_entry(session, org_id=org.id, actor_id=new_id(), draft=draft, now=NOW)


async def change(session, org, season_id, name, days):
    form = SeasonForm(name, *days)
    await change_season(session, org_id=org.id, actor_id=new_id(), now=NOW, season_id=season_id, form=form)


async def test_listed_newest_first_and_counted(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        winter = await enter_season(session, tan_hung)
        summer = await enter_season(session, tan_hung, SUMMER, *SUMMER_DAYS)
        await spend(session, tan_hung, winter, "Nợ 154 / Có 1111 100.000", "Nợ 154 / Có 1111 50.000")
        await spend(session, tan_hung, None, "Nợ 154 / Có 1111 70.000")
        assert await list_seasons(session, tan_hung.id) == [
            SeasonRow(summer, SUMMER, *SUMMER_DAYS),
            SeasonRow(winter, WINTER, *WINTER_DAYS),
        ]
        assert await count_lines(session, tan_hung.id) == {winter: 2}
        assert await season_names(session, tan_hung.id, [winter, None, new_id()]) == {winter: WINTER}


async def test_a_name_is_used_once_however_it_is_written(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        winter = await enter_season(session, tan_hung)
        summer = await enter_season(session, tan_hung, SUMMER, *SUMMER_DAYS)
        with pytest.raises(SeasonNameTaken):
            await enter_season(session, tan_hung, "đông xuân  2025-2026")
        with pytest.raises(SeasonNameTaken):
            await change(session, tan_hung, summer, "Đông Xuân 2025 – 2026", SUMMER_DAYS)
        # Its own name it keeps, and may write it otherwise.
        await change(session, tan_hung, winter, "ĐÔNG XUÂN 2025-2026", WINTER_DAYS)
        assert (await get_season(session, tan_hung.id, winter)).name == "ĐÔNG XUÂN 2025-2026"


async def test_a_season_in_use_changes_its_name_and_days_and_keeps_its_lines(database, tan_hung):
    later = (date(2025, 10, 15), date(2026, 4, 30))
    async with enter_tenant(database, tan_hung.id) as session:
        winter = await enter_season(session, tan_hung)
        await spend(session, tan_hung, winter, "Nợ 154 / Có 1111 100.000")
        await change(session, tan_hung, winter, "Vụ Đông Xuân", later)
        assert await get_season(session, tan_hung.id, winter) == SeasonRow(winter, "Vụ Đông Xuân", *later)
        assert await count_lines(session, tan_hung.id) == {winter: 1}
        with pytest.raises(SeasonTooLong):
            await change(session, tan_hung, winter, "Vụ Đông Xuân", (date(2025, 1, 1), date(2026, 4, 30)))


async def test_what_was_done_is_on_record(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        winter = await enter_season(session, tan_hung)
        await change(session, tan_hung, winter, SUMMER, SUMMER_DAYS)
        found = await session.execute(
            text(
                "SELECT verb, detail->>'name' FROM audit_records WHERE org_id = :org_id AND subject_id = :id ORDER BY id"
            ),
            {"org_id": tan_hung.id, "id": winter},
        )
        assert [tuple(row) for row in found] == [("add_season", WINTER), ("change_season", SUMMER)]


async def test_neighbours_neither_see_nor_change_it_and_may_use_its_name(database, tan_hung, phu_loi):
    async with enter_tenant(database, tan_hung.id) as session:
        winter = await enter_season(session, tan_hung)
    async with enter_tenant(database, phu_loi.id) as session:
        assert await list_seasons(session, phu_loi.id) == []
        # Not even with the neighbour's own organization in the statement.
        assert await list_seasons(session, tan_hung.id) == []
        assert await season_names(session, phu_loi.id, [winter]) == {}
        with pytest.raises(NotFound):
            await change(session, phu_loi, winter, SUMMER, SUMMER_DAYS)
        theirs = await enter_season(session, phu_loi)
        assert [season.id for season in await list_seasons(session, phu_loi.id)] == [theirs]


@pytest.mark.parametrize(
    ("attack", "sqlstate"),
    [
        ("DELETE FROM seasons", "42501"),
        ("UPDATE seasons SET last_on = first_on - 1", "23514"),
        ("UPDATE seasons SET last_on = first_on + 400", "23514"),
        ("UPDATE seasons SET name = ''", "23514"),
        ("UPDATE seasons SET org_id = :other", "42501"),
    ],
)
async def test_the_database_holds_to_it_too(database, tan_hung, phu_loi, attack, sqlstate):
    async with enter_tenant(database, tan_hung.id) as session:
        await enter_season(session, tan_hung)
    with pytest.raises(DBAPIError) as refused:
        async with enter_tenant(database, tan_hung.id) as session:
            await session.execute(text(attack), {"other": phu_loi.id} if ":other" in attack else {})
    assert getattr(refused.value.orig, "sqlstate", "") == sqlstate
