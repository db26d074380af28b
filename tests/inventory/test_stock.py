"""What is in store is what the lines of the books add up to: averages worked out by hand, and no more leaves than is there."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest
from tests.inventory.conftest import ACTOR, NOW, enter_item, issue, move, post, receipt

from hoptac.inventory.refusals import NotEnough, UnitFixed
from hoptac.inventory.rules import ItemForm, Stock
from hoptac.inventory.stock import by_item, cost_on, has_moved, in_store, least_from, stock_card
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import check_books
from hoptac.vouchers.actions import open_correction, post_voucher, save_draft
from hoptac.vouchers.queries import get_voucher

MARCH = date(2026, 3, 31)


def stock(quantity, value_dong):
    return Stock(Decimal(quantity), value_dong)


async def there(session, org, item_id, on=MARCH, account="156"):
    return (await in_store(session, org.id, [item_id], on=on)).get((item_id, account), Stock())


async def cost(session, org, item_id, quantity, on, costing=0):
    found = await cost_on(session, org.id, item_id, "156", Decimal(quantity), on=on, costing=costing)
    return found[0]


async def test_the_average_after_each_receipt(database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, receipt(npk, "100", 1_000_000, date(2026, 3, 1)))
        await post(session, tan_hung, receipt(npk, "50", 650_000, date(2026, 3, 5)))
        assert await there(session, tan_hung, npk) == stock(150, 1_650_000)
        # Before the second receipt one cost 10.000, after it 11.000.
        assert await cost(session, tan_hung, npk, "60", date(2026, 3, 4)) == 600_000
        assert await cost(session, tan_hung, npk, "60", date(2026, 3, 10)) == 660_000
        await post(session, tan_hung, issue(npk, "60", 660_000, date(2026, 3, 10)))
        assert await there(session, tan_hung, npk) == stock(90, 990_000)
        assert await cost(session, tan_hung, npk, "90", date(2026, 3, 15)) == 990_000
        assert await there(session, tan_hung, npk, on=date(2026, 3, 4)) == stock(100, 1_000_000)
        assert await check_books(session, tan_hung.id) == []


async def test_the_average_of_the_month(database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, receipt(npk, "100", 1_000_000, date(2026, 2, 10)))
        await post(session, tan_hung, issue(npk, "40", 400_000, date(2026, 2, 20)))  # March begins with 60 for 600.000
        await post(session, tan_hung, receipt(npk, "40", 600_000, date(2026, 3, 2)))
        await post(session, tan_hung, issue(npk, "50", 500_000, date(2026, 3, 5)))
        # The month had 60 + 40 = 100 for 1.200.000: 12.000 each, though 50 for 700.000 (14.000 each) are there.
        assert await there(session, tan_hung, npk) == stock(50, 700_000)
        assert await cost(session, tan_hung, npk, "10", date(2026, 3, 15), costing=1) == 120_000
        assert await cost(session, tan_hung, npk, "10", date(2026, 3, 15), costing=0) == 140_000


async def test_no_more_leaves_than_is_there_on_the_day_and_later(database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, receipt(npk, "100", 1_000_000, date(2026, 3, 5)))
        await post(session, tan_hung, issue(npk, "70", 700_000, date(2026, 3, 10)))
        for voucher in (
            issue(npk, "31", 310_000, date(2026, 3, 12)),
            issue(npk, "31", 310_000, date(2026, 3, 6)),  # 100 were there, but 70 of them left on the tenth
            issue(npk, "1", 10_000, date(2026, 3, 4)),  # nothing had come yet
        ):
            with pytest.raises(Refusal, match="kho chỉ còn") as refused:
                await post(session, tan_hung, voucher)
            assert refused.value.field == "line-0"
        await post(session, tan_hung, issue(npk, "30", 300_000, date(2026, 3, 6)))
        assert await there(session, tan_hung, npk) == stock(0, 0)
        least = await least_from(session, tan_hung.id, [npk], on=date(2026, 3, 5))
        assert least == {(npk, "156"): Decimal(0)}


async def test_goods_are_counted_by_account(database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, receipt(npk, "10", 100_000))
        await post(session, tan_hung, move("goods_out", npk, "4", 40_000, date(2026, 3, 6), "157", "156"))
        stocks = await in_store(session, tan_hung.id, [npk], on=MARCH)
        assert stocks == {(npk, "156"): stock(6, 60_000), (npk, "157"): stock(4, 40_000)}
        assert by_item(stocks) == {npk: stock(10, 100_000)}
        with pytest.raises(Refusal, match="kho chỉ còn 6 bao"):
            await post(session, tan_hung, issue(npk, "7", 70_000))
        cards = await stock_card(session, tan_hung.id, npk)
        moved = [(one.entry_on, one.account, one.quantity, one.value_dong) for one in cards]
        assert sorted(moved[:2]) == [
            (date(2026, 3, 6), "156", Decimal(-4), -40_000),
            (date(2026, 3, 6), "157", Decimal(4), 40_000),
        ]
        assert moved[2:] == [(date(2026, 3, 1), "156", Decimal(10), 100_000)]


async def test_a_correction_takes_back_no_more_than_is_there(database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        posted = await post(session, tan_hung, receipt(npk, "100", 1_000_000))
        await post(session, tan_hung, issue(npk, "80", 800_000))
        of = {"org_id": tan_hung.id, "actor_id": ACTOR, "now": NOW}

        async def corrected_to(quantity, amount_dong):
            voucher_id = await open_correction(session, entry_id=posted.id, **of)
            await get_voucher(session, tan_hung.id, voucher_id)
            fixed = move("general", npk, quantity, amount_dong, date(2026, 3, 12), "156", "558", adjusts=posted.id)
            await save_draft(session, form=fixed, request_key=new_id(), voucher_id=voucher_id, **of)
            return await post_voucher(session, voucher_id=voucher_id, **of)

        with pytest.raises(Refusal, match="kho chỉ còn 20 bao, không xuất được 30 bao"):
            await corrected_to("70", 700_000)
        await corrected_to("90", 900_000)
        assert await there(session, tan_hung, npk) == stock(10, 100_000)
        assert await check_books(session, tan_hung.id) == []


async def test_two_issues_at_once_cannot_take_the_same_goods(database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, receipt(npk, "100", 1_000_000))

    async def once():
        async with enter_tenant(database, tan_hung.id) as session:
            return await post(session, tan_hung, issue(npk, "60", 600_000))

    results = await asyncio.gather(*(once() for _ in range(4)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["LineRefused"] * 3 + ["PostedEntry"]
    async with enter_tenant(database, tan_hung.id) as session:
        assert await there(session, tan_hung, npk) == stock(40, 400_000)


async def test_the_neighbours_goods_are_not_there(database, tan_hung, phu_loi, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        await post(session, tan_hung, receipt(npk, "100", 1_000_000))
    async with enter_tenant(database, phu_loi.id) as session:
        assert await in_store(session, phu_loi.id, [npk], on=MARCH) == {}
        assert await in_store(session, tan_hung.id, [npk], on=MARCH) == {}
        assert not await has_moved(session, phu_loi.id, npk)


async def test_the_unit_of_what_has_moved_stays(database, tan_hung, npk):
    from hoptac.inventory.actions import change_item

    of = {"org_id": tan_hung.id, "actor_id": ACTOR, "now": NOW, "item_id": npk}
    async with enter_tenant(database, tan_hung.id) as session:
        await change_item(session, form=ItemForm("NPK", "Phân NPK", "kg", "goods"), **of)
        await post(session, tan_hung, receipt(npk, "100", 1_000_000))
        await change_item(session, form=ItemForm("NPK", "Phân NPK Phú Mỹ", "kg", "goods", is_retired=True), **of)
        for unit, kind in (("bao", "goods"), ("kg", "product")):
            with pytest.raises(UnitFixed):
                await change_item(session, form=ItemForm("NPK", "Phân NPK", unit, kind), **of)


async def test_enough_is_asked_of_each_item_apart(database, tan_hung, npk):
    async with enter_tenant(database, tan_hung.id) as session:
        other = await enter_item(session, tan_hung, name="Đạm Phú Mỹ")
        await post(session, tan_hung, receipt(other, "100", 1_000_000))
        with pytest.raises(Refusal) as refused:
            await post(session, tan_hung, issue(npk, "1", 10_000))
        assert "Phân NPK 16-16-8: kho chỉ còn 0 bao" in str(refused.value)
        assert issubclass(NotEnough, Refusal)
