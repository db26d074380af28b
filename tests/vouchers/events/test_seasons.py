"""The season of an event: asked where it makes sense and where there are seasons, by the day or chosen, shown in the proposal."""

from datetime import timedelta

import pytest
from tests.services.conftest import WINTER, enter_season
from tests.vouchers.events.recording import errors, posted, record

from hoptac.kit.calendar import format_date, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.services.rules import BY_DAY
from hoptac.vouchers.events.model import codes_of
from hoptac.vouchers.events.table import EVENTS

OLD = "Vụ trước"
WAGES = {"party": "binh", "amount": "3.000.000", "purpose": "work"}
OF_NO_SEASON = {"SUP-05", "SUP-09", "DED-03", "COL-03", "LOAN-01", "LOAN-02", "ILN-02", "ILN-03", "PRV-01", "VAT-02"}
"""What moves such an account and belongs to a year rather than to a season: subsidies, loans, taxes, what is held for others."""


@pytest.fixture
async def seasons(database, furnished):
    begins = today() - timedelta(days=30)
    async with enter_tenant(database, furnished.id) as session:
        under_way = await enter_season(session, furnished, WINTER, begins, today() + timedelta(days=60))
        before = await enter_season(session, furnished, OLD, begins - timedelta(days=90), begins - timedelta(days=1))
    return under_way, before


async def in_books(database, org):
    """(debit, credit, season) of every line in the order of posting."""
    found = await posted(database, org)
    return [
        (line.debit_account, line.credit_account, line.season_id)
        for _series, _purpose, lines in found
        for line in lines
    ]


def test_every_event_of_goods_production_and_sales_asks_and_no_other():
    seasonal = ("152", "154", "156", "157", "511", "512", "521", "611", "612")
    moving = {
        event.id
        for event in EVENTS.values()
        if event.place == "form"
        and any(
            code.startswith(seasonal)
            for pair in event.pairs
            for side in (pair.debit, pair.credit)
            for code in codes_of(event, side)
        )
    }
    assert moving >= OF_NO_SEASON
    assert {event.id for event in EVENTS.values() if event.question("season")} == moving - OF_NO_SEASON


async def test_without_seasons_nobody_is_asked(accountant, database, furnished):
    page = await accountant.get(f"/{furnished.slug}/vouchers/events/LAB-01")
    assert 'name="season"' not in page.text
    await record(accountant, furnished, "LAB-01", WAGES | {"season": str(new_id())})
    assert await in_books(database, furnished) == [("154", "334", None)]


async def test_left_alone_it_is_the_season_of_the_day_on_the_lines_that_are_looked_at_by_season(
    accountant, database, furnished, seasons
):
    page = await accountant.get(f"/{furnished.slug}/vouchers/events/LAB-01")
    assert f'<option value="{BY_DAY}" selected>' in page.text
    asked = await record(accountant, furnished, "LAB-01", WAGES, deed="preview")
    assert f"Vụ: {WINTER}" in asked.text
    await record(accountant, furnished, "LAB-01", WAGES)
    await record(accountant, furnished, "LAB-01", WAGES | {"purpose": "management"})
    earlier = {"voucher_on": format_date(today() - timedelta(days=31))}
    await record(accountant, furnished, "LAB-01", WAGES | earlier)
    assert await in_books(database, furnished) == [
        ("154", "334", seasons[0]),
        ("642", "334", None),
        ("154", "334", seasons[1]),
    ]


async def test_what_is_chosen_stands_on_every_line_and_is_shown_again(accountant, database, furnished, seasons):
    sale = {"party": "cty", "what": "services", "amount": "900.000", "through": "cash", "season": str(seasons[1])}
    asked = await record(accountant, furnished, "SAL-06", sale, deed="preview")
    assert f'<option value="{seasons[1]}" selected>{OLD}</option>' in asked.text
    assert f"Vụ: {OLD}" in asked.text
    await record(accountant, furnished, "SAL-06", sale)
    await record(accountant, furnished, "SAL-06", sale | {"season": ""})
    assert await in_books(database, furnished) == [("1111", "5113", seasons[1]), ("1111", "5113", None)]


async def test_a_neighbours_season_is_refused_beside_the_question(accountant, database, furnished, phu_loi, seasons):
    async with enter_tenant(database, phu_loi.id) as session:
        theirs = await enter_season(session, phu_loi)
    refused = await record(accountant, furnished, "LAB-01", WAGES | {"season": str(theirs)})
    assert refused.status_code == 422
    assert errors(refused) == ["Không tìm thấy vụ đã chọn. Hãy chọn lại trong danh sách."]
    assert 'value="3.000.000"' in refused.text
    assert await in_books(database, furnished) == []


async def test_opened_in_the_grid_it_goes_along(accountant, furnished, seasons):
    grid = await record(accountant, furnished, "LAB-01", WAGES | {"season": str(seasons[1])}, deed="keep")
    assert f'<option value="{seasons[1]}" selected>{OLD}</option>' in grid.text
