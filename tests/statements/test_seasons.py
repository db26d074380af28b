"""S17 and S23 by season: its name in the column, the filter on the screen, in the workbook and on paper, nobody else's."""

from datetime import date

import msgspec
import pytest
from sqlalchemy import insert
from tests.ledger.notation import lines, party
from tests.services.conftest import WINTER, enter_season
from tests.statements.story import NOW
from tests.statements.test_pages import cells, sheet
from tests.support.papers import plain, printed_text

from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.ledger import DraftEntry, post_entry
from hoptac.parties.models import Party

SUMMER = "Hè Thu 2026"
YEAR = "from=2026-01-01&to=2026-12-31"
NAMES = {"an": "Nguyễn Văn An", "binh": "Trần Thị Bình"}


@pytest.fixture
async def seasons(database, tan_hung):
    """Costs and services of two seasons and of none: (winter, summer)."""
    async with enter_tenant(database, tan_hung.id) as session:
        winter = await enter_season(session, tan_hung)
        summer = await enter_season(session, tan_hung, SUMMER, date(2026, 4, 20), date(2026, 8, 31))
        for key, name in NAMES.items():
            row = {"org_id": tan_hung.id, "id": party(key), "kind": "individual", "name": name, "created_at": NOW}
            await session.execute(
                insert(Party.__table__), row | {"sort_key": sort_key(name), "search_key": search_key(name)}
            )
        for on, text, season_id in (
            (date(2025, 12, 5), "Nợ 154 / Có 1111 1.000.000", winter),
            (date(2025, 12, 6), "Nợ 154 / Có 1111 2.000.000", None),
            (date(2026, 2, 5), "Nợ 154 / Có 1111 4.000.000", winter),
            (date(2026, 3, 5), "Nợ 131 / Có 5122 700.000 @an", winter),
            (date(2026, 5, 5), "Nợ 154 / Có 1111 8.000.000", summer),
            (date(2026, 5, 6), "Nợ 131 / Có 5122 900.000 @an", summer),
            (date(2026, 5, 7), "Nợ 131 / Có 5122 500.000 @binh", summer),
            (date(2026, 6, 7), "Nợ 6122 / Có 154 3.000.000", winter),
        ):
            draft = DraftEntry(
                entry_on=on, description="Việc", series="GV", source_kind="test", source_id=new_id(), purpose="test",
                lines=tuple(msgspec.structs.replace(one, season_id=season_id) for one in lines(text)),
            )  # fmt: skip
            await post_entry(session, org_id=tan_hung.id, actor_id=new_id(), draft=draft, now=NOW)
    return winter, summer


async def test_the_column_says_the_name(chair, tan_hung, seasons):
    base = f"/{tan_hung.slug}/books"
    cost = cells(await chair.get(f"{base}/S17?{YEAR}"))
    season = cost[0].index("Vụ")
    assert [row[season] for row in cost[1:] if row[season]] == [WINTER, SUMMER, WINTER]
    served = cells(await chair.get(f"{base}/S23?{YEAR}&party={party('an')}"))
    season = served[0].index("Vụ")
    assert [(row[season], row[-1]) for row in served[1:-1]] == [(WINTER, "700.000"), (SUMMER, "900.000")]


async def test_one_season_has_its_own_lines_and_balances(chair, tan_hung, seasons):
    page = await chair.get(f"/{tan_hung.slug}/books/S17?{YEAR}&season={seasons[0]}")
    assert f"Vụ: {WINTER}" in page.text
    assert f'<option value="{seasons[0]}" selected>{WINTER}</option>' in page.text
    rows = cells(page)
    opening = next(row for row in rows if "Số dư đầu kỳ" in row)
    closing = next(row for row in rows if "Số dư cuối kỳ" in row)
    # 1 before the year; 4 spent and 3 taken over in it: 2 left
    assert (opening[-1], closing[-1]) == ("1.000.000", "2.000.000")
    assert SUMMER not in [cell for row in rows for cell in row]
    whole = cells(await chair.get(f"/{tan_hung.slug}/books/S17?{YEAR}&season="))
    assert next(row for row in whole if "Số dư cuối kỳ" in row)[-1] == "12.000.000"


async def test_members_served_in_one_season_lead_to_their_book_of_it(chair, tan_hung, seasons):
    base = f"/{tan_hung.slug}/books/S23?{YEAR}"
    listed = await chair.get(f"{base}&season={seasons[1]}")
    assert cells(listed)[1:] == [
        ["Nguyễn Văn An", "900.000"],
        ["Trần Thị Bình", "500.000"],
        ["Tổng cộng", "1.400.000"],
    ]
    href = next(part.split('"')[1] for part in listed.text.split("<a ") if ">Nguyễn Văn An<" in part)
    book = await chair.get(href.replace("&amp;", "&"))
    assert [row[-1] for row in cells(book)[1:]] == ["900.000", "900.000"]
    assert f"Vụ: {SUMMER}" in book.text
    assert [row[0] for row in cells(await chair.get(f"{base}&season={seasons[0]}"))[1:]] == ["Nguyễn Văn An"]


async def test_workbook_and_paper_follow_the_filter(chair, tan_hung, seasons):
    base = f"/{tan_hung.slug}/books/S17"
    rows = sheet(await chair.get(f"{base}/book.xlsx?{YEAR}&season={seasons[1]}"))
    said = [cell for row in rows for cell in row]
    assert any(f"Vụ: {SUMMER}" in str(cell) for cell in said)
    assert (SUMMER in said, WINTER in said, 8_000_000.0 in said, 4_000_000.0 in said) == (True, False, True, False)
    printed = printed_text((await chair.get(f"{base}/book.pdf?{YEAR}&season={seasons[1]}")).content)
    assert plain(f"Vụ: {SUMMER}") in printed
    assert (plain("8.000.000") in printed, plain("4.000.000") in printed) == (True, False)
    served = sheet(await chair.get(f"/{tan_hung.slug}/books/S23/book.xlsx?{YEAR}&season={seasons[0]}"))
    assert [row[:2] for row in served if row[0] in NAMES.values()] == [["Nguyễn Văn An", 700_000.0]]


async def test_the_filter_is_offered_in_these_two_books_alone_and_keeps_the_days(chair, tan_hung, seasons):
    for code, is_offered in (("S17", True), ("S23", True), ("S16", False), ("S03b", False)):
        page = await chair.get(f"/{tan_hung.slug}/books/{code}?{YEAR}")
        assert ('name="season"' in page.text) is is_offered, code
    page = await chair.get(f"/{tan_hung.slug}/books/S17?{YEAR}")
    form = page.text.split('id="book-season"')[0].rsplit("<form", 1)[1]
    assert 'name="from" value="2026-01-01"' in form
    assert 'name="to" value="2026-12-31"' in form


async def test_another_organizations_season_and_nonsense_are_not_found(chair, database, tan_hung, phu_loi, seasons):
    async with enter_tenant(database, phu_loi.id) as session:
        theirs = await enter_season(session, phu_loi)
    for season in (theirs, new_id(), "x"):
        for place in ("S17", "S23", "S17/book.xlsx", "S17/book.pdf"):
            answer = await chair.client.get(f"/{tan_hung.slug}/books/{place}?{YEAR}&season={season}")
            assert answer.status_code == 404, place
    # Of a book that is not kept per season it is no question at all.
    assert (await chair.get(f"/{tan_hung.slug}/books/S16?{YEAR}&season={theirs}")).status_code == 200
