"""Who is signed in, and with what: the reads behind the guard and the sign-in form."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import MemberAccess, MemberPin, NoticeCount, Person, Seat, SignInAttempt, WebSession
from hoptac.kit.db import Database
from hoptac.kit.prepared import Prepared
from hoptac.organizations.models import Organization


class SeatRow(msgspec.Struct, frozen=True):
    """One seat of the person who is signed in; the organization's fields are empty for a person without seats."""

    person_id: UUID
    person_name: str
    is_platform_administrator: bool
    has_one_time_password: bool
    by_pin: bool
    is_member: bool
    seen_at: datetime
    role: str | None
    org_id: UUID | None
    slug: str | None
    org_name: str | None
    kind: str | None
    alliance_path: str | None
    org_short_name: str | None
    overdue: int | None = None
    soon: int | None = None
    """What the bell of this person shows in this organization; None before it was counted."""


class SessionRow(msgspec.Struct, frozen=True):
    """One open session of a person."""

    token_hash: bytes
    device: str
    created_at: datetime
    seen_at: datetime


class SignInRow(msgspec.Struct, frozen=True):
    """What a sign-in is decided by."""

    person_id: UUID
    password_hash: str
    one_time_until: datetime | None
    locked_at: datetime | None
    pin_failures: int | None
    """None for a person without a PIN."""


OPEN_ACCESS = MemberAccess.ended_at.is_(None)
_IS_MEMBER = select(MemberAccess.id).where(MemberAccess.person_id == Person.id, OPEN_ACCESS).exists()
OPEN_SEAT = (Seat.valid_from <= bindparam("today")) & or_(Seat.valid_to.is_(None), Seat.valid_to > bindparam("today"))
# A session of somebody who is locked, or whose one-time password ran out before it was replaced, is no session. A PIN has
# nothing to do with passwords, and opens no seats.
SEATS_OF_SESSION = Prepared(
    select(
        Person.id,
        Person.name,
        Person.is_platform_administrator,
        Person.one_time_until.is_not(None),
        WebSession.by_pin,
        _IS_MEMBER,
        WebSession.seen_at,
        Seat.role,
        Organization.id,
        Organization.slug,
        Organization.name,
        Organization.kind,
        Organization.alliance_path,
        Organization.short_name,
        NoticeCount.overdue,
        NoticeCount.soon,
    )
    .select_from(WebSession)
    .join(Person, Person.id == WebSession.person_id)
    .outerjoin(Seat, (Seat.person_id == Person.id) & OPEN_SEAT & ~WebSession.by_pin)
    .outerjoin(Organization, Organization.id == Seat.org_id)
    .outerjoin(NoticeCount, (NoticeCount.org_id == Seat.org_id) & (NoticeCount.person_id == Person.id))
    .where(
        WebSession.token_hash == bindparam("token_hash"),
        WebSession.expires_at > bindparam("now"),
        Person.locked_at.is_(None),
        or_(WebSession.by_pin, Person.one_time_until.is_(None), Person.one_time_until > bindparam("now")),
    )
    .order_by(Organization.sort_key, Seat.role)
)
SIGN_IN = select(
    Person.id, Person.password_hash, Person.one_time_until, Person.locked_at, MemberPin.failures
).outerjoin(MemberPin, MemberPin.person_id == Person.id)
SIGN_IN_BY_NAME = SIGN_IN.where(
    or_(Person.phone == bindparam("sign_in_name"), Person.email == bindparam("sign_in_name"))
)
SIGN_IN_BY_ID = SIGN_IN.where(Person.id == bindparam("person_id"))
COUNT_ATTEMPTS = select(func.count()).where(
    SignInAttempt.key == bindparam("key"), SignInAttempt.attempted_at > bindparam("since")
)
# One after another for each key: a hundred guesses sent at once must not all find the count of before.
LOCK_KEY = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), 0)))
SESSIONS_OF_PERSON = (
    select(WebSession.token_hash, WebSession.device, WebSession.created_at, WebSession.seen_at)
    .where(WebSession.person_id == bindparam("person_id"), WebSession.expires_at > bindparam("now"))
    .order_by(WebSession.seen_at.desc(), WebSession.created_at.desc())
)


async def list_seats_of_session(database: Database, token_hash: bytes, *, today: date, now: datetime) -> list[SeatRow]:
    """Every seat of the signed-in person, one row each; one row without a seat if there is none; none if signed out.

    Asked before every page and deed, so by itself: a transaction around it would take three times as long.
    """
    found = await database.ask(SEATS_OF_SESSION, {"token_hash": token_hash, "today": today, "now": now})
    return [SeatRow(*row) for row in found]


async def find_sign_in(session: AsyncSession, sign_in_name: str) -> SignInRow | None:
    """By phone or e-mail address, as stored."""
    row = (await session.execute(SIGN_IN_BY_NAME, {"sign_in_name": sign_in_name})).first()
    return SignInRow(*row) if row else None


async def get_sign_in(session: AsyncSession, person_id: UUID) -> SignInRow:
    """Of a person who is known to be there."""
    return SignInRow(*(await session.execute(SIGN_IN_BY_ID, {"person_id": person_id})).one())


async def count_attempts(session: AsyncSession, keys: Sequence[str], since: datetime) -> dict[str, int]:
    """Wrong passwords under each key since a moment; until the transaction ends nobody else counts these keys."""
    counts: dict[str, int] = {}
    for key in sorted(keys):  # always in the same order, so that two never wait for each other
        await session.execute(LOCK_KEY, {"key": key})
        counts[key] = (await session.execute(COUNT_ATTEMPTS, {"key": key, "since": since})).scalar_one()
    return counts


async def list_sessions(session: AsyncSession, person_id: UUID, *, now: datetime) -> list[SessionRow]:
    """The person's open sessions, the last used first."""
    return [SessionRow(*row) for row in await session.execute(SESSIONS_OF_PERSON, {"person_id": person_id, "now": now})]
