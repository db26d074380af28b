"""Disclosures as a board keeps them and a member reads them."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.capital.deeds import M
from tests.conftest import PASSWORD, Cooperative, found_cooperative, seat_person
from tests.registers.history import Lives
from tests.support.web import Browser, ended

from hoptac.disclosures.queries import terms_on
from hoptac.disclosures.rules import ITEM_NAMES, Terms, due_on
from hoptac.kit.calendar import format_date, today
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant

PDF = b"%PDF-1.7\n%% a resolution\n"
TERMS = Terms(5, 30)
LONG_AGO = today() - timedelta(days=60)


async def record(browser: Browser, slug: str, title: str, issued_on: date, *, item: str = "decisions", **files: object):
    page = await browser.get(f"/{slug}/disclosures")
    values = {"item": item, "title": title, "issued_on": format_date(issued_on)}
    return await browser.submit(page, "/disclosures$", values, files=files or None)


async def test_from_issue_to_taking_down(chair: Browser, tan_hung: Cooperative) -> None:
    file = ("nghi-quyet.pdf", PDF, "application/pdf")
    issued = await record(chair, tan_hung.slug, "Nghị quyết 02/NQ-ĐHTV", LONG_AGO, file=file)
    assert f"Hạn niêm yết: {format_date(due_on(LONG_AGO, TERMS, today=today()))}." in issued.text
    assert "quá hạn niêm yết" in issued.text
    listed = await chair.get(f"/{tan_hung.slug}/disclosures")
    assert "1 văn bản quá hạn niêm yết." in listed.text
    posted_on = today() - timedelta(days=30)
    hung = await chair.submit(
        issued, "/posting$", {"posted_on": format_date(posted_on), "place": "Trụ sở chính, xã Vĩnh Trinh"}
    )
    assert "muộn hơn hạn của Điều 14.2" in hung.text
    assert format_date(today() - timedelta(days=1)) in hung.text  # the thirtieth day
    early = await chair.submit(hung, "/taking-down$", {"taken_down_on": format_date(today() - timedelta(days=1))})
    assert early.status_code == 422
    assert "Phải niêm yết ít nhất 30 ngày liên tục" in early.text
    assert "Điều 14.2" in early.text
    down = await chair.submit(hung, "/taking-down$", {"taken_down_on": format_date(today())})
    assert "đã gỡ" in down.text
    paper = await chair.get(re.search(r'href="([^"]+/file)"', down.text)[1])
    assert paper.content == PDF
    assert paper.headers["content-type"] == "application/pdf"
    assert "sandbox" in paper.headers["content-security-policy"]


async def test_what_is_late_comes_first(chair: Browser, tan_hung: Cooperative) -> None:
    await record(chair, tan_hung.slug, "Quy chế mới", today())
    await record(chair, tan_hung.slug, "Nghị quyết cũ", LONG_AGO)
    answer = await record(chair, tan_hung.slug, "Thông báo đã treo", LONG_AGO, item="training")
    await chair.submit(answer, "/posting$", {"posted_on": format_date(today()), "place": "Trụ sở"})
    page = await chair.get(f"/{tan_hung.slug}/disclosures")
    places = [page.text.index(title) for title in ("Nghị quyết cũ", "Quy chế mới", "Thông báo đã treo")]
    assert places == sorted(places)
    missing = page.text.split("Chưa niêm yết lần nào")[1].split("</ul>")[0]
    assert str(ITEM_NAMES["decisions"].msgid) in missing
    assert str(ITEM_NAMES["training"].msgid) not in missing


async def test_a_member_reads_what_was_posted_and_no_more(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    file = ("quy-che.pdf", PDF, "application/pdf")
    waiting = await record(chair, tan_hung.slug, "Quy chế chờ treo", today(), file=file)
    hung = await record(chair, tan_hung.slug, "Quy chế đã treo", today(), file=file)
    await chair.submit(hung, "/posting$", {"posted_on": format_date(today()), "place": "Trụ sở"})
    await chair.sign_in(await seat_person(database, tan_hung.slug, "member"), PASSWORD)
    page = await chair.get(f"/{tan_hung.slug}/disclosures")
    assert "Quy chế đã treo" in page.text
    assert "Quy chế chờ treo" not in page.text
    assert "Ghi văn bản mới" not in page.text
    assert (await chair.get(waiting.url.path)).status_code == 404
    assert (await chair.get(f"{waiting.url.path}/file")).status_code == 404
    assert (await chair.get(f"{hung.url.path}/file")).content == PDF
    token = chair.client.cookies["hoptac_csrf"]
    refused = await chair.client.post(f"{hung.url.path}/taking-down", data={"_csrf_token": token})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("values", "file", "told"),
    [
        ({"title": ""}, None, "Hãy điền tên văn bản."),
        ({"issued_on": format_date(today() + timedelta(days=1))}, None, "Ngày ban hành không thể sau hôm nay"),
        ({"issued_on": "31/2/2026"}, None, "Không đọc được ngày “31/2/2026”"),
        ({"item": "x"}, None, "Hãy chọn một mục trong danh sách."),
        ({}, ("a.pdf", b"MZ program", "application/pdf"), "a.pdf"),
        ({}, ("a.xml", b"<hoadon/>", "application/xml"), "không đọc được trên trang"),
    ],
)
async def test_a_document_that_cannot_be_is_refused_beside_its_field(
    chair: Browser, tan_hung: Cooperative, values: dict[str, str], file: tuple[str, bytes, str] | None, told: str
) -> None:
    page = await chair.get(f"/{tan_hung.slug}/disclosures")
    whole = {"item": "decisions", "title": "Nghị quyết 02", "issued_on": format_date(today())} | values
    answer = await chair.submit(page, "/disclosures$", whole, files={"file": file} if file else None)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Chưa công bố văn bản nào" in answer.text  # nothing was recorded


async def test_the_same_form_sent_twice_is_one_document(chair: Browser, tan_hung: Cooperative) -> None:
    page = await chair.get(f"/{tan_hung.slug}/disclosures")
    values = {"title": "Nghị quyết 02", "issued_on": format_date(today())}
    first, second = [await chair.submit(page, "/disclosures$", values) for _turn in range(2)]
    assert first.url == second.url


async def test_the_list_to_post_has_names_and_ratios_and_no_identity_numbers(
    chair: Browser, database: Database, tan_hung: Cooperative, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives = Lives(database, tan_hung.id)
    an = await lives.enter("Nguyễn Văn An", date(2026, 1, 1), identity_number="092062001234", address="Ấp Vĩnh Lợi")
    await lives.enter("Lê Văn Chín", date(2026, 1, 1), kind="associate_noncontributing")
    await lives.pledge(an, 10 * M, pledged_on=date(2026, 1, 1))
    await lives.pay(an, 10 * M, contributed_on=date(2026, 1, 1))
    page = await chair.get(f"/{tan_hung.slug}/disclosures")
    made = await ended(chair, await chair.submit(page, "/member-list$", {}))
    assert "Đã lập danh sách." in made.text
    assert f"tính đến hết ngày {format_date(today())}" in made.text
    paper = await chair.get(f"{made.url.path}/file")
    assert paper.content.startswith(b"%PDF")


async def test_a_neighbours_documents_are_not_there(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    answer = await record(chair, tan_hung.slug, "Nghị quyết 02", today(), file=("a.pdf", PDF, "application/pdf"))
    document = answer.url.path.rpartition("/")[2]
    neighbour = await found_cooperative(database, "phu-loi", "HTX Phú Lợi")
    await chair.sign_in(await seat_person(database, neighbour.slug, "chair"), PASSWORD)
    for address in (f"disclosures/{document}", f"disclosures/{document}/file", f"disclosures?after={document}"):
        assert (await chair.get(f"/{neighbour.slug}/{address}")).status_code == 404
    assert "Nghị quyết 02" not in (await chair.get(f"/{neighbour.slug}/disclosures")).text


async def test_the_law_says_five_working_days_and_thirty_days(database: Database, tan_hung: Cooperative) -> None:
    async with enter_tenant(database, tan_hung.id) as session:
        assert await terms_on(session, today()) == TERMS
        assert await terms_on(session, date(2020, 1, 1)) == TERMS


async def test_the_database_takes_nothing_down_before_its_days(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    answer = await record(chair, tan_hung.slug, "Nghị quyết 02", today())
    await chair.submit(answer, "/posting$", {"posted_on": format_date(today()), "place": "Trụ sở"})
    for attack in (
        "UPDATE disclosures SET taken_down_on = posted_on, taken_down_by = recorded_by",
        "DELETE FROM disclosures",
    ):
        with pytest.raises(DBAPIError):
            async with enter_tenant(database, tan_hung.id) as session:
                await session.execute(text(attack))
