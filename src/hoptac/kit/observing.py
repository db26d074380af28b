"""What is kept of every request: a reference in the answer and the log, a line without personal data, its time."""

import time
from typing import Any

import structlog
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from hoptac.kit.identifiers import new_id
from hoptac.kit.metrics import Metrics

log = structlog.get_logger(__name__)

REFERENCE_HEADER = b"x-request-id"
# Asked for many times a minute or with every page; nobody looks for them in the log.
QUIET_ROUTES = ("/static/{path}", "/healthz", "/metrics")


def new_reference() -> str:
    """Eight letters and digits that a person can read out."""
    return new_id().hex[-8:]


def current_reference() -> str:
    """The reference of the request at hand; a new one outside of any."""
    return structlog.contextvars.get_contextvars().get("reference") or new_reference()


def observed(app: ASGIApp, metrics: Metrics | None = None) -> ASGIApp:
    """The app, with every request logged and, where there are `metrics`, counted.

    It stands around the whole app, so that requests that no route answers are seen too.
    """

    async def around(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        reference, began, status = new_reference(), time.perf_counter(), 500

        async def send_marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (REFERENCE_HEADER, reference.encode())]
            await send(message)

        with structlog.contextvars.bound_contextvars(reference=reference):
            try:
                await app(scope, receive, send_marked)
            finally:
                _keep(scope, status, time.perf_counter() - began, metrics)

    return around


def _keep(scope: Any, status: int, seconds: float, metrics: Metrics | None) -> None:
    """The template of the address, never the address itself: a search or a code in it is somebody's."""
    route = scope.get("path_template", "")
    if metrics is not None:
        metrics.count_request(method=scope["method"], route=route, status=status, seconds=seconds)
    # The parameters of the route are the organization's short name and ids; only the name is kept.
    org = scope.get("path_params", {}).get("org")
    facts = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
    if org is not None:
        facts["org"] = org
    if status >= 500:
        log.error("request", **facts)
    elif route in QUIET_ROUTES:
        log.debug("request", **facts)
    else:
        log.info("request", **facts)
