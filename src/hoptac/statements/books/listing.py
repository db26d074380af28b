"""Those a book may be of, a line each with its sums: what S07, S26 and S27 are, and where every other book begins."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.statements.books.book import Book
from hoptac.statements.queries.figures import read_sources
from hoptac.statements.queries.subjects import list_items, list_members_served, list_parties, sum_parties
from hoptac.statements.reading import read_trial_balance
from hoptac.statements.selection import Selection
from hoptac.statements.tables import Table, View
from hoptac.statements.tables.subjects import account_table, item_table, member_table, party_table, source_table

LIST_LENGTH = 100
RowOf = TypeVar("RowOf")
_DETAIL_OF = {"S07": "S06", "S26": "S24", "S27": "S25"}


class Listing(msgspec.Struct, frozen=True):
    """One page of a list; `following` is where the next one begins, empty on the last."""

    table: Table
    following: str = ""


def place_of(text: str) -> tuple[str, UUID] | None:
    """The place in a list that an address names: sort key and id."""
    key, _mark, of = text.rpartition("~")
    try:
        return key, UUID(of)
    except ValueError:
        return None


async def read_parties(
    session: AsyncSession,
    org_id: UUID,
    accounts: tuple[str, ...],
    view: View,
    leads_to: Callable[[UUID], str],
    *,
    after: str = "",
    length: int = LIST_LENGTH,
) -> Listing:
    """The parties of some accounts; below the last of them, what they all come to."""
    rows = await list_parties(session, org_id, accounts, view.span, after=place_of(after), limit=length + 1)
    is_last = len(rows) <= length
    totals = await sum_parties(session, org_id, accounts, view.span) if is_last else ()
    return _paged(rows, length, lambda shown: party_table(shown, totals, view, leads_to), lambda row: row.place)


async def read_listing(
    session: AsyncSession,
    org_id: UUID,
    book: Book,
    accounts: tuple[str, ...],
    view: View,
    *,
    season_id: UUID | None = None,
    after: str = "",
    length: int = LIST_LENGTH,
) -> Listing:
    """The parties, members, items, sources or accounts of a book over the view's span, of one season or of all."""
    detail, span, account = _DETAIL_OF.get(book.code, book.code), view.span, accounts[0] if len(accounts) == 1 else None

    def leads_to(name: str) -> Callable[[UUID], str]:
        return lambda of: view.addresses.book(detail, span, "", account=account, season=season_id, **{name: of})

    place = place_of(after)
    match book.subject:
        case "party":
            return await read_parties(session, org_id, accounts, view, leads_to("party"), after=after, length=length)
        case "member":
            selection = Selection(accounts=accounts, without=book.without, season=season_id)
            members = await list_members_served(session, org_id, selection, span, after=place, limit=length + 1)
            is_whole = not after and len(members) <= length
            return _paged(
                members,
                length,
                lambda rows: member_table(rows, view, leads_to("party"), is_whole=is_whole),
                lambda row: row.place,
            )
        case "item":
            items = await list_items(session, org_id, accounts, span, after=place, limit=length + 1)
            is_whole = not after and len(items) <= length
            return _paged(
                items,
                length,
                lambda rows: item_table(rows, view, leads_to("item"), is_whole=is_whole),
                lambda row: row.place,
            )
        case "source":
            sources = await read_sources(session, org_id, span, book.accounts[0])
            return Listing(
                source_table(
                    sources, view, lambda source: view.addresses.book(detail, span, account=account, source=source)
                )
            )
    lines = (await read_trial_balance(session, org_id, span)).lines
    within = [line for line in lines if line.code.startswith(book.accounts or ("",))]
    return Listing(account_table(within, view, lambda code: view.addresses.book(detail, span, account=code)))


def _paged(
    rows: list[RowOf], length: int, draw: Callable[[list[RowOf]], Table], place: Callable[[RowOf], tuple[str, UUID]]
) -> Listing:
    shown = rows[:length]
    following = "{}~{}".format(*place(shown[-1])) if len(rows) > length else ""
    return Listing(draw(shown), following)
