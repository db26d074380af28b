"""The list shows who is a member; who has left is found under a filter of its own."""

from datetime import timedelta

from tests.capital.people import enter_members
from tests.capital.settlements.leaving import Leaving

from hoptac.kit.calendar import format_date, today
from hoptac.members.queries import count_members, list_all_members, list_members

NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn An", "Phạm Thị Dung")


async def test_who_has_left_is_listed_apart(database, tan_hung, chair):
    deeds = Leaving(database, tan_hung.id)
    parties = await enter_members(database, tan_hung.id, NAMES)
    day = today() - timedelta(days=1)
    await deeds.leave(parties[0], left_on=day, requested_on=day, decided_on=day)
    await deeds.leave(parties[3])

    async def names(**asked):
        return [row.name for row in (await deeds.read(list_members, **asked)).rows]

    assert await names() == ["Lê Văn An", "Trần Thị Bình"]
    assert await names(has_left=True) == ["Nguyễn Văn An", "Phạm Thị Dung"]
    assert await names(has_left=True, sort="joined_on") == ["Nguyễn Văn An", "Phạm Thị Dung"]
    assert await names(q="an") == ["Lê Văn An"]
    assert await names(q="an", has_left=True) == ["Nguyễn Văn An"]
    counts = [await deeds.read(count_members, q, has_left=has_left) for q in ("", "an") for has_left in (False, True)]
    assert counts == [2, 2, 1, 1]
    assert [member.name for member in await deeds.read(list_all_members)] == ["Lê Văn An", "Trần Thị Bình"]

    page = await chair.get(f"/{tan_hung.slug}/members")
    assert "2 thành viên" in page.text
    assert "Phạm Thị Dung" not in page.text
    left = await chair.get(f"/{tan_hung.slug}/members?who=left&q=an")
    assert "1 người đã ra" in left.text
    assert format_date(day) in left.text
    assert 'name="who" value="left"' in left.text
    assert "Ngày ra" in left.text


async def test_places_of_the_list_of_who_left(database, tan_hung, chair):
    deeds = Leaving(database, tan_hung.id)
    for party_id in await enter_members(database, tan_hung.id, tuple(f"Lê Văn {place}" for place in range(52))):
        await deeds.leave(party_id)
    first = await chair.get(f"/{tan_hung.slug}/members?who=left&sort=joined_on")
    following = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "who=left" in following
    second = await chair.get(following)
    assert second.text.count('<tr id="member') == 2
