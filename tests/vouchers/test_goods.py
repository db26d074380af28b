"""Goods in the grid and on paper: item, quantity and price in the rows, forms 01-VT, 02-VT and 06-VT."""

from datetime import date
from decimal import Decimal

import pytest
from tests.capital.test_documents import plain, printed_text
from tests.conftest import PASSWORD, seat_person
from tests.inventory.conftest import enter_item
from tests.services.conftest import enter_season
from tests.vouchers.test_pages import filled, write

from hoptac.inventory.rules import Stock
from hoptac.inventory.stock import in_store
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.entries import net_lines
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.vouchers.actions import post_voucher, save_draft
from hoptac.vouchers.documents import PaperLine, VoucherPaper, goods_pdf
from hoptac.vouchers.drafts import DraftLine, VoucherForm

NPK = "Phân NPK 16-16-8"


@pytest.fixture
async def accountant(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "accountant"), PASSWORD)
    return browser


@pytest.fixture
async def npk(database, tan_hung):
    async with enter_tenant(database, tan_hung.id) as session:
        return await enter_item(session, tan_hung, name=NPK)


def row(debit, credit, item, quantity, price="", amount="", place=0):
    values = {"debit": debit, "credit": credit, "item": item, "quantity": quantity, "price": price, "amount": amount}
    return {f"{field}-{place}": value for field, value in values.items()}


async def there(database, org, item_id):
    async with enter_tenant(database, org.id) as session:
        stocks = await in_store(session, org.id, [item_id], on=today())
    return stocks.get((item_id, "156"), Stock())


async def test_received_issued_and_printed(accountant, database, tan_hung, npk):
    came = filled() | row("156", "558", NPK, "20", "510.000")
    done = await write(accountant, tan_hung, came, kind="goods_in")
    assert "Đã ghi sổ PN số 1." in done.text
    assert "20 bao" in done.text
    assert await there(database, tan_hung, npk) == Stock(Decimal(20), 10_200_000)
    for paper in ("voucher", "goods", "purchase-list"):
        assert (await accountant.get(f"{done.url.path}/{paper}.pdf")).content.startswith(b"%PDF")
    asked = f"/{tan_hung.slug}/vouchers/cost?item={npk}&account=156&quantity=5"
    assert (await accountant.client.get(asked)).json() == {"amount": "2.550.000", "available": "20"}
    assert (await accountant.client.get(asked.replace("=5", "=x"))).json() == {}
    left = await write(
        accountant, tan_hung, filled() | row("6111", "156", "pn11", "5", amount="2.550.000"), "goods_out"
    )
    assert "Đã ghi sổ PX số 1." in left.text
    assert await there(database, tan_hung, npk) == Stock(Decimal(15), 7_650_000)


async def test_a_draft_keeps_its_goods_and_is_changed(accountant, database, tan_hung, npk):
    kept = await write(accountant, tan_hung, filled() | row("156", "558", NPK, "20", "10.000"), "goods_in", deed="keep")
    grid = await accountant.get(str(kept.url.path) + "/edit")
    for shown in (f'value="{NPK}"', 'value="20"', 'value="10.000"', f'value="{npk}"', "with-goods"):
        assert shown in grid.text
    changed = {"quantity-0": "25", "amount-0": "", "deed": "post"}
    await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", changed)
    assert await there(database, tan_hung, npk) == Stock(Decimal(25), 250_000)


async def test_a_correction_keeps_season_contract_and_source(accountant, database, tan_hung, npk):
    contract_id = new_id()
    async with enter_tenant(database, tan_hung.id) as session:
        season_id = await enter_season(session, tan_hung)
    line = DraftLine(
        debit_account="1111", credit_account="5111", amount_dong=100_000, season_id=season_id, contract_id=contract_id,
        source="Chương trình",
    )  # fmt: skip
    voucher = VoucherForm(
        kind="receipt", voucher_on=today(), description="Thu tiền", lines=(line,), counterpart_name="Trần Văn An"
    )
    of = {"org_id": tan_hung.id, "actor_id": new_id(), "now": now()}
    async with enter_tenant(database, tan_hung.id) as session:
        voucher_id = await save_draft(session, form=voucher, request_key=new_id(), **of)
        posted = await post_voucher(session, voucher_id=voucher_id, **of)
    shown = await accountant.get(f"/{tan_hung.slug}/vouchers/{posted.id}")
    grid = await accountant.submit(shown, "/correction$", {})
    await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", {"amount-0": "90.000", "deed": "post"})
    async with enter_tenant(database, tan_hung.id) as session:
        [standing] = net_lines(await lines_with_adjustments(session, tan_hung.id, posted.id))
    kept = (standing.amount_dong, standing.season_id, standing.contract_id, standing.source)
    assert kept == (90_000, season_id, contract_id, "Chương trình")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (row("6111", "156", NPK, "5", "10.000"), f"Dòng 1: {NPK}: kho chỉ còn 0 bao, không xuất được 5 bao."),
        (row("6111", "152", NPK, "5", "10.000"), "nên theo dõi ở tài khoản 156."),
        (row("6111", "156", "Xăng", "5", "10.000"), "Dòng 1: Chưa rõ “Xăng” là mặt hàng nào."),
        (row("6111", "156", NPK, "năm", "10.000"), "Dòng 1: Không đọc được số lượng “năm”."),
        (row("6111", "156", NPK, "", amount="10.000"), "Dòng hàng hóa phải có cả mặt hàng và số lượng."),
        (row("6111", "156", "", "5", amount="10.000"), "Dòng hàng hóa phải có cả mặt hàng và số lượng."),
    ],
)
async def test_what_cannot_be_is_said_beside_the_row(accountant, database, tan_hung, npk, fields, said):
    refused = await write(accountant, tan_hung, filled() | fields, kind="goods_out")
    assert refused.status_code == 422
    assert said in refused.text
    assert f'value="{fields["item-0"]}"' in refused.text
    assert await there(database, tan_hung, npk) == Stock()


def paper(kind, *lines):
    return VoucherPaper(
        kind=kind, form_code="", organization_name="HTX Tân Hưng", organization_address="Ấp Thạnh Lợi",
        organization_code="1800123456", number="PN 7/2026", voucher_on=date(2026, 3, 5), counterpart_name="Trần Văn An",
        counterpart_address="Ấp Vĩnh Lân", description="Mua phân bón vụ hè thu", enclosed="02", lines=lines,
        director="Trần Văn Chín", prepared_by="Lê Thị Kim Thoa", is_posted=True,
    )  # fmt: skip


def goods(debit, credit, quantity, amount_dong):
    return PaperLine("", debit, credit, amount_dong, item=NPK, code="PN11", unit="bao", quantity=Decimal(quantity))


TAX = PaperLine("Thuế", "1331", "331", 510_000)


@pytest.mark.parametrize(
    ("kind", "form", "line", "says"),
    [
        ("goods_in", "goods", goods("156", "331", "20", 10_200_000), (
            "Mẫu số 01-VT", "PHIẾU NHẬP KHO", "Theo chứng từ", "Thực nhập", NPK, "PN11", "bao", "510.000", "10.200.000",
            "Mười triệu hai trăm nghìn đồng", "Họ tên người giao hàng", "Thủ kho", "Nợ:156", "Có:331", "PN 7/2026",
        )),
        ("goods_out", "goods", goods("6111", "156", "2.5", 1_275_000), (
            "Mẫu số 02-VT", "PHIẾU XUẤT KHO", "Yêu cầu", "Thực xuất", "2,5", "510.000", "1.275.000", "Lý do xuất kho",
            "Họ tên người nhận hàng", "Giám đốc", "Trần Văn Chín",
        )),
        ("payment", "goods", goods("156", "1111", "20", 10_200_000), ("Mẫu số 01-VT", "PHIẾU NHẬP KHO", "Có:1111")),
        ("payment", "purchases", goods("156", "1111", "20", 10_200_000), (
            "Mẫu số 06-VT", "BẢNG KÊ MUA HÀNG", "Họ và tên người mua", "Lê Thị Kim Thoa", "Địa chỉ mua hàng", "Ấp Vĩnh Lân",
            NPK, "bao", "20", "510.000", "10.200.000", "Bộ phận",
        )),
    ],
)  # fmt: skip
async def test_the_papers_of_goods_say_what_the_circular_asks(kind, form, line, says):
    printed = printed_text(await goods_pdf(paper(kind, line, TAX), form))
    assert [words for words in says if plain(words) not in printed] == []
    assert plain("10.710.000") not in printed, "the tax is no goods"
