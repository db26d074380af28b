"""Events as an accountant records them: proposed, refused with nothing lost, changed in the grid, posted, switched off."""

import pytest
from sqlalchemy import select
from tests.conftest import PASSWORD, seat_person
from tests.ledger.notation import lines, party
from tests.support.web import forms_of
from tests.vouchers.events.conftest import choose, furnish
from tests.vouchers.events.recording import errors, posted, record

from hoptac.kit.audit import AuditRecord
from hoptac.kit.calendar import today
from hoptac.kit.tenancy import enter_tenant
from hoptac.parties.models import Party
from hoptac.vouchers.queries import find_voucher_of_entry, list_open

SALE = {"party": "an", "amount": "5tr", "cost": "3.000.000"}


async def test_the_proposal_is_shown_with_its_reason_and_nothing_is_written(accountant, database, furnished):
    empty = await accountant.get(f"/{furnished.slug}/vouchers/events/LAB-04")
    assert "Điền các ô bên cạnh để xem định khoản." in empty.text
    assert "trả tiền thì hết nợ" in empty.text
    asked = await record(accountant, furnished, "LAB-04", {"party": "binh", "amount": "5tr"}, deed="preview")
    assert asked.status_code == 200
    for shown in ("334", "1111", "5.000.000", "Lê Thị Bình", "TT 71/2024 PL I TK 334", "Sẽ lập: Phiếu chi"):
        assert shown in asked.text
    assert await posted(database, furnished) == []
    unclear = await record(accountant, furnished, "LAB-04", {"party": "Không Ai", "amount": "5tr"}, deed="preview")
    assert unclear.status_code == 200
    assert "Chưa rõ “Không Ai” là ai." in unclear.text


async def test_whom_nobody_knows_is_added_when_it_is_kept_and_not_when_it_is_looked_at(accountant, database, furnished):
    async def known():
        async with enter_tenant(database, furnished.id) as session:
            found = await session.execute(select(Party.kind).where(Party.name == "Công ty Phú Mỹ"))
            return list(found.scalars())

    told = {"party": "Công ty Phú Mỹ", "party-id": "new-organization", "amount": "5tr"}
    looked_at = await record(accountant, furnished, "LAB-04", told, deed="preview")
    assert "5.000.000" in looked_at.text
    assert 'value="new-organization"' in looked_at.text
    assert await known() == []
    await record(accountant, furnished, "LAB-04", told, deed="keep")
    assert await known() == ["organization"]


async def test_a_cash_sale_of_goods_is_a_receipt_and_an_issue_posted_together(accountant, database, furnished):
    done = await record(accountant, furnished, "SAL-02", SALE | {"through": "cash"})
    assert f"Đã ghi sổ PT 1/{today().year}, PX 1/{today().year}." in done.text
    assert await posted(database, furnished) == [
        ("PT", "SAL-06", lines("Nợ 1111 / Có 5111@an 5.000.000")),
        ("PX", "SAL-06", lines("Nợ 6111@an / Có 156 3.000.000")),
    ]
    assert "Bán cho người ngoài, thành viên liên kết: Trần Văn An" in done.text


async def test_opened_in_the_grid_changed_and_posted_it_still_tells_the_event(accountant, database, furnished):
    fields = {"amount": "5tr", "through": "bank", "source": "Chương trình 1804"}
    grid = await record(accountant, furnished, "SUP-01", fields, deed="keep")
    assert str(grid.url.path).endswith("/edit")
    assert "Đã lập 1 chứng từ, chưa ghi sổ." in grid.text
    assert await posted(database, furnished) == []
    done = await accountant.submit(grid, "/vouchers/[0-9a-f-]+$", {"amount-0": "6.000.000", "deed": "post"})
    assert "Đã ghi sổ BC số 1." in done.text
    [(series, purpose, booked)] = await posted(database, furnished)
    assert (series, purpose, booked[0].amount_dong, booked[0].source) == (
        "BC",
        "SUP-01",
        6_000_000,
        "Chương trình 1804",
    )
    async with enter_tenant(database, furnished.id) as session:
        voucher = await find_voucher_of_entry(session, furnished.id, done.url.path.rsplit("/", 1)[-1])
    assert voucher.event_id == "SUP-01"
    correction = await accountant.submit(done, "/correction$", {})
    values = {"amount-0": "5.500.000", "deed": "post"}
    await accountant.submit(correction, "/vouchers/[0-9a-f-]+$", values)
    assert [(purpose, booked[0].amount_dong) for _series, purpose, booked in await posted(database, furnished)] == [
        ("SUP-01", 6_000_000),
        ("SUP-01", -500_000),
    ]


async def test_several_vouchers_kept_wait_in_the_list(accountant, database, furnished):
    listed = await record(accountant, furnished, "SAL-02", SALE, deed="keep")
    assert str(listed.url.path).endswith("/vouchers/open")
    assert "Đã lập 2 chứng từ, chưa ghi sổ." in listed.text
    async with enter_tenant(database, furnished.id) as session:
        assert sorted(row.kind for row in await list_open(session, furnished.id)) == ["goods_out", "receipt"]


async def test_the_tax_comes_from_its_rate_or_as_typed(accountant, database, furnished):
    await choose(database, furnished, vat_deduction=1)
    fields = {"amount": "333.333", "through": "cash"}
    await record(accountant, furnished, "SAL-06", fields | {"vat_rate": "8%"})  # 26.666,64
    await record(accountant, furnished, "SAL-06", fields | {"vat_rate": "8", "vat": "26.000"})
    await record(accountant, furnished, "SAL-06", fields)
    booked = [found for _series, _purpose, found in await posted(database, furnished)]
    assert booked == [
        lines("Nợ 1111 / Có 5111 333.333\nNợ 1111 / Có 3331 26.667"),
        lines("Nợ 1111 / Có 5111 333.333\nNợ 1111 / Có 3331 26.000"),
        lines("Nợ 1111 / Có 5111 333.333"),
    ]
    refused = await record(accountant, furnished, "SAL-06", fields | {"vat_rate": "tám"})
    assert errors(refused) == ["Không đọc được thuế suất “tám”. Hãy ghi số phần trăm, ví dụ 5 hoặc 10."]


@pytest.mark.parametrize(
    ("event_id", "fields", "said"),
    [
        ("LAB-04", {"party": "binh"}, "Hãy điền Số tiền."),
        ("LAB-04", {"amount": "5tr"}, "Hãy điền Người lao động."),
        ("LAB-04", {"amount": "năm", "party": "binh"}, "Không đọc được số tiền"),
        ("LAB-04", {"amount": "0", "party": "binh"}, "Số tiền phải lớn hơn 0."),
        ("LAB-04", {"amount": "-5tr", "party": "binh"}, "Số tiền phải lớn hơn 0."),
        ("LAB-04", {"amount": "5tr", "party": "Ai Đó"}, "Chưa rõ “Ai Đó” là ai."),
        ("LAB-04", {"amount": "5tr", "party": "binh", "through": "mây"}, "Hãy chọn một mục trong danh sách."),
        ("LAB-04", {"amount": "5tr", "party": "binh", "voucher_on": "31/2/2026"}, "Không đọc được ngày"),
        ("LAB-04", {"amount": "5tr", "party": "binh", "voucher_on": "1/1/2090"}, "chưa tới"),
        ("SUP-05", {"amount": "5tr", "through": "owed"}, "Tài khoản 138 theo dõi từng đối tượng."),
        ("FND-10", {}, "Hãy ghi số tiền."),
        ("DIV-02", {"party": "an", "amount": "100", "withheld": "100"}, "Phần trừ ra phải nhỏ hơn số tiền."),
        ("SUP-01", {"amount": "5tr", "counterpart_name": ""}, "Hãy ghi họ tên người nộp hoặc nhận tiền."),
        ("ILN-01", {"party": "binh", "amount": "5tr"}, "cần hợp đồng cung cấp dịch vụ còn hiệu lực"),
        ("ILN-01", {"party": "cty", "amount": "5tr"}, "chỉ dùng cho thành viên chính thức"),
        ("PUR-04", {"party": "an", "amount": "5tr", "through": "owed"}, "Tài khoản 131 theo dõi từng đối tượng."),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    accountant, database, furnished, event_id, fields, said
):
    fields = {"description": "Việc tháng này", "enclosed": "02"} | fields
    refused = await record(accountant, furnished, event_id, fields)
    assert refused.status_code == 422
    assert any(said in sentence for sentence in errors(refused)), errors(refused)
    form = next(form for form in forms_of(refused) if form["action"].endswith(event_id))
    assert (form["fields"]["description"], form["fields"]["enclosed"]) == ("Việc tháng này", "02")
    if fields.get("amount"):
        assert form["fields"]["amount"] == fields["amount"]
    assert await posted(database, furnished) == []
    async with enter_tenant(database, furnished.id) as session:
        assert await list_open(session, furnished.id) == []


async def test_where_somebody_must_approve_it_is_sent_and_not_posted(accountant, database, furnished):
    await choose(database, furnished, approval=1)
    asked = await record(accountant, furnished, "LAB-04", {"party": "binh", "amount": "5tr"}, deed="preview")
    assert "Phải có người duyệt trước: bấm Ghi sổ là gửi duyệt." in asked.text
    sent = await record(accountant, furnished, "LAB-04", {"party": "binh", "amount": "5tr"})
    assert "Phải có người duyệt nên đã gửi duyệt, chưa ghi sổ." in sent.text
    assert "chờ duyệt" in sent.text
    assert await posted(database, furnished) == []
    await record(accountant, furnished, "SUP-01", {"amount": "5tr"})
    assert [purpose for _series, purpose, _lines in await posted(database, furnished)] == ["SUP-01"]


async def test_the_same_form_sent_twice_is_one_event(accountant, database, furnished):
    page = await accountant.get(f"/{furnished.slug}/vouchers/events/SAL-02")
    values = {"party": "Trần Văn An", "amount": "5tr", "cost": "3tr", "deed": "post"}
    for _time in range(2):
        answer = await accountant.submit(page, "/events/SAL-02$", values)
        assert f"PT 1/{today().year}" in answer.text
    assert len(await posted(database, furnished)) == 2


async def test_a_neighbours_party_is_nobody_here(accountant, database, furnished, phu_loi):
    stranger = party("stranger")
    page = await accountant.get(f"/{furnished.slug}/vouchers/events/LAB-04")
    values = {"party": "Người Lạ", "party-id": str(stranger), "amount": "5tr", "deed": "post"}
    refused = await accountant.submit(page, "/events/LAB-04$", values)
    assert errors(refused) == ["Chưa rõ “Người Lạ” là ai. Hãy chọn một người hoặc đơn vị trong danh sách gợi ý."]
    await furnish(database, phu_loi)
    assert (await accountant.get(f"/{phu_loi.slug}/vouchers/events/LAB-04")).status_code == 404


async def test_the_list_shows_what_is_used_most_first_and_is_searched(accountant, furnished):
    index = f"/{furnished.slug}/vouchers/events"
    assert "Hay dùng" not in (await accountant.get(index)).text
    await record(accountant, furnished, "LAB-04", {"party": "binh", "amount": "5tr"})
    listed = await accountant.get(index)
    assert listed.text.index("Hay dùng") < listed.text.index("/events/LAB-04") < listed.text.index("/events/SAL-02")
    found = await accountant.get(f"{index}?q=tra+luong")
    assert found.text.index("/events/LAB-04") < found.text.index("/events/LAB-05")
    assert "/events/SAL-02" not in found.text
    assert "Không có việc nào như vậy" in (await accountant.get(f"{index}?q=phi+thuyen")).text
    assert (await accountant.get(f"{index}/XYZ-99")).status_code == 404
    posts = await accountant.client.post(
        f"{index}/CLS-01", headers={"x-csrftoken": accountant.client.cookies["hoptac_csrf"]}
    )
    assert posts.status_code == 404


@pytest.mark.parametrize(
    ("event_id", "place"), [("CAP-01", "capital"), ("CAP-04", "capital"), ("CLS-03", "vouchers/events")]
)
async def test_what_is_recorded_elsewhere_leads_there(accountant, furnished, event_id, place):
    led = await accountant.get(f"/{furnished.slug}/vouchers/events/{event_id}")
    assert str(led.url.path).rstrip("/") == f"/{furnished.slug}/{place}"
    assert "Vốn góp ghi ở sổ góp vốn" in led.text or "do việc kết chuyển cuối năm lập" in led.text


async def test_a_derived_rule_is_marked_and_can_be_switched_off(accountant, database, furnished):
    index, rules = f"/{furnished.slug}/vouchers/events", f"/{furnished.slug}/vouchers/posting-rules"
    shown = await accountant.get(f"{index}/COL-02")
    assert "phải có biên bản đối trừ hai bên ký" in shown.text
    switched = await accountant.submit(await accountant.get(rules), "/COL-02$", {"basis": "Nghị quyết 05"})
    assert "Đã tắt “Đối trừ nợ vật tư với tiền nông sản”." in switched.text
    assert "/events/COL-02" not in (await accountant.get(index)).text
    refused = await record(accountant, furnished, "COL-02", {"party": "an", "amount": "5tr"})
    assert "Hợp tác xã đã tắt cách ghi" in refused.text
    assert await posted(database, furnished) == []
    async with enter_tenant(database, furnished.id) as session:
        query = select(AuditRecord.detail).where(AuditRecord.verb == "switch_posting_rule")
        [detail] = (await session.execute(query)).scalars()
    assert (detail["rule"], detail["is_on"], detail["basis"]) == ("COL-02", False, "Nghị quyết 05")
    await accountant.submit(await accountant.get(rules), "/COL-02$", {})
    assert "/events/COL-02" in (await accountant.get(index)).text
    headers = {"x-csrftoken": accountant.client.cookies["hoptac_csrf"]}
    assert (await accountant.client.post(f"{rules}/LAB-04", headers=headers, data={"is_on": ""})).status_code == 303
    kept = await accountant.get(rules)
    assert "Cách ghi này có trong Thông tư 71/2024 nên không tắt được." in kept.text
    assert (await accountant.client.post(f"{rules}/XYZ", headers=headers)).status_code == 404


async def test_who_may_not_write_vouchers_sees_no_events(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    assert (await browser.get(f"/{tan_hung.slug}/vouchers/events")).status_code == 403
    assert "Ghi sổ theo việc" not in (await browser.get(f"/{tan_hung.slug}/vouchers")).text
