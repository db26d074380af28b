"""Signing in and out, and the limit on how often a password may be tried."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.deeds import record_deed
from hoptac.identity.actions.hashing import is_password_right
from hoptac.identity.models import MemberPin, SignInAttempt, WebSession
from hoptac.identity.queries.sessions import count_attempts, find_sign_in, get_sign_in
from hoptac.identity.rules.passwords import OldPasswordWrong
from hoptac.identity.rules.pins import PIN_FAILURES, is_pin, normal_pin
from hoptac.identity.rules.sign_in import (
    ATTEMPT_WINDOW,
    ATTEMPTS_PER_ADDRESS,
    ATTEMPTS_PER_NAME,
    SESSION_LENGTH,
    OneTimePasswordExpired,
    SignInLocked,
    SignInRefused,
    TooManyAttempts,
    normal_sign_in_name,
)
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id

# Counted before it is looked at, and by the row's own lock: guesses sent at once are counted one by one.
_GUESS = (
    update(MemberPin)
    .where(MemberPin.person_id == bindparam("person"), MemberPin.failures < PIN_FAILURES)
    .values(failures=MemberPin.failures + 1)
    .returning(MemberPin.pin_hash)
)
_OLD = select(SignInAttempt.id).with_for_update(skip_locked=True)


class SignedIn(NamedTuple):
    """The token of a new session, and whether a PIN opened it."""

    token: str
    by_pin: bool


def hash_of(token: str) -> bytes:
    """What the database keeps of a session token: a stolen backup opens no session."""
    return hashlib.sha256(token.encode()).digest()


async def note_attempt(
    session: AsyncSession, limits: Mapping[str, int], *, now: datetime, field: str = "sign_in_name"
) -> list[UUID]:
    """Write an attempt under each key before the password is looked at; raises TooManyAttempts at a key's limit.

    Written first and forgotten when it was right, because attempts that run at the same moment must see each other.
    One that is refused here is not written: who waits is not made to wait longer.
    """
    since = now - ATTEMPT_WINDOW
    await session.execute(
        delete(SignInAttempt).where(SignInAttempt.id.in_(_OLD.where(SignInAttempt.attempted_at < since)))
    )
    counts = await count_attempts(session, list(limits), since)
    if any(counts[key] >= limit for key, limit in limits.items()):
        raise TooManyAttempts(field=field)
    rows = [{"id": new_id(), "key": key, "attempted_at": now} for key in limits]
    await session.execute(insert(SignInAttempt), rows)
    return [row["id"] for row in rows]


async def forget_attempts(session: AsyncSession, ids: list[UUID], key: str) -> None:
    """The password was right: this attempt was no failure, and earlier ones under the name were slips."""
    await session.execute(delete(SignInAttempt).where(SignInAttempt.id.in_(ids) | (SignInAttempt.key == key)))


async def sign_in(
    database: Database, *, name: str, password: str, address: str, device: str, old_token: str | None, now: datetime
) -> SignedIn:
    """A new session; raises SignInRefused, TooManyAttempts, SignInLocked or OneTimePasswordExpired.

    Six digits are a PIN where the person has one, and open the member's own pages alone. In three steps of their own, since the attempt must stay written when the password is wrong, and no connection is
    held while the hash is made. A session that the browser had before is closed: its token is never carried over.
    """
    try:
        sign_in_name, limits = normal_sign_in_name(name), {f"address:{address}": ATTEMPTS_PER_ADDRESS}
    except SignInRefused:
        sign_in_name, limits = "", {f"address:{address}": ATTEMPTS_PER_ADDRESS}
    key = f"name:{sign_in_name}"
    if sign_in_name:
        limits[key] = ATTEMPTS_PER_NAME
    async with database.begin() as session:
        attempts = await note_attempt(session, limits, now=now)
        found = await find_sign_in(session, sign_in_name) if sign_in_name else None
        by_pin = found is not None and found.pin_failures is not None and is_pin(password)
        kept = found.password_hash if found else None
        if found is not None and by_pin:
            kept = (await session.execute(_GUESS, {"person": found.person_id})).scalar()
    typed = normal_pin(password) if by_pin else password
    is_one_time = found is not None and found.one_time_until is not None and not by_pin
    is_right = await is_password_right(kept or None, typed, is_one_time=is_one_time)
    if found is None or not is_right:
        raise SignInRefused
    async with database.begin() as session:
        await forget_attempts(session, attempts, key)
        if by_pin:
            await session.execute(update(MemberPin).where(MemberPin.person_id == found.person_id).values(failures=0))
    if found.locked_at is not None:
        raise SignInLocked
    if is_one_time and found.one_time_until is not None and found.one_time_until <= now:
        raise OneTimePasswordExpired
    async with database.begin() as session:
        if old_token:
            await close_session(session, old_token)
        token = await open_session(session, person_id=found.person_id, device=device, by_pin=by_pin, now=now)
    return SignedIn(token, by_pin)


async def check_old_password(database: Database, *, person_id: UUID, typed: str, now: datetime) -> None:
    """Raises OldPasswordWrong, or TooManyAttempts: an open session is no leave to guess the password either."""
    key = f"person:{person_id}"
    async with database.begin() as session:
        attempts = await note_attempt(session, {key: ATTEMPTS_PER_NAME}, now=now, field="old_password")
        found = await get_sign_in(session, person_id)
    if not await is_password_right(found.password_hash or None, typed, is_one_time=found.one_time_until is not None):
        raise OldPasswordWrong
    async with database.begin() as session:
        await forget_attempts(session, attempts, key)


async def open_session(
    session: AsyncSession, *, person_id: UUID, device: str, now: datetime, by_pin: bool = False
) -> str:
    """A new session's token for the cookie; sessions that ran out are swept on the way."""
    token = secrets.token_urlsafe(32)
    await session.execute(delete(WebSession).where(WebSession.expires_at < now))
    row = {"token_hash": hash_of(token), "person_id": person_id, "device": device, "by_pin": by_pin}
    times = {"created_at": now, "seen_at": now, "expires_at": now + SESSION_LENGTH}
    await session.execute(insert(WebSession), row | times)
    return token


async def note_seen(session: AsyncSession, token_hash: bytes, *, now: datetime) -> None:
    """Write down the session's last use."""
    await session.execute(update(WebSession).where(WebSession.token_hash == token_hash).values(seen_at=now))


async def close_session(session: AsyncSession, token: str) -> None:
    """Sign out: the token opens nothing from now on."""
    await session.execute(delete(WebSession).where(WebSession.token_hash == hash_of(token)))


async def close_sessions(session: AsyncSession, person_id: UUID, *, but: bytes | None = None) -> None:
    """Close every session of a person, except the one with the token hash `but`."""
    statement = delete(WebSession).where(WebSession.person_id == person_id)
    await session.execute(statement.where(WebSession.token_hash != but) if but else statement)


async def sign_out_everywhere(session: AsyncSession, person_id: UUID, *, now: datetime) -> None:
    """Close every session of one's own, this one included."""
    await close_sessions(session, person_id)
    await record_deed(session, "signed_out_everywhere", ("person", person_id), actor_id=person_id, now=now)


SESSION_SECONDS = SESSION_LENGTH // timedelta(seconds=1)
