"""Sign-in, sign-out, the language switch, the way home, and the page of what each role may do."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Controller, Request, Response, Router, get, post
from litestar.datastructures import Cookie

from hoptac.identity.actions import (
    close_session,
    note_failed_attempt,
    open_session,
    refuse_if_tried_too_often,
    verify_sign_in,
)
from hoptac.identity.doors import SESSION_COOKIE, find_viewer, organization_of, viewer_of
from hoptac.identity.permissions import PERMISSION_NAMES, ROLE_NAMES, ROLE_PERMISSIONS, Permission
from hoptac.identity.rules import SESSION_LENGTH
from hoptac.kit.calendar import now
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import errors_of, read_form
from hoptac.kit.pages import LANGUAGE_COOKIE, language_of, page, redirect


def local_path(target: str) -> str:
    """A path on this site to go on to; anything that points elsewhere becomes the way home."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    is_local = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return target if is_local else "/"


def came_from(request: Request[Any, Any, Any]) -> str:
    """The page on this site that a form was sent from; the way home where the browser does not say."""
    try:
        parts = urlsplit(request.headers.get("Referer", "/"))
    except ValueError:  # an address that is none
        return "/"
    return local_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def address_of(request: Request[Any, Any, Any]) -> str:
    """The network address that the rate limit counts by."""
    return request.client.host if request.client else "unknown"


class SignInController(Controller):
    """The door."""

    @get("/sign-in", public=True)
    async def new(self, request: Request[Any, Any, Any], next: str = "/") -> Response[bytes]:
        """Show the form."""
        return page(request, "identity/sign_in.html", values={"next": local_path(next)}, errors={})

    @post("/sign-in", public=True)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Sign in, or say why not with everything but the password kept."""
        posted = await read_form(request)
        name, password = str(posted.get("sign_in_name", "")).strip(), str(posted.get("password", ""))
        database, at = request.app.state.database, now()
        attempt = {"sign_in_name": name.lower()[:200], "address": address_of(request), "now": at}
        try:
            async with database.begin() as session:
                await refuse_if_tried_too_often(session, **attempt)
                person_id = await verify_sign_in(session, sign_in_name=name, password=password)
                token = await open_session(session, person_id=person_id, now=at)
        except Refusal as refusal:
            async with database.begin() as session:
                await note_failed_attempt(session, **attempt)
            values = {"sign_in_name": name, "next": local_path(str(posted.get("next", "/")))}
            errors = errors_of(refusal, language_of(request))
            return page(request, "identity/sign_in.html", status=422, values=values, errors=errors)
        answer = redirect(request, local_path(str(posted.get("next", "/"))))
        answer.set_cookie(
            Cookie(
                SESSION_COOKIE,
                value=token,
                max_age=int(SESSION_LENGTH.total_seconds()),
                httponly=True,
                samesite="lax",
                secure=request.app.state.settings.is_secure,
            )
        )
        return answer

    @post("/sign-out", public=True)
    async def delete(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Sign out; the session is gone from the database, not only from the browser."""
        token = request.cookies.get(SESSION_COOKIE)
        if token:
            async with request.app.state.database.begin() as session:
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
        answer.set_cookie(Cookie(LANGUAGE_COOKIE, value=chosen, max_age=365 * 86400, samesite="lax"))
        return answer


class HomeController(Controller):
    """The way home: from the bare address to the seat, from the seat to its first place."""

    @get("/", public=True)
    async def home(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The only seat at once; several to choose from."""
        viewer = find_viewer(request)
        if viewer is None:
            return redirect(request, "/sign-in")
        if len(slugs := sorted({seat.slug for seat in viewer.seats if seat.slug})) == 1:
            return redirect(request, f"/{slugs[0]}")
        return page(request, "identity/seats.html")

    @get("/{org:str}", permission=Permission.READ_ROLES)
    async def organization(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The first place that this seat may go to."""
        viewer, slug = viewer_of(request), organization_of(request).slug
        if viewer.may(Permission.READ_FIGURES):
            return redirect(request, f"/{slug}/dashboard")
        if viewer.may(Permission.READ_MEMBERS):
            return redirect(request, f"/{slug}/members")
        return redirect(request, f"/{slug}/roles")

    @get("/{org:str}/roles", permission=Permission.READ_ROLES)
    async def roles(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The table of what each role may do, as the code has it."""
        is_alliance = organization_of(request).kind == "alliance"
        roles = [role for role in ROLE_NAMES if role.startswith("alliance_") == is_alliance]
        shown = [permission for permission in Permission if any(permission in ROLE_PERMISSIONS[role] for role in roles)]
        rows = [
            (PERMISSION_NAMES[permission], [permission in ROLE_PERMISSIONS[role] for role in roles])
            for permission in shown
        ]
        return page(request, "identity/roles.html", roles=[ROLE_NAMES[role] for role in roles], rows=rows)


router = Router(path="", route_handlers=[SignInController, HomeController])
