"""Which of the rules that the circular does not say in full the organization uses."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.organizations.terms import terms_on
from hoptac.vouchers.events.actions import switch_event
from hoptac.vouchers.events.queries import is_on
from hoptac.vouchers.events.showing import CONFIDENCE_NAMES
from hoptac.vouchers.events.table import EVENTS, find_event


class SwitchesController(Controller):
    """One row for each rule that is our own reading, wholly or in part."""

    path = "/{org:str}/vouchers/posting-rules"

    @get("/", permission=Permission.CHOOSE_POSTING_RULES)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """What is on, what is off, and why it is a choice."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            terms = await terms_on(session, org.id, today())
        rows = [
            (
                event,
                translate(event.name, language),
                translate(CONFIDENCE_NAMES[event.confidence], language),
                translate(event.doubt, language) if event.doubt else "",
                is_on(event, terms),
            )
            for event in EVENTS.values()
            if event.is_switchable and event.place != "closing"
        ]
        return page(request, "vouchers/events/switches.html", path=f"/{org.slug}/vouchers", rows=rows)

    @post("/{event_id:str}", permission=Permission.CHOOSE_POSTING_RULES)
    async def switch(self, request: Request[Any, Any, Any], event_id: FromPath[str]) -> Response[bytes]:
        """Offer it from today on, or no longer."""
        org, event = organization_of(request), find_event(event_id)
        if event is None:
            raise NotFound
        reader = FormReader(await read_form(request))
        wanted = reader.values.get("is_on") == "1"
        try:
            async with tenant(request) as session:
                await switch_event(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), event=event,
                    is_on=wanted, valid_from=today(), basis=reader.text("basis"),
                )  # fmt: skip
        except Refusal as refused:
            return redirect(request, f"/{org.slug}/vouchers/posting-rules", flash=refused.whole(), kind="error")
        done = _("Đã bật “%(name)s”.", name=event.name) if wanted else _("Đã tắt “%(name)s”.", name=event.name)
        return redirect(request, f"/{org.slug}/vouchers/posting-rules", flash=done)
