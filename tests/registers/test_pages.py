"""The registers as a board uses them: on the screen, printed, as a workbook, and behind the borders."""

import io
import re
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text
from tests.capital.deeds import M
from tests.conftest import PASSWORD, Cooperative, found_cooperative, seat_person
from tests.registers.history import Lives
from tests.support.web import Browser, ended

from hoptac.kit.calendar import format_date, today
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant

JOINED = date(2026, 1, 10)
NUMBER = "092062001234"


@pytest.fixture
async def lives(database: Database, tan_hung: Cooperative) -> Lives:
    """An holds ten million and has a certificate; Bình came and left; Chín pays nothing and need not."""
    lives = Lives(database, tan_hung.id)
    lives.an = await lives.enter("Nguyễn Văn An", JOINED, identity_number=NUMBER, address="Ấp Vĩnh Lợi")
    lives.binh = await lives.enter("Trần Thị Bình", date(2026, 2, 1))
    lives.chin = await lives.enter("Lê Văn Chín", JOINED, kind="associate_noncontributing")
    await lives.pledge(lives.an, 10 * M, pledged_on=JOINED)
    await lives.pay_in_kind(lives.an, 10 * M, contributed_on=date(2026, 3, 1))
    await lives.certify(lives.an)
    await lives.leave(lives.binh, date(2026, 5, 1), "expulsion")
    return lives


async def test_the_register_of_a_day_is_shown(chair: Browser, tan_hung: Cooperative, lives: Lives) -> None:
    path = f"/{tan_hung.slug}/members/register"
    now = await chair.get(path)
    assert "Nguyễn Văn An" in now.text
    assert "Trần Thị Bình" not in now.text
    assert "Lê Văn Chín" not in now.text
    assert "0920••••1234" in now.text
    assert NUMBER not in now.text
    assert f"001/{today().year}" in now.text
    assert "Quyền sử dụng đất thửa 12, tờ 5" in now.text
    assert "100 %" in now.text
    then = await chair.get(f"{path}?on=30/4/2026&all=1")
    assert all(name in then.text for name in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín"))
    assert f"001/{today().year}" not in then.text
    found = await chair.get(f"{path}?on=30/4/2026&q=binh")
    assert "Trần Thị Bình" in found.text
    assert "Nguyễn Văn An" not in found.text
    assert "Ngày này sổ chưa có ai" in (await chair.get(f"{path}?on=9/1/2026")).text


@pytest.mark.parametrize("page", ["members/register", "capital/register"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (format_date(today() + timedelta(days=1)), "chưa tới. Sổ lập được đến hết hôm nay"),
        ("30/02/2026", "Không đọc được ngày “30/02/2026”"),
        ("hôm qua", "Không đọc được ngày “hôm qua”"),
        ("01/01/2019", "Đơn vị thành lập năm 2020"),
    ],
)
async def test_a_day_that_is_none_is_said_beside_the_field(
    chair: Browser, superuser_database: Database, tan_hung: Cooperative, page: str, typed: str, told: str
) -> None:
    async with superuser_database.begin() as session:
        await session.execute(text("UPDATE organizations SET founded_year = 2020 WHERE id = :id"), {"id": tan_hung.id})
    answer = await chair.get(f"/{tan_hung.slug}/{page}", params={"on": typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{typed}"' in answer.text


async def test_days_out_of_order_are_said_beside_the_last(chair: Browser, tan_hung: Cooperative) -> None:
    for noun in ("members", "capital"):
        answer = await chair.get(f"/{tan_hung.slug}/{noun}/movement?from=2/3/2026&to=1/3/2026")
        assert answer.status_code == 422
        assert "Ngày cuối phải từ ngày đầu, 02/03/2026, trở đi." in answer.text


def rows_of(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


async def make(browser: Browser, address: str, **values: str) -> bytes:
    answer = await ended(browser, await browser.submit(await browser.get(address), "/prints$", values))
    if answer.headers["content-type"].startswith("text/html"):
        found = re.search(r'href="([^"]+/registers/prints/[0-9a-f-]{36})"', answer.text)
        assert found, answer.text
        answer = await browser.get(found[1])
    assert answer.status_code == 200
    return answer.content


async def test_the_workbook_has_every_field_of_the_law(chair: Browser, tan_hung: Cooperative, lives: Lives) -> None:
    address = f"/{tan_hung.slug}/members/register"
    rows = rows_of(await make(chair, address, format="xlsx"))
    heading = next(place for place, row in enumerate(rows) if row[0] == "STT")
    an = dict(zip(rows[heading], rows[heading + 1], strict=True))
    assert len(rows) == heading + 2
    assert an["Họ và tên"] == "Nguyễn Văn An"
    assert (an["Địa chỉ liên lạc"], an["Quốc tịch"], an["Số định danh"]) == ("Ấp Vĩnh Lợi", "Việt Nam", "0920••••1234")
    assert (an["Vốn đã góp (đ)"], an["Tỷ lệ"], an["Ngày góp"]) == (10 * M, "100 %", date(2026, 3, 1))
    assert (an["Loại tài sản"], an["Số lượng"]) == ("Quyền sử dụng đất thửa 12, tờ 5", "1.500 m²")
    assert (an["Giá trị (đ)"], an["Giấy chứng nhận số"], an["Ngày cấp"]) == (10 * M, f"001/{today().year}", today())
    assert "HTX Nông nghiệp Tân Hưng" in str(rows[0][0])
    assert "Tính đến hết ngày" in str(rows[2][0])


async def test_whole_numbers_need_the_right_and_leave_their_trace(
    chair: Browser, browser: Browser, database: Database, tan_hung: Cooperative, lives: Lives
) -> None:
    address = f"/{tan_hung.slug}/members/register"
    rows = rows_of(await make(chair, address, format="xlsx", whole_numbers="1"))
    assert NUMBER in [row[8] for row in rows]
    async with enter_tenant(database, tan_hung.id) as session:
        looks = await session.execute(
            text("SELECT subject_kind, detail ->> 'day' FROM audit_records WHERE org_id = :org_id AND verb = :verb"),
            {"org_id": tan_hung.id, "verb": "open_identity_numbers"},
        )
        assert looks.all() == [("member_register", today().isoformat())]
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    page = await browser.get(address)
    assert "whole_numbers" not in page.text
    refused = await browser.submit(page, "/prints$", {"format": "xlsx", "whole_numbers": "1"})
    assert refused.status_code == 403
    assert "0920••••1234" in [row[8] for row in rows_of(await make(browser, address, format="xlsx"))]


async def test_papers_are_made_and_only_for_who_asked(
    chair: Browser, web: object, database: Database, tan_hung: Cooperative, lives: Lives
) -> None:
    for noun in ("members", "capital"):
        content = await make(chair, f"/{tan_hung.slug}/{noun}/register", format="pdf")
        assert content.startswith(b"%PDF")
    async with enter_tenant(database, tan_hung.id) as session:
        made = await session.execute(
            text("SELECT id FROM register_prints WHERE org_id = :org_id"), {"org_id": tan_hung.id}
        )
        print_id = made.scalars().first()
    address = f"/{tan_hung.slug}/registers/prints/{print_id}"
    assert (await chair.get(address)).content.startswith(b"%PDF")
    await chair.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    assert (await chair.get(address)).status_code == 404


async def test_the_register_of_contributions_adds_up(chair: Browser, tan_hung: Cooperative, lives: Lives) -> None:
    rows = rows_of(await make(chair, f"/{tan_hung.slug}/capital/register", format="xlsx"))
    assert [row[2:] for row in rows[-2:]] == [
        ["Nguyễn Văn An", "Thành viên chính thức", 10 * M, 10 * M, 0.0, 10 * M, "100 %", 0.0],
        ["Tổng cộng", "", 10 * M, 10 * M, 0.0, 10 * M, "100 %", 0.0],
    ]
    page = await chair.get(f"/{tan_hung.slug}/capital/register?on=28/2/2026")
    assert "Trần Thị Bình" in page.text
    assert page.text.count("10.000.000") >= 3  # pledged and owed, nothing paid yet


async def test_each_figure_of_the_movement_opens_its_names(chair: Browser, tan_hung: Cooperative, lives: Lives) -> None:
    page = await chair.get(f"/{tan_hung.slug}/members/movement?from=1/1/2026&to={format_date(today())}")
    rows = re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', page.text, re.DOTALL)
    figures = {
        name: [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<td[^>]*>(.*?)</td>", row)] for name, row in rows
    }
    assert figures == {
        "Đầu kỳ": ["0", "0", "0", "0"],
        "Ghi vào sổ theo danh sách": ["+2", "0", "+1", "+3"],
        "Bị khai trừ": ["−1", "0", "0", "−1"],
        "Cuối kỳ": ["1", "0", "1", "2"],
    }
    links = {found.replace("&amp;", "&") for found in re.findall(r'href="([^"]+/movement/names[^"]+)"', page.text)}
    expelled = next(link for link in links if "expulsion" in link)
    assert "Trần Thị Bình" in (await chair.get(expelled)).text
    for link in links:
        assert (await chair.get(link)).status_code == 200
    assert '<svg class="chart"' in page.text
    capital = await chair.get(f"/{tan_hung.slug}/capital/movement?from=1/1/2026&to={format_date(today())}")
    step = re.search(r'href="([^"]+step=contribution%3Ain_kind[^"]+)"', capital.text)
    assert step
    assert "Nguyễn Văn An" in (await chair.get(step[1].replace("&amp;", "&"))).text


async def test_a_step_that_there_is_not_is_not_found(chair: Browser, tan_hung: Cooperative) -> None:
    for address in ("members/movement/names?step=ended:nothing", "members/movement/names?step=begun:entered&kind=x",
                    "capital/movement/names?step=refund:nothing", "members/movement/names"):  # fmt: skip
        assert (await chair.get(f"/{tan_hung.slug}/{address}")).status_code == 404


async def test_a_print_without_a_format_is_refused_with_a_sentence(
    chair: Browser, tan_hung: Cooperative, lives: Lives
) -> None:
    page = await chair.get(f"/{tan_hung.slug}/members/register")
    assert "Hãy chọn một mục trong danh sách." in (await chair.submit(page, "/prints$", {"format": "exe"})).text
    tomorrow = format_date(today() + timedelta(days=1))
    assert "chưa tới" in (await chair.submit(page, "/prints$", {"on": tomorrow})).text


async def test_a_neighbour_finds_neither_register_nor_file(
    chair: Browser, database: Database, tan_hung: Cooperative, lives: Lives
) -> None:
    await make(chair, f"/{tan_hung.slug}/members/register", format="pdf")
    async with enter_tenant(database, tan_hung.id) as session:
        made = await session.execute(
            text("SELECT id FROM register_prints WHERE org_id = :org_id"), {"org_id": tan_hung.id}
        )
        print_id = made.scalars().one()
    neighbour = await found_cooperative(database, "phu-loi", "HTX Phú Lợi")
    await chair.sign_in(await seat_person(database, neighbour.slug, "chair"), PASSWORD)
    assert (await chair.get(f"/{tan_hung.slug}/members/register")).status_code == 404
    assert (await chair.get(f"/{neighbour.slug}/registers/prints/{print_id}")).status_code == 404
    assert (await chair.get(f"/{neighbour.slug}/registers/prints/jobs/{print_id}")).status_code == 404
    assert "Nguyễn Văn An" not in (await chair.get(f"/{neighbour.slug}/members/register?on=30/4/2026")).text
