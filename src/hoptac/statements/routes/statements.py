"""The statements: what there is and how it stands, each form on the screen, what a line of it is made of, its files."""

import asyncio
import io
from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import today
from hoptac.kit.language import translate
from hoptac.kit.pages import PDF, XLSX, download
from hoptac.kit.sheets import OpenWorkbook
from hoptac.ledger.queries.entries import find_edges
from hoptac.statements.addresses import behind
from hoptac.statements.documents import Paper, paper_pdf
from hoptac.statements.parts import PartPlace, read_part_page
from hoptac.statements.queries.heading import get_issuer, list_filings
from hoptac.statements.reading import form_code, read_checks, read_position, read_tables
from hoptac.statements.routes.showing import paper_view, show, view_of
from hoptac.statements.rules.filing import due_on
from hoptac.statements.rules.forms import FORM_NAMES, MANDATORY, SHORT_NAMES, FormCode
from hoptac.statements.sheets import write_tables
from hoptac.statements.tables import Table, View

_LANDSCAPE = ("F01",)


class StatementsController(Controller):
    """Overview, forms, parts of their lines."""

    path = "/{org:str}/statements"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Which statements there are, as of when, whether they balance, and which years were filed."""
        org, view = organization_of(request), view_of(request)
        async with tenant(request) as session:
            edges = await find_edges(session, org.id)
            checks = await read_checks(session, org.id, view.span)
            filings = await list_filings(session, org.id)
        year = view.span.to_on.year
        return show(
            request, "index.html", view,
            edges=edges,
            checks=checks,
            filings=filings,
            filing=next((filing for filing in filings if filing.year == year), None),
            year=year,
            due_on=due_on(year),
            is_over=today().year > year,
            may_file=viewer_of(request).may(Permission.FILE_YEAR),
            forms=[(code, view.say(name), code in MANDATORY) for code, name in FORM_NAMES.items()],
        )  # fmt: skip

    @get("/{form:str}", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any], form: FromPath[str]) -> Response[bytes]:
        """One form over the days asked for."""
        code, org, view = form_code(form), organization_of(request), view_of(request)
        async with tenant(request) as session:
            edges = await find_edges(session, org.id)
            tables = await read_tables(session, org.id, code, view)
            position = await read_position(session, org.id, view.span) if code == "B01" else None
            filings = await list_filings(session, org.id)
        return show(
            request, "show.html", view,
            tables=tables,
            edges=edges,
            form=code,
            form_name=view.say(FORM_NAMES[code]),
            forms=[(name, view.say(short), view.addresses.form(name, view.span)) for name, short in SHORT_NAMES.items()],
            position=position,
            filing=next((filing for filing in filings if filing.year == view.span.to_on.year), None),
        )  # fmt: skip

    @get("/{form:str}/lines/{line:str}", permission=Permission.READ_LEDGER)
    async def part(
        self,
        request: Request[Any, Any, Any],
        form: FromPath[str],
        line: FromPath[str],
        after: FromQuery[str] = "",
    ) -> Response[bytes]:
        """The accounts, parties and pairs whose amounts add up to a line of B01 or B02."""
        code, org, view = form_code(form), organization_of(request), view_of(request)
        async with tenant(request) as session:
            found = await read_part_page(session, org.id, code, line, view, after=PartPlace.read(after))
        return show(
            request, "part.html", view,
            tables=[found.table],
            form=code,
            form_name=view.say(FORM_NAMES[code]),
            line=found.line,
            line_name=found.line.name(view.language),
            next_href=behind(view.addresses.part(code, line, view.span), found.following),
        )  # fmt: skip

    @get("/{form:str}/statement.xlsx", permission=Permission.READ_LEDGER)
    async def workbook(self, request: Request[Any, Any, Any], form: FromPath[str]) -> Response[bytes]:
        """The form as a workbook."""
        code, org, view = form_code(form), organization_of(request), view_of(request)
        async with tenant(request) as session:
            tables = await read_tables(session, org.id, code, view)
        content = await asyncio.to_thread(_workbook, code, org.name, tables, view)
        return download(content, f"{code}-{org.slug}-{_days(view)}.xlsx", XLSX)

    @get("/{form:str}/statement.pdf", permission=Permission.READ_LEDGER)
    async def paper(self, request: Request[Any, Any, Any], form: FromPath[str]) -> Response[bytes]:
        """The form on paper, as TT 71/2024 prescribes it."""
        code, org, view = form_code(form), organization_of(request), paper_view(request)
        async with tenant(request) as session:
            tables = await read_tables(session, org.id, code, view)
            issuer = await get_issuer(session, org.id)
        paper = Paper(
            issuer=issuer,
            form=f"{code}-HTX",
            title=view.say(FORM_NAMES[code]),
            subtitle=view.say(view.span.day_name if code == "B01" else view.span.name),
            dated=today(),
            is_landscape=code in _LANDSCAPE,
        )
        content = await asyncio.to_thread(paper_pdf, paper, tables)
        return download(content, f"{code}-{org.slug}-{_days(view)}.pdf", PDF)


def _days(view: View) -> str:
    return f"{view.span.from_on:%Y%m%d}-{view.span.to_on:%Y%m%d}"


def _workbook(code: FormCode, organization: str, tables: list[Table], view: View) -> bytes:
    target = io.BytesIO()
    workbook = OpenWorkbook(target)
    titles = (organization, f"{code}-HTX {translate(FORM_NAMES[code], view.language)}", view.say(view.span.name))
    write_tables(workbook, f"{code}-HTX", tables, titles)
    workbook.close()
    return target.getvalue()
