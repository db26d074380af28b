"""What the registers of a real database say: who owes, who is above a cap, and since when."""

from datetime import date

import pytest
from sqlalchemy import text
from tests.capital.people import enter_members
from tests.tasks.story import pay, pledge, pledge_raw, tasks_of

from hoptac.kit.calendar import now, today
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.memberships import Decided, change_membership_kind, open_membership, record_decision
from hoptac.tasks.reading import read_tasks


@pytest.mark.parametrize(
    ("on", "keys"),
    [
        (date(2025, 4, 1), {"pledges_soon"}),
        (date(2025, 5, 1), {"pledges_soon"}),
        (date(2025, 5, 2), {"pledges_overdue", "memberships_to_end", "capital_reregistration"}),
        (date(2025, 3, 31), {"pledges_later"}),
    ],
)
async def test_pledges_by_their_day(database, tan_hung, five, on, keys):
    found = await tasks_of(database, tan_hung, on)
    of_pledges = {key for key in found if key.startswith(("pledges", "memberships", "capital_rereg"))}
    assert of_pledges == keys
    assert {found[key].due_on for key in of_pledges} <= {date(2025, 5, 1), date(2025, 5, 31)}


async def test_what_is_paid_covers_the_pledges_in_the_order_of_their_days(database, tan_hung, five):
    """5 of 10 million are paid, and a second pledge is due later: 5 million are late, 4 more are not."""
    await pay(database, tan_hung, five[0], 5)
    await pledge(database, tan_hung, five[0], 4, date(2025, 3, 1), date(2025, 8, 1))
    for party_id in five[1:]:
        await pay(database, tan_hung, party_id, 10)
    late = (await tasks_of(database, tan_hung, date(2025, 5, 2)))["pledges_overdue"]
    assert str(late.title) == "1 thành viên quá hạn góp vốn, còn thiếu 5.000.000 đ"
    assert str((await tasks_of(database, tan_hung, date(2025, 8, 2)))["pledges_overdue"].title).endswith(
        "thiếu 9.000.000 đ"
    )
    await pay(database, tan_hung, five[0], 5)
    found = await tasks_of(database, tan_hung, date(2025, 7, 15))
    assert found["pledges_soon"].due_on == date(2025, 8, 1)
    assert "pledges_overdue" not in found


async def test_membership_ends_below_the_minimum_and_not_at_it(database, tan_hung, five):
    """Art. 74.6.a; without a minimum in the charter only who paid nothing."""
    await pay(database, tan_hung, five[0], 1)
    found = await tasks_of(database, tan_hung)
    assert "4 thành viên" in str(found["memberships_to_end"].title)
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(
            text("INSERT INTO organization_terms (org_id, key, valid_from, value, basis, set_by, set_at) VALUES "
                 "(:org, 'charter.contribution_minimum_dong', '2025-01-01', 2000000, 'x', :org, now())"), {"org": tan_hung.id},
        )  # fmt: skip
    assert "5 thành viên" in str((await tasks_of(database, tan_hung))["memberships_to_end"].title)
    await pay(database, tan_hung, five[0], 1)
    assert "4 thành viên" in str((await tasks_of(database, tan_hung))["memberships_to_end"].title)


async def test_above_the_maximum_since_the_day_it_was_passed(database, tan_hung):
    """While founders are entered the caps only warn: An holds 20 of 60 million from the day the last of them pledged."""
    ids = await enter_members(database, tan_hung.id, ("An", "Bình", "Chín", "Dung", "Em", "Giàu"))
    for party_id, million in zip(ids[:4], (20, 20, 20, 20), strict=True):
        await pledge(database, tan_hung, party_id, million, date(2025, 2, 1))
    assert "above_maximum" not in await tasks_of(database, tan_hung)
    await pledge(database, tan_hung, ids[0], 40, date(2025, 3, 10))
    await pledge(database, tan_hung, ids[4], 20, date(2025, 3, 20))
    found = (await tasks_of(database, tan_hung, date(2025, 4, 1)))["above_maximum"]
    # 20 of 80 million are 25 %, 60 of 120 are 50 %, 60 of 140 are 43 %: above 30 % since 10/3/2025.
    assert str(found.title) == "1 thành viên có vốn vượt 30 % vốn điều lệ"
    assert (found.since, found.due_on) == (date(2025, 3, 10), date(2026, 3, 10))


async def test_associates_together_since_one_became_an_associate(database, tan_hung, five):
    """Two of five official members become associates on 1/6/2025: 20 of 50 million are 40 %, and three officials are few."""
    for party_id in five[:2]:
        async with enter_tenant(database, tan_hung.id) as session:
            current = await open_membership(session, tan_hung.id, party_id)
            decided = Decided("general_meeting", "02/NQ-ĐHTV", date(2025, 6, 1))
            decision = await record_decision(
                session, org_id=tan_hung.id, actor_id=tan_hung.id, now=now(), decided=decided
            )
            await change_membership_kind(
                session, org_id=tan_hung.id, now=now(), party_id=party_id, current=current,
                kind="associate_contributing", effective_on=date(2025, 6, 1), decision_id=decision,
            )  # fmt: skip
    # Three pledging officials are fewer than founding takes, and shares of such a capital are not judged.
    assert "associates_above" not in await tasks_of(database, tan_hung)
    for party_id in await enter_members(database, tan_hung.id, ("Giàu", "Hạnh")):
        await pledge(database, tan_hung, party_id, 2, date(2025, 7, 1), date(2025, 12, 1))
    found = (await tasks_of(database, tan_hung))["associates_above"]
    # 20 of 54 million are 37 %; it has been above 30 % since they became associates.
    assert (found.since, found.due_on) == (date(2025, 6, 1), date(2026, 6, 1))


async def test_foreign_members_and_their_capital_since_they_came(database, tan_hung, five):
    """Three of eight official members are 37,5 %, and they hold 24 of 74 million, 32,4 % (Art. 30.7, 74.3)."""
    foreign = await enter_members(
        database, tan_hung.id, ("Kim", "Park", "Lee"), joined_on=date(2025, 9, 1), nationality="KR"
    )
    for party_id in foreign:
        await pledge_raw(database, tan_hung, party_id, 8, date(2025, 10, 1))
    found = await tasks_of(database, tan_hung)
    assert (found["foreign_officials"].since, found["foreign_officials"].due_on) == (date(2025, 9, 1), date(2026, 3, 1))
    assert (found["foreigners_above"].since, found["foreigners_above"].due_on) == (date(2025, 10, 1), date(2026, 10, 1))


async def test_too_few_official_members_since_the_day_one_left(database, tan_hung, five):
    async with enter_tenant(database, tan_hung.id) as session:
        assert "few_officials" not in {task.key for task in await read_tasks(session, tan_hung.id, today())}
        await session.execute(
            text("UPDATE memberships SET valid_to = '2026-02-10', ended_by = 'resignation', ended_at = now() "
                 "WHERE org_id = :org AND party_id = :party"), {"org": tan_hung.id, "party": five[0]},
        )  # fmt: skip
        await session.execute(
            text("UPDATE members SET left_on = '2026-02-10' WHERE org_id = :org AND party_id = :party"),
            {"org": tan_hung.id, "party": five[0]},
        )
    found = (await tasks_of(database, tan_hung, date(2026, 3, 1)))["few_officials"]
    assert (found.since, found.due_on) == (date(2026, 2, 10), date(2027, 2, 10))
    assert found.article == "Điều 4.7 Luật 17/2023/QH15"
