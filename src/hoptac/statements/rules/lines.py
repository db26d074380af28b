"""Lines as a book shows them, the place of each, and what they add up to."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self
from uuid import UUID

import msgspec

_LARGEST = 2**63 - 1  # what the database can compare with


class Place(NamedTuple):
    """Where a line stands in a book: its day, the entry's position, the line in it, 0 for its debit side or 1."""

    entry_on: date
    position: int
    line: int
    side: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place written into an address by `str()`, or None."""
        day, *numbers = text.split(".")
        try:
            place = cls(date.fromisoformat(day), *map(int, numbers))
        except (ValueError, TypeError):
            return None
        return place if all(0 <= number <= _LARGEST for number in place[1:]) else None

    def __str__(self) -> str:
        return ".".join(map(str, self))


class BookLine(msgspec.Struct, frozen=True, gc=False):
    """One side of a line as a book shows it; `debit_dong` or `credit_dong` is zero, and so with the quantities.

    The party is the account's own or, where it has none, that of the contra account.
    """

    entry_id: UUID
    series: str
    number: int
    description: str
    account: str
    contra_account: str | None
    party_id: UUID | None
    party_name: str | None
    item_id: UUID | None
    item_name: str | None
    season_id: UUID | None
    season_name: str | None
    source: str
    quantity_in: Decimal
    quantity_out: Decimal
    debit_dong: int
    credit_dong: int
    entry_on: date
    position: int
    line: int
    side: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.entry_on, self.position, self.line, self.side)


class Sums(msgspec.Struct, frozen=True, gc=False):
    """What lines add up to."""

    debit_dong: int = 0
    credit_dong: int = 0
    quantity_in: Decimal = Decimal(0)
    quantity_out: Decimal = Decimal(0)

    @property
    def dong(self) -> int:
        """Debit minus credit."""
        return self.debit_dong - self.credit_dong

    @property
    def quantity(self) -> Decimal:
        """In minus out."""
        return self.quantity_in - self.quantity_out

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            *(one + two for one, two in zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True))
        )

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(
            *(one - two for one, two in zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True))
        )
