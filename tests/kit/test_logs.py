"""The log: JSON lines with a reference and without anybody's data; words at a terminal."""

import json
import re
import subprocess
import sys

import httpx
import pytest
import structlog
from litestar import get

from hoptac.app import ROUTERS
from hoptac.kit.logs import LogLevelUnknown, level_of
from hoptac.kit.observing import observed
from hoptac.settings import Settings
from hoptac.web import create_app

WRITES = """
import logging
import structlog
from hoptac.kit.logs import configure_logs
configure_logs({level!r}, is_terminal={is_terminal})
log = structlog.get_logger("test")
log.info("request", route="/{{org}}/members", status=200)
log.warning("careful")
logging.getLogger("a.library").warning("from a library")
try:
    raise ValueError("duplicate key\\nDETAIL:  Key (phone)=(0912345678) already exists.\\nmore")
except ValueError:
    log.exception("failed")
"""


def written(level="", *, is_terminal=False):
    script = WRITES.format(level=level, is_terminal=is_terminal)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == ""  # standard output belongs to what was asked for
    return done.stderr


def test_every_line_is_one_json_object_and_quotes_no_row():
    text = written()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["event"] for line in lines] == ["request", "careful", "from a library", "failed"]
    assert {line["level"] for line in lines} == {"info", "warning", "error"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line["timestamp"]) for line in lines)
    assert lines[2]["logger"] == "a.library"
    assert "duplicate key" in lines[3]["exception"]
    assert "0912345678" not in text


def test_at_a_terminal_there_are_words_and_no_line_for_each_page():
    text = written(is_terminal=True)
    assert "careful" in text
    assert "/members" not in text
    assert not text.startswith("{")
    assert "0912345678" not in text


def test_the_level_can_be_set():
    assert [json.loads(line)["event"] for line in written("error").splitlines()] == ["failed"]
    with pytest.raises(LogLevelUnknown):
        level_of("loud")


@get("/broken", public=True, anonymous=True)
async def broken() -> str:
    """Fails."""
    raise ValueError("row of Nguyễn Thị Ổi")


async def test_a_request_is_kept_by_its_reference_without_anybody_s_data(server, tan_hung):
    urls = {"database_url": server.url("hoptac_app"), "rollup_url": server.url("hoptac_rollup")}
    app = create_app(ROUTERS, Settings(), **urls, secret="0" * 64)
    app.register(broken)
    transport = httpx.ASGITransport(app=observed(app), raise_app_exceptions=False, client=("203.0.113.9", 1))
    merge = [structlog.contextvars.merge_contextvars]
    with structlog.testing.capture_logs(processors=merge) as lines:
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            page = await client.get(f"/{tan_hung.slug}/members?q=nguyen+thi+oi")
            failed = await client.get("/broken")
    request, failure, answered = lines
    assert request == {
        "event": "request", "log_level": "info", "method": "GET", "route": "/{org}/members", "org": tan_hung.slug,
        "status": 303, "ms": request["ms"], "reference": page.headers["x-request-id"],
    }  # fmt: skip
    assert 0 < request["ms"] < 60_000
    assert failure["event"] == "request_failed"
    assert answered["status"] == 500
    reference = failed.headers["x-request-id"]
    assert reference == failure["reference"] == answered["reference"] != request["reference"]
    assert reference in failed.text  # what the person reads out is what stands in the log
    told = json.dumps([line for line in lines if line is not failure], default=str)
    assert "oi" not in told.replace("/{org}/members", "")
    assert "203.0.113.9" not in told
