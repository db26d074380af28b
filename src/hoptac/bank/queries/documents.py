"""Invoices and vouchers that lines name, where they are posted on the account of somebody's debt."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Text, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.proposing import Document, OpenLine
from hoptac.bank.proposing.recognising import document_name, documents_in
from hoptac.ledger.models import ENTRIES, LINES

_entries, _lines = ENTRIES.c, LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_YEAR = timedelta(days=366)
_SHORTEST_INVOICE = 3  # digits; a shorter number stands in too many texts


def _on(side: str, code: str) -> ColumnElement[bool]:
    column = _lines[f"{side}_account"]
    return and_(column >= code, column < f"{code}:")


_ON_DEBTS = or_(*(_on(side, code) for side in ("debit", "credit") for code in ("131", "331")))
_COLUMNS = (
    _entries.series, _entries.number, _entries.fiscal_year, _entries.description, _lines.description,
    _lines.debit_account, _lines.debit_party_id, _lines.credit_account, _lines.credit_party_id,
)  # fmt: skip
_JOINED = ENTRIES.join(LINES, (_lines.org_id == _entries.org_id) & (_lines.entry_id == _entries.id))
_VOUCHERS = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(
        _entries.org_id == _ORG_ID,
        _entries.series == func.any(bindparam("series", type_=ARRAY(Text()))),
        _entries.number == func.any(bindparam("numbers", type_=ARRAY(Integer()))),
        _entries.fiscal_year == func.any(bindparam("years", type_=ARRAY(Integer()))),
        _ON_DEBTS,
    )
)
_INVOICES = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(
        _lines.org_id == _ORG_ID,
        _lines.entry_on >= bindparam("from_on", type_=Date()),
        _ON_DEBTS,
        or_(
            _entries.description.like(func.any(bindparam("patterns", type_=ARRAY(Text())))),
            _lines.description.like(func.any(bindparam("patterns", type_=ARRAY(Text())))),
        ),
    )
    .limit(500)
)


async def find_documents(session: AsyncSession, org_id: UUID, lines: Sequence[OpenLine]) -> dict[str, Document]:
    """By the names that lines give them."""
    asked = {found: line.transacted_on for line in lines for found in documents_in(line.description)}
    vouchers = {found: day for found, day in asked.items() if found[0] != "hd"}
    invoices = {
        found: day for found, day in asked.items() if found[0] == "hd" and len(str(found[1])) >= _SHORTEST_INVOICE
    }
    return await _vouchers(session, org_id, vouchers) | await _invoices(session, org_id, invoices)


async def _vouchers(
    session: AsyncSession, org_id: UUID, asked: dict[tuple[str, int, int | None], date]
) -> dict[str, Document]:
    if not asked:
        return {}
    wanted = {
        (kind.upper(), number, year or day.year): (kind, number, year) for (kind, number, year), day in asked.items()
    }
    series, numbers, years = (sorted({key[place] for key in wanted}) for place in range(3))
    rows = await session.execute(_VOUCHERS, {"org_id": org_id, "series": series, "numbers": numbers, "years": years})
    found: dict[str, Document] = {}
    for series_, number, year, _about, _line, *sides in rows:
        named = wanted.get((series_, number, year))
        side = _debt_of(sides)
        if named and side:
            found.setdefault(document_name(*named), Document(f"{series_} {number}/{year}", *side))
    return found


async def _invoices(
    session: AsyncSession, org_id: UUID, asked: dict[tuple[str, int, int | None], date]
) -> dict[str, Document]:
    if not asked:
        return {}
    patterns = [f"%{number}%" for _kind, number, _year in asked]
    since = min(asked.values()) - _YEAR
    rows = await session.execute(_INVOICES, {"org_id": org_id, "patterns": patterns, "from_on": since})
    found: dict[str, Document] = {}
    for _series, _number, _year, about, line, *sides in rows:
        side = _debt_of(sides)
        said = {name[1] for name in documents_in(f"{about} {line}") if name[0] == "hd"}
        for kind, number, year in asked:
            if side and number in said:
                found.setdefault(document_name(kind, number, year), Document(f"HĐ {number}", *side))
    return found


def _debt_of(sides: Sequence[object]) -> tuple[str, UUID] | None:
    """The account of the debt and whose it is."""
    debit, debit_party, credit, credit_party = sides
    for account, party in ((debit, debit_party), (credit, credit_party)):
        if isinstance(account, str) and account.startswith(("131", "331")) and isinstance(party, UUID):
            return account, party
    return None
