"""Bringing in a yearly list: upload, verdicts, yes; the rows left out go back as a workbook."""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.response import Response

from hoptac.alliance.importing import Decisions, Place, import_registry, judge_registry
from hoptac.alliance.reading import Decision, rejected_workbook, totals, understand
from hoptac.alliance.refusals import FileMissing
from hoptac.alliance.uploads import Upload, get_upload, keep_upload, list_uploads
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, parse_year, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import XLSX, download, language_of, page, redirect
from hoptac.kit.sheets import read_workbook
from hoptac.kit.sheets.limits import LARGEST_BYTES
from hoptac.organizations.names import KIND_NAMES

DECISION_NAMES: dict[Decision, Message] = {
    "leave_out": _("Bỏ qua dòng này"),
    "import_as_separate_organization": _("Nhập thành đơn vị riêng"),
    "import_as_read": _("Nhập như đã hiểu"),
}
SHOWN_ACCEPTED = 20
SHOWN_OTHERS = 500


class RegistryImportsController(Controller):
    """The yearly lists of an alliance."""

    path = "/{org:str}/registry-imports"

    @get("/", permission=Permission.DECLARE_FIGURES)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The lists that were uploaded, the newest first."""
        async with tenant(request) as session:
            uploads = await list_uploads(session, organization_of(request).id)
        return page(request, "alliance/registry_imports.html", uploads=uploads)

    @get("/new", permission=Permission.DECLARE_FIGURES)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form to upload a list."""
        return page(request, "alliance/registry_import_new.html", values={}, errors={})

    @post("/", permission=Permission.DECLARE_FIGURES, request_max_body_size=LARGEST_BYTES + 1_048_576)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Judge the uploaded list and keep it; nothing reaches the registry yet."""
        here, viewer = organization_of(request), viewer_of(request)
        reader = FormReader(await read_form(request))
        try:
            year = reader.read("year", parse_year)
            upload = reader.files.get("file")
            content = await upload.read(LARGEST_BYTES + 1) if upload else b""
            if upload is None or not content:
                reader.refuse(FileMissing())
            reader.finish()
            name = upload.filename if upload else ""
            judged = await asyncio.to_thread(judge_registry, content, name, year=year, today=today())
        except (Refusal, Refusals) as refusal:
            errors = errors_of(refusal, language_of(request))
            return page(request, "alliance/registry_import_new.html", status=422, values=reader.values, errors=errors)
        async with tenant(request) as session:
            import_id = await keep_upload(
                session, org_id=here.id, person_id=viewer.person_id, judged=judged, filename=name, content=content,
                at=now(),
            )  # fmt: skip
        return redirect(request, f"/{here.slug}/registry-imports/{import_id}")

    @get("/{import_id:uuid}", permission=Permission.DECLARE_FIGURES)
    async def show(self, request: Request[Any, Any, Any], import_id: UUID) -> Response[bytes]:
        """How the list was understood, row by row."""
        async with tenant(request) as session:
            upload = await get_upload(session, organization_of(request).id, import_id)
        return _verdicts_page(request, upload)

    @post("/{import_id:uuid}/confirm", permission=Permission.DECLARE_FIGURES)
    async def confirm(self, request: Request[Any, Any, Any], import_id: UUID) -> Response[bytes]:
        """Take the list in, with the decisions made beside its rows."""
        here = organization_of(request)
        posted = await read_form(request)
        async with tenant(request) as session:
            upload = await get_upload(session, here.id, import_id)
        try:
            result = await import_registry(
                request.app.state.database, alliance=here.slug, actor_id=viewer_of(request).person_id,
                content=upload.content, filename=upload.filename, year=upload.year, now=now(), today=today(),
                decisions=_read_decisions(upload, posted), import_id=import_id,
            )  # fmt: skip
        except Refusal as refusal:
            return _verdicts_page(request, upload, status=422, errors=errors_of(refusal, language_of(request)))
        if not result["changed"]:
            unchanged = _("Danh sách này đã được nhập trước đó. Không có gì thay đổi.")
            return redirect(request, f"/{here.slug}/registry-imports", flash=unchanged, kind="info")
        done = _("Đã ghi số liệu năm %(year)s của %(count)s đơn vị.", year=upload.year, count=result["changed"])
        return redirect(request, f"/{here.slug}/dashboard?year={upload.year}", flash=done)

    @get("/{import_id:uuid}/rejected.xlsx", permission=Permission.DECLARE_FIGURES)
    async def rejected(self, request: Request[Any, Any, Any], import_id: UUID) -> Response[bytes]:
        """The rows that were refused or need a decision, in their own columns, each with its reason."""
        async with tenant(request) as session:
            upload = await get_upload(session, organization_of(request).id, import_id)
        content = await asyncio.to_thread(_rejected, upload, language_of(request))
        return download(content, f"dong-chua-nhap-{upload.year}.xlsx", XLSX)


def _rejected(upload: Upload, language: str) -> bytes:
    workbook = read_workbook(upload.content, upload.filename)
    return rejected_workbook(workbook, understand(workbook).mapping, upload.verdicts, language)


def _read_decisions(upload: Upload, posted: dict[str, Any]) -> Decisions:
    decisions: dict[Place, Decision] = {}
    for place, verdict in enumerate(upload.verdicts):
        for decision in verdict.decisions:
            if posted.get(f"decision-{place}") == decision:
                decisions[verdict.sheet, verdict.row] = decision
    return decisions


def _verdicts_page(
    request: Request[Any, Any, Any], upload: Upload, *, status: int = 200, errors: dict[str, str] | None = None
) -> Response[bytes]:
    language = language_of(request)
    accepted = [verdict.organization for verdict in upload.verdicts if verdict.status == "accepted"]
    others = [(place, one) for place, one in enumerate(upload.verdicts) if one.status != "accepted"]
    statuses = Counter(verdict.status for verdict in upload.verdicts)
    sums = totals(accepted, year=upload.year)
    return page(
        request,
        "alliance/registry_import.html",
        status=status,
        upload=upload,
        statuses={name: statuses[name] for name in ("accepted", "needs_a_decision", "refused")},
        kinds=[(translate(KIND_NAMES[kind], language), count) for kind, count in sums.organizations.items()],
        sums=sums,
        accepted=accepted[:SHOWN_ACCEPTED],
        kind_names={kind: translate(name, language) for kind, name in KIND_NAMES.items()},
        others=others[:SHOWN_OTHERS],
        others_hidden=max(0, len(others) - SHOWN_OTHERS),
        decision_names={key: translate(name, language) for key, name in DECISION_NAMES.items()},
        errors=errors or {},
    )
