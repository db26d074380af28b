"""Closing a year: one entry on its last day; whatever is corrected later moves it by an adjustment."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.closing.queries.month import balances_to_close, closing_lines_of
from hoptac.closing.queries.periods import SOURCE, find_year_closing
from hoptac.closing.refusals import ClosingChanged, FiledYearStaysClosed, NothingToClose, YearNotOver
from hoptac.closing.rules.year_end import STEPS, Shares, YearEnd, close_year, same_shares
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.ledger import DraftEntry, Line, PostedEntry, adjust_entry, post_entry
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.entries import net_lines
from hoptac.statements import list_filings
from hoptac.statements.reading import read_sharing_key

SERIES = "GV"


class Proposal(msgspec.Struct, frozen=True):
    """The closing of a year as it would be posted now, and whether what is posted says the same already."""

    year_end: YearEnd
    entry_id: UUID | None
    is_current: bool


async def propose_year_end(session: AsyncSession, org_id: UUID, year: int, shares: Shares | None = None) -> Proposal:
    """What closing the year would post; without shares, by those of the closing that is posted, or by the key of 642 that
    the cooperative chose. Raises ShareOutOfRange."""
    balances = await balances_to_close(session, org_id, year)
    entry = await find_year_closing(session, org_id, year)
    posted = net_lines(await closing_lines_of(session, org_id, year))
    if shares is None:
        shares = same_shares(((line.debit_account, line.credit_account, line.amount_dong) for line in posted), balances)
    key = await read_sharing_key(session, org_id, date(year, 12, 31))
    year_end = close_year(balances, shares, key=key)
    return Proposal(year_end, entry.id if entry else None, set(posted) == set(net_lines(_lines(year_end))))


async def close_the_year(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    year: int,
    shares: Shares,
    shown_profit_dong: int,
    now: datetime,
) -> PostedEntry:
    """Post the closing entry of a year, or the difference to the one that is posted.

    `shown_profit_dong` is the result that the person saw: books that moved meanwhile are looked at again first. Raises
    YearNotOver, FiledYearStaysClosed, NothingToClose, ClosingChanged, ShareOutOfRange, NothingToAdjust, ClosedPeriod.
    TT 71/2024, appendix I (account 911); Accounting Law, Art. 26 and 27.
    """
    if now.astimezone(VIETNAM).date().year <= year:
        raise YearNotOver(year)
    await lock_head(session, org_id)
    if any(filing.year == year for filing in await list_filings(session, org_id)):
        raise FiledYearStaysClosed(year)
    proposal = await propose_year_end(session, org_id, year, shares)
    if proposal.year_end.profit_dong != shown_profit_dong:
        raise ClosingChanged
    if not proposal.year_end.lines and proposal.entry_id is None:
        raise NothingToClose(year)
    draft = DraftEntry(
        entry_on=date(year, 12, 31),
        description=f"Kết chuyển xác định kết quả năm {year}",
        series=SERIES,
        source_kind=SOURCE,
        source_id=org_id,
        purpose=str(year),
        lines=_lines(proposal.year_end),
    )
    posted = await _post(session, org_id, actor_id, draft, proposal.entry_id, now)
    detail = {"year": year, "profit_dong": proposal.year_end.profit_dong, "is_adjustment": bool(proposal.entry_id)}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="close_year", subject=("entry", posted.id),
        detail=detail,
    )  # fmt: skip
    return posted


async def _post(
    session: AsyncSession, org_id: UUID, actor_id: UUID, draft: DraftEntry, entry_id: UUID | None, now: datetime
) -> PostedEntry:
    if entry_id is None:
        return await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)
    again = msgspec.structs.replace(draft, description=f"{draft.description} (điều chỉnh)", source_id=new_id())
    return await adjust_entry(session, org_id=org_id, actor_id=actor_id, entry_id=entry_id, corrected=again, now=now)


def _lines(year_end: YearEnd) -> tuple[Line, ...]:
    return tuple(
        Line(line.debit_account, line.credit_account, line.amount_dong, description=STEPS[line.rule].name.msgid)
        for line in year_end.lines
    )
