"""Pages of what a list says differently of members in the register, and the deed that follows the list."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.countries import country_name
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.jobs import JobRow, ended_within, find_open_job, get_job, request_job
from hoptac.kit.language import Language, Message, _, grouped, translate, unpack_message
from hoptac.kit.pages import language_of, page, redirect
from hoptac.members.imports.differences import FIELD_NAMES, Difference, Differing, shown
from hoptac.members.imports.jobs import UPDATE_JOB
from hoptac.members.imports.queries import get_import
from hoptac.members.imports.updating import MODES, list_differing
from hoptac.members.rules import GENDER_NAMES
from hoptac.parties.identity_numbers import masked

PAGE_SIZE = 50
_CHOSEN = "change:"


class ShownDifference(NamedTuple):
    """One line of the page."""

    href: str
    name: str
    number: str
    field: str
    before: str
    after: str
    box: str


class DifferencesController(Controller):
    """What a list says differently, and taking it over."""

    path = "/{org:str}/imports/{import_id:uuid}/differences"

    @get("/", permission=Permission.WRITE_MEMBERS)
    async def index(
        self, request: Request[Any, Any, Any], import_id: FromPath[UUID], number: FromQuery[int] = 1
    ) -> Response[bytes]:
        """Field by field, fifty lines at a time."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            detail = await get_import(session, org.id, import_id)
            found = await list_differing(session, org.id, detail)
            job = await find_open_job(session, org.id, UPDATE_JOB, import_id)
        lines = [(one, field) for one in found for field in one.fields]
        pages = max(1, -(-len(lines) // PAGE_SIZE))
        here = min(max(number, 1), pages)
        first = (here - 1) * PAGE_SIZE
        path = f"/{org.slug}/imports/{import_id}/differences"
        rows = [_shown(org.slug, one, field, language) for one, field in lines[first : first + PAGE_SIZE]]
        return page(
            request, "imports/differences.html", detail=detail, path=path, back=f"/{org.slug}/imports/{import_id}",
            rows=rows, members=len(found), total=len(lines), filling=sum(field.is_filling for _one, field in lines),
            number=here, previous_href=f"{path}?number={here - 1}" if here > 1 else None,
            next_href=f"{path}?number={here + 1}" if here < pages else None,
            shown=f"{first + 1}–{first + len(rows)}", job_href=_job_path(path, job) if job else None,
        )  # fmt: skip

    @post("/", permission=Permission.WRITE_MEMBERS)
    async def create(self, request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[bytes]:
        """Take over what was chosen, what fills a gap, or all of it."""
        org, values = organization_of(request), FormReader(await read_form(request)).values
        path = f"/{org.slug}/imports/{import_id}/differences"
        mode = values.get("mode", "chosen")
        chosen = [name.removeprefix(_CHOSEN) for name in values if name.startswith(_CHOSEN)]
        if mode not in MODES or (mode == "chosen" and not chosen):
            return redirect(request, path, flash=_("Chưa chọn chỗ nào để sửa theo danh sách."), kind="error")
        async with tenant(request) as session:
            await get_import(session, org.id, import_id, lock=True)
            job_id = await request_job(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), kind=UPDATE_JOB,
                subject_id=import_id, parameters={"mode": mode, "chosen": chosen},
            )  # fmt: skip
        return _after(request, path, await ended_within(request.app.state.database, org.id, job_id))

    @get("/jobs/{job_id:uuid}", permission=Permission.WRITE_MEMBERS)
    async def job(
        self, request: Request[Any, Any, Any], import_id: FromPath[UUID], job_id: FromPath[UUID]
    ) -> Response[bytes]:
        """How far the update has come; once it is done, back to what is left."""
        org = organization_of(request)
        path = f"/{org.slug}/imports/{import_id}/differences"
        async with tenant(request) as session:
            job = await get_job(session, org.id, job_id)
        if job.state == "done":
            return _after(request, path, job)
        title = translate(_("Đang sửa hồ sơ theo danh sách"), language_of(request))
        return page(
            request, "jobs/show.html", job=job, title=title, href=_job_path(path, job), back=path,
            about="/handbook/importing#update",
        )  # fmt: skip


def _job_path(path: str, job: JobRow) -> str:
    return f"{path}/jobs/{job.id}"


def _after(request: Request[Any, Any, Any], path: str, job: JobRow) -> Response[bytes]:
    if job.is_open:
        return redirect(request, _job_path(path, job))
    if job.refusal:
        return redirect(request, path, flash=job.refusal, kind="error")
    result = job.result
    done = _(
        "Đã sửa %(fields)s chỗ trong hồ sơ của %(members)s thành viên.",
        fields=grouped(result["fields"]),
        members=grouped(result["updated"]),
    )
    if not result["refused"]:
        return redirect(request, path, flash=done)
    return redirect(request, path, flash=_left(done, result), kind="warning")


def _left(done: Message, result: dict[str, Any]) -> Message:
    """The deed with the first of those who were left as they were, and why."""
    name, packed = result["refused"][0]
    return _(
        "%(done)s %(left)s người giữ nguyên; trước hết %(name)s: %(reason)s",
        done=done,
        left=grouped(result["left"]),
        name=name,
        reason=unpack_message(packed),
    )


def _shown(slug: str, one: Differing, field: Difference, language: Language) -> ShownDifference:
    return ShownDifference(
        f"/{slug}/members/{one.party_id}", one.name, one.number, translate(FIELD_NAMES[field.field], language),
        _words(field.field, field.before, language), _words(field.field, field.after, language), _CHOSEN + field.key,
    )  # fmt: skip


def _words(field: str, value: Any, language: Language) -> str:
    if value is None:
        return ""
    if field == "gender":
        return translate(GENDER_NAMES[value], language)
    if field == "nationality":
        return country_name(value, language)
    if field == "identity_number":
        return masked(value)
    return shown(value)


router = Router(path="", route_handlers=[DifferencesController])
