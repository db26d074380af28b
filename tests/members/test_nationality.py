"""Nationality on the form, on the member's page, in the workbook and back."""

import re

import pytest
from tests.conftest import Cooperative
from tests.members.reading.workbooks import TODAY
from tests.support.web import Browser

from hoptac.kit.db import Database
from hoptac.kit.language import LANGUAGES
from hoptac.kit.pages import LANGUAGE_COOKIE
from hoptac.kit.sheets import read_workbook
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.queries import list_all_members
from hoptac.members.reading import KnownMembers, judge, understand
from hoptac.members.rules import OrganizationNotVietnamese, PersonForeignInvested, check_nationality

AN = {"name": "Trần Văn An", "born": "5/3/1962", "identity_number": "092062007036"}
ARTICLE = "Điều 30.1 Luật 17/2023/QH15"


@pytest.mark.parametrize(
    ("party_kind", "nationality", "invested", "refusal", "article"),
    [
        ("individual", "VN", False, None, None),
        ("individual", "KR", False, None, None),
        ("household", "JP", False, None, None),
        ("organization", "VN", False, None, None),
        ("organization", "VN", True, None, None),
        ("organization", "KR", False, OrganizationNotVietnamese, ARTICLE),
        ("organization", "KR", True, OrganizationNotVietnamese, ARTICLE),
        ("individual", "VN", True, PersonForeignInvested, None),
        ("group", "KR", True, PersonForeignInvested, None),
    ],
)
def test_who_may_be_of_which_country(party_kind, nationality, invested, refusal, article) -> None:
    def ask() -> None:
        check_nationality(party_kind=party_kind, nationality=nationality, is_foreign_invested=invested)

    if refusal is None:
        ask()
        return
    with pytest.raises(refusal) as refused:
        ask()
    assert refused.value.article == article


async def enter(browser: Browser, org: Cooperative, **typed: str):
    page = await browser.get(f"/{org.slug}/members/new")
    return await browser.submit(page, "/members$", AN | typed)


def options(text: str) -> list[tuple[str, str]]:
    select = text.split('name="nationality"')[1].split("</select>")[0]
    return re.findall(r'<option value="([A-Z]{2})"[^>]*>([^<]+)</option>', select)


@pytest.mark.parametrize(
    ("language", "first", "korea"),
    list(zip(LANGUAGES, ("Việt Nam", "Vietnam"), ("Hàn Quốc", "South Korea"), strict=True)),
)
async def test_the_form_offers_every_country_vietnam_first(
    chair: Browser, tan_hung: Cooperative, language: str, first: str, korea: str
) -> None:
    chair.client.cookies.set(LANGUAGE_COOKIE, language)
    form = await chair.get(f"/{tan_hung.slug}/members/new")
    offered = options(form.text)
    assert offered[0] == ("VN", first)
    assert dict(offered)["KR"] == korea
    assert len(offered) == 249
    shown = await enter(chair, tan_hung, nationality="KR")
    assert korea in shown.text
    assert 'value="KR" selected' in (await chair.get(f"{shown.url.path}/edit")).text


async def test_nationality_is_kept_changed_and_refused(
    chair: Browser, database: Database, tan_hung: Cooperative
) -> None:
    shown = await enter(chair, tan_hung)  # nothing chosen: Vietnamese
    assert re.search(r"Quốc tịch</dt><dd>Việt Nam<", shown.text)
    edit = await chair.get(f"{shown.url.path}/edit")
    changed = await chair.submit(edit, f"{shown.url.path}$", {"nationality": "JP"})
    assert re.search(r"Quốc tịch</dt><dd>Nhật Bản<", changed.text)
    strange = await chair.submit(edit, f"{shown.url.path}$", {"nationality": "XX"})
    assert (strange.status_code, "Hãy chọn một mục trong danh sách." in strange.text) == (422, True)
    company = {"name": "Công ty Hàn Việt", "born": "", "identity_number": "1801234567", "party_kind": "organization"}
    refused = await enter(chair, tan_hung, **company, nationality="KR")
    assert refused.status_code == 422
    assert "Pháp nhân là thành viên phải là pháp nhân Việt Nam." in refused.text
    assert ARTICLE in refused.text
    assert 'value="KR" selected' in refused.text
    person = await enter(chair, tan_hung, number="TV009", identity_number="092062007037", is_foreign_invested="1")
    assert (person.status_code, "Chỉ pháp nhân mới có vốn đầu tư nước ngoài." in person.text) == (422, True)
    assert re.search(r'name="is_foreign_invested" value="1" checked', person.text)
    kept = await enter(chair, tan_hung, **company, is_foreign_invested="1")
    assert re.search(r"Vốn đầu tư nước ngoài</dt><dd>có<", kept.text)
    edit = await chair.get(f"{kept.url.path}/edit")
    without = await chair.submit(edit, f"{kept.url.path}$", {"is_foreign_invested": ""})
    assert re.search(r"Vốn đầu tư nước ngoài</dt><dd>không<", without.text)
    async with enter_tenant(database, tan_hung.id) as session:
        members = await list_all_members(session, tan_hung.id)
    assert {(member.nationality, member.is_foreign_invested) for member in members} == {("JP", False), ("VN", False)}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_workbook_says_it_and_is_understood_again(
    chair: Browser, tan_hung: Cooperative, language: str
) -> None:
    await enter(chair, tan_hung, nationality="KR")
    company = {"name": "Công ty Hàn Việt", "born": "", "identity_number": "1801234567", "party_kind": "organization"}
    await enter(chair, tan_hung, **company, number="TV002", is_foreign_invested="1")
    for place in range(3):
        number = {"number": f"TV01{place}", "identity_number": f"09206200804{place}"}
        await enter(chair, tan_hung, name=f"Lê Văn {'ABC'[place]}", **number)
    chair.client.cookies.set(LANGUAGE_COOKIE, language)
    content = (await chair.get(f"/{tan_hung.slug}/members/export.xlsx")).content
    workbook = read_workbook(content, "thanh-vien.xlsx")
    found = {
        verdict.member.name: (verdict.member.nationality, verdict.member.is_foreign_invested)
        for verdict in judge(workbook, understand(workbook).mapping, known=KnownMembers(), today=TODAY)
    }
    assert found["Trần Văn An"] == ("KR", False)
    assert found["Công ty Hàn Việt"] == (None, True)
    assert found["Lê Văn A"] == ("VN", False)
