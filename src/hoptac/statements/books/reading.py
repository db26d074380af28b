"""Reading a book: one page of it for the screen, or chunk after chunk for a file, never the whole of it at once."""

from collections.abc import AsyncIterator
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.entries import month_of
from hoptac.statements.books.book import Book
from hoptac.statements.queries.frames import read_frame
from hoptac.statements.queries.lines import list_lines, sum_lines
from hoptac.statements.rules.frames import Frame
from hoptac.statements.rules.layout import BookRow, Layout
from hoptac.statements.rules.lines import BookLine, Place, Sums
from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection

PAGE_LENGTH = 100
_CHUNK = 2_000


class OpenBook(msgspec.Struct, frozen=True):
    """A book opened for one account, party, item or source, over some days."""

    book: Book
    selection: Selection
    span: Span


class BookPage(msgspec.Struct, frozen=True):
    """The rows of one page; `following` is where the page after it begins, `frame` the sums of the whole span."""

    rows: tuple[BookRow, ...]
    following: Place | None
    frame: Frame


async def read_page(
    session: AsyncSession, org_id: UUID, opened: OpenBook, *, after: Place | None, length: int = PAGE_LENGTH
) -> BookPage:
    """The lines behind a place, with the sums that stand between them."""
    frame = await read_frame(session, org_id, opened.selection, opened.span)
    standing = await _standing(session, org_id, opened, frame, after) if after else None
    lines = await list_lines(session, org_id, opened.selection, opened.span, after=after, limit=length + 1)
    shown, rest = lines[:length], lines[length:]
    layout = Layout(frame, has_months=opened.book.has_months, standing=standing)
    rows = list(_opening(layout, opened)) if after is None else []
    rows += layout.rows(shown, rest[0] if rest else None)
    if not rest:
        rows += layout.closing()
    return BookPage(tuple(rows), shown[-1].place if rest else None, frame)


async def read_whole(session: AsyncSession, org_id: UUID, opened: OpenBook) -> AsyncIterator[list[BookRow]]:
    """The whole book in chunks; what is held at a time does not grow with it."""
    frame = await read_frame(session, org_id, opened.selection, opened.span)
    layout = Layout(frame, has_months=opened.book.has_months)
    rows: list[BookRow] = list(_opening(layout, opened))
    held: list[BookLine] = []
    after: Place | None = None
    while True:
        found = await list_lines(session, org_id, opened.selection, opened.span, after=after, limit=_CHUNK)
        # The last line of a chunk is held back: only the line behind it tells whether its month is over.
        lines = [*held, *found]
        is_last = len(found) < _CHUNK
        held = [] if is_last else lines[-1:]
        shown = lines if is_last else lines[:-1]
        rows += layout.rows(shown, held[0] if held else None)
        if is_last:
            rows += layout.closing()
        yield rows
        if is_last:
            return
        rows, after = [], lines[-1].place


def _opening(layout: Layout, opened: OpenBook) -> list[BookRow]:
    return [layout.opening()] if opened.book.has_balance else []


async def _standing(session: AsyncSession, org_id: UUID, opened: OpenBook, frame: Frame, after: Place) -> Sums:
    """What has moved up to a place: whole months from the frame, the month of the place from its lines."""
    month = month_of(after.entry_on)
    within = Span(max(month, opened.span.from_on), after.entry_on)
    return frame.before(month) + await sum_lines(session, org_id, opened.selection, within, up_to=after)
