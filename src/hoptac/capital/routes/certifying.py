"""Certificates of everybody: who is to get one, the register of all, issuing and printing many at once."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.capital.actions.prints import ISSUE_JOB, PRINT_JOB, PRINT_JOBS, request_print
from hoptac.capital.forms import CERTIFICATE_REASON_NAMES
from hoptac.capital.queries.certifying import (
    IssuedRow,
    all_in_force,
    count_due_certificates,
    list_due_certificates,
    list_issued,
)
from hoptac.capital.queries.prints import get_print_file, list_prints
from hoptac.capital.refusals import NothingChosen, PrintGone
from hoptac.capital.routes.certificates import site_of
from hoptac.identity.doors import organization_of, reading, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import JobRow, ended_within, get_job
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import Message, _, grouped, translate
from hoptac.kit.pages import PDF, download, language_of, page, redirect

WHY_NAMES: dict[str, Message] = {
    "none": _("chưa có giấy"),
    "amount": _("số vốn đã khác giấy"),
    "holder": _("tên hoặc địa chỉ đã khác giấy"),
}


class CertifyingController(Controller):
    """Who is to get a certificate, and all that were issued."""

    path = "/{org:str}/capital/certificates"

    @get("/", permission=Permission.READ_CAPITAL)
    async def index(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Who has paid in full and holds no certificate that says so, fifty at a time."""
        org, language, bounds = organization_of(request), language_of(request), read_bounds(after, before)
        async with reading(request) as session:
            found = await list_due_certificates(session, org.id, q=q, bounds=bounds)
            count = await count_due_certificates(session, org.id, q=q)
        path = f"/{org.slug}/capital/certificates"
        previous, following = addresses(path, found, {"q": q})
        return page(
            request, "capital/certificates/due.html", rows=found.rows, count=count, q=q, path=path,
            previous_href=previous, next_href=following, request_key=str(new_id()),
            why_names={why: translate(name, language) for why, name in WHY_NAMES.items()},
            may_issue=viewer_of(request).may(Permission.ISSUE_CERTIFICATE),
        )  # fmt: skip

    @post("/batches", permission=Permission.ISSUE_CERTIFICATE)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Issue to those chosen, or to all that the search finds, and print what was issued."""
        reader = FormReader(await read_form(request))
        chosen = None if reader.text("which") == "all" else reader.ticked("party-")
        if chosen == []:
            path = f"/{organization_of(request).slug}/capital/certificates"
            return redirect(request, path, flash=NothingChosen().message, kind="error")
        parameters: dict[str, Any] = {"party_ids": None if chosen is None else list(map(str, chosen))}
        parameters |= {"q": reader.text("q") if chosen is None else "", "site_url": site_of(request)}
        return await printed(request, ISSUE_JOB, reader.request_key(), parameters)

    @get("/issued", permission=Permission.READ_CAPITAL)
    async def issued(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Every certificate, the newest first, each with what became of it."""
        org, language = organization_of(request), language_of(request)
        async with reading(request) as session:
            found = await list_issued(session, org.id, q=q, bounds=read_bounds(after, before))
        path = f"/{org.slug}/capital/certificates/issued"
        previous, following = addresses(path, found, {"q": q})
        reasons = {reason: translate(name, language) for reason, name in CERTIFICATE_REASON_NAMES.items()}
        rows: list[IssuedRow] = found.rows
        return page(
            request, "capital/certificates/issued.html", rows=rows, q=q, path=path, previous_href=previous,
            next_href=following, request_key=str(new_id()), reason_names=reasons,
        )  # fmt: skip

    @post("/prints", permission=Permission.READ_CAPITAL)
    async def print(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Print those chosen, or all in force that the search finds, as one file."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        ids = reader.ticked("certificate-")
        if reader.text("which") == "all":
            async with reading(request) as session:
                ids = await all_in_force(session, org.id, q=reader.text("q"))
        if not ids:
            path = f"/{org.slug}/capital/certificates/issued"
            return redirect(request, path, flash=NothingChosen().message, kind="error")
        parameters = {"certificate_ids": list(map(str, ids))}
        return await printed(request, PRINT_JOB, reader.request_key(), parameters)


class PrintsController(Controller):
    """Files printed in one go, kept for a while."""

    path = "/{org:str}/capital/prints"

    @get("/", permission=Permission.READ_CAPITAL)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The newest first."""
        org = organization_of(request)
        async with tenant(request) as session:
            prints = await list_prints(session, org.id)
        return page(request, "capital/prints/index.html", prints=prints, path=f"/{org.slug}/capital/prints")

    @get("/{print_id:uuid}/papers.pdf", permission=Permission.READ_CAPITAL)
    async def show(self, request: Request[Any, Any, Any], print_id: FromPath[UUID]) -> Response[bytes]:
        """The file."""
        org = organization_of(request)
        try:
            async with tenant(request) as session:
                found, content = await get_print_file(session, org.id, print_id)
        except PrintGone as gone:
            return redirect(request, f"/{org.slug}/capital/prints", flash=gone.message, kind="warning")
        noun = "giay-chung-nhan" if found.kind == "certificates" else "thu-nhac-gop-von"
        return download(content, f"{noun}-{found.made_at:%Y%m%d}-{found.count}.pdf", PDF)

    @get("/jobs/{job_id:uuid}", permission=Permission.READ_CAPITAL)
    async def job(self, request: Request[Any, Any, Any], job_id: FromPath[UUID]) -> Response[bytes]:
        """How far the printing has come; once it is done, on to the file."""
        org = organization_of(request)
        async with tenant(request) as session:
            job = await get_job(session, org.id, job_id)
        if job.kind not in PRINT_JOBS:
            raise NotFound
        if job.state == "done":
            return _after(request, job)
        title = _("Đang cấp giấy chứng nhận") if job.kind == ISSUE_JOB else _("Đang in thành một tệp")
        return page(
            request, "jobs/show.html", job=job, title=title, href=_job_path(org.slug, str(job.id)),
            back=f"/{org.slug}/capital", about="/handbook/capital#print",
        )  # fmt: skip


async def printed(
    request: Request[Any, Any, Any], kind: str, request_key: UUID, parameters: dict[str, Any]
) -> Response[bytes]:
    """Have the work done, and go on to its file or to its progress."""
    org = organization_of(request)
    async with tenant(request) as session:
        job_id = await request_print(
            session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), kind=kind,
            request_key=request_key, parameters=parameters,
        )  # fmt: skip
    if job_id is None:
        return redirect(request, f"/{org.slug}/capital/prints", flash=_("Tệp này đã in rồi."), kind="info")
    return _after(request, await ended_within(request.app.state.database, org.id, job_id))


def _after(request: Request[Any, Any, Any], job: JobRow) -> Response[bytes]:
    slug = organization_of(request).slug
    if job.is_open or job.refusal:
        return redirect(request, _job_path(slug, str(job.id)))
    if "job_id" in job.result:
        done = _("Đã cấp %(count)s giấy chứng nhận. Đang in.", count=grouped(job.result["issued"]))
        return redirect(request, _job_path(slug, job.result["job_id"]), flash=done)
    done = _("Đã in %(count)s giấy. Hãy tải tệp về.", count=grouped(job.result["printed"]))
    return redirect(request, f"/{slug}/capital/prints", flash=done)


def _job_path(slug: str, job_id: str) -> str:
    return f"/{slug}/capital/prints/jobs/{job_id}"
