"""Searching the handbook: no accents needed, any word by its beginning, the likeliest section first."""

import re

import pytest
from tests.handbook.test_truth import law

from hoptac.handbook.book import handbook
from hoptac.handbook.search import search
from hoptac.kit.pages import LANGUAGE_COOKIE


@pytest.mark.parametrize(
    ("language", "q", "first"),
    [
        ("vi", "giấy chứng nhận", "/handbook/capital#certificate"),
        ("vi", "giay chung nhan", "/handbook/capital#certificate"),
        ("vi", "muc tran", "/handbook/capital#caps"),
        ("vi", "MỨC TRẦN", "/handbook/capital#caps"),
        ("vi", "sao luu", "/handbook/administration#backup"),
        ("vi", "vnTime", "/handbook/importing#understood"),
        ("vi", "dien thoai", "/handbook/starting#phone"),
        ("en", "certif", "/handbook/capital#certificate"),
        ("en", "backing up", "/handbook/administration#backup"),
        ("en", "accents", "/handbook/starting#searching"),
    ],
)
async def test_the_likeliest_section_comes_first(database, language, q, first):
    found = search(handbook(language, await law(database)), q)
    assert found[0].href == first


async def test_accents_that_were_typed_count(database):
    pages = handbook("vi", await law(database))
    with_accents, without = ([one.href for one in search(pages, q)] for q in ("trần", "tran"))
    assert with_accents[0] == without[0] == "/handbook/capital#caps"
    assert "trần" in str(search(pages, "trần")[1].excerpt).lower()


@pytest.mark.parametrize("q", ["", "   ", "…", "zzzz", "mức trần zzzz"])
async def test_nothing_is_found_where_a_word_is_nowhere(database, q):
    assert search(handbook("vi", await law(database)), q) == []


async def test_the_excerpt_is_escaped_and_marks_the_words(database):
    pages = handbook("vi", await law(database))
    excerpts = [str(one.excerpt) for one in search(pages, "mat khau")]
    assert any("<mark>Mật</mark> <mark>khẩu" in excerpt for excerpt in excerpts)
    assert all(re.sub(r"</?mark>", "", excerpt).count("<") == 0 for excerpt in excerpts)


async def test_the_page_shows_what_was_found_and_what_to_do_when_nothing_was(browser):
    found = await browser.get("/handbook?q=muc+tran")
    assert "/handbook/capital#caps" in found.text
    assert "<mark>Mức</mark>" in found.text
    nothing = await browser.get("/handbook?q=%3Cscript%3E")
    assert "Không tìm thấy" in nothing.text
    assert "<script>" not in nothing.text
    browser.client.cookies.set(LANGUAGE_COOKIE, "en")
    assert "Nothing found" in (await browser.get("/handbook?q=zzzz")).text
