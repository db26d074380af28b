"""The pairs of members that somebody has told apart."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class DistinctMembers(Base):
    """Two members who look like one and are two: who said so, and when."""

    __tablename__ = "distinct_members"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "first_id"], ["members.org_id", "members.party_id"]),
        ForeignKeyConstraint(["org_id", "second_id"], ["members.org_id", "members.party_id"]),
        CheckConstraint("first_id < second_id", name="in_order"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    first_id: Mapped[UUID] = mapped_column(primary_key=True)
    second_id: Mapped[UUID] = mapped_column(primary_key=True)
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime]
