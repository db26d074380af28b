"""A list of balances: sent, its columns and rows seen, decided, proved, posted; the rest taken back."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.imports import find_row, page_of_decisions, read_corrections, read_upload, unpack_understanding
from hoptac.kit.imports.files import LARGEST_FORM_BYTES
from hoptac.kit.jobs import JobRow, ended_within, find_open_job, get_job, request_job
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import XLSX, download, language_of, page, redirect
from hoptac.opening.actions.imports import decide_row
from hoptac.opening.importing import Coming, judge_anew, prove_import, request_posting, workbook_of
from hoptac.opening.jobs import READ_JOB
from hoptac.opening.models import POST_JOB
from hoptac.opening.queries.imports import get_import, get_open_import
from hoptac.opening.queries.standing import known_parties
from hoptac.opening.reading import VOCABULARY, rejected_workbook, rows_left
from hoptac.opening.refusals import FirstDayMissing
from hoptac.opening.regimes import REGIMES, Regime
from hoptac.opening.routes.list_page import shown_list
from hoptac.opening.routes.overview import overview

PATIENCE_SECONDS = 1.0
"""What is done sooner is answered at once; for the rest there is a page of its progress."""


class OpeningImportsController(Controller):
    """A list is a resource of its own; confirming it is the one deed that posts."""

    path = "/{org:str}/accounting/opening"

    @post("/imports", permission=Permission.POST_OPENING, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Have a list understood and judged; a file that is none is refused and not kept."""
        reader, org, language = FormReader(await read_form(request)), organization_of(request), language_of(request)
        try:
            first_on = reader.date("first_on")
            reader.finish()
            filename, content = await read_upload(reader)
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language)
            return await overview(request, {key or "file": sentence for key, sentence in errors.items()})
        parameters = {"filename": filename} | ({"first_on": first_on.isoformat()} if first_on else {})
        async with tenant(request) as session:
            job_id = await request_job(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), kind=READ_JOB,
                parameters=parameters, content=content,
            )  # fmt: skip
        job = await ended_within(request.app.state.database, org.id, job_id, PATIENCE_SECONDS)
        if job.refusal:
            return await overview(request, {"file": translate(job.refusal, language)})
        return _after(request, job)

    @get("/jobs/{job_id:uuid}", permission=Permission.POST_OPENING)
    async def job(self, request: Request[Any, Any, Any], job_id: FromPath[UUID]) -> Response[bytes]:
        """How far the reading or the posting has come; once it is done, on to what came of it."""
        org = organization_of(request)
        async with tenant(request) as session:
            job = await get_job(session, org.id, job_id)
        if job.state == "done":
            return _after(request, job)
        back = _place(request, job.subject_id) if job.kind == POST_JOB else f"/{org.slug}/accounting/opening"
        return page(request, "jobs/show.html", job=job, title=job_title(job), href=_job_path(request, job), back=back)

    @get("/imports/{import_id:uuid}", permission=Permission.POST_OPENING)
    async def show(
        self,
        request: Request[Any, Any, Any],
        import_id: FromPath[UUID],
        status: FromQuery[str] = "",
        number: FromQuery[int] = 1,
    ) -> Response[bytes]:
        """How the columns were understood, the verdict on every row, the proof, and the button."""
        org = organization_of(request)
        async with tenant(request) as session:
            detail = await get_import(session, org.id, import_id)
            job = await find_open_job(session, org.id, POST_JOB, import_id)
            opening, proof, standing = await prove_import(session, org.id, detail)
            parties = await known_parties(session, org.id)
        shown = shown_list(
            detail, opening, proof, standing, parties, place=_place(request, import_id), status=status, number=number,
            language=language_of(request),
        )  # fmt: skip
        return page(
            request, "opening/imports/show.html", path=_place(request, import_id), job=job,
            desk=f"/{org.slug}/accounting", job_title=job_title(job) if job else None,
            job_href=_job_path(request, job) if job else None, **shown,
        )  # fmt: skip

    @post("/imports/{import_id:uuid}/columns", permission=Permission.POST_OPENING)
    async def correct(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Judge again by the columns as the person says they are."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                detail = await get_import(session, org.id, import_id)
                corrections = read_corrections(unpack_understanding(detail.mapping), reader.values, VOCABULARY)
                await judge_anew(session, org_id=org.id, import_id=import_id, corrections=corrections)
        except NotFound:
            raise
        except Refusal as refused:
            return redirect(request, _place(request, import_id), flash=refused.message, kind="error")
        return redirect(request, _place(request, import_id), flash=_("Đã đọc lại danh sách."))

    @post("/imports/{import_id:uuid}/circumstances", permission=Permission.POST_OPENING)
    async def change_circumstances(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Judge again for another first day, or by another chart."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        regime: Regime | None = next((one for one in REGIMES if one == reader.values.get("regime")), None)
        try:
            first_on = reader.date("first_on")
            reader.finish()
            if first_on is None:
                raise FirstDayMissing
            async with tenant(request) as session:
                await judge_anew(session, org_id=org.id, import_id=import_id, first_on=first_on, regime=regime)
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return _told(request, import_id, refused)
        return redirect(request, _place(request, import_id), flash=_("Đã đọc lại danh sách."))

    @post("/imports/{import_id:uuid}/decisions", permission=Permission.POST_OPENING)
    async def decide(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Keep the answer to one row."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        key, decision = reader.values.get("row", ""), reader.values.get("decision", "")
        back = page_of_decisions(_place(request, import_id), reader.values)
        try:
            async with tenant(request) as session:
                detail = await get_open_import(session, org.id, import_id)
                verdict = find_row(detail.unpacked(), key)
                await decide_row(session, org_id=org.id, detail=detail, verdict=verdict, decision=decision)
        except NotFound:
            raise
        except Refusal as refused:
            return redirect(request, back, flash=refused.message, kind="error")
        return redirect(request, back, flash=_("Đã ghi lựa chọn cho dòng %(row)s.", row=verdict.row))

    @post("/imports/{import_id:uuid}/confirmation", permission=Permission.POST_OPENING)
    async def confirm(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Have the balances posted as they were shown."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                job_id = await request_posting(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, import_id=import_id, now=now(),
                    shown=_shown(reader.values),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return _told(request, import_id, refused)
        return _after(request, await ended_within(request.app.state.database, org.id, job_id, PATIENCE_SECONDS))

    @get("/imports/{import_id:uuid}/rest.xlsx", permission=Permission.POST_OPENING)
    async def rest(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """The rows that are not clear, as they stood, each with its reason."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            detail = await get_import(session, org.id, import_id)
            workbook = await workbook_of(session, org.id, detail)
        left = rows_left(detail.unpacked(), detail.decided)
        mapping = unpack_understanding(detail.mapping).mapping
        content = await asyncio.to_thread(rejected_workbook, workbook, mapping, left, language)
        return download(content, f"so-du-chua-ro-{org.slug}.xlsx", XLSX)


def job_title(job: JobRow) -> Message:
    """What a job is doing."""
    if job.kind == POST_JOB:
        return _("Đang ghi số dư đầu kỳ")
    return _("Đang đọc %(filename)s", filename=job.parameters["filename"])


def _place(request: Request[Any, Any, Any], import_id: UUID | str) -> str:
    return f"/{organization_of(request).slug}/accounting/opening/imports/{import_id}"


def _job_path(request: Request[Any, Any, Any], job: JobRow) -> str:
    return f"/{organization_of(request).slug}/accounting/opening/jobs/{job.id}"


def _after(request: Request[Any, Any, Any], job: JobRow) -> Response[bytes]:
    """On to what came of a job, with a word of it, or to its progress."""
    if job.is_open:
        return redirect(request, _job_path(request, job))
    if job.refusal:
        return redirect(request, _place(request, job.subject_id), flash=job.refusal, kind="error")
    if "number" in job.result:
        done = _(
            "Đã ghi số dư đầu kỳ ở chứng từ %(series)s %(number)s.",
            series=job.result["series"],
            number=job.result["number"],
        )
        return redirect(request, f"/{organization_of(request).slug}/accounting/opening", flash=done)
    return redirect(request, _place(request, job.result.get("import_id", job.subject_id)))


def _told(request: Request[Any, Any, Any], import_id: UUID, refused: Refusal | Refusals) -> Response[bytes]:
    refusals = refused.refusals if isinstance(refused, Refusals) else [refused]
    return redirect(request, _place(request, import_id), flash=refusals[0].whole(), kind="error")


def _shown(values: dict[str, str]) -> Coming | None:
    """What the button said when it was pressed."""
    count, dong = values.get("count", ""), values.get("dong", "")
    return Coming(int(count), int(dong)) if count.isdecimal() and dong.isdecimal() else None
