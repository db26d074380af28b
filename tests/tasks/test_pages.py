"""The pages of tasks over a real database: what is told, to whom, what is recorded, and what the bell shows."""

import html
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text, update
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.support.web import forms_of

from hoptac.capital.actions import record_contribution, record_pledge
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.memberships import Decided, change_membership_kind, open_membership, record_decision
from hoptac.organizations.models import Organization
from hoptac.tasks.counting import count_due
from hoptac.tasks.reading import read_tasks

MILLION = 1_000_000


async def founded_in(database, org, year):
    async with database.begin() as session:
        await session.execute(update(Organization).where(Organization.id == org.id).values(founded_year=year))


async def pledge(database, org, party_id, million, on, due_on=None):
    async with enter_tenant(database, org.id) as session:
        await record_pledge(
            session, org_id=org.id, actor_id=new_id(), now=now(), party_id=party_id, amount_dong=million * MILLION,
            pledged_on=on, request_key=uuid4(), due_on=due_on,
        )  # fmt: skip


async def pledge_raw(database, org, party_id, million, on):
    """As it stood before the caps were watched: the app itself would refuse it."""
    async with enter_tenant(database, org.id) as session:
        about = {"org": org.id, "party": party_id, "dong": million * MILLION, "on": on, "id": new_id()}
        for sentence in (
            "INSERT INTO pledges (org_id, id, party_id, amount_dong, pledged_on, due_on, basis, recorded_by, recorded_at, "
            "request_key) VALUES (:org, :id, :party, :dong, :on, :on, '', :org, now(), :id)",
            "INSERT INTO holdings (org_id, party_id, pledged_dong, paid_dong) VALUES (:org, :party, :dong, 0)",
            "UPDATE capital_totals SET pledged_dong = pledged_dong + :dong WHERE org_id = :org",
        ):
            await session.execute(text(sentence), about)


async def pay(database, org, party_id, million):
    async with enter_tenant(database, org.id) as session:
        await record_contribution(
            session, org_id=org.id, actor_id=new_id(), now=now(), party_id=party_id, amount_dong=million * MILLION,
            method="cash", contributed_on=today(), request_key=uuid4(),
        )  # fmt: skip


async def tasks_of(database, org, on=None):
    async with enter_tenant(database, org.id) as session:
        return {task.key: task for task in await read_tasks(session, org.id, on or today())}


def titles(page):
    return [html.unescape(title) for title in re.findall(r'<h3 class="task-title">([^<]+)', page.text)]


def bell_of(page):
    """Overdue and soon, as the bell says them."""
    found = re.search(r"Việc phải làm: (\d+) quá hạn, (\d+) sắp đến hạn", page.text)
    return (int(found[1]), int(found[2])) if found else None


async def signed_in(browser, database, org, role):
    await browser.sign_in(await seat_person(database, org.slug, role), PASSWORD)
    return browser


@pytest.fixture
async def five(database, tan_hung):
    """Five official members who pledged 10 million each, due on 1/5/2025."""
    ids = await enter_members(database, tan_hung.id, ("An", "Bình", "Chín", "Dung", "Em"))
    for party_id in ids:
        await pledge(database, tan_hung, party_id, 10, date(2025, 2, 1), date(2025, 5, 1))
    return ids


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


async def test_a_task_is_gone_when_the_register_says_so(chair, database, tan_hung, five):
    path = f"/{tan_hung.slug}/tasks"
    assert "5 thành viên quá hạn góp vốn, còn thiếu 50.000.000 đ" in titles(await chair.get(path))
    for party_id in five:
        await pay(database, tan_hung, party_id, 10)
    left = titles(await chair.get(path))
    assert not [title for title in left if "góp vốn, còn thiếu" in title or "chấm dứt" in title]
    assert "5 thành viên đã góp đủ mà chưa có giấy chứng nhận phần vốn góp" in left
    listed = await chair.get(f"{path}/people/uncertified")
    assert re.findall(r'class="name"><a[^>]*>([^<]+)', listed.text) == ["An", "Bình", "Chín", "Dung", "Em"]
    assert f"/{tan_hung.slug}/capital/{five[0]}" in listed.text


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


async def record(browser, org, duty, **typed):
    page = await browser.get(f"/{org.slug}/tasks/records/new?duty={duty}")
    return await browser.submit(page, "/tasks/records$", typed)


async def test_a_meeting_that_was_held_is_recorded_and_withdrawn(chair, database, tan_hung):
    await founded_in(database, tan_hung, 2020)
    year, path = today().year - 1, f"/{tan_hung.slug}/tasks"
    told = f"Họp Đại hội thành viên thường niên của năm {year}"
    assert told in titles(await chair.get(path))
    held = {"period": str(year), "done_on": f"1/1/{year + 1}", "number": "01/BB-ĐHTV"}
    done = await record(chair, tan_hung, "general_meeting", **held)
    assert done.url.path == path
    assert told not in titles(done)
    records = await chair.get(f"{path}/records")
    assert "01/BB-ĐHTV" in records.text
    (href,) = re.findall(r'href="([^"]+/withdrawal)"', records.text)
    missing = await chair.submit(await chair.get(href), "/withdrawal$", {"reason": ""})
    assert missing.status_code == 422
    withdrawn = await chair.submit(await chair.get(href), "/withdrawal$", {"reason": "ghi nhầm năm"})
    assert "ghi nhầm năm" in withdrawn.text
    assert told in titles(await chair.get(path))
    again = await chair.submit(await chair.get(href), "/withdrawal$", {"reason": "lần nữa"})
    assert "đã được bỏ ghi rồi" in again.text


async def test_the_registered_charter_capital_is_watched(chair, database, tan_hung, five):
    path = f"/{tan_hung.slug}/tasks"
    assert "Chưa ghi vốn điều lệ đã đăng ký" in titles(await chair.get(path))
    certificate = {"amount_dong": "50.000.000", "done_on": "1/6/2025", "number": "5700123456, lần 1"}
    done = await record(chair, tan_hung, "capital_registration", **certificate)
    assert "Chưa ghi vốn điều lệ đã đăng ký" not in titles(done)
    # What was late on 1/5/2025 was registered anew on 1/6/2025 (Art. 74.7).
    assert not [title for title in titles(done) if title.startswith("Đăng ký")]
    extra = await enter_members(database, tan_hung.id, ("Giàu",))
    await pledge(database, tan_hung, extra[0], 2, date(2026, 9, 10))
    assert "capital_change" not in await tasks_of(database, tan_hung)
    await pledge(database, tan_hung, extra[0], 1, date(2026, 10, 10))
    found = (await tasks_of(database, tan_hung))["capital_change"]
    # 53 million against 50: 6 % since 10/10/2026, to be registered within ten days (Art. 47.1).
    assert (found.since, found.due_on) == (date(2026, 10, 10), date(2026, 10, 20))
    await record(chair, tan_hung, "capital_registration", amount_dong="53tr", done_on="15/10/2026", number="lần 2")
    assert "capital_change" not in await tasks_of(database, tan_hung)


@pytest.mark.parametrize(
    ("duty", "typed", "sentence"),
    [
        ("general_meeting", {"period": "2025", "done_on": "30/12/2025", "number": "1"}, "họp sau khi hết năm"),
        ("general_meeting", {"period": "2025", "done_on": "20/3/2026", "number": ""}, "Hãy ghi số của biên bản"),
        ("general_meeting", {"period": "năm ngoái", "done_on": "20/3/2026", "number": "1"}, "Không đọc được năm"),
        ("general_meeting", {"period": "3025", "done_on": "20/3/2026", "number": "1"}, "Không đọc được năm"),
        ("general_meeting", {"period": "1900", "done_on": "20/3/2026", "number": "1"}, "Năm 1900 không đúng"),
        ("state_report", {"period": "", "done_on": "1/12/2025", "number": ""}, "Hãy ghi báo cáo của năm nào"),
        ("state_report", {"period": "2026", "done_on": "31/12/2025", "number": ""}, "không thể gửi trước năm ấy"),
        ("capital_registration", {"amount_dong": "", "done_on": "1/12/2025", "number": "1"}, "lớn hơn 0"),
        ("capital_registration", {"amount_dong": "0", "done_on": "1/12/2025", "number": "1"}, "lớn hơn 0"),
        ("capital_registration", {"amount_dong": "2.000.000 tỷ", "done_on": "1/12/2025", "number": "1"}, "quá lớn"),
        ("capital_registration", {"amount_dong": "5tr", "done_on": "1/12/2099", "number": "1"}, "không thể sau hôm nay"),
    ],
)  # fmt: skip
async def test_what_cannot_have_been_done_is_refused(chair, tan_hung, duty, typed, sentence):
    refused = await record(chair, tan_hung, duty, **typed)
    assert refused.status_code == 422
    assert sentence in html.unescape(refused.text)
    assert typed["done_on"] in refused.text


async def test_a_double_click_is_one_record(chair, database, tan_hung):
    page = await chair.get(f"/{tan_hung.slug}/tasks/records/new?duty=state_report&period={today().year}")
    typed = {"done_on": format_date(today()), "number": "12/BC"}
    for _click in range(2):
        assert (await chair.submit(page, "/tasks/records$", typed)).status_code == 200
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM duty_records"))).scalar_one() == 1


async def test_the_supervisor_reads_and_records_nothing(browser, database, tan_hung, five):
    supervisor = await signed_in(browser, database, tan_hung, "supervisor")
    page = await supervisor.get(f"/{tan_hung.slug}/tasks")
    assert "5 thành viên quá hạn góp vốn, còn thiếu 50.000.000 đ" in titles(page)
    assert "/records/new" not in page.text
    assert bell_of(page) is not None
    assert bell_of(page)[0] >= 3
    token = supervisor.client.cookies["hoptac_csrf"]
    for path in ("tasks/records", f"tasks/records/{new_id()}/withdrawal", "offices", f"offices/{new_id()}/ending"):
        answer = await supervisor.client.post(f"/{tan_hung.slug}/{path}", data={"_csrf_token": token})
        assert answer.status_code == 403, path
    assert (await supervisor.get(f"/{tan_hung.slug}/tasks/records/new")).status_code == 403


async def test_a_neighbour_sees_nothing_of_it(browser, database, tan_hung, phu_loi, five):
    neighbour = await signed_in(browser, database, phu_loi, "chair")
    assert not [title for title in titles(await neighbour.get(f"/{phu_loi.slug}/tasks")) if "góp vốn" in title]
    assert (await neighbour.get(f"/{tan_hung.slug}/tasks")).status_code == 404
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(
            text("INSERT INTO duty_records (org_id, id, duty, period, done_on, number, note, request_key, recorded_by, "
                 "recorded_at) VALUES (:org, :org, 'state_report', '2025', '2025-12-01', '', '', :org, :org, now())"),
            {"org": tan_hung.id},
        )  # fmt: skip
    assert (await neighbour.get(f"/{phu_loi.slug}/tasks/records/{tan_hung.id}/withdrawal")).status_code == 404


async def test_the_bell_rings_on_every_page_and_is_silent_once_seen(browser, database, tan_hung, five):
    accountant = await signed_in(browser, database, tan_hung, "accountant")
    members = f"/{tan_hung.slug}/members"
    assert bell_of(await accountant.get(members)) == (0, 0)
    assert await count_due(database) >= 1
    overdue, soon = bell_of(await accountant.get(members))
    assert overdue >= 3
    page = await accountant.get(f"/{tan_hung.slug}/tasks")
    assert bell_of(page) == (overdue, soon)
    seen = next(form for form in forms_of(page) if form["fields"].get("key") == "pledges_overdue")
    after = await accountant.client.post(seen["action"], data=seen["fields"], follow_redirects=True)
    assert bell_of(after) == (overdue - 1, soon)
    assert bell_of(await accountant.get(members)) == (overdue - 1, soon)
    # Seen as late it is told of again when it is near for another reason, and the other way round.
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(text("UPDATE seen_tasks SET state = 'soon'"))
    assert bell_of(await accountant.get(f"/{tan_hung.slug}/tasks")) == (overdue, soon)


async def test_the_worker_counts_again_only_what_is_old(browser, database, tan_hung):
    await signed_in(browser, database, tan_hung, "chair")
    await count_due(database)

    async def counted_at():
        async with database.begin() as session:
            asked = text("SELECT max(counted_at) FROM notice_counts WHERE org_id = :org")
            return (await session.execute(asked, {"org": tan_hung.id})).scalar()

    first = await counted_at()
    await count_due(database)
    assert await counted_at() == first
    later = now() + timedelta(minutes=6)
    await count_due(database, now=lambda: later)
    assert await counted_at() == later
    # Nobody has been here for more than half an hour.
    night = now() + timedelta(hours=2)
    await count_due(database, now=lambda: night)
    assert await counted_at() == later


async def test_the_inbox_leads_to_the_tasks(browser, database, tan_hung, five):
    accountant = await signed_in(browser, database, tan_hung, "accountant")
    page = await accountant.get("/inbox")
    found = re.search(rf'<a href="/{tan_hung.slug}/tasks"><span>([^<]+)', page.text)
    assert found
    assert found[1].startswith("Việc theo luật: 3 quá hạn")


async def test_in_english(chair, tan_hung, five):
    chair.client.cookies["hoptac_language"] = "en"
    page = await chair.get(f"/{tan_hung.slug}/tasks")
    assert "5 members are late with their contribution; 50,000,000 đ is missing" in titles(page)
    assert "Law 17/2023/QH15" in page.text
