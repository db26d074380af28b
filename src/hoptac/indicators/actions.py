"""Declaring an organization's figures of a year, and computing them anew from its books and registers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.indicators.books import figures_from_books
from hoptac.indicators.queries import counted_capital, find_subject, has_live_year, newest_declaration
from hoptac.indicators.rules import Subject, YearFigures, completed
from hoptac.indicators.writing import UNCOUNT_DECLARED, figures_row, write_figures
from hoptac.kit.errors import NotFound


async def declare_figures(
    session: AsyncSession,
    subject: Subject,
    figures: YearFigures,
    *,
    year: int,
    as_of: date,
    source_note: str,
    at: datetime,
    keeps_books: bool = True,
) -> bool:
    """Write what is declared for a year of the organization that the session is in; False where nothing changed.

    The declared row counts unless the organization's own books give a live one. `keeps_books=False` says that there
    can be none, and spares looking.
    """
    is_live = keeps_books and await has_live_year(session, subject.org_id, year=year)
    row = figures_row(
        subject, figures, year=year, month=0, source="declared", counted=not is_live, as_of=as_of,
        source_note=source_note, at=at,
    )  # fmt: skip
    return await write_figures(session, row)


async def recompute(session: AsyncSession, org_id: UUID, *, today: date, at: datetime) -> bool:
    """Write the live figures of this month and this year from the books and registers; False where nothing changed.

    The figures are computed anew each time, so running it twice, or after a missed change, gives the same rows.
    """
    found = await find_subject(session, org_id)
    if found is None:
        raise NotFound
    subject, founded_year = found
    books = await figures_from_books(session, org_id, year=today.year, founded_year=founded_year)
    declaration = await newest_declaration(session, org_id, year=today.year)
    figures = completed(
        books,
        declaration.figures if declaration else None,
        declared_this_year=declaration is not None and declaration.year == today.year,
        capital_before_dong=await counted_capital(session, org_id, year=today.year - 1),
    )
    await session.execute(UNCOUNT_DECLARED, {"of_org": org_id, "of_year": today.year})
    changes = [
        await write_figures(
            session,
            figures_row(
                subject, figures, year=today.year, month=month, source="live", counted=month == 0, as_of=today,
                source_note="", at=at,
            ),
        )
        for month in (today.month, 0)
    ]  # fmt: skip
    return any(changes)
