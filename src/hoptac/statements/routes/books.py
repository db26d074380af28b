"""The books of TT 71/2024: the list of them, each on the screen page by page, as a workbook and on paper."""

import asyncio
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from hoptac.identity.doors import organization_of, tenant
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import today
from hoptac.kit.pages import PDF, XLSX, attachment, download
from hoptac.kit.sheets import OpenWorkbook
from hoptac.ledger import chart_of
from hoptac.ledger.queries.entries import find_edges
from hoptac.services.queries import list_seasons
from hoptac.statements.addresses import behind
from hoptac.statements.books.book import GROUP_NAMES, Book
from hoptac.statements.books.catalogue import BOOKS
from hoptac.statements.books.choosing import Choice, book_of
from hoptac.statements.books.contents import Contents, read_contents, read_screen
from hoptac.statements.documents import MOST_ROWS, Paper, TooLongForPaper, paper_pdf
from hoptac.statements.forms import asks_for_days, read_choice
from hoptac.statements.queries.heading import get_issuer
from hoptac.statements.routes.showing import paper_view, show, view_of
from hoptac.statements.sheets import sheet_columns, write_rows
from hoptac.statements.tables import Table, View

_WIDE = 25  # in the weights of columns
_LAST_PAGE = 10**9
_PIECE = 1024 * 1024


class BooksController(Controller):
    """Books."""

    path = "/{org:str}/books"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Every book, by what it is of."""
        view = view_of(request)
        async with tenant(request) as session:
            edges = await find_edges(session, organization_of(request).id)
        groups = [
            (
                view.say(name),
                [
                    (book.form, view.say(book.name), view.addresses.book(book.code, view.span))
                    for book in BOOKS.values()
                    if book.group == group
                ],
            )
            for group, name in GROUP_NAMES.items()
        ]
        return show(request, "books/index.html", view, edges=edges, groups=groups)

    @get("/{code:str}", permission=Permission.READ_LEDGER)
    async def show(
        self,
        request: Request[Any, Any, Any],
        code: FromPath[str],
        after: FromQuery[str] = "",
        page: FromQuery[int | None] = None,
    ) -> Response[bytes]:
        """One book, or the list of those it may be of."""
        org, book, view = organization_of(request), book_of(code), view_of(request)
        choice = read_choice(request.query_params)
        number = min(max(page or 1, 1), _LAST_PAGE) if page or not asks_for_days(request.query_params) else None
        async with tenant(request) as session:
            found = await read_screen(session, org.id, book, choice, view, after=after, page=number)
            edges = await find_edges(session, org.id)
            chart = await chart_of(session, org.id)
            seasons = await list_seasons(session, org.id) if book.keeps_seasons else []
        return show(
            request, "books/show.html", view,
            tables=[found.table],
            edges=edges,
            kept=_kept(choice),
            seasons=[(str(season.id), season.name) for season in seasons],
            book=book,
            book_name=view.say(book.name),
            found=found,
            hrefs=_hrefs(book, choice, view, found.following),
            accounts=[(account, view.account(chart[account])) for account in _alternatives(book)],
            account=choice.account or (book.accounts[0] if book.subject == "party" else ""),
        )  # fmt: skip

    @get("/{code:str}/book.xlsx", permission=Permission.READ_LEDGER)
    async def workbook(self, request: Request[Any, Any, Any], code: FromPath[str]) -> Stream:
        """The book as a workbook, written row by row into a file without a name, which is gone when it is sent."""
        org, book, view = organization_of(request), book_of(code), view_of(request)
        file = tempfile.TemporaryFile()  # noqa: SIM115  (closed when the last piece is sent)
        try:
            async with tenant(request) as session:
                contents = await read_contents(session, org.id, book, read_choice(request.query_params), view)
                await _write(file, org.name, book, contents, view)
        except BaseException:
            file.close()
            raise
        headers = attachment(f"{book.code}-{org.slug}-{_days(view)}.xlsx") | {"Content-Length": str(file.tell())}
        return Stream(_pieces(file), media_type=XLSX, headers=headers)

    @get("/{code:str}/book.pdf", permission=Permission.READ_LEDGER)
    async def paper(self, request: Request[Any, Any, Any], code: FromPath[str]) -> Response[bytes]:
        """The book on paper; raises TooLongForPaper."""
        org, book, view = organization_of(request), book_of(code), paper_view(request)
        async with tenant(request) as session:
            contents = await read_contents(session, org.id, book, read_choice(request.query_params), view)
            issuer = await get_issuer(session, org.id)
            rows = []
            async for chunk in contents.chunks:
                rows += chunk
                if len(rows) > MOST_ROWS:
                    raise TooLongForPaper
        paper = Paper(
            issuer=issuer,
            form=book.form,
            title=view.say(book.name),
            subtitle=view.say(view.span.name),
            remark=contents.remark,
            dated=today(),
            opened_on=view.span.from_on.replace(month=1, day=1),
            is_landscape=sum(column.weight for column in contents.columns) > _WIDE,
        )
        table = Table("", contents.columns, rows, zero=contents.zero)
        content = await asyncio.to_thread(paper_pdf, paper, [table])
        return download(content, f"{book.code}-{org.slug}-{_days(view)}.pdf", PDF)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    with file:
        while piece := file.read(_PIECE):
            yield piece


async def _write(file: IO[bytes], organization: str, book: Book, contents: Contents, view: View) -> None:
    """Write chunk after chunk, each in a thread, so that others are answered meanwhile; a sheet that is full is followed
    by another."""
    titles = [organization, f"{book.form} {view.say(book.name)}", view.say(view.span.name)]
    titles += [contents.remark] if contents.remark else []
    columns = sheet_columns(contents.columns)
    workbook = OpenWorkbook(file)
    try:
        sheet = workbook.sheet(book.form, columns, titles)
        async for rows in contents.chunks:
            if sheet.room < len(rows):
                sheet.finish()
                sheet = workbook.sheet(book.form, columns, titles)
            await asyncio.to_thread(write_rows, sheet, rows)
        sheet.finish()
    finally:
        await asyncio.to_thread(workbook.close)


def _days(view: View) -> str:
    return f"{view.span.from_on:%Y%m%d}-{view.span.to_on:%Y%m%d}"


def _kept(choice: Choice) -> dict[str, str]:
    return {name: str(value) for name in choice.__struct_fields__ if (value := getattr(choice, name)) is not None}


def _alternatives(book: Book) -> tuple[str, ...]:
    """The accounts to choose from at the top of a book that may be of several."""
    return book.accounts if len(book.accounts) > 1 and book.subject in ("party", "account") else ()


def _hrefs(book: Book, choice: Choice, view: View, following: str) -> dict[str, str | None]:
    kept = _kept(choice)
    here = view.addresses.book(book.code, view.span, **kept)
    return {
        "next": behind(here, following),
        "xlsx": view.addresses.book(book.code, view.span, "/book.xlsx", **kept),
        "pdf": view.addresses.book(book.code, view.span, "/book.pdf", **kept),
        "list": view.addresses.book(book.code, view.span, account=choice.account, season=choice.season),
        "first": here,
    }
