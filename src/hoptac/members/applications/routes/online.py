"""The board's page of the public form: open or closed, its address, its code, and the poster."""

import asyncio
from typing import Any

from litestar import Controller, Request, Response, get, post
from markupsafe import Markup

from hoptac.identity.doors import organization_of, shared, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.documents import qr_svg
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import _
from hoptac.kit.pages import PDF, download, page, redirect
from hoptac.members.applications.actions import switch_form
from hoptac.members.applications.documents import poster_pdf
from hoptac.members.applications.queries import is_form_open
from hoptac.organizations.profile import get_profile


def join_address(request: Request[Any, Any, Any]) -> str:
    """Where strangers find the form."""
    return f"{str(request.base_url).rstrip('/')}/{organization_of(request).slug}/join"


class OnlineFormController(Controller):
    """One switch for each organization."""

    path = "/{org:str}/members/applications"

    @get("/online", permission=Permission.WRITE_MEMBERS)
    async def show(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The switch, the address and its code."""
        async with tenant(request) as session:
            is_open = await is_form_open(session, organization_of(request).id)
        address = join_address(request)
        drawing = Markup(qr_svg(address))  # noqa: S704 - our own drawing
        return page(request, "members/applications/online.html", is_open=is_open, address=address, drawing=drawing)

    @post("/online", permission=Permission.WRITE_MEMBERS)
    async def update(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Open or close the form."""
        org, is_open = organization_of(request), FormReader(await read_form(request)).values.get("is_open") == "1"
        async with tenant(request) as session:
            await switch_form(session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), is_open=is_open)
        done = _("Đã mở đơn trực tuyến.") if is_open else _("Đã đóng đơn trực tuyến.")
        return redirect(request, f"/{org.slug}/members/applications/online", flash=done)

    @get("/poster.pdf", permission=Permission.WRITE_MEMBERS)
    async def poster(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The poster to print."""
        org = organization_of(request)
        async with shared(request) as session:
            profile = await get_profile(session, org.id)
        content = await asyncio.to_thread(
            poster_pdf, organization_name=profile.name, url=join_address(request), phone=profile.phone or "",
            printed_on=today(),
        )  # fmt: skip
        return download(content, f"gia-nhap-{org.slug}.pdf", PDF)
