"""The board's pages of applications, driven as a board member drives them."""

import re
from datetime import timedelta

from sqlalchemy import text
from tests.capital.deeds import Deeds, M
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, Cooperative, seat_person
from tests.members.applications.people import AN, FULL, decide, hand_in, receive, set_charter
from tests.members.reading.workbooks import identity_number
from tests.support.web import Browser

from hoptac.kit.calendar import format_date, today
from hoptac.kit.db import Database
from hoptac.kit.sheets import read_workbook
from hoptac.kit.tenancy import enter_tenant
from hoptac.parties.identity_numbers import masked


def id_of(answer) -> str:
    return re.findall(r"applications/([0-9a-f-]{36})", str(answer.url))[-1]


async def test_an_application_is_typed_in_examined_and_admitted(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=FULL, contribution_minimum_dong=2_000_000)
    empty = await chair.get(f"/{tan_hung.slug}/members/applications")
    assert "Không có đơn nào chờ xét" in empty.text
    shown = await hand_in(chair, tan_hung)
    assert "Đã ghi đơn của Trần Văn An." in shown.text
    for sentence in ("Đủ 18 tuổi.", "Vốn góp 5.000.000 đồng.", "Chưa có trong danh sách thành viên."):
        assert sentence in shown.text
    assert masked(identity_number(1)) in shown.text
    assert identity_number(1) not in shown.text
    opened = await chair.submit(shown, "/identity-number$", {})
    assert identity_number(1) in opened.text
    edit = await chair.get(f"{shown.url.path}/edit")
    assert identity_number(1) not in edit.text
    changed = await chair.submit(edit, f"{id_of(shown)}$", {"pledge_dong": "6.000.000"})
    assert "Vốn góp 6.000.000 đồng." in changed.text
    assert masked(identity_number(1)) in changed.text
    done = await decide(chair, tan_hung, {f"verdict-{id_of(shown)}": "admit"})
    assert "Đã kết nạp 1, từ chối 0 đơn." in done.text
    assert "Trần Văn An" in done.text
    decided = await chair.get(shown.url.path)
    assert "Hội đồng quản trị quyết định số 01/QĐ" in decided.text
    member = await chair.get(re.search(r'href="(/[^"]+/members/[0-9a-f-]{36})"', decided.text)[1])  # type: ignore[index]
    for words in ("TV001", "Hội đồng quản trị, số 01/QĐ", "Điều 31.1", masked(identity_number(1))):
        assert words in member.text
    capital = await chair.get(member.url.path.replace("/members/", "/capital/"))
    assert "6.000.000" in capital.text
    notice = await chair.get(f"{shown.url.path}/admission.pdf")
    assert (notice.status_code, notice.content[:5]) == (200, b"%PDF-")
    assert (await chair.get(f"{shown.url.path}/edit")).url.path == shown.url.path  # what was decided stands


async def test_a_refused_form_keeps_what_was_typed(chair: Browser, tan_hung: Cooperative) -> None:
    ahead = format_date(today() + timedelta(1))
    refused = await hand_in(
        chair, tan_hung, name="", born="2020", identity_number="123", party_kind="household", received_on=ahead
    )
    assert refused.status_code == 422
    for sentence in ("Hãy điền họ và tên.", "không đủ 12 số", "phải cử một người đại diện", "không thể sau hôm nay"):
        assert sentence in refused.text
    assert 'value="123"' in refused.text
    young = await hand_in(chair, tan_hung, born="2020")
    assert "Điều 30" in young.text
    free = await hand_in(chair, tan_hung, kind="associate_noncontributing")
    assert "Điều 4.19 Luật 17/2023/QH15" in free.text
    good = await chair.submit(free, "/applications$", {"pledge_dong": ""})
    assert good.status_code == 200


async def test_the_number_of_a_member_is_refused_with_the_name(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await enter_members(database, tan_hung.id, ("Lê Thị Bé",), identity_number=identity_number(1))
    refused = await hand_in(chair, tan_hung)
    assert (refused.status_code, "Số này đã là của Lê Thị Bé." in refused.text) == (422, True)


async def test_a_namesake_is_a_question_that_the_board_answers(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    await enter_members(database, tan_hung.id, ("Trần Văn Ân",), born_year=1962)
    shown = await hand_in(chair, tan_hung)
    assert "Có người cùng tên: Trần Văn Ân" in shown.text
    asked = await decide(chair, tan_hung, {f"verdict-{id_of(shown)}": "admit"})
    assert (asked.status_code, "Có người cùng tên" in asked.text) == (422, True)
    unsaid = await chair.submit(shown, "/sameness$", {})
    assert "Hãy chọn một câu trả lời" in unsaid.text
    assert "Có người cùng tên: Trần Văn Ân" in unsaid.text
    answered = await chair.submit(shown, "/sameness$", {"same_party_id": "nobody"})
    assert "Có người cùng tên" not in answered.text
    assert "Đã kết nạp 1" in (await decide(chair, tan_hung, {f"verdict-{id_of(shown)}": "admit"})).text


async def test_one_decision_admits_and_refuses_and_needs_a_reason(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    one, other = await receive(database, tan_hung), await receive(database, tan_hung, name="Lê Văn Ba")
    verdicts = {f"verdict-{one}": "admit", f"verdict-{other}": "refuse"}
    refused = await decide(chair, tan_hung, verdicts)
    assert refused.status_code == 422
    assert "Lê Văn Ba: Hãy ghi lý do." in refused.text
    assert "Điều 10.1 Luật 17/2023/QH15" in refused.text
    assert refused.text.count(" selected") >= 2  # what was chosen is still chosen
    done = await chair.submit(refused, "/decision$", {f"reason-{other}": "Không sử dụng dịch vụ nào"})
    assert "Đã kết nạp 1, từ chối 1 đơn." in done.text
    again = await chair.submit(
        refused, "/decision$", {f"reason-{other}": "Không sử dụng dịch vụ nào"}
    )  # the button pressed twice
    assert "Đã kết nạp 0, từ chối 0 đơn." in again.text
    listed = await chair.get(f"/{tan_hung.slug}/members/applications?standing=refused")
    assert "Lê Văn Ba" in listed.text
    assert "Trần Văn An" not in listed.text
    assert "Không sử dụng dịch vụ nào" in (await chair.get(f"/{tan_hung.slug}/members/applications/{other}")).text


async def test_a_pledge_above_the_cap_is_told_before_it_is_decided(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    deeds = Deeds(database, tan_hung.id)
    for party_id in await enter_members(database, tan_hung.id):
        await deeds.pledge(party_id, M)
    # 30 % of what is pledged then: six and 2,571,428 đồng, of which these are the most.
    within, above = [
        await receive(database, tan_hung, name=name, pledge_dong=dong)
        for name, dong in (("Trần Văn An", 2_571_428), ("Lê Văn Ba", 2_571_429))
    ]
    page = await chair.get(f"/{tan_hung.slug}/members/applications/decision")
    told = "Một thành viên chính thức góp không quá 30% vốn điều lệ. Người này còn được góp thêm nhiều nhất 2.571.428 đồng."
    assert page.text.count(told) == 1
    assert f'aria-describedby="field-verdict-{above}-help"' in page.text
    assert f"field-verdict-{within}-help" not in page.text
    refused = await decide(chair, tan_hung, {f"verdict-{above}": "admit"})
    assert (refused.status_code, told in refused.text) == (422, True)


async def test_a_decision_without_number_of_the_wrong_body_or_before_the_application(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    await set_charter(database, tan_hung, governance_model=FULL)
    one = await receive(database, tan_hung)
    chosen = {f"verdict-{one}": "admit"}
    path = f"/{tan_hung.slug}/members/applications"
    assert "Hãy ghi số của quyết định" in (await decide(chair, tan_hung, chosen, decision_number="")).text
    assert "Chưa chọn đơn nào" in (await decide(chair, tan_hung, {})).text
    early = await decide(chair, tan_hung, chosen, decided_on=format_date(today() - timedelta(1)))
    assert "Quyết định không thể trước ngày nhận đơn" in early.text
    wrong = await decide(chair, tan_hung, chosen, body="director")
    assert "Điều 66.6 Luật 17/2023/QH15" in wrong.text
    assert "Trần Văn An" in (await chair.get(path)).text  # nothing half done
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM decisions"))).scalar_one() == 0


async def test_before_the_founding_nothing_is_received_or_entered(
    chair: Browser, database: Database, owner_database: Database, tan_hung: Cooperative
) -> None:
    async with owner_database.begin() as session:
        await session.execute(text("UPDATE organizations SET founded_year = 2022 WHERE id = :id"), {"id": tan_hung.id})
    refused = await hand_in(chair, tan_hung, received_on="31/12/2021")
    assert "trước năm thành lập của đơn vị, 2022" in refused.text
    page = await chair.get(f"/{tan_hung.slug}/members/new")
    entered = await chair.submit(page, "/members$", {"name": "Lê Văn Ba", "joined_on": "31/12/2021"})
    assert "trước năm thành lập của đơn vị, 2022" in entered.text
    assert (await chair.submit(page, "/members$", {"name": "Lê Văn Ba", "joined_on": "1/1/2022"})).status_code == 200


async def test_an_application_is_withdrawn_once(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    one = await receive(database, tan_hung)
    page = await chair.get(f"/{tan_hung.slug}/members/applications/{one}")
    refused = await chair.submit(page, "/withdrawal$", {"reason": ""})
    assert (refused.status_code, "Hãy ghi người nộp rút đơn thế nào" in refused.text) == (422, True)
    early = await chair.submit(page, "/withdrawal$", {"reason": "Dọn đi", "ended_on": "1/1/2020"})
    assert "Ngày rút đơn không thể trước ngày nhận đơn" in early.text
    done = await chair.submit(page, "/withdrawal$", {"reason": "Dọn đi"})
    assert "Lý do: Dọn đi" in done.text
    again = await chair.submit(page, "/withdrawal$", {"reason": "Dọn đi"})
    assert "không còn chờ xét" in again.text


async def test_two_tabs_do_not_undo_each_other(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    one = await receive(database, tan_hung)
    path = f"/{tan_hung.slug}/members/applications/{one}"
    first, second = await chair.get(f"{path}/edit"), await chair.get(f"{path}/edit")
    await chair.submit(first, f"{one}$", {"address": "Ấp Vĩnh Lân"})
    late = await chair.submit(second, f"{one}$", {"phone": "0912999888"})
    assert (late.status_code, "vừa được sửa ở nơi khác" in late.text) == (422, True)
    assert (await chair.submit(late, f"{one}$", {"address": "Ấp Vĩnh Lân"})).status_code == 200


async def test_a_form_sent_twice_is_one_application(chair: Browser, tan_hung: Cooperative) -> None:
    page = await chair.get(f"/{tan_hung.slug}/members/applications/new")
    first = await chair.submit(page, "/applications$", AN)
    second = await chair.submit(page, "/applications$", AN)
    assert first.url.path == second.url.path


async def test_lists_are_paged_searched_and_exported(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    names = [f"Nguyễn Văn {chr(65 + place // 8)}{place}" for place in range(53)]
    for place, name in enumerate(names):
        await receive(database, tan_hung, name=name, received_on=today() - timedelta(60 - place))
    path = f"/{tan_hung.slug}/members/applications"
    first = await chair.get(path)
    shown = re.findall(r'<th scope="row" class="name"><a [^>]+>([^<]+)<', first.text)
    assert shown == names[:50]  # the oldest first
    after = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert after
    second = await chair.get(after[1].replace("&amp;", "&"))
    assert re.findall(r'<th scope="row" class="name"><a [^>]+>([^<]+)<', second.text) == names[50:]
    before = re.search(r'rel="prev" href="([^"]+)"', second.text)
    assert before
    back = await chair.get(before[1].replace("&amp;", "&"))
    assert re.findall(r'<th scope="row" class="name"><a [^>]+>([^<]+)<', back.text) == names[:50]
    assert "Nguyễn Văn B8" in (await chair.get(f"{path}?q=b8+nguyen")).text
    assert "Không tìm thấy đơn nào" in (await chair.get(f"{path}?q=xyz")).text
    for odd in ("after=nonsense", f"after=x~{tan_hung.id}", "standing=odd", "before=~~"):
        assert (await chair.get(f"{path}?{odd}")).status_code == 200
    exported = await chair.get(f"{path}/export.xlsx")
    assert len(read_workbook(exported.content, "x.xlsx").sheets[0].rows) == 54


async def test_who_may_not(browser: Browser, database: Database, tan_hung: Cooperative, phu_loi: Cooperative) -> None:
    one, of_neighbour = await receive(database, tan_hung), await receive(database, phu_loi)
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    path = f"/{tan_hung.slug}/members/applications"
    assert "Ghi quyết định" not in (await browser.get(path)).text
    assert (await browser.get(f"{path}/{one}")).status_code == 200
    for closed in ("new", "decision", "online", "poster.pdf", f"{one}/edit"):
        assert (await browser.get(f"{path}/{closed}")).status_code == 403
    assert (await browser.get(f"{path}/{of_neighbour}")).status_code == 404
