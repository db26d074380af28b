"""Passing a contribution on to another member."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.actions import record_transfer
from hoptac.capital.forms import read_transfer
from hoptac.capital.queries import get_standing
from hoptac.capital.refusals import TakerUnclear, TransferSwitchedOff
from hoptac.capital.routes.telling import tell
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _, grouped
from hoptac.kit.pages import language_of, page
from hoptac.organizations.charter import charter_on
from hoptac.parties.queries import find_party


class TransfersController(Controller):
    """Transfers from one member."""

    path = "/{org:str}/capital/{party_id:uuid}/transfers"

    @get("/new", permission=Permission.RECORD_REFUND)
    async def new(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """The form; where the organization does not do it, the page says why."""
        return await _form(request, party_id, {"transferred_on": today(), "request_key": str(new_id())}, {})

    @post("/", permission=Permission.RECORD_REFUND)
    async def create(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Pass it on: both members' registers and the books follow at once."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            form = read_transfer(reader)
            async with tenant(request) as session:
                to_party_id = form.to_party_id or await find_party(session, org.id, form.to_name)
                if to_party_id is None:
                    raise TakerUnclear
                recorded = await record_transfer(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    now=now(),
                    party_id=party_id,
                    to_party_id=to_party_id,
                    asked=form.asked,
                    request_key=form.request_key,
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, party_id, reader.values, errors_of(refused, language_of(request)))
        done = _("Đã chuyển phần vốn góp %(amount)s đồng.", amount=grouped(form.asked.amount_dong))
        path = f"/{org.slug}/capital/{party_id}"
        return tell(request, path, recorded, done=done, amount_dong=form.asked.amount_dong)


async def _form(
    request: Request[Any, Any, Any], party_id: UUID, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        standing = await get_standing(session, org.id, party_id, on=today())
        is_on = (await charter_on(session, org.id, today())).transfers_allowed
    return page(
        request,
        "capital/transfers/new.html",
        status=422 if errors else 200,
        party_id=party_id,
        path=f"/{org.slug}/capital",
        parties=f"/{org.slug}/vouchers/parties",
        standing=standing,
        why_off=None if is_on else TransferSwitchedOff().sentence(language_of(request)),
        rules_path=f"/{org.slug}/vouchers/posting-rules",
        may_choose=viewer_of(request).may(Permission.CHOOSE_POSTING_RULES),
        values=values,
        errors=errors,
    )
