"""Vouchers as an accountant and a chair use them in the browser: written, refused with nothing lost, posted, corrected."""

import re
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.ledger.notation import entry

from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.money import format_dong
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import Line, balance_of_account, post_entry
from hoptac.organizations.terms import set_term
from hoptac.parties.models import Party
from hoptac.vouchers.actions import save_draft
from hoptac.vouchers.drafts import VoucherForm, draft_line


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


def filled(*rows, **head):
    """The posted grid: rows of (debit, credit, amount, party)."""
    values = {"voucher_on": format_date(today()), "description": "Thu tiền bán phân", "counterpart_name": "Trần Văn An"}
    for place, row in enumerate(rows):
        for field, value in zip(("debit", "credit", "amount", "party"), row, strict=False):
            values[f"{field}-{place}"] = value
    return values | head


async def write(browser, org, values, kind="receipt", deed="post"):
    page = await browser.get(f"/{org.slug}/vouchers/new?kind={kind}")
    return await browser.submit(page, "/vouchers$", values | {"deed": deed})


async def balance(database, org, account):
    async with enter_tenant(database, org.id) as session:
        return await balance_of_account(session, org.id, account)


async def test_written_and_posted_in_one_go(accountant, database, tan_hung):
    empty = await accountant.get(f"/{tan_hung.slug}/vouchers")
    assert "Chưa có chứng từ nào" in empty.text
    done = await write(accountant, tan_hung, filled(("1111", "5111", "1,5 triệu"), ("1111", "5113", "200.000")))
    assert "Đã ghi sổ PT số 1." in done.text
    assert "1.700.000 đ" in done.text
    assert await balance(database, tan_hung, "511") == 1_700_000
    listed = await accountant.get(f"/{tan_hung.slug}/vouchers")
    assert "Thu tiền bán phân" in listed.text
    paper = await accountant.get(str(done.url.path) + "/voucher.pdf")
    assert paper.content.startswith(b"%PDF")


async def test_the_same_form_sent_twice_leads_to_the_one_voucher(accountant, database, tan_hung):
    page = await accountant.get(f"/{tan_hung.slug}/vouchers/new?kind=receipt")
    values = filled(("1111", "5111", "200.000")) | {"deed": "post"}
    once, again = [await accountant.submit(page, "/vouchers$", values) for _click in range(2)]
    assert "Đã ghi sổ PT số 1." in once.text
    assert again.status_code == 200
    assert "PT 1/" in again.text
    assert await balance(database, tan_hung, "511") == 200_000


async def test_nothing_typed_is_lost_when_it_is_refused(accountant, database, tan_hung):
    rows = (("1111", "411", "5tr"), ("1111", "131", "700.000"), ("1111", "5111", "năm"))
    refused = await write(accountant, tan_hung, filled(*rows, enclosed="02"))
    assert refused.status_code == 422
    for kept in ('value="5tr"', 'value="411"', 'value="700.000"', 'value="năm"', 'value="02"', 'value="Trần Văn An"'):
        assert kept in refused.text
    assert "Dòng 3:" in refused.text
    refused = await write(accountant, tan_hung, filled(*rows[:2]))
    assert "Dòng 1: Tài khoản 411 còn tài khoản chi tiết." in refused.text
    assert "Dòng 2: Tài khoản 131 phải theo dõi từng đối tượng." in refused.text
    assert await balance(database, tan_hung, "1111") == 0


@pytest.mark.parametrize(
    ("rows", "head", "sentence"),
    [
        ((), {}, "Bút toán chưa có dòng nào"),
        ((("1111", "558", "1.000"),), {"voucher_on": format_date(today() + timedelta(days=40))}, "chưa tới"),
        ((("1111", "558", "1.000"),), {"voucher_on": "5/1/1999"}, "Ngày 05/01/1999 đứng trước mọi việc trong sổ."),
    ],
)
async def test_a_refusal_without_a_row_of_its_own_is_said_too(accountant, tan_hung, rows, head, sentence):
    page = await write(accountant, tan_hung, filled(*rows, **head))
    assert page.status_code == 422
    assert sentence in page.text


async def test_a_party_is_found_by_name_without_accents(accountant, database, tan_hung, phu_loi):
    members = await enter_members(database, tan_hung.id)
    suggested = (await accountant.client.get(f"/{tan_hung.slug}/vouchers/parties?q=nguyen an")).json()
    assert [party["id"] for party in suggested] == [str(members[0])]
    assert (await accountant.client.get(f"/{tan_hung.slug}/vouchers/parties?q=%25")).json() == []
    done = await write(accountant, tan_hung, filled(("1111", "131", "700.000", suggested[0]["name"])))
    assert suggested[0]["name"] in done.text
    unclear = await write(accountant, tan_hung, filled(("1111", "131", "700.000", "Không Ai Cả")))
    assert "Chưa rõ “Không Ai Cả” là ai." in unclear.text
    assert (await accountant.client.get(f"/{phu_loi.slug}/vouchers/parties?q=an")).status_code == 404


async def parties_named(database, org, name):
    async with enter_tenant(database, org.id) as session:
        found = await session.execute(select(Party.kind).where(Party.org_id == org.id, Party.name == name))
        return list(found.scalars())


async def test_whom_nobody_knows_is_added_with_the_voucher_or_not_at_all(accountant, database, tan_hung):
    name = "Cửa hàng Năm Sao"
    offered = (await accountant.client.get(f"/{tan_hung.slug}/vouchers/parties?new=1&q={name}")).json()
    assert [(one["id"], one["name"], one["address"]) for one in offered] == [
        ("new", name, "thêm người mới"),
        ("new-organization", name, "thêm đơn vị mới"),
    ]
    rows = (("331", "1111", "700.000", name), ("331", "1111", "50.000", name.upper()))
    newcomers = {"party-id-0": "new-organization", "party-id-1": "new-organization"}
    refused = await write(accountant, tan_hung, filled(*rows, description="", **newcomers), kind="payment")
    assert refused.status_code == 422
    assert 'name="party-id-0" value="new-organization"' in refused.text
    assert await parties_named(database, tan_hung, name) == []
    done = await write(accountant, tan_hung, filled(*rows, **newcomers), kind="payment")
    assert name in done.text
    assert await parties_named(database, tan_hung, name) == ["organization"]
    assert await balance(database, tan_hung, "331") == -750_000  # paid before anything was owed
    known = (await accountant.client.get(f"/{tan_hung.slug}/vouchers/parties?new=1&q=cua hang nam sao")).json()
    assert [one["name"] for one in known] == [name]
    plain = (await accountant.client.get(f"/{tan_hung.slug}/vouchers/parties?q=Người Lạ")).json()
    assert plain == []
    unknown = await write(accountant, tan_hung, filled(("331", "1111", "1.000", "Người Lạ")), kind="payment")
    assert "Chưa rõ “Người Lạ” là ai." in unknown.text


async def test_kept_as_a_draft_changed_and_posted_later(accountant, database, tan_hung):
    kept = await write(accountant, tan_hung, filled(("1111", "", "700.000")), deed="keep")
    assert "Đã lưu, chưa ghi sổ." in kept.text
    waiting = await accountant.get(f"/{tan_hung.slug}/vouchers/open")
    assert "đang soạn" in waiting.text
    grid = await accountant.get(str(kept.url.path) + "/edit")
    first = await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", {"credit-0": "5111", "deed": "keep"})
    late = await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", {"credit-0": "5113", "deed": "keep"})
    assert late.status_code == 422
    assert "Chứng từ đã được sửa ở nơi khác sau khi bạn mở." in late.text
    assert 'value="5113"' in late.text
    posted = await accountant.submit(first, "/posting$", {})
    assert "PT 1/" in posted.text
    assert await balance(database, tan_hung, "5111") == 700_000


async def test_a_payment_waits_for_a_second_pair_of_eyes(accountant, browser, web, database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        await set_term(
            session, org_id=tan_hung.id, actor_id=tan_hung.id, now=now(),
            key="accounting.approval", value=1, valid_from=today(), basis="Nghị quyết",
        )  # fmt: skip
    payment = filled(("642", "1111", "90.000"), description="Chi tiền điện")
    refused = await write(accountant, tan_hung, payment, kind="payment")
    assert "Chứng từ này phải được duyệt trước khi ghi sổ." in refused.text
    kept = await write(accountant, tan_hung, payment, kind="payment", deed="keep")
    waiting = await accountant.submit(kept, "/submission$", {})
    assert "chờ duyệt" in waiting.text
    assert "/approval" not in waiting.text
    place = str(waiting.url.path)
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair", "Trần Văn Chín"), PASSWORD)
    asked = await browser.get(place)
    approved = await browser.submit(asked, "/approval$", {})
    assert "đã duyệt" in approved.text
    assert "Trần Văn Chín" in approved.text
    posted = await browser.submit(approved, "/posting$", {})
    assert "PC 1/" in posted.text


@pytest.mark.parametrize(
    ("kind", "debit", "waits"), [("general", "642", True), ("general", "1121", False), ("goods_in", "133", True)]
)
async def test_money_that_leaves_waits_whatever_the_voucher_is_called(
    accountant, database, tan_hung, kind, debit, waits
):
    async with enter_tenant(database, tan_hung.id) as session:
        await set_term(
            session, org_id=tan_hung.id, actor_id=tan_hung.id, now=now(),
            key="accounting.approval", value=1, valid_from=today(), basis="Nghị quyết",
        )  # fmt: skip
    answer = await write(accountant, tan_hung, filled((debit, "1111", "90.000")), kind=kind)
    assert ("Chứng từ này phải được duyệt trước khi ghi sổ." in answer.text) is waits
    assert await balance(database, tan_hung, "1111") == (0 if waits else -90_000)


async def test_a_posted_voucher_is_corrected_by_its_difference(accountant, database, tan_hung):
    done = await write(accountant, tan_hung, filled(("1111", "5111", "700.000")))
    grid = await accountant.submit(done, "/correction$", {})
    assert "chỉ phần chênh lệch với chứng từ gốc được ghi" in grid.text
    corrected = await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", {"amount-0": "650.000", "deed": "post"})
    assert "-50.000" in corrected.text
    assert "Chứng từ điều chỉnh của" in corrected.text
    assert await balance(database, tan_hung, "5111") == 650_000
    original = await accountant.get(str(done.url.path))
    assert "Đã được điều chỉnh" in original.text


async def test_the_supervisor_reads_and_writes_nothing(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    listed = await browser.get(f"/{tan_hung.slug}/vouchers")
    assert listed.status_code == 200
    assert "Lập chứng từ" not in listed.text
    assert (await browser.get(f"/{tan_hung.slug}/vouchers/new")).status_code == 403


def rows_of(page):
    """The sums of the lines that a page shows."""
    return re.findall(r'<td class="num sum"[^>]*>([^<]+)</td>', page.text)


async def test_the_lines_of_a_long_entry_come_by_the_hundred(accountant, database, tan_hung):
    lines = tuple(Line("1111", "5111", number) for number in range(1, 251))
    draft = msgspec.structs.replace(entry("Nợ 1111 / Có 5111 1"), lines=lines)
    async with enter_tenant(database, tan_hung.id) as session:
        posted = await post_entry(session, org_id=tan_hung.id, actor_id=new_id(), draft=draft, now=now())
    first = await accountant.get(f"/{tan_hung.slug}/vouchers/{posted.id}")
    total = format_dong(sum(range(1, 251)))
    shown = []
    for of_all in ("1–100 trong 250", "101–200 trong 250", "201–250 trong 250"):
        assert of_all in first.text
        assert f"{total} đ" in first.text
        shown += rows_of(first)
        (last,) = re.findall(r'rel="next" href="([^"]+)"', first.text) or [None]
        first = await accountant.get(last) if last else first
    assert shown == [str(number) for number in range(1, 251)]
    (before,) = re.findall(r'rel="prev" href="([^"]+)"', first.text)
    assert "101–200 trong 250" in (await accountant.get(before)).text
    for typed in ("999999999", "99999999999999999999", "-4", "x", "250"):
        assert (await accountant.get(f"/{tan_hung.slug}/vouchers/{posted.id}?after={typed}")).status_code == 200


async def test_a_long_draft_comes_by_the_hundred_too(accountant, database, tan_hung):
    rows = tuple(draft_line(Line("1111", "5111", number)) for number in range(1, 151))
    form = VoucherForm(kind="general", voucher_on=today(), description="Kết chuyển", lines=rows)
    async with enter_tenant(database, tan_hung.id) as session:
        voucher_id = await save_draft(
            session, org_id=tan_hung.id, actor_id=new_id(), now=now(), form=form, request_key=new_id()
        )
    page = await accountant.get(f"/{tan_hung.slug}/vouchers/{voucher_id}")
    assert (len(rows_of(page)), "1–100 trong 150" in page.text) == (100, True)
    assert f"Ghi sổ {format_dong(sum(range(1, 151)))} đ" in page.text
    rest = await accountant.get(f"/{tan_hung.slug}/vouchers/{voucher_id}?after=100")
    assert rows_of(rest) == [str(number) for number in range(101, 151)]
