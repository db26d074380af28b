"""E-invoices received: sent, seen, booked by an event or in the grid, put aside, sent again."""

import asyncio
import re

import pytest
from sqlalchemy import text, update
from tests.conftest import PASSWORD, seat_person
from tests.vouchers.papers import samples
from tests.vouchers.papers.conftest import attached, documents_in, received, voucher

from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.models import Organization
from hoptac.organizations.terms import set_term


@pytest.fixture
async def coded(database, tan_hung):
    """Tân Hưng with a tax code of its own; it deducts input tax."""
    code = f"18{new_id().int % 10**8:08d}"
    async with database.begin() as session:
        await session.execute(update(Organization).where(Organization.id == tan_hung.id).values(registration_code=code))
    async with enter_tenant(database, tan_hung.id) as session:
        await set_term(
            session, org_id=tan_hung.id, actor_id=new_id(), now=now(), key="accounting.vat_deduction", value=1,
            valid_from=today().replace(year=2020), basis="khấu trừ",
        )  # fmt: skip
    return code


def day():
    """Today, as XML writes it."""
    return today().isoformat()


async def test_an_invoice_is_read_booked_and_lies_on_its_voucher(accountant, database, tan_hung, coded):
    invoice = await received(accountant, tan_hung, ("hd.xml", samples.plain(day=day(), buyer=coded)))
    assert "Đã nhận hóa đơn." in invoice.text
    for shown in ("Công ty TNHH Vật tư Minh An", samples.SELLER, "1C26TAA 123", "10.800.000 đ", "Phân NPK"):
        assert shown in invoice.text
    assert "Cần xem lại" not in invoice.text
    assert "Không có trong tệp." in invoice.text
    assert "1 hóa đơn nhận chưa ghi sổ" in (await accountant.get("/inbox")).text
    entered = await accountant.submit(invoice, "/seller$", {})
    assert "Đối tượng: Công ty TNHH Vật tư Minh An." in entered.text
    form_path = re.search(r'href="([^"]+events/PUR-01\?invoice=[^"]+)"', entered.text)
    assert form_path
    form = await accountant.get(form_path[1])
    for filled in ('value="10.000.000"', 'value="800.000"', 'value="Công ty TNHH Vật tư Minh An"'):
        assert filled in form.text
    posted = await accountant.submit(form, "/PUR-01$", {"deed": "post"})
    assert "Đã ghi sổ PN 1/" in posted.text
    assert len(documents_in(posted)) == 1
    assert "chưa có hóa đơn" not in posted.text.lower()
    waiting = await accountant.get(f"/{tan_hung.slug}/invoices")
    assert "Không có hóa đơn nào chờ" in waiting.text
    booked = await accountant.get(f"/{tan_hung.slug}/invoices?standing=booked")
    assert "Công ty TNHH Vật tư Minh An" in booked.text
    again = await accountant.get(str(invoice.url.path))
    assert "Đã kèm ở" in again.text
    assert "Ghi sổ hóa đơn này" not in again.text
    assert "hóa đơn nhận chưa ghi sổ" not in (await accountant.get("/inbox")).text


async def test_a_service_is_booked_in_the_grid_and_a_discarded_draft_lets_it_wait_again(accountant, tan_hung, coded):
    invoice = await received(accountant, tan_hung, ("hd.xml", samples.plain(day=day(), buyer=coded)))
    await accountant.submit(invoice, "/seller$", {})
    invoice_id = str(invoice.url.path).rpartition("/")[2]
    grid = await accountant.get(f"/{tan_hung.slug}/vouchers/new?kind=general&invoice={invoice_id}")
    for filled in ('name="credit-0" value="331"', 'name="debit-1" value="1331"', 'name="credit-1" value="331"'):
        assert filled in grid.text
    refused = await accountant.submit(grid, "/vouchers$", {"debit-0": "999", "deed": "post"})
    assert refused.status_code == 422
    assert f'name="invoice" value="{invoice_id}"' in refused.text
    kept = await accountant.submit(refused, "/vouchers$", {"debit-0": "642", "deed": "keep"})
    assert len(documents_in(kept)) == 1
    assert "Không có hóa đơn nào chờ" in (await accountant.get(f"/{tan_hung.slug}/invoices")).text
    await accountant.submit(kept, "/discarding$", {})
    assert "Minh An" in (await accountant.get(f"/{tan_hung.slug}/invoices")).text


async def test_any_other_event_may_be_chosen(accountant, tan_hung, coded):
    invoice = await received(accountant, tan_hung, ("hd.xml", samples.plain(day=day(), buyer=coded)))
    invoice_id = str(invoice.url.path).rpartition("/")[2]
    events = await accountant.get(f"/{tan_hung.slug}/vouchers/events?invoice={invoice_id}")
    assert f"events/FND-03?invoice={invoice_id}" in events.text
    form = await accountant.get(f"/{tan_hung.slug}/vouchers/events/FND-04?invoice={invoice_id}")
    posted = await accountant.submit(form, "/FND-04$", {"deed": "keep"})
    assert posted.status_code == 200
    assert "Đã kèm ở" in (await accountant.get(str(invoice.url.path))).text


async def test_the_same_invoice_twice_is_said_with_a_link(accountant, database, tan_hung):
    first = await received(accountant, tan_hung, ("hd.xml", samples.plain()))
    same = await received(accountant, tan_hung, ("hd-tai-lai.xml", samples.with_namespace()))
    assert "đã nhận trước đó" in same.text
    assert same.url.path == first.url.path
    together = await received(
        accountant, tan_hung, ("a.xml", samples.in_a_message()), ("b.xml", samples.two_rates()), ("c.xml", samples.ENTITY_BOMB)
    )  # fmt: skip
    assert together.status_code == 200
    assert together.text.count("đã nhận trước đó") == 1
    assert "Tệp “c.xml”: tệp XML có khai báo DTD" in together.text
    async with enter_tenant(database, tan_hung.id) as session:
        found = await session.execute(
            text("SELECT count(*) FROM received_invoices WHERE org_id = :org"), {"org": tan_hung.id}
        )
        assert found.scalar_one() == 2


async def test_sent_by_many_clicks_it_is_one(accountant, database, tan_hung):
    page = await accountant.get(f"/{tan_hung.slug}/invoices")
    clicks = await asyncio.gather(
        *(
            accountant.submit(page, "/invoices$", {}, files=[("files", ("hd.xml", samples.plain()))])
            for _click in range(4)
        )
    )
    assert len({answer.url.path for answer in clicks}) == 1
    assert {answer.status_code for answer in clicks} == {200}


async def test_an_invoice_for_somebody_else_is_said_not_refused(accountant, tan_hung, coded):
    invoice = await received(accountant, tan_hung, ("hd.xml", samples.plain(total="10900000")))
    assert "không phải cho đơn vị này" in invoice.text
    assert "hóa đơn ghi tổng thanh toán 10.900.000 đ" in invoice.text
    assert "xuất cho đơn vị khác" in (await accountant.get(f"/{tan_hung.slug}/invoices")).text
    silent = await accountant.submit(invoice, "/setting-aside$", {"reason": ""})
    assert "Hãy ghi lý do." in silent.text
    aside = await accountant.submit(invoice, "/setting-aside$", {"reason": "gửi nhầm"})
    assert "gửi nhầm" in aside.text
    assert "Không có hóa đơn nào chờ" in (await accountant.get(f"/{tan_hung.slug}/invoices")).text
    assert "Minh An" in (await accountant.get(f"/{tan_hung.slug}/invoices?standing=aside")).text
    back = await accountant.submit(aside, "/return$", {})
    assert "lại chờ ghi sổ" in back.text


async def test_on_two_vouchers_it_is_said_with_links(accountant, tan_hung):
    first = await attached(accountant, await voucher(accountant, tan_hung), ("hd.xml", samples.plain()))
    second = await attached(accountant, await voucher(accountant, tan_hung), ("hd.xml", samples.with_namespace()))
    assert "Cũng kèm ở" in second.text
    assert str(first.url.path) in second.text
    link = re.search(r"/invoices/([0-9a-f-]{36})", second.text)
    assert link
    invoice = await accountant.get(f"/{tan_hung.slug}/invoices/{link[1]}")
    assert "kèm ở nhiều chứng từ" in invoice.text
    refused = await accountant.client.post(
        f"/{tan_hung.slug}/invoices/{link[1]}/setting-aside",
        data={"_csrf_token": accountant.client.cookies["hoptac_csrf"], "reason": "x"}, follow_redirects=True,
    )  # fmt: skip
    assert "không để riêng được" in refused.text
    # The second was a mistake: it counts no more.
    marked = await accountant.submit(second, "/mistake$", {"reason": "nhầm"})
    assert "Đính nhầm: nhầm" in marked.text
    assert "kèm ở nhiều chứng từ" not in (await accountant.get(f"/{tan_hung.slug}/invoices/{link[1]}")).text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.jpg", samples.JPEG, "không phải hóa đơn XML"),
        ("hong.xml", b"<HDon><DLHDon>", "bị hỏng"),
        ("bom.xml", samples.ENTITY_BOMB, "khai báo DTD"),
        ("khac.xml", b"<note/>", "không phải hóa đơn điện tử"),
        ("to.xml", b"<a>" + b" " * 3 * 2**20 + b"</a>", "lớn hơn 3 MB"),
        ("thieu.xml", samples.plain(number=""), "không có số hóa đơn (SHDon)"),
    ],
)
async def test_what_is_no_invoice_is_refused_and_not_kept(accountant, database, tan_hung, name, content, words):
    refused = await received(accountant, tan_hung, (name, content))
    assert refused.status_code == 422
    assert words in refused.text
    async with enter_tenant(database, tan_hung.id) as session:
        found = await session.execute(
            text("SELECT count(*) FROM stored_files WHERE org_id = :org"), {"org": tan_hung.id}
        )
        assert found.scalar_one() == 0


async def test_without_a_file(accountant, tan_hung):
    assert "Hãy chọn ảnh, tệp PDF hoặc hóa đơn XML." in (await received(accountant, tan_hung, ("", b""))).text


async def test_a_seller_that_is_known_is_found_by_name_without_accents(accountant, tan_hung):
    invoice = await received(accountant, tan_hung, ("hd.xml", samples.plain()))
    await accountant.submit(invoice, "/seller$", {})
    other = samples.plain(seller="0109998880", seller_name="CONG TY TNHH VAT TU MINH AN", number="7")
    shown = await received(accountant, tan_hung, ("hd2.xml", other))
    assert "Đối tượng: Công ty TNHH Vật tư Minh An." in shown.text
    form = {"_csrf_token": accountant.client.cookies["hoptac_csrf"]}
    twice = await accountant.client.post(f"{shown.url.path}/seller", data=form, follow_redirects=True)
    assert "đã có trong danh sách" in twice.text


async def test_a_supervisor_reads_and_sends_nothing(accountant, browser, database, tan_hung):
    invoice = await received(accountant, tan_hung, ("hd.xml", samples.plain()))
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert (await browser.get(str(invoice.url.path))).status_code == 200
    listed = await browser.get(f"/{tan_hung.slug}/invoices")
    assert "Minh An" in listed.text
    assert 'type="file"' not in listed.text
    form = {"_csrf_token": browser.client.cookies["hoptac_csrf"]}
    sent = await browser.client.post(
        f"/{tan_hung.slug}/invoices", data=form, files=[("files", ("a.xml", samples.plain()))]
    )
    assert sent.status_code == 403
