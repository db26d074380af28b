"""Pages of agreements: all of them, those of one member, a new one, and ending one."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import read_uuid
from hoptac.kit.language import Message, _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.members.agreements.actions import end_agreement, record_agreement
from hoptac.members.agreements.forms import read_agreement, read_ending
from hoptac.members.agreements.queries import AgreementRow, agreements_of, list_agreements
from hoptac.members.agreements.rules import OFFICIAL
from hoptac.members.queries import get_member


class AgreementsController(Controller):
    """An agreement belongs to a member; the list shows those of all."""

    path = "/{org:str}/members"

    @get("/agreements", permission=Permission.READ_MEMBERS)
    async def index(
        self, request: Request[Any, Any, Any], q: FromQuery[str] = "", before: FromQuery[str] = ""
    ) -> Response[bytes]:
        """Those in force today, or all; the newest first."""
        org, is_all = organization_of(request), q == "all"
        async with tenant(request) as session:
            rows, has_more = await list_agreements(
                session, org.id, in_force_on=None if is_all else today(), before=read_uuid(before)
            )
        path = f"/{org.slug}/members"
        more = f"{path}/agreements?q={'all' if is_all else ''}&before={rows[-1].id}" if has_more else None
        return page(
            request, "members/agreements/index.html", path=path, rows=shown_agreements(rows, today()), is_all=is_all,
            next_href=more, is_first=not before,
        )  # fmt: skip

    @get("/{member_id:uuid}/agreements", permission=Permission.READ_MEMBERS)
    async def of_member(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """The agreements with one member, and the forms that record and end one."""
        return await _member_page(request, member_id, {}, {})

    @post("/{member_id:uuid}/agreements", permission=Permission.RECORD_AGREEMENT)
    async def record(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """Record a signed agreement."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_agreement(reader)
            async with tenant(request) as session:
                await record_agreement(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=member_id,
                    form=form,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _member_page(request, member_id, reader.values, errors_of(refused, language_of(request)))
        return _back(request, member_id, _("Đã ghi hợp đồng %(number)s.", number=form.number))

    @post("/{member_id:uuid}/agreements/{agreement_id:uuid}/ending", permission=Permission.RECORD_AGREEMENT)
    async def end(
        self, request: Request[Any, Any, Any], member_id: FromPath[UUID], agreement_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Let one end before its time."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            ends_on, reason = read_ending(reader)
            async with tenant(request) as session:
                await end_agreement(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=member_id,
                    agreement_id=agreement_id, ends_on=ends_on, reason=reason,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            typed = reader.values | {"ending": str(agreement_id)}
            return await _member_page(request, member_id, typed, errors_of(refused, language_of(request)))
        return _back(request, member_id, _("Hợp đồng hết hiệu lực ngày %(day)s.", day=format_date(ends_on)))


def shown_agreements(rows: list[AgreementRow], day: date) -> list[tuple[AgreementRow, str]]:
    """Each agreement with how it stands on a day: `in_force`, `to_come` or `over`."""
    return [(row, _standing(row, day)) for row in rows]


def _standing(row: AgreementRow, day: date) -> str:
    if row.span.covers(day):
        return "in_force"
    return "to_come" if row.valid_from > day else "over"


def _back(request: Request[Any, Any, Any], member_id: UUID, done: Message) -> Response[bytes]:
    return redirect(request, f"/{organization_of(request).slug}/members/{member_id}/agreements", flash=done)


async def _member_page(
    request: Request[Any, Any, Any], member_id: UUID, typed: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        member = await get_member(session, org.id, member_id)
        rows = await agreements_of(session, org.id, member_id)
    ending = typed.get("ending", "")
    return page(
        request,
        "members/agreements/member.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/members",
        member=member,
        rows=shown_agreements(rows, today()),
        is_official=member.kind == OFFICIAL,
        may_record=viewer_of(request).may(Permission.RECORD_AGREEMENT),
        ending=ending,
        ending_values=typed if ending else {"valid_to": format_date(today())},
        ending_errors=errors if ending else {},
        values=typed if typed and not ending else {"signed_on": format_date(today())},
        errors={} if ending else errors,
    )


router = Router(path="", route_handlers=[AgreementsController])
