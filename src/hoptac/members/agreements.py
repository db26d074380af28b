"""Written agreements with members (form 03-BH): what makes a supply to an official member an internal transaction.

Law 17/2023/QH15, Art. 4.1–4.2.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    Uuid,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base
from hoptac.members.models import Member


class MemberAgreement(Base):
    """One agreement, in force from `valid_from` to `valid_to` or without an end."""

    __tablename__ = "member_agreements"
    __table_args__ = (
        UniqueConstraint("org_id", "number"),
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        Index("ix_member_agreements_party_id", "org_id", "party_id"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    number: Mapped[str]
    signed_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


_members, _agreements = Member.__table__.c, MemberAgreement.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_OFFICIAL = select(
    _members.party_id,
    select(func.count())
    .select_from(MemberAgreement.__table__)
    .where(
        _agreements.org_id == _ORG_ID,
        _agreements.party_id == _members.party_id,
        _agreements.valid_from <= bindparam("day"),
        or_(_agreements.valid_to.is_(None), _agreements.valid_to >= bindparam("day")),
    )
    .scalar_subquery(),
).where(
    _members.org_id == _ORG_ID,
    _members.party_id == func.any(bindparam("party_ids", type_=ARRAY(Uuid()))),
    _members.kind == "official",
)


async def official_members(
    session: AsyncSession, org_id: UUID, party_ids: Sequence[UUID], day: date
) -> dict[UUID, bool]:
    """Of these parties the official members, and whether an agreement with each is in force on the day."""
    found = await session.execute(_OFFICIAL, {"org_id": org_id, "party_ids": list(party_ids), "day": day})
    return {party_id: bool(agreements) for party_id, agreements in found}
