"""The assistant that leads through a leave, the form that ends the membership, and the two papers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.settlements.actions import Terminated, terminate_membership
from hoptac.capital.settlements.documents import decision_pdf, settlement_pdf
from hoptac.capital.settlements.forms import read_termination
from hoptac.capital.settlements.queries import Exit, get_exit
from hoptac.capital.settlements.showing import STEP_NAMES, current_step, masked_account, offset_href, open_sums
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.articles import cited
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Language, _, choices_of, translate
from hoptac.kit.pages import PDF, download, language_of, page, redirect
from hoptac.members.memberships.rules import BODY_NAMES, TERMINATION_NAMES
from hoptac.members.rules import KIND_NAMES
from hoptac.members.terminations.queries import get_termination
from hoptac.members.terminations.rules import (
    CIRCUMSTANCE_NAMES,
    REASONS,
    LeavingTerms,
    leaving_terms,
    reasons_for,
)
from hoptac.organizations.charter import Charter, charter_on
from hoptac.organizations.charter.clauses import CLAUSES, quantity
from hoptac.organizations.charter.clauses.capital import REFUND_DAYS, REFUND_MONTHS
from hoptac.organizations.profile import get_profile


class TerminationsController(Controller):
    """One member's way out."""

    path = "/{org:str}/members/{member_id:uuid}/termination"

    @get("/", permission=Permission.READ_CAPITAL)
    async def show(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """What must be done, in its order, with what is done already."""
        org, viewer, language = organization_of(request), viewer_of(request), language_of(request)
        async with tenant(request) as session:
            found = await get_exit(session, org.id, member_id, on=today())
            charter = await charter_on(session, org.id, today())
        ended = found.termination
        return page(
            request,
            "capital/settlements/show.html",
            **_frame(request, found),
            ended=ended,
            step=current_step(found),
            step_names=[translate(name, language) for name in STEP_NAMES],
            owes=open_sums(found.debts, member_id, org.slug, language, today(), what="owes"),
            is_owed=open_sums(found.dues, member_id, org.slug, language, today(), what="is_owed"),
            owed_dong=sum(debt.amount_dong for debt in found.debts),
            owing_dong=sum(due.amount_dong for due in found.dues),
            offset=offset_href(found, org.slug),
            certificate=next((one for one in found.capital.certificates if one.is_in_force), None),
            told=_told(found, language) if ended else None,
            due_latest=charter.refund_due(ended.left_on if ended else today()),
            may_end=viewer.may(Permission.END_MEMBERSHIP),
            may_refund=viewer.may(Permission.RECORD_REFUND),
            may_write_vouchers=viewer.may(Permission.WRITE_VOUCHERS),
            may_read_books=viewer.may(Permission.READ_LEDGER),
        )

    @get("/new", permission=Permission.END_MEMBERSHIP)
    async def new(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """The form, with the facts that each reason is judged by."""
        values = {"left_on": format_date(today()), "decided_on": format_date(today()), "request_key": str(new_id())}
        return await _form(request, member_id, values, {})

    @post("/", permission=Permission.END_MEMBERSHIP)
    async def create(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """End the membership; register, agreements, certificate and the alliance's figures follow at once."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            form = read_termination(reader)
            async with tenant(request) as session:
                done = await terminate_membership(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    now=now(),
                    party_id=member_id,
                    asked=form.asked,
                    request_key=form.request_key,
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, member_id, reader.values, errors_of(refused, language_of(request)))
        return _written(request, f"/{org.slug}/members/{member_id}/termination", done)

    @get("/{termination_id:uuid}/decision.pdf", permission=Permission.READ_CAPITAL)
    async def decision(
        self, request: Request[Any, Any, Any], member_id: FromPath[UUID], termination_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The decision as it was recorded."""
        org = organization_of(request)
        async with tenant(request) as session:
            ended = await get_termination(session, org.id, member_id, termination_id)
            found = await get_exit(session, org.id, member_id, on=today())
            profile = await get_profile(session, org.id)
        content = await decision_pdf(profile, found, ended)
        return download(content, f"quyet-dinh-{ended.number.replace('/', '-')}.pdf", PDF)

    @get("/{termination_id:uuid}/settlement.pdf", permission=Permission.READ_CAPITAL)
    async def settlement(
        self, request: Request[Any, Any, Any], member_id: FromPath[UUID], termination_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The minutes of the settlement as the books stand today."""
        org = organization_of(request)
        async with tenant(request) as session:
            ended = await get_termination(session, org.id, member_id, termination_id)
            found = await get_exit(session, org.id, member_id, on=today())
            profile = await get_profile(session, org.id)
        content = await settlement_pdf(profile, found, ended, today())
        return download(content, f"bien-ban-thanh-ly-{found.member.number}.pdf", PDF)


def _frame(request: Request[Any, Any, Any], found: Exit) -> dict[str, Any]:
    """What every page of a leave shows above its own."""
    path = f"/{organization_of(request).slug}/members"
    return {
        "found": found,
        "member": found.member,
        "list_path": path,
        "member_path": f"{path}/{found.member.id}",
        "here": f"{path}/{found.member.id}/termination",
        "capital_path": f"/{organization_of(request).slug}/capital/{found.member.id}",
        "kind_name": translate(KIND_NAMES[found.member.kind], language_of(request)),
    }


def _told(found: Exit, language: Language) -> dict[str, str]:
    ended = found.termination
    if ended is None:
        return {}
    reason = CIRCUMSTANCE_NAMES[ended.circumstance] if ended.circumstance else TERMINATION_NAMES[ended.reason]
    return {
        "reason": translate(reason, language),
        "body": translate(BODY_NAMES[ended.body], language),
        "bank_account": masked_account(ended.bank_account),
    }


def _written(request: Request[Any, Any, Any], path: str, done: Terminated) -> Response[bytes]:
    said = _("Đã ghi thôi là thành viên.")
    for warning in done.warnings:
        said = _("%(said)s Lưu ý: %(reason)s", said=said, reason=warning.whole())
    return redirect(request, path, flash=said, kind="warning" if done.warnings else "success")


async def _form(
    request: Request[Any, Any, Any], member_id: UUID, values: Mapping[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        found = await get_exit(session, org.id, member_id, on=today())
        charter = await charter_on(session, org.id, today())
    frame = _frame(request, found)
    if found.member.left_on is not None and not errors:
        return redirect(request, frame["here"])
    terms = leaving_terms(charter, found.member.kind)
    shown = {"body": terms.body or "board"} | dict(values)
    return page(
        request,
        "capital/settlements/new.html",
        status=422 if errors else 200,
        **frame,
        terms=terms,
        charter=_clauses(charter, terms, language),
        reasons=[
            (reason, translate(TERMINATION_NAMES[reason], language), translate(cited(REASONS[reason][1]), language))
            for reason in reasons_for(found.member.kind, found.member.party_kind)
        ],
        circumstances=choices_of(CIRCUMSTANCE_NAMES, language),
        bodies=choices_of(BODY_NAMES, language),
        values=shown,
        errors=errors,
    )


def _clauses(charter: Charter, terms: LeavingTerms, language: Language) -> dict[str, Any]:
    return {
        "expulsion": terms.expulsion,
        "refund_terms": charter.refund_terms,
        "refund_within": [
            translate(quantity(CLAUSES[key], count), language)
            for key, count in ((REFUND_DAYS, charter.refund_days), (REFUND_MONTHS, charter.refund_months))
            if count is not None
        ],
        "months": terms.inactivity_months,
    }
