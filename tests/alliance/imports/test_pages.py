"""The pages of the import of a yearly list, driven as an officer drives them."""

import io
import re

import msoffcrypto.format.ooxml
import pytest
from httpx import Response
from tests.alliance.conftest import SAMPLES, Alliance
from tests.alliance.imports.conftest import HEADING, a_list, line
from tests.conftest import PASSWORD, seat_person
from tests.support.web import Browser, ended

from hoptac.kit.calendar import today
from hoptac.kit.db import Database
from hoptac.kit.pages import LANGUAGE_COOKIE
from hoptac.kit.sheets import read_workbook
from hoptac.kit.sheets.limits import LARGEST_BYTES

CA_MAU = (SAMPLES / "ca-mau-2020.xlsx").read_bytes()


async def send(
    browser: Browser, alliance: Alliance, content: bytes, *, name: str = "ds.csv", year: str = "2022"
) -> Response:
    form = await browser.get(f"/{alliance.slug}/registry-imports/new")
    sent = await browser.submit(form, "/registry-imports$", {"year": year}, files={"file": (name, content)})
    return await ended(browser, sent)


async def confirm(browser: Browser, shown: Response) -> Response:
    """Take a list in, and what is shown when that is done."""
    return await ended(browser, await browser.submit(shown, "/confirmation$", {}))


def text_of(answer: Response) -> str:
    """The page's words, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


async def test_a_list_is_sent_shown_and_taken_in(officer: Browser, alliance: Alliance) -> None:
    shown = await send(officer, alliance, CA_MAU, name="ca-mau-2020.xlsx", year="")
    assert shown.status_code == 200
    assert "Ghi 249 đơn vị vào sổ đăng ký" in shown.text
    assert "440,34 tỷ" in shown.text
    assert "4.011 thành viên, 4.033 lao động thường xuyên" in text_of(shown)
    assert "Hãy nhập danh sách năm bằng Excel." in (await officer.get(f"/{alliance.slug}/dashboard")).text
    dashboard = await confirm(officer, shown)
    assert str(dashboard.url.path) == f"/{alliance.slug}/dashboard"
    for text in ("Đã ghi số liệu năm 2020 của 249 đơn vị.", "249", "440,34 tỷ", "4.011", "4.033", "Đầm Dơi"):
        assert text in dashboard.text
    again = await confirm(officer, shown)  # the other tab
    assert "Danh sách này đã nhập xong. Không có gì thay đổi." in again.text
    assert "đã ghi ngày" in again.text
    assert "/confirmation" not in again.text
    listed = text_of(await officer.get(f"/{alliance.slug}/registry-imports"))
    assert re.search(r"ca-mau-2020\.xlsx 2020 \S+ đã nhập 249", listed)
    same = await send(officer, alliance, CA_MAU, name="khac.xlsx", year="")
    assert "249 đơn vị đã có đúng số liệu này cho năm 2020." in text_of(same)
    assert "/confirmation" not in same.text


async def test_columns_are_shown_and_corrected(officer: Browser, alliance: Alliance) -> None:
    heading = HEADING.replace(" (triệu đồng)", "").replace("Điện thoại", "Phụ lục")
    shown = await send(officer, alliance, a_list(line("HTX An", 20, 500), line("HTX Bình", 30, 800), heading=heading))
    words = text_of(shown)
    for said in ("Trang “ds”, dòng 2 đến 3", "20 · 30", "chắc chắn", "thiếu đơn vị", "hãy chọn", "1 cột cần xem"):
        assert said in words
    assert "Số tiền 500 đồng quá nhỏ" in words
    assert "/confirmation" not in shown.text
    mended = await officer.submit(shown, "/columns$", {"unit-0-6": "1000000"})
    assert "Đã đọc lại danh sách." in mended.text
    assert "Ghi 2 đơn vị vào sổ đăng ký" in mended.text
    assert "đã sửa" in mended.text
    twice = await officer.submit(mended, "/columns$", {"field-0-5": "charter_capital_dong"})
    assert "nhiều cột cùng hiểu là “Vốn điều lệ”: F, G." in twice.text
    nameless = await officer.submit(mended, "/columns$", {"field-0-0": ""})
    assert "Không tìm thấy cột tên đơn vị" in nameless.text
    assert "Ghi 2 đơn vị vào sổ đăng ký" in nameless.text
    await confirm(officer, mended)
    next_year = await send(officer, alliance, a_list(line("HTX Chín", 5, 700), heading=heading), year="2023")
    assert "Các cột được hiểu như lần nhập trước của mẫu danh sách này." in next_year.text
    assert "như lần trước" in next_year.text
    assert "700.000.000" in next_year.text


async def test_rows_are_paged_by_status_and_decided(officer: Browser, alliance: Alliance) -> None:
    lines = [line(f"HTX Số {number}", number) for number in range(1, 61)]
    content = a_list(*lines, line("HTX Số 1", 99), line("HTX Hỏng").replace("20", "hai mươi"))
    shown = await send(officer, alliance, content)
    path = shown.url.path
    assert shown.text.count('<tr id="row-') == 50
    for status, rows in (("accepted&number=2", 10), ("needs_a_decision", 1), ("refused", 1), ("unchanged", 0)):
        assert (await officer.get(f"{path}?status={status}")).text.count('<tr id="row-') == rows
    asking = await officer.get(f"{path}?status=needs_a_decision")
    assert "Ghi 60 đơn vị vào sổ đăng ký" in asking.text
    decided = await officer.submit(asking, "/decisions$", {"decision": "import_as_separate_organization"})
    assert "Đã ghi lựa chọn cho dòng 62." in decided.text
    assert "Ghi 61 đơn vị vào sổ đăng ký" in decided.text
    assert 'aria-pressed="true"' in decided.text
    strange = await officer.submit(asking, "/decisions$", {"decision": "nonsense", "number": "1\r\nX: y"})
    assert "Dòng này không có lựa chọn đó." in strange.text
    rest = read_workbook((await officer.get(f"{path}/rest.xlsx")).content, "x.xlsx").sheets[0].rows
    assert [row[0] for row in rest[1:]] == ["HTX Hỏng"]
    assert "Không đọc được số lượng “hai mươi”." in str(rest[1][8])
    dashboard = await confirm(officer, decided)
    assert "Đã ghi số liệu năm 2022 của 61 đơn vị." in dashboard.text


async def test_what_would_be_replaced_is_said_before_the_deed(officer: Browser, alliance: Alliance) -> None:
    first = await send(officer, alliance, a_list(line("HTX An", 20, 500), line("HTX Bình", 30, 800)), name="một.csv")
    await confirm(officer, first)
    shown = await send(officer, alliance, a_list(line("HTX An", 21, 700), line("HTX Bình", 30, 800)), name="hai.csv")
    words = text_of(shown)
    said = "1 đơn vị có số liệu khác, từ tệp “một.csv”: vốn điều lệ từ 500.000.000 đ thành 700.000.000 đ."
    assert words.count(said) == 2  # above the rows, and in the question before the deed
    assert "Thay số liệu năm 2022?" in words
    assert "Năm này đã có số liệu khác, từ tệp “một.csv”: 20 thành viên" in words
    moved = await officer.submit(shown, "/year$", {"year": "2021"})
    assert "Đã chuyển danh sách sang năm 2021." in moved.text
    assert "một.csv" not in moved.text
    assert "Ghi 2 đơn vị vào sổ đăng ký" in moved.text
    for year, sentence in (("1990", "Năm phải từ 1996"), ("x", "Không đọc được năm"), ("", "Hãy ghi năm.")):
        assert sentence in (await officer.submit(moved, "/year$", {"year": year})).text
    back = await officer.submit(moved, "/year$", {"year": "2022"})
    dashboard = await confirm(officer, back)
    assert "Đã ghi số liệu năm 2022 của 1 đơn vị." in dashboard.text


async def test_rows_are_shown_again_when_another_tab_was_first(officer: Browser, alliance: Alliance) -> None:
    mine = await send(officer, alliance, a_list(line("HTX An", 20)), name="một.csv")
    theirs = await send(officer, alliance, a_list(line("HTX An", 21)), name="hai.csv")
    await confirm(officer, theirs)
    stopped = await confirm(officer, mine)
    assert "Sổ đăng ký vừa có thay đổi." in stopped.text
    assert "1 đơn vị có số liệu khác, từ tệp “hai.csv”" in text_of(stopped)


async def test_a_row_that_could_be_two_organizations_is_chosen(officer: Browser, alliance: Alliance) -> None:
    two = a_list(line("HTX Thành Công", 20, commune="xã A"), line("HTX Thành Công", 30, commune="xã B"))
    await confirm(officer, await send(officer, alliance, two, year="2021"))
    shown = await send(officer, alliance, a_list(line("HTX Thành Công", 21)))
    words = text_of(shown)
    for said in ("có 2 đơn vị cùng tên có thể là dòng này", ", xã A", ", xã B", "Là đơn vị số 1", "Là đơn vị số 2"):
        assert said in words
    second = re.findall(r'value="(is:[0-9a-f-]{36})"', shown.text)[1]
    chosen = await officer.submit(shown, "/decisions$", {"decision": second})
    dashboard = await confirm(officer, chosen)
    assert "Đã ghi số liệu năm 2022 của 1 đơn vị." in dashboard.text
    one = await officer.get(f"/{alliance.slug}/organizations/{second.removeprefix('is:')}")
    assert re.search(r"2022 .*? 21 .* 2021 .*? 30 ", text_of(one))


def protected() -> bytes:
    target = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(CA_MAU)).encrypt("secret", target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "year", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "anh.xlsx", "2020", "không phải là bảng tính đọc được"),
        (b"", "trong.xlsx", "2020", "Tệp này trống"),
        (b" \r\n ;; \r\n", "trong.csv", "2020", "Tệp này trống"),
        (b"mot;hai\n1;2\n", "a.csv", "2020", "Không tìm thấy cột tên đơn vị"),
        (b"x" * (LARGEST_BYTES + 1), "to.csv", "2020", "Tệp này quá lớn"),
        (a_list(line("HTX An")), "ds.csv", "1990", "Năm phải từ 1996"),
        (a_list(line("HTX An")), "ds.csv", str(today().year + 1), "Năm phải từ 1996"),
        (a_list(line("HTX An")), "ds.csv", "hai nghìn", "Không đọc được năm “hai nghìn”"),
        (a_list(line("HTX An")), "ds.csv", "", "Không rõ danh sách này của năm nào"),
    ],
)
async def test_a_file_that_cannot_be_taken_is_refused_beside_its_field_and_not_kept(
    officer: Browser, alliance: Alliance, content: bytes, name: str, year: str, sentence: str
) -> None:
    refused = await send(officer, alliance, content, name=name, year=year)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "field-error" in refused.text
    assert f'value="{year}"' in refused.text
    assert name not in (await officer.get(f"/{alliance.slug}/registry-imports")).text


async def test_a_file_with_a_password_and_no_file_at_all(officer: Browser, alliance: Alliance) -> None:
    locked = await send(officer, alliance, protected(), name="khoa.xlsx", year="2020")
    assert (locked.status_code, "Tệp này có mật khẩu" in locked.text) == (422, True)
    form = await officer.get(f"/{alliance.slug}/registry-imports/new")
    none = await officer.submit(form, "/registry-imports$", {"year": "2020"})
    assert (none.status_code, "Hãy điền tệp danh sách." in none.text) == (422, True)
    assert "Chưa có danh sách nào" in (await officer.get(f"/{alliance.slug}/registry-imports")).text


async def test_the_pages_speak_english(officer: Browser, alliance: Alliance) -> None:
    first = await send(officer, alliance, a_list(line("HTX An", 20, 500)), name="mot.csv")
    await confirm(officer, first)
    officer.client.cookies.set(LANGUAGE_COOKIE, "en")
    shown = await send(
        officer, alliance, a_list(line("HTX An", 21, 700), line("HTX Bình").replace("20", "x")), name="hai.csv"
    )
    words = text_of(shown)
    for said in (
        "Record 1 organizations in the registry", "1 organizations have other figures, from the file “mot.csv”",
        "This year has other figures already, from the file “mot.csv”: 20 members, charter capital 500,000,000 đ.",
        "The number “x” cannot be read.", "Sureness", "million đồng", "Understood as",
    ):  # fmt: skip
        assert said in words
    assert "Corrected" not in words
    assert set(re.findall(r'<td data-label="([^"]+)"><select[^>]*name="unit-', shown.text)) == {"Unit"}
    wrong = await officer.submit(shown, "/columns$", {"field-0-5": "charter_capital_dong"})
    assert "several columns read as “Charter capital”: F, G." in wrong.text


async def test_who_may_not_declare_figures_sees_no_imports(
    browser: Browser, database: Database, alliance: Alliance, neighbour: Alliance
) -> None:
    await browser.sign_in(await seat_person(database, alliance.slug, "alliance_viewer"), PASSWORD)
    assert (await browser.get(f"/{alliance.slug}/registry-imports")).status_code == 403
    assert (await browser.get(f"/{neighbour.slug}/registry-imports")).status_code == 404


async def test_an_import_of_another_alliance_is_not_there(
    officer: Browser, alliance: Alliance, neighbour: Alliance, database: Database
) -> None:
    shown = await send(officer, alliance, a_list(line("HTX An")))
    path = str(shown.url.path)
    elsewhere = path.replace(alliance.slug, neighbour.slug)
    assert (await officer.get(elsewhere)).status_code == 404
    unknown = path.rsplit("/", 1)[0] + "/00000000-0000-7000-8000-000000000000"
    for action in ("", "/rest.xlsx"):
        assert (await officer.get(unknown + action)).status_code == 404
    for action in ("columns", "year", "decisions", "confirmation"):
        token = {"_csrf_token": officer.client.cookies["hoptac_csrf"], "year": "2020"}
        assert (await officer.client.post(f"{unknown}/{action}", data=token)).status_code == 404
