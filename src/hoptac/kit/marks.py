"""Marks: something changed, so what is taken from it must be taken anew; written in the transaction of the change."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import SmallInteger
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import LOCAL, Base, KeyText
from hoptac.kit.identifiers import new_id
from hoptac.kit.prepared import Prepared

EVERY_YEAR = 0


class IndicatorMark(Base):
    """One organization that waits for the worker, and when it last changed."""

    __tablename__ = "indicator_marks"
    __table_args__ = (LOCAL,)

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    marked_at: Mapped[datetime]


class SumsMark(Base):
    """Figures of a year, or the registry (year 0: every year), changed below an alliance's path.

    Only added and taken away, never changed: two changes below one alliance do not wait for each other.
    """

    __tablename__ = "sums_marks"
    __table_args__ = (LOCAL,)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_path: Mapped[KeyText] = mapped_column(index=True)
    year: Mapped[int] = mapped_column(SmallInteger)
    marked_at: Mapped[datetime]


_INSERT = insert(Base.metadata.tables[IndicatorMark.__tablename__])
MARK = Prepared(
    _INSERT.on_conflict_do_update(index_elements=["org_id"], set_={"marked_at": _INSERT.excluded.marked_at})
)
MARK_SUMS = Prepared(insert(Base.metadata.tables[SumsMark.__tablename__]))


async def mark(session: AsyncSession, org_id: UUID, at: datetime) -> None:
    """Ask for the organization's figures to be recomputed; `at` is the moment of the change (UTC)."""
    await MARK.run(session, {"org_id": org_id, "marked_at": at})


async def mark_sums(session: AsyncSession, path: str, at: datetime, *, year: int = EVERY_YEAR) -> None:
    """Ask for the sums of the alliances at or above a path to be taken anew; once in a transaction is enough.

    To be called by whoever writes a figure that counts, or a row of the registry: founds an organization, or changes
    its kind, area, field or founding year. An organization that moves is to be marked at both its paths.
    """
    done: set[tuple[str, int]] = session.info.setdefault("sums_marked", set())
    if path and (path, year) not in done:
        done.add((path, year))
        await MARK_SUMS.run(session, {"id": new_id(), "alliance_path": path, "year": year, "marked_at": at})
