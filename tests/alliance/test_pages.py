"""The pages of an alliance, driven as an officer would."""

import re
from html import unescape

import pytest
from tests.alliance.conftest import Alliance, BringIn
from tests.support.web import Browser


async def test_alliance_without_figures_is_told_to_import(officer: Browser, alliance: Alliance) -> None:
    answer = await officer.get(f"/{alliance.slug}/dashboard")
    assert answer.status_code == 200
    assert "Hãy nhập danh sách năm bằng Excel." in answer.text


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


@pytest.mark.parametrize("by", ["area", "field", "kind"])
async def test_a_number_leads_to_as_many_organizations(
    officer: Browser, alliance: Alliance, bring_in: BringIn, by: str
) -> None:
    await bring_in(alliance, "can-tho-2018")
    page = (await officer.get(f"/{alliance.slug}/dashboard?by={by}")).text
    cells = re.findall(r'<td class="num"[^>]*><a href="([^"]+)">([0-9.]+)</a></td>', page)
    assert len(cells) >= 2
    for href, number in cells:
        assert f"{number} đơn vị" in (await officer.get(unescape(href))).text, href


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


async def test_pages_of_another_alliance_do_not_exist(officer: Browser, neighbour: Alliance) -> None:
    for place in ("dashboard", "organizations", "organizations.xlsx", "registry-imports", "registry-imports/new"):
        assert (await officer.get(f"/{neighbour.slug}/{place}")).status_code == 404


async def test_chair_of_a_cooperative_sees_no_alliance_pages(chair: Browser, alliance: Alliance) -> None:
    assert (await chair.get(f"/{alliance.slug}/dashboard")).status_code == 404
