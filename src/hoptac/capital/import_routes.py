"""Pages of the import of a member list: send, see the columns, see the rows, confirm, take the rest back."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery

from hoptac.capital.importing import Coming, correct_columns, request_import, workbook_of
from hoptac.capital.jobs import READ_JOB
from hoptac.capital.postings import CASH
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.imports import (
    brought_in,
    field_choices,
    find_row,
    is_brought_in,
    key_of,
    page_of_decisions,
    page_of_verdicts,
    read_corrections,
    read_upload,
    shown_skipped,
    shown_tables,
    unpack_understanding,
)
from hoptac.kit.imports.files import LARGEST_FORM_BYTES
from hoptac.kit.jobs import JobRow, ended_within, find_open_job, get_job, list_open_jobs, request_job
from hoptac.kit.language import Language, Message, _, grouped, translate
from hoptac.kit.pages import XLSX, download, format_number, language_of, page, redirect
from hoptac.members.imports.actions import decide_row
from hoptac.members.imports.lists import unpack_verdicts
from hoptac.members.imports.models import IMPORT_JOB
from hoptac.members.imports.queries import ImportDetail, get_import, get_open_import, list_imports
from hoptac.members.imports.refusals import RegisterChanged
from hoptac.members.reading import VOCABULARY, RowVerdict, rejected_workbook
from hoptac.members.rules import KIND_NAMES

_DECISION_NAMES: dict[str, Message] = {
    "import_as_separate_member": _("Nhập thành người khác"),
    "import_as_read": _("Nhập như đã đọc"),
    "leave_out": _("Bỏ qua"),
}


class ImportsController(Controller):
    """An import is a resource of its own; confirming it is the one deed that changes the register."""

    path = "/{org:str}/imports"

    @get("/", permission=Permission.IMPORT_MEMBERS)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The imports so far, what is being read, and the form to send a list."""
        return await _index_page(request, {})

    @post("/", permission=Permission.IMPORT_MEMBERS, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Have a list understood and judged; a file that is none is refused and not kept."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            filename, content = await read_upload(reader)
        except Refusal as refused:
            refused.field = "file"
            return await _index_page(request, errors_of(refused, language_of(request)))
        async with tenant(request) as session:
            job_id = await request_job(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), kind=READ_JOB,
                parameters={"filename": filename}, content=content,
            )  # fmt: skip
        job = await ended_within(request.app.state.database, org.id, job_id)
        if job.refusal:
            return await _index_page(request, {"file": translate(job.refusal, language_of(request))})
        return _after(request, job)

    @get("/jobs/{job_id:uuid}", permission=Permission.IMPORT_MEMBERS)
    async def job(self, request: Request[Any, Any, Any], job_id: FromPath[UUID]) -> Response[bytes]:
        """How far the reading or the import has come; once it is done, on to what came of it."""
        org = organization_of(request)
        async with tenant(request) as session:
            job = await get_job(session, org.id, job_id)
        if job.state == "done":
            return _after(request, job)
        is_import = job.kind == IMPORT_JOB
        back = f"/{org.slug}/imports/{job.subject_id}" if is_import else f"/{org.slug}/imports"
        return page(
            request,
            "jobs/show.html",
            job=job,
            title=_job_title(job, language_of(request)),
            href=_job_path(org.slug, job),
            back=back,
            about="/handbook/importing#again",
        )

    @get("/{import_id:uuid}", permission=Permission.IMPORT_MEMBERS)
    async def show(
        self,
        request: Request[Any, Any, Any],
        import_id: FromPath[UUID],
        status: FromQuery[str] = "",
        number: FromQuery[int] = 1,
    ) -> Response[bytes]:
        """How the columns were understood, the verdict on every row, and the button; after the deed, its result."""
        async with tenant(request) as session:
            detail = await get_import(session, organization_of(request).id, import_id)
            job = await find_open_job(session, organization_of(request).id, IMPORT_JOB, import_id)
        return _import_page(request, detail, job, status, number)

    @post("/{import_id:uuid}/columns", permission=Permission.IMPORT_MEMBERS)
    async def correct(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Judge again by the columns as the person says they are."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                detail = await get_import(session, org.id, import_id)
                corrections = read_corrections(unpack_understanding(detail.mapping), reader.values, VOCABULARY)
                await correct_columns(
                    session, org_id=org.id, import_id=import_id, today=today(), corrections=corrections
                )
        except Refusal as refused:
            return redirect(request, f"/{org.slug}/imports/{import_id}", flash=refused.message, kind="error")
        return redirect(request, f"/{org.slug}/imports/{import_id}", flash=_("Đã đọc lại danh sách."))

    @post("/{import_id:uuid}/decisions", permission=Permission.IMPORT_MEMBERS)
    async def decide(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Keep the answer to one row."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        key, decision = reader.values.get("row", ""), reader.values.get("decision", "")
        back = page_of_decisions(f"/{org.slug}/imports/{import_id}", reader.values)
        try:
            async with tenant(request) as session:
                detail = await get_open_import(session, org.id, import_id)
                verdict = find_row(unpack_verdicts(detail.verdicts), key)
                await decide_row(session, org_id=org.id, detail=detail, verdict=verdict, decision=decision)
        except Refusal as refused:
            return redirect(request, back, flash=refused.message, kind="error")
        return redirect(request, back, flash=_("Đã ghi lựa chọn cho dòng %(row)s.", row=verdict.row))

    @post("/{import_id:uuid}/confirmation", permission=Permission.IMPORT_MEMBERS)
    async def confirm(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Have the rows brought in as they were shown."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                job_id = await request_import(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, import_id=import_id, now=now(),
                    shown=_shown(reader.values),
                )  # fmt: skip
        except Refusal as refused:
            return redirect(request, f"/{org.slug}/imports/{import_id}", flash=refused.message, kind="error")
        return _after(request, await ended_within(request.app.state.database, org.id, job_id))

    @get("/{import_id:uuid}/rest.xlsx", permission=Permission.IMPORT_MEMBERS)
    async def rest(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """The rows that were not brought in, as they stood, each with its reason."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            detail = await get_import(session, org.id, import_id)
            workbook = await workbook_of(session, org.id, detail)
        verdicts = unpack_verdicts(detail.verdicts)
        rest = [verdict for verdict in verdicts if not is_brought_in(verdict, detail.decided)]
        mapping = unpack_understanding(detail.mapping).mapping
        content = await asyncio.to_thread(rejected_workbook, workbook, mapping, rest, language)
        return download(content, f"chua-nhap-{org.slug}.xlsx", XLSX)


async def _index_page(request: Request[Any, Any, Any], errors: dict[str, str]) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        imports = await list_imports(session, org.id)
        reading = await list_open_jobs(session, org.id, READ_JOB)
    return page(
        request, "imports/index.html", status=422 if errors else 200, imports=imports, errors=errors,
        reading=[(job.parameters["filename"], _job_path(org.slug, job)) for job in reading],
    )  # fmt: skip


def _after(request: Request[Any, Any, Any], job: JobRow) -> Response[bytes]:
    """On to what came of a job, with a word of it, or to its progress."""
    slug = organization_of(request).slug
    if job.is_open:
        return redirect(request, _job_path(slug, job))
    place = f"/{slug}/imports/{job.result.get('import_id', job.subject_id)}"
    if job.refusal:
        return redirect(request, place, flash=job.refusal, kind="error")
    if "register_changed" in job.result:
        return redirect(request, place, flash=RegisterChanged().message, kind="warning")
    if "imported" in job.result:
        return redirect(request, place, flash=_("Đã nhập %(count)s thành viên.", count=grouped(job.result["imported"])))
    return redirect(request, place)


def _job_path(slug: str, job: JobRow) -> str:
    return f"/{slug}/imports/jobs/{job.id}"


def _job_title(job: JobRow, language: Language) -> Message:
    if job.kind == IMPORT_JOB:
        return _("Đang nhập %(count)s thành viên", count=format_number(job.parameters["count"], language))
    return _("Đang đọc %(filename)s", filename=job.parameters["filename"])


def _shown(values: dict[str, str]) -> Coming | None:
    """What the button said when it was pressed."""
    count, dong = values.get("count", ""), values.get("dong", "")
    return Coming(int(count), int(dong)) if count.isdecimal() and dong.isdecimal() else None


def _import_page(
    request: Request[Any, Any, Any], detail: ImportDetail, job: JobRow | None, status: str, number: int
) -> Response[bytes]:
    language = language_of(request)
    understanding, verdicts = unpack_understanding(detail.mapping), unpack_verdicts(detail.verdicts)
    slug = organization_of(request).slug
    path = f"/{slug}/imports/{detail.id}"
    listed = page_of_verdicts(verdicts, path=path, status=status, number=number)
    return page(
        request, "imports/show.html", detail=detail, path=path, may_write=viewer_of(request).may(Permission.WRITE_MEMBERS), shown_status=status, account=CASH,
        tables=shown_tables(understanding, VOCABULARY, language), fields=field_choices(VOCABULARY, language),
        skipped=shown_skipped(understanding, language), is_remembered=understanding.remembered,
        listed=listed, rows=[_shown_row(verdict, detail, language) for verdict in listed.rows],
        coming=Coming.of(brought_in(verdicts, detail.decided)), job=job,
        job_title=_job_title(job, language) if job else None, job_href=_job_path(slug, job) if job else None,
        rest_count=sum(
            verdict.status in ("needs_a_decision", "refused") and not is_brought_in(verdict, detail.decided)
            for verdict in verdicts
        ),
    )  # fmt: skip


def _shown_row(verdict: RowVerdict, detail: ImportDetail, language: str) -> dict[str, Any]:
    member = verdict.member
    return {
        "key": key_of(verdict), "sheet": verdict.sheet, "row": verdict.row, "status": verdict.status,
        "name": member.name, "number": member.number, "born": member.born_on or member.born_year,
        "kind": translate(KIND_NAMES[member.member_kind], language),
        "paid_dong": member.paid_dong, "pledged_dong": member.pledged_dong or 0,
        "reasons": [translate(reason.message, language) for reason in verdict.reasons],
        "notes": [translate(note.message, language) for note in verdict.notes],
        "decided": detail.decided.get(key_of(verdict), ""),
        "decisions": [(answer, translate(_DECISION_NAMES[answer], language)) for answer in verdict.decisions],
    }  # fmt: skip


router = Router(path="", route_handlers=[ImportsController])
