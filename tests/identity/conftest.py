"""People at their browsers: several at once, from several addresses, and one who runs the platform."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import httpx
import pytest
from litestar import Litestar
from tests.conftest import PASSWORD
from tests.support.web import Browser

from hoptac.identity.actions import create_person
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id

OpenBrowser = Callable[..., Browser]


def new_phone() -> str:
    """A number that nobody in the test database has."""
    return f"09{new_id().int % 10**8:08d}"


@pytest.fixture
async def open_browser(web: Litestar) -> AsyncIterator[OpenBrowser]:
    """Opens another browser, at a network address of its own unless one is given."""
    async with AsyncExitStack() as stack:
        clients: list[httpx.AsyncClient] = []

        def opened(address: str | None = None, **headers: str) -> Browser:
            key = new_id().int
            peer = address or f"10.{key % 256}.{key // 256 % 256}.{key // 65536 % 256}"
            transport = httpx.ASGITransport(app=web, raise_app_exceptions=False, client=(peer, 50_000))  # type: ignore[arg-type]
            clients.append(httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=headers))
            stack.push_async_callback(clients[-1].aclose)
            return Browser(clients[-1])

        yield opened


async def add_administrator(database: Database, name: str = "Đặng Ngọc Lài") -> str:
    """A platform administrator without seats; returns the phone number that signs in with PASSWORD."""
    phone = new_phone()
    async with database.begin() as session:
        await create_person(
            session, name=name, phone=phone, email=None, password=PASSWORD, seats=[], today=today(), now=now(),
            is_platform_administrator=True,
        )  # fmt: skip
    return phone


@pytest.fixture
async def administrator(open_browser: OpenBrowser, database: Database) -> Browser:
    """The browser of a platform administrator, signed in."""
    browser = open_browser()
    await browser.sign_in(await add_administrator(database), PASSWORD)
    return browser
