"""Every page that can be reached by links, on a phone in Vietnamese and at a desk in English, as it is and with its form
sent empty: axe (axe/README.md) finds nothing serious in it, and nothing sticks out of a phone or is too small to tap."""

import gzip
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from playwright.async_api import Browser, Page, async_playwright
from tests.journeys.conftest import CHROMIUM, sign_in

from hoptac.kit.pages import LANGUAGE_COOKIE

AXE = gzip.decompress((Path(__file__).parent / "axe" / "axe.min.js.gz").read_bytes()).decode()
RUN_AXE = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}))
  .violations.filter(({impact}) => ["serious", "critical"].includes(impact))
  .map(({id, nodes}) => id + ": " + nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(" | "))"""
OUT_OF_THE_PHONE = """() => document.documentElement.scrollWidth > innerWidth ? ["wider than the phone"] : []"""
TOO_SMALL = """() => [...document.querySelectorAll("main .btn, main .form-control, main .form-select, main .tabs a, .bottombar a")]
  .filter((part) => part.checkVisibility({visibilityProperty: true}) && part.offsetHeight < 44
    && !part.matches(".visually-hidden-focusable, .btn[aria-hidden] *, .file-box *"))
  .map((part) => `${part.offsetHeight} px: ${part.outerHTML.slice(0, 120)}`)"""
UNFOLD = """() => document.querySelectorAll("main details").forEach((part) => { part.open = true; })"""
PHONE, DESK = (360, 780), (1360, 900)
NAMED = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/closing/months/)[0-9-]+|(?<=/vouchers/events/)[A-Z0-9-]+|(?<=/charter/clauses/)[a-z0-9_]+"
)
"""What differs between pages of one kind: an id, a month, a business event, a clause of the charter."""
NO_PAGE = r"\.(xlsx|pdf)$|^/static/|^/phu-loi"
"""Files, and the organization that shows its accountant once more what tan-hung shows."""
PEOPLE = {
    "nobody": "",
    "accountant": "0900000002",
    "chair": "0900000001",
    "officer": "0900000004",
    "administrator": "0900000009",
}
FEWEST_PAGES = {"nobody": 12, "accountant": 60, "chair": 60, "officer": 7, "administrator": 8}


@pytest.fixture(scope="module")
async def browser(site: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


async def window(browser: Browser, site: str, size: tuple[int, int], phone_number: str) -> Page:
    """A window in which somebody is signed in, and axe may be run in spite of the pages' own policy."""
    context = await browser.new_context(
        base_url=site, viewport={"width": size[0], "height": size[1]}, bypass_csp=True, reduced_motion="reduce"
    )
    page = await context.new_page()
    if phone_number:
        await sign_in(page, phone_number)
    return page


def kind_of(address: str) -> str:
    """The same for pages that differ in nothing but what they show."""
    parts = urlsplit(address)
    asked = sorted({name for name, _value in parse_qsl(parts.query)})
    return NAMED.sub("*", parts.path) + "?" + ",".join(asked)


def leads_on(address: str, site: str) -> bool:
    parts = urlsplit(address)
    return address.startswith(site) and not re.search(NO_PAGE, parts.path)


async def flaws(page: Page) -> list[str]:
    await page.evaluate(UNFOLD)
    await page.evaluate(AXE)
    found: list[str] = await page.evaluate(RUN_AXE)
    if page.viewport_size and page.viewport_size["width"] == PHONE[0]:
        for look in (OUT_OF_THE_PHONE, TOO_SMALL):
            found += await page.evaluate(look)
    return found


async def look_at(page: Page, address: str) -> list[str]:
    """What is wrong with a page, and with the same page after its form was sent empty."""
    await page.goto(address)
    found = [f"{address}: {flaw}" for flaw in await flaws(page)]
    deed = page.locator("form[data-guard] button[type=submit]").filter(visible=True).last
    if await deed.count():
        for field in await page.locator("form[data-guard] input[type=text]").all():
            if await field.is_visible():
                await field.fill("")
        await deed.click()
        await page.wait_for_load_state()
        found += [f"{address}, sent empty: {flaw}" for flaw in await flaws(page)]
    return found


async def pages_of(page: Page, site: str, who: str) -> dict[str, str]:
    """One page of every kind that this person reaches by links."""
    waiting = [site + ("/handbook" if who == "nobody" else "/"), site + ("/account" if PEOPLE[who] else "/sign-in")]
    pages = dict[str, str]()
    while waiting:
        address = waiting.pop()
        if kind_of(address) in pages:
            continue
        pages[kind_of(address)] = address
        await page.goto(address)
        links: list[Any] = await page.evaluate("[...document.links].map((link) => link.getAttribute('href'))")
        reached = (urljoin(page.url, link).split("#")[0] for link in links)
        waiting += [one for one in reached if leads_on(one, site) and (who == "nobody" or "/handbook" not in one)]
    return pages


async def test_every_page_is_fit_for_everybody(browser: Browser, site: str) -> None:
    seen, found = set[str](), list[str]()
    for who in PEOPLE:
        phone, desk = await window(browser, site, PHONE, PEOPLE[who]), await window(browser, site, DESK, PEOPLE[who])
        pages = await pages_of(phone, site, who)
        assert len(pages) >= FEWEST_PAGES[who], who
        await desk.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": "en", "url": site}])
        for address in (pages[kind] for kind in pages if kind not in seen):
            for page in (phone, desk):
                found += [f"{who}, {flaw}" for flaw in await look_at(page, address)]
        seen |= set(pages)
    assert not found, "\n".join(found)
