"""Pages of offices: who holds which, a new one, and ending one."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import dom_id, language_of, page, redirect
from hoptac.offices.actions import end_office, record_office
from hoptac.offices.forms import read_ending, read_office
from hoptac.offices.models import OFFICES
from hoptac.offices.queries import get_holder, list_holders
from hoptac.offices.rules import OFFICE_NAMES, RE_ELECTED, Holder


class ShownHolder(NamedTuple):
    """One line of the list. `days_left` is None where there is no term, negative where it is over."""

    element: str
    office: Message
    name: str
    member_href: str
    elected_on: str
    term_until: str
    days_left: int | None
    basis: str
    ended_on: str
    ending_reason: str
    end_href: str


def _shown(base: str, holder: Holder) -> ShownHolder:
    reason = holder.ending_reason or ""
    return ShownHolder(
        dom_id("office", holder.id),
        OFFICE_NAMES[holder.office],
        holder.name,
        f"{base}/members/{holder.party_id}" if holder.party_id else "",
        format_date(holder.elected_on),
        format_date(holder.term_until) if holder.term_until else "",
        (holder.term_until - today()).days if holder.term_until else None,
        holder.basis,
        format_date(holder.ended_on) if holder.ended_on else "",
        reason if reason != RE_ELECTED else "",
        f"{base}/offices/{holder.id}/ending",
    )


class OfficesController(Controller):
    """The register of offices."""

    path = "/{org:str}/offices"

    @get("/", permission=Permission.READ_MEMBERS)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Who holds an office now, in the order of the offices, and who held one."""
        org = organization_of(request)
        async with tenant(request) as session:
            holders = await list_holders(session, org.id)
        current = sorted((one for one in holders if one.ended_on is None), key=lambda one: OFFICES.index(one.office))
        base = f"/{org.slug}"
        return page(
            request,
            "offices/index.html",
            path=f"{base}/offices",
            current=[_shown(base, one) for one in current],
            past=[_shown(base, one) for one in holders if one.ended_on is not None],
            may_record=viewer_of(request).may(Permission.RECORD_OFFICE),
        )

    @get("/new", permission=Permission.RECORD_OFFICE)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """An empty form."""
        office = request.query_params.get("office", "")
        return _form(request, {"request_key": str(new_id()), "office": office, "elected_on": format_date(today())}, {})

    @post("/", permission=Permission.RECORD_OFFICE)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Record who was elected or appointed."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_office(reader)
            async with tenant(request) as session:
                await record_office(session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), form=form)
        except (Refusal, Refusals) as refused:
            return _form(request, reader.values, errors_of(refused, language_of(request)))
        office = translate(OFFICE_NAMES[form.office], language_of(request))
        return redirect(request, f"/{org.slug}/offices", flash=_("Đã ghi %(office)s.", office=office))

    @get("/{term_id:uuid}/ending", permission=Permission.RECORD_OFFICE)
    async def ending(self, request: Request[Any, Any, Any], term_id: FromPath[UUID]) -> Response[bytes]:
        """The form that ends an office."""
        return await _ending_form(request, term_id, {"ended_on": format_date(today())}, {})

    @post("/{term_id:uuid}/ending", permission=Permission.RECORD_OFFICE)
    async def end(self, request: Request[Any, Any, Any], term_id: FromPath[UUID]) -> Response[bytes]:
        """Record that somebody left an office."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            ended_on, reason = read_ending(reader)
            async with tenant(request) as session:
                await end_office(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), term_id=term_id,
                    ended_on=ended_on, reason=reason,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _ending_form(request, term_id, reader.values, errors_of(refused, language_of(request)))
        return redirect(request, f"/{org.slug}/offices", flash=_("Đã ghi ngày thôi giữ chức vụ."))


def _form(request: Request[Any, Any, Any], values: dict[str, str], errors: dict[str, str]) -> Response[bytes]:
    return page(
        request,
        "offices/new.html",
        status=422 if errors else 200,
        path=f"/{organization_of(request).slug}/offices",
        offices=list(OFFICE_NAMES.items()),
        values=values,
        errors=errors,
    )


async def _ending_form(
    request: Request[Any, Any, Any], term_id: UUID, values: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        holder = await get_holder(session, org.id, term_id)
    return page(
        request,
        "offices/ending.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/offices",
        holder=holder,
        office=OFFICE_NAMES[holder.office],
        values=values,
        errors=errors,
    )


router = Router(path="", route_handlers=[OfficesController])
