"""Contributions in kind: the kinds of the law, another kind than pledged, valuation and handing over, and completion."""

import asyncio
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import text
from tests.capital.deeds import APPROVAL, LAND, M
from tests.capital.people import enter_members
from tests.support.papers import page_count, plain, printed_text

from hoptac.capital import queries
from hoptac.capital.actions import complete_asset, drop_asset, record_asset
from hoptac.capital.asset_documents import handover_pdf, paper_of, valuation_pdf
from hoptac.capital.queries.assets import find_open_of_kind, get_asset
from hoptac.capital.queries.certificates import list_holders
from hoptac.capital.refusals import (
    AssetAccountRefused,
    AssetBooked,
    AssetDropped,
    AssetKindUnknown,
    AssetNotComplete,
    AssetNotFound,
    AssetOtherThanPledged,
    AssetUnnamed,
    CompletedBeforeHandover,
    DropReasonMissing,
    HandoverInFuture,
    PeriodMissing,
    ValuationMissing,
    ValuationUndocumented,
    ValuedAfterHandover,
)
from hoptac.capital.rules import HandedOver
from hoptac.kit.calendar import today
from hoptac.kit.errors import Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant

DAY = today() - timedelta(days=5)
HANDED = HandedOver("board", "01/BB-ĐG", DAY, DAY)


async def hand_over(deeds, party_id, amount=10 * M, thing=LAND, handed=HANDED, **given):
    given = {"request_key": new_id(), "account": "2113", "approval": APPROVAL} | given
    return await deeds._do(record_asset, party_id=party_id, amount_dong=amount, thing=thing, handed=handed, **given)


async def complete(deeds, party_id, asset_id, completed_on=None, approval=""):
    return await deeds._do(
        complete_asset, party_id=party_id, asset_id=asset_id, completed_on=completed_on, approval=approval
    )


async def test_what_others_of_its_kind_have_filled_is_completed_with_an_approval(database, tan_hung, deeds):
    (an,) = await enter_members(database, tan_hung.id, ("Phạm Thị Lài",))
    await deeds.pledge(an, 20 * M)
    await deeds.pledge(an, 5 * M, asset_kind="land_use_right")
    one, other = [
        await hand_over(deeds, an, 5 * M, thing=msgspec.structs.replace(LAND, kind="land_use_right"), approval="")
        for _ in range(2)
    ]
    await complete(deeds, an, one.id, today())
    with pytest.raises(AssetOtherThanPledged) as refused:
        await complete(deeds, an, other.id, today())
    assert refused.value.field == "approval"
    await complete(deeds, an, other.id, today(), "NQ 05/NQ-HĐQT")
    found = await deeds.read(get_asset, an, other.id)
    assert (found.state, found.approval) == ("booked", "NQ 05/NQ-HĐQT")
    assert await deeds.read(queries.sum_paid_in) == 10 * M
    await complete(deeds, an, other.id, today(), "NQ 06")  # booked, it keeps what it was booked with
    assert (await deeds.read(get_asset, an, one.id)).approval == ""
    await complete(deeds, an, one.id, today(), "NQ 06")
    assert (await deeds.read(get_asset, an, one.id)).approval == ""


async def test_handed_over_is_not_paid_and_complete_is(deeds, founders):
    an, *_ = founders
    asset = await hand_over(deeds, an)
    assert await deeds.read(queries.sum_paid_in) == 0
    with pytest.raises(AssetNotComplete) as refused:
        await complete(deeds, an, asset.id)
    assert refused.value.article == "Điều 76.4 Luật 17/2023/QH15"
    with pytest.raises(CompletedBeforeHandover):
        await complete(deeds, an, asset.id, DAY - timedelta(days=1))
    assert await deeds.read(queries.sum_paid_in) == 0
    done = await asyncio.gather(*(complete(deeds, an, asset.id, DAY + timedelta(days=1)) for _click in range(3)))
    assert sorted(one.is_new for one in done) == [False, False, True]
    assert await deeds.read(queries.sum_paid_in) == 10 * M
    found = await deeds.read(get_asset, an, asset.id)
    assert (found.state, found.completed_on) == ("booked", DAY + timedelta(days=1))
    await deeds.assert_all_agree()


def changed(struct, **changes):
    return msgspec.structs.replace(struct, **changes)


@pytest.mark.parametrize(
    ("thing", "handed", "refusal", "article"),
    [
        (changed(LAND, kind="dong"), HANDED, AssetKindUnknown, "Điều 73.1"),
        (changed(LAND, kind="crypto"), HANDED, AssetKindUnknown, "Điều 73.1"),
        (changed(LAND, asset=""), HANDED, AssetUnnamed, "Điều 76.3"),
        (changed(LAND, valued_by=""), HANDED, ValuationMissing, "Điều 77"),
        (LAND, changed(HANDED, number=""), ValuationUndocumented, "Điều 77"),
        (LAND, changed(HANDED, valued_on=DAY + timedelta(days=1)), ValuedAfterHandover, "Điều 76.3"),
        (LAND, changed(HANDED, handed_over_on=today() + timedelta(days=1)), HandoverInFuture, ""),
        (LAND, changed(HANDED, is_right_of_use=True), PeriodMissing, "Điều 76.2"),
    ],
)
async def test_what_a_handing_over_lacks_is_named_beside_its_field(deeds, founders, thing, handed, refusal, article):
    with pytest.raises(Refusals) as refused:
        await hand_over(deeds, founders[0], thing=thing, handed=handed)
    (one,) = refused.value.refusals
    assert type(one) is refusal
    assert one.field
    assert (one.article or "").startswith(article)


@pytest.mark.parametrize("account", ["1111", "2114", "211", "2113x", ""])
async def test_a_thing_is_booked_to_an_account_of_things(deeds, founders, account):
    with pytest.raises(Refusals) as refused:
        await hand_over(deeds, founders[0], account=account)
    assert [type(one) for one in refused.value.refusals] == [AssetAccountRefused]


async def test_another_kind_than_pledged_needs_leave(deeds, database, tan_hung):
    an, binh = await enter_members(database, tan_hung.id, ("Nguyễn Văn An", "Trần Thị Bình"))
    await deeds.pledge(an, 6 * M, asset_kind="land_use_right")
    await deeds.pledge(an, 4 * M)
    with pytest.raises(AssetOtherThanPledged) as refused:
        await deeds.pay(an, 5 * M)
    assert refused.value.article == "Điều 74.5 Luật 17/2023/QH15"
    assert "4.000.000" in str(refused.value)
    await deeds.pay(an, 4 * M)
    with pytest.raises(AssetOtherThanPledged):
        await hand_over(deeds, an, 6 * M, thing=changed(LAND, kind="gold"), approval="")
    asset = await hand_over(deeds, an, 6 * M, approval="")
    await complete(deeds, an, asset.id, today())
    assert await deeds.read(find_open_of_kind, an, "land_use_right") == 0
    await deeds.pledge(binh, M, asset_kind="gold")
    await deeds.pay(binh, M, approval=APPROVAL)
    capital = await deeds.read(queries.get_member_capital, binh, on=today())
    assert [(row.asset_kind, row.amount_dong) for row in capital.pledges] == [("gold", M)]
    await deeds.assert_all_agree()


async def test_a_thing_is_given_up_before_it_is_complete(deeds, founders):
    an, binh, *_ = founders
    asset = await hand_over(deeds, an)
    with pytest.raises(DropReasonMissing):
        await deeds._do(drop_asset, party_id=an, asset_id=asset.id, reason=" ")
    for party_id, asset_id in ((binh, asset.id), (an, new_id())):
        with pytest.raises(AssetNotFound):
            await complete(deeds, party_id, asset_id, today())
        with pytest.raises(AssetNotFound):
            await deeds._do(drop_asset, party_id=party_id, asset_id=asset_id, reason="Nhầm")
    await deeds._do(drop_asset, party_id=an, asset_id=asset.id, reason="Chưa sang tên được")
    await deeds._do(drop_asset, party_id=an, asset_id=asset.id, reason="Bấm lần nữa")
    assert (await deeds.read(get_asset, an, asset.id)).dropped_reason == "Chưa sang tên được"
    with pytest.raises(AssetDropped):
        await complete(deeds, an, asset.id, today())
    other = await hand_over(deeds, an)
    await complete(deeds, an, other.id, today())
    with pytest.raises(AssetBooked):
        await deeds._do(drop_asset, party_id=an, asset_id=other.id, reason="Nhầm")


async def test_the_same_form_twice_is_one_thing(deeds, founders):
    key = new_id()
    made = await asyncio.gather(*(hand_over(deeds, founders[0], request_key=key) for _click in range(3)))
    assert len({one.id for one in made}) == 1


async def test_what_was_handed_over_is_not_changed(deeds, database, tan_hung, founders):
    await hand_over(deeds, founders[0])
    for attack in ("UPDATE contributed_assets SET amount_dong = 1", "DELETE FROM contributed_assets"):
        with pytest.raises(Exception, match="permission denied"):
            async with enter_tenant(database, tan_hung.id) as session:
                await session.execute(text(attack))


@pytest.fixture
async def paper(deeds, founders):
    thing = changed(LAND, right_of_use_period="10 năm")
    asset = await hand_over(deeds, founders[0], thing=thing)
    row = await deeds.read(get_asset, founders[0], asset.id)
    holders = await deeds.read(list_holders, [founders[0]])
    return paper_of(row, holders[founders[0]], charter_capital_dong=60 * M)


async def test_the_record_of_the_handing_over_has_all_that_the_law_asks_for(paper):
    pdf = handover_pdf(paper)
    printed = printed_text(pdf)
    assert page_count(pdf) == 1
    for said in (
        "HTX Nông nghiệp Tân Hưng", "Trụ sở chính", "Nguyễn Văn An", "Số định danh", "Quyền sử dụng đất", LAND.asset,
        LAND.quantity, "10 năm", "10.000.000 đồng", "Mười triệu đồng", "16,67 %", "BÊN GIAO", "BÊN NHẬN", "01/BB-ĐG",
    ):  # fmt: skip
        assert plain(said) in printed, said
    assert handover_pdf(paper) == pdf


async def test_the_minutes_of_the_valuation_say_how_it_was_valued(paper):
    printed = printed_text(valuation_pdf(paper))
    for said in ("Hội đồng quản trị và người góp thỏa thuận (Điều 77.2)", LAND.valued_by, "01/BB-ĐG", "NGƯỜI GÓP VỐN"):
        assert plain(said) in printed, said


async def test_long_texts_stay_on_one_page(paper):
    long = dict.fromkeys(("organization_name", "head_office", "holder_name", "asset", "valued_by"), "Nghiệp " * 40)
    assert page_count(handover_pdf(paper | long)) == 1
    assert page_count(valuation_pdf(paper | long)) == 1
