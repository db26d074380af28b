"""Papers on vouchers as people use them: sent, seen, opened, taken away or marked; who may not, and what stays."""

import asyncio
import re

import pytest
from sqlalchemy import text
from tests.conftest import PASSWORD, seat_person
from tests.vouchers.papers import samples
from tests.vouchers.papers.conftest import attached, documents_in, received, voucher

from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.vouchers.papers.kinds import LARGEST_BYTES


async def count(database, org, table):
    async with enter_tenant(database, org.id) as session:
        return (
            await session.execute(text(f"SELECT count(*) FROM {table} WHERE org_id = :org"), {"org": org.id})
        ).scalar_one()


async def test_several_papers_come_to_a_posted_voucher(accountant, database, tan_hung):
    page = await attached(
        accountant, await voucher(accountant, tan_hung),
        ("anh.jpg", samples.JPEG), ("hop-dong.pdf", samples.PDF), ("hd.xml", samples.plain()),
    )  # fmt: skip
    assert "Đã đính kèm 3 giấy tờ." in page.text
    first, second, third = documents_in(page)
    assert f'<img src="/{tan_hung.slug}/documents/{first}"' in page.text
    assert page.text.count('loading="lazy"') == 1
    assert "Lê Thị Kế" in page.text
    assert f"Lưu ít nhất đến 31/12/{today().year + 10} (Điều 13 Nghị định 174/2016/NĐ-CP)" in page.text
    for document, kind, disposition in (
        (first, "image/jpeg", "inline"), (second, "application/pdf", "inline"), (third, "application/xml", "attachment"),
    ):  # fmt: skip
        answer = await accountant.get(f"/{tan_hung.slug}/documents/{document}")
        assert answer.headers["content-type"].split(";")[0] == kind
        assert answer.headers["content-disposition"].startswith(disposition)
        assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
        assert answer.headers.get_list("content-security-policy")[0].startswith("sandbox")
        assert len(answer.headers.get_list("content-security-policy")) == 1
    assert (await accountant.get(f"/{tan_hung.slug}/documents/{third}")).content == samples.plain()


async def test_a_photo_does_not_travel_twice(accountant, browser, database, tan_hung, phu_loi):
    page = await attached(accountant, await voucher(accountant, tan_hung), ("anh.jpg", samples.JPEG))
    path = f"/{tan_hung.slug}/documents/{documents_in(page)[0]}"
    kept = {"if-none-match": (await accountant.get(path)).headers["etag"]}
    again = await accountant.client.get(path, headers=kept)
    assert (again.status_code, again.content) == (304, b"")
    await browser.sign_in(await seat_person(database, phu_loi.slug, "chair"), PASSWORD)
    for slug in (tan_hung.slug, phu_loi.slug):
        neighbour = await browser.client.get(path.replace(tan_hung.slug, slug), headers=kept)
        assert neighbour.status_code == 404


async def test_the_list_of_vouchers_tells_which_have_papers(accountant, tan_hung):
    page = await voucher(accountant, tan_hung)
    assert "giấy tờ kèm theo" not in (await accountant.get(f"/{tan_hung.slug}/vouchers")).text
    await attached(accountant, page, ("anh.jpg", samples.JPEG), ("b.png", samples.PNG))
    assert "2 giấy tờ kèm theo" in (await accountant.get(f"/{tan_hung.slug}/vouchers")).text


async def test_the_same_file_twice_and_a_double_click(accountant, database, tan_hung):
    page = await voucher(accountant, tan_hung)
    clicks = await asyncio.gather(*(attached(accountant, page, ("anh.jpg", samples.JPEG)) for _click in range(4)))
    assert all(answer.status_code == 200 for answer in clicks)
    again = await attached(accountant, page, ("ten-khac.jpg", samples.JPEG), ("anh.png", samples.PNG))
    assert "Đã đính kèm 1 giấy tờ; 1 tệp đã có ở đây." in again.text
    assert len(documents_in(again)) == 2
    assert await count(database, tan_hung, "stored_files") == 2
    other = await attached(accountant, await voucher(accountant, tan_hung), ("anh.jpg", samples.JPEG))
    assert "Cũng kèm ở" in other.text
    assert await count(database, tan_hung, "stored_files") == 2


async def test_a_paper_of_a_draft_goes_with_its_bytes(accountant, database, tan_hung):
    page = await attached(accountant, await voucher(accountant, tan_hung, "keep"), ("anh.jpg", samples.JPEG))
    assert f"Lưu ít nhất đến 31/12/{today().year + 5} (Điều 12 Nghị định 174/2016/NĐ-CP)" in page.text
    gone = await accountant.submit(page, "/removal$", {})
    assert "Đã gỡ giấy tờ khỏi chứng từ." in gone.text
    assert documents_in(gone) == []
    assert await count(database, tan_hung, "stored_files") == 0


async def test_bytes_that_lie_elsewhere_too_stay(accountant, database, tan_hung):
    await attached(accountant, await voucher(accountant, tan_hung), ("anh.jpg", samples.JPEG))
    draft = await attached(accountant, await voucher(accountant, tan_hung, "keep"), ("anh.jpg", samples.JPEG))
    await accountant.submit(draft, "/removal$", {})
    assert await count(database, tan_hung, "stored_files") == 1


async def test_what_lies_on_a_posted_voucher_stays_and_is_marked(accountant, browser, database, tan_hung):
    page = await attached(accountant, await voucher(accountant, tan_hung, "keep"), ("anh.jpg", samples.JPEG))
    [document] = documents_in(page)
    posted = await accountant.submit(page, "/posting$", {})
    assert "/removal" not in posted.text
    # The page from before it was posted, in another tab.
    refused = await accountant.submit(page, "/removal$", {})
    assert "Nghị định 174/2016/NĐ-CP, Điều 13" in refused.text
    assert documents_in(refused) == [document]
    silent = await accountant.submit(refused, "/mistake$", {"reason": " "})
    assert "Hãy ghi lý do." in silent.text
    marked = await accountant.submit(silent, "/mistake$", {"reason": "của chứng từ khác"})
    assert "Đính nhầm: của chứng từ khác" in marked.text
    assert documents_in(marked) == [document]
    twice = await accountant.submit(silent, "/mistake$", {"reason": "lần nữa"})
    assert "đã được đánh dấu rồi" in twice.text
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair", "Trần Văn Chín"), PASSWORD)
    as_chair = await browser.get(str(marked.url.path))
    form = {"_csrf_token": browser.client.cookies["hoptac_csrf"], "reason": "có giá trị lâu dài"}
    kept = await browser.client.post(
        f"/{tan_hung.slug}/documents/{document}/permanence", data=form, follow_redirects=True
    )
    assert "permanence" in as_chair.text
    assert "Lưu vĩnh viễn (Điều 14 Nghị định 174/2016/NĐ-CP)" in kept.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ\x90", "không phải ảnh JPEG, PNG, WebP"),
        ("trong.pdf", b"", "trống"),
        ("to.jpg", samples.JPEG + b"\0" * LARGEST_BYTES, "lớn hơn 10 MB"),
        ("IMG.HEIC", samples.HEIC, "HEIC"),
        ("bom.xml", samples.ENTITY_BOMB, "khai báo DTD"),
        ("a.html", b"<html></html>", "không phải hóa đơn điện tử"),
    ],
)
async def test_one_bad_file_and_nothing_is_stored(accountant, database, tan_hung, name, content, words):
    page = await attached(accountant, await voucher(accountant, tan_hung), ("anh.jpg", samples.JPEG), (name, content))
    assert words in page.text
    assert documents_in(page) == []
    assert await count(database, tan_hung, "stored_files") == 0


async def test_without_a_file_and_with_too_many(accountant, tan_hung):
    page = await voucher(accountant, tan_hung)
    assert "Hãy chọn ảnh, tệp PDF hoặc hóa đơn XML." in (await attached(accountant, page, ("", b""))).text
    many = [(f"{place}.jpg", samples.JPEG + bytes([place])) for place in range(21)]
    assert "nhiều nhất 20 tệp" in (await attached(accountant, page, *many)).text


async def test_a_discarded_voucher_takes_no_more(accountant, tan_hung):
    page = await attached(accountant, await voucher(accountant, tan_hung, "keep"), ("anh.jpg", samples.JPEG))
    given_up = await accountant.submit(page, "/discarding$", {})
    assert len(documents_in(given_up)) == 1
    assert "đã bỏ nên không đính kèm" in (await attached(accountant, page, ("b.png", samples.PNG))).text
    assert "lưu nguyên cùng giấy tờ" in (await accountant.submit(page, "/removal$", {})).text


async def test_an_entry_of_another_room_has_its_paper_too(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    page = await browser.get(f"/{tan_hung.slug}/accounting/opening/new")
    rows = {"account-0": "1121", "debit-0": "7.000.000", "account-1": "4211", "credit-1": "7.000.000"}
    await browser.submit(page, "/opening$", rows | {"deed": "post"})
    listed = await browser.get(f"/{tan_hung.slug}/vouchers")
    entry = re.search(rf"/{tan_hung.slug}/vouchers/([0-9a-f-]{{36}})", listed.text)
    assert entry
    shown = await attached(
        browser, await browser.get(f"/{tan_hung.slug}/vouchers/{entry[1]}"), ("anh.jpg", samples.JPEG)
    )
    assert len(documents_in(shown)) == 1
    assert "/removal" not in shown.text
    assert "Lưu ít nhất đến" in shown.text
    assert "1 giấy tờ kèm theo" in (await browser.get(f"/{tan_hung.slug}/vouchers")).text


async def test_a_supervisor_reads_and_a_cashier_does_not(accountant, browser, database, tan_hung):
    page = await attached(accountant, await voucher(accountant, tan_hung), ("anh.jpg", samples.JPEG))
    [document] = documents_in(page)
    for role, status in (("supervisor", 200), ("cashier", 403), ("member", 403)):
        await browser.sign_in(await seat_person(database, tan_hung.slug, role), PASSWORD)
        assert (await browser.get(f"/{tan_hung.slug}/documents/{document}")).status_code == status
        form = {"_csrf_token": browser.client.cookies["hoptac_csrf"], "reason": "x"}
        for deed in ("removal", "mistake", "permanence"):
            answer = await browser.client.post(f"/{tan_hung.slug}/documents/{document}/{deed}", data=form)
            assert answer.status_code == 403
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert 'type="file"' not in (await browser.get(str(page.url.path))).text


async def test_a_neighbour_finds_nothing(accountant, browser, database, tan_hung, phu_loi):
    page = await attached(accountant, await voucher(accountant, tan_hung), ("hd.xml", samples.plain()))
    [document] = documents_in(page)
    invoice = re.search(r"/invoices/([0-9a-f-]{36})", page.text)
    assert invoice
    voucher_id = str(page.url.path).rpartition("/")[2]
    await browser.sign_in(await seat_person(database, phu_loi.slug, "chair"), PASSWORD)
    own = f"/{phu_loi.slug}"
    for path in (f"/documents/{document}", f"/invoices/{invoice[1]}", f"/invoices/{invoice[1]}/file",
                 f"/vouchers/new?invoice={invoice[1]}", f"/vouchers/events/PUR-01?invoice={invoice[1]}"):  # fmt: skip
        assert (await browser.get(own + path)).status_code == 404
    form = {"_csrf_token": browser.client.cookies["hoptac_csrf"], "reason": "x"}
    for path in (f"/documents/{document}/removal", f"/documents/{document}/mistake", f"/invoices/{invoice[1]}/seller",
                 f"/invoices/{invoice[1]}/setting-aside"):  # fmt: skip
        assert (await browser.client.post(own + path, data=form)).status_code == 404
    sent = await browser.client.post(
        f"{own}/vouchers/{voucher_id}/documents", data=form, files=[("files", ("a.jpg", samples.JPEG))]
    )
    assert sent.status_code == 404
    # The same invoice is the neighbour's own business.
    assert "Đã nhận hóa đơn." in (await received(browser, phu_loi, ("hd.xml", samples.plain()))).text


ATTACKS = (
    ("DELETE FROM voucher_documents WHERE org_id = :org", "23001", "23001"),
    ("UPDATE voucher_documents SET name = 'x' WHERE org_id = :org", "42501", "23001"),
    ("UPDATE voucher_documents SET voucher_id = :other WHERE org_id = :org", "42501", "23001"),
    ("TRUNCATE voucher_documents CASCADE", "42501", "23001"),
    ("DELETE FROM stored_files WHERE org_id = :org", "23503", "23503"),
    ("UPDATE stored_files SET content = ''::bytea WHERE org_id = :org", "42501", "23001"),
    ("UPDATE received_invoices SET total_dong = 1 WHERE org_id = :org", "42501", None),
    ("DELETE FROM received_invoices WHERE org_id = :org", "42501", "23503"),
    ("UPDATE document_marks SET reason = 'x' WHERE org_id = :org", "42501", "23001"),
    ("DELETE FROM document_marks WHERE org_id = :org", "42501", "23001"),
)


@pytest.mark.parametrize(("statement", "as_app", "as_owner"), ATTACKS)
async def test_the_database_keeps_what_lies_on_posted_vouchers(
    accountant, database, owner_database, tan_hung, statement, as_app, as_owner
):
    page = await attached(accountant, await voucher(accountant, tan_hung), ("hd.xml", samples.plain()))
    await accountant.submit(page, "/mistake$", {"reason": "nhầm"})
    values = {"org": tan_hung.id} | ({"other": new_id()} if ":other" in statement else {})
    for role, expected in ((database, as_app), (owner_database, as_owner)):
        if expected is None:
            continue
        with pytest.raises(Exception) as refused:  # noqa: PT011 - the code is what is looked at
            async with enter_tenant(role, tan_hung.id) as session:
                await session.execute(text(statement), values if ":org" in statement else {})
        assert getattr(getattr(refused.value, "orig", None), "sqlstate", "") == expected
    assert len(documents_in(await accountant.get(str(page.url.path)))) == 1


async def test_a_paper_cannot_be_taken_away_while_somebody_posts(accountant, database, tan_hung):
    page = await attached(accountant, await voucher(accountant, tan_hung, "keep"), ("anh.jpg", samples.JPEG))
    posting, removing = await asyncio.gather(
        accountant.submit(page, "/posting$", {}), accountant.submit(page, "/removal$", {}), return_exceptions=True
    )
    assert not isinstance(posting, BaseException)
    assert not isinstance(removing, BaseException)
    async with enter_tenant(database, tan_hung.id) as session:
        left = await session.execute(
            text("SELECT count(*) FROM voucher_documents WHERE org_id = :org AND attached_at < :now"),
            {"org": tan_hung.id, "now": now()},
        )
        deeds = await session.execute(
            text("SELECT verb FROM audit_records WHERE org_id = :org AND verb IN ('post_voucher', 'detach_document') ORDER BY id"),
            {"org": tan_hung.id},
        )  # fmt: skip
        verbs = [row[0] for row in deeds]
        # Either it was taken away before the posting, or it stays.
        assert left.scalar_one() == (0 if "detach_document" in verbs else 1)
        assert "post_voucher" in verbs
