"""Taking back a contribution or a refund that was recorded by mistake."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.actions import retract
from hoptac.capital.forms import read_reason
from hoptac.capital.queries import DeedKind, get_deed, get_standing
from hoptac.capital.refusals import AlreadyRetracted
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _, grouped
from hoptac.kit.pages import language_of, page, redirect


class ContributionRetractionsController(Controller):
    """The retraction of one contribution."""

    path = "/{org:str}/capital/{party_id:uuid}/contributions/{contribution_id:uuid}/retraction"

    @get("/new", permission=Permission.RETRACT_CAPITAL)
    async def new(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], contribution_id: FromPath[UUID]
    ) -> Response[bytes]:
        """What will be taken back, and the reason."""
        return await _form(request, party_id, "contribution", contribution_id, {}, {})

    @post("/", permission=Permission.RETRACT_CAPITAL)
    async def create(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], contribution_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Take it back: an adjustment in the books, the row struck through."""
        return await _retract(request, party_id, "contribution", contribution_id)


class RefundRetractionsController(Controller):
    """The retraction of one refund."""

    path = "/{org:str}/capital/{party_id:uuid}/refunds/{refund_id:uuid}/retraction"

    @get("/new", permission=Permission.RETRACT_CAPITAL)
    async def new(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], refund_id: FromPath[UUID]
    ) -> Response[bytes]:
        """What will be taken back, and the reason."""
        return await _form(request, party_id, "refund", refund_id, {}, {})

    @post("/", permission=Permission.RETRACT_CAPITAL)
    async def create(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], refund_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Take it back: an adjustment in the books, the row struck through."""
        return await _retract(request, party_id, "refund", refund_id)


async def _retract(request: Request[Any, Any, Any], party_id: UUID, kind: DeedKind, deed_id: UUID) -> Response[bytes]:
    org, reader = organization_of(request), FormReader(await read_form(request))
    try:
        async with tenant(request) as session:
            deed = await get_deed(session, org.id, party_id, kind, deed_id)
            await retract(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                kind=kind, deed_id=deed_id, reason=read_reason(reader),
            )  # fmt: skip
    except NotFound:
        raise
    except Refusal as refused:
        return await _form(request, party_id, kind, deed_id, reader.values, errors_of(refused, language_of(request)))
    done = _("Đã bỏ lần ghi nhầm %(amount)s đồng.", amount=grouped(deed.amount_dong))
    return redirect(request, f"/{org.slug}/capital/{party_id}", flash=done)


async def _form(
    request: Request[Any, Any, Any],
    party_id: UUID,
    kind: DeedKind,
    deed_id: UUID,
    values: dict[str, str],
    errors: dict[str, str],
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        standing = await get_standing(session, org.id, party_id, on=today())
        deed = await get_deed(session, org.id, party_id, kind, deed_id)
    here = f"/{org.slug}/capital/{party_id}"
    if deed.retraction_id:
        return redirect(request, here, flash=AlreadyRetracted().message, kind="info")
    return page(
        request,
        "capital/retractions/new.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/capital",
        here=here,
        action=f"{here}/{kind}s/{deed_id}/retraction",
        standing=standing,
        kind=kind,
        deed=deed,
        values=values,
        errors=errors,
    )
