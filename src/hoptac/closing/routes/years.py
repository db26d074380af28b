"""Closing a year: the entries as they would be posted, the shares that the cooperative chooses, the deed."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.closing.actions import close_the_year, propose_year_end
from hoptac.closing.forms import read_shares, read_year, read_year_end
from hoptac.closing.queries.periods import find_year_closing
from hoptac.closing.rules.year_end import STEPS, Shares
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.ledger import chart_of
from hoptac.statements import list_filings


class YearsController(Controller):
    """One page a year."""

    path = "/{org:str}/closing/years/{year:str}"

    @get("/", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any], year: FromPath[str]) -> Response[bytes]:
        """The closing entries with the shares asked for in the address."""
        return await _year_page(request, read_year(year), FormReader(dict(request.query_params)), {})

    @post("/closing", permission=Permission.CLOSE_PERIODS)
    async def create(self, request: Request[Any, Any, Any], year: FromPath[str]) -> Response[bytes]:
        """Post them as they were shown."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        closed = read_year(year)
        try:
            form = read_year_end(reader)
            async with tenant(request) as session:
                posted = await close_the_year(
                    session,
                    org_id=org.id,
                    actor_id=viewer_of(request).person_id,
                    year=closed,
                    shares=form.shares,
                    shown_profit_dong=form.shown_profit_dong,
                    now=now(),
                )
        except (Refusal, Refusals) as refused:
            return await _year_page(request, closed, reader, errors_of(refused, language_of(request)))
        told = _(
            "Đã kết chuyển năm %(year)s: %(series)s %(number)s.",
            year=closed,
            series=posted.series,
            number=posted.number,
        )
        return redirect(request, f"/{org.slug}/vouchers/{posted.id}", flash=told)


async def _year_page(
    request: Request[Any, Any, Any], year: int, reader: FormReader, errors: dict[str, str]
) -> Response[bytes]:
    org = organization_of(request)
    shares, typed = None, dict(reader.values)
    if not errors:
        try:
            chosen = read_shares(FormReader(typed))
            shares = chosen if chosen != Shares() else None
        except Refusals as refused:
            errors = errors_of(refused, language_of(request))
    async with tenant(request) as session:
        try:
            proposal = await propose_year_end(session, org.id, year, shares)
        except Refusal as refused:
            errors = errors_of(refused, language_of(request))
            proposal = await propose_year_end(session, org.id, year)
        chart = await chart_of(session, org.id)
        entry = await find_year_closing(session, org.id, year)
        is_filed = any(filing.year == year for filing in await list_filings(session, org.id))
    return page(
        request,
        "closing/year.html",
        status=422 if errors else 200,
        base=f"/{org.slug}",
        year=year,
        year_end=proposal.year_end,
        steps=STEPS,
        chart=chart,
        entry=entry,
        is_current=proposal.is_current,
        is_over=today().year > year,
        is_filed=is_filed,
        errors=errors,
        typed=typed,
        may_close=viewer_of(request).may(Permission.CLOSE_PERIODS),
    )
