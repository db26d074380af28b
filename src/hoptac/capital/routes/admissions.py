"""One decision on many applications, and the notice that who was admitted is given."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.capital.admitting import Verdict, cap_broken_by, decide_applications
from hoptac.capital.queries import find_capital
from hoptac.capital.rules import Capital, Caps, caps_of
from hoptac.capital.welcome import welcome_of, welcome_pdf
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.identifiers import read_uuid
from hoptac.kit.language import Language, Message, _, translate
from hoptac.kit.pages import PDF, download, format_number, language_of, page, redirect
from hoptac.members.applications.queries import (
    MOST_DECIDED_AT_ONCE,
    ApplicationDetail,
    list_applications_of_state,
    read_charter,
)
from hoptac.members.applications.rules import bodies_for
from hoptac.members.memberships import Decided
from hoptac.members.memberships.rules import BODY_NAMES
from hoptac.members.rules import KIND_NAMES
from hoptac.organizations.charter import Charter
from hoptac.organizations.parameters import list_parameters

_VERDICT = "verdict-"


class ShownLine(NamedTuple):
    """One application that waits, with what stands on its line."""

    id: str
    name: str
    kind: str
    bodies: str
    received_on: str
    pledge: str
    cap: str
    """Which cap of Art. 74 the pledge would break."""
    verdict: str
    reason: str


class Judged(NamedTuple):
    """What the lines are judged by: the charter, and the whole capital with the caps of Art. 74."""

    charter: Charter
    capital: Capital
    caps: Caps


class AdmissionsController(Controller):
    """A decision is made once for as many applications as the body has decided on."""

    path = "/{org:str}/members/applications"

    @get("/decision", permission=Permission.WRITE_MEMBERS)
    async def new(self, request: Request[Any, Any, Any], application: FromQuery[str] = "") -> Response[bytes]:
        """Those that wait, each with a choice; one may be chosen by the address."""
        values = {"decided_on": format_date(today())}
        return await _decision_page(request, values | {f"{_VERDICT}{application}": "admit"}, {})

    @post("/decision", permission=Permission.WRITE_MEMBERS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Admit and refuse as it was decided."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            decided, verdicts = _read(reader)
            async with tenant(request) as session:
                outcome = await decide_applications(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), decided=decided,
                    verdicts=verdicts,
                )  # fmt: skip
        except (Refusal, Refusals) as refused:
            return await _decision_page(request, reader.values, errors_of(refused, language_of(request)))
        counts = {"admitted": outcome.admitted, "refused": outcome.refused}
        done, kind = _("Đã kết nạp %(admitted)s, từ chối %(refused)s đơn.", **counts), "success"
        if outcome.warnings:
            done = _("%(done)s Lưu ý: %(warnings)s", done=done, warnings=_joined(outcome.warnings))
            kind = "warning"
        back = f"/{org.slug}/members/applications?standing={'admitted' if outcome.admitted else 'refused'}"
        return redirect(request, back, flash=done, kind=kind)

    @get("/{application_id:uuid}/admission.pdf", permission=Permission.READ_MEMBERS)
    async def notice(self, request: Request[Any, Any, Any], application_id: FromPath[UUID]) -> Response[bytes]:
        """The notice of admission."""
        async with tenant(request) as session:
            welcome = await welcome_of(session, organization_of(request).id, application_id)
        content = await asyncio.to_thread(welcome_pdf, welcome)
        return download(content, f"thong-bao-ket-nap-{welcome.number}.pdf", PDF)


def _joined(warnings: Sequence[Message]) -> Message:
    """All the warnings one after the other."""
    whole = warnings[0]
    for warning in warnings[1:]:
        whole = Message("%(first)s %(rest)s", {"first": whole, "rest": warning})
    return whole


def _read(reader: FormReader) -> tuple[Decided, list[Verdict]]:
    body = reader.choice("body", BODY_NAMES)
    decided_on = reader.date("decided_on")
    decided = Decided(body or "", reader.text("decision_number"), decided_on)
    verdicts: list[Verdict] = []
    for field, chosen in list(reader.values.items()):
        application_id = read_uuid(field.removeprefix(_VERDICT)) if field.startswith(_VERDICT) else None
        if application_id is not None and chosen in ("admit", "refuse"):
            verdicts.append(Verdict(application_id, chosen == "admit", reader.text(f"reason-{application_id}")))
    reader.finish()
    return decided, verdicts


async def _decision_page(
    request: Request[Any, Any, Any], values: Mapping[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        waiting = await list_applications_of_state(session, org.id, "waiting")
        charter = await read_charter(session, org.id, today())
        capital, laws = await find_capital(session, org.id), await list_parameters(session)
    judged = Judged(charter, capital, caps_of(org.kind, laws, today()))
    lines = [_line(one, judged, values, language) for one in waiting[:MOST_DECIDED_AT_ONCE]]
    fields = {"body", "decision_number", "decided_on"}
    fields |= {f"{name}-{line.id}" for line in lines for name in ("verdict", "reason")}
    bodies = [body for body in BODY_NAMES if any(body in bodies_for(one.applying.kind, charter) for one in waiting)]
    return page(
        request, "members/applications/decision.html", status=422 if errors else 200, lines=lines,
        path=f"/{org.slug}/members/applications", values=values, errors=beside_fields(errors, fields),
        rest=len(waiting) - len(lines), bodies=[(body, translate(BODY_NAMES[body], language)) for body in bodies],
        model=charter.governance_model,
    )  # fmt: skip


def _line(one: ApplicationDetail, judged: Judged, values: Mapping[str, str], language: Language) -> ShownLine:
    applying = one.applying
    bodies = ", ".join(translate(BODY_NAMES[body], language) for body in bodies_for(applying.kind, judged.charter))
    broken = cap_broken_by(applying, judged.capital, judged.caps)
    return ShownLine(
        str(one.id), applying.name, translate(KIND_NAMES[applying.kind], language), bodies,
        format_date(applying.received_on),
        format_number(applying.pledge_dong, language) if applying.pledge_dong else "",
        broken.sentence(language) if broken else "",
        values.get(f"{_VERDICT}{one.id}", ""), values.get(f"reason-{one.id}", ""),
    )  # fmt: skip
