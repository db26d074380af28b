"""Which book is opened: of an account, a party, an item or a source that an address names, or none yet."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from hoptac.kit.errors import NotFound
from hoptac.ledger import Account
from hoptac.statements.books.book import Book
from hoptac.statements.books.catalogue import BOOKS
from hoptac.statements.books.reading import OpenBook
from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection


class Choice(msgspec.Struct, frozen=True):
    """What an address asks for; `source` may be empty: what names no source. A `season` counts in books kept per season."""

    account: str | None = None
    party: UUID | None = None
    item: UUID | None = None
    source: str | None = None
    season: UUID | None = None


def book_of(code: str) -> Book:
    """The book with this code; raises NotFound."""
    book = BOOKS.get(code)
    if book is None:
        raise NotFound
    return book


def accounts_of(book: Book, choice: Choice, chart: Mapping[str, Account]) -> tuple[str, ...]:
    """The accounts that the book is opened for; raises NotFound for one that it is not of."""
    if choice.account is None:
        return book.accounts[:1] if book.subject == "party" else book.accounts
    if choice.account not in chart or (book.accounts and not choice.account.startswith(book.accounts)):
        raise NotFound
    return (choice.account,)


def season_of(book: Book, choice: Choice) -> UUID | None:
    """The season that a book is read for; None for all."""
    return choice.season if book.keeps_seasons else None


def open_book(book: Book, choice: Choice, chart: Mapping[str, Account], span: Span) -> OpenBook | None:
    """The book opened as asked, or None where it must first be said of what; raises NotFound."""
    accounts = accounts_of(book, choice, chart)
    if not accounts or book.is_summary:
        return None
    selection = Selection(
        accounts=accounts, side=book.side, contra=book.contra, without=book.without, season=season_of(book, choice)
    )
    match book.subject:
        case "party":
            wanted, selection = choice.party, msgspec.structs.replace(selection, party=choice.party)
        case "member":
            wanted = choice.party
            selection = msgspec.structs.replace(selection, party=choice.party, is_any_side=True)
        case "item":
            wanted, selection = choice.item, msgspec.structs.replace(selection, item=choice.item)
        case "source":
            wanted, selection = choice.source, msgspec.structs.replace(selection, source=choice.source)
        case _:
            wanted = accounts
    return None if wanted is None else OpenBook(book, selection, span)
