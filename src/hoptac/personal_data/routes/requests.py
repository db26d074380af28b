"""Requests: what is to be done, a new one, one with its steps."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import known_uuid
from hoptac.kit.language import _, choices_of, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.parties.people import get_party
from hoptac.parties.queries import find_party
from hoptac.personal_data.actions.requests import record_request, take_step
from hoptac.personal_data.forms import read_request, read_step
from hoptac.personal_data.queries.requests import get_request, list_ended_requests, list_open_requests
from hoptac.personal_data.refusals import PersonMissing
from hoptac.personal_data.routes.shown import shown_requests
from hoptac.personal_data.rules.requests import KIND_NAMES, STEP_NAMES, standing_of


class RequestsController(Controller):
    """What people asked for."""

    path = "/{org:str}/personal-data"

    @get("/", permission=Permission.READ_PERSONAL_DATA)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """What is to be done, the most urgent first, and what is over."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            waiting = await list_open_requests(session, org.id)
            over = await list_ended_requests(session, org.id)
        late = sum(standing_of(row, today()) in ("late", "reply_late") for row in waiting)
        return page(
            request, "personal_data/index.html", path=f"/{org.slug}/personal-data", late=late,
            waiting=shown_requests(waiting, today(), language), over=shown_requests(over, today(), language),
            may_write=viewer_of(request).may(Permission.WRITE_PERSONAL_DATA),
        )  # fmt: skip

    @get("/requests/new", permission=Permission.WRITE_PERSONAL_DATA)
    async def new(self, request: Request[Any, Any, Any], party: FromQuery[str] = "") -> Response[bytes]:
        """An empty form, or one that names a person already."""
        values = {"received_on": format_date(today())}
        if party:
            async with tenant(request) as session:
                values |= {"person": (await get_party(session, organization_of(request).id, known_uuid(party))).name}
        return _form(request, values | {"party_id": party}, {})

    @post("/requests", permission=Permission.WRITE_PERSONAL_DATA)
    async def record(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Record what a person asked for."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_request(reader)
            async with tenant(request) as session:
                typed, chosen = reader.values.get("person", ""), reader.values.get("party_id", "")
                party_id = known_uuid(chosen) if chosen else await find_party(session, org.id, typed)
                if party_id is None:
                    raise PersonMissing
                request_id = await record_request(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    form=form,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return _form(request, reader.values, errors_of(refused, language_of(request)))
        return redirect(request, f"/{org.slug}/personal-data/requests/{request_id}", flash=_("Đã ghi yêu cầu."))

    @get("/requests/{data_request_id:uuid}", permission=Permission.READ_PERSONAL_DATA)
    async def show(self, request: Request[Any, Any, Any], data_request_id: FromPath[UUID]) -> Response[bytes]:
        """One request, its days and what was done."""
        return await _request_page(request, data_request_id, {}, {})

    @post("/requests/{data_request_id:uuid}/steps", permission=Permission.WRITE_PERSONAL_DATA)
    async def step(self, request: Request[Any, Any, Any], data_request_id: FromPath[UUID]) -> Response[bytes]:
        """Record what was done about it."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            step = read_step(reader)
            async with tenant(request) as session:
                await take_step(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(),
                    request_id=data_request_id, step=step,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _request_page(
                request, data_request_id, reader.values, errors_of(refused, language_of(request))
            )
        return redirect(request, f"/{org.slug}/personal-data/requests/{data_request_id}", flash=_("Đã ghi."))


def _form(request: Request[Any, Any, Any], values: dict[str, str], errors: dict[str, str]) -> Response[bytes]:
    return page(
        request, "personal_data/new.html", status=422 if errors else 200, values=values, errors=errors,
        kinds=choices_of(KIND_NAMES, language_of(request)), path=f"/{organization_of(request).slug}/personal-data",
    )  # fmt: skip


async def _request_page(
    request: Request[Any, Any, Any], request_id: UUID, values: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        row, taken = await get_request(session, org.id, request_id)
    names = {key: name for key, name in STEP_NAMES.items() if key not in {step.step for step in taken}}
    return page(
        request, "personal_data/request.html", status=422 if errors else 200, row=row,
        shown=shown_requests([row], today(), language)[0], path=f"/{org.slug}/personal-data",
        taken=[(translate(STEP_NAMES[step.step], language), step) for step in taken],
        steps=choices_of(names, language), errors=errors, values=values or {"happened_on": format_date(today())},
        may_write=viewer_of(request).may(Permission.WRITE_PERSONAL_DATA) and row.is_open,
    )  # fmt: skip
