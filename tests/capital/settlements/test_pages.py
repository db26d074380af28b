"""Leaving, dying and being inherited from, as a board does it on the pages."""

import pytest
from tests.capital.deeds import M
from tests.conftest import PASSWORD, seat_person

from hoptac.capital import queries
from hoptac.kit.calendar import format_date, today
from hoptac.kit.identifiers import new_id
from hoptac.ledger import DraftEntry, Line, post_entry

DECISION = {"reason": "resignation", "body": "board", "decision_number": "07/QĐ-HĐQT", "bank_account": "0123456789"}
RESOLUTION = "NQ 02/NQ-ĐHTV ngày 10/10/2026"


async def leave(browser, slug, party_id, **values):
    form = await browser.get(f"/{slug}/members/{party_id}/termination/new")
    assert form.status_code == 200, form.text
    day = {"requested_on": format_date(today())} if values.get("reason", "resignation") == "resignation" else {}
    return await browser.submit(form, "/termination$", DECISION | day | values)


async def test_a_member_leaves_and_is_paid(chair, tan_hung, founders, deeds):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    await deeds.certify(an)
    here = f"/{tan_hung.slug}/members/{an}"
    assert f"{here}/termination" in (await chair.get(here)).text
    before = await chair.get(f"{here}/termination")
    assert "Ghi thôi là thành viên" in before.text
    assert "Giấy chứng nhận số 001" in before.text
    done = await leave(chair, tan_hung.slug, an)
    assert done.url.path == f"{here}/termination"
    for shown in ("Đã ghi thôi là thành viên.", "07/QĐ-HĐQT", "Hội đồng quản trị", "•••••••789", "10.000.000"):
        assert shown in done.text
    assert "0123456789" not in done.text
    for paper in ("decision", "settlement"):
        address = done.text.split(f"/{paper}.pdf")[0].rsplit('href="', 1)[1] + f"/{paper}.pdf"
        assert (await chair.get(address)).content.startswith(b"%PDF")
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/refunds/new")
    assert 'value="10.000.000"' in form.text
    paid = await chair.submit(form, "/refunds$", {"basis": RESOLUTION})
    assert paid.url.path == f"{here}/termination"
    assert "Đã ghi sổ hoàn trả 10.000.000 đồng." in paid.text
    again = await chair.get(f"{here}/termination/new")
    assert again.url.path == f"{here}/termination"
    await deeds.assert_all_agree()


async def test_debts_are_told_and_lead_to_their_lines(chair, tan_hung, founders, deeds):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    for account, contra, dong in (("131", "5111", 350_000), ("13211", "1111", 2 * M)):
        line = Line(account, contra, dong, debit_party_id=an)
        draft = DraftEntry(today(), "Nợ", "GV", "test", new_id(), "posting", (line,))
        await deeds._do(post_entry, draft=draft)
    bought = Line("156", "331", 500_000, credit_party_id=an)
    await deeds._do(post_entry, draft=DraftEntry(today(), "Mua lúa", "GV", "test", new_id(), "posting", (bought,)))
    done = await leave(chair, tan_hung.slug, an)
    for shown in (
        "Chưa trả vốn được", "tiền mua hàng, dịch vụ", "vay nội bộ", "2.000.000", "tiền mua nông sản, hàng hóa",
        "/vouchers/events/COL-01", "/vouchers/events/ILN-05", "/vouchers/events/COL-02",
    ):  # fmt: skip
        assert shown in done.text
    assert "Hoàn trả vốn<" not in done.text
    lines = done.text.split("/books/lines?accounts=131&amp;")[1].split('"')[0].replace("&amp;", "&")
    shown = await chair.get(f"/{tan_hung.slug}/books/lines?accounts=131&{lines}")
    assert "350.000" in shown.text


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(chair, tan_hung, founders, deeds):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    bad = await leave(
        chair, tan_hung.slug, an, reason="expulsion", decision_number="", answer="Tôi không đồng ý", left_on="1/1/2020"
    )
    assert bad.status_code == 422
    for shown in (
        "Hãy ghi số của quyết định",
        "Hãy ghi điều của Điều lệ",
        "Ngày thôi không được trước ngày đó",
        "Tôi không đồng ý",
    ):
        assert shown in bad.text
    wrong = await leave(chair, tan_hung.slug, an, reason="fee_default", grounds="Điều 9")
    assert wrong.status_code == 422
    assert "không áp dụng cho" in wrong.text
    assert "Điều 33.3.b" in wrong.text
    assert (await deeds.exit(an)).termination is None


async def test_heirs_are_recorded_and_settled(chair, tan_hung, founders, deeds):
    an, binh, *_ = founders
    await deeds.pay(an, 10 * M)
    here = f"/{tan_hung.slug}/members/{an}/termination"
    done = await leave(chair, tan_hung.slug, an, reason="death_or_incapacity", circumstance="death")
    address = done.text.split("/heirs/new")[0].rsplit('href="', 1)[1] + "/heirs/new"
    form = await chair.get(address)
    heirs = {
        "heir_name_1": "Lê Thị Sáu", "heir_relation_1": "vợ", "heir_share_1": "1/3", "heir_name_2": "Nguyễn Văn Út",
        "heir_relation_2": "con", "heir_share_2": "1/3", "basis": "Di chúc ngày 1/2/2020",
    }  # fmt: skip
    short = await chair.submit(form, "/heirs$", heirs)
    assert short.status_code == 422
    assert "Đang cộng được 2/3" in short.text
    shown = await chair.submit(short, "/heirs$", heirs | {"heir_share_2": "2/3"})
    assert shown.url.path == here
    assert "3.333.333" in shown.text
    assert "6.666.667" in shown.text
    wife, son = (await deeds.exit(an)).heirs
    page = await chair.get(f"{address.removesuffix('new')}{wife.id}")
    unsaid = await chair.submit(page, "/inheritance$", {"to_party": "Trần Thị Bình"})
    assert unsaid.status_code == 422
    assert "Điều 90.3" in unsaid.text
    taken = await chair.submit(page, "/inheritance$", {"to_party": "Trần Thị Bình", "volunteers": "1"})
    assert "Trần Thị Bình đã nhận phần vốn 3.333.333 đồng." in taken.text
    page = await chair.get(f"{address.removesuffix('new')}{son.id}")
    born = {"taker": "newcomer", "volunteers": "1", "kind": "associate_contributing", "born": "2015"}
    young = await chair.submit(page, "/inheritance$", born)
    assert young.status_code == 422
    assert "18" in young.text
    early = born | {"born": "1990", "joined_on": "1/1/2020"}
    before = await chair.submit(page, "/inheritance$", early)
    assert before.status_code == 422
    assert "trước ngày thôi là thành viên" in before.text
    entered = await chair.submit(page, "/inheritance$", born | {"born": "1990"})
    assert "Nguyễn Văn Út đã nhận phần vốn 6.666.667 đồng." in entered.text
    found = await deeds.exit(an)
    assert found.capital_dong == 0
    assert found.heirs[0].taken_by == binh
    taken = await deeds.read(queries.get_member_capital, found.heirs[1].taken_by, on=today())
    assert taken.standing.name == "Nguyễn Văn Út"
    await deeds.assert_all_agree()


async def test_an_heir_is_paid(chair, tan_hung, founders, deeds):
    an = founders[0]
    await deeds.pay(an, 10 * M)
    ended = await deeds.die(an)
    await deeds.heirs(an, ended.id, ("Lê Thị Sáu", "vợ", "1"))
    (heir,) = (await deeds.exit(an)).heirs
    page = await chair.get(f"/{tan_hung.slug}/members/{an}/termination/{ended.id}/heirs/{heir.id}")
    unfounded = await chair.submit(page, "/refund$", {})
    assert unfounded.status_code == 422
    paid = await chair.submit(page, "/refund$", {"basis": RESOLUTION, "method": "bank"})
    assert "Đã trả Lê Thị Sáu 10.000.000 đồng." in paid.text
    assert "đã trả giá trị" in paid.text
    paper = await chair.get(f"/{tan_hung.slug}/members/{an}/termination/{ended.id}/settlement.pdf")
    assert paper.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("termination/{other}/decision.pdf", 404),
        ("termination/{other}/settlement.pdf", 404),
        ("termination/{other}/heirs/new", 404),
        ("termination/{ended}/heirs/{other}", 404),
    ],
)
async def test_ids_of_others_are_not_there(chair, tan_hung, founders, deeds, place, status):
    an, binh, *_ = founders
    ended, other = await deeds.die(an), await deeds.die(binh)
    asked = place.format(ended=ended.id, other=other.id)
    assert (await chair.get(f"/{tan_hung.slug}/members/{an}/{asked}")).status_code == status


async def test_who_may_not_end_a_membership_sees_it_and_no_button(browser, database, tan_hung, founders):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    here = f"/{tan_hung.slug}/members/{founders[0]}/termination"
    page = await browser.get(here)
    assert page.status_code == 200
    assert "/termination/new" not in page.text
    assert (await browser.get(f"{here}/new")).status_code == 403
