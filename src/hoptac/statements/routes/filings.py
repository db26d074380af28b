"""Marking a year's statements as filed."""

from typing import Any

from litestar import Controller, Request, Response, post

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import _
from hoptac.kit.pages import redirect
from hoptac.statements.actions import file_year
from hoptac.statements.forms import read_filing


class FilingsController(Controller):
    """Which years were filed."""

    path = "/{org:str}/statements/filings"

    @post("/", permission=Permission.FILE_YEAR)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Mark it; a refusal is said on the overview of the year."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        back = f"/{org.slug}/statements"
        try:
            form = read_filing(reader)
            back = f"{back}?year={form.year}"
            async with tenant(request) as session:
                await file_year(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    year=form.year,
                    filed_on=form.filed_on,
                    now=now(),
                )
        except Refusals as refused:
            return redirect(request, back, flash=refused.refusals[0].message, kind="error")
        except Refusal as refusal:
            return redirect(request, back, flash=refusal.message, kind="error")
        return redirect(request, back, flash=_("Đã ghi nhận nộp báo cáo tài chính năm %(year)s.", year=form.year))
