"""The pages of tasks over a real database: what is told, to whom, what is recorded, and what the bell shows."""

import html
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from tests.capital.people import enter_members
from tests.support.web import forms_of
from tests.tasks.story import bell_of, founded_in, pay, pledge, signed_in, tasks_of, titles

from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.tasks.counting import count_due


async def test_a_task_is_gone_when_the_register_says_so(chair, database, tan_hung, five):
    path = f"/{tan_hung.slug}/tasks"
    assert "5 thành viên quá hạn góp vốn, còn thiếu 50.000.000 đ" in titles(await chair.get(path))
    for party_id in five:
        await pay(database, tan_hung, party_id, 10)
    left = titles(await chair.get(path))
    assert not [title for title in left if "góp vốn, còn thiếu" in title or "chấm dứt" in title]
    assert "5 thành viên đã góp đủ mà chưa có giấy chứng nhận phần vốn góp" in left
    listed = await chair.get(f"/{tan_hung.slug}/capital/certificates")
    assert all(f"/{tan_hung.slug}/capital/{party_id}" in listed.text for party_id in five)


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


async def others_are_away(database, org):
    """Of the people of other organizations nobody was here lately: the worker counts for those of one."""
    away = text(
        "UPDATE web_sessions SET seen_at = seen_at - interval '1 day' WHERE person_id NOT IN "
        "(SELECT person_id FROM seats WHERE org_id = :org)"
    )
    async with database.begin() as session:
        await session.execute(away, {"org": org.id})


async def test_the_bell_rings_on_every_page_and_is_silent_once_seen(browser, database, tan_hung, five):
    accountant = await signed_in(browser, database, tan_hung, "accountant")
    members = f"/{tan_hung.slug}/members"
    assert bell_of(await accountant.get(members)) == (0, 0)
    await others_are_away(database, tan_hung)
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


async def test_what_is_no_task_in_no_state_is_refused(chair, tan_hung):
    token = {"_csrf_token": chair.client.cookies["hoptac_csrf"]}
    for typed in ({}, {"key": "x"}, {"key": "x", "state": "never"}, {"key": "x" * 5000, "state": "soon"}):
        answer = await chair.client.post(f"/{tan_hung.slug}/tasks/seen", data=token | typed)
        assert answer.status_code in (303, 400, 422), typed
    assert (await chair.get(f"/{tan_hung.slug}/tasks/people/everybody")).status_code == 404


async def test_an_accountant_is_not_told_of_what_others_do(browser, database, tan_hung, five):
    accountant = await signed_in(browser, database, tan_hung, "accountant")
    await accountant.get(f"/{tan_hung.slug}/tasks")
    page = await accountant.get(f"/{tan_hung.slug}/tasks")
    seen = [form["fields"]["key"] for form in forms_of(page) if form["action"].endswith("/seen")]
    assert {"pledges_overdue", "memberships_to_end", "capital_reregistration"} <= set(seen)
    assert "offices_unknown" not in seen
    assert len(seen) == sum(bell_of(page))


async def test_the_worker_counts_again_only_what_is_old(browser, database, tan_hung):
    await signed_in(browser, database, tan_hung, "chair")
    await others_are_away(database, tan_hung)
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
