"""Recording by event: the list of what may happen, and the form of one event with its proposal."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.organizations.terms import terms_on
from hoptac.parties.actions import add_party
from hoptac.vouchers.events.actions import Deed, Recorded, record_event
from hoptac.vouchers.events.finding import find_events
from hoptac.vouchers.events.listing import on_offer, shown_groups
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.proposals import followed_by, reasons_for
from hoptac.vouchers.events.queries import count_used
from hoptac.vouchers.events.reading import Told, tell
from hoptac.vouchers.events.showing import (
    CONFIDENCE_NAMES,
    ShownProposal,
    hints_of,
    shown_proposal,
    shown_questions,
)
from hoptac.vouchers.events.table import find_event
from hoptac.vouchers.papers.actions import attach_invoice
from hoptac.vouchers.papers.filling import event_from_invoice


class EventsController(Controller):
    """What happened is told in the words of the cooperative; the entry is proposed."""

    path = "/{org:str}/vouchers/events"

    @get("/", permission=Permission.WRITE_VOUCHERS)
    async def index(
        self, request: Request[Any, Any, Any], q: FromQuery[str] = "", invoice: FromQuery[UUID | None] = None
    ) -> Response[bytes]:
        """Every event that the organization is offered, those used most often first; or those that fit the words. An
        e-invoice that is to be booked goes along."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            terms = await terms_on(session, org.id, today())
            used = await count_used(session, org.id)
        offered = on_offer(terms)
        found = find_events(q, offered, used) if q.strip() else None
        return page(
            request,
            "vouchers/events/index.html",
            path=f"/{org.slug}/vouchers",
            q=q,
            invoice=str(invoice or ""),
            groups=shown_groups(found, offered, used, terms, language),
            may_switch=viewer_of(request).may(Permission.CHOOSE_POSTING_RULES),
        )

    @get("/{event_id:str}", permission=Permission.WRITE_VOUCHERS)
    async def show(
        self, request: Request[Any, Any, Any], event_id: FromPath[str], invoice: FromQuery[UUID | None] = None
    ) -> Response[bytes]:
        """The form of one event, filled in by an e-invoice where one is named; what is recorded elsewhere leads there."""
        event, org = _event(event_id), organization_of(request)
        elsewhere = _elsewhere(event)
        if elsewhere is not None:
            return redirect(request, f"/{org.slug}/{_place_of(event)}", flash=elsewhere, kind="info")
        values = {"voucher_on": format_date(today())}
        async with tenant(request) as session:
            if invoice is not None:
                values = await event_from_invoice(session, org.id, invoice)
            reader = FormReader(values | {"request_key": str(new_id())})
            told = await tell(session, org.id, event, reader)
        return _form(request, event, told, reader.values, {})

    @post("/{event_id:str}", permission=Permission.WRITE_VOUCHERS)
    async def record(self, request: Request[Any, Any, Any], event_id: FromPath[str]) -> Response[bytes]:
        """Show the proposal, keep its vouchers to be changed in the grid, or post them, as the button says."""
        event, org, viewer = _event(event_id), organization_of(request), viewer_of(request)
        if _elsewhere(event) is not None:
            raise NotFound
        reader = FormReader(await read_form(request))
        deed = reader.values.get("deed", "preview")
        told: Told | None = None
        try:
            async with tenant(request) as session:
                adding = partial(add_party, session, org_id=org.id, actor_id=viewer.person_id, now=now())
                # What is only looked at adds nobody.
                async with session.begin_nested() as looked_at:
                    told = await tell(session, org.id, event, reader, lambda name, kind: adding(name=name, kind=kind))
                    if deed == "preview":
                        await looked_at.rollback()
                if deed == "preview":
                    return _form(request, event, told, reader.values, {})
                if told.refusals:
                    raise Refusals(list(told.refusals))
                wanted: Deed = "post" if deed == "post" and viewer.may(Permission.POST_VOUCHERS) else "keep"
                recorded = await record_event(
                    session, org_id=org.id, actor_id=viewer.person_id, now=now(), forms=told.forms,
                    request_key=reader.request_key(), deed=wanted, approval=told.approval,
                )  # fmt: skip
                invoice_id = reader.uuid("invoice")
                if invoice_id is not None and recorded.is_new:
                    await attach_invoice(
                        session, org_id=org.id, actor_id=viewer.person_id, now=now(), invoice_id=invoice_id,
                        voucher_ids=recorded.voucher_ids,
                    )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            if told is None:
                raise
            return _form(request, event, told, reader.values, _errors(refused, told, language_of(request)))
        return _lead_on(request, recorded)


def _event(event_id: str) -> Event:
    event = find_event(event_id)
    if event is None:
        raise NotFound
    return event


def _elsewhere(event: Event) -> Message | None:
    """Why an event has no form of its own."""
    return None if event.place == "form" else event.why


def _place_of(event: Event) -> str:
    """Where it is recorded: the member is chosen there first."""
    if event.place != "capital":
        return "vouchers/events"
    return f"capital?deed={event.deed}"


HEAD_FIELDS = ("voucher_on", "description", "counterpart_name", "counterpart_address", "enclosed", "vat_rate", "source")


def _errors(refused: Refusal | Refusals, told: Told, language: str) -> dict[str, str]:
    """Each sentence beside its field; what concerns a line of the vouchers, which have no row here, above the form."""
    fields = {question.key for question in told.questions} | set(HEAD_FIELDS)
    return beside_fields(errors_of(refused, language), fields)


def _form(
    request: Request[Any, Any, Any], event: Event, told: Told, values: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org, language, viewer = organization_of(request), language_of(request), viewer_of(request)
    return page(
        request,
        "vouchers/events/show.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/vouchers",
        event=event,
        confidence=translate(CONFIDENCE_NAMES[event.confidence], language),
        questions=shown_questions(told.questions, values, told.facts, told.seasons, language),
        proposal=_shown(event, told, language),
        values=values,
        errors=errors,
        may_post=viewer.may(Permission.POST_VOUCHERS),
    )


def _shown(event: Event, told: Told, language: Any) -> ShownProposal:
    if told.proposal is None:
        reasons = tuple(translate(reason, language) for reason in reasons_for(event, told.facts))
        return ShownProposal(
            reasons=reasons, reference=followed_by(event, told.facts).reference, hints=hints_of(told.refusals, language)
        )
    return shown_proposal(
        told.forms,
        reasons=told.proposal.reasons,
        reference=told.proposal.event.reference,
        chart=told.facts.chart,
        names=told.names,
        goods=told.goods,
        seasons=told.seasons,
        approval=told.approval,
        language=language,
    )


def _lead_on(request: Request[Any, Any, Any], recorded: Recorded) -> Response[bytes]:
    """To what was made: the entry, the grid of the one draft, or the list where there are several."""
    path = f"/{organization_of(request).slug}/vouchers"
    if not recorded.is_new:
        return redirect(request, f"{path}/{recorded.voucher_ids[0]}")
    if recorded.entries:
        numbers = ", ".join(f"{entry.series} {entry.number}/{entry.fiscal_year}" for entry in recorded.entries)
        done = _("Đã ghi sổ %(numbers)s.", numbers=numbers)
        return redirect(request, f"{path}/{recorded.entries[0].id}", flash=done)
    several = len(recorded.voucher_ids) > 1
    place = "open" if several else f"{recorded.voucher_ids[0]}{'' if recorded.is_submitted else '/edit'}"
    if recorded.is_submitted:
        done = _("Phải có người duyệt nên đã gửi duyệt, chưa ghi sổ.")
    else:
        done = _("Đã lập %(count)s chứng từ, chưa ghi sổ.", count=len(recorded.voucher_ids))
    return redirect(request, f"{path}/{place}", flash=done)
