"""The addresses that figures lead to: from a line of a statement to its parts, its lines, their vouchers."""

from datetime import date
from urllib.parse import quote, urlencode
from uuid import UUID

import msgspec

from hoptac.statements.rules.spans import Span
from hoptac.statements.selection import Selection


class Addresses(msgspec.Struct, frozen=True):
    """Of one organization; `base` is `/tan-hung`."""

    base: str

    def lines(self, selection: Selection, span: Span) -> str:
        """The lines of a selection."""
        return self._with(f"{self.base}/books/lines", selection.parameters() | of_span(span))

    def parties(self, account: str, span: Span) -> str:
        """The parties of an account."""
        return self._with(f"{self.base}/books/parties", {"accounts": account} | of_span(span))

    def form(self, form: str, span: Span, suffix: str = "") -> str:
        """A statement; `suffix` is one of its files."""
        return self._with(f"{self.base}/statements/{form}{suffix}", of_span(span))

    def part(self, form: str, code: str, span: Span) -> str:
        """What a line of a statement is made of."""
        return self._with(f"{self.base}/statements/{form}/lines/{code}", of_span(span))

    def book(self, book: str, span: Span, suffix: str = "", **of: str | UUID | None) -> str:
        """A book, of an account, a party, an item, a source or a season."""
        named = {name: str(value) for name, value in of.items() if value is not None}
        return self._with(f"{self.base}/books/{book}{suffix}", named | of_span(span))

    def voucher(self, entry_id: UUID) -> str:
        """The voucher of an entry."""
        return f"{self.base}/vouchers/{entry_id}"

    def _with(self, path: str, parameters: dict[str, str]) -> str:
        return f"{path}?{urlencode(parameters)}"


def of_span(span: Span) -> dict[str, str]:
    """The days of a span as parameters of an address."""
    return {"from": span.from_on.isoformat(), "to": span.to_on.isoformat()}


def up_to(day: date) -> Span:
    """The days of the year that ends with a day: what leads to a balance."""
    return Span(date(day.year, 1, 1), day)


def behind(href: str, place: str) -> str | None:
    """The page of a list that begins behind a place; None for the page after the last."""
    return f"{href}&after={quote(place)}" if place else None
