"""Signing in and out, and giving people their seats."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person, Seat, SignInAttempt, WebSession
from hoptac.identity.queries import count_attempts, find_person
from hoptac.identity.rules import (
    ATTEMPT_WINDOW,
    ATTEMPTS_PER_ADDRESS,
    ATTEMPTS_PER_SIGN_IN,
    SESSION_LENGTH,
    NothingToSignInWith,
    PersonNameless,
    SignInNameTaken,
    SignInRefused,
    TooManyAttempts,
    check_password,
    check_role,
    normal_email,
    normal_phone,
    normal_sign_in_name,
)
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.vietnamese import clean_text
from hoptac.organizations.models import Organization

HASHER = PasswordHasher()
UNKNOWN_PERSON_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$Fc7a5k524xgIeDPd5WCAxQ$nx8PEFyJNltGWPuXtZwWMFVXXpBnWCFpaMf0jWG53bk"
)
"""Of a random token that nobody kept. Written down and not made at each start: a hash costs a tenth of a second."""


def hash_of(token: str) -> bytes:
    """What the database keeps of a session token: a stolen backup opens no session."""
    return hashlib.sha256(token.encode()).digest()


def _is_right(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except VerificationError:
        return False


async def refuse_if_tried_too_often(session: AsyncSession, *, sign_in_name: str, address: str, now: datetime) -> None:
    """Count the failures of this name and of this network address in the window; raises TooManyAttempts."""
    since = now - ATTEMPT_WINDOW
    for key, limit in ((f"name:{sign_in_name}", ATTEMPTS_PER_SIGN_IN), (f"address:{address}", ATTEMPTS_PER_ADDRESS)):
        if await count_attempts(session, key, since) >= limit:
            raise TooManyAttempts


async def note_failed_attempt(session: AsyncSession, *, sign_in_name: str, address: str, now: datetime) -> None:
    """Write a failure under both keys and forget those that no longer count."""
    await session.execute(delete(SignInAttempt).where(SignInAttempt.attempted_at < now - ATTEMPT_WINDOW))
    keys = (f"name:{sign_in_name}", f"address:{address}")
    await session.execute(insert(SignInAttempt), [{"id": new_id(), "key": key, "attempted_at": now} for key in keys])


async def verify_sign_in(session: AsyncSession, *, sign_in_name: str, password: str) -> UUID:
    """The person's id; raises SignInRefused. An unknown name costs the same time as a wrong password."""
    found = await find_person(session, normal_sign_in_name(sign_in_name))
    person_id, password_hash = found or (None, UNKNOWN_PERSON_HASH)
    is_right = _is_right(password_hash, password)
    if person_id is None or not is_right:
        raise SignInRefused
    return person_id


async def open_session(session: AsyncSession, *, person_id: UUID, now: datetime) -> str:
    """A new session's token for the cookie; sessions that ran out are swept on the way."""
    token = secrets.token_urlsafe(32)
    await session.execute(delete(WebSession).where(WebSession.expires_at < now))
    row = {"token_hash": hash_of(token), "person_id": person_id, "created_at": now, "expires_at": now + SESSION_LENGTH}
    await session.execute(insert(WebSession), row)
    return token


async def close_session(session: AsyncSession, token: str) -> None:
    """Sign out: the token opens nothing from now on."""
    await session.execute(delete(WebSession).where(WebSession.token_hash == hash_of(token)))


async def create_person(
    session: AsyncSession,
    *,
    name: str,
    phone: str | None,
    email: str | None,
    password: str,
    seats: Sequence[tuple[str, str]],
    today: date,
    now: datetime,
    is_platform_administrator: bool = False,
) -> UUID:
    """A person with seats given as (organization's slug, role); a seat that is given twice is one seat.

    Raises PersonNameless, NothingToSignInWith, SignInNameTaken, and what `give_seat` and the rules of names raise.
    """
    check_password(password)
    plain_name = clean_text(name)
    if not plain_name:
        raise PersonNameless
    if not phone and not email:
        raise NothingToSignInWith
    person_id = new_id()
    person = {
        "id": person_id,
        "name": plain_name,
        "phone": normal_phone(phone) if phone else None,
        "email": normal_email(email) if email else None,
        "password_hash": HASHER.hash(password),
        "is_platform_administrator": is_platform_administrator,
        "created_at": now,
    }
    try:
        await session.execute(insert(Person), person)
    except IntegrityError as error:
        raise SignInNameTaken from error
    for slug, role in dict.fromkeys(seats):
        await give_seat(session, person_id=person_id, slug=slug, role=role, today=today)
    return person_id


async def give_seat(session: AsyncSession, *, person_id: UUID, slug: str, role: str, today: date) -> None:
    """Seat a person in an organization from today on. Raises NotFound, UnknownRole, RoleOfOthers."""
    columns = (Organization.id, Organization.kind)
    organization = (await session.execute(select(*columns).where(Organization.slug == slug))).first()
    if organization is None:
        raise NotFound(_("Không có tổ chức “%(slug)s”.", slug=slug))
    org_id, kind = organization
    check_role(role, kind)
    seat = {
        "id": new_id(),
        "person_id": person_id,
        "org_id": org_id,
        "role": role,
        "valid_from": today,
        "valid_to": None,
    }
    await session.execute(insert(Seat), seat)
