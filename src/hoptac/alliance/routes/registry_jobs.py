"""The progress of bringing in a yearly list, and the way on to what came of it."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, get
from litestar.params import FromPath
from litestar.response import Response

from hoptac.alliance.imports.models import IMPORT_JOB
from hoptac.alliance.refusals import RegistryChanged
from hoptac.identity.doors import organization_of, tenant
from hoptac.identity.permissions import Permission
from hoptac.kit.jobs import JobRow, get_job
from hoptac.kit.language import Language, Message, _
from hoptac.kit.pages import format_number, language_of, page, redirect


class RegistryJobsController(Controller):
    """Lists that are being read or taken in."""

    path = "/{org:str}/registry-imports/jobs"

    @get("/{job_id:uuid}", permission=Permission.DECLARE_FIGURES)
    async def show(self, request: Request[Any, Any, Any], job_id: FromPath[UUID]) -> Response[bytes]:
        """How far it has come, or why it failed; once it is done, on to what came of it."""
        here = organization_of(request)
        async with tenant(request) as session:
            job = await get_job(session, here.id, job_id)
        if job.state == "done":
            return after(request, job)
        is_import = job.kind == IMPORT_JOB
        return page(
            request, "jobs/show.html", job=job, title=job_title(job, language_of(request)),
            href=job_path(here.slug, job), about="/handbook/alliance#import",
            back=f"/{here.slug}/registry-imports{f'/{job.subject_id}' if is_import else '/new'}",
        )  # fmt: skip


def job_path(slug: str, job: JobRow) -> str:
    """The page of its progress."""
    return f"/{slug}/registry-imports/jobs/{job.id}"


def job_title(job: JobRow, language: Language) -> Message:
    """What is being done."""
    if job.kind == IMPORT_JOB:
        count = format_number(job.parameters["count"], language)
        return _("Đang ghi số liệu năm %(year)s của %(count)s đơn vị", year=job.parameters["year"], count=count)
    return _("Đang đọc %(filename)s", filename=job.parameters["filename"])


def after(request: Request[Any, Any, Any], job: JobRow) -> Response[bytes]:
    """On to what came of a job, with a word of it, or to its progress."""
    slug = organization_of(request).slug
    if job.is_open:
        return redirect(request, job_path(slug, job))
    if "taken_in" in job.result:
        year, count = job.result["year"], format_number(job.result["taken_in"], language_of(request))
        done = _("Đã ghi số liệu năm %(year)s của %(count)s đơn vị.", year=year, count=count)
        return redirect(request, f"/{slug}/dashboard?year={year}", flash=done)
    place = f"/{slug}/registry-imports/{job.result.get('import_id', job.subject_id)}"
    if job.refusal:
        return redirect(request, place, flash=job.refusal, kind="error")
    if "registry_changed" in job.result:
        return redirect(request, place, flash=RegistryChanged().message, kind="warning")
    return redirect(request, place)
