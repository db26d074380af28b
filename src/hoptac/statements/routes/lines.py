"""The lines that a figure sums, and the parties of an account: where every figure of a statement leads."""

from typing import Any, Literal

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from hoptac.identity.doors import organization_of, tenant
from hoptac.identity.permissions import Permission
from hoptac.kit.errors import NotFound
from hoptac.ledger import Account, chart_of
from hoptac.ledger.queries.entries import find_edges
from hoptac.statements.addresses import behind
from hoptac.statements.books.catalogue import lines_book
from hoptac.statements.books.listing import read_parties
from hoptac.statements.books.reading import OpenBook, read_page
from hoptac.statements.forms import read_selection
from hoptac.statements.queries.heading import find_party_name
from hoptac.statements.routes.showing import show, view_of
from hoptac.statements.rules.lines import Place
from hoptac.statements.selection import Selection
from hoptac.statements.tables.books import book_table


class LinesController(Controller):
    """Lines and parties by account."""

    path = "/{org:str}/books"

    @get("/lines", permission=Permission.READ_LEDGER)
    async def lines(self, request: Request[Any, Any, Any], after: FromQuery[str] = "") -> Response[bytes]:
        """Lines by day with what stands after each, a hundred at a time; every line leads to its voucher."""
        org, view, selection = organization_of(request), view_of(request), read_selection(request.query_params)
        async with tenant(request) as session:
            chart = await chart_of(session, org.id)
            sign = sign_of(chart.get(selection.accounts[0])) if selection.has_balance else None
            opened = OpenBook(lines_book(sign), selection, view.span)
            found = await read_page(session, org.id, opened, after=Place.read(after))
            party_name = await find_party_name(session, org.id, selection.party)
            edges = await find_edges(session, org.id)
        href = view.addresses.lines(selection, view.span)
        return show(
            request, "lines.html", view,
            tables=[book_table(opened.book, found.rows, view)],
            edges=edges,
            kept=selection.parameters(),
            selection=selection,
            accounts=[view.account(chart[code]) if code in chart else code for code in selection.accounts],
            party_name=party_name,
            frame=found.frame,
            sign=sign,
            next_href=behind(href, str(found.following or "")),
            first_href=href if after else None,
        )  # fmt: skip

    @get("/parties", permission=Permission.READ_LEDGER)
    async def parties(
        self, request: Request[Any, Any, Any], accounts: FromQuery[str] = "", after: FromQuery[str] = ""
    ) -> Response[bytes]:
        """The parties of one account with what they owe and are owed."""
        org, view = organization_of(request), view_of(request)
        async with tenant(request) as session:
            account = (await chart_of(session, org.id)).get(accounts)
            if account is None:
                raise NotFound
            found = await read_parties(
                session, org.id, (accounts,), view,
                lambda party: view.addresses.lines(Selection(accounts=(accounts,), party=party), view.span),
                after=after,
            )  # fmt: skip
            edges = await find_edges(session, org.id)
        return show(
            request, "parties.html", view,
            tables=[found.table],
            edges=edges,
            kept={"accounts": accounts},
            account_name=view.account(account),
            next_href=behind(view.addresses.parties(accounts, view.span), found.following),
        )  # fmt: skip


def sign_of(account: Account | None) -> Literal[1, -1]:
    """1 where a debit balance reads as positive."""
    return -1 if account and account.normal_side == "credit" else 1
