"""Certificates by hundreds: who is due one, issued at once, printed as one file, kept for a while."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.capital.deeds import M
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.support.papers import page_count, plain, printed_text
from tests.support.web import ended

from hoptac.capital.actions import issue_certificates
from hoptac.capital.actions.prints import KEPT_DAYS
from hoptac.capital.jobs import tidy_prints
from hoptac.capital.queries.certifying import all_due_certificates, count_due_certificates, list_due_certificates
from hoptac.capital.refusals import NobodyDue
from hoptac.kit.calendar import today
from hoptac.kit.identifiers import new_id
from hoptac.kit.keyset import Bounds, Place
from hoptac.kit.tenancy import enter_tenant

SITE = "https://htx.vn"


@pytest.fixture
async def paid(deeds, founders):
    """All six have paid all that they pledged."""
    for party_id in founders:
        await deeds.pay(party_id, 10 * M)
    return founders


async def due(deeds):
    return {one.name: one.why for one in await deeds.read(all_due_certificates)}


async def test_who_is_due_one(deeds, database, tan_hung, founders):
    an, binh, chin, *_ = founders
    assert await due(deeds) == {}
    for party_id in (an, binh, chin):
        await deeds.pay(party_id, 10 * M)
    assert await due(deeds) == {"Nguyễn Văn An": "none", "Trần Thị Bình": "none", "Lê Văn Chín": "none"}
    for party_id in (an, binh, chin):
        await deeds.certify(party_id)
    assert await due(deeds) == {}
    await deeds.pledge(an, M)
    assert await due(deeds) == {}  # not paid in full again
    await deeds.pay(an, M)
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(text("UPDATE parties SET address = 'Ấp Mới' WHERE id = :id"), {"id": binh})
    await deeds.give_back(chin, 4 * M)  # who has left is given none
    assert await due(deeds) == {"Nguyễn Văn An": "amount", "Trần Thị Bình": "holder"}


async def test_all_are_issued_at_once_with_numbers_that_follow_each_other(deeds, paid):
    ids = await deeds._do(issue_certificates, site_url=SITE)
    assert len(ids) == 6
    rows = [row.text for row in await named(deeds)]
    assert rows == [f"{place:03}/{today().year}" for place in range(1, 7)]
    with pytest.raises(NobodyDue) as refused:
        await deeds._do(issue_certificates, site_url=SITE)
    assert refused.value.article == "Điều 75.1 Luật 17/2023/QH15"


async def named(deeds):
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        return (
            await session.execute(
                text(
                    "SELECT c.number AS text, p.name, c.contents->>'holder_name' AS said FROM certificates c "
                    "JOIN parties p ON p.org_id = c.org_id AND p.id = c.party_id ORDER BY c.id"
                )
            )
        ).all()


async def test_what_is_issued_at_once_says_what_one_by_one_would(deeds, paid):
    one = (await deeds.certify(paid[0])).id
    await deeds._do(issue_certificates, site_url=SITE)
    rows = await named(deeds)
    assert all(row.name == row.said for row in rows)
    async with enter_tenant(deeds.database, deeds.org_id) as session:
        contents = {row[0]: row[1] for row in await session.execute(text("SELECT id, contents FROM certificates"))}
    own = {"holder_name", "number", "check_url", "holder_address", "holder_identity_number"}
    shared = {key: value for key, value in contents[one].items() if key not in own}
    for said in contents.values():
        assert {key: value for key, value in said.items() if key not in own} == shared


async def test_chosen_ones_alone_and_at_the_same_moment_once(deeds, paid):
    chosen = paid[:2]
    made = await asyncio.gather(
        *(deeds._do(issue_certificates, site_url=SITE, party_ids=chosen) for _tab in range(3)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in made) == ["NobodyDue", "NobodyDue", "list"]
    assert len(await named(deeds)) == 2
    assert await deeds.read(count_due_certificates) == 4


async def test_the_list_is_paged_and_searched(deeds, paid):
    page = await deeds.read(list_due_certificates, q="", bounds=Bounds())
    assert [row.name for row in page.rows][:2] == ["Nguyễn Văn An", "Trần Thị Bình"]
    second = page.rows[1]
    after = await deeds.read(list_due_certificates, q="", bounds=Bounds(after=Place(second.sort_key, second.id)))
    assert [row.id for row in after.rows] == [row.id for row in page.rows[2:]]
    found = await deeds.read(list_due_certificates, q="binh", bounds=Bounds())
    assert [row.name for row in found.rows] == ["Trần Thị Bình"]


async def test_whose_membership_ended_gets_none(deeds, paid):
    an = paid[0]
    assert "Nguyễn Văn An" in await due(deeds)
    await deeds.end(an)
    assert "Nguyễn Văn An" not in await due(deeds)


async def prints(browser, org):
    page = await browser.get(f"/{org.slug}/capital/prints")
    return [part.split('"')[0] for part in page.text.split('href="')[1:] if "/papers.pdf" in part.split('"')[0]]


async def test_issued_and_printed_as_one_file(chair, tan_hung, deeds, paid):
    page = await chair.get(f"/{tan_hung.slug}/capital/certificates")
    assert "6 người đã góp đủ mà chưa có giấy đúng" in page.text
    nobody = await chair.submit(page, "/batches$", {"which": "chosen"})
    assert "Chưa chọn ai." in nobody.text
    done = await ended(chair, await chair.submit(page, "/batches$", {"which": "all"}))
    assert "Đã in 6 giấy." in done.text
    (address,) = await prints(chair, tan_hung)
    pdf = (await chair.get(address)).content
    assert page_count(pdf) == 6
    printed = printed_text(pdf)
    for name in ("Nguyễn Văn An", "Huỳnh Thị Giàu"):
        assert plain(name) in printed
    # The same form again: the file that is there.
    again = await chair.submit(page, "/batches$", {"which": "all"})
    assert "Tệp này đã in rồi." in again.text
    assert len(await prints(chair, tan_hung)) == 1
    assert len(await named(deeds)) == 6


async def test_two_clicks_at_once_are_one_file(chair, tan_hung, deeds, paid):
    page = await chair.get(f"/{tan_hung.slug}/capital/certificates")
    chosen = {f"party-{party_id}": "1" for party_id in paid[:3]} | {"which": "chosen"}
    answers = await asyncio.gather(*(chair.submit(page, "/batches$", chosen) for _click in range(3)))
    for answer in answers:
        assert (await ended(chair, answer)).status_code == 200
    assert len(await prints(chair, tan_hung)) == 1
    assert len(await named(deeds)) == 3


async def test_printed_again_from_the_register(chair, tan_hung, deeds, paid):
    ids = await deeds._do(issue_certificates, site_url=SITE)
    page = await chair.get(f"/{tan_hung.slug}/capital/certificates/issued")
    chosen = {f"certificate-{one}": "1" for one in (ids[1], ids[4])} | {
        f"certificate-{new_id()}": "1",
        "which": "chosen",
    }
    await ended(chair, await chair.submit(page, "/prints$", chosen))
    (address,) = await prints(chair, tan_hung)
    assert page_count((await chair.get(address)).content) == 2
    page = await chair.get(f"/{tan_hung.slug}/capital/certificates/issued?q=an")
    done = await ended(chair, await chair.submit(page, "/prints$", {"which": "all"}))
    assert "Đã in 1 giấy." in done.text


async def test_a_file_goes_after_its_time_and_its_record_stays(chair, database, tan_hung, deeds, paid):
    page = await chair.get(f"/{tan_hung.slug}/capital/certificates")
    await ended(chair, await chair.submit(page, "/batches$", {"which": "all"}))
    (address,) = await prints(chair, tan_hung)
    async with database.begin() as session:
        await session.execute(text("UPDATE organizations SET keeps_books = true WHERE id = :id"), {"id": tan_hung.id})
    last = today() + timedelta(days=KEPT_DAYS)
    await tidy_prints(database, today=lambda: last)
    assert (await chair.get(address)).status_code == 200
    await tidy_prints(database, today=lambda: last + timedelta(days=1))
    gone = await chair.get(address)
    assert "đã hết hạn giữ" in gone.text
    assert "đã xóa" in gone.text
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM stored_files"))).scalar_one() == 0


async def test_who_may_only_read_issues_nothing(browser, database, tan_hung, deeds, paid):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    page = await browser.get(f"/{tan_hung.slug}/capital/certificates")
    assert "Nguyễn Văn An" in page.text
    assert "Cấp cho tất cả" not in page.text
    token = browser.client.cookies["hoptac_csrf"]
    refused = await browser.client.post(f"{page.url.path}/batches", headers={"x-csrftoken": token})
    assert refused.status_code == 403


async def test_a_neighbours_members_and_files_are_not_there(chair, database, tan_hung, phu_loi, deeds, paid):
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    page = await chair.get(f"/{tan_hung.slug}/capital/certificates")
    answer = await chair.submit(page, "/batches$", {f"party-{stranger}": "1", "which": "chosen"})
    for _look in range(100):
        if "Chưa làm được" in answer.text:
            break
        await asyncio.sleep(0.1)
        answer = await chair.get(answer.url.path)
    assert "Không còn ai trong số đã chọn cần cấp giấy" in answer.text
    assert (await chair.get(f"/{tan_hung.slug}/capital/prints/{new_id()}/papers.pdf")).status_code == 404
