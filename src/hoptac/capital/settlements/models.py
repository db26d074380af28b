"""The table of heirs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, SmallInteger, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class TerminationHeir(Base):
    """One heir of a member who died, with the share as a fraction and the part of the capital in đồng; settled by an
    inheritance (`taken_by` is the member who has the part now) or by a refund of its value."""

    __tablename__ = "termination_heirs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["org_id", "termination_id"], ["membership_terminations.org_id", "membership_terminations.id"]
        ),
        ForeignKeyConstraint(["org_id", "refund_id"], ["refunds.org_id", "refunds.id"]),
        ForeignKeyConstraint(["org_id", "taken_by"], ["members.org_id", "members.party_id"]),
        UniqueConstraint("org_id", "termination_id", "position", name="uq_termination_heirs_position"),
        CheckConstraint("name <> '' AND basis <> ''", name="has_a_name_and_a_basis"),
        CheckConstraint("share_numerator > 0 AND share_numerator <= share_denominator", name="share_is_a_part"),
        CheckConstraint("amount_dong >= 0", name="amount_not_below_zero"),
        CheckConstraint("num_nulls(refund_id, settled_at) IN (0, 2)", name="settling_is_whole"),
        CheckConstraint("taken_by IS NULL OR refund_id IS NOT NULL", name="taken_by_a_deed"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    termination_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str]
    relation: Mapped[str]
    share_numerator: Mapped[int]
    share_denominator: Mapped[int]
    amount_dong: Mapped[int]
    basis: Mapped[str]
    """The paper that says who inherits: a will, an agreement of the heirs, a judgment."""
    refund_id: Mapped[UUID | None]
    """The row of the register by which the part left the dead member's capital."""
    taken_by: Mapped[UUID | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


HEIRS: Table = Base.metadata.tables[TerminationHeir.__tablename__]
