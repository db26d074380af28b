"""The handbook is whole: each page in both languages, links that lead somewhere, pictures that exist, light pages."""

import gzip
import re

import pytest
from tests.conftest import PASSWORD, seat_person
from tests.handbook.texts import (
    HEADING,
    LINK,
    PAGES,
    PICTURE,
    TEXTS,
    leads_somewhere,
    source,
    templates_of_the_app,
)

from hoptac.handbook.chapters import CHAPTER_NAMES
from hoptac.handbook.pictures import picture_path, size_of
from hoptac.kit.language import LANGUAGES
from hoptac.kit.pages import LANGUAGE_COOKIE, STATIC
from hoptac.organizations.rules import RESERVED_SLUGS
from hoptac.settings import ROOT

LATER_PAGE_BYTES = 20 * 1024
PICTURES_BYTES = 600 * 1024
README_PICTURE_BYTES = 150 * 1000


def test_there_is_a_file_for_every_page_and_language_and_no_other():
    found = {(path.parent.name, path.stem) for path in TEXTS.rglob("*.md")}
    assert found == set(PAGES)


@pytest.mark.parametrize("name", CHAPTER_NAMES)
def test_both_languages_have_the_same_headings(name):
    vietnamese, english = (
        [(len(marks), anchor) for marks, _text, anchor in HEADING.findall(source(language, name))]
        for language in LANGUAGES
    )
    assert vietnamese == english
    assert vietnamese[0] == (1, "")
    assert all(level == 2 and anchor for level, anchor in vietnamese[1:])
    assert len(set(vietnamese)) == len(vietnamese), "an anchor stands twice"


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_links_lead_to_pages_that_exist(language, name):
    links = LINK.findall(source(language, name))
    assert [link for link in links if not leads_somewhere(link)] == []


def test_links_from_the_app_lead_to_pages_that_exist():
    found = set()
    for path in templates_of_the_app():
        text = path.read_text(encoding="utf-8")
        found |= {f"/handbook/{place}" for place in re.findall(r'set handbook_page = "([^"]+)"', text)}
        found |= set(re.findall(r'"(/handbook[a-z/#-]*)"', text))
    for path in (ROOT / "src").rglob("*.py"):
        if path.parent.name != "handbook":
            found |= set(re.findall(r'"(/handbook/[a-z/#-]*)"', path.read_text(encoding="utf-8")))
    assert len(found) > 15
    assert [address for address in found if not leads_somewhere(address)] == []


def test_every_page_of_the_app_says_where_it_is_explained():
    frame = re.compile(r'extends "layouts/(?:app|plain)\.html"')
    silent = [
        str(path.relative_to(ROOT))
        for path in templates_of_the_app()
        if frame.search(text := path.read_text(encoding="utf-8")) and "set handbook_page" not in text
    ]
    assert silent == ["templates/errors/_error.html"]


@pytest.mark.parametrize("name", CHAPTER_NAMES)
def test_pictures_exist_in_both_languages_and_say_what_they_show(name):
    shown = [PICTURE.findall(source(language, name)) for language in LANGUAGES]
    assert [name for _alt, name in shown[0]] == [name for _alt, name in shown[1]]
    for language, pictures in zip(LANGUAGES, shown, strict=True):
        for alt, picture in pictures:
            assert len(alt) > 15
            assert size_of(STATIC / picture_path(picture, language, "desk"))[0] > 500
            assert size_of(STATIC / picture_path(picture, language, "phone"))[0] == 540


def test_pictures_are_small_together_and_none_is_left_over():
    used = {picture for language, name in PAGES for _alt, picture in PICTURE.findall(source(language, name))}
    files = list((STATIC / "handbook").rglob("*.webp"))
    assert {path.stem.rpartition("-")[0] for path in files} == used
    assert len(files) == len(used) * 2 * len(LANGUAGES)
    assert sum(path.stat().st_size for path in files) <= PICTURES_BYTES


def test_the_pictures_of_the_readme_exist_and_are_small():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)|<img[^>]+src=\"([^\"]+)\"", (ROOT / "README.md").read_text())
    paths = [ROOT / (markdown or html) for markdown, html in pictures]
    assert len(paths) == 2
    assert [path for path in paths if path.stat().st_size > README_PICTURE_BYTES] == []


async def read(browser, path, language):
    browser.client.cookies.set(LANGUAGE_COOKIE, language)
    return await browser.get(path)


@pytest.mark.parametrize(("language", "name"), PAGES)
async def test_anybody_reads_a_page_in_either_language(browser, language, name):
    answer = await read(browser, f"/handbook/{name}", language)
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    title = HEADING.search(source(language, name))[2]
    assert f"<h1>{title}</h1>" in answer.text
    assert len(gzip.compress(answer.content)) <= LATER_PAGE_BYTES
    assert "/sign-in" in answer.text
    assert answer.text.count('loading="lazy"') == len(PICTURE.findall(source(language, name)))
    assert "<p><figure" not in answer.text
    assert "&lt;/" not in answer.text
    ids = re.findall(r'\bid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


async def test_the_contents_list_every_page(browser):
    answer = await read(browser, "/handbook", "vi")
    assert all(f'href="/handbook/{name}"' in answer.text for name in CHAPTER_NAMES)
    assert "&lt;" not in answer.text


async def test_a_page_that_does_not_exist_is_not_found(browser):
    assert (await browser.get("/handbook/nothing")).status_code == 404


async def test_the_frame_leads_to_the_handbook_and_back(chair, tan_hung):
    list_page = await chair.get(f"/{tan_hung.slug}/members")
    assert 'href="/handbook/members#list"' in list_page.text
    assert 'href="/handbook"' in list_page.text
    page = await chair.get("/handbook/members")
    assert "Về nơi làm việc" in page.text
    assert tan_hung.slug not in page.text


async def test_a_refusal_about_the_caps_leads_to_their_explanation(chair, database, tan_hung):
    await chair.submit(
        await chair.get(f"/{tan_hung.slug}/members/new"), "/members$", {"name": "Lê Văn Sáu", "number": "TV001"}
    )
    # Five official members pledge ten million each; a sixth share above 30 % is then refused.
    for index in range(2, 6):
        page = await chair.get(f"/{tan_hung.slug}/members/new")
        await chair.submit(page, "/members$", {"name": f"Lê Văn {index}", "number": f"TV00{index}"})
    listed = await chair.get(f"/{tan_hung.slug}/capital")
    parties = sorted(set(re.findall(r"/capital/([0-9a-f-]{36})", listed.text)))
    assert len(parties) == 5
    for party in parties:
        page = await chair.get(f"/{tan_hung.slug}/capital/{party}/pledges/new")
        await chair.submit(page, "/pledges$", {"amount_dong": "10tr"})
    page = await chair.get(f"/{tan_hung.slug}/capital/{parties[0]}/pledges/new")
    refused = await chair.submit(page, "/pledges$", {"amount_dong": "100tr"})
    assert refused.status_code == 422
    assert '<a href="/handbook/capital#caps">Vì sao?</a>' in refused.text


async def test_who_may_not_go_on_is_told_who_may(browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "cashier"), PASSWORD)
    refused = await browser.get(f"/{tan_hung.slug}/imports")
    assert refused.status_code == 403
    assert "/handbook/roles" in refused.text


def test_no_organization_can_take_the_address():
    assert "handbook" in RESERVED_SLUGS
