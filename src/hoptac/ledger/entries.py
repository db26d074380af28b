"""An entry before it is posted: pairs of accounts, the difference between two entries, and the hash that chains them.

A line is a pair (debit account, credit account, one amount), so it balances by construction; accounts of class 0 are
kept in single entry and have one side only.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
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


def net_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line per pair of accounts, parties and description with the amounts added, zeros left out."""
    totals: Counter[Line] = Counter()
    for line in lines:
        totals[msgspec.structs.replace(line, amount_dong=0)] += line.amount_dong
    return tuple(msgspec.structs.replace(pair, amount_dong=total) for pair, total in totals.items() if total)


def adjustment(original: DraftEntry, corrected: DraftEntry) -> tuple[Line, ...]:
    """The lines that turn `original` into `corrected`: only the difference, negative on the same side if need be.

    Electronic books are corrected by an adjustment voucher (Accounting Law, Art. 27.1.c and 27.4); the sign keeps the
    gross movements right that form B02 is made of. Empty when both say the same.
    """
    taken_back = [msgspec.structs.replace(line, amount_dong=-line.amount_dong) for line in original.lines]
    return net_lines([*taken_back, *corrected.lines])


def canonical_bytes(place: EntryPlace, draft: DraftEntry) -> bytes:
    """The text that is hashed, in UTF-8: one JSON array without spaces per row, each row ended by a line feed.

    First row: "hoptac-entry-1", org, id, position, series, fiscal year, number, entry_on, description, source kind,
    source id, purpose, adjusted entry, prepared by, posted at. Then one row per line: debit account, credit account,
    amount, debit party, credit party, description. UUIDs are in lower case, dates ISO 8601, instants in UTC with six
    decimals; what is missing is null.
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
    return (
        *(line.debit_account, line.credit_account, line.amount_dong),
        *(line.debit_party_id and str(line.debit_party_id), line.credit_party_id and str(line.credit_party_id)),
        line.description,
    )


def entry_hash(previous_hash: bytes, place: EntryPlace, draft: DraftEntry) -> bytes:
    """SHA-256 over the hash of the entry before (32 bytes) followed by this entry's canonical text."""
    return hashlib.sha256(previous_hash + canonical_bytes(place, draft)).digest()
