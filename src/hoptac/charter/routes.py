"""Pages of the charter."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery

from hoptac.charter.queries import find_facts, list_history, name_of
from hoptac.charter.showing import changes_of, shown_clause, shown_groups, value_text, version_in_force
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, parse_date, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.pages import PDF, download, language_of, page, redirect
from hoptac.kit.stored_files import get_file
from hoptac.organizations.charter.actions import Text, adopt_charter, keep_text
from hoptac.organizations.charter.clauses import CLAUSES
from hoptac.organizations.charter.forms import read_adoption, read_day
from hoptac.organizations.charter.queries import everything_said, find_version, last_number, list_versions
from hoptac.organizations.charter.rules import LARGEST_MB

LARGEST_FORM_BYTES = (LARGEST_MB + 1) * 1_048_576
_BY_SLUG = {clause.slug: clause for clause in CLAUSES.values()}


def _path(request: Request[Any, Any, Any]) -> str:
    return f"/{organization_of(request).slug}/charter"


class CharterController(Controller):
    """What the charter says, as a whole and clause by clause."""

    path = "/{org:str}/charter"

    @get("/", permission=Permission.READ_CHARTER)
    async def index(self, request: Request[Any, Any, Any], day: FromQuery[str] = "") -> Response[bytes]:
        """The charter as of a day, today where none is asked for or it cannot be read; and its versions."""
        org, language, errors = organization_of(request), language_of(request), {}
        try:
            on = parse_date(day) or today()
        except Refusal as refused:
            refused.field = "day"
            on, errors = today(), errors_of(refused, language)
        async with tenant(request) as session:
            said, versions = await everything_said(session, org.id), await list_versions(session, org.id)
        return page(
            request,
            "charter/index.html",
            status=422 if errors else 200,
            path=_path(request),
            on=on,
            typed_day=day or format_date(on),
            errors=errors,
            groups=shown_groups(said, said.on(on), language),
            versions=versions,
            in_force=version_in_force(versions, on),
            may_write=viewer_of(request).may(Permission.WRITE_CHARTER),
        )

    @get("/clauses/{slug:str}", permission=Permission.READ_CHARTER)
    async def show(self, request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[bytes]:
        """One clause: what counts today, how far the law lets it go, and everything it has said."""
        org, language, clause = organization_of(request), language_of(request), _BY_SLUG.get(slug)
        if clause is None or not clause.is_for(org.kind):
            raise NotFound
        async with tenant(request) as session:
            said, history = await everything_said(session, org.id), await list_history(session, org.id, clause.key)
        rows = [
            (row, value_text(clause, row.value if row.value is not None else row.words, language), row.valid_from > today())
            for row in history
        ]  # fmt: skip
        return page(
            request,
            "charter/clauses/show.html",
            path=_path(request),
            clause=shown_clause(clause, said, said.on(today()), language),
            rows=rows,
            may_write=viewer_of(request).may(Permission.WRITE_CHARTER),
        )


class VersionsController(Controller):
    """Adoptions and amendments."""

    path = "/{org:str}/charter/versions"

    @get("/new", permission=Permission.WRITE_CHARTER)
    async def new(self, request: Request[Any, Any, Any], day: FromQuery[str] = "") -> Response[bytes]:
        """The form, filled with the charter of a day."""
        on = read_day(day, today())
        return await _form(request, on, {"valid_from": format_date(on), "request_key": str(new_id())}, {})

    @post("/", permission=Permission.WRITE_CHARTER, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Write a version with what differs from the charter that the form showed."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        on = read_day(reader.values.get("as_of", ""), today())
        try:
            async with tenant(request) as session:
                said = await everything_said(session, org.id)
                adoption, text = read_adoption(reader, said.on(on)), await _text_of(reader)
                adopted = await adopt_charter(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    now=now(),
                    adoption=adoption,
                    facts=await find_facts(session, org.id),
                    request_key=reader.request_key(),
                    seen_number=_number_of(reader),
                    text=text,
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, on, reader.values, errors_of(refused, language_of(request)))
        done = _("Đã ghi Điều lệ, có hiệu lực từ ngày %(day)s.", day=format_date(adoption.valid_from))
        return redirect(request, f"{_path(request)}/versions/{adopted.id}", flash=done)

    @get("/{version_id:uuid}", permission=Permission.READ_CHARTER)
    async def show(self, request: Request[Any, Any, Any], version_id: FromPath[UUID]) -> Response[bytes]:
        """What one version changed, by which resolution, and its text."""
        return await _version_page(request, version_id, {})

    @get("/{version_id:uuid}/text.pdf", permission=Permission.READ_CHARTER)
    async def text(self, request: Request[Any, Any, Any], version_id: FromPath[UUID]) -> Response[bytes]:
        """The text as it was sent."""
        org = organization_of(request)
        async with tenant(request) as session:
            version = await find_version(session, org.id, version_id)
            if version is None or version.file_id is None:
                raise NotFound
            _name, content = await get_file(session, org.id, version.file_id)
        return download(content, f"dieu-le-{version.number}-{version.adopted_on.isoformat()}.pdf", PDF)

    @post("/{version_id:uuid}/text", permission=Permission.WRITE_CHARTER, request_max_body_size=LARGEST_FORM_BYTES)
    async def keep(self, request: Request[Any, Any, Any], version_id: FromPath[UUID]) -> Response[bytes]:
        """Keep the text of a version that has none."""
        reader = FormReader(await read_form(request))
        try:
            text = await _text_of(reader) or Text("", b"")
            async with tenant(request) as session:
                await keep_text(
                    session, org_id=organization_of(request).id, actor_id=viewer_of(request).person_id, now=now(),
                    version_id=version_id, text=text,
                )  # fmt: skip
        except NotFound:
            raise
        except Refusal as refused:
            return await _version_page(request, version_id, errors_of(refused, language_of(request)))
        return redirect(request, f"{_path(request)}/versions/{version_id}", flash=_("Đã lưu tệp Điều lệ."))


async def _form(
    request: Request[Any, Any, Any], on: date, values: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        said, number = await everything_said(session, org.id), await last_number(session, org.id)
    return page(
        request,
        "charter/versions/new.html",
        status=422 if errors else 200,
        path=_path(request),
        groups=shown_groups(said, said.on(on), language),
        as_of=on.isoformat(),
        # What the form was made by, not what is there now: whoever was overtaken must look again.
        seen_number=values.get("seen_number", str(number)),
        is_first=number == 0,
        largest_mb=LARGEST_MB,
        values=values,
        errors=errors,
    )


async def _version_page(request: Request[Any, Any, Any], version_id: UUID, errors: dict[str, str]) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        version = await find_version(session, org.id, version_id)
        if version is None:
            raise NotFound
        said, recorded_by = await everything_said(session, org.id), await name_of(session, version.recorded_by)
    return page(
        request,
        "charter/versions/show.html",
        status=422 if errors else 200,
        path=_path(request),
        version=version,
        recorded_by=recorded_by,
        changes=changes_of(said, version, language_of(request)),
        is_to_come=version.valid_from > today(),
        largest_mb=LARGEST_MB,
        may_write=viewer_of(request).may(Permission.WRITE_CHARTER),
        errors=errors,
    )


async def _text_of(reader: FormReader) -> Text | None:
    """The file of the form, cut one byte above the limit; None where none was chosen."""
    upload = reader.files.get("file")
    if upload is None or not upload.filename:
        return None
    return Text(upload.filename, await upload.read(LARGEST_MB * 1_048_576 + 1))


def _number_of(reader: FormReader) -> int:
    """The last version the form knew; one that cannot be read is none that there is."""
    typed = reader.values.get("seen_number", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


router = Router(path="", route_handlers=[CharterController, VersionsController])
