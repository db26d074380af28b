"""The one table of this room: which years' statements were filed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base


class FiledYear(Base):
    """The statements of one year were filed; from then on its errors are corrected in the year of discovery
    (Accounting Law, Art. 27.3). Written once, never changed."""

    __tablename__ = "filed_years"
    __table_args__ = (
        CheckConstraint("extract(year from filed_on) > year", name="filed_after_the_year"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    filed_on: Mapped[date]
    filed_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


FILED_YEARS = Base.metadata.tables[FiledYear.__tablename__]
