"""The registry as the platform's administrators run it: the list, founding, one organization."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.actions.organizations import found, open_books, propose_slug
from hoptac.identity.doors import shared, viewer_of
from hoptac.identity.forms import read_founding
from hoptac.identity.frame import KIND_NAMES
from hoptac.identity.queries.deeds import list_deeds
from hoptac.identity.queries.seats import count_seats
from hoptac.identity.routes.platform.places import ORGANIZATIONS, seats_place
from hoptac.identity.routes.seating import seats_context
from hoptac.identity.routes.shown import shown_deeds
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import _, choices_of
from hoptac.kit.pages import language_of, page, redirect
from hoptac.organizations.areas import list_communes, list_provinces
from hoptac.organizations.listing import Narrowing, get_organization_facts, list_alliances, list_registry

_DEEDS_SHOWN = 10
_FOUNDING_FIELDS = ("kind", "name", "slug", "proposed_slug", "alliance", "province", "commune", "registration_code")


def _kinds(request: Request[Any, Any, Any]) -> list[tuple[str, str]]:
    return choices_of(KIND_NAMES, language_of(request))


async def _founding_page(
    request: Request[Any, Any, Any], values: dict[str, str], errors: dict[str, str] | None = None
) -> Response[bytes]:
    """The form; an address that was not typed by hand follows the name, and the communes follow the province."""
    async with shared(request) as session:
        slug = values.get("slug", "")
        if slug == values.get("proposed_slug", ""):
            values = values | {"slug": (proposed := await propose_slug(session, values.get("name", "")))}
            values["proposed_slug"] = proposed
        alliances = await list_alliances(session)
        provinces = await list_provinces(session)
        communes = await list_communes(session, values.get("province", ""))
    return page(
        request, "identity/platform/organizations/new.html", status=422 if errors else 200, values=values,
        errors=errors or {}, kinds=_kinds(request), alliances=[(slug, name) for slug, name, _path in alliances],
        provinces=provinces, communes=[name for _code, name in communes],
    )  # fmt: skip


class PlatformOrganizationsController(Controller):
    """Every organization there is."""

    path = ORGANIZATIONS

    @get("/", platform=True)
    async def index(
        self, request: Request[Any, Any, Any], q: FromQuery[str] = "", kind: FromQuery[str] = "", alliance: FromQuery[str] = "", after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:  # fmt: skip
        """A page of the registry by name, of one kind or below one alliance if asked."""
        async with shared(request) as session:
            alliances = await list_alliances(session)
            path = next((path for slug, _name, path in alliances if slug == alliance), "")
            found, count = await list_registry(
                session, Narrowing(q, kind if kind in KIND_NAMES else "", path), read_bounds(after, before)
            )
            seats = await count_seats(session, [row.id for row in found.rows], today())
        kept = {"q": q, "kind": kind, "alliance": alliance}
        previous, following = addresses(ORGANIZATIONS, found, kept)
        return page(
            request, "identity/platform/organizations/index.html", rows=found.rows, count=count, seats=seats,
            kind_names=dict(_kinds(request)), kinds=_kinds(request), kept=kept,
            alliances=[(slug, name) for slug, name, _path in alliances], previous_href=previous, next_href=following,
        )  # fmt: skip

    @get("/new", platform=True)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The founding form. What is given in the address stands in it, so that the form can be asked for proposals."""
        given = {field: request.query_params.get(field, "") for field in _FOUNDING_FIELDS}
        return await _founding_page(request, given)

    @post("/", platform=True)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Found an organization."""
        reader = FormReader(await read_form(request))
        try:
            form = read_founding(reader)
            async with shared(request) as session:
                org_id = await found(session, form, actor_id=viewer_of(request).person_id, now=now())
        except (Refusal, Refusals) as refused:
            return await _founding_page(request, reader.values, errors_of(refused, language_of(request)))
        said = _("Đã lập %(name)s. Hãy thêm người đứng đầu để đơn vị tự làm tiếp.", name=form.name)
        return redirect(request, f"{ORGANIZATIONS}/{org_id}", flash=said)

    @get("/{organization_id:uuid}", platform=True)
    async def show(self, request: Request[Any, Any, Any], organization_id: FromPath[UUID]) -> Response[bytes]:
        """One organization: what the registry says of it, who sits in it, what was done."""
        async with shared(request) as session:
            facts = await get_organization_facts(session, organization_id)
            deeds, _before = await list_deeds(session, org_id=organization_id)
        context = await seats_context(request, seats_place(facts))
        return page(
            request, "identity/platform/organizations/show.html", facts=facts, kind_names=dict(_kinds(request)),
            deeds=shown_deeds(request, deeds[:_DEEDS_SHOWN]), may_write=True, **context,
        )  # fmt: skip

    @post("/{organization_id:uuid}/books", platform=True)
    async def open_books(self, request: Request[Any, Any, Any], organization_id: FromPath[UUID]) -> Response[bytes]:
        """An organization from an alliance's list begins to keep its members and books here."""
        async with shared(request) as session:
            await open_books(session, organization_id, actor_id=viewer_of(request).person_id, now=now())
        said = _("Từ nay đơn vị này ghi thành viên và sổ sách tại đây.")
        return redirect(request, f"{ORGANIZATIONS}/{organization_id}", flash=said)
