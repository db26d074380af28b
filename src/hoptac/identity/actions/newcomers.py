"""Seating somebody by phone number or e-mail address, whether or not they can sign in yet."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.passwords import give_one_time_password
from hoptac.identity.actions.people import add_person
from hoptac.identity.actions.seats import give_seat
from hoptac.identity.queries.people import find_holder, get_person
from hoptac.identity.queries.seats import is_known_elsewhere
from hoptac.identity.queries.sessions import get_sign_in
from hoptac.identity.rules.people import Contact, check_same_name
from hoptac.identity.rules.seats import PasswordIsTheirOwn, check_role


class Seated(NamedTuple):
    """Who was seated; the one-time password is there for somebody new, and shown this once."""

    name: str
    sign_in_name: str
    one_time_password: str | None


async def seat_by_contact(
    session: AsyncSession,
    org_id: UUID,
    kind: str,
    contact: Contact,
    *,
    role: str,
    actor_id: UUID,
    today: date,
    now: datetime,
) -> Seated:
    """Give a role to whoever signs in with this number or address, adding the person if there is none.

    A member who has a PIN alone gets a one-time password, since a PIN opens no seat. Raises NameDiffers where the number is
    somebody's of another name, PasswordIsTheirOwn for such a member of another organization too, and what `give_seat` raises.
    """
    check_role(role, kind)
    person_id = await find_holder(session, phone=contact.phone, email=contact.email)
    password = None
    name = contact.name
    if person_id is None:
        person_id, password = await add_person(session, contact, actor_id=actor_id, now=now)
    else:
        name = (await get_person(session, person_id)).name
        check_same_name(name, contact.name)
        if not (await get_sign_in(session, person_id)).password_hash:
            if await is_known_elsewhere(session, org_id, person_id, today):
                raise PasswordIsTheirOwn
            password = await give_one_time_password(session, person_id, actor_id=actor_id, now=now, org_id=org_id)
    await give_seat(session, org_id, kind, person_id=person_id, role=role, actor_id=actor_id, today=today, now=now)
    return Seated(name, contact.phone or contact.email or "", password)
