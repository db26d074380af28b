"""Recording a contribution in money."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.capital.actions import record_contribution
from hoptac.capital.forms import ASSET_KIND_NAMES, MONEY_NAMES, read_contribution
from hoptac.capital.queries import Standing, find_groups, get_standing
from hoptac.capital.queries.assets import list_pledged_kinds
from hoptac.capital.routes.shares import shown_shares
from hoptac.capital.routes.telling import tell
from hoptac.capital.rules import AssetKind, Group, is_founding, most_to_contribute
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _, choices_of, grouped, translate
from hoptac.kit.pages import language_of, page, redirect


def _form(
    request: Request[Any, Any, Any],
    party_id: UUID,
    standing: Standing,
    groups: tuple[Group, Group],
    kinds: Mapping[str, int],
    values: dict[str, Any],
    errors: dict[str, str],
) -> Response[bytes]:
    language = language_of(request)
    return page(
        request,
        "capital/contributions/new.html",
        status=422 if errors else 200,
        party_id=party_id,
        path=f"/{organization_of(request).slug}/capital",
        standing=standing,
        is_founding=is_founding(standing.capital, standing.caps),
        most_dong=most_to_contribute(standing.capital, standing.holding, standing.caps),
        methods=choices_of(MONEY_NAMES, language),
        kinds=[(translate(ASSET_KIND_NAMES[cast(AssetKind, kind)], language), dong) for kind, dong in kinds.items()],
        needs_approval=bool(errors.get("approval") or set(kinds) - {"dong"}),
        may_pledge=viewer_of(request).may(Permission.RECORD_PLEDGE),
        shares=shown_shares(request, standing, groups, "contribution", str(values.get("amount_dong", ""))),
        values=values,
        errors=errors,
    )


async def _shown(
    request: Request[Any, Any, Any], party_id: UUID, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org_id = organization_of(request).id
    async with tenant(request) as session:
        standing = await get_standing(session, org_id, party_id, on=today())
        kinds = await list_pledged_kinds(session, org_id, party_id)
        groups = await find_groups(session, org_id)
    return _form(request, party_id, standing, groups, kinds, values, errors)


class ContributionsController(Controller):
    """Contributions of one member."""

    path = "/{org:str}/capital/{party_id:uuid}/contributions"

    @get("/new", permission=Permission.RECORD_CONTRIBUTION)
    async def new(
        self,
        request: Request[Any, Any, Any],
        party_id: FromPath[UUID],
        method: FromQuery[str] = "cash",
        amount_dong: FromQuery[str] = "",
    ) -> Response[bytes]:
        """The form, with the most that may be paid in; `method` stands chosen where the way here says so."""
        if method == "in_kind":
            return redirect(request, f"/{organization_of(request).slug}/capital/{party_id}/assets/new")
        chosen = method if method in MONEY_NAMES else "cash"
        values: dict[str, Any] = {"contributed_on": today(), "method": chosen, "request_key": str(new_id())}
        values["amount_dong"] = amount_dong
        return await _shown(request, party_id, values, {})

    @post("/", permission=Permission.RECORD_CONTRIBUTION)
    async def create(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Receive the money: the books, the register and the member's page say so at once."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            form = read_contribution(reader)
            async with tenant(request) as session:
                recorded = await record_contribution(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    now=now(),
                    party_id=party_id,
                    amount_dong=form.amount_dong,
                    method=form.method,
                    contributed_on=form.contributed_on,
                    approval=form.approval,
                    note=form.note,
                    request_key=form.request_key,
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _shown(request, party_id, reader.values, errors_of(refused, language_of(request)))
        done = _("Đã ghi sổ góp vốn %(amount)s đồng.", amount=grouped(form.amount_dong))
        path = f"/{org.slug}/capital/{party_id}"
        return tell(request, path, recorded, done=done, amount_dong=form.amount_dong)
