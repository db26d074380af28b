"""The way home, and the page of what each role may do."""

from typing import Any

from litestar import Controller, Request, Response, get

from hoptac.identity.doors import find_viewer, organization_of, viewer_of
from hoptac.identity.permissions import PERMISSION_NAMES, ROLE_NAMES, ROLE_PERMISSIONS, Permission
from hoptac.identity.rules.seats import roles_of
from hoptac.kit.pages import page, redirect

INBOX = "/inbox"


class HomeController(Controller):
    """From the bare address to the seat, from the seat to its first place."""

    @get("/", public=True)
    async def home(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The only place to work at once; of several, what waits in each."""
        viewer = find_viewer(request)
        if viewer is None:
            return redirect(request, "/sign-in")
        if viewer.has_one_time_password:
            return redirect(request, "/account/password")
        if viewer.by_pin or (viewer.is_member and not viewer.seats and not viewer.is_platform_administrator):
            return redirect(request, "/me")
        places = sorted({seat.slug for seat in viewer.seats if seat.slug})
        if viewer.is_platform_administrator:
            places.append("platform")
        if len(places) > 1:
            return redirect(request, INBOX)
        return redirect(request, f"/{places[0]}") if places else page(request, "identity/workplaces.html")

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
        roles = roles_of(organization_of(request).kind)
        shown = [permission for permission in Permission if any(permission in ROLE_PERMISSIONS[role] for role in roles)]
        rows = [
            (PERMISSION_NAMES[permission], [permission in ROLE_PERMISSIONS[role] for role in roles])
            for permission in shown
        ]
        return page(request, "identity/roles.html", roles=[ROLE_NAMES[role] for role in roles], rows=rows)
