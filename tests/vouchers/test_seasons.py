"""The season of a line in the grid: by the day, chosen, none; shown, kept in corrections, refused where it is a neighbour's."""

from datetime import timedelta

import msgspec
import pytest
from tests.conftest import PASSWORD, seat_person
from tests.services.conftest import WINTER, enter_season
from tests.vouchers.test_pages import filled, write

from hoptac.kit.calendar import format_date, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import get_entry
from hoptac.ledger.entries import entry_hash, net_lines
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.services.rules import BY_DAY
from hoptac.vouchers.queries import get_voucher

COST, CASH = ("154", "1111", "300.000"), ("1121", "1111", "200.000")
OLD = "Vụ trước"


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


@pytest.fixture
async def seasons(database, tan_hung):
    """(the season under way, the one before it)"""
    begins = today() - timedelta(days=30)
    async with enter_tenant(database, tan_hung.id) as session:
        under_way = await enter_season(session, tan_hung, WINTER, begins, today() + timedelta(days=60))
        before = await enter_season(session, tan_hung, OLD, begins - timedelta(days=90), begins - timedelta(days=1))
    return under_way, before


async def kept(database, org, answer):
    """The seasons of the lines of a voucher that was kept or posted."""
    some_id = answer.url.path.rsplit("/", 1)[1]
    async with enter_tenant(database, org.id) as session:
        lines = (await get_voucher(session, org.id, some_id)).form().lines
    return [line.season_id for line in lines]


async def in_books(database, org, answer):
    async with enter_tenant(database, org.id) as session:
        _entry, lines = await get_entry(session, org.id, answer.url.path.rsplit("/", 1)[1])
    return [line.season_id for line in lines]


async def test_without_seasons_the_grid_asks_for_none(accountant, tan_hung):
    page = await accountant.get(f"/{tan_hung.slug}/vouchers/new")
    assert 'name="season-0"' not in page.text
    done = await write(accountant, tan_hung, filled(COST) | {"season-0": BY_DAY}, kind="general")
    assert "Đã ghi sổ" in done.text
    assert "Vụ:" not in done.text


async def test_left_alone_a_line_of_cost_has_the_season_of_its_day_and_money_has_none(
    accountant, database, tan_hung, seasons
):
    done = await write(accountant, tan_hung, filled(COST, CASH), kind="general")
    assert await in_books(database, tan_hung, done) == [seasons[0], None]
    assert done.text.count(f"Vụ: {WINTER}") == 1
    back = format_date(today() - timedelta(days=40))
    earlier = await write(accountant, tan_hung, filled(COST, voucher_on=back), kind="general")
    assert await in_books(database, tan_hung, earlier) == [seasons[1]]


async def test_on_a_day_of_two_seasons_none_is_guessed(accountant, database, tan_hung, seasons):
    async with enter_tenant(database, tan_hung.id) as session:
        await enter_season(session, tan_hung, "Vụ cây ăn trái", today(), today())
    done = await write(accountant, tan_hung, filled(COST), kind="general")
    assert await in_books(database, tan_hung, done) == [None]


async def test_what_is_chosen_counts_whatever_the_day(accountant, database, tan_hung, seasons):
    chosen = {"season-0": str(seasons[1]), "season-1": "", "season-2": str(seasons[0])}
    done = await write(accountant, tan_hung, filled(COST, COST, CASH) | chosen, kind="general")
    assert await in_books(database, tan_hung, done) == [seasons[1], None, seasons[0]]
    assert f"Vụ: {OLD}" in done.text


async def test_a_draft_shows_what_was_chosen_and_changes_it(accountant, database, tan_hung, seasons):
    draft = await write(accountant, tan_hung, filled(COST, CASH), kind="general", deed="keep")
    assert await kept(database, tan_hung, draft) == [seasons[0], None]
    grid = await accountant.get(f"{draft.url.path}/edit")
    assert f'<option value="{seasons[0]}" selected>{WINTER}</option>' in grid.text
    changed = await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", {"season-0": str(seasons[1]), "deed": "keep"})
    assert await kept(database, tan_hung, changed) == [seasons[1], None]


async def test_a_correction_keeps_it_or_moves_it_to_another(accountant, database, tan_hung, seasons):
    posted = await write(accountant, tan_hung, filled(COST), kind="general")
    grid = await accountant.submit(posted, "/correction$", {})
    await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", {"amount-0": "250.000", "deed": "post"})
    entry_id = posted.url.path.rsplit("/", 1)[1]

    async def standing():
        async with enter_tenant(database, tan_hung.id) as session:
            lines = net_lines(await lines_with_adjustments(session, tan_hung.id, entry_id))
        return [(line.amount_dong, line.season_id) for line in lines]

    assert await standing() == [(250_000, seasons[0])]
    again = await accountant.submit(await accountant.get(posted.url.path), "/correction$", {})
    await accountant.submit(again, "/vouchers/[0-9a-f-]+$", {"season-0": str(seasons[1]), "deed": "post"})
    assert await standing() == [(250_000, seasons[1])]


async def test_a_neighbours_season_and_nonsense_are_refused_beside_the_line(
    accountant, database, tan_hung, phu_loi, seasons
):
    async with enter_tenant(database, phu_loi.id) as session:
        theirs = await enter_season(session, phu_loi)
    for said in (str(theirs), str(new_id()), WINTER):
        refused = await write(accountant, tan_hung, filled(COST, COST) | {"season-1": said}, kind="general")
        assert refused.status_code == 422
        assert "Dòng 2: Không tìm thấy vụ đã chọn." in refused.text
        assert 'value="300.000"' in refused.text


async def test_the_season_is_part_of_what_an_entrys_hash_covers(accountant, database, tan_hung, seasons):
    done = await write(accountant, tan_hung, filled(COST), kind="general")
    async with enter_tenant(database, tan_hung.id) as session:
        entry, lines = await get_entry(session, tan_hung.id, done.url.path.rsplit("/", 1)[1])
    moved = [msgspec.structs.replace(lines[0], season_id=seasons[1])]
    of_books, of_moved = (
        entry_hash(entry.previous_hash, entry.place(tan_hung.id), entry.draft(found)) for found in (lines, moved)
    )
    assert of_books == entry.hash
    assert of_moved != entry.hash
