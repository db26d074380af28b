"""What stands around every feature's router: connections, guard, forms' tokens, error pages, security headers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from urllib.parse import quote

from litestar import Litestar, Request, Response, Router
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler

from hoptac.identity.doors import PasswordNeeded, PasswordToChoose, PermissionMissing, SignedOut, guard_every_route
from hoptac.identity.frame import frame
from hoptac.kit.addresses import read_networks
from hoptac.kit.assets import load_static_files, static_file
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.failures import (
    error_page,
    on_failure,
    on_http_exception,
    on_not_found,
    on_refusal,
    refuse_large_bodies,
    refuse_odd_letters,
)
from hoptac.kit.health import healthz
from hoptac.kit.metrics import Metrics, metrics_page
from hoptac.kit.pages import redirect
from hoptac.kit.requests import PostedRequest
from hoptac.settings import Settings

FORM_LIMIT = 2 * 1024 * 1024
"""Of a posted form, in bytes; a route that takes files names its own limit."""

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


HTTPS_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}
DECLARATIONS = {"permission", "public", "own", "platform", "member"}
"""One of these each handler says; `hoptac.identity.doors` tells what they mean."""


class RouteWithoutPermission(RuntimeError):
    """A handler that says neither which permission it needs nor that it is public."""


def refuse_open_routes(app: Litestar) -> None:
    """Closed by default: the app does not start with a handler that declares nothing."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler) and not (DECLARATIONS & set(handler.opt)):
                if handler.http_methods <= {"OPTIONS"}:
                    continue
                raise RouteWithoutPermission(f"{handler} on {route.path}: name permission=… or public=True")


def on_signed_out(request: Request, _: SignedOut) -> Response[bytes]:
    """Lead to the sign-in page and, after it, back."""
    query = f"?{request.url.query}" if request.url.query else ""
    target = f"{request.url.path}{query}" if request.method == "GET" else "/"
    return redirect(request, f"/sign-in?next={quote(target, safe='/')}")


def on_password_to_choose(request: Request, _: PasswordToChoose) -> Response[bytes]:
    """First sign-in: a password of one's own before anything else."""
    return redirect(request, "/account/password")


def on_password_needed(request: Request, _: PasswordNeeded) -> Response[bytes]:
    """A PIN leads to the member's own pages, whatever was asked for."""
    return redirect(request, "/me")


def on_permission_missing(request: Request, _: PermissionMissing) -> Response[bytes]:
    """The role may not do this."""
    return error_page(request, 403)


def create_app(
    routers: Sequence[Router],
    settings: Settings,
    *,
    database_url: str,
    rollup_url: str,
    secret: str,
    metrics: Metrics | None = None,
) -> Litestar:
    """The web app over two roles' connections; `secret` signs the forms' tokens and makes
    members' paper codes, `metrics` are there if asked for."""

    @asynccontextmanager
    async def connections(app: Litestar) -> AsyncIterator[None]:
        app.state.database = Database(database_url)
        app.state.rollup = Database(rollup_url, pool_size=5)
        if metrics is not None:
            metrics.watch(app.state.database, "app")
            metrics.watch(app.state.rollup, "rollup")
        try:
            yield
        finally:
            await app.state.database.close()
            await app.state.rollup.close()

    state = State(
        {
            "settings": settings,
            "frame": frame,
            "static_files": load_static_files(),
            "trusted_proxies": read_networks(settings.trusted_proxies),
            "metrics": metrics,
            "secret": secret,
        }
    )
    headers = SECURITY_HEADERS | (HTTPS_HEADERS if settings.is_secure else {})
    return Litestar(
        route_handlers=[static_file, healthz, metrics_page, *routers],
        guards=[guard_every_route],
        lifespan=[connections],
        on_startup=[refuse_open_routes],
        state=state,
        csrf_config=CSRFConfig(
            secret=secret, cookie_name="hoptac_csrf", cookie_secure=settings.is_secure, cookie_httponly=True
        ),
        middleware=[refuse_large_bodies, refuse_odd_letters],
        request_class=PostedRequest,
        request_max_body_size=FORM_LIMIT,
        exception_handlers={
            SignedOut: on_signed_out,
            PasswordToChoose: on_password_to_choose,
            PasswordNeeded: on_password_needed,
            PermissionMissing: on_permission_missing,
            NotFound: on_not_found,
            Refusal: on_refusal,
            Refusals: on_refusal,
            HTTPException: on_http_exception,
            Exception: on_failure,
        },
        response_headers=headers,
        openapi_config=None,
    )
