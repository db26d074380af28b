"""The page on which the kind of a member changes by a decision, or a wrong one is set right."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.kind_changes import change_kind, correct_kind
from hoptac.capital.queries import get_standing
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.articles import cited
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.members.applications.queries import read_charter
from hoptac.members.applications.rules import bodies_for
from hoptac.members.kinds.rights import KIND_REMARKS, RIGHTS
from hoptac.members.kinds.rules import AskedKind
from hoptac.members.memberships import Decided
from hoptac.members.memberships.rules import BODY_NAMES
from hoptac.members.models import KINDS
from hoptac.members.queries import get_member
from hoptac.members.rules import KIND_NAMES

_FIELDS = ("kind", "pledge_dong", "services", "effective_on", "body", "decision_number", "decided_on", "reason")
_CORRECTED = ("kind", "reason")


class KindChangesController(Controller):
    """Of one member."""

    path = "/{org:str}/members/{member_id:uuid}/kind"

    @get("/", permission=Permission.WRITE_MEMBERS)
    async def new(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """The form of a change, and below it that of a correction."""
        return await _kind_page(request, member_id, {"effective_on": today(), "decided_on": today()}, {})

    @post("/", permission=Permission.WRITE_MEMBERS)
    async def create(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """Change the kind from a day on."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            asked, decided, effective_on = _read_change(reader)
            async with tenant(request) as session:
                warnings = await change_kind(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=member_id,
                    asked=asked, decided=decided, effective_on=effective_on, request_key=reader.request_key(),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _kind_page(request, member_id, reader.values, errors_of(refused, language_of(request)))
        return _done(request, member_id, _("Đã đổi loại thành viên."), warnings)

    @post("/correction", permission=Permission.WRITE_MEMBERS)
    async def correct(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """Set a wrong kind right."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            asked = _read_correction(reader)
            async with tenant(request) as session:
                warnings = await correct_kind(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=member_id,
                    asked=asked, request_key=reader.request_key(),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            typed = reader.values | {"corrects": "1"}
            return await _kind_page(request, member_id, typed, errors_of(refused, language_of(request)))
        return _done(request, member_id, _("Đã sửa loại thành viên ghi sai."), warnings)


def _read_change(reader: FormReader) -> tuple[AskedKind, Decided, date]:
    kind = reader.choice("kind", KINDS)
    pledge_dong = reader.money("pledge_dong") or 0
    effective_on = reader.date("effective_on", required=True, label=_("ngày có hiệu lực"))
    body = reader.choice("body", BODY_NAMES)
    decided = Decided(body or "", reader.text("decision_number"), reader.date("decided_on"))
    asked = AskedKind(kind or "", pledge_dong, reader.text("services"), reader.text("reason"))
    reader.finish()
    return asked, decided, effective_on or date.min


def _read_correction(reader: FormReader) -> AskedKind:
    kind, reason = reader.choice("kind", KINDS), reader.text("reason")
    reader.finish()
    return AskedKind(kind or "", 0, "", reason)


def _done(request: Request[Any, Any, Any], member_id: UUID, done: Message, warnings: list[Refusal]) -> Response[bytes]:
    path = f"/{organization_of(request).slug}/members/{member_id}"
    if not warnings:
        return redirect(request, path, flash=done)
    said = done
    for warning in warnings:
        said = _("%(done)s Lưu ý: %(warnings)s", done=said, warnings=warning.whole())
    return redirect(request, path, flash=said, kind="warning")


async def _kind_page(
    request: Request[Any, Any, Any], member_id: UUID, values: dict[str, Any], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        member = await get_member(session, org.id, member_id)
        standing = await get_standing(session, org.id, member_id, on=today())
        charter = await read_charter(session, org.id, today())
    corrects = bool(values.get("corrects"))
    others = [kind for kind in KINDS if kind != member.kind]
    bodies = [body for body in BODY_NAMES if any(body in bodies_for(kind, charter) for kind in others)]
    fresh = {"request_key": str(new_id())}
    changed_errors = {} if corrects else beside_fields(errors, _FIELDS)
    return page(
        request, "members/kinds/new.html", status=422 if errors else 200, member=member, standing=standing,
        path=f"/{org.slug}/members/{member_id}", kind_name=translate(KIND_NAMES[member.kind], language),
        kinds=[(kind, translate(KIND_NAMES[kind], language), translate(KIND_REMARKS[kind], language)) for kind in others],
        bodies=[(body, translate(BODY_NAMES[body], language)) for body in bodies],
        least_dong=charter.contribution_minimum_dong, model=charter.governance_model,
        rights=[(translate(KIND_NAMES[kind], language), RIGHTS[kind]) for kind in others], cited=cited,
        values=fresh | ({"effective_on": today(), "decided_on": today()} if corrects else values),
        errors=changed_errors, corrected=fresh | (values if corrects else {}),
        corrected_errors=beside_fields(errors, _CORRECTED) if corrects else {},
    )  # fmt: skip
