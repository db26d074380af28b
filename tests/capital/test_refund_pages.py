"""Things contributed, capital given back and mistakes taken back, as a board does it on the pages."""

import io

import pytest
from python_calamine import CalamineWorkbook
from tests.capital.deeds import Deeds, M
from tests.capital.people import enter_members
from tests.conftest import PASSWORD, seat_person
from tests.support.web import forms_of

from hoptac.capital import queries
from hoptac.kit.calendar import format_date, today
from hoptac.ledger import DraftEntry, Line, post_entry

LAND = {
    "asset_kind": "land_use_right", "account": "2113", "asset": "Quyền sử dụng đất thửa 12", "asset_quantity": "150 m²",
    "valued_by": "Hội đồng quản trị", "valuation_number": "01/BB-ĐG", "approval": "NQ 05/NQ-HĐQT ngày 01/08/2024",
}  # fmt: skip
RESOLUTION = "NQ 02/NQ-ĐHTV ngày 10/10/2026"


@pytest.fixture
async def deeds(database, tan_hung):
    return Deeds(database, tan_hung.id)


@pytest.fixture
async def members(database, tan_hung, deeds):
    """Six who have pledged ten million each."""
    ids = await enter_members(database, tan_hung.id)
    for party_id in ids:
        await deeds.pledge(party_id, 10 * M)
    return ids


async def send(browser, slug, party_id, noun, values):
    form = await browser.get(f"/{slug}/capital/{party_id}/{noun}/new")
    assert form.status_code == 200
    return await browser.submit(form, f"/{noun}$", values)


async def test_a_thing_is_contributed(chair, tan_hung, members, deeds):
    an = members[0]
    bare = await send(
        chair, tan_hung.slug, an, "assets", {"amount_dong": "6tr"} | LAND | {"asset": "", "valued_by": ""}
    )
    assert bare.status_code == 422
    assert "Chưa ghi góp tài sản gì." in bare.text
    assert "Chưa ghi ai định giá tài sản." in bare.text
    assert "Điều 77 Luật 17/2023/QH15" in bare.text
    assert 'value="150 m²"' in bare.text
    odd = await send(chair, tan_hung.slug, an, "assets", {"amount_dong": "6tr"} | LAND | {"account": "1111"})
    assert odd.status_code == 422
    assert "Tài sản góp vốn không ghi vào tài khoản 1111." in odd.text
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/assets/new")
    assert [code for code in ("152", "156", "2111", "2113", "2114", "2117") if f'<option value="{code}"' in form.text] == [
        "152", "156", "2111", "2113", "2117",
    ]  # fmt: skip
    handed = await send(chair, tan_hung.slug, an, "assets", {"amount_dong": "10tr"} | LAND)
    assert "Chưa tính là đã góp." in handed.text
    assert await deeds.read(queries.sum_paid_in) == 0
    for paper in ("valuation", "handover"):
        assert (await chair.get(f"{handed.url.path}/{paper}.pdf")).content.startswith(b"%PDF")
    early = await chair.submit(handed, "/completion$", {"completed_on": ""})
    assert early.status_code == 422
    assert "Điều 76.4 Luật 17/2023/QH15" in early.text
    assert await deeds.read(queries.sum_paid_in) == 0
    for _click in range(2):
        done = await chair.submit(handed, "/completion$", {"completed_on": format_date(today())})
    assert "Đã ghi sổ góp vốn 10.000.000 đồng." in done.text
    assert "Quyền sử dụng đất thửa 12, 150 m²" in done.text
    assert "định giá: Hội đồng quản trị" in done.text
    assert "GV 1" in done.text
    assert await deeds.read(queries.sum_paid_in) == 10 * M
    journal = await chair.get(f"/{tan_hung.slug}/capital/contributions")
    assert "Quyền sử dụng đất thửa 12, 150 m²" in journal.text
    issued = await chair.submit(done, "/certificates$", {})
    address = issued.text.split('/certificate.pdf"')[0].rsplit('href="', 1)[1] + "/certificate.pdf"
    assert (await chair.get(address)).content.startswith(b"%PDF")
    await deeds.assert_all_agree()


async def test_a_second_thing_of_a_kind_is_completed_with_an_approval(chair, tan_hung, members, deeds):
    lai = members[0]
    await deeds.pledge(lai, 5 * M, asset_kind="land_use_right")
    things = [
        await send(chair, tan_hung.slug, lai, "assets", {"amount_dong": "5tr"} | LAND | {"approval": ""})
        for _time in range(2)
    ]
    day = {"completed_on": format_date(today())}
    for thing in things:
        assert 'name="approval"' not in thing.text
    assert "Đã ghi sổ góp vốn 5.000.000 đồng." in (await chair.submit(things[0], "/completion$", day)).text
    asked = await chair.submit(things[1], "/completion$", day)
    assert asked.status_code == 422
    assert "Điều 74.5 Luật 17/2023/QH15" in asked.text
    done = await chair.submit(asked, "/completion$", {"approval": "NQ 05/NQ-HĐQT"})
    assert "Đã ghi sổ góp vốn 5.000.000 đồng." in done.text
    assert "NQ 05/NQ-HĐQT" in (await chair.get(str(things[1].url.path))).text


async def test_capital_is_given_back_and_the_certificate_withdrawn(chair, browser, tan_hung, members, deeds):
    an = members[0]
    await deeds.pay(an, 10 * M)
    page = await chair.get(f"/{tan_hung.slug}/capital/{an}")
    issued = await chair.submit(page, "/certificates$", {})
    check = issued.text.split("/certificates/check/")[1].split('"')[0]
    values = {"amount_dong": "4 triệu", "reason": "membership_ended", "method": "bank", "basis": RESOLUTION}
    here = f"/{tan_hung.slug}/capital/{an}/refunds"
    none = await chair.get(f"{here}/new")
    assert f'href="/{tan_hung.slug}/members/{an}/termination"' in none.text
    assert not any(form["action"] == here for form in forms_of(none))  # who stays and holds no more than the maximum
    token = next(form["fields"] for form in forms_of(none) if "_csrf_token" in form["fields"])
    stale = token | values | {"refunded_on": format_date(today())}
    staying = await chair.client.post(here, data=stale)
    assert staying.status_code == 422
    assert "Người này vẫn là thành viên nên chỉ hoàn trả được phần vượt mức tối đa." in staying.text
    assert 'value="4 triệu"' in staying.text
    await deeds.end(an)
    assert "Người này vẫn là thành viên" not in (await chair.get(f"{here}/new")).text
    unfounded = await send(chair, tan_hung.slug, an, "refunds", values | {"basis": ""})
    assert unfounded.status_code == 422
    assert 'value="4 triệu"' in unfounded.text
    nothing_above = await send(chair, tan_hung.slug, an, "refunds", values | {"reason": "above_maximum"})
    assert nothing_above.status_code == 422
    assert "không có phần vượt để hoàn trả" in nothing_above.text
    assert "Điều 90.1" in nothing_above.text
    too_much = await send(chair, tan_hung.slug, an, "refunds", values | {"amount_dong": "11tr"})
    assert "chỉ đang góp 10.000.000 đồng" in too_much.text
    done = await send(chair, tan_hung.slug, an, "refunds", values)
    assert "Đã ghi sổ hoàn trả 4.000.000 đồng." in done.text
    assert done.url.path == f"/{tan_hung.slug}/members/{an}/termination"
    page = await chair.get(f"/{tan_hung.slug}/capital/{an}")
    for shown in ("BN 1", RESOLUTION, "Thôi là thành viên", "Đã thu hồi"):
        assert shown in page.text
    for gone in ("Cấp giấy chứng nhận", "Ghi cam kết", "Ghi vốn góp"):  # who has left pledges, pays and is given none
        assert gone not in page.text
    assert f"thôi là thành viên từ {format_date(today())}" in page.text
    checked = await chair.get(f"/{tan_hung.slug}/certificates/check/{check}")
    assert "Giấy chứng nhận đã bị thu hồi" in checked.text
    register = await chair.get(f"/{tan_hung.slug}/capital/refunds?q=nguyen van an")
    assert RESOLUTION in register.text
    assert "56.000.000" in register.text  # the charter capital: 60 less 4
    assert "Chưa hoàn trả" not in register.text
    export = await chair.get(f"/{tan_hung.slug}/capital/export.xlsx")
    refunds = CalamineWorkbook.from_filelike(io.BytesIO(export.content)).get_sheet_by_index(2).to_python()
    assert [cell for cell in refunds[-1] if cell][2:5] == ["Nguyễn Văn An", "Thôi là thành viên", RESOLUTION]
    await deeds.assert_all_agree()


async def test_what_is_owed_is_told_before_and_after(chair, tan_hung, members, deeds):
    an = members[0]
    await deeds.pay(an, 10 * M)
    sale = Line("131", "5111", 350_000, debit_party_id=an)
    await deeds._do(post_entry, draft=DraftEntry(today(), "Bán phân", "GV", "test", an, "posting", (sale,)))
    await deeds.end(an)
    owed = "Người này còn nợ hợp tác xã 350.000 đồng tiền mua hàng, dịch vụ (131)."
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/refunds/new")
    assert owed in form.text
    refused = await chair.submit(form, "/refunds$", {"amount_dong": "1tr", "basis": RESOLUTION})
    assert refused.status_code == 422
    assert refused.text.count(owed) == 2
    assert "Điều 90.2" in refused.text


async def test_the_same_refund_sent_twice_is_one(chair, tan_hung, members, deeds):
    an = members[0]
    await deeds.pay(an, 10 * M)
    await deeds.end(an)
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/refunds/new")
    for _click in range(2):
        answer = await chair.submit(form, "/refunds$", {"amount_dong": "1tr", "basis": RESOLUTION})
        assert answer.status_code == 200
    assert await deeds.read(queries.sum_paid_in) == 9 * M


async def test_a_mistake_is_taken_back_and_struck_through(chair, tan_hung, members, deeds):
    an = members[0]
    paid = await deeds.pay(an, 4 * M)
    here = f"/{tan_hung.slug}/capital/{an}"
    page = await chair.get(here)
    assert f"{here}/contributions/{paid.id}/retraction/new" in page.text
    form = await chair.get(f"{here}/contributions/{paid.id}/retraction/new")
    assert "điều chỉnh giảm 4.000.000 đồng" in form.text
    refused = await chair.submit(form, "/retraction$", {"reason": " "})
    assert refused.status_code == 422
    assert "Hãy ghi ngắn gọn vì sao lần ghi này là nhầm." in refused.text
    done = await chair.submit(form, "/retraction$", {"reason": "Ghi nhầm người"})
    assert "Đã bỏ lần ghi nhầm 4.000.000 đồng." in done.text
    assert 'class="is-taken-back"' in done.text
    assert "Ghi nhầm người" in done.text
    assert "/retraction/new" not in done.text
    again = await chair.submit(form, "/retraction$", {"reason": "Ghi nhầm người"})
    assert again.status_code == 200
    assert (await chair.get(f"{here}/contributions/{paid.id}/retraction/new")).url.path == here
    journal = await chair.get(f"/{tan_hung.slug}/capital/contributions")
    assert 'class="is-taken-back"' in journal.text
    assert "đã bỏ: GV 1" in journal.text
    export = await chair.get(f"/{tan_hung.slug}/capital/export.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(export.content)).get_sheet_by_index(1).to_python()
    assert [cell for cell in rows[-1] if isinstance(cell, float)] == [4_000_000.0, -4_000_000.0]
    await deeds.assert_all_agree()


async def test_a_refund_by_mistake_is_taken_back(chair, tan_hung, members, deeds):
    an = members[0]
    await deeds.pay(an, 4 * M)
    refunded = await deeds.give_back(an, 4 * M)
    form = await chair.get(f"/{tan_hung.slug}/capital/{an}/refunds/{refunded.id}/retraction/new")
    assert "trở lại như trước lần hoàn trả" in form.text
    done = await chair.submit(form, "/retraction$", {"reason": "Ghi hai lần"})
    assert "Đã bỏ lần ghi nhầm 4.000.000 đồng." in done.text
    assert await deeds.read(queries.figures_of) == (54 * M, 4 * M)
    assert 'class="is-taken-back"' in (await chair.get(f"/{tan_hung.slug}/capital/refunds")).text


@pytest.mark.parametrize(
    ("event", "deed", "title", "form"),
    [
        ("CAP-01", "contribution", "Chọn thành viên để ghi vốn góp", "contributions/new"),
        ("CAP-02", "in_kind", "Chọn thành viên góp vốn bằng hiện vật", "assets/new"),
        ("CAP-03", "refund", "Chọn thành viên được hoàn trả vốn góp", "refunds/new"),
    ],
)
async def test_an_event_leads_to_a_member_and_the_right_form(chair, tan_hung, members, event, deed, title, form):
    led = await chair.get(f"/{tan_hung.slug}/vouchers/events/{event}")
    assert (led.url.path, led.url.query) == (f"/{tan_hung.slug}/capital", f"deed={deed}".encode())
    assert title in led.text
    found = await chair.get(f"/{tan_hung.slug}/capital?deed={deed}&q=binh")
    address = f"/{tan_hung.slug}/capital/{members[1]}/{form}"
    assert f'href="{address}"' in found.text
    assert str(members[0]) not in found.text
    shown = await chair.get(address)
    assert shown.status_code == 200
    assert ('name="asset_kind"' in shown.text) is (deed == "in_kind")


async def test_a_neighbour_finds_nothing(chair, database, tan_hung, phu_loi, members, deeds):
    (stranger,) = await enter_members(database, phu_loi.id, ("Người Phú Lợi",))
    next_door = Deeds(database, phu_loi.id)
    await next_door.pledge(stranger, 10 * M)
    paid = await next_door.pay(stranger, 10 * M)
    refunded = await next_door.give_back(stranger, M)
    own = await deeds.pay(members[0], M)
    for party_id, path in (
        (stranger, "refunds/new"),
        (stranger, f"contributions/{paid.id}/retraction/new"),
        (members[0], f"contributions/{paid.id}/retraction/new"),
        (members[0], f"refunds/{refunded.id}/retraction/new"),
        (members[1], f"contributions/{own.id}/retraction/new"),
    ):
        assert (await chair.get(f"/{tan_hung.slug}/capital/{party_id}/{path}")).status_code == 404, path
    token = {"x-csrftoken": chair.client.cookies["hoptac_csrf"]}
    for party_id, path in (
        (stranger, "refunds"),
        (members[0], f"contributions/{paid.id}/retraction"),
        (members[1], f"contributions/{own.id}/retraction"),
    ):
        body = {"reason": "x", "amount_dong": "1", "basis": "x", "refunded_on": format_date(today()), "method": "cash"}
        body |= {"reason": "membership_ended"}
        sent = await chair.client.post(f"/{tan_hung.slug}/capital/{party_id}/{path}", data=body, headers=token)
        assert sent.status_code == 404, path
    assert await next_door.read(queries.sum_paid_in) == 9 * M
    assert await deeds.read(queries.sum_paid_in) == M


async def test_the_cashier_takes_money_in_and_gives_none_back(browser, database, tan_hung, members, deeds):
    paid = await deeds.pay(members[0], M)
    await browser.sign_in(await seat_person(database, tan_hung.slug, "cashier"), PASSWORD)
    here = f"/{tan_hung.slug}/capital/{members[0]}"
    page = await browser.get(here)
    assert "Ghi vốn góp" in page.text
    assert "Hoàn trả vốn<" not in page.text
    assert "/retraction/new" not in page.text
    for path in ("refunds/new", f"contributions/{paid.id}/retraction/new"):
        assert (await browser.get(f"{here}/{path}")).status_code == 403


async def test_english(chair, tan_hung, members, deeds):
    an = members[0]
    await deeds.pay(an, 2 * M)
    refunded = await deeds.give_back(an, M)
    chair.client.cookies.set("hoptac_language", "en")
    for path in ("refunds", f"{an}/refunds/new", f"{an}/refunds/{refunded.id}/retraction/new", "?deed=refund"):
        shown = await chair.get(f"/{tan_hung.slug}/capital/{path}".replace("/?", "?"))
        assert shown.status_code == 200
        assert "vốn góp" not in shown.text
        assert "Hoàn trả" not in shown.text
