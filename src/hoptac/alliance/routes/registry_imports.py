"""Bringing in a yearly list: send, see the columns, see the rows, confirm, take the rest back."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from hoptac.alliance.importing import request_taking_in
from hoptac.alliance.imports.actions import decide_row, judge_again, workbook_of
from hoptac.alliance.imports.lists import unpack_judgements
from hoptac.alliance.imports.models import IMPORT_JOB
from hoptac.alliance.imports.queries import declared_by_rollup, get_import, get_open_import, list_imports
from hoptac.alliance.jobs import READ_JOB
from hoptac.alliance.reading import VOCABULARY, rejected_workbook
from hoptac.alliance.refusals import YearMissing
from hoptac.alliance.routes.registry_import_page import import_page
from hoptac.alliance.routes.registry_jobs import after, job_path
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.indicators.rules import check_year
from hoptac.kit.calendar import now, parse_year, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.imports import is_brought_in, page_of_decisions, read_corrections, read_upload, unpack_understanding
from hoptac.kit.imports.files import LARGEST_FORM_BYTES
from hoptac.kit.jobs import ended_within, find_open_job, list_open_jobs, request_job
from hoptac.kit.language import _, translate
from hoptac.kit.pages import XLSX, download, language_of, page, redirect
from hoptac.organizations.queries import get_alliance


def _path(request: Request[Any, Any, Any], import_id: UUID) -> str:
    return f"/{organization_of(request).slug}/registry-imports/{import_id}"


async def _judge_again(
    request: Request[Any, Any, Any], import_id: UUID, values: Mapping[str, str], year: int | None = None
) -> None:
    """By the columns or the year that were posted."""
    here, rollup = organization_of(request), request.app.state.rollup
    async with tenant(request) as session:
        detail = await get_open_import(session, here.id, import_id)
        await judge_again(
            session, alliance=await get_alliance(session, here.id), detail=detail, today=today(), year=year,
            declared_of=declared_by_rollup(rollup, here.alliance_path),
            corrections=read_corrections(unpack_understanding(detail.mapping), values, VOCABULARY),
        )  # fmt: skip


class RegistryImportsController(Controller):
    """The yearly lists of an alliance; confirming one is the one deed that changes the registry."""

    path = "/{org:str}/registry-imports"

    @get("/", permission=Permission.DECLARE_FIGURES)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The lists that were uploaded, the newest first, and those that are being read."""
        here = organization_of(request)
        async with tenant(request) as session:
            imports = await list_imports(session, here.id)
            reading = await list_open_jobs(session, here.id, READ_JOB)
        return page(
            request, "alliance/registry_imports/index.html", imports=imports,
            reading=[(job.parameters["filename"], job_path(here.slug, job)) for job in reading],
        )  # fmt: skip

    @get("/new", permission=Permission.DECLARE_FIGURES)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form to upload a list."""
        return _new_page(request, {}, {})

    @post("/", permission=Permission.DECLARE_FIGURES, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Have a list understood and judged; a file that is none is refused and not kept."""
        here, reader = organization_of(request), FormReader(await read_form(request))
        try:
            year = reader.read("year", _year)
            reader.finish()
            filename, content = await read_upload(reader)
        except (Refusal, Refusals) as refused:
            errors = {field or "file": text for field, text in errors_of(refused, language_of(request)).items()}
            return _new_page(request, reader.values, errors)
        async with tenant(request) as session:
            job_id = await request_job(
                session, org_id=here.id, actor_id=viewer_of(request).person_id, now=now(), kind=READ_JOB,
                parameters={"filename": filename, "year": year}, content=content,
            )  # fmt: skip
        job = await ended_within(request.app.state.database, here.id, job_id)
        if job.refusal:
            sentence = translate(job.refusal, language_of(request))
            return _new_page(request, reader.values, {job.refused_field or "file": sentence})
        return after(request, job)

    @get("/{import_id:uuid}", permission=Permission.DECLARE_FIGURES)
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
        return import_page(request, detail, job, status, number)

    @post("/{import_id:uuid}/columns", permission=Permission.DECLARE_FIGURES)
    async def correct(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Judge again by the columns as the person says they are."""
        reader = FormReader(await read_form(request))
        try:
            await _judge_again(request, import_id, reader.values)
        except Refusal as refused:
            return _back(request, import_id, refused)
        return redirect(request, _path(request, import_id), flash=_("Đã đọc lại danh sách."))

    @post("/{import_id:uuid}/year", permission=Permission.DECLARE_FIGURES)
    async def change_year(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Judge again for another year."""
        reader = FormReader(await read_form(request))
        try:
            year = reader.read("year", _year)
            reader.finish()
            if year is None:
                raise YearMissing
            await _judge_again(request, import_id, {}, year)
        except (Refusal, Refusals) as refused:
            return _back(request, import_id, refused.refusals[0] if isinstance(refused, Refusals) else refused)
        return redirect(
            request, _path(request, import_id), flash=_("Đã chuyển danh sách sang năm %(year)s.", year=year)
        )

    @post("/{import_id:uuid}/decisions", permission=Permission.DECLARE_FIGURES)
    async def decide(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Keep the answer to one row."""
        here, values = organization_of(request), FormReader(await read_form(request)).values
        back = page_of_decisions(_path(request, import_id), values)
        try:
            async with tenant(request) as session:
                detail = await get_open_import(session, here.id, import_id)
                decided = await decide_row(
                    session, org_id=here.id, detail=detail, key=values.get("row", ""),
                    decision=values.get("decision", ""),
                )  # fmt: skip
        except NotFound:
            raise
        except Refusal as refused:
            return redirect(request, back, flash=refused.message, kind="error")
        return redirect(request, back, flash=_("Đã ghi lựa chọn cho dòng %(row)s.", row=decided.row))

    @post("/{import_id:uuid}/confirmation", permission=Permission.DECLARE_FIGURES)
    async def confirm(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Have the rows taken in as they were shown."""
        here, shown = organization_of(request), FormReader(await read_form(request)).values.get("count", "")
        try:
            async with tenant(request) as session:
                job_id = await request_taking_in(
                    session, org_id=here.id, actor_id=viewer_of(request).person_id, import_id=import_id, now=now(),
                    shown=int(shown) if shown.isascii() and shown.isdigit() else None,
                )  # fmt: skip
        except Refusal as refused:
            return _back(request, import_id, refused)
        return after(request, await ended_within(request.app.state.database, here.id, job_id))

    @get("/{import_id:uuid}/rest.xlsx", permission=Permission.DECLARE_FIGURES)
    async def rest(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """The rows that were not taken in, in their own columns, each with its reason."""
        here, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            detail = await get_import(session, here.id, import_id)
            workbook = await workbook_of(session, here.id, detail)
        rest = [
            judgement
            for judgement in unpack_judgements(detail.verdicts)
            if not is_brought_in(judgement, detail.decided)
        ]
        mapping = unpack_understanding(detail.mapping).mapping
        content = await asyncio.to_thread(rejected_workbook, workbook, mapping, rest, language)
        return download(content, f"dong-chua-nhan-{detail.year}.xlsx", XLSX)


def _year(typed: str) -> int | None:
    year = parse_year(typed)
    return None if year is None else check_year(year, today=today())


def _new_page(request: Request[Any, Any, Any], values: dict[str, str], errors: Mapping[str, str]) -> Response[bytes]:
    status = 422 if errors else 200
    return page(request, "alliance/registry_imports/new.html", status=status, values=values, errors=errors)


def _back(request: Request[Any, Any, Any], import_id: UUID, refused: Refusal) -> Response[bytes]:
    """To the page of the import with the reason; an import that is not there is a page that is not there."""
    if isinstance(refused, NotFound):
        raise refused
    return redirect(request, _path(request, import_id), flash=refused.message, kind="error")
