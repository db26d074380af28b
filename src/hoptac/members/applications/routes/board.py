"""The board's pages of applications: the lists, one with its conditions, typing in, changing, matching, withdrawing."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.countries import VIETNAM, country_name
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import known_uuid, new_id
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import XLSX, download, language_of, page, redirect
from hoptac.members.applications import actions, queries
from hoptac.members.applications.forms import read_application, read_withdrawal
from hoptac.members.applications.models import STATES
from hoptac.members.applications.queries import ApplicationDetail
from hoptac.members.applications.refusals import AlreadyDecided
from hoptac.members.applications.routes.shown import form_choices, shown_findings, shown_rows, values_of
from hoptac.members.applications.rules import SOURCE_NAMES, STATE_NAMES, Facts, examine
from hoptac.members.applications.sheets import applications_workbook
from hoptac.members.memberships import get_decision
from hoptac.members.memberships.rules import BODY_NAMES
from hoptac.members.rules import GENDER_NAMES, KIND_NAMES, PARTY_KIND_NAMES, ChangedMeanwhile
from hoptac.parties.identity_numbers import masked


def _path(request: Request[Any, Any, Any]) -> str:
    return f"/{organization_of(request).slug}/members/applications"


def _state(text: str) -> str:
    return text if text in STATES else "waiting"


def _form_page(
    request: Request[Any, Any, Any], template: str, values: dict[str, Any], errors: dict[str, str], **context: Any
) -> Response[bytes]:
    return page(
        request, template, status=422 if errors else 200, path=_path(request), values=values, errors=errors,
        **form_choices(language_of(request)), **context,
    )  # fmt: skip


class ApplicationsController(Controller):
    """An application from the day it comes in to the day it is decided."""

    path = "/{org:str}/members/applications"

    @get("/", permission=Permission.READ_MEMBERS)
    async def index(
        self, request: Request[Any, Any, Any], standing: FromQuery[str] = "", q: FromQuery[str] = "",
        after: FromQuery[str] = "", before: FromQuery[str] = "",
    ) -> Response[bytes]:  # fmt: skip
        """Those in one state, fifty at a time; waiting ones from the oldest on."""
        org, shown, language = organization_of(request), _state(standing), language_of(request)
        async with tenant(request) as session:
            found = await queries.list_applications(
                session, org.id, state=shown, q=q, bounds=read_bounds(after, before)
            )
            counts = await queries.count_applications(session, org.id)
            is_open = await queries.is_form_open(session, org.id)
        path = _path(request)
        previous_href, next_href = addresses(path, found, {"standing": shown, "q": q})
        return page(
            request, "members/applications/index.html", path=path, rows=shown_rows(path, found.rows, language),
            state=shown, q=q, previous_href=previous_href, next_href=next_href, is_open=is_open, count=counts[shown],
            states=[(key, translate(STATE_NAMES[key], language), counts[key]) for key in STATES],
            may_write=viewer_of(request).may(Permission.WRITE_MEMBERS),
        )  # fmt: skip

    @get("/export.xlsx", permission=Permission.READ_MEMBERS)
    async def export(self, request: Request[Any, Any, Any], standing: FromQuery[str] = "") -> Response[bytes]:
        """Those in one state as a workbook, identity numbers masked."""
        org = organization_of(request)
        async with tenant(request) as session:
            found = await queries.list_applications_of_state(session, org.id, _state(standing))
        content = await asyncio.to_thread(applications_workbook, found, language_of(request))
        return download(content, f"don-gia-nhap-{org.slug}-{today():%Y%m%d}.xlsx", XLSX)

    @get("/new", permission=Permission.WRITE_MEMBERS)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form for an application on paper."""
        values = {"kind": "official", "party_kind": "individual", "received_on": today(), "nationality": VIETNAM}
        return _form_page(request, "members/applications/new.html", values | {"request_key": str(new_id())}, {})

    @post("/", permission=Permission.WRITE_MEMBERS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Keep an application on paper."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            applying = read_application(reader, today())
            async with tenant(request) as session:
                received = await actions.receive_on_paper(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), applying=applying,
                    request_key=reader.request_key(),
                )  # fmt: skip
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return _form_page(request, "members/applications/new.html", reader.values, errors)
        done = _("Đã ghi đơn của %(name)s.", name=applying.name)
        return redirect(request, f"{_path(request)}/{received.id}", flash=done)

    @get("/{application_id:uuid}", permission=Permission.READ_MEMBERS)
    async def show(self, request: Request[Any, Any, Any], application_id: FromPath[UUID]) -> Response[bytes]:
        """The application with every condition of the law and the charter, and how it stands."""
        return await _shown(request, application_id)

    @post("/{application_id:uuid}/identity-number", permission=Permission.OPEN_IDENTITY_NUMBERS)
    async def open_identity_number(
        self, request: Request[Any, Any, Any], application_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The same page with the whole identity number; the look is logged."""
        async with tenant(request) as session:
            number = await actions.open_identity_number(
                session, org_id=organization_of(request).id, actor_id=viewer_of(request).person_id, now=now(),
                application_id=application_id,
            )  # fmt: skip
        return await _shown(request, application_id, identity_number=number)

    @get("/{application_id:uuid}/edit", permission=Permission.WRITE_MEMBERS)
    async def edit(self, request: Request[Any, Any, Any], application_id: FromPath[UUID]) -> Response[bytes]:
        """The form with what is known."""
        async with tenant(request) as session:
            detail = await queries.get_application(session, organization_of(request).id, application_id)
        if detail.state != "waiting":
            return _back(request, application_id)
        return _edit_page(request, detail, values_of(detail), {})

    @post("/{application_id:uuid}", permission=Permission.WRITE_MEMBERS)
    async def update(self, request: Request[Any, Any, Any], application_id: FromPath[UUID]) -> Response[bytes]:
        """Write what was changed."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        async with tenant(request) as session:
            detail = await queries.get_application(session, org.id, application_id)
        try:
            applying = read_application(reader, today())
            async with tenant(request) as session:
                await actions.change_application(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), applying=applying,
                    application_id=application_id, version=reader.values.get("version", ""),
                    clears_identity_number="clear_identity_number" in reader.values,
                )  # fmt: skip
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            if not isinstance(refused, ChangedMeanwhile):
                reader.values["seen"] = reader.values.get("version", "")
            return _edit_page(request, detail, reader.values, errors)
        return _back(request, application_id, _("Đã ghi thay đổi."))

    @post("/{application_id:uuid}/sameness", permission=Permission.WRITE_MEMBERS)
    async def match(self, request: Request[Any, Any, Any], application_id: FromPath[UUID]) -> Response[bytes]:
        """Say whom the applicant is among those of the same name, or that it is somebody else."""
        chosen = FormReader(await read_form(request)).values.get("same_party_id", "")
        if not chosen:
            return _back(request, application_id, _("Hãy chọn một câu trả lời rồi ghi."), kind="error")
        party_id = known_uuid(chosen) if chosen != "nobody" else None
        try:
            async with tenant(request) as session:
                await actions.settle_sameness(
                    session, org_id=organization_of(request).id, actor_id=viewer_of(request).person_id, now=now(),
                    application_id=application_id, party_id=party_id,
                )  # fmt: skip
        except NotFound:
            raise
        except Refusal as refused:
            return _back(request, application_id, refused.whole(), kind="error")
        return _back(request, application_id, _("Đã ghi."))

    @post("/{application_id:uuid}/withdrawal", permission=Permission.WRITE_MEMBERS)
    async def withdraw(self, request: Request[Any, Any, Any], application_id: FromPath[UUID]) -> Response[bytes]:
        """The applicant takes it back."""
        reader = FormReader(await read_form(request))
        try:
            asked = read_withdrawal(reader)
            async with tenant(request) as session:
                await actions.withdraw_application(
                    session, org_id=organization_of(request).id, actor_id=viewer_of(request).person_id, now=now(),
                    application_id=application_id, ended_on=asked.ended_on, reason=asked.reason,
                )  # fmt: skip
        except NotFound:
            raise
        except AlreadyDecided as refused:
            return _back(request, application_id, refused.message, kind="warning")
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return await _shown(request, application_id, values=reader.values, errors=errors)
        return _back(request, application_id, _("Đã ghi là người nộp rút đơn."))


def _back(
    request: Request[Any, Any, Any], application_id: UUID, flash: Message | None = None, kind: Any = "success"
) -> Response[bytes]:
    return redirect(request, f"{_path(request)}/{application_id}", flash=flash, kind=kind)


def _edit_page(
    request: Request[Any, Any, Any], detail: ApplicationDetail, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    return _form_page(
        request, "members/applications/edit.html", values, errors, detail=detail,
        version=values.get("seen", detail.version), masked_number=masked(detail.applying.identity_number),
    )  # fmt: skip


async def _shown(
    request: Request[Any, Any, Any], application_id: UUID, *, identity_number: str | None = None,
    values: dict[str, str] | None = None, errors: dict[str, str] | None = None,
) -> Response[bytes]:  # fmt: skip
    org, viewer, language = organization_of(request), viewer_of(request), language_of(request)
    async with tenant(request) as session:
        detail = await queries.get_application(session, org.id, application_id)
        facts = await queries.gather_facts(session, org.id, detail, today()) if detail.state == "waiting" else None
        decision = await get_decision(session, org.id, detail.decision_id) if detail.decision_id else None
    applying = detail.applying
    return page(
        request, "members/applications/show.html", status=422 if errors else 200, path=_path(request), detail=detail,
        applying=applying, decision=decision, body_name=translate(BODY_NAMES[decision.body], language) if decision else "",
        state_name=translate(STATE_NAMES[detail.state], language), kind_name=translate(KIND_NAMES[applying.kind], language),
        source_name=translate(SOURCE_NAMES[detail.source], language),
        party_kind_name=translate(PARTY_KIND_NAMES[applying.party_kind], language),
        gender_name=translate(GENDER_NAMES[applying.gender], language) if applying.gender else None,
        country_name=country_name(applying.nationality, language),
        findings=shown_findings(examine(applying, facts), language) if facts else [], namesakes=_asked(facts),
        identity_number=identity_number or masked(applying.identity_number), is_opened=identity_number is not None,
        may_open=viewer.may(Permission.OPEN_IDENTITY_NUMBERS) and bool(applying.identity_number),
        may_write=viewer.may(Permission.WRITE_MEMBERS), values=values or {"ended_on": today()}, errors=errors or {},
    )  # fmt: skip


def _asked(facts: Facts | None) -> list[tuple[str, str]]:
    """Those of the same name whom the board is asked about, with what tells them apart."""
    if facts is None or facts.same_identity is not None:
        return []
    return [
        (str(one.id), " · ".join(filter(None, (one.name, one.number, str(one.born_year or "")))))
        for one in facts.namesakes
    ]
