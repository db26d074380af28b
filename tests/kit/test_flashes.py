"""A word of what was done goes to the next page in a cookie: whole, in the reader's language, and never too long."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import httpx
import msgspec
import pytest
from litestar import Request, Response, Router, get
from litestar.params import FromPath
from tests.support.web import Browser

from hoptac.kit.forms import FieldMissing
from hoptac.kit.language import Message, _
from hoptac.kit.pages import FLASH_COOKIE, LANGUAGE_COOKIE, page, redirect
from hoptac.settings import Settings
from hoptac.web import create_app

BROWSERS_TAKE = 4_096  # bytes of a cookie's name and value; a longer one is dropped
NAME = "Nguyễn Thị Ổi"
SAID: dict[str, Message] = {
    "plain": _("Đã ghi %(name)s.", name=NAME),
    "nested": FieldMissing("name", _("họ và tên")).message,
    "twice": Message("%(one)s / %(two)s", {"one": FieldMissing("name", _("họ và tên")).message, "two": 5}),
    "long": _("Đã ghi %(name)s.", name=NAME * 3_000),
    "long-inside": Message("%(one)s", {"one": _("Đã ghi %(name)s.", name="Ổ" * 50_000)}),
}


@get("/say/{what:str}", public=True)
async def say(request: Request[Any, Any, Any], what: FromPath[str]) -> Response[bytes]:
    """Say something and go on."""
    return redirect(request, "/see", flash=SAID[what], kind="info")


@get("/see", public=True)
async def see(request: Request[Any, Any, Any]) -> Response[bytes]:
    """A page that shows what was said."""
    return page(request, "identity/sign_in.html", values={}, errors={})


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser before an app of these two pages; neither asks the database."""
    nowhere = "postgresql+asyncpg://nobody@localhost/none"
    router = Router(path="", route_handlers=[say, see])
    app = create_app([router], Settings(), database_url=nowhere, rollup_url=nowhere, secret="0" * 64)
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Browser(client)


@pytest.mark.parametrize(
    ("what", "vietnamese", "english"),
    [
        ("plain", "Đã ghi Nguyễn Thị Ổi.", "Nguyễn Thị Ổi was saved."),
        ("nested", "Hãy điền họ và tên.", "Please fill in the full name."),
        ("twice", "Hãy điền họ và tên. / 5", "Please fill in the full name. / 5"),
    ],
)
async def test_a_flash_is_shown_once_in_the_readers_language(
    browser: Browser, what: str, vietnamese: str, english: str
) -> None:
    assert vietnamese in (await browser.get(f"/say/{what}")).text
    assert vietnamese not in (await browser.get("/see")).text
    browser.client.cookies.set(LANGUAGE_COOKIE, "en")
    assert english in (await browser.get(f"/say/{what}")).text


@pytest.mark.parametrize("what", ["long", "long-inside"])
async def test_a_text_that_no_cookie_holds_is_cut(browser: Browser, what: str) -> None:
    answer = await browser.client.get(f"/say/{what}")
    sent = answer.headers["set-cookie"].partition(";")[0]
    assert BROWSERS_TAKE // 2 < len(sent) <= BROWSERS_TAKE
    shown = await browser.get("/see")
    assert shown.status_code == 200
    assert "Đã ghi " in shown.text
    assert "….</div>" in shown.text


@pytest.mark.parametrize(
    "cookie",
    [
        "nonsense",
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(msgspec.json.encode(("shouting", _("Đã xong")))).decode(),
        base64.urlsafe_b64encode(msgspec.json.encode(("info", Message("%(gone)s", {"other": 1})))).decode(),
        base64.urlsafe_b64encode(msgspec.json.encode(("info", {"msgid": "x", "params": {"y": {"z": 1}}}))).decode(),
    ],
)
async def test_a_cookie_that_is_not_ours_says_nothing(browser: Browser, cookie: str) -> None:
    shown = await browser.get("/see", headers={"Cookie": f"{FLASH_COOKIE}={cookie}"})
    assert shown.status_code == 200
    assert 'class="flash ' not in shown.text
