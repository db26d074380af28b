"""Sign-in, sign-out and the language switch."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.params import FromQuery

from hoptac.identity.actions.sign_in import SESSION_SECONDS, close_session, sign_in
from hoptac.identity.doors import SESSION_COOKIE, shared
from hoptac.identity.rules.sign_in import device_of, local_path
from hoptac.kit.addresses import client_address
from hoptac.kit.calendar import now
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import errors_of, read_form
from hoptac.kit.pages import LANGUAGE_COOKIE, language_of, page, redirect


def address_of(request: Request[Any, Any, Any]) -> str:
    """The network address that the rate limit counts by."""
    peer = request.client.host if request.client else None
    forwarded = request.headers.getall("X-Forwarded-For", [])
    return client_address(peer, forwarded, request.app.state.trusted_proxies)


def came_from(request: Request[Any, Any, Any]) -> str:
    """The page on this site that a form was sent from; the way home where the browser does not say."""
    try:
        parts = urlsplit(request.headers.get("Referer", "/"))
    except ValueError:  # an address that is none
        return "/"
    return local_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def keep_session(request: Request[Any, Any, Any], answer: Response[bytes], token: str) -> None:
    """Hand the browser its session."""
    secure = request.app.state.settings.is_secure
    answer.set_cookie(
        Cookie(SESSION_COOKIE, value=token, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=secure)
    )


class SignInController(Controller):
    """The door."""

    @get("/sign-in", public=True)
    async def new(self, request: Request[Any, Any, Any], next: FromQuery[str] = "/") -> Response[bytes]:
        """Show the form."""
        return page(request, "identity/sign_in.html", values={"next": local_path(next)}, errors={})

    @post("/sign-in", public=True)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Sign in, or say why not with everything but the password kept."""
        posted = await read_form(request)
        name, password = str(posted.get("sign_in_name", "")).strip(), str(posted.get("password", ""))
        going_to = local_path(str(posted.get("next", "/")))
        try:
            signed_in = await sign_in(
                request.app.state.database, name=name, password=password, address=address_of(request),
                device=device_of(request.headers.get("User-Agent", "")),
                old_token=request.cookies.get(SESSION_COOKIE), now=now(),
            )  # fmt: skip
        except Refusal as refusal:
            errors = errors_of(refusal, language_of(request))
            values = {"sign_in_name": name, "next": going_to}
            return page(request, "identity/sign_in.html", status=422, values=values, errors=errors)
        if signed_in.by_pin and not going_to.startswith("/me/"):
            going_to = "/me"
        answer = redirect(request, going_to)
        keep_session(request, answer, signed_in.token)
        return answer

    @post("/sign-out", public=True)
    async def delete(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Sign out; the session is gone from the database, not only from the browser."""
        token = request.cookies.get(SESSION_COOKIE)
        if token:
            async with shared(request) as session:
                await close_session(session, token)
        answer = redirect(request, "/sign-in")
        answer.delete_cookie(SESSION_COOKIE)
        return answer

    @post("/language", public=True)
    async def language(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Switch between Vietnamese and English and go back to the same page."""
        posted = await read_form(request)
        answer = redirect(request, came_from(request))
        chosen = "en" if posted.get("language") == "en" else "vi"
        secure = request.app.state.settings.is_secure
        answer.set_cookie(
            Cookie(LANGUAGE_COOKIE, value=chosen, max_age=365 * 86400, httponly=True, samesite="lax", secure=secure)
        )
        return answer
