"""All that a book says, made ready for its page or, chunk after chunk, for a file."""

from collections.abc import AsyncIterator, Mapping
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.inventory.queries import items_of
from hoptac.kit.language import Message, _
from hoptac.ledger import Account, chart_of, journal_page
from hoptac.services.queries import get_season
from hoptac.statements.books.book import Book
from hoptac.statements.books.choosing import Choice, accounts_of, open_book, season_of
from hoptac.statements.books.listing import read_listing
from hoptac.statements.books.reading import OpenBook, read_page, read_whole
from hoptac.statements.queries.heading import find_party_name
from hoptac.statements.queries.journal import JournalPlace, list_journal
from hoptac.statements.rules.lines import Place
from hoptac.statements.tables import Column, Row, Table, View
from hoptac.statements.tables.books import book_rows, book_table, columns_of, short_name
from hoptac.statements.tables.journal import journal_columns, journal_rows, journal_table, journal_total, moved_by

JOURNAL_LENGTH = 30
_CHUNK = 500


class Contents(msgspec.Struct, frozen=True):
    """A whole book for a file: what it is of, its columns, and its rows as they are read."""

    remark: str
    columns: tuple[Column, ...]
    chunks: AsyncIterator[list[Row]]
    zero: str = ""


class BookScreen(msgspec.Struct, frozen=True):
    """One page of a book. `following` is where the next one begins; of the journal, `page` of `pages` by position.

    `is_list`: it lists those that the book may be of."""

    table: Table
    remark: str = ""
    following: str = ""
    page: int = 0
    pages: int = 0
    is_list: bool = False


async def read_remark(
    session: AsyncSession, org_id: UUID, book: Book, choice: Choice, chart: Mapping[str, Account], view: View
) -> str:
    """What a book is of, in words: its account, its party, its item, its source, its season; raises NotFound for a season
    that is none of the organization's."""
    said = []
    accounts = accounts_of(book, choice, chart) if book.subject != "journal" else ()
    if accounts:
        named = view.account(chart[accounts[0]]) if len(accounts) == 1 else ", ".join(accounts)
        said.append(view.say(_("Tài khoản %(account)s", account=named)))
    if choice.party:
        name = await find_party_name(session, org_id, choice.party) or short_name(choice.party)
        said.append(view.say(_("Đối tượng: %(name)s", name=name)))
    if choice.item:
        item = (await items_of(session, org_id, [choice.item])).get(choice.item)
        said.append(view.say(_("Mặt hàng: %(name)s", name=item.name if item else short_name(choice.item))))
        if item:
            said.append(view.say(_("Đơn vị tính: %(unit)s", unit=item.unit)))
    if choice.source is not None:
        source: str | Message = choice.source or _("chưa ghi")
        said.append(view.say(_("Nguồn: %(name)s", name=source)))
    season_id = season_of(book, choice)
    if season_id is not None:
        season = await get_season(session, org_id, season_id)
        said.append(view.say(_("Vụ: %(name)s", name=season.name)))
    return "; ".join(said)


async def read_screen(
    session: AsyncSession, org_id: UUID, book: Book, choice: Choice, view: View, *, after: str, page: int | None
) -> BookScreen:
    """A page of a book; raises NotFound for an account that the book is not of. The journal is read by positions where a
    `page` is asked for, otherwise by days."""
    if book.subject == "journal":
        return await _journal_screen(session, org_id, view, page, after)
    chart = await chart_of(session, org_id)
    remark = await read_remark(session, org_id, book, choice, chart, view)
    opened = open_book(book, choice, chart, view.span)
    if opened is None:
        accounts, season_id = accounts_of(book, choice, chart), season_of(book, choice)
        listing = await read_listing(session, org_id, book, accounts, view, season_id=season_id, after=after)
        return BookScreen(listing.table, remark, listing.following, is_list=True)
    found = await read_page(session, org_id, opened, after=Place.read(after))
    return BookScreen(book_table(book, found.rows, view), remark, str(found.following or ""))


async def _journal_screen(session: AsyncSession, org_id: UUID, view: View, page: int | None, after: str) -> BookScreen:
    length = JOURNAL_LENGTH
    if page is None:
        place = JournalPlace.read(after)
        entries = await list_journal(session, org_id, view.span, after=place, limit=length + 1)
        shown = entries[:length]
        following = str(JournalPlace.of(shown[-1])) if len(entries) > length else ""
        return BookScreen(journal_table(shown, view), following=following)
    # Positions have no gaps, so a page is found by its number alone, whichever it is.
    entries, total = await journal_page(session, org_id, first=(page - 1) * length + 1, limit=length)
    return BookScreen(journal_table(entries, view), page=page, pages=-(-total // length))


async def read_contents(session: AsyncSession, org_id: UUID, book: Book, choice: Choice, view: View) -> Contents:
    """The whole book over the view's span."""
    if book.subject == "journal":
        return Contents("", journal_columns(view), _journal_chunks(session, org_id, view))
    chart = await chart_of(session, org_id)
    remark = await read_remark(session, org_id, book, choice, chart, view)
    opened = open_book(book, choice, chart, view.span)
    if opened is None:
        accounts, season_id = accounts_of(book, choice, chart), season_of(book, choice)
        first = await read_listing(session, org_id, book, accounts, view, season_id=season_id, length=_CHUNK)
        return Contents(remark, first.table.columns, _listed(session, org_id, book, accounts, view, season_id))
    return Contents(remark, columns_of(book, view), _book_chunks(session, org_id, opened, view))


async def _journal_chunks(session: AsyncSession, org_id: UUID, view: View) -> AsyncIterator[list[Row]]:
    after, total = None, 0
    while entries := await list_journal(session, org_id, view.span, after=after, limit=_CHUNK):
        yield list(journal_rows(entries, view))
        after, total = JournalPlace.of(entries[-1]), total + moved_by(entries)
    yield [journal_total(total, view)]


async def _book_chunks(session: AsyncSession, org_id: UUID, opened: OpenBook, view: View) -> AsyncIterator[list[Row]]:
    async for rows in read_whole(session, org_id, opened):
        yield list(book_rows(opened.book, rows, view))


async def _listed(
    session: AsyncSession, org_id: UUID, book: Book, accounts: tuple[str, ...], view: View, season_id: UUID | None
) -> AsyncIterator[list[Row]]:
    after = ""
    while True:
        listing = await read_listing(
            session, org_id, book, accounts, view, season_id=season_id, after=after, length=_CHUNK
        )
        yield list(listing.table.rows)
        after = listing.following
        if not after:
            return
