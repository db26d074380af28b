"""The board prints papers, sees who has access, and ends it."""

import re

import pytest
from sqlalchemy import select, text
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.portal.conftest import begin, open_paper, page_in, print_code
from tests.support.papers import page_count, plain, printed_text
from tests.support.web import forms_of

from hoptac.identity.permissions import ROLE_PERMISSIONS, Permission
from hoptac.kit.audit import AuditRecord
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.portal.rules import CodeReplaced, NobodyChosen, PrintedBefore

CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")


def codes_on(answer) -> list[str]:
    assert answer.headers["content-type"].startswith("application/pdf"), answer.text
    assert answer.headers["cache-control"] == "no-store"
    return CODE.findall(printed_text(answer.content))


async def sent(browser, slug, **values):
    await browser.get("/sign-in")
    data = {"_csrf_token": browser.client.cookies["hoptac_csrf"]} | values
    return await browser.client.post(f"/{slug}/member-access/codes", data=data, follow_redirects=True)


async def test_papers_for_many_are_one_file_and_each_opens_its_own(board, open_browser, database, tan_hung, members):
    page = await board.get(f"/{tan_hung.slug}/member-access")
    assert "chưa có" in page.text
    answer = await board.submit(page, "/codes$", {f"member-{one}": "1" for one in members})
    codes = codes_on(answer)
    assert len(codes) == 2
    paper = printed_text(answer.content)
    assert plain("Nguyễn Thị Ánh") in paper
    assert plain("Trần Văn Bảy") in paper
    assert "http://testserver/me/begin" in paper
    for code, name in zip(codes, ("Nguyễn Thị Ánh", "Trần Văn Bảy"), strict=True):
        assert name in (await open_paper(open_browser(), tan_hung.slug, code)).text
    listed = (await board.get(f"/{tan_hung.slug}/member-access")).text
    assert listed.count("có phiếu, dùng trước") == 2
    assert not CODE.search(listed)


async def test_the_same_form_sent_twice_prints_the_same_codes(board, open_browser, tan_hung, members):
    page = await board.get(f"/{tan_hung.slug}/member-access")
    key = next(form for form in forms_of(page) if form["action"].endswith("/codes"))["fields"]["request_key"]
    first = codes_on(await sent(board, tan_hung.slug, request_key=key, **{f"member-{members[0]}": "1"}))
    both = {f"member-{one}": "1" for one in members}
    again = codes_on(await sent(board, tan_hung.slug, request_key=key, **both))
    assert first[0] in again
    assert len(again) == 2
    assert (await open_paper(open_browser(), tan_hung.slug, first[0])).status_code == 200
    other = codes_on(await sent(board, tan_hung.slug, request_key=str(new_id()), **both))
    assert not set(other) & set(again)
    assert str(CodeReplaced()) in (await open_paper(open_browser(), tan_hung.slug, first[0])).text
    refused = await sent(board, tan_hung.slug, request_key=key, **both)
    assert str(PrintedBefore()) in refused.text


async def test_everyone_without_access_at_once(board, browser, database, tan_hung, members):
    await begin(browser, tan_hung.slug, await print_code(database, tan_hung.id, members[0]))
    await enter_members(database, tan_hung.id, ("Lê Văn Chín", "Phạm Thị Dung"))
    page = await board.get(f"/{tan_hung.slug}/member-access")
    assert "1 trong 4 thành viên đã vào được" in page.text
    answer = await board.submit(page, "/codes$", {"everyone": "1"})
    assert len(codes_on(answer)) == 3
    assert plain("Nguyễn Thị Ánh") not in printed_text(answer.content)
    left = await board.get(f"/{tan_hung.slug}/member-access?without=1")
    assert "Nguyễn Thị Ánh" not in left.text
    assert "Trần Văn Bảy" in left.text
    found = await board.get(f"/{tan_hung.slug}/member-access?q=dung")
    assert "Phạm Thị Dung" in found.text
    assert "Trần Văn Bảy" not in found.text


async def test_odd_forms_print_nothing(board, tan_hung, members, database, phu_loi):
    assert str(NobodyChosen()) in (await sent(board, tan_hung.slug)).text
    assert str(NobodyChosen()) in (await sent(board, tan_hung.slug, **{"member-abc": "1", "member-": "1"})).text
    (theirs,) = await enter_members(database, phu_loi.id, ("Lê Văn Chín",))
    for stranger in (theirs, new_id()):
        values = {f"member-{stranger}": "1", f"member-{members[0]}": "1"}
        assert (await sent(board, tan_hung.slug, **values)).status_code == 404
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM member_codes"))).scalar_one() == 0
    assert len(codes_on(await sent(board, tan_hung.slug, request_key="odd", **{f"member-{members[0]}": "1"}))) == 1


async def test_the_database_keeps_no_code(board, database, tan_hung, members, superuser_database):
    (code,) = codes_on(await sent(board, tan_hung.slug, **{f"member-{members[0]}": "1"}))
    plain = code.replace("-", "")
    async with superuser_database.begin() as session:
        rows = [
            *(await session.execute(text("SELECT member_codes::text FROM member_codes"))).scalars(),
            *(await session.execute(text("SELECT audit_records::text FROM audit_records"))).scalars(),
        ]
    assert rows
    assert not [row for row in rows if code in row or plain in row]


async def test_a_character_that_no_paper_has_kills_no_paper_that_is_out(
    board, open_browser, database, tan_hung, members
):
    old = await print_code(database, tan_hung.id, members[0])
    (odd,) = await enter_members(database, tan_hung.id, ("Lê Văn 😀",))
    refused = await sent(board, tan_hung.slug, **{f"member-{members[0]}": "1", f"member-{odd}": "1"})
    assert "Không in được ký tự" in refused.text
    assert (await open_paper(open_browser(), tan_hung.slug, old)).status_code == 200


async def test_ending_is_at_once_for_link_and_paper(board, browser, open_browser, database, tan_hung, members):
    path = page_in(await begin(browser, tan_hung.slug, await print_code(database, tan_hung.id, members[0])))
    code = await print_code(database, tan_hung.id, members[0])
    page = await board.get(f"/{tan_hung.slug}/member-access/{members[0]}")
    assert "vào được từ" in page.text
    for _click in range(2):
        await board.submit(page, "/ending$", {})
    assert (await browser.get(path)).status_code == 404
    assert str(CodeReplaced()) in (await open_paper(open_browser(), tan_hung.slug, code)).text
    query = select(AuditRecord.verb).where(AuditRecord.org_id == tan_hung.id, AuditRecord.subject_id == members[0])
    async with enter_tenant(database, tan_hung.id) as session:
        verbs = list((await session.execute(query.order_by(AuditRecord.id))).scalars())
    assert verbs == [
        "make_member_code", "use_member_code", "make_member_code", "end_member_access", "end_member_access",
    ]  # fmt: skip
    shown = await board.get(f"/{tan_hung.slug}/member-access/{members[0]}")
    assert "chưa có" in shown.text
    assert "đóng " in shown.text


async def test_a_neighbours_member_is_not_there(board, database, tan_hung, phu_loi):
    (theirs,) = await enter_members(database, phu_loi.id, ("Lê Văn Chín",))
    assert (await board.get(f"/{tan_hung.slug}/member-access/{theirs}")).status_code == 404


@pytest.mark.parametrize("role", ["chair", "director", "accountant", "cashier", "supervisor", "member"])
async def test_who_may(open_browser, database, tan_hung, role):
    browser = open_browser()
    await browser.sign_in(await seat_person(database, tan_hung.slug, role), PASSWORD)
    may = role in ("chair", "director", "accountant")
    assert (Permission.GIVE_MEMBER_ACCESS in ROLE_PERMISSIONS[role]) is may
    assert (await browser.get(f"/{tan_hung.slug}/member-access")).status_code == (200 if may else 403)
    assert (await sent(browser, tan_hung.slug)).status_code == (200 if may else 403)


async def test_two_papers_stand_on_one_sheet(board, database, tan_hung):
    await enter_members(database, tan_hung.id, tuple(f"Nguyễn Văn {letter}" for letter in "ABCDE"))
    answer = await sent(board, tan_hung.slug, everyone="1")
    assert len(codes_on(answer)) == 5
    assert page_count(answer.content) == 3
