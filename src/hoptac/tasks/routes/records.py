"""What was recorded as done, a new record, and withdrawing one."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.tasks.actions import record_duty, withdraw_duty
from hoptac.tasks.forms import read_record
from hoptac.tasks.models import DUTIES
from hoptac.tasks.queries.registers import get_record, list_records
from hoptac.tasks.rules.records import DUTY_NAMES


class RecordsController(Controller):
    """The deeds that no register shows."""

    path = "/{org:str}/tasks/records"

    @get("/", permission=Permission.READ_TASKS)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The last done first."""
        org = organization_of(request)
        async with tenant(request) as session:
            rows = await list_records(session, org.id)
        return page(
            request, "tasks/records/index.html", path=f"/{org.slug}/tasks", rows=rows, names=DUTY_NAMES,
            may_record=viewer_of(request).may(Permission.RECORD_DUTY),
        )  # fmt: skip

    @get("/new", permission=Permission.RECORD_DUTY)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form of one duty; without one, the choice."""
        duty, period = request.query_params.get("duty", ""), request.query_params.get("period", "")
        values = {"duty": duty, "period": period, "request_key": str(new_id()), "done_on": format_date(today())}
        return _form(request, values, {})

    @post("/", permission=Permission.RECORD_DUTY)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Write down that a duty is done."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_record(reader)
            async with tenant(request) as session:
                await record_duty(session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), form=form)
        except (Refusal, Refusals) as refused:
            return _form(request, reader.values, errors_of(refused, language_of(request)))
        return redirect(request, f"/{org.slug}/tasks", flash=_("Đã ghi."))

    @get("/{record_id:uuid}/withdrawal", permission=Permission.RECORD_DUTY)
    async def withdrawal(self, request: Request[Any, Any, Any], record_id: FromPath[UUID]) -> Response[bytes]:
        """The form that withdraws a record."""
        return await _withdrawal_form(request, record_id, {}, {})

    @post("/{record_id:uuid}/withdrawal", permission=Permission.RECORD_DUTY)
    async def withdraw(self, request: Request[Any, Any, Any], record_id: FromPath[UUID]) -> Response[bytes]:
        """What was recorded by mistake counts no more."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            reason = reader.text("reason", required=True, label=_("lý do"))
            reader.finish()
            async with tenant(request) as session:
                await withdraw_duty(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), record_id=record_id,
                    reason=reason,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return await _withdrawal_form(request, record_id, reader.values, errors)
        return redirect(request, f"/{org.slug}/tasks/records", flash=_("Đã bỏ việc ghi nhầm."))


def _form(request: Request[Any, Any, Any], values: dict[str, str], errors: dict[str, str]) -> Response[bytes]:
    duty = values.get("duty", "")
    return page(
        request,
        "tasks/records/new.html",
        status=422 if errors else 200,
        path=f"/{organization_of(request).slug}/tasks",
        names=DUTY_NAMES,
        duty=duty if duty in DUTIES else "",
        values=values,
        errors=errors,
    )


async def _withdrawal_form(
    request: Request[Any, Any, Any], record_id: UUID, values: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        record = await get_record(session, org.id, record_id)
    return page(
        request,
        "tasks/records/withdrawal.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/tasks",
        record=record,
        name=DUTY_NAMES[record.duty],
        values=values,
        errors=errors,
    )
