"""Posting and adjusting.

A posting is six statements: head, number and refusals, entry, lines, account balances, party balances.
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.prepared import Prepared
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger.actions.balances import move_balances
from hoptac.ledger.actions.head import Head, lock_head
from hoptac.ledger.entries import DraftEntry, EntryPlace, Line, adjustment, entry_hash, fiscal_year_of, month_of
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.ledger.queries.accounts import chart_for
from hoptac.ledger.queries.entries import get_entry, lines_with_adjustments
from hoptac.ledger.queries.posting import BEFORE_POSTING, POSTED_FROM_SOURCE, filed_years
from hoptac.ledger.refusals import (
    AdjustmentBeforeOriginal,
    AdjustmentOfAdjustment,
    AlreadyPosted,
    ClosedPeriod,
    NothingToAdjust,
    YearIsFiled,
)
from hoptac.ledger.rules import check_correction_year, check_entry, check_line

_INSERT_ENTRY = Prepared(insert(ENTRIES))
_LINE_COLUMNS = ("position", *Line.__struct_fields__)


class PostedEntry(msgspec.Struct, frozen=True):
    """Where an entry stands now that it is posted."""

    id: UUID
    series: str
    fiscal_year: int
    number: int
    hash: bytes
    position: int


async def post_entry(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, draft: DraftEntry, now: datetime
) -> PostedEntry:
    """Write a draft into the books for good.

    Raises the refusals of `check_entry`, YearIsFiled, ClosedPeriod and AlreadyPosted; nothing is written then. To be called last
    in a transaction that locks other rows (see `head`). Accounting Law, Art. 18.1, 26 and 27.
    """
    draft = _cleaned(draft)
    check_entry(draft, chart=await chart_for(session, org_id, draft.lines), today=_today(now))
    head = await lock_head(session, org_id)
    return await _write(session, org_id, actor_id, draft, now, head)


async def adjust_entry(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, entry_id: UUID, corrected: DraftEntry, now: datetime
) -> PostedEntry:
    """Correct a posted entry with an entry that holds only the difference (Accounting Law, Art. 27.1.c and 27.4).

    `corrected` says how the lines should have been (none at all takes the entry back); its date, series and source are those of the adjustment itself.
    The difference is taken to what the entry says today, earlier adjustments included. Raises NotFound,
    AdjustmentOfAdjustment, AdjustmentBeforeOriginal, CorrectionInAnotherYear, NothingToAdjust and what `post_entry` raises.
    """
    head = await lock_head(session, org_id)
    original, _lines = await get_entry(session, org_id, entry_id)
    if original.adjusts_entry_id is not None:
        raise AdjustmentOfAdjustment
    if corrected.entry_on < original.entry_on:
        raise AdjustmentBeforeOriginal(original.entry_on)
    check_correction_year(original.entry_on, corrected.entry_on, filed=await filed_years(session, org_id))
    corrected = _cleaned(corrected)
    standing = original.draft(await lines_with_adjustments(session, org_id, entry_id))
    difference = adjustment(standing, corrected)
    if not difference:
        raise NothingToAdjust
    draft = msgspec.structs.replace(corrected, lines=difference, adjusts_entry_id=entry_id)
    chart = await chart_for(session, org_id, [*corrected.lines, *difference])
    for line in corrected.lines:
        check_line(line, chart=chart, may_be_negative=False)
    check_entry(draft, chart=chart, today=_today(now))
    return await _write(session, org_id, actor_id, draft, now, head)


def _today(now: datetime) -> date:
    return now.astimezone(VIETNAM).date()


def _cleaned(draft: DraftEntry) -> DraftEntry:
    """Text as it is stored and hashed; a description said on every line is cleaned once."""
    cleaned = {text: clean_text(text) for text in {line.description for line in draft.lines}}
    if all(text == clean for text, clean in cleaned.items()):
        lines = draft.lines
    else:
        lines = tuple(msgspec.structs.replace(line, description=cleaned[line.description]) for line in draft.lines)
    return msgspec.structs.replace(draft, description=clean_text(draft.description), lines=lines)


async def _write(
    session: AsyncSession, org_id: UUID, actor_id: UUID, draft: DraftEntry, now: datetime, head: Head
) -> PostedEntry:
    number = await _next_number(session, org_id, draft)
    place = EntryPlace(
        org_id=org_id,
        entry_id=new_id(),
        position=head.position + 1,
        series=draft.series,
        fiscal_year=fiscal_year_of(draft.entry_on),
        number=number,
        prepared_by=actor_id,
        posted_at=now.astimezone(UTC),
    )
    digest = entry_hash(head.hash, place, draft)
    await _INSERT_ENTRY.run(session, _entry_row(place, draft, head.hash, digest))
    shared = {"org_id": org_id, "entry_id": place.entry_id, "entry_on": draft.entry_on, "line_count": len(draft.lines)}
    lines = [(position, *msgspec.structs.astuple(line)) for position, line in enumerate(draft.lines, start=1)]
    await insert_rows(session, LINES, _LINE_COLUMNS, lines, shared=shared)
    await move_balances(session, org_id, month_of(draft.entry_on), draft.lines)
    return PostedEntry(place.entry_id, place.series, place.fiscal_year, number, digest, place.position)


async def _next_number(session: AsyncSession, org_id: UUID, draft: DraftEntry) -> int:
    source = {"source_kind": draft.source_kind, "source_id": draft.source_id, "purpose": draft.purpose}
    parameters = {
        "org_id": org_id,
        "series": draft.series,
        "fiscal_year": fiscal_year_of(draft.entry_on),
        "month": month_of(draft.entry_on),
    }
    number, is_closed, is_posted, is_filed = await BEFORE_POSTING.one(session, parameters | source)
    if is_posted:
        raise AlreadyPosted(*(await session.execute(POSTED_FROM_SOURCE, {"org_id": org_id} | source)).one())
    if is_filed:
        raise YearIsFiled(draft.entry_on.year)
    if is_closed:
        raise ClosedPeriod(draft.entry_on)
    return number


def _entry_row(place: EntryPlace, draft: DraftEntry, previous_hash: bytes, digest: bytes) -> dict[str, Any]:
    return {
        "org_id": place.org_id,
        "id": place.entry_id,
        "position": place.position,
        "series": place.series,
        "fiscal_year": place.fiscal_year,
        "number": place.number,
        "entry_on": draft.entry_on,
        "description": draft.description,
        "source_kind": draft.source_kind,
        "source_id": draft.source_id,
        "purpose": draft.purpose,
        "adjusts_entry_id": draft.adjusts_entry_id,
        "line_count": len(draft.lines),
        "prepared_by": place.prepared_by,
        "posted_at": place.posted_at,
        "previous_hash": previous_hash,
        "hash": digest,
    }
