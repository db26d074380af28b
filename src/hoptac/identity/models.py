"""People, seats, sessions and sign-in attempts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.identity.rules import ROLES
from hoptac.kit.db import LOCAL, REFERENCE, Base, one_of


class Person(Base):
    """Someone who can sign in; phone and e-mail are unique over all organizations."""

    __tablename__ = "people"
    __table_args__ = (CheckConstraint("phone IS NOT NULL OR email IS NOT NULL", name="can_be_addressed"), REFERENCE)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    phone: Mapped[str | None] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str]
    is_platform_administrator: Mapped[bool]
    created_at: Mapped[datetime]


class Seat(Base):
    """A person's place and role in one organization, from one day to another."""

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


class WebSession(Base):
    """A signed-in browser; the cookie holds the token, the row only its hash."""

    __tablename__ = "web_sessions"
    __table_args__ = (Index("ix_web_sessions_person_id", "person_id"), LOCAL)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SignInAttempt(Base):
    """A failed sign-in, kept for as long as the rate limit looks back."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_key", "key", "attempted_at"), LOCAL)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str]
    attempted_at: Mapped[datetime]
