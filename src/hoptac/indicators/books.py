"""What an organization's own books and registers say of it: sums alone, no person and no entry."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.queries import figures_of
from hoptac.indicators.rules import Movement, YearFigures, revenue_and_profit
from hoptac.ledger.queries import trial_balance
from hoptac.members.models import Member

COUNT_MEMBERS = select(func.count(), func.count().filter(Member.kind == "official")).where(
    Member.org_id == bindparam("org_id"), Member.left_on.is_(None)
)


async def figures_from_books(
    session: AsyncSession, org_id: UUID, *, year: int, founded_year: int | None
) -> YearFigures:
    """Members, capital, revenue and profit of one organization as they stand now, in the year."""
    members, official_members = (await session.execute(COUNT_MEMBERS, {"org_id": org_id})).one()
    charter_capital_dong, paid_in_dong = await figures_of(session, org_id)
    rows = await trial_balance(session, org_id, from_month=date(year, 1, 1), to_month=date(year, 12, 1))
    revenue_dong, profit_dong = revenue_and_profit(
        Movement(row.account, row.debit_dong, row.credit_dong) for row in rows if row.debit_dong or row.credit_dong
    )
    return YearFigures(
        members=members,
        official_members=official_members,
        charter_capital_dong=charter_capital_dong,
        paid_in_dong=paid_in_dong,
        revenue_dong=revenue_dong,
        profit_dong=profit_dong,
        founded_year=founded_year,
    )
