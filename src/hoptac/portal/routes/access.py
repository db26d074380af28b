"""Who of the members has a page of her own: papers printed, links seen and ended by the board."""

import asyncio
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.identity.rules.pins import PIN_FAILURES
from hoptac.kit.calendar import day_of, format_date, now, today
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import Message, _
from hoptac.kit.pages import PDF, dom_id, download, page, redirect
from hoptac.portal.actions.codes import make_codes
from hoptac.portal.actions.links import end_member_access
from hoptac.portal.documents import codes_pdf
from hoptac.portal.queries.access import (
    AccessRow,
    count_access,
    get_member_with_access,
    list_links,
    list_members_with_access,
    list_without_access,
)

_CHOSEN = "member-"


class ShownAccess(NamedTuple):
    """One member with her state in words and its colour."""

    element: str
    id: UUID
    name: str
    number: str
    sign_in_name: str
    state: Message
    hue: str
    has_any: bool


def shown(row: AccessRow) -> ShownAccess:
    """The row in words."""
    state, hue = _("chưa có"), "secondary"
    if row.linked_at is not None and (row.pin_failures or 0) >= PIN_FAILURES:
        state, hue = _("mã PIN bị khóa vì gõ sai nhiều lần"), "red"
    elif row.linked_at is not None:
        state, hue = _("vào được từ %(date)s", date=format_date(day_of(row.linked_at))), "green"
    elif row.code_expires_at is not None and row.code_expires_at > now():
        state, hue = _("có phiếu, dùng trước %(date)s", date=format_date(day_of(row.code_expires_at))), "azure"
    elif row.code_expires_at is not None:
        state = _("phiếu hết hạn")
    return ShownAccess(
        dom_id("access", row.id), row.id, row.name, row.number, row.sign_in_name or "", state, hue,
        has_any=row.linked_at is not None or row.code_expires_at is not None,
    )  # fmt: skip


class MemberAccessController(Controller):
    """Access of the members of one organization."""

    path = "/{org:str}/member-access"

    @get("/", permission=Permission.GIVE_MEMBER_ACCESS)
    async def index(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        without: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Members by name, fifty at a time, all or those without access."""
        org, path = organization_of(request), f"/{organization_of(request).slug}/member-access"
        async with tenant(request) as session:
            found = await list_members_with_access(
                session, org.id, q=q, without=without == "1", bounds=read_bounds(after, before)
            )
            members, links = await count_access(session, org.id)
        previous, following = addresses(path, found, {"q": q, "without": "1" if without == "1" else ""})
        return page(
            request, "portal/access/index.html", path=path, rows=[shown(row) for row in found.rows], q=q,
            without=without == "1", members=members, links=links, request_key=uuid4(), previous_href=previous,
            next_href=following,
        )  # fmt: skip

    @get("/{member_id:uuid}", permission=Permission.GIVE_MEMBER_ACCESS)
    async def show(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """One member: how she stands, what was before."""
        org = organization_of(request)
        async with tenant(request) as session:
            row = await get_member_with_access(session, org.id, member_id)
            links = await list_links(session, org.id, member_id)
        return page(
            request, "portal/access/show.html", path=f"/{org.slug}/member-access", member=shown(row), links=links,
            request_key=uuid4(),
        )  # fmt: skip

    @post("/codes", permission=Permission.GIVE_MEMBER_ACCESS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Papers with new codes for those who are ticked, or for all without access, as one PDF. The codes are in this
        answer alone."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            async with tenant(request) as session:
                everyone = reader.text("everyone") == "1"
                party_ids = await list_without_access(session, org.id) if everyone else reader.ticked(_CHOSEN)
                printed = await make_codes(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_ids=party_ids,
                    request_key=reader.request_key(), secret=request.app.state.secret,
                )  # fmt: skip
                # Printed before the codes are kept: what cannot be printed must not kill the papers that are out.
                content = await asyncio.to_thread(
                    codes_pdf, printed, organization=org.name, slug=org.slug,
                    site_url=str(request.base_url).rstrip("/"), today=today(),
                )  # fmt: skip
        except NotFound:
            raise
        except Refusal as refusal:
            return redirect(request, f"/{org.slug}/member-access", flash=refusal.message, kind="error")
        return download(content, f"phieu-thanh-vien-{org.slug}-{today():%Y%m%d}.pdf", PDF)

    @post("/{member_id:uuid}/ending", permission=Permission.GIVE_MEMBER_ACCESS)
    async def end(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """End a member's access at once, and any paper that is out."""
        org = organization_of(request)
        async with tenant(request) as session:
            await end_member_access(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=member_id
            )
        said = _("Đã đóng trang của thành viên này. Phiếu đã in cũng hết dùng.")
        return redirect(request, f"/{org.slug}/member-access/{member_id}", flash=said)
