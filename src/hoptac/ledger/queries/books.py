"""The books line by line: the general journal by its positions, and the page of one account over some days."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Date, Select, Uuid, bindparam, cast, func, or_, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.entries import Line
from hoptac.ledger.models import ENTRIES, LEDGER_HEADS, LINES
from hoptac.ledger.queries.entries import EntryRow, lines_of_entries

_entries, _lines = ENTRIES.c, LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class AccountLine(msgspec.Struct, frozen=True):
    """One movement of an account; `debit_dong` or `credit_dong` is zero. The last three fields place it in the book."""

    entry_id: UUID
    series: str
    number: int
    description: str
    account: str
    contra_account: str | None
    party_id: UUID | None
    contra_party_id: UUID | None
    debit_dong: int
    credit_dong: int
    entry_on: date
    position: int
    line: int


class JournalEntry(msgspec.Struct, frozen=True):
    """An entry with its lines."""

    entry: EntryRow
    lines: tuple[Line, ...]


_JOURNAL = (
    select(*(_entries[name] for name in EntryRow.__struct_fields__))
    .where(_entries.org_id == _ORG_ID, _entries.position >= bindparam("first"), _entries.position <= bindparam("last"))
    .order_by(_entries.position)
)
_HEAD_POSITION = select(LEDGER_HEADS.c.position).where(LEDGER_HEADS.c.org_id == _ORG_ID)


def _side(side: str, contra: str) -> Select:
    zero = cast(0, BigInteger)
    amounts = (_lines.amount_dong, zero) if side == "debit" else (zero, _lines.amount_dong)
    return (
        select(
            *(_entries.id, _entries.series, _entries.number),
            func.coalesce(func.nullif(_lines.description, ""), _entries.description).label("description"),
            *(_lines[f"{side}_account"].label("account"), _lines[f"{contra}_account"].label("contra_account")),
            *(_lines[f"{side}_party_id"].label("party_id"), _lines[f"{contra}_party_id"].label("contra_party_id")),
            *(amounts[0].label("debit_dong"), amounts[1].label("credit_dong")),
            *(_lines.entry_on, _entries.position.label("position"), _lines.position.label("line")),
        )
        .join_from(LINES, ENTRIES, (_entries.org_id == _lines.org_id) & (_entries.id == _lines.entry_id))
        .where(
            _lines.org_id == _ORG_ID,
            _lines[f"{side}_account"] >= bindparam("account"),
            _lines[f"{side}_account"] < bindparam("end"),
            _lines.entry_on >= bindparam("from_on", type_=Date()),
            _lines.entry_on <= bindparam("to_on", type_=Date()),
            or_(
                bindparam("of_party", type_=Uuid()).is_(None),
                _lines[f"{side}_party_id"] == bindparam("of_party", type_=Uuid()),
            ),
        )
    )


_both = union_all(_side("debit", "credit"), _side("credit", "debit")).subquery("both_sides")
_PLACE = (_both.c.entry_on, _both.c.position, _both.c.line)
_ACCOUNT_BOOK = (
    select(*_both.c)
    .where(tuple_(*_PLACE) > tuple_(bindparam("after_on", type_=Date()), bindparam("after"), bindparam("after_line")))
    .order_by(*_PLACE)
    .limit(bindparam("limit"))
)
BEGINNING = (date(1, 1, 1), 0, 0)


async def journal_page(
    session: AsyncSession, org_id: UUID, *, first: int, limit: int
) -> tuple[list[JournalEntry], int]:
    """The entries from position `first` on (S03a), and how many there are in all. Positions have no gaps, so that the
    thousandth page costs what the first one does."""
    asked = {"org_id": org_id, "first": first, "last": first + limit - 1}
    entries = [EntryRow(*row) for row in await session.execute(_JOURNAL, asked)]
    lines = await lines_of_entries(session, org_id, [entry.id for entry in entries])
    total = (await session.execute(_HEAD_POSITION, {"org_id": org_id})).scalar() or 0
    return [JournalEntry(entry, tuple(lines[entry.id])) for entry in entries], total


async def account_book(
    session: AsyncSession,
    org_id: UUID,
    account: str,
    *,
    from_on: date,
    to_on: date,
    party_id: UUID | None = None,
    after: tuple[date, int, int] = BEGINNING,
    limit: int = 10_000,
) -> list[AccountLine]:
    """The movements of an account and those below it, of one party or all, by date (S03b, S05, S12, S19); `after` is the
    place (entry_on, position, line) of the last one of the page before."""
    span = {"from_on": from_on, "to_on": to_on, "of_party": party_id, "limit": limit}
    place = {"after_on": after[0], "after": after[1], "after_line": after[2]}
    asked = {"org_id": org_id, "account": account, "end": f"{account}:"}
    return [AccountLine(*row) for row in await session.execute(_ACCOUNT_BOOK, asked | span | place)]
