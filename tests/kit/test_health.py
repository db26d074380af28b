"""Whether the app can serve: 200 while the database answers, 503 without a word of why when it does not."""

import httpx

from hoptac.app import ROUTERS
from hoptac.settings import Settings
from hoptac.web import create_app


async def test_well(browser):
    answer = await browser.client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


async def test_ill(tmp_path):
    nowhere = f"postgresql+asyncpg://hoptac_app@/hoptac?host={tmp_path}"
    app = create_app(ROUTERS, Settings(), database_url=nowhere, rollup_url=nowhere, secret="0" * 64)
    async with app.lifespan():
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            answer = await client.get("/healthz")
    assert (answer.status_code, answer.text) == (503, "")
