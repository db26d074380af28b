"""The table of consents."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, one_of

PURPOSES = (
    "phone_messages", "bank_account", "identity_image", "photo", "ethnicity", "disability", "plot_location",
    "other_organizations",
)  # fmt: skip
WAYS = ("paper", "in_person", "in_app")


class Consent(Base):
    """One word of a person on one purpose, given or taken back; the newest counts. `reference`: the paper that proves it."""

    __tablename__ = "consents"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint(one_of("purpose", PURPOSES), name="purpose_is_known"),
        CheckConstraint(one_of("way", WAYS), name="way_is_known"),
        Index("ix_consents_party_id", "org_id", "party_id", "purpose"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    purpose: Mapped[str]
    is_given: Mapped[bool]
    decided_on: Mapped[date]
    way: Mapped[str]
    reference: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
