"""Reads of figures inside one organization."""

from uuid import UUID

import msgspec
from sqlalchemy import bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.indicators.models import Figures
from hoptac.indicators.rules import Subject, YearFigures
from hoptac.organizations.models import Organization

FIGURE_COLUMNS = tuple(getattr(Figures, name) for name in YearFigures.__struct_fields__)

SUBJECT = select(
    Organization.id,
    Organization.alliance_path,
    Organization.kind,
    Organization.activity_field,
    Organization.area_id,
    Organization.founded_year,
).where(Organization.id == bindparam("org_id"))
NEWEST_DECLARED = (
    select(Figures.year, *FIGURE_COLUMNS)
    .where(
        Figures.org_id == bindparam("org_id"),
        Figures.month == 0,
        Figures.source == "declared",
        Figures.year <= bindparam("year"),
    )
    .order_by(Figures.year.desc())
    .limit(1)
)
COUNTED_CAPITAL = select(Figures.charter_capital_dong).where(
    Figures.org_id == bindparam("org_id"), Figures.year == bindparam("year"), Figures.month == 0, Figures.counted
)
HAS_LIVE = select(
    exists().where(
        Figures.org_id == bindparam("org_id"),
        Figures.year == bindparam("year"),
        Figures.month == 0,
        Figures.source == "live",
    )
)


class Declaration(msgspec.Struct, frozen=True):
    """The figures an organization, or the alliance for it, declared for a year."""

    year: int
    figures: YearFigures


async def find_subject(session: AsyncSession, org_id: UUID) -> tuple[Subject, int | None] | None:
    """The organization as its figures are grouped, and the year it was founded in."""
    row = (await session.execute(SUBJECT, {"org_id": org_id})).first()
    return (Subject(*row[:5]), row[5]) if row else None


async def newest_declaration(session: AsyncSession, org_id: UUID, *, year: int) -> Declaration | None:
    """The newest declared figures up to a year."""
    row = (await session.execute(NEWEST_DECLARED, {"org_id": org_id, "year": year})).first()
    if row is None:
        return None
    return Declaration(row[0], YearFigures(**dict(zip(YearFigures.__struct_fields__, row[1:], strict=True))))


async def counted_capital(session: AsyncSession, org_id: UUID, *, year: int) -> int | None:
    """The charter capital in đồng that counts for a year."""
    return (await session.execute(COUNTED_CAPITAL, {"org_id": org_id, "year": year})).scalar()


async def has_live_year(session: AsyncSession, org_id: UUID, *, year: int) -> bool:
    """Whether the organization's own books give figures for the year."""
    return bool((await session.execute(HAS_LIVE, {"org_id": org_id, "year": year})).scalar_one())
