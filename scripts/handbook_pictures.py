"""Takes the pictures of the handbook and of the README anew: `python scripts/handbook_pictures.py`.

It starts `hoptac run` on an empty data folder of its own, does in Debian's Chromium what the handbook tells, and keeps
what it sees as WebP: each picture at a desk (1360 px) and on a phone (360 px), in Vietnamese and in English.
"""

import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from hoptac.handbook.pictures import PHONE_SCALE, picture_path
from hoptac.kit.language import LANGUAGES, Language
from hoptac.kit.pages import LANGUAGE_COOKIE, STATIC
from hoptac.kit.postgres import remove

ROOT = Path(__file__).resolve().parent.parent
README_PICTURES = ROOT / "docs" / "images"
MEMBER_LIST = ROOT / "tests/members/reading/samples/htx-binh-thanh-messy.xlsx"
YEARLY_LIST = ROOT / "tests/alliance/reading/samples/can-tho-2022.xlsx"
CHAIR, ACCOUNTANT, OFFICER = "0900000001", "0900000002", "0900000004"
PASSWORD = "hoptac-demo"  # noqa: S105 - the demo's, printed at every start

DESK, PHONE = (1360, 900), (360, 740)
QUALITY = {"desk": 22, "phone": 12}
ABOVE, AIR = 12, 60
# The bar and the button that float over a phone's page would lie in the middle of a picture taken further down.
HIDE_WHAT_FLOATS = """document.querySelectorAll(".bottombar, .heading-actions .btn-primary")
  .forEach((part) => { part.style.display = "none"; })"""
README_QUALITY = 80
START_WITHIN_S = 120


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which address, what is done there first, and how much of the page is kept.

    `starts_at`: the element that the picture begins with, instead of the top; `desk_width`: a part from the left edge.
    """

    name: str
    phone_of: str
    address: str
    desk_height: int
    phone_height: int
    prepare: Callable[[Page], Any] = lambda _page: None
    starts_at: str = ""
    desk_width: int = 0


@contextmanager
def running_app() -> Iterator[str]:
    """The address of a freshly started app with its demo."""
    folder = Path(tempfile.mkdtemp(prefix="hoptac-pictures-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [Path(sys.executable).parent / "hoptac", "run", "--port", str(port), "--data-dir", folder]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"HOPTAC_WORKERS": "1"})
    address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + START_WITHIN_S
    try:
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("hoptac run did not serve in time")
            time.sleep(0.5)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        remove(folder)
        shutil.rmtree(folder)


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/sign-in") as answer:  # noqa: S310 - our own address
            return answer.status == 200
    except OSError:
        return False


class Camera:
    """Windows of the browser in both sizes, one for each person and language."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self._windows: dict[tuple[str, str, str], Page] = {}

    def window(self, phone_of: str, language: Language, screen: str) -> Page:
        """A window in which the person is signed in."""
        key = (phone_of, language, screen)
        if key not in self._windows:
            self._windows[key] = self._open(*key)
        return self._windows[key]

    def _open(self, phone_of: str, language: str, screen: str) -> Page:
        width, height = DESK if screen == "desk" else PHONE
        context: BrowserContext = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": height},
            has_touch=screen == "phone",
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": self.address}])
        page = context.new_page()
        if phone_of:
            page.goto("/sign-in")
            page.locator("[name=sign_in_name]").fill(phone_of)
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("main button[type=submit]").first.click()
            page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    def take(self, shot: Shot, language: Language, screen: str) -> bytes:
        """The picture of the page's main part, without what lies below its height."""
        page = self.window(shot.phone_of, language, screen)
        page.goto(shot.address)
        shot.prepare(page)
        left, width = (0, PHONE[0]) if screen == "phone" else (0, shot.desk_width) if shot.desk_width else _sides(page)
        height = shot.desk_height if screen == "desk" else shot.phone_height
        top = 0
        if shot.starts_at:
            page.evaluate(HIDE_WHAT_FLOATS)
            top = page.evaluate(
                "(name) => document.querySelector(name).getBoundingClientRect().top + scrollY", shot.starts_at
            )
        page.set_viewport_size({"width": DESK[0] if screen == "desk" else PHONE[0], "height": height})
        page.wait_for_timeout(400)
        scale = float(PHONE_SCALE) if screen == "phone" else 1
        return capture(page, (left, max(0, top - ABOVE), width, height), QUALITY[screen], scale)


def _sides(page: Page) -> tuple[int, int]:
    """Where the main part begins and how wide it is; a page without a menu with a little air around it."""
    box = page.locator("main").bounding_box()
    assert box is not None
    air = AIR if page.locator(".plain-main").count() else 0
    return int(box["x"]) - air, int(box["width"]) + 2 * air


def capture(page: Page, place: tuple[float, float, float, float], quality: int, scale: float) -> bytes:
    """A WebP picture of a place of the page (left, top, width, height)."""
    session = page.context.new_cdp_session(page)
    clip = dict(zip(("x", "y", "width", "height"), place, strict=True)) | {"scale": scale}
    wanted = {"format": "webp", "quality": quality, "clip": clip, "captureBeyondViewport": place[1] > 0}
    answer = session.send("Page.captureScreenshot", wanted)
    session.detach()
    return base64.b64decode(answer["data"])


def _open_menu(page: Page) -> None:
    page.evaluate("document.querySelector('.seats')?.setAttribute('open', '')")
    if page.locator(".topbar-menu").is_visible():
        page.locator(".topbar-menu").click()


def _open_columns(page: Page) -> None:
    page.locator("main summary").click()


def _pay_too_much(page: Page) -> None:
    page.locator("[name=amount_dong]").fill("900tr")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_selector(".field-error")


def _do_the_story(camera: Camera) -> dict[str, str]:
    """What the pictures show and the demo lacks: a list looked at, a certificate, a yearly list read. Addresses by name."""
    accountant, chair, officer = (camera.window(person, "vi", "desk") for person in (ACCOUNTANT, CHAIR, OFFICER))
    found: dict[str, str] = {}

    accountant.goto("/phu-loi/imports")
    accountant.locator("input[type=file]").set_input_files(MEMBER_LIST)
    accountant.locator("main form button[type=submit]").click()
    accountant.wait_for_selector("#import-rows")
    found["import"] = accountant.url.removeprefix(camera.address)

    chair.goto("/tan-hung/capital?owing=1")
    chair.locator("tbody a").first.click()
    chair.wait_for_url("**/capital/*-*")
    found["owing"] = chair.url.removeprefix(camera.address)
    chair.goto("/tan-hung/capital?q=nguyen+van+an")
    chair.locator("tbody a").first.click()
    chair.wait_for_url("**/capital/*-*")
    found["paid"] = chair.url.removeprefix(camera.address)
    chair.locator("form[action$='/certificates'] button").click()
    chair.wait_for_selector("a[href$='.pdf']")
    found["check"] = chair.locator("a[href*='/certificates/check/']").get_attribute("href") or ""
    found["member"] = found["paid"].replace("/capital/", "/members/")

    officer.goto("/can-tho/registry-imports/new")
    officer.locator("input[type=file]").set_input_files(YEARLY_LIST)
    officer.locator("main form button[type=submit]").click()
    officer.wait_for_url(lambda url: "/registry-imports/" in url and not url.endswith("/new"))
    found["yearly"] = officer.url.removeprefix(camera.address)
    return found


def shots(at: dict[str, str]) -> list[Shot]:
    """Every picture of the handbook."""
    return [
        Shot("menu", ACCOUNTANT, "/tan-hung/members", 400, 560, _open_menu, desk_width=640),
        Shot("members", CHAIR, "/tan-hung/members", 380, 600),
        Shot("member", CHAIR, at["member"], 440, 560, starts_at=".kpis"),
        Shot("import-columns", ACCOUNTANT, at["import"], 430, 560, _open_columns, starts_at="main summary"),
        Shot("import-rows", ACCOUNTANT, at["import"] + "?status=needs_a_decision", 400, 620, starts_at="#import-rows"),
        Shot("capital", CHAIR, at["owing"], 420, 560),
        Shot("capital-refused", CHAIR, at["owing"] + "/pledges/new", 430, 520, _pay_too_much, starts_at=".heading"),
        Shot("certificate-check", "", at["check"], 260, 360),
        Shot("registry-import", OFFICER, at["yearly"], 400, 600),
        Shot("dashboard", OFFICER, "/can-tho/dashboard?year=2025", 520, 560),
        Shot("organizations", OFFICER, "/can-tho/organizations?year=2025", 380, 560, starts_at="#organizations-list"),
    ]


def main() -> None:
    """Take every picture and say how large they are together."""
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    with running_app() as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        camera = Camera(browser, address)
        total = 0
        for shot in shots(_do_the_story(camera)):
            for language in LANGUAGES:
                for screen in ("desk", "phone"):
                    path = STATIC / picture_path(shot.name, language, screen)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(camera.take(shot, language, screen))
                    total += path.stat().st_size
        print(f"the handbook's pictures: {total / 1000:.0f} KB")
        _take_for_the_readme(camera)
        browser.close()


def _take_for_the_readme(camera: Camera) -> None:
    desk, phone = camera.window(OFFICER, "vi", "desk"), camera.window(CHAIR, "vi", "phone")
    for page, address, (width, height), name, scale in (
        (desk, "/can-tho/dashboard?year=2025", (DESK[0], 800), "alliance-dashboard", 1.0),
        (phone, "/tan-hung/members", PHONE, "member-list-phone", 2.0),
    ):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        page.wait_for_timeout(500)
        path = README_PICTURES / f"{name}.webp"
        path.write_bytes(capture(page, (0, 0, width, height), README_QUALITY, scale))
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
