"""Recording a pledge."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.capital.actions import record_pledge
from hoptac.capital.forms import ASSET_KIND_NAMES, read_pledge
from hoptac.capital.queries import find_groups, get_standing
from hoptac.capital.routes.shares import shown_shares
from hoptac.capital.routes.telling import tell
from hoptac.capital.rules import (
    is_founding,
    latest_due,
    least_to_pledge,
    limits_of,
    most_by_charter,
    most_to_pledge_more,
)
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _, choices_of, grouped
from hoptac.kit.pages import language_of, page
from hoptac.organizations.charter import charter_on


async def _form(
    request: Request[Any, Any, Any], party_id: UUID, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org, day = organization_of(request), today()
    async with tenant(request) as session:
        standing = await get_standing(session, org.id, party_id, on=day)
        groups = await find_groups(session, org.id)
        limits = limits_of(await charter_on(session, org.id, day))
    of = (standing.capital, standing.holding, standing.caps)
    return page(
        request,
        "capital/pledges/new.html",
        status=422 if errors else 200,
        party_id=party_id,
        path=f"/{org.slug}/capital",
        standing=standing,
        is_founding=is_founding(standing.capital, standing.caps),
        most_dong=most_to_pledge_more(*of),
        charter_most_dong=most_by_charter(*of, limits),
        least_dong=least_to_pledge(standing.holding, limits),
        kinds=choices_of(ASSET_KIND_NAMES, language_of(request)),
        latest=latest_due(day, standing.holding.joined_on, limits, months=standing.deadline_months),
        deadline_basis=limits.deadline_basis,
        shares=shown_shares(request, standing, groups, "pledge", str(values.get("amount_dong", ""))),
        values=values,
        errors=errors,
    )


class PledgesController(Controller):
    """Pledges of one member."""

    path = "/{org:str}/capital/{party_id:uuid}/pledges"

    @get("/new", permission=Permission.RECORD_PLEDGE)
    async def new(
        self, request: Request[Any, Any, Any], party_id: FromPath[UUID], amount_dong: FromQuery[str] = ""
    ) -> Response[bytes]:
        """The form, with the most that may be pledged; `amount_dong` as far as it is typed, for the shares beside it."""
        values = {"pledged_on": today(), "request_key": str(new_id()), "amount_dong": amount_dong}
        return await _form(request, party_id, values, {})

    @post("/", permission=Permission.RECORD_PLEDGE)
    async def create(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Write the pledge down."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            form = read_pledge(reader)
            async with tenant(request) as session:
                recorded = await record_pledge(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    now=now(),
                    party_id=party_id,
                    amount_dong=form.amount_dong,
                    pledged_on=form.pledged_on,
                    due_on=form.due_on,
                    basis=form.basis,
                    asset_kind=form.asset_kind,
                    request_key=form.request_key,
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, party_id, reader.values, errors_of(refused, language_of(request)))
        done = _("Đã ghi cam kết góp %(amount)s đồng.", amount=grouped(form.amount_dong))
        path = f"/{org.slug}/capital/{party_id}"
        return tell(request, path, recorded, done=done, amount_dong=form.amount_dong)
