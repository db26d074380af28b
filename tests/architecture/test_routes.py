"""Closed by default: every route, walked as nobody and as a stranger, gives nothing away."""

import re

import pytest
from litestar import get
from litestar.handlers import HTTPRouteHandler
from tests.conftest import PASSWORD, seat_person
from tests.identity.conftest import add_administrator

from hoptac.app import ROUTERS
from hoptac.identity.actions.newcomers import seat_by_contact
from hoptac.identity.rules.people import Contact
from hoptac.kit.audit import SYSTEM
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.settings import Settings
from hoptac.web import RouteWithoutPermission, create_app, refuse_open_routes


def closed_routes(app):
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and not handler.opt.get("public"):
                for method in handler.http_methods - {"OPTIONS", "HEAD"}:
                    yield method, route.path


def address(path, slug):
    return re.sub(r"\{(\w+):\w+\}", lambda found: slug if found[1] == "org" else str(new_id()), path)


async def token_of(browser):
    await browser.get("/sign-in")
    return browser.client.cookies["hoptac_csrf"]


async def test_nobody_is_led_to_the_sign_in_page(web, browser, tan_hung):
    headers = {"x-csrftoken": await token_of(browser)}
    routes = list(closed_routes(web))
    assert len(routes) > 10
    for method, path in routes:
        answer = await browser.client.request(method, address(path, tan_hung.slug), headers=headers)
        assert answer.status_code == 303, f"{method} {path}"
        assert answer.headers["location"].startswith("/sign-in"), f"{method} {path}"


async def test_a_stranger_finds_nothing(web, browser, database, tan_hung, phu_loi):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    headers = {"x-csrftoken": await token_of(browser)}
    for method, path in closed_routes(web):
        if "{org:str}" in path:
            answer = await browser.client.request(method, address(path, phu_loi.slug), headers=headers)
            assert answer.status_code == 404, f"{method} {path}"


async def test_a_chair_finds_no_platform(web, browser, database, tan_hung):
    await browser.sign_in(await seat_person(database, tan_hung.slug, "chair"), PASSWORD)
    headers = {"x-csrftoken": await token_of(browser)}
    routes = [(method, path) for method, path in closed_routes(web) if path.startswith("/platform")]
    assert len(routes) > 10
    for method, path in routes:
        answer = await browser.client.request(method, address(path, tan_hung.slug), headers=headers)
        assert answer.status_code == 404, f"{method} {path}"


async def test_a_platform_administrator_enters_no_organization(web, browser, database, tan_hung):
    await browser.sign_in(await add_administrator(database), PASSWORD)
    headers = {"x-csrftoken": await token_of(browser)}
    for method, path in closed_routes(web):
        if "{org:str}" in path:
            answer = await browser.client.request(method, address(path, tan_hung.slug), headers=headers)
            assert answer.status_code == 404, f"{method} {path}"


async def test_with_a_one_time_password_everything_leads_to_choosing_one(web, browser, database, tan_hung):
    phone = f"09{new_id().int % 10**8:08d}"
    async with database.begin() as session:
        seated = await seat_by_contact(
            session, tan_hung.id, "cooperative", Contact("Lê Thị Út", phone, None), role="chair", actor_id=SYSTEM,
            today=today(), now=now(),
        )  # fmt: skip
    assert seated.one_time_password
    await browser.sign_in(phone, seated.one_time_password)
    headers = {"x-csrftoken": await token_of(browser)}
    for method, path in closed_routes(web):
        if path == "/account/password":
            continue
        answer = await browser.client.request(method, address(path, tan_hung.slug), headers=headers)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account/password"), f"{method} {path}"


def test_a_handler_without_a_permission_does_not_start():
    @get("/open")
    async def forgotten() -> str:
        return ""

    app = create_app(
        ROUTERS, Settings(), database_url="postgresql+asyncpg://x", rollup_url="postgresql+asyncpg://x", secret="0" * 64
    )
    refuse_open_routes(app)
    app.register(forgotten)
    with pytest.raises(RouteWithoutPermission):
        refuse_open_routes(app)
