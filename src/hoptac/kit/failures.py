"""What a person sees when something is refused or fails: a page with a plain sentence and a way on, never a trace."""

import math
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import ClientException, HTTPException, NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Receive, Scope, Send

from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.language import _
from hoptac.kit.observing import current_reference
from hoptac.kit.pages import ENVIRONMENTS, language_of

log = structlog.get_logger()
STATUSES_WITH_A_PAGE = (403, 404, 413, 429)
# How much of a body that was refused for its size is read and thrown away, so that the browser gets to read the answer.
DRAIN_AT_MOST = 400 * 1024 * 1024


class FormUnreadable(Refusal):
    """What was posted is no form that can be read."""

    def __init__(self) -> None:
        super().__init__(_("Không đọc được nội dung gửi lên. Hãy tải lại trang, điền và gửi lại."))


def error_page(
    request: Request[Any, Any, Any], status: int, *, template: str = "", **context: Any
) -> Response[bytes]:  # fmt: skip
    """The page of a status, or another one with this status, in the reader's language."""
    language = language_of(request)
    text = ENVIRONMENTS[language].get_template(f"errors/{template or status}.html").render(context)
    headers = {"Cache-Control": "no-store"}
    return Response(text.encode(), status_code=status, media_type="text/html", headers=headers)


def on_not_found(request: Request[Any, Any, Any], _missing: NotFound) -> Response[bytes]:
    """A thing that is not there, or not in this organization."""
    return error_page(request, 404)


def on_refusal(request: Request[Any, Any, Any], refused: Refusal | Refusals) -> Response[bytes]:
    """A refusal that no form shows beside a field: the sentence alone."""
    language = language_of(request)
    refusals = refused.refusals if isinstance(refused, Refusals) else [refused]
    sentence = " ".join(refusal.sentence(language) for refusal in refusals)
    return error_page(request, 422, sentence=sentence)


def on_http_exception(request: Request[Any, Any, Any], exception: HTTPException) -> Response[bytes]:
    """Errors of the framework: an unknown address, a wrong method, a body too large, a form without its token."""
    if exception.status_code == 400 and request.method == "POST":
        return on_refusal(request, FormUnreadable())
    if exception.status_code == 403 and request.method == "POST":  # the token of a form; permissions are doors.py's
        return error_page(request, 403, template="stale")
    status = 404 if exception.status_code in (400, 405) else exception.status_code
    return error_page(request, status if status in STATUSES_WITH_A_PAGE else 500)


def refuse_large_bodies(app: ASGIApp) -> ASGIApp:
    """Middleware that answers a body over its route's limit with a page.

    The body is read and thrown away first: a browser that is still sending shows a broken connection, not our sentence.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        length = dict(scope.get("headers", ())).get(b"content-length", b"0")
        if scope["type"] != "http" or not length.isdigit() or int(length) <= _limit_of(scope):
            await app(scope, receive, send)
            return
        drained, more = 0, True
        while more and drained < DRAIN_AT_MOST:
            event = await receive()
            drained += len(event.get("body", b""))
            more = event["type"] == "http.request" and bool(event.get("more_body"))
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        await error_page(request, 413).to_asgi_response(app=None, request=request)(scope, receive, send)

    return middleware


def _limit_of(scope: Scope) -> float:
    handler = scope.get("route_handler")
    limit = handler.resolve_request_max_body_size() if isinstance(handler, HTTPRouteHandler) else None
    return math.inf if limit is None else limit


def refuse_odd_letters(app: ASGIApp) -> ASGIApp:
    """Middleware for letters that no address and no header of ours has: zero bytes, which PostgreSQL refuses, and others
    than plain ones in what the framework compares."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if "\0" in scope.get("path", "") or b"%00" in scope.get("query_string", b""):
            raise NotFoundException
        compared = (b"cookie", b"x-csrftoken")
        if any(name in compared and not value.isascii() for name, value in scope.get("headers", ())):
            raise ClientException("foreign letters in a header")
        await app(scope, receive, send)

    return middleware


def on_failure(request: Request[Any, Any, Any], exception: Exception) -> Response[bytes]:
    """Something broke: logged with a reference that the person can read out to whoever helps."""
    reference = current_reference()
    log.error("request_failed", reference=reference, route=request.scope.get("path_template", ""), exc_info=exception)
    return error_page(request, 500, reference=reference)
