"""Proving the books on demand: asked for, done by the worker, shown on the overview."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.closing.jobs import CHECK_JOB
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.jobs import ended_within, get_job, request_job
from hoptac.kit.language import _
from hoptac.kit.pages import page, redirect

PATIENCE_SECONDS = 1.0


class ChecksController(Controller):
    """A proof is a resource of its own."""

    path = "/{org:str}/closing/checks"

    @post("/", permission=Permission.CLOSE_PERIODS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Have the books proved now."""
        org = organization_of(request)
        async with tenant(request) as session:
            job_id = await request_job(
                session,
                org_id=org.id,
                actor_id=viewer_of(request).person_id,
                now=now(),
                kind=CHECK_JOB,
                subject_id=org.id,
            )
        job = await ended_within(request.app.state.database, org.id, job_id, PATIENCE_SECONDS)
        return redirect(
            request, f"/{org.slug}/closing" if job.state == "done" else f"/{org.slug}/closing/checks/{job_id}"
        )

    @get("/{job_id:uuid}", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any], job_id: FromPath[UUID]) -> Response[bytes]:
        """How far it has come; once it is done, on to what was found."""
        org = organization_of(request)
        async with tenant(request) as session:
            job = await get_job(session, org.id, job_id)
        if job.state == "done":
            return redirect(request, f"/{org.slug}/closing")
        here = f"/{org.slug}/closing/checks/{job_id}"
        return page(
            request, "jobs/show.html", job=job, title=_("Đang kiểm tra sổ"), href=here, back=f"/{org.slug}/closing"
        )
