"""Registers as files: asked for, made by the worker, fetched by who asked."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from hoptac.identity.doors import PermissionMissing, organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.jobs import ended_within, get_job
from hoptac.kit.language import Message, _
from hoptac.kit.pages import download, language_of, page, redirect
from hoptac.registers.actions import FORMATS, PRINT_JOB, Asked, What, request_print
from hoptac.registers.queries.head import get_head
from hoptac.registers.queries.prints import get_print
from hoptac.registers.rules import read_day

_TITLES: dict[str, Message] = {
    "members": _("Đang lập sổ đăng ký thành viên"),
    "contributions": _("Đang lập sổ vốn góp"),
}
_BACK = {"members": "members/register", "contributions": "capital/register"}


async def print_asked(request: Request[Any, Any, Any], what: What, back: str) -> Response[bytes]:
    """Ask for a register as a file: a small one is there at once, a large one has a page of its progress. A day that is
    none is said where it was typed. Raises PermissionMissing for whole identity numbers without the right."""
    org, viewer, reader = organization_of(request), viewer_of(request), FormReader(await read_form(request))
    is_open = what == "members" and bool(reader.values.get("whole_numbers"))
    if is_open and not viewer.may(Permission.OPEN_IDENTITY_NUMBERS):
        raise PermissionMissing(Permission.OPEN_IDENTITY_NUMBERS)
    async with tenant(request) as session:
        try:
            format_ = reader.choice("format", FORMATS)
            reader.finish()
            head = await get_head(session, org.id)
            day = read_day(reader.values.get("on", ""), today=today(), founded_year=head.founded_year)
        except (Refusal, Refusals) as refused:
            first = refused.refusals[0] if isinstance(refused, Refusals) else refused
            return redirect(request, back, flash=first.whole(), kind="error")
        asked = Asked(
            what=what, day=day, format="xlsx" if format_ == "xlsx" else "pdf", language=language_of(request),
            every_kind=bool(reader.values.get("all")), is_open=is_open,
        )  # fmt: skip
        job_id = await request_print(session, org_id=org.id, actor_id=viewer.person_id, now=now(), asked=asked)
    job = await ended_within(request.app.state.database, org.id, job_id)
    place = f"/{org.slug}/registers/prints"
    return redirect(request, f"{place}/{job_id}" if job.state == "done" else f"{place}/jobs/{job_id}")


class PrintsController(Controller):
    """The progress of a register that is being made, and the file."""

    path = "/{org:str}/registers/prints"

    @get("/jobs/{job_id:uuid}", permission=Permission.READ_MEMBERS)
    async def progress(self, request: Request[Any, Any, Any], job_id: FromPath[UUID]) -> Response[bytes]:
        """How far it has come, why it failed, or where to fetch it."""
        org = organization_of(request)
        async with tenant(request) as session:
            job = await get_job(session, org.id, job_id)
        if job.kind != PRINT_JOB:
            raise NotFound
        what = job.parameters["what"]
        return page(
            request, "registers/print.html", job=job, title=_TITLES[what], day=date.fromisoformat(job.parameters["day"]),
            href=f"/{org.slug}/registers/prints/jobs/{job_id}", file_href=f"/{org.slug}/registers/prints/{job_id}",
            back=f"/{org.slug}/{_BACK[what]}",
        )  # fmt: skip

    @get("/{print_id:uuid}", permission=Permission.READ_MEMBERS)
    async def fetch(self, request: Request[Any, Any, Any], print_id: FromPath[UUID]) -> Response[bytes]:
        """The file; nobody but who asked for it gets it."""
        org = organization_of(request)
        async with tenant(request) as session:
            found = await get_print(session, org.id, print_id, viewer_of(request).person_id)
        name = found.name.replace(".", f"-{org.slug}.", 1)
        return download(found.content, name, found.media_type)
