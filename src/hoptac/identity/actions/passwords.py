"""Choosing a password of one's own, and one-time passwords made by others."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.deeds import record_deed
from hoptac.identity.actions.hashing import hash_one_time_password, hash_password, is_password_right
from hoptac.identity.actions.sign_in import close_sessions
from hoptac.identity.models import Person
from hoptac.identity.queries.people import get_person
from hoptac.identity.queries.seats import HeldSeat, is_known_elsewhere
from hoptac.identity.queries.sessions import get_sign_in
from hoptac.identity.rules.passwords import ONE_TIME_LENGTH, PasswordUnchanged, check_password, new_one_time_password
from hoptac.identity.rules.people import NotYourself
from hoptac.identity.rules.seats import PasswordIsTheirOwn


async def change_password(
    session: AsyncSession, *, person_id: UUID, password: str, token_hash: bytes, now: datetime
) -> None:
    """Set a password of one's own; every other session is closed, only the one with `token_hash` goes on.

    Raises what `check_password` raises, and PasswordUnchanged for the password that is there already.
    """
    person, current = await get_person(session, person_id), await get_sign_in(session, person_id)
    check_password(password, known=(person.name, person.phone, person.email))
    if await is_password_right(current.password_hash, password, is_one_time=current.one_time_until is not None):
        raise PasswordUnchanged
    values = {"password_hash": await hash_password(password), "one_time_until": None}
    await session.execute(update(Person).where(Person.id == person_id).values(values))
    await close_sessions(session, person_id, but=token_hash)
    await record_deed(session, "password_changed", ("person", person_id), actor_id=person_id, now=now)


async def give_one_time_password(
    session: AsyncSession, person_id: UUID, *, actor_id: UUID, now: datetime, org_id: UUID | None = None
) -> str:
    """A new one-time password in place of the old password; what is open is closed. Raises NotYourself."""
    if person_id == actor_id:
        raise NotYourself
    await get_person(session, person_id)
    password = new_one_time_password()
    values = {"password_hash": await hash_one_time_password(password), "one_time_until": now + ONE_TIME_LENGTH}
    await session.execute(update(Person).where(Person.id == person_id).values(values))
    await close_sessions(session, person_id)
    subject = ("person", person_id)
    await record_deed(session, "one_time_password_given", subject, actor_id=actor_id, now=now, org_id=org_id)
    return password


async def renew_one_time_password(
    session: AsyncSession, org_id: UUID, seat: HeldSeat, *, actor_id: UUID, today: date, now: datetime
) -> str:
    """Another one-time password for a seat's holder who never used the first.

    Raises PasswordIsTheirOwn for anybody who has chosen a password, sits elsewhere too or runs the platform: otherwise
    the chair of one cooperative could sign in to another as its accountant.
    """
    has_ended = seat.valid_to is not None and seat.valid_to <= today
    has_more = (await get_person(session, seat.person_id)).is_platform_administrator or await is_known_elsewhere(
        session, org_id, seat.person_id, today
    )
    if has_ended or has_more or seat.one_time_until is None:
        raise PasswordIsTheirOwn
    return await give_one_time_password(session, seat.person_id, actor_id=actor_id, now=now, org_id=org_id)
