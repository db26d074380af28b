"""The months of a year: which are locked, what each still lacks, locking and opening again."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from hoptac.closing.actions import close_month, propose_year_end, reopen_month
from hoptac.closing.forms import read_month, read_year
from hoptac.closing.queries.checks import last_check
from hoptac.closing.queries.month import month_span
from hoptac.closing.queries.month import read_month as read_month_facts
from hoptac.closing.queries.periods import closings_between
from hoptac.closing.rules.checklist import checklist
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import add_months, now, today
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import Message, _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.ledger import chart_of
from hoptac.ledger.entries import month_of
from hoptac.ledger.queries.entries import find_edges
from hoptac.statements import list_filings

Deed = Callable[..., Awaitable[None]]


class MonthsController(Controller):
    """An overview of a year, one page a month."""

    path = "/{org:str}/closing"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(self, request: Request[Any, Any, Any], year: FromQuery[str] = "") -> Response[bytes]:
        """The months of a year, its closing, and the last proof of the books."""
        org, this = organization_of(request), today()
        shown = read_year(year) if year else this.year
        last_day = min(date(shown, 12, 31), this)
        async with tenant(request) as session:
            edges = await find_edges(session, org.id)
            closings = await closings_between(session, org.id, date(shown, 1, 1), last_day)
            proposal = await propose_year_end(session, org.id, shown)
            check = await last_check(session, org.id)
            is_filed = any(filing.year == shown for filing in await list_filings(session, org.id))
        first = month_of(max(edges[0], date(shown, 1, 1))) if edges else month_of(last_day)
        months = [month for number in range(1, 13) if first <= (month := date(shown, number, 1)) <= last_day]
        return page(
            request,
            "closing/index.html",
            base=f"/{org.slug}",
            year=shown,
            years=range(min(edges[0].year if edges else this.year, shown), this.year + 1),
            months=[(month, next(iter(closings.get(month, ())), None)) for month in months],
            this_month=month_of(this),
            proposal=proposal,
            is_over=this.year > shown,
            is_filed=is_filed,
            check=check,
            may_close=viewer_of(request).may(Permission.CLOSE_PERIODS),
        )

    @get("/months/{month:str}", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any], month: FromPath[str]) -> Response[bytes]:
        """What a month still lacks, who locked and opened it, and the deed."""
        return await _month_page(request, read_month(month), {}, {})

    @post("/months/{month:str}/closing", permission=Permission.CLOSE_PERIODS)
    async def close(self, request: Request[Any, Any, Any], month: FromPath[str]) -> Response[bytes]:
        """Lock it."""
        return await _decide(request, read_month(month), close_month, _("Đã khóa tháng %(month)s."))

    @post("/months/{month:str}/reopening", permission=Permission.CLOSE_PERIODS)
    async def reopen(self, request: Request[Any, Any, Any], month: FromPath[str]) -> Response[bytes]:
        """Open it again."""
        return await _decide(request, read_month(month), reopen_month, _("Đã mở lại tháng %(month)s."))


async def _decide(request: Request[Any, Any, Any], month: date, deed: Deed, done: Message) -> Response[bytes]:
    """Do it; a refusal is shown beside the reason, which is kept."""
    org, reader = organization_of(request), FormReader(await read_form(request))
    try:
        async with tenant(request) as session:
            await deed(
                session,
                org_id=org.id,
                actor_id=viewer_of(request).person_id,
                month=month,
                reason=reader.text("reason"),
                now=now(),
            )
    except Refusal as refused:
        return await _month_page(request, month, errors_of(refused, language_of(request)), reader.values)
    told = Message(done.msgid, {"month": f"{month.month}/{month.year}"})
    return redirect(request, f"/{org.slug}/closing/months/{month:%Y-%m}", flash=told)


async def _month_page(
    request: Request[Any, Any, Any], month: date, errors: dict[str, str], typed: dict[str, str]
) -> Response[bytes]:
    org, this = organization_of(request), today()
    async with tenant(request) as session:
        items = checklist(await read_month_facts(session, org.id, month), await chart_of(session, org.id))
        closings = (await closings_between(session, org.id, month, month)).get(month, [])
        edges = await find_edges(session, org.id)
    return page(
        request,
        "closing/month.html",
        status=422 if errors else 200,
        base=f"/{org.slug}",
        month=month,
        span=month_span(month),
        items=sorted(items, key=lambda item: ("wrong", "open", "done").index(item.standing)),
        closings=closings,
        is_closed=bool(closings) and closings[0].reopened_at is None,
        is_over=add_months(month, 1) <= this,
        before=f"{add_months(month, -1):%Y-%m}" if edges and edges[0] < month else None,
        after=f"{add_months(month, 1):%Y-%m}" if add_months(month, 1) <= month_of(this) else None,
        errors=errors,
        typed=typed,
        may_close=viewer_of(request).may(Permission.CLOSE_PERIODS),
    )
