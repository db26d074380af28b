"""Goods that are bought and sold by event: quantity times price, cost by the average, and no more sold than is there."""

from decimal import Decimal

import msgspec
import pytest
from tests.inventory.conftest import enter_item
from tests.ledger.notation import line
from tests.vouchers.events.conftest import choose
from tests.vouchers.events.recording import errors, posted, record

from hoptac.inventory.rules import Stock
from hoptac.inventory.stock import in_store
from hoptac.kit.calendar import today
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.terms import terms_on

NPK = "Phân NPK 16-16-8"


@pytest.fixture
async def npk(database, furnished):
    async with enter_tenant(database, furnished.id) as session:
        return await enter_item(session, furnished, name=NPK)


async def buy(browser, org, quantity, price, **fields):
    told = {"item": NPK, "quantity": quantity, "price": price, "through": "cash"}
    return await record(browser, org, "PUR-01", told | fields)


async def there(database, org, item_id, account="156"):
    async with enter_tenant(database, org.id) as session:
        stocks = await in_store(session, org.id, [item_id], on=today())
    return stocks.get((item_id, account), Stock())


def with_goods(text, item_id, quantity):
    """The line of the notation with so much of an item."""
    return msgspec.structs.replace(line(text), item_id=item_id, quantity=Decimal(quantity).quantize(Decimal("0.001")))


async def test_bought_by_price_sold_at_the_average(accountant, database, furnished, npk):
    await buy(accountant, furnished, "100", "10.000")
    await buy(accountant, furnished, "50", "13.000")
    sale = {"party": "an", "item": "pn11", "quantity": "60", "price": "15.000", "through": "owed"}
    asked = await record(accountant, furnished, "SAL-02", sale, deed="preview")
    assert "Giá vốn bình quân 11.000 đ một bao; trong kho có 150 bao." in asked.text
    assert "60 bao Phân NPK 16-16-8" in asked.text
    await record(accountant, furnished, "SAL-02", sale)
    assert [lines for _series, _purpose, lines in await posted(database, furnished)] == [
        (with_goods("Nợ 156 / Có 1111 1.000.000", npk, 100),),
        (with_goods("Nợ 156 / Có 1111 650.000", npk, 50),),
        (line("Nợ 131@an / Có 5111 900.000"),),
        (with_goods("Nợ 6111@an / Có 156 660.000", npk, 60),),
    ]
    assert await there(database, furnished, npk) == Stock(Decimal(90), 990_000)


async def test_a_cost_that_is_typed_wins(accountant, database, furnished, npk):
    await buy(accountant, furnished, "10", "10.000")
    await record(accountant, furnished, "SAL-07", {"item": NPK, "quantity": "4", "cost": "45.000"})
    assert await there(database, furnished, npk) == Stock(Decimal(6), 55_000)
    await record(accountant, furnished, "SAL-07", {"item": NPK, "quantity": "6"})
    assert await there(database, furnished, npk) == Stock(Decimal(0), 0)


async def test_returned_goods_come_back_at_the_average(accountant, database, furnished, npk):
    await buy(accountant, furnished, "10", "10.000")
    await record(accountant, furnished, "DED-02", {"item": NPK, "quantity": "2"})
    assert await there(database, furnished, npk) == Stock(Decimal(12), 120_000)


async def test_the_account_follows_the_item(accountant, database, furnished):
    async with enter_tenant(database, furnished.id) as session:
        seed = await enter_item(session, furnished, name="Dầu diesel", unit="lít", kind="material")
        rice = await enter_item(session, furnished, name="Gạo ST25", unit="kg", kind="product")
    bought = {"item": "Dầu diesel", "quantity": "2,5", "amount": "50.000", "through": "cash"}
    await record(accountant, furnished, "PUR-01", bought | {"stock": "goods"})
    assert await there(database, furnished, seed, "152") == Stock(Decimal("2.5"), 50_000)
    made = {"item": "Gạo ST25", "quantity": "10", "amount": "300.000", "through": "cash"}
    await record(accountant, furnished, "PUR-01", made)
    sold = {"party": "cty", "item": "Gạo ST25", "quantity": "10", "amount": "400.000", "through": "owed"}
    await record(accountant, furnished, "SAL-06", sold)
    revenue, cost = [lines[0] for _series, _purpose, lines in (await posted(database, furnished))[-2:]]
    assert (revenue.credit_account, cost.debit_account, cost.credit_account) == ("5112", "6112", "156")
    assert await there(database, furnished, rice) == Stock(Decimal(0), 0)


@pytest.mark.parametrize(
    ("event_id", "fields", "said"),
    [
        ("SAL-02", {"quantity": "11", "amount": "1tr"}, "kho chỉ còn 10 bao, không xuất được 11 bao"),
        ("SAL-02", {"amount": "1tr"}, "Hãy điền Số lượng."),
        ("SAL-02", {"quantity": "hai", "amount": "1tr"}, "Không đọc được số lượng “hai”."),
        ("SAL-02", {"quantity": "2", "amount": "1tr", "item": "xăng"}, "Chưa rõ “xăng” là mặt hàng nào."),
        ("SAL-02", {"quantity": "2"}, "Hãy điền Số tiền."),
        ("SAL-02", {"quantity": "2", "amount": "1tr", "voucher_on": "1/1/2020"}, "kho chỉ còn 0 bao"),
    ],
)
async def test_what_goods_cannot_do_is_refused(accountant, database, furnished, npk, event_id, fields, said):
    await buy(accountant, furnished, "10", "10.000")
    refused = await record(accountant, furnished, event_id, {"party": "an", "item": NPK, "through": "cash"} | fields)
    assert refused.status_code == 422
    assert any(said in sentence for sentence in errors(refused)), errors(refused)
    assert len(await posted(database, furnished)) == 1


async def test_goods_that_nobody_has_are_not_given_away(accountant, database, furnished, npk):
    refused = await record(accountant, furnished, "DED-02", {"item": NPK, "quantity": "2"})
    assert errors(refused) == ["Hãy ghi số tiền."]
    assert await posted(database, furnished) == []


async def test_the_method_of_cost_is_the_organizations_choice(accountant, database, furnished, npk):
    await choose(database, furnished, stock_costing=1)
    async with enter_tenant(database, furnished.id) as session:
        assert (await terms_on(session, furnished.id, today()))["accounting.stock_costing"] == 1
    await buy(accountant, furnished, "100", "10.000")
    await record(accountant, furnished, "SAL-07", {"item": NPK, "quantity": "50"})
    await buy(accountant, furnished, "100", "13.000")
    # The month had 200 for 2.300.000, 11.500 each; what is there, 150 for 1.800.000, would make it 12.000.
    await record(accountant, furnished, "SAL-07", {"item": NPK, "quantity": "10"})
    assert (await posted(database, furnished))[-1][2][0].amount_dong == 115_000
