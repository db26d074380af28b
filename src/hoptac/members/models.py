"""The register of members."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of

KINDS = ("official", "associate_contributing", "associate_noncontributing")


class Member(Base):
    """The membership of one party (Law 17/2023/QH15 Arts. 4.16 to 4.19, 15). Its party has the key to organizations."""

    __tablename__ = "members"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint("number <> ''", name="has_a_number"),
        CheckConstraint("production_area_m2 >= 0", name="area_not_below_zero"),
        UniqueConstraint("org_id", "number"),
        Index("ix_members_joined_on", "org_id", "joined_on", "party_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[KeyText]
    kind: Mapped[str]
    joined_on: Mapped[date | None]
    production_area_m2: Mapped[int | None]
    main_product: Mapped[str | None]
    created_at: Mapped[datetime]
