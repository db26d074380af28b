"""The charter's pages as a chair writes it, a member reads it, and a neighbour never sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.charter.adopting import IN_FORCE, PDF, adopt, charter_of_day
from tests.conftest import PASSWORD, seat_person
from tests.support.web import forms_of

from hoptac.kit.calendar import format_date, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.parameters import list_parameters

M = 1_000_000
FIRST = {"resolution": "Nghị quyết 01/NQ-ĐHTV", "adopted_on": "10/8/2024", "valid_from": "10/8/2024"}
WORDS = "Có đơn tự nguyện.\r\nCư trú tại xã Tân Hưng."


async def write(browser, org, values, day="", files=None):
    form = await browser.get(f"/{org.slug}/charter/versions/new" + (f"?day={day}" if day else ""))
    return await browser.submit(form, "/charter/versions$", values, files=files)


async def test_the_chair_writes_the_charter_and_everybody_reads_it(chair, browser, database, tan_hung):
    assert "Chưa ai ghi Điều lệ vào đây" in (await chair.get(f"/{tan_hung.slug}/charter")).text
    done = await write(
        chair,
        tan_hung,
        FIRST
        | {"contribution_minimum_dong": "2tr", "contribution_deadline_months": "3 tháng", "governance_model": "1"}
        | {"admission_conditions": WORDS, "indivisible_of_external_percent": "10 %"},
        files={"file": ("Điều lệ.pdf", PDF, "application/pdf")},
    )
    assert "Đã ghi Điều lệ, có hiệu lực từ ngày 10/08/2024." in done.text
    assert done.text.count("không ghi") >= 5
    charter = await charter_of_day(database, tan_hung.id, today())
    assert (charter.contribution_minimum_dong, charter.contribution_deadline_months) == (2 * M, 3)
    assert (charter.governance_model, charter.indivisible_of_external_percent) == ("full", 10)
    assert charter.admission_conditions == "Có đơn tự nguyện.\nCư trú tại xã Tân Hưng."
    assert len(charter.sayings) == 5
    for role in ("accountant", "cashier", "supervisor", "member"):
        await browser.sign_in(await seat_person(database, tan_hung.slug, role), PASSWORD)
        shown = await browser.get(f"/{tan_hung.slug}/charter")
        assert "2.000.000 đồng" in shown.text
        assert f'href="/{tan_hung.slug}/charter"' in shown.text.split("<main")[0]
        assert "/versions/new" not in shown.text
        clause = await browser.get(f"/{tan_hung.slug}/charter/clauses/contribution_minimum_dong")
        assert "Nguyễn Văn Tám" in clause.text
        assert (await browser.get(f"/{tan_hung.slug}/charter/versions/new")).status_code == 403
        version = next(
            part for part in shown.text.split('"') if "/charter/versions/" in part and part.endswith("text.pdf")
        )
        file = await browser.get(version)
        assert (file.content, file.headers["content-type"]) == (PDF, "application/pdf")


async def test_the_director_writes_too(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "director"), PASSWORD)
    assert (await write(browser, tan_hung, FIRST | {"refund_days": "30"})).status_code == 200
    assert (await charter_of_day(database, tan_hung.id, today())).refund_days == 30


async def test_only_what_differs_is_written_and_an_emptied_box_ends_a_clause(chair, database, tan_hung):
    await adopt(
        database, tan_hung.id, {"refund_days": 30, "pay": "Theo công điểm.", "contribution_minimum_dong": 2 * M}
    )
    tomorrow = today() + timedelta(days=1)
    second = {"resolution": "Nghị quyết 02/NQ-ĐHTV", "adopted_on": format_date(today())}
    done = await write(
        chair,
        tan_hung,
        second | {"valid_from": format_date(tomorrow), "refund_days": "", "contribution_minimum_dong": "3tr"},
    )
    assert "sắp áp dụng" in done.text
    assert done.text.count('data-label="Từ lần này"') == 2
    assert "thôi không ghi" in done.text
    assert "Theo công điểm." not in done.text
    now_read, then_read = [
        (await chair.get(f"/{tan_hung.slug}/charter?day={format_date(day)}")).text for day in (today(), tomorrow)
    ]
    assert "2.000.000 đồng" in now_read
    assert "30 ngày" in now_read
    assert "3.000.000 đồng" in then_read
    assert "30 ngày" not in then_read
    history = (await chair.get(f"/{tan_hung.slug}/charter/clauses/contribution_minimum_dong")).text
    assert history.index("3.000.000 đồng", history.index("Các lần ghi")) < history.rindex("2.000.000 đồng")
    assert history.count("sắp áp dụng") == 1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"contribution_deadline_months": "9"}, "contribution_deadline_months",
         "Luật cho nhiều nhất 6 tháng. Hãy ghi từ mức đó trở xuống. (Điều 74.4 Luật 17/2023/QH15)"),
        ({"board_members": "2"}, "board_members", "(Điều 65.1 Luật 17/2023/QH15)"),
        ({"contribution_maximum_percent": "35"}, "contribution_maximum_percent", "(Điều 74.1 Luật 17/2023/QH15)"),
        ({"refund_days": "30", "refund_months": "1"}, "refund_months", "chỉ ghi một trong hai"),
        ({"inactivity_months": "hai năm"}, "inactivity_months", "Hãy ghi một số nguyên từ 1 đến 1.200"),
        ({"inactivity_months": "6 đến 12"}, "inactivity_months", "Hãy ghi một số nguyên"),
        ({"inactivity_months": "1,5"}, "inactivity_months", "Hãy ghi một số nguyên"),
        ({"inactivity_months": "-3"}, "inactivity_months", "Hãy ghi một số nguyên"),
        ({"inactivity_months": "9" * 400}, "inactivity_months", "Hãy ghi một số nguyên"),
        ({"contribution_minimum_dong": "nhiều"}, "contribution_minimum_dong", "Không đọc được số tiền"),
        ({"governance_model": "7"}, "governance_model", "Hãy chọn một mục trong danh sách."),
        ({"disputes": "x" * 4001}, "disputes", "Ô này có 4.001 ký tự"),
        ({"adopted_on": "30/2/2024"}, "adopted_on", "30/2/2024"),
        ({"adopted_on": "11/8/2024"}, "valid_from", "Điều lệ có hiệu lực sớm nhất là ngày thông qua, 11/08/2024"),
        ({"resolution": " "}, "resolution", "Hãy điền số nghị quyết."),
        ({}, "", "Chưa có điều nào khác trước"),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    chair, database, tan_hung, wrong, field, sentence
):
    kept = {"valuation": "Thuê thẩm định giá."} if wrong else {}
    refused = await write(chair, tan_hung, FIRST | kept | wrong)
    assert refused.status_code == 422
    where = refused.text.split(f'id="field-{field}-error"')[1][:700] if field else refused.text
    assert sentence in where
    fields = next(form for form in forms_of(refused) if form["action"].endswith("/charter/versions"))["fields"]
    typed = {
        name: value for name, value in (kept | wrong).items() if name != "governance_model"
    }  # a list shows its own
    assert {name: fields[name] for name in typed} == typed
    async with enter_tenant(database, tan_hung.id) as session:
        assert (await session.execute(text("SELECT count(*) FROM charter_versions"))).scalar_one() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"PK\x03\x04", "Tệp này không phải PDF."), (PDF + b"0" * 10_485_760, "Tệp lớn hơn 10 MB.")],
)
async def test_a_file_that_is_no_text_is_refused(chair, database, tan_hung, content, sentence):
    files = {"file": ("dl.pdf", content, "application/pdf")}
    refused = await write(chair, tan_hung, FIRST | {"refund_days": "30"}, files=files)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert 'value="30"' in refused.text
    assert (await charter_of_day(database, tan_hung.id, today())).refund_days is None


async def test_the_text_may_come_later_and_once(chair, database, tan_hung):
    version = await adopt(database, tan_hung.id, {"refund_days": 30})
    here = f"/{tan_hung.slug}/charter/versions/{version.id}"
    assert (await chair.get(f"{here}/text.pdf")).status_code == 404
    page = await chair.get(here)
    nothing = await chair.submit(page, "/text$", {})
    assert (nothing.status_code, "Hãy chọn tệp PDF của Điều lệ." in nothing.text) == (422, True)
    kept = await chair.submit(page, "/text$", {}, files={"file": ("dl.pdf", PDF, "application/pdf")})
    assert "Đã lưu tệp Điều lệ." in kept.text
    again = await chair.submit(page, "/text$", {}, files={"file": ("dl.pdf", PDF + b"2", "application/pdf")})
    assert "tệp đã lưu không thay được" in again.text
    assert (await chair.get(f"{here}/text.pdf")).content == PDF


async def test_two_clicks_are_one_version_and_of_two_tabs_one_must_look_again(chair, database, tan_hung):
    form = await chair.get(f"/{tan_hung.slug}/charter/versions/new")
    other_tab = await chair.get(f"/{tan_hung.slug}/charter/versions/new")
    first, second = [await chair.submit(form, "/versions$", FIRST | {"refund_days": "30"}) for _click in range(2)]
    assert first.url == second.url
    overtaken = await chair.submit(other_tab, "/versions$", FIRST | {"refund_days": "90"})
    assert overtaken.status_code == 422
    assert "Có người vừa ghi một lần sửa Điều lệ khác" in overtaken.text
    still = await chair.submit(overtaken, "/versions$", {})
    assert still.status_code == 422
    assert (await charter_of_day(database, tan_hung.id, today())).refund_days == 30


async def test_a_neighbours_charter_is_not_there(chair, database, tan_hung, phu_loi):
    theirs = await adopt(database, phu_loi.id, {"pay": "Bí mật của Phú Lợi"})
    for path in (f"versions/{theirs.id}", f"versions/{theirs.id}/text.pdf", f"versions/{new_id()}", "clauses/pays"):
        assert (await chair.get(f"/{tan_hung.slug}/charter/{path}")).status_code == 404
    assert "Bí mật" not in (await chair.get(f"/{tan_hung.slug}/charter")).text
    assert (await chair.get(f"/{phu_loi.slug}/charter")).status_code == 404


async def test_a_day_that_is_none_is_said_beside_it(chair, tan_hung):
    odd = await chair.get(f"/{tan_hung.slug}/charter?day=hôm nào")
    assert odd.status_code == 422
    assert "hôm nào" in odd.text
    assert (await chair.get(f"/{tan_hung.slug}/charter/versions/new?day=hôm nào")).status_code == 200


async def test_a_charter_that_a_later_law_forbids_is_marked(chair, database, tan_hung):
    """Written by the law of its day, when none bounded it."""
    async with database.begin() as session:
        begins = min(
            one.valid_from for one in await list_parameters(session) if one.key == "capital.contribution_deadline"
        )
    await adopt(
        database, tan_hung.id, {"contribution_deadline_months": 12}, valid_from=begins - timedelta(days=1),
        adopted_on=begins - timedelta(days=1),
    )  # fmt: skip
    page = await chair.get(f"/{tan_hung.slug}/charter")
    assert "trái Luật hiện hành" in page.text
    earlier = await chair.get(f"/{tan_hung.slug}/charter?day={format_date(begins - timedelta(days=1))}")
    assert "trái Luật hiện hành" not in earlier.text
    assert begins < IN_FORCE
