"""The opening as it stands: none yet, lists on their way, or posted; and taking it back."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.jobs import list_open_jobs
from hoptac.kit.language import _
from hoptac.kit.pages import XLSX, download, language_of, page, redirect
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.opening.actions import take_back_opening
from hoptac.opening.jobs import READ_JOB
from hoptac.opening.queries.imports import list_imports
from hoptac.opening.queries.standing import Standing, entries_up_to, load_standing
from hoptac.opening.routes.showing import account_name
from hoptac.opening.sheets import blank_workbook


class OpeningController(Controller):
    """One organization has one opening at a time."""

    path = "/{org:str}/accounting/opening"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """What is posted, or the ways to open the books."""
        return await overview(request, {})

    @get("/blank.xlsx", permission=Permission.POST_OPENING)
    async def blank(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """A workbook to fill in."""
        org, language, day = organization_of(request), language_of(request), date(today().year, 1, 1)
        async with tenant(request) as session:
            standing = await load_standing(session, org.id, first_on=day, entry_on=day)
        content = await asyncio.to_thread(blank_workbook, standing.chart, sum(standing.register.values()), language)
        return download(content, f"so-du-dau-ky-{org.slug}.xlsx", XLSX)

    @post("/{entry_id:uuid}/taking-back", permission=Permission.POST_OPENING)
    async def take_back(self, request: Request[Any, Any, Any], entry_id: FromPath[UUID]) -> Response[bytes]:
        """Take the opening back, so that another may be posted."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        back = f"/{org.slug}/accounting/opening"
        try:
            async with tenant(request) as session:
                posted = await take_back_opening(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), entry_id=entry_id,
                    reason=reader.values.get("reason", ""),
                )  # fmt: skip
        except NotFound:
            raise
        except Refusal as refused:
            return redirect(request, back, flash=refused.whole(), kind="error")
        done = _(
            "Đã lấy lại số dư đầu kỳ bằng chứng từ %(series)s %(number)s.",
            series=posted.series,
            number=f"{posted.number}/{posted.fiscal_year}",
        )
        return redirect(request, back, flash=done)


async def overview(request: Request[Any, Any, Any], errors: dict[str, str]) -> Response[bytes]:
    """The page; `errors` of a file that was refused."""
    org, viewer = organization_of(request), viewer_of(request)
    first_on = date(today().year, 1, 1)
    async with tenant(request) as session:
        standing = await load_standing(session, org.id, first_on=first_on, entry_on=first_on)
        imports = await list_imports(session, org.id)
        reading = await list_open_jobs(session, org.id, READ_JOB)
        entry = standing.in_force
        lines = await lines_with_adjustments(session, org.id, entry.id) if entry else []
        before = await entries_up_to(session, org.id, first_on) if not entry else []
    path = f"/{org.slug}/accounting"
    return page(
        request,
        "opening/index.html",
        status=422 if errors else 200,
        path=path,
        entry=entry,
        sums=_sums(lines, standing, request),
        line_count=len(lines),
        imports=[row for row in imports if row.state != "done"] if not entry else imports,
        reading=[(job.parameters["filename"], f"{path}/opening/jobs/{job.id}") for job in reading],
        before=before,
        later_capital=standing.later_capital,
        register_dong=sum(standing.register.values()),
        errors=errors,
        first_on=format_date(first_on),
        may_post=viewer.may(Permission.POST_OPENING),
    )


def _sums(lines: list[Any], standing: Standing, request: Request[Any, Any, Any]) -> list[tuple[str, str, int, int]]:
    """Code, name, debit and credit of each account that the opening brought."""
    found: dict[str, list[int]] = {}
    for line in lines:
        for side, code in enumerate((line.debit_account, line.credit_account)):
            if code is not None:
                found.setdefault(code, [0, 0])[side] += line.amount_dong
    language = language_of(request)
    return [
        (code, account_name(standing.chart, code, language), debit, credit)
        for code, (debit, credit) in sorted(found.items())
        if debit or credit
    ]
