"""Everything of one person: every row that names them, in whatever room, and the lines of the books.

Rooms are not asked one by one: a table of an organization that has a column `party_id` belongs to somebody, so a new one is in
the take-out by itself.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary, Table, Uuid, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.sealing import open_contents
from hoptac.kit.db import Base
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.parties.identity_numbers import open_number
from hoptac.parties.models import Party

_ORG_ID, _PARTY_ID = bindparam("org_id", type_=Uuid()), bindparam("party_id", type_=Uuid())
_OF_OTHERS = ("recorded_by", "made_by", "issued_by", "added_by", "ended_by", "created_by", "attached_by")
"""Who did it at the desk: data of somebody else."""
_lines, _entries = LINES.c, ENTRIES.c
_BOOK_LINES = (
    select(
        _entries.entry_on, _entries.series, _entries.number, _entries.description.label("entry"), _lines.description,
        _lines.debit_account, _lines.credit_account, _lines.amount_dong,
        (_lines.debit_party_id == _PARTY_ID).label("on_debit"),
    )
    .join_from(LINES, ENTRIES, (_entries.org_id == _lines.org_id) & (_entries.id == _lines.entry_id))
    .where(_lines.org_id == _ORG_ID, or_(_lines.debit_party_id == _PARTY_ID, _lines.credit_party_id == _PARTY_ID))
    .order_by(_entries.position, _lines.position)
)  # fmt: skip


class BookLine(msgspec.Struct, frozen=True):
    """One line of the books that names the person."""

    entry_on: date
    series: str
    number: int
    entry: str
    description: str
    debit_account: str | None
    credit_account: str | None
    amount_dong: int
    on_debit: bool | None


def tables_of_people() -> Iterator[Table]:
    """Every table of an organization whose rows belong to a person."""
    for name in sorted(Base.metadata.tables):
        table = Base.metadata.tables[name]
        if table.info.get("kind") == "tenant" and "party_id" in table.c:
            yield table


async def profile_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> dict[str, Any]:
    """The party itself, the identity number whole."""
    table = Base.metadata.tables[Party.__tablename__]
    columns = [column for column in table.c if not isinstance(column.type, LargeBinary) and column.name not in _KEYS]
    found = select(table.c.sealed_identity_number, *columns).where(table.c.org_id == _ORG_ID, table.c.id == _PARTY_ID)
    sealed, *values = (await session.execute(found, {"org_id": org_id, "party_id": party_id})).one()
    names = [column.name for column in columns]
    return dict(zip(names, values, strict=True)) | {"identity_number": open_number(org_id, sealed)}


_KEYS = ("org_id", "sort_key", "search_key")


async def rows_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table that belongs to people, by the table's name; tables without one are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tables_of_people():
        columns = [
            column
            for column in table.c
            if column.name not in ("org_id", "party_id", *_OF_OTHERS) and not isinstance(column.type, LargeBinary)
        ]
        statement = select(*columns).where(table.c.org_id == _ORG_ID, table.c.party_id == _PARTY_ID)
        if "id" in table.c:
            statement = statement.order_by(table.c.id)
        names = [column.name for column in columns]
        rows = await session.execute(statement, {"org_id": org_id, "party_id": party_id})
        if shown := [dict(zip(names, row, strict=True)) for row in rows]:
            found[table.name] = shown
    for certificate in found.get("certificates", ()):
        certificate["contents"] = msgspec.to_builtins(open_contents(org_id, certificate["contents"]))
    return found


async def book_lines_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[BookLine]:
    """Every line of the books that names the person, in their order."""
    return [BookLine(*row) for row in await session.execute(_BOOK_LINES, {"org_id": org_id, "party_id": party_id})]
