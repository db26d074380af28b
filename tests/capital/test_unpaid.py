"""What is pledged and not paid: what is late, due soon, since when; and the shares that are shown beside a typed amount."""

import io
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.capital.deeds import M
from tests.capital.people import enter_members

from hoptac.capital.queries.unpaid import SOON_DAYS, UnpaidSums, all_unpaid, list_unpaid, sum_unpaid
from hoptac.capital.rules import Capital, Caps, Group, Holding, find_cap_broken, shares_after
from hoptac.kit.calendar import format_date, today
from hoptac.kit.keyset import Bounds, Place

DAY = today()


def ago(days):
    return DAY - timedelta(days=days)


async def names(deeds, standing=""):
    return [row.name for row in await deeds.read(all_unpaid, today=DAY, standing=standing)]


@pytest.fixture
async def people(database, tan_hung, deeds):
    """An: ten million late for five days and ten due in forty, four paid. Bình: due in ten days. Chín: due in sixty days."""
    an, binh, chin = await enter_members(
        database, tan_hung.id, ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín"), joined_on=None
    )
    await deeds.pledge(an, 10 * M, pledged_on=ago(60), due_on=ago(5))
    await deeds.pledge(an, 10 * M, pledged_on=ago(60), due_on=ago(-40))
    await deeds.pay(an, 4 * M)
    await deeds.pledge(binh, 5 * M, pledged_on=ago(60), due_on=ago(-10))
    await deeds.pledge(chin, 5 * M, pledged_on=ago(60), due_on=ago(-60))
    return an, binh, chin


async def test_what_is_late_and_since_when(deeds, people):
    row, *_ = await deeds.read(all_unpaid, today=DAY)
    assert (row.name, row.rest_dong, row.late_dong, row.due_on, row.days_late(DAY)) == (
        "Nguyễn Văn An", 16 * M, 6 * M, ago(5), 5,
    )  # fmt: skip
    assert await names(deeds) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín"]
    assert await names(deeds, "late") == ["Nguyễn Văn An"]
    assert await names(deeds, "soon") == ["Trần Thị Bình"]
    sums = await deeds.read(sum_unpaid, today=DAY, standing="", q="")
    assert sums == UnpaidSums(members=3, rest_dong=26 * M, late_members=1, late_dong=6 * M)
    assert (await deeds.read(sum_unpaid, today=DAY, standing="soon", q="")).rest_dong == 5 * M


async def test_what_is_paid_counts_for_what_was_due_first(deeds, people):
    an, *_ = people
    await deeds.pay(an, 6 * M)
    row, *_ = await deeds.read(all_unpaid, today=DAY)
    assert (row.rest_dong, row.late_dong, row.due_on, row.days_late(DAY)) == (10 * M, 0, ago(-40), 0)
    assert await names(deeds, "late") == []
    await deeds.pay(an, 10 * M)
    assert await names(deeds) == ["Trần Thị Bình", "Lê Văn Chín"]


@pytest.mark.parametrize(("days", "soon"), [(0, True), (SOON_DAYS, True), (SOON_DAYS + 1, False)])
async def test_the_edge_of_soon(deeds, database, tan_hung, days, soon):
    (an,) = await enter_members(database, tan_hung.id, ("Nguyễn Văn An",), joined_on=None)
    await deeds.pledge(an, M, pledged_on=ago(60), due_on=ago(-days))
    assert (await names(deeds, "soon") != []) is soon
    assert await names(deeds, "late") == []


async def test_pages_go_on_where_the_last_ended(deeds, people):
    page = await deeds.read(list_unpaid, today=DAY, standing="", q="", bounds=Bounds())
    first = page.rows[0]
    after = await deeds.read(
        list_unpaid, today=DAY, standing="", q="", bounds=Bounds(after=Place(first.sort_key, first.id))
    )
    assert [row.id for row in after.rows] == [row.id for row in page.rows[1:]]
    last = page.rows[-1]
    before = await deeds.read(
        list_unpaid, today=DAY, standing="", q="", bounds=Bounds(before=Place(last.sort_key, last.id))
    )
    assert [row.id for row in before.rows] == [row.id for row in page.rows[:-1]]


async def test_the_page_and_its_workbook(chair, tan_hung, people):
    page = await chair.get(f"/{tan_hung.slug}/capital/unpaid")
    for said in ("26.000.000", "6.000.000", format_date(ago(5)), "Trần Thị Bình"):
        assert said in page.text
    late = await chair.get(f"/{tan_hung.slug}/capital/unpaid?standing=late&q=an")
    assert "Trần Thị Bình" not in late.text
    nobody = await chair.get(f"/{tan_hung.slug}/capital/unpaid?q=khong-ai")
    assert "Không tìm thấy ai" in nobody.text
    export = await chair.get(f"/{tan_hung.slug}/capital/unpaid/export.xlsx?standing=late")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(export.content)).get_sheet_by_index(0).to_python()
    row = next(row for row in rows if "Nguyễn Văn An" in row)
    assert row[2:6] == [20e6, 4e6, 16e6, 6e6]
    assert row[6] == ago(5)
    assert row[7] == 5
    assert not any("Trần Thị Bình" in row for row in rows)


CAPS = Caps(one_official=30, associates=30, foreign=30, founding_officials=0)
amounts = st.integers(0, 10**9)


@st.composite
def situations(draw):
    """A member inside an organization that holds at least what the member does."""
    kind = draw(st.sampled_from(["official", "associate_contributing"]))
    paid = draw(amounts)
    holding = Holding(kind, paid + draw(amounts), paid, None, draw(st.booleans()))
    group = Group(holding.pledged_dong, holding.paid_dong)

    def at_least(applies):
        return (group if applies else Group()).plus(*(lambda paid: (paid + draw(amounts), paid))(draw(amounts)))

    associates = at_least(kind == "associate_contributing")
    foreign = at_least(holding.is_foreign)
    everyone = Group(
        associates.pledged_dong + foreign.pledged_dong + group.pledged_dong,
        associates.paid_dong + foreign.paid_dong + group.paid_dong,
    )
    return Capital(everyone, associates, foreign, 7), holding


@given(situations(), st.integers(1, 10**9))
@settings(max_examples=300)
def test_shown_as_passed_is_what_the_deed_refuses(situation, amount):
    """A cap that concerns the member is shown as passed exactly where the deed is refused for it (Art. 74.1–74.3)."""
    capital, holding = situation
    for asked in ({"pledged_dong": amount}, {"paid_dong": min(amount, holding.rest_dong)}):
        if not sum(asked.values()):
            continue
        shares = shares_after(capital, holding, CAPS, by_paid="paid_dong" in asked, **asked)
        refused = find_cap_broken(capital, holding, CAPS, **asked)
        assert any(share.is_above and share.concerns for share in shares) is (refused is not None)


async def test_shares_are_shown_while_typing_and_after_sending(chair, tan_hung, founders):
    path = f"/{tan_hung.slug}/capital/{founders[0]}"
    typed = await chair.get(f"{path}/pledges/new?amount_dong=20tr")
    shares = typed.text[typed.text.index('id="shares"') : typed.text.index("</table>")]
    assert "37,50 %" in shares  # 30 of 80 million
    assert "vượt mức" in shares
    assert "Điều 74.1" in shares
    for odd in ("", "abc", "-5", "9" * 40):
        shown = await chair.get(f"{path}/pledges/new", params={"amount_dong": odd})
        assert "16,67 %" in shown.text
        assert "vượt mức" not in shown.text
    form = await chair.get(f"{path}/contributions/new")
    nothing_paid = form.text[form.text.index('id="shares"') : form.text.index("</table>")]
    assert "0,00 %" in nothing_paid  # what is paid counts here, before anything is typed too
    assert "16,67 %" not in nothing_paid
    refused = await chair.submit(form, "/contributions$", {"amount_dong": "40tr"})
    assert refused.status_code == 422
    assert "vượt mức" in refused.text
