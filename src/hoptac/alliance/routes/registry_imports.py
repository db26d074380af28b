"""Bringing in a yearly list: send, see the columns, see the rows, confirm, take the rest back."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from hoptac.alliance.importing import get_alliance, take_in_list
from hoptac.alliance.imports.actions import bring_in_list, decide_row, judge_again, workbook_of
from hoptac.alliance.imports.lists import read_list, unpack_judgements
from hoptac.alliance.imports.queries import DeclaredOf, declared_by_rollup, get_import, list_imports
from hoptac.alliance.reading import VOCABULARY, rejected_workbook
from hoptac.alliance.refusals import RegistryChanged, YearMissing
from hoptac.alliance.routes.registry_import_page import import_page
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, parse_year, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.imports import (
    ColumnCorrection,
    is_brought_in,
    read_corrections,
    read_upload,
    unpack_understanding,
)
from hoptac.kit.imports.files import LARGEST_FORM_BYTES
from hoptac.kit.language import _
from hoptac.kit.pages import XLSX, FlashKind, download, format_number, language_of, page, redirect


def _path(request: Request[Any, Any, Any], import_id: UUID) -> str:
    return f"/{organization_of(request).slug}/registry-imports/{import_id}"


def _declared_of(request: Request[Any, Any, Any]) -> DeclaredOf:
    return declared_by_rollup(request.app.state.rollup, organization_of(request).alliance_path)


async def _judge_again(
    request: Request[Any, Any, Any],
    import_id: UUID,
    corrections: list[ColumnCorrection] | None = None,
    year: int | None = None,
) -> None:
    here = organization_of(request)
    async with tenant(request) as session:
        await judge_again(
            session, alliance=await get_alliance(session, here.slug), import_id=import_id, today=today(),
            declared_of=_declared_of(request), corrections=corrections or (), year=year,
        )  # fmt: skip


class RegistryImportsController(Controller):
    """The yearly lists of an alliance; confirming one is the one deed that changes the registry."""

    path = "/{org:str}/registry-imports"

    @get("/", permission=Permission.DECLARE_FIGURES)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The lists that were uploaded, the newest first."""
        async with tenant(request) as session:
            imports = await list_imports(session, organization_of(request).id)
        return page(request, "alliance/registry_imports/index.html", imports=imports)

    @get("/new", permission=Permission.DECLARE_FIGURES)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form to upload a list."""
        return page(request, "alliance/registry_imports/new.html", values={}, errors={})

    @post("/", permission=Permission.DECLARE_FIGURES, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Understand and judge a list and keep it; a file that is none is refused and not kept."""
        here, reader = organization_of(request), FormReader(await read_form(request))
        try:
            year = reader.read("year", parse_year)
            reader.finish()
            filename, content = await read_upload(reader)
            read = await asyncio.to_thread(read_list, content, filename)
            async with tenant(request) as session:
                import_id = await bring_in_list(
                    session, alliance=await get_alliance(session, here.slug), actor_id=viewer_of(request).person_id,
                    now=now(), today=today(), read=read, year=year, declared_of=_declared_of(request),
                )  # fmt: skip
        except (Refusal, Refusals) as refused:
            errors = {field or "file": text for field, text in errors_of(refused, language_of(request)).items()}
            return page(request, "alliance/registry_imports/new.html", status=422, values=reader.values, errors=errors)
        return redirect(request, _path(request, import_id))

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
        return import_page(request, detail, status, number)

    @post("/{import_id:uuid}/columns", permission=Permission.DECLARE_FIGURES)
    async def correct(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Judge again by the columns as the person says they are."""
        reader = FormReader(await read_form(request))
        async with tenant(request) as session:
            detail = await get_import(session, organization_of(request).id, import_id)
        corrections = read_corrections(unpack_understanding(detail.mapping), reader.values, VOCABULARY)
        try:
            await _judge_again(request, import_id, corrections)
        except Refusal as refused:
            return _back(request, import_id, refused)
        return redirect(request, _path(request, import_id), flash=_("Đã đọc lại danh sách."))

    @post("/{import_id:uuid}/year", permission=Permission.DECLARE_FIGURES)
    async def change_year(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Judge again for another year."""
        reader = FormReader(await read_form(request))
        try:
            year = reader.read("year", parse_year)
            reader.finish()
            if year is None:
                raise YearMissing
            await _judge_again(request, import_id, year=year)
        except (Refusal, Refusals) as refused:
            return _back(request, import_id, refused.refusals[0] if isinstance(refused, Refusals) else refused)
        return redirect(
            request, _path(request, import_id), flash=_("Đã chuyển danh sách sang năm %(year)s.", year=year)
        )

    @post("/{import_id:uuid}/decisions", permission=Permission.DECLARE_FIGURES)
    async def decide(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Keep the answer to one row."""
        here, values = organization_of(request), FormReader(await read_form(request)).values
        number = values.get("number", "")
        place = f"&number={number}" if number.isascii() and number.isdigit() else ""
        back = f"{_path(request, import_id)}?status=needs_a_decision{place}"
        try:
            async with tenant(request) as session:
                detail = await get_import(session, here.id, import_id, lock=True)
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
        """Take the rows in as they were shown."""
        here, state = organization_of(request), request.app.state
        try:
            taken = await take_in_list(
                state.database, state.rollup, alliance=here.slug, actor_id=viewer_of(request).person_id,
                import_id=import_id, now=now(), today=today(),
            )  # fmt: skip
        except RegistryChanged as refused:
            await _judge_again(request, import_id)
            return _back(request, import_id, refused, kind="warning")
        except Refusal as refused:
            return _back(request, import_id, refused)
        async with tenant(request) as session:
            year = (await get_import(session, here.id, import_id)).year
        count = format_number(len(taken.rows), language_of(request))
        done = _("Đã ghi số liệu năm %(year)s của %(count)s đơn vị.", year=year, count=count)
        return redirect(request, f"/{here.slug}/dashboard?year={year}", flash=done)

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


def _back(
    request: Request[Any, Any, Any], import_id: UUID, refused: Refusal, *, kind: FlashKind = "error"
) -> Response[bytes]:
    """To the page of the import with the reason; an import that is not there is a page that is not there."""
    if isinstance(refused, NotFound):
        raise refused
    return redirect(request, _path(request, import_id), flash=refused.message, kind=kind)
