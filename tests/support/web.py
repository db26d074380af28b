"""Driving real pages: a client that signs in, reads forms by their fields and submits them as a browser would."""

import asyncio
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx
from httpx import Response


class FormParser(HTMLParser):
    """The forms of a page: action, method and the values that stand in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._select: str | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "method": given.get("method", "get"), "fields": {}})
        if not self.forms or ("name" not in given and tag != "option"):
            return
        fields = self.forms[-1]["fields"]
        if tag == "input" and given.get("type") not in ("submit", "file"):
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                fields[given["name"]] = given.get("value", "")
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and ("selected" in given or self._select not in fields):
            fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._textarea = given["name"]
            fields[self._textarea] = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1]["fields"][self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._textarea = None


def one_time_password_on(answer: Response) -> str | None:
    """The password that a page shows once; None on any other page. Part of an id can look like one, so the element is asked."""
    found = re.search(r'<code class="one-time-password">([^<]+)</code>', answer.text)
    return found[1] if found else None


def forms_of(answer: Response) -> list[dict[str, Any]]:
    """Every form of an answered page."""
    parser = FormParser()
    parser.feed(answer.text)
    return parser.forms


@dataclass
class Browser:
    """A browser without a screen: cookies, forms, redirects."""

    client: httpx.AsyncClient
    visited: list[str] = field(default_factory=list)

    async def get(self, path: str, **options: Any) -> Response:
        """Open a page."""
        return await self.client.get(path, follow_redirects=True, **options)

    async def submit(self, page: Response, action: str, values: dict[str, Any], files: Any = None) -> Response:
        """Fill in the page's form with this action (a regular expression) and send it."""
        form = next(form for form in forms_of(page) if re.search(action, form["action"]))
        target = form["action"] or str(page.url.path)
        data = form["fields"] | values
        return await self.client.post(target, data=data, files=files, follow_redirects=True)

    async def sign_in(self, name: str, password: str) -> Response:
        """Sign in through the form."""
        page = await self.get("/sign-in")
        return await self.submit(page, "/sign-in$", {"sign_in_name": name, "password": password})


async def ended(browser: Browser, answer: Response) -> Response:
    """What came of long work, once it is done: on a busy machine its progress is answered first."""
    for _look in range(600):
        if "/jobs/" not in answer.url.path:
            break
        await asyncio.sleep(0.1)
        answer = await browser.get(answer.url.path)
    return answer
