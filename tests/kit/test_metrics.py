"""Figures for Prometheus: closed without the token, by route and never by address, summed over processes."""

import asyncio
import subprocess
import sys
from datetime import timedelta

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import delete
from tests.support.web import Browser

from hoptac.app import ROUTERS
from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import IndicatorMark, mark
from hoptac.kit.metrics import Metrics, clear, read_waiting
from hoptac.kit.observing import observed
from hoptac.settings import Settings
from hoptac.web import create_app

TOKEN = "0123456789abcdef"


def figures(text):
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
async def measured(server, tmp_path):
    """The app with its figures switched on, seen through a browser."""
    metrics = Metrics(tmp_path / "metrics")
    urls = {"database_url": server.url("hoptac_app"), "rollup_url": server.url("hoptac_rollup")}
    app = create_app(ROUTERS, Settings(metrics_token=TOKEN), **urls, secret="0" * 64, metrics=metrics)
    started, finished = asyncio.Event(), asyncio.Event()

    async def live():
        async with app.lifespan():
            started.set()
            await finished.wait()

    life = asyncio.create_task(live())
    await started.wait()
    transport = httpx.ASGITransport(app=observed(app, metrics), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Browser(client)
    finished.set()
    await life


async def scrape(browser):
    answer = await browser.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return figures(answer.text)


async def test_without_a_token_set_there_is_no_such_page(browser):
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}"}):
        assert (await browser.client.get("/metrics", headers=headers)).status_code == 404


@pytest.mark.parametrize("sent", [None, "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer ä"])
async def test_without_the_token_it_says_nothing(measured, sent):
    headers = {"Authorization": sent.encode()} if sent else {}
    answer = await measured.client.get("/metrics", headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")


async def test_requests_are_counted_by_route_and_never_by_address(measured, tan_hung):
    await measured.client.get(f"/{tan_hung.slug}/members?q=nguyen+thi+oi")
    await measured.client.get("/no/such/place/at/all")
    await measured.client.request("BREW", "/sign-in")
    answer = await measured.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    found = figures(answer.text)
    members = ("route", "/{org}/members")
    assert found["hoptac_requests_total", ("method", "GET"), members, ("status", "303")] == 1
    assert found["hoptac_request_seconds_count", members] == 1
    assert found["hoptac_requests_total", ("method", "GET"), ("route", ""), ("status", "404")] == 1
    assert any(key[1:2] == (("method", "other"),) for key in found)
    assert tan_hung.slug not in answer.text
    assert "nguyen" not in answer.text
    assert "BREW" not in answer.text


async def test_connections_and_waiting_work_are_there(measured, database, tan_hung):
    async with database.begin() as session:
        await mark(session, tan_hung.id, now() - timedelta(seconds=90))
    found = await scrape(measured)
    assert found["hoptac_database_connections", ("role", "app"), ("state", "open")] >= 1
    assert found["hoptac_database_connections", ("role", "app"), ("state", "in_use")] == 0
    assert found["hoptac_indicator_marks_waiting",] >= 1
    assert found["hoptac_indicator_marks_oldest_seconds",] >= 90
    async with database.begin() as session:
        await session.execute(delete(IndicatorMark).where(IndicatorMark.org_id == tan_hung.id))


async def test_nothing_waits_at_age_zero(database):
    async with database.begin() as session:
        await session.execute(delete(IndicatorMark))
        families = await read_waiting(session, now())
    assert [family.samples[0].value for family in families][:2] == [0, 0]


ANOTHER_PROCESS = """
import sys
from pathlib import Path
from hoptac.kit.metrics import Metrics
metrics = Metrics(Path(sys.argv[1]))
metrics.count_request(method="GET", route="/healthz", status=200, seconds=0.001)
metrics._connections.labels("app", "open").inc(7)
"""


async def test_the_answer_sums_all_processes_and_drops_what_dead_ones_held_open(measured, tmp_path):
    await measured.client.get("/healthz")
    command = [sys.executable, "-c", ANOTHER_PROCESS, str(tmp_path / "metrics")]
    await asyncio.to_thread(subprocess.run, command, check=True)
    found = await scrape(measured)
    healthz = ("method", "GET"), ("route", "/healthz"), ("status", "200")
    assert found["hoptac_requests_total", *healthz] == 2
    assert found["hoptac_database_connections", ("role", "app"), ("state", "open")] < 7


def test_a_new_run_starts_from_nothing(tmp_path):
    folder = tmp_path / "metrics"
    folder.mkdir()
    (folder / f"counter_{new_id().int % 1000}.db").write_bytes(b"old")
    clear(folder)
    assert list(folder.iterdir()) == []
