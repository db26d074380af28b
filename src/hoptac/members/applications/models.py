"""Applications to join and the online form that brings them in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import TENANT, Base, KeyText, one_of
from hoptac.members.models import KINDS
from hoptac.parties.models import KINDS as PARTY_KINDS

SOURCES = ("paper", "online")
STATES = ("waiting", "admitted", "refused", "withdrawn")
_ENDED = "num_nonnulls(ended_on, ended_by, ended_at)"


class OnlineForm(Base):
    """Whether strangers may send applications to the organization online; no row: not."""

    __tablename__ = "application_forms"
    __table_args__ = (TENANT,)

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    is_open: Mapped[bool]
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]


class Application(Base):
    """One application (đơn tự nguyện gia nhập, Law 17/2023/QH15 Art. 30.3): who asks, for what, and what came of it.

    It changes while it waits; what was decided stands. Sums are đồng.
    """

    __tablename__ = "applications"
    __table_args__ = (
        ForeignKeyConstraint(["org_id", "decision_id"], ["decisions.org_id", "decisions.id"]),
        ForeignKeyConstraint(["org_id", "party_id"], ["parties.org_id", "parties.id"]),
        ForeignKeyConstraint(["org_id", "same_party_id"], ["parties.org_id", "parties.id"]),
        CheckConstraint(one_of("source", SOURCES), name="source_is_known"),
        CheckConstraint(one_of("state", STATES), name="state_is_known"),
        CheckConstraint(one_of("party_kind", PARTY_KINDS), name="party_kind_is_known"),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("source = 'paper' OR consented_at IS NOT NULL", name="online_ones_agree"),
        CheckConstraint("source = 'online' OR recorded_by IS NOT NULL", name="paper_ones_are_typed_in"),
        CheckConstraint(f"(state = 'waiting') = ({_ENDED} = 0) AND {_ENDED} IN (0, 3)", name="ending_is_whole"),
        CheckConstraint("(decision_id IS NOT NULL) = (state IN ('admitted', 'refused'))", name="decisions_decide"),
        CheckConstraint("(party_id IS NOT NULL) = (state = 'admitted')", name="admitted_are_parties"),
        CheckConstraint("state <> 'refused' OR reason <> ''", name="refusals_have_reasons"),
        CheckConstraint("ended_on >= received_on", name="ended_after_received"),
        CheckConstraint("pledge_dong > 0 AND fee_dong > 0", name="sums_not_below_zero"),
        CheckConstraint(
            "num_nonnulls(sealed_identity_number, identity_number_index) IN (0, 2)", name="number_has_its_index"
        ),
        UniqueConstraint("org_id", "code"),
        UniqueConstraint("org_id", "request_key"),
        Index("ix_applications_state", "org_id", "state", "received_on", "id"),
        Index("ix_applications_party_id", "org_id", "party_id", postgresql_where="party_id IS NOT NULL"),
        TENANT,
    )

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    """What the applicant looks the state up by."""
    source: Mapped[str]
    received_on: Mapped[date]
    state: Mapped[str]
    ended_on: Mapped[date | None]
    """The day of the decision or of the withdrawal."""
    reason: Mapped[str] = mapped_column(server_default="")
    """Why it was refused or withdrawn."""
    party_kind: Mapped[str]
    name: Mapped[str]
    search_key: Mapped[KeyText]
    gender: Mapped[str | None]
    born_on: Mapped[date | None]
    born_year: Mapped[int | None] = mapped_column(SmallInteger)
    sealed_identity_number: Mapped[bytes | None] = mapped_column(LargeBinary)
    identity_number_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed, and the fingerprint it is found by: as in the table of parties."""
    phone: Mapped[str | None]
    address: Mapped[str | None]
    hamlet: Mapped[str | None]
    nationality: Mapped[str]
    is_foreign_invested: Mapped[bool]
    representative_name: Mapped[str | None]
    representative_relation: Mapped[str | None]
    representative_phone: Mapped[str | None]
    kind: Mapped[str]
    pledge_dong: Mapped[int | None]
    services: Mapped[str] = mapped_column(server_default="")
    """Which products and services the applicant will use, or which labour contribute (Art. 4.17)."""
    note: Mapped[str] = mapped_column(server_default="")
    same_party_id: Mapped[UUID | None]
    """Whom the board said the applicant is: somebody who was a member, or is known otherwise."""
    is_somebody_else: Mapped[bool] = mapped_column(server_default=false())
    """The board said that those of the same name are other people."""
    consented_at: Mapped[datetime | None]
    decision_id: Mapped[UUID | None]
    party_id: Mapped[UUID | None]
    fee_dong: Mapped[int | None]
    """The membership fee that is due with the admission (Art. 30.3, 32.3.a)."""
    request_key: Mapped[UUID]
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime]
    ended_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
