"""Who sits where: the reads behind the guard and the sign-in form."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person, Seat, SignInAttempt, WebSession
from hoptac.kit.db import Database
from hoptac.kit.prepared import Prepared
from hoptac.organizations.models import Organization


class SeatRow(msgspec.Struct, frozen=True):
    """One seat of the person who is signed in; the organization's fields are empty for a person without seats."""

    person_id: UUID
    person_name: str
    is_platform_administrator: bool
    role: str | None
    org_id: UUID | None
    slug: str | None
    org_name: str | None
    kind: str | None
    alliance_path: str | None


_OPEN_SEAT = (
    (Seat.person_id == Person.id)
    & (Seat.valid_from <= bindparam("today"))
    & or_(Seat.valid_to.is_(None), Seat.valid_to >= bindparam("today"))
)
SEATS_OF_SESSION = Prepared(
    select(
        Person.id,
        Person.name,
        Person.is_platform_administrator,
        Seat.role,
        Organization.id,
        Organization.slug,
        Organization.name,
        Organization.kind,
        Organization.alliance_path,
    )
    .select_from(WebSession)
    .join(Person, Person.id == WebSession.person_id)
    .outerjoin(Seat, _OPEN_SEAT)
    .outerjoin(Organization, Organization.id == Seat.org_id)
    .where(WebSession.token_hash == bindparam("token_hash"), WebSession.expires_at > bindparam("now"))
    .order_by(Organization.sort_key, Seat.role)
)
PERSON_BY_SIGN_IN_NAME = select(Person.id, Person.password_hash).where(
    or_(Person.phone == bindparam("sign_in_name"), Person.email == bindparam("sign_in_name"))
)
COUNT_ATTEMPTS = select(func.count()).where(
    SignInAttempt.key == bindparam("key"), SignInAttempt.attempted_at > bindparam("since")
)


async def list_seats_of_session(database: Database, token_hash: bytes, *, today: date, now: datetime) -> list[SeatRow]:
    """Every seat of the signed-in person, one row each; one row without a seat if there is none; none if signed out.

    Asked before every page and deed, so by itself: a transaction around it would take three times as long.
    """
    found = await database.ask(SEATS_OF_SESSION, {"token_hash": token_hash, "today": today, "now": now})
    return [SeatRow(*row) for row in found]


async def find_person(session: AsyncSession, sign_in_name: str) -> tuple[UUID, str] | None:
    """The person's id and password hash by phone or e-mail address."""
    row = (await session.execute(PERSON_BY_SIGN_IN_NAME, {"sign_in_name": sign_in_name})).first()
    return (row[0], row[1]) if row else None


async def count_attempts(session: AsyncSession, key: str, since: datetime) -> int:
    """Failed sign-ins under a key since a moment."""
    return (await session.execute(COUNT_ATTEMPTS, {"key": key, "since": since})).scalar_one()
