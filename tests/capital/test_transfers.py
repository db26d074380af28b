"""A contribution passes from one member to another: rules as a table, both registers and the books, the charter's choice."""

import asyncio
from datetime import date, timedelta

import pytest
from tests.capital.deeds import Deeds, M
from tests.capital.people import enter_members
from tests.capital.test_rules import ASSOCIATE, COOPERATIVE, NONE, TODAY, capital, held
from tests.conftest import PASSWORD, seat_person

from hoptac.capital import queries
from hoptac.capital.refusals import (
    AmountNotPositive,
    AssociatesAboveCeiling,
    CharterBasisMissing,
    ContributionAboveCeiling,
    ContributionBeforeJoining,
    GiverBelowMinimum,
    MemberNotFound,
    MemberStillOwes,
    NoncontributingAssociateContributes,
    TakerUnclear,
    TransferAbovePaid,
    TransferBeforePaid,
    TransferInFuture,
    TransferNotRetracted,
    TransferNotYetAllowed,
    TransferSwitchedOff,
)
from hoptac.capital.rules import AskedTransfer, CharterLimits, Debt, check_transfer
from hoptac.kit.calendar import today
from hoptac.kit.identifiers import new_id
from hoptac.ledger import balances_by_party, get_entry
from hoptac.organizations import terms

# the whole, the giver, the taker (million đồng: pledged, paid), passed on, what the giver owes, refusal
TRANSFERS = [
    (capital(100, 100), held(20, 20), held(10, 10), 20 * M, [], None),
    # 30 of 100 is the maximum, and the whole stays 100.
    (capital(100, 100), held(20, 20), held(25, 25), 5 * M, [], None),
    (capital(100, 100), held(20, 20), held(25, 25), 5 * M + 1, [], ContributionAboveCeiling),
    (capital(100, 100), held(20, 12), held(10, 10), 12 * M, [], None),
    (capital(100, 100), held(20, 12), held(10, 10), 12 * M + 1, [], TransferAbovePaid),
    (capital(100, 100), held(20), held(10, 10), 1, [], TransferAbovePaid),
    (capital(100, 100), held(20, 20), held(10, 10), 0, [], AmountNotPositive),
    (capital(100, 100), held(20, 20), held(10, 10), 1, [Debt("131", 5)], MemberStillOwes),
    (capital(100, 100), held(20, 20), held(kind=NONE), 1, [], NoncontributingAssociateContributes),
    # From one associate to another their sum stays; from an official member to an associate it grows.
    (
        capital(100, 100, associates=(30, 30)),
        held(20, 20, kind=ASSOCIATE),
        held(10, 10, kind=ASSOCIATE),
        20 * M,
        [],
        None,
    ),
    (capital(100, 100, associates=(30, 30)), held(20, 20), held(10, 10, kind=ASSOCIATE), 1, [], AssociatesAboveCeiling),
    (capital(100, 100, associates=(29, 29)), held(20, 20), held(9, 9, kind=ASSOCIATE), M, [], None),
]


@pytest.mark.parametrize(("whole", "giver", "taker", "amount", "debts", "refusal"), TRANSFERS)
def test_transfers(whole, giver, taker, amount, debts, refusal):
    asked = AskedTransfer(amount, TODAY, "Điều 12 Điều lệ")
    ask = lambda: check_transfer(  # noqa: E731
        whole,
        giver,
        taker,
        COOPERATIVE,
        asked,
        debts=debts,
        on_day_dong=giver.paid_dong,
        today=TODAY,
        giver_stays=False,
    )
    if refusal is None:
        assert ask() is None
        return
    with pytest.raises(refusal):
        ask()


@pytest.mark.parametrize(
    ("asked", "taker", "refusal", "field"),
    [
        (AskedTransfer(M, TODAY, ""), held(), CharterBasisMissing, "basis"),
        (AskedTransfer(M, TODAY + timedelta(days=1), "Điều 12"), held(), TransferInFuture, "transferred_on"),
        (AskedTransfer(6 * M, TODAY, "Điều 12"), held(), TransferBeforePaid, "transferred_on"),
        (
            AskedTransfer(M, TODAY, "Điều 12"), held(joined_on=date(2026, 3, 6)), ContributionBeforeJoining,
            "transferred_on",
        ),
    ],
)  # fmt: skip
def test_a_transfer_has_a_basis_and_a_day_on_which_it_could_be(asked, taker, refusal, field):
    with pytest.raises(refusal) as refused:
        check_transfer(
            capital(100, 100),
            held(20, 20),
            taker,
            COOPERATIVE,
            asked,
            debts=[],
            on_day_dong=5 * M,
            today=TODAY,
            giver_stays=False,
        )
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("minimum", "amount", "most"),
    [(None, 20 * M - 1, None), (None, 20 * M, 20 * M - 1), (5 * M, 15 * M, None), (5 * M, 15 * M + 1, 15 * M)],
)
def test_who_stays_a_member_keeps_the_minimum(minimum, amount, most):
    limits = CharterLimits(minimum_dong=minimum)
    asked = AskedTransfer(amount, TODAY, "Điều 12")
    ask = lambda stays: check_transfer(  # noqa: E731
        capital(100, 100), held(20, 20), held(5, 5), COOPERATIVE, asked, debts=[], on_day_dong=20 * M, today=TODAY,
        limits=limits, giver_stays=stays,
    )  # fmt: skip
    ask(False)
    if most is None:
        ask(True)
        return
    with pytest.raises(GiverBelowMinimum, match=f"{most:,}".replace(",", r"\.")) as refused:
        ask(True)
    assert (refused.value.field, refused.value.article) == ("amount_dong", "Điều 4.25 Luật 17/2023/QH15")


async def test_both_registers_and_the_books_follow(deeds, founders):
    an, binh, *_ = founders
    await deeds.allow_transfers()
    await deeds.pay(an, 10 * M)
    await deeds.certify(an)
    recorded = await deeds.transfer(an, binh, 4 * M)
    entry, (line,) = await deeds.read(get_entry, recorded.entry_id)
    assert (entry.series, line.debit_account, line.debit_party_id, line.credit_account, line.credit_party_id) == (
        "GV", "4111", an, "4111", binh,
    )  # fmt: skip
    assert await deeds.read(balances_by_party, "4111") == {an: 6 * M, binh: 4 * M}
    assert await deeds.read(queries.figures_of) == (60 * M, 10 * M)
    giver = await deeds.read(queries.get_member_capital, an, on=today())
    taker = await deeds.read(queries.get_member_capital, binh, on=today())
    assert (giver.standing.holding.pledged_dong, giver.standing.holding.paid_dong) == (6 * M, 6 * M)
    assert (taker.standing.holding.pledged_dong, taker.standing.holding.paid_dong) == (14 * M, 4 * M)
    assert [one.state for one in giver.certificates] == ["withdrawn"]
    assert [(one.method, one.reason, one.basis) for one in giver.refunds] == [
        ("transfer", "transfer", "Điều 12 Điều lệ")
    ]
    assert [(one.method, one.note) for one in taker.contributions] == [("transfer", "Nguyễn Văn An: Điều 12 Điều lệ")]
    for party_id, kind, deed_id in (
        (an, "refund", giver.refunds[0].id), (binh, "contribution", taker.contributions[0].id),
    ):  # fmt: skip
        with pytest.raises(TransferNotRetracted):
            await deeds.retract(party_id, deed_id, kind)
    await deeds.transfer(binh, an, 4 * M)
    assert await deeds.read(queries.figures_of) == (60 * M, 10 * M)
    await deeds.assert_all_agree()


async def test_it_is_the_charters_choice(deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M)
    with pytest.raises(TransferSwitchedOff, match="chỉ làm khi Điều lệ cho phép"):
        await deeds.transfer(an, binh, M)
    await deeds.allow_transfers()
    await deeds.transfer(an, binh, M)
    await deeds.allow_transfers(0)
    with pytest.raises(TransferSwitchedOff):
        await deeds.transfer(an, binh, M)


async def test_the_charter_of_the_day_is_asked(deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M, contributed_on=today() - timedelta(days=2))
    await deeds._do(terms.set_term, key=terms.TRANSFERS, value=1, valid_from=today(), basis="Điều 12 Điều lệ")
    with pytest.raises(TransferNotYetAllowed) as refused:
        await deeds.transfer(an, binh, M, transferred_on=today() - timedelta(days=1))
    assert refused.value.field == "transferred_on"
    await deeds.transfer(an, binh, M)


async def test_twice_is_once_and_nobody_else_takes_part(database, deeds, founders, phu_loi):
    an, binh, *_ = founders
    await deeds.allow_transfers()
    await deeds.pay(an, 10 * M)
    key = new_id()
    both = await asyncio.gather(*(deeds.transfer(an, binh, 6 * M, request_key=key) for _click in range(2)))
    assert both[0].id == both[1].id
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    for taker in (an, stranger, new_id()):
        with pytest.raises(TakerUnclear):
            await deeds.transfer(an, taker, M)
    with pytest.raises(MemberNotFound):
        await deeds.transfer(stranger, binh, M)
    assert (await deeds.read(balances_by_party, "4111"))[binh] == 6 * M
    assert await Deeds(database, phu_loi.id).read(queries.figures_of) == (0, 0)
    await deeds.assert_all_agree()


async def test_the_pages(chair, database, tan_hung, deeds, founders):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M)
    events = f"/{tan_hung.slug}/vouchers/events"
    assert "Chuyển phần vốn góp giữa hai thành viên" not in (await chair.get(events)).text
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/transfers/new")
    assert "chỉ làm khi Điều lệ cho phép" in form.text
    assert "/transfers" not in form.text.split("<main")[1].replace("/transfers/new", "")
    rules = await chair.get(f"/{tan_hung.slug}/vouchers/posting-rules")
    await chair.submit(rules, "/posting-rules/CAP-04$", {"basis": "Điều 12 Điều lệ"})
    assert "Chuyển phần vốn góp giữa hai thành viên" in (await chair.get(events)).text
    led = await chair.get(f"{events}/CAP-04")
    assert f'href="/{tan_hung.slug}/capital/{an}/transfers/new"' in led.text
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/transfers/new")
    values = {"to_party": "tran thi binh", "amount_dong": "4tr", "basis": "Điều 12 Điều lệ"}
    for wrong, sentence in (
        ({"to_party": "Ai Đó"}, "Người nhận phải là một thành viên khác"),
        ({"to_party": "Nguyễn Văn An"}, "Người nhận phải là một thành viên khác"),
        ({"basis": ""}, "Hãy điền căn cứ trong Điều lệ."),
        ({"amount_dong": "40tr"}, "chỉ đang góp 10.000.000 đồng"),
    ):
        refused = await chair.submit(form, "/transfers$", values | wrong)
        assert refused.status_code == 422
        assert sentence in refused.text
    done = await chair.submit(form, "/transfers$", values)
    assert "Đã chuyển phần vốn góp 4.000.000 đồng." in done.text
    assert "Chuyển cho thành viên khác" in done.text
    assert "Chuyển nhượng" in (await chair.get(f"/{tan_hung.slug}/capital/{binh}")).text
    assert (await deeds.read(balances_by_party, "4111"))[binh] == 4 * M


async def test_the_supervisor_passes_nothing_on(browser, database, tan_hung, founders):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/capital/{founders[0]}/transfers/new")).status_code == 403
