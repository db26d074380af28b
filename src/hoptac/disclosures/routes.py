"""The list of disclosures, a new one, its posting and taking down, and its paper."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery

from hoptac.disclosures.actions import FileToKeep, post_disclosure, record_disclosure, take_down_disclosure
from hoptac.disclosures.forms import read_disclosure, read_posting, read_taking_down
from hoptac.disclosures.jobs import LIST_JOB
from hoptac.disclosures.queries import DisclosureRow, get_disclosure, list_open, list_taken_down, terms_on
from hoptac.disclosures.refusals import OnlyPapersToRead
from hoptac.disclosures.rules import ITEM_NAMES, ORDER, STATE_NAMES
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.jobs import ended_within, get_job, request_job
from hoptac.kit.language import _, choices_of, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.kit.stored_files import get_file
from hoptac.vouchers.papers.giving import give
from hoptac.vouchers.papers.kinds import LARGEST_BYTES, LARGEST_FORM_BYTES, file_name, kind_of

_FIELDS = ("item", "title", "issued_on", "file")


def _sees_all(request: Request[Any, Any, Any]) -> bool:
    """Who keeps the list sees what is still to be posted; a member reads what was posted."""
    return viewer_of(request).may(Permission.READ_MEMBERS)


async def _paper(reader: FormReader) -> FileToKeep | None:
    """The paper that came with a form, judged by its bytes. Raises a Refusal beside the field."""
    upload = reader.files.get("file")
    if upload is None or not upload.filename:
        return None
    content = await upload.read(LARGEST_BYTES + 1)
    try:
        kind = kind_of(upload.filename, content)
        if not kind.is_shown:
            raise OnlyPapersToRead(upload.filename)
    except Refusal as refused:
        refused.field = "file"
        raise
    return file_name(upload.filename, kind), content


async def _index(
    request: Request[Any, Any, Any], errors: dict[str, str], values: dict[str, Any], after: str = ""
) -> Response[bytes]:
    org, language, day = organization_of(request), language_of(request), today()
    async with tenant(request) as session:
        found = await list_open(session, org.id)
        place = await get_disclosure(session, org.id, UUID(after)) if after else None
        down, has_more = await list_taken_down(session, org.id, after=place)
        terms = await terms_on(session, day)
    if not _sees_all(request):
        found = [row for row in found if row.posted_on is not None]
    rows = sorted(((row, row.standing.state(day)) for row in found), key=_urgency)
    waiting = [row for row in rows if row[1] in ("late", "to_post")]
    shown = {row.item for row in found if row.posted_on is not None} | {row.item for row in down}
    missing = [name for key, name in choices_of(ITEM_NAMES, language) if key not in shown]
    return page(
        request, "disclosures/index.html", status=422 if errors else 200, errors=errors, values=values,
        rows=rows if not after else [], down=[(row, "taken_down") for row in down], waiting=len(waiting),
        late=sum(state == "late" for _row, state in waiting), missing=missing if _sees_all(request) else [],
        items=choices_of(ITEM_NAMES, language), item_names=dict(choices_of(ITEM_NAMES, language)),
        state_names=dict(choices_of(STATE_NAMES, language)), terms=terms, path=f"/{org.slug}/disclosures",
        may_write=viewer_of(request).may(Permission.WRITE_DISCLOSURES), is_first=not after,
        next_href=f"/{org.slug}/disclosures?after={down[-1].id}" if has_more else None, max_mb=LARGEST_BYTES // 2**20,
    )  # fmt: skip


def _urgency(row: tuple[DisclosureRow, str]) -> tuple[int, date]:
    one, state = row
    return ORDER.index(state), one.due_on if one.posted_on is None else one.stands_until or one.due_on  # type: ignore[arg-type]


def _blank() -> dict[str, Any]:
    return {"issued_on": today(), "request_key": str(new_id())}


class DisclosuresController(Controller):
    """What must be posted comes first."""

    path = "/{org:str}/disclosures"

    @get("/", permission=Permission.READ_DISCLOSURES)
    async def index(self, request: Request[Any, Any, Any], after: FromQuery[UUID | None] = None) -> Response[bytes]:
        """What is late, due, hanging and down; a member sees what was posted."""
        return await _index(request, {}, _blank(), str(after) if after else "")

    @post("/", permission=Permission.WRITE_DISCLOSURES, request_max_body_size=LARGEST_FORM_BYTES)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Record a document."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_disclosure(reader)
            file = await _paper(reader)
            async with tenant(request) as session:
                disclosure_id = await record_disclosure(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), form=form, file=file
                )
                found = await get_disclosure(session, org.id, disclosure_id)
        except (Refusal, Refusals) as refused:
            errors = beside_fields(errors_of(refused, language_of(request)), _FIELDS)
            return await _index(request, errors, _blank() | reader.values)
        done = _("Đã ghi văn bản. Hạn niêm yết: %(day)s.", day=format_date(found.due_on))
        return redirect(request, f"/{org.slug}/disclosures/{disclosure_id}", flash=done)

    @post("/member-list", permission=Permission.WRITE_DISCLOSURES)
    async def list_members(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Make the list of members with their ratios as of today, as a document to post."""
        org = organization_of(request)
        async with tenant(request) as session:
            job_id = await request_job(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), kind=LIST_JOB,
                subject_id=org.id, parameters={"day": today().isoformat()},
            )  # fmt: skip
        await ended_within(request.app.state.database, org.id, job_id)
        return redirect(request, f"/{org.slug}/disclosures/jobs/{job_id}")

    @get("/jobs/{job_id:uuid}", permission=Permission.WRITE_DISCLOSURES)
    async def progress(self, request: Request[Any, Any, Any], job_id: FromPath[UUID]) -> Response[bytes]:
        """How far the list has come; once it is done, on to it."""
        org = organization_of(request)
        async with tenant(request) as session:
            job = await get_job(session, org.id, job_id)
        if job.kind != LIST_JOB:
            raise NotFound
        path = f"/{org.slug}/disclosures"
        if job.state == "done":
            done = _("Đã lập danh sách. Hãy in, niêm yết rồi ghi ngày niêm yết.")
            return redirect(request, f"{path}/{job.result['disclosure_id']}", flash=done)
        return page(
            request, "jobs/show.html", job=job, title=_("Đang lập danh sách thành viên để niêm yết"),
            href=f"{path}/jobs/{job_id}", about="/handbook/registers#disclosures", back=path,
        )  # fmt: skip

    @get("/{disclosure_id:uuid}", permission=Permission.READ_DISCLOSURES)
    async def show(self, request: Request[Any, Any, Any], disclosure_id: FromPath[UUID]) -> Response[bytes]:
        """One document with its days."""
        return await _shown(request, disclosure_id, {}, {})

    @get("/{disclosure_id:uuid}/file", permission=Permission.READ_DISCLOSURES)
    async def file(self, request: Request[Any, Any, Any], disclosure_id: FromPath[UUID]) -> Response[Any]:
        """Its paper."""
        org = organization_of(request)
        async with tenant(request) as session:
            found = await _found(request, session, disclosure_id)
            if found.file_id is None:
                raise NotFound
            name, content = await get_file(session, org.id, found.file_id)
        return give(content, name, kind_of(name, content), found.file_id)

    @post("/{disclosure_id:uuid}/posting", permission=Permission.WRITE_DISCLOSURES)
    async def hang(self, request: Request[Any, Any, Any], disclosure_id: FromPath[UUID]) -> Response[bytes]:
        """It hangs since a day."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            posted_on, place = read_posting(reader)
            async with tenant(request) as session:
                in_time = await post_disclosure(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(),
                    disclosure_id=disclosure_id, posted_on=posted_on, place=place,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _shown(request, disclosure_id, errors_of(refused, language_of(request)), reader.values)
        done = _("Đã ghi niêm yết.") if in_time else _("Đã ghi niêm yết, muộn hơn hạn của Điều 14.2.")
        return redirect(
            request, f"/{org.slug}/disclosures/{disclosure_id}", flash=done, kind="success" if in_time else "warning"
        )

    @post("/{disclosure_id:uuid}/taking-down", permission=Permission.WRITE_DISCLOSURES)
    async def take_down(self, request: Request[Any, Any, Any], disclosure_id: FromPath[UUID]) -> Response[bytes]:
        """It came down on a day."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            taken_down_on = read_taking_down(reader)
            async with tenant(request) as session:
                await take_down_disclosure(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(),
                    disclosure_id=disclosure_id, taken_down_on=taken_down_on,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _shown(request, disclosure_id, errors_of(refused, language_of(request)), reader.values)
        return redirect(request, f"/{org.slug}/disclosures/{disclosure_id}", flash=_("Đã ghi ngày gỡ."))


async def _found(request: Request[Any, Any, Any], session: Any, disclosure_id: UUID) -> DisclosureRow:
    """Raises NotFound, also for a member who asks for what was not posted."""
    found = await get_disclosure(session, organization_of(request).id, disclosure_id)
    if found.posted_on is None and not _sees_all(request):
        raise NotFound
    return found


async def _shown(
    request: Request[Any, Any, Any], disclosure_id: UUID, errors: dict[str, str], values: dict[str, str]
) -> Response[bytes]:
    org, language, day = organization_of(request), language_of(request), today()
    async with tenant(request) as session:
        found = await _found(request, session, disclosure_id)
        terms = await terms_on(session, day)
    return page(
        request, "disclosures/show.html", status=422 if errors else 200, row=found, state=found.standing.state(day),
        was_late=found.standing.was_late, errors=errors, values=values, terms=terms,
        item_name=translate(ITEM_NAMES[found.item], language), state_names=dict(choices_of(STATE_NAMES, language)),
        path=f"/{org.slug}/disclosures", may_write=viewer_of(request).may(Permission.WRITE_DISCLOSURES),
        may_read_books=viewer_of(request).may(Permission.READ_LEDGER),
    )  # fmt: skip


router = Router(path="", route_handlers=[DisclosuresController])
