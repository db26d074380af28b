"""The pages of an alliance, driven as an officer would."""

import pytest
from tests.alliance.conftest import SAMPLES, Alliance, BringIn
from tests.conftest import PASSWORD, seat_person
from tests.support.web import Browser

from hoptac.kit.db import Database


@pytest.fixture
async def officer(browser: Browser, database: Database, alliance: Alliance) -> Browser:
    """The browser of the alliance's officer, signed in."""
    await browser.sign_in(await seat_person(database, alliance.slug, "alliance_officer"), PASSWORD)
    return browser


async def test_alliance_without_figures_is_told_to_import(officer: Browser, alliance: Alliance) -> None:
    answer = await officer.get(f"/{alliance.slug}/dashboard")
    assert answer.status_code == 200
    assert "Hãy nhập danh sách năm bằng Excel." in answer.text


async def test_list_is_uploaded_shown_and_taken_in(officer: Browser, alliance: Alliance) -> None:
    form = await officer.get(f"/{alliance.slug}/registry-imports/new")
    content = (SAMPLES / "ca-mau-2020.xlsx").read_bytes()
    shown = await officer.submit(form, "/registry-imports$", {}, files={"file": ("ca-mau-2020.xlsx", content)})
    assert shown.status_code == 200
    assert "Ghi 249 đơn vị vào sổ đăng ký" in shown.text
    assert "Hãy nhập danh sách năm bằng Excel." in (await officer.get(f"/{alliance.slug}/dashboard")).text
    dashboard = await officer.submit(shown, "/confirm$", {})
    assert str(dashboard.url.path) == f"/{alliance.slug}/dashboard"
    for text in ("Đã ghi số liệu năm 2020 của 249 đơn vị.", "249", "440,34 tỷ", "4.011", "4.033", "Đầm Dơi"):
        assert text in dashboard.text
    again = await officer.submit(shown, "/confirm$", {})
    assert again.status_code == 422
    assert "đã được nhập rồi" in again.text
    assert "ca-mau-2020.xlsx" in (await officer.get(f"/{alliance.slug}/registry-imports")).text


@pytest.mark.parametrize("by", ["area", "field", "kind"])
async def test_dashboard_in_both_languages(officer: Browser, alliance: Alliance, bring_in: BringIn, by: str) -> None:
    await bring_in(alliance, "can-tho-2022")
    vietnamese = await officer.get(f"/{alliance.slug}/dashboard?by={by}")
    assert "730,45 tỷ" in vietnamese.text
    assert "+36,14 tỷ (5,2 %)" in vietnamese.text
    assert "so với năm 2021" in vietnamese.text
    english = await officer.get(f"/{alliance.slug}/dashboard?by={by}", headers={"Cookie": _cookies(officer)})
    assert "Charter capital" in english.text


def _cookies(browser: Browser) -> str:
    return "; ".join([*(f"{name}={value}" for name, value in browser.client.cookies.items()), "hoptac_language=en"])


async def test_list_is_searched_without_accents_filtered_and_exported(
    officer: Browser, alliance: Alliance, bring_in: BringIn
) -> None:
    await bring_in(alliance, "ca-mau-2020")
    base = f"/{alliance.slug}/organizations"
    everyone = await officer.get(base)
    assert "249 đơn vị" in everyone.text
    assert "after_id=" in everyone.text
    searched = (await officer.get(f"{base}?q=hung dong 1")).text
    assert ">HTX Hưng Đông 1<" in searched
    assert "249 đơn vị" not in searched
    assert "2 đơn vị" in (await officer.get(f"{base}?kind=people_credit_fund")).text
    assert "Không có đơn vị nào" in (await officer.get(f"{base}?source=live")).text
    workbook = await officer.get(f"{base}.xlsx?kind=people_credit_fund")
    assert workbook.content[:2] == b"PK"
    href = everyone.text.split(f'href="{base}/')[1].split('"')[0]
    one = await officer.get(f"{base}/{href}")
    assert one.status_code == 200
    assert "khai báo" in one.text
    assert (await officer.get(f"{base}?area=nonsense")).status_code == 404


async def test_file_that_is_no_list_is_refused_beside_the_form(officer: Browser, alliance: Alliance) -> None:
    form = await officer.get(f"/{alliance.slug}/registry-imports/new")
    no_file = await officer.submit(form, "/registry-imports$", {"year": "2020"})
    assert no_file.status_code == 422
    assert "Hãy chọn tệp danh sách." in no_file.text
    files = {"file": ("a.csv", b"mot;hai\n1;2\n")}
    no_list = await officer.submit(form, "/registry-imports$", {"year": "2020"}, files=files)
    assert no_list.status_code == 422


async def test_pages_of_another_alliance_do_not_exist(officer: Browser, neighbour: Alliance) -> None:
    for place in ("dashboard", "organizations", "organizations.xlsx", "registry-imports", "registry-imports/new"):
        assert (await officer.get(f"/{neighbour.slug}/{place}")).status_code == 404


async def test_chair_of_a_cooperative_sees_no_alliance_pages(chair: Browser, alliance: Alliance) -> None:
    assert (await chair.get(f"/{alliance.slug}/dashboard")).status_code == 404
