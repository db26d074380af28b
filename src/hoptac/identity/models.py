"""People, seats, PINs, sessions, sign-in attempts, and the deeds that belong to no single organization."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import LOCAL, REFERENCE, Base, KeyText, one_of

ROLES = (
    "chair",
    "director",
    "accountant",
    "cashier",
    "supervisor",
    "member",
    "alliance_leader",
    "alliance_officer",
    "alliance_viewer",
)


class Person(Base):
    """Someone who can sign in; phone and e-mail are unique over all organizations."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("phone IS NOT NULL OR email IS NOT NULL", name="can_be_addressed"),
        Index("ix_people_sort_key", "sort_key", "id"),
        REFERENCE,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    sort_key: Mapped[KeyText]
    search_key: Mapped[KeyText]
    phone: Mapped[str | None] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str]
    """Empty for a member who has a PIN alone: no password opens it."""
    one_time_until: Mapped[datetime | None]
    """Set while the password is one that somebody else made: until when it opens the door to choosing one's own."""
    locked_at: Mapped[datetime | None]
    """Set while the sign-in is locked: nothing opens, and open sessions are dead."""
    is_platform_administrator: Mapped[bool]
    created_at: Mapped[datetime]


class Seat(Base):
    """A person's place and role in one organization; `valid_to` is the first day without it, so that ending is at once."""

    __tablename__ = "seats"
    __table_args__ = (
        CheckConstraint(one_of("role", ROLES), name="role_is_known"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        Index("uq_seats_open", "org_id", "person_id", "role", unique=True, postgresql_where="valid_to IS NULL"),
        Index("ix_seats_person_id", "person_id"),
        REFERENCE,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"))
    role: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class MemberPin(Base):
    """Six digits by which a member reads her own page and nothing else. `failures` counts wrong ones since the last right one;
    at the limit the PIN is dead, and only a new paper code makes another."""

    __tablename__ = "member_pins"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures_not_negative"), REFERENCE)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    pin_hash: Mapped[str]
    failures: Mapped[int] = mapped_column(SmallInteger)
    set_at: Mapped[datetime]


class MemberAccess(Base):
    """That a person may read a member's page in an organization. Which member it is stands in the organization's own rows,
    under the same id (`member_links`)."""

    __tablename__ = "member_accesses"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= began_at", name="ends_after_it_begins"),
        Index("ix_member_accesses_open", "person_id", postgresql_where="ended_at IS NULL"),
        REFERENCE,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id"))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WebSession(Base):
    """A signed-in browser; the cookie holds the token, the row only its hash. `seen_at` is right to a quarter of an hour."""

    __tablename__ = "web_sessions"
    __table_args__ = (
        Index("ix_web_sessions_person_id", "person_id"),
        Index("ix_web_sessions_seen_at", "seen_at"),
        LOCAL,
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID]
    device: Mapped[str]
    """Browser and system in words (`Chrome, Android`), for the person to know the session by; no more is kept."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    by_pin: Mapped[bool] = mapped_column(server_default=false())
    """Opened by a PIN: it shows the member's own pages and none of the seats."""


class NoticeCount(Base):
    """What the bell of one person in one organization shows, counted now and then by the room that knows (`hoptac.tasks`):
    the guard reads it with the seats, so that no page counts anything."""

    __tablename__ = "notice_counts"
    __table_args__ = (LOCAL,)

    org_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    overdue: Mapped[int]
    soon: Mapped[int]
    counted_at: Mapped[datetime]


class SignInAttempt(Base):
    """A password that was tried and not found right, kept for as long as the rate limit looks back."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_key", "key", "attempted_at"), LOCAL)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str]
    attempted_at: Mapped[datetime]


class PlatformDeed(Base):
    """A deed on people, sign-ins or the registry itself; never changed and never deleted by the app's role.

    What is done to the rows of one organization is in that organization's own audit log (`hoptac.kit.audit`).
    """

    __tablename__ = "platform_deeds"
    __table_args__ = (
        Index("ix_platform_deeds_subject", "subject_kind", "subject_id"),
        Index("ix_platform_deeds_org_id", "org_id"),
        REFERENCE,
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[UUID]
    verb: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    org_id: Mapped[UUID | None] = mapped_column(ForeignKey("organizations.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)
