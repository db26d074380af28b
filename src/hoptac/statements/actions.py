"""Marking a year's statements as filed: the border between two ways to correct (Accounting Law, Art. 27.2 and 27.3)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.models import FILED_YEARS
from hoptac.statements.queries.figures import read_balances
from hoptac.statements.queries.heading import list_filings
from hoptac.statements.rules.filing import UnbalancedStatements, YearFiledAlready, check_filing
from hoptac.statements.rules.financial_position import financial_position
from hoptac.statements.rules.spans import whole_year

_INSERT = insert(FILED_YEARS)


async def file_year(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, year: int, filed_on: date, now: datetime
) -> None:
    """Mark the statements of a year as filed for good; postings wait meanwhile, so none slips in under the old rule.

    Raises SpanUnreadable, YearNotEnded, FiledInFuture, FiledBeforeYearEnd, YearFiledAlready, UnbalancedStatements.
    """
    span = whole_year(year)
    check_filing(year, filed_on, today=now.astimezone(VIETNAM).date())
    await lock_head(session, org_id)
    for filing in await list_filings(session, org_id):
        if filing.year == year:
            raise YearFiledAlready(year, filing.filed_on)
    if financial_position(await read_balances(session, org_id, span)).difference_dong != (0, 0):
        raise UnbalancedStatements(year)
    row = {"org_id": org_id, "year": year, "filed_on": filed_on, "filed_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT, row)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="file_year", subject=("year", org_id),
        detail={"year": year, "filed_on": filed_on.isoformat()},
    )  # fmt: skip
