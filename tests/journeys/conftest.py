"""A real browser before the whole thing: `hoptac run` as a process of its own, on an empty data folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, async_playwright

from hoptac.kit.postgres import remove

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
START_WITHIN_S = 90


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a freshly started hoptac with its demo."""
    assert CHROMIUM is not None, "the journeys are walked in a real browser: install Debian's chromium, as .ci/run does"
    folder: Path = tmp_path_factory.mktemp("site")
    port = _free_port()
    command = [Path(sys.executable).parent / "hoptac", "run", "--port", str(port), "--data-dir", folder]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"HOPTAC_WORKERS": "1"})
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        try:
            httpx.get(f"{address}/sign-in")
            break
        except httpx.HTTPError:
            assert process.poll() is None, "hoptac run ended before it served"
            assert time.monotonic() < deadline, "hoptac run did not serve in time"
            time.sleep(0.2)
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    remove(folder)


@pytest.fixture
async def visitor(site: str) -> AsyncIterator[Page]:
    """A browser window that nobody is signed in with; a script error fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(base_url=site, viewport={"width": 1360, "height": 800})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        await browser.close()
        assert errors == []


async def sign_in(page: Page, phone: str) -> None:
    """Sign in as one of the demo's people."""
    await page.context.clear_cookies()
    await page.goto("/sign-in")
    await page.get_by_label("Số điện thoại").fill(phone)
    await page.get_by_label("Mật khẩu").fill("hoptac-demo")
    await page.get_by_role("button", name="Đăng nhập").click()
    await page.wait_for_url(lambda address: "sign-in" not in address)
