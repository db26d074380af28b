"""Giving capital back, and the register of it."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.actions import record_refund
from hoptac.capital.forms import MONEY_NAMES, REASON_NAMES, read_refund
from hoptac.capital.queries import get_standing
from hoptac.capital.rules import check_duties, debts_among, is_founding, limits_of, most_to_refund
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _, choices_of, grouped
from hoptac.kit.pages import language_of, page, redirect
from hoptac.ledger import accounts_of_party
from hoptac.members.terminations.queries import last_termination
from hoptac.organizations.charter import charter_on


class RefundsController(Controller):
    """Refunds to one member."""

    path = "/{org:str}/capital/{party_id:uuid}/refunds"

    @get("/new", permission=Permission.RECORD_REFUND)
    async def new(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """The form, with the most that may be given back and what the member still owes."""
        values: dict[str, Any] = {"refunded_on": today(), "method": "cash", "reason": "above_maximum"}
        values |= await _of_who_left(request, party_id)
        return await _form(request, party_id, values | {"request_key": str(new_id())}, {})

    @post("/", permission=Permission.RECORD_REFUND)
    async def create(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Pay it back: the books, the register, the certificate and the alliance's figures follow at once."""
        org, viewer, reader = organization_of(request), viewer_of(request), FormReader(await read_form(request))
        try:
            form = read_refund(reader)
            async with tenant(request) as session:
                recorded = await record_refund(
                    session,
                    org_id=org.id,
                    actor_id=viewer.person_id,
                    now=now(),
                    party_id=party_id,
                    asked=form.asked,
                    method=form.method,
                    note=form.note,
                    request_key=form.request_key,
                    may_approve=viewer.may(Permission.APPROVE_VOUCHERS),
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, party_id, reader.values, errors_of(refused, language_of(request)))
        path = f"/{org.slug}/capital/{party_id}"
        if await _of_who_left(request, party_id):
            path = f"/{org.slug}/members/{party_id}/termination"
        if recorded.warning:
            return redirect(request, path, flash=recorded.warning.whole(), kind="warning")
        done = _("Đã ghi sổ hoàn trả %(amount)s đồng.", amount=grouped(form.asked.amount_dong))
        return redirect(request, path, flash=done)


async def _of_who_left(request: Request[Any, Any, Any], party_id: UUID) -> dict[str, Any]:
    """Of a member who has left: all that is still to be returned, and where it goes."""
    org = organization_of(request)
    async with tenant(request) as session:
        standing = await get_standing(session, org.id, party_id, on=today())
        ended = await last_termination(session, org.id, party_id) if standing.left_on else None
    if ended is None:
        return {}
    told = ", ".join(text for text in (ended.receiver, ended.bank_account) if text)
    method = "bank" if ended.bank_account else "cash"
    return {"reason": "membership_ended", "amount_dong": standing.holding.paid_dong, "note": told, "method": method}


async def _form(
    request: Request[Any, Any, Any], party_id: UUID, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        standing = await get_standing(session, org.id, party_id, on=today())
        debts = debts_among(await accounts_of_party(session, org.id, party_id))
        limits = limits_of(await charter_on(session, org.id, today()))
    of = (standing.capital, standing.holding, standing.caps)
    return page(
        request,
        "capital/refunds/new.html",
        status=422 if errors else 200,
        party_id=party_id,
        path=f"/{org.slug}/capital",
        standing=standing,
        above_dong=most_to_refund(*of, "above_maximum", limits),
        is_founding=is_founding(standing.capital, standing.caps),
        owes=_owes(debts, language),
        reasons=choices_of(REASON_NAMES, language),
        methods=choices_of(MONEY_NAMES, language),
        values=values,
        errors=errors,
    )


def _owes(debts: Any, language: str) -> str | None:
    """What stands in the way before anything is typed, in the words of the refusal."""
    try:
        check_duties(debts)
    except Refusal as refused:
        return refused.sentence(language)
    return None
