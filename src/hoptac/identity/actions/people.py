"""Adding people, changing how they are reached, and locking their sign-in."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.deeds import record_deed
from hoptac.identity.actions.hashing import hash_one_time_password, hash_password
from hoptac.identity.actions.seats import give_seat
from hoptac.identity.actions.sign_in import close_sessions
from hoptac.identity.models import Person
from hoptac.identity.queries.people import count_administrators, find_holder, get_person
from hoptac.identity.rules.passwords import ONE_TIME_LENGTH, check_password, new_one_time_password
from hoptac.identity.rules.people import Contact, LastAdministrator, NotYourself, SignInNameTaken, contact_of
from hoptac.kit.audit import SYSTEM
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.organizations.queries import get_id_and_kind


async def check_free(session: AsyncSession, contact: Contact, *, but: UUID | None = None) -> None:
    """Raises SignInNameTaken beside the field that another person (than `but`) signs in with."""
    if contact.phone and await find_holder(session, phone=contact.phone) not in (None, but):
        raise SignInNameTaken(field="phone")
    if contact.email and await find_holder(session, email=contact.email) not in (None, but):
        raise SignInNameTaken(field="email")


def _columns(contact: Contact) -> dict[str, str | None]:
    keys = {"sort_key": sort_key(contact.name), "search_key": search_key(contact.name)}
    return {"name": contact.name, "phone": contact.phone, "email": contact.email} | keys


async def insert_person(
    session: AsyncSession,
    contact: Contact,
    *,
    person_id: UUID | None = None,
    password_hash: str,
    one_time_until: datetime | None,
    is_platform_administrator: bool,
    actor_id: UUID,
    now: datetime,
) -> UUID:
    """Somebody new, with the id of a paper that is being used or a new one; raises SignInNameTaken."""
    await check_free(session, contact)
    person_id = person_id or new_id()
    row = _columns(contact) | {
        "id": person_id, "password_hash": password_hash, "one_time_until": one_time_until, "locked_at": None,
        "is_platform_administrator": is_platform_administrator, "created_at": now,
    }  # fmt: skip
    try:
        await session.execute(insert(Person), row)
    except IntegrityError as error:  # somebody else took the number between the check and here
        raise SignInNameTaken from error
    detail = {"is_platform_administrator": True} if is_platform_administrator else {}
    await record_deed(session, "person_added", ("person", person_id), actor_id=actor_id, now=now, detail=detail)
    return person_id


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
    actor_id: UUID = SYSTEM,
) -> UUID:
    """A person with a password of their own and seats given as (organization's slug, role), for the command line; a
    seat that is given twice is one seat.

    Refuses unknown slugs and roles, roles of another kind of organization, and taken names.
    """
    contact = contact_of(name, phone, email)
    check_password(password, known=contact)
    person_id = await insert_person(
        session, contact, password_hash=await hash_password(password), one_time_until=None,
        is_platform_administrator=is_platform_administrator, actor_id=actor_id, now=now,
    )  # fmt: skip
    for slug, role in dict.fromkeys(seats):
        org_id, kind = await get_id_and_kind(session, slug)
        await give_seat(session, org_id, kind, person_id=person_id, role=role, actor_id=actor_id, today=today, now=now)
    return person_id


async def add_person(session: AsyncSession, contact: Contact, *, actor_id: UUID, now: datetime) -> tuple[UUID, str]:
    """A person and the one-time password to be told to them; it is nowhere to be found again."""
    password = new_one_time_password()
    person_id = await insert_person(
        session, contact, password_hash=await hash_one_time_password(password), one_time_until=now + ONE_TIME_LENGTH,
        is_platform_administrator=False, actor_id=actor_id, now=now,
    )  # fmt: skip
    return person_id, password


async def change_contact(session: AsyncSession, contact: Contact, *, person_id: UUID, now: datetime) -> bool:
    """Change one's own name, phone or e-mail address; False where nothing changed. Raises SignInNameTaken."""
    found = await get_person(session, person_id)
    changed = [field for field in Contact._fields if getattr(found, field) != getattr(contact, field)]
    if not changed:
        return False
    await check_free(session, contact, but=person_id)
    try:
        await session.execute(update(Person).where(Person.id == person_id).values(_columns(contact)))
    except IntegrityError as error:
        raise SignInNameTaken from error
    await record_deed(
        session, "contact_changed", ("person", person_id), actor_id=person_id, now=now, detail={"fields": changed}
    )
    return True


async def lock_sign_in(session: AsyncSession, person_id: UUID, *, actor_id: UUID, now: datetime) -> None:
    """The person signs in no more, and what is open is closed. Raises NotYourself or LastAdministrator."""
    if person_id == actor_id:
        raise NotYourself
    others = await count_administrators(session) - 1
    found = await get_person(session, person_id)
    if found.locked_at is not None:
        return
    if found.is_platform_administrator and others < 1:
        raise LastAdministrator
    await session.execute(update(Person).where(Person.id == person_id).values(locked_at=now))
    await close_sessions(session, person_id)
    await record_deed(session, "sign_in_locked", ("person", person_id), actor_id=actor_id, now=now)


async def unlock_sign_in(session: AsyncSession, person_id: UUID, *, actor_id: UUID, now: datetime) -> None:
    """The person may sign in again, with the password of before."""
    found = await get_person(session, person_id)
    if found.locked_at is None:
        return
    await session.execute(update(Person).where(Person.id == person_id).values(locked_at=None))
    await record_deed(session, "sign_in_unlocked", ("person", person_id), actor_id=actor_id, now=now)
