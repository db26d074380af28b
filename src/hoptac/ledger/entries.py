"""An entry before it is posted: pairs of accounts, the difference between two entries, and the hash that chains them.

A line is a pair (debit account, credit account, one amount), so it balances by construction; accounts of class 0 are
kept in single entry and have one side only.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec

FIRST_HASH = bytes(32)
"""What the first entry of an organization has in place of the hash of the one before it."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """Nợ `debit_account` / Có `credit_account` `amount_dong`; negative only in an adjustment."""

    debit_account: str | None
    credit_account: str | None
    amount_dong: int
    debit_party_id: UUID | None = None
    credit_party_id: UUID | None = None
    description: str = ""
    item_id: UUID | None = None
    quantity: Decimal | None = None
    """Of the item, in its own unit, three decimals; with the sign of the amount."""
    season_id: UUID | None = None
    contract_id: UUID | None = None
    source: str = ""
    """Where money of 442, 4118 or 342 came from, in the organization's own words (books S29, S30)."""


class DraftEntry(msgspec.Struct, frozen=True):
    """What is to be posted. `series` is the kind of voucher that is numbered on its own ("PT", "PC", "GV"), and
    (`source_kind`, `source_id`, `purpose`) is the event it comes from, which is posted once."""

    entry_on: date
    description: str
    series: str
    source_kind: str
    source_id: UUID
    purpose: str
    lines: tuple[Line, ...]
    adjusts_entry_id: UUID | None = None


class EntryPlace(msgspec.Struct, frozen=True):
    """Where a posted entry stands: its number on paper, its position in the chain, who posted it and when."""

    org_id: UUID
    entry_id: UUID
    position: int
    series: str
    fiscal_year: int
    number: int
    prepared_by: UUID
    posted_at: datetime


def month_of(day: date) -> date:
    """The first day of the month, which is how a month is written in the books."""
    return day.replace(day=1)


def fiscal_year_of(day: date) -> int:
    """The fiscal year runs from 1 January to 31 December (Accounting Law, Art. 12.1.a)."""
    return day.year


Moved = tuple[int, Decimal]
"""đồng and quantity."""


def _by_pair(lines: Iterable[Line]) -> dict[Line, Moved]:
    """What lines move for each pair of accounts, parties, dimensions and description."""
    totals: dict[Line, Moved] = {}
    for line in lines:
        pair = msgspec.structs.replace(line, amount_dong=0, quantity=None)
        amount_dong, quantity = totals.get(pair, (0, Decimal(0)))
        totals[pair] = (amount_dong + line.amount_dong, quantity + (line.quantity or 0))
    return totals


def _line_of(pair: Line, moved: Moved, sign: int = 1) -> Line:
    quantity = sign * moved[1] if pair.item_id else None
    return msgspec.structs.replace(pair, amount_dong=sign * moved[0], quantity=quantity)


def net_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line per pair of accounts, parties, dimensions and description with the amounts and quantities added; what
    moves no đồng is left out."""
    return tuple(_line_of(pair, moved) for pair, moved in _by_pair(lines).items() if moved[0])


def adjustment(original: DraftEntry, corrected: DraftEntry) -> tuple[Line, ...]:
    """The lines that turn `original` into `corrected`: only the difference, negative on the same side if need be.

    Electronic books are corrected by an adjustment voucher (Accounting Law, Art. 27.1.c and 27.4); the sign keeps the
    gross movements right that form B02 is made of. Where only a quantity differs there is no difference in đồng to
    hold it: the line is taken back and written anew. Empty when both say the same.
    """
    before, after = _by_pair(original.lines), _by_pair(corrected.lines)
    lines: list[Line] = []
    for pair in before | after:
        was, now = before.get(pair, (0, Decimal(0))), after.get(pair, (0, Decimal(0)))
        if now[0] != was[0]:
            lines.append(_line_of(pair, (now[0] - was[0], now[1] - was[1])))
        elif now[1] != was[1]:
            lines += [_line_of(pair, was, -1), _line_of(pair, now)]
    return tuple(lines)


def canonical_bytes(place: EntryPlace, draft: DraftEntry) -> bytes:
    """The text that is hashed, in UTF-8: one JSON array without spaces per row, each row ended by a line feed.

    First row: "hoptac-entry-1", org, id, position, series, fiscal year, number, entry_on, description, source kind,
    source id, purpose, adjusted entry, prepared by, posted at. Then one row per line: debit account, credit account,
    amount, debit party, credit party, description. UUIDs are in lower case, dates ISO 8601, instants in UTC with six
    decimals; what is missing is null. A line that names an item, season, contract or source goes on with: item,
    quantity with three decimals, season, contract, source.
    """
    header = (
        "hoptac-entry-1",
        *(str(place.org_id), str(place.entry_id), place.position, place.series, place.fiscal_year, place.number),
        *(draft.entry_on.isoformat(), draft.description, draft.source_kind, str(draft.source_id), draft.purpose),
        *(draft.adjusts_entry_id and str(draft.adjusts_entry_id), str(place.prepared_by)),
        place.posted_at.astimezone(UTC).isoformat(timespec="microseconds"),
    )
    rows = [header, *map(_line_row, draft.lines)]
    return msgspec.json.Encoder().encode_lines(rows)


def _line_row(line: Line) -> tuple[str | int | None, ...]:
    row = (
        *(line.debit_account, line.credit_account, line.amount_dong),
        *(line.debit_party_id and str(line.debit_party_id), line.credit_party_id and str(line.credit_party_id)),
        line.description,
    )
    if not (line.item_id or line.season_id or line.contract_id or line.source):
        return row
    return (
        *row,
        *(line.item_id and str(line.item_id), None if line.quantity is None else f"{line.quantity:.3f}"),
        *(line.season_id and str(line.season_id), line.contract_id and str(line.contract_id), line.source),
    )


def entry_hash(previous_hash: bytes, place: EntryPlace, draft: DraftEntry) -> bytes:
    """SHA-256 over the hash of the entry before (32 bytes) followed by this entry's canonical text."""
    return hashlib.sha256(previous_hash + canonical_bytes(place, draft)).digest()
