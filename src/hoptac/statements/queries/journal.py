"""The general journal of some days (S03a), entry by entry, in the order of days; and the years that have entries."""

from datetime import date
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import BigInteger, Date, Uuid, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger import EntryRow, JournalEntry
from hoptac.ledger.models import ENTRIES
from hoptac.ledger.queries.entries import lines_of_entries
from hoptac.statements.rules.spans import Span

_entries = ENTRIES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_PAGE = (
    select(*(_entries[name] for name in EntryRow.__struct_fields__))
    .where(
        _entries.org_id == _ORG_ID,
        tuple_(_entries.entry_on, _entries.position)
        > tuple_(bindparam("after_on", type_=Date()), bindparam("after", type_=BigInteger())),
        _entries.entry_on <= bindparam("to_on", type_=Date()),
    )
    .order_by(_entries.entry_on, _entries.position)
    .limit(bindparam("limit"))
)


class JournalPlace(NamedTuple):
    """Where an entry stands in the journal by days."""

    entry_on: date
    position: int

    @classmethod
    def of(cls, found: JournalEntry) -> Self:
        """The place of an entry."""
        return cls(found.entry.entry_on, found.entry.position)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place written into an address by `str()`, or None."""
        day, _mark, position = text.partition(".")
        try:
            place = cls(date.fromisoformat(day), int(position))
        except ValueError:
            return None
        return place if 0 <= place.position < 2**63 else None

    def __str__(self) -> str:
        return f"{self.entry_on}.{self.position}"


async def list_journal(
    session: AsyncSession, org_id: UUID, span: Span, *, after: JournalPlace | None = None, limit: int = 50
) -> list[JournalEntry]:
    """The next entries of a span behind a place."""
    after_on, position = after or (span.from_on, 0)
    asked = {"org_id": org_id, "after_on": after_on, "after": position, "to_on": span.to_on, "limit": limit}
    entries = [EntryRow(*row) for row in await session.execute(_PAGE, asked)]
    lines = await lines_of_entries(session, org_id, [entry.id for entry in entries])
    return [JournalEntry(entry, tuple(lines[entry.id])) for entry in entries]
