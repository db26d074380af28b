"""The figures of organizations: what rises to the alliance, and nothing else does."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

SOURCES = ("live", "declared")


class Figures(Base):
    """The figures of one organization in one month, or in the whole year (`month` 0), from one source.

    Of the whole-year rows of one year exactly one is `counted`: the live one if there is one, else the declared one.
    Kind, field, area and path are those of the organization when the row was written. Amounts in đồng, areas in m².
    """

    __tablename__ = "figures"
    __table_args__ = (
        CheckConstraint(one_of("source", SOURCES), name="source_is_known"),
        CheckConstraint("month BETWEEN 0 AND 12", name="month_of_the_year"),
        CheckConstraint("month = 0 OR (source = 'live' AND NOT counted)", name="months_are_live"),
        CheckConstraint(
            "effective IN (0, 1) AND under_2012_law IN (0, 1) AND linked IN (0, 1) AND model IN (0, 1)",
            name="answers_are_0_or_1",
        ),
        Index("uq_figures_counted", "org_id", "year", unique=True, postgresql_where="month = 0 AND counted"),
        # Year first: an equality, then the range of the paths below an alliance.
        Index("ix_figures_year_alliance_path", "year", "alliance_path", postgresql_where="month = 0 AND counted"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    month: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    counted: Mapped[bool]
    alliance_path: Mapped[KeyText]
    kind: Mapped[str]
    activity_field: Mapped[str | None]
    area_id: Mapped[UUID | None]
    members: Mapped[int | None]
    official_members: Mapped[int | None]
    regular_workers: Mapped[int | None]
    charter_capital_dong: Mapped[int | None]
    charter_capital_before_dong: Mapped[int | None]
    paid_in_dong: Mapped[int | None]
    revenue_dong: Mapped[int | None]
    profit_dong: Mapped[int | None]
    production_area_m2: Mapped[int | None]
    effective: Mapped[int | None] = mapped_column(SmallInteger)
    under_2012_law: Mapped[int | None] = mapped_column(SmallInteger)
    linked: Mapped[int | None] = mapped_column(SmallInteger)
    model: Mapped[int | None] = mapped_column(SmallInteger)
    founded_year: Mapped[int | None] = mapped_column(SmallInteger)
    main_product: Mapped[str]
    as_of: Mapped[date]
    source_note: Mapped[str]
    updated_at: Mapped[datetime]
