"""Marks: an organization changed, so its figures must be computed anew; written in the transaction of the change."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import LOCAL, Base
from hoptac.kit.prepared import Prepared


class IndicatorMark(Base):
    """One organization that waits for the worker, and when it last changed."""

    __tablename__ = "indicator_marks"
    __table_args__ = (LOCAL,)

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    marked_at: Mapped[datetime]


_INSERT = insert(Base.metadata.tables[IndicatorMark.__tablename__])
MARK = Prepared(
    _INSERT.on_conflict_do_update(index_elements=["org_id"], set_={"marked_at": _INSERT.excluded.marked_at})
)


async def mark(session: AsyncSession, org_id: UUID, at: datetime) -> None:
    """Ask for the organization's figures to be recomputed; `at` is the moment of the change (UTC)."""
    await MARK.run(session, {"org_id": org_id, "marked_at": at})
