"""A member's PIN and what it opens: made, guessed at, and ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.deeds import record_deed
from hoptac.identity.actions.hashing import hash_password
from hoptac.identity.actions.people import insert_person
from hoptac.identity.models import MemberAccess, MemberPin, WebSession
from hoptac.identity.rules.people import Contact

_SET = upsert(MemberPin)
_SET = _SET.on_conflict_do_update(
    index_elements=[MemberPin.person_id],
    set_={name: _SET.excluded[name] for name in ("pin_hash", "failures", "set_at")},
)
_BEGIN, _NO_PASSWORD = insert(MemberAccess), ""


async def set_pin(session: AsyncSession, person_id: UUID, pin: str, *, actor_id: UUID, now: datetime) -> None:
    """A PIN in place of the one before; what that one had opened is closed. `pin` has been checked."""
    row = {"person_id": person_id, "pin_hash": await hash_password(pin), "failures": 0, "set_at": now}
    await session.execute(_SET, row)
    await session.execute(delete(WebSession).where(WebSession.person_id == person_id, WebSession.by_pin))
    await record_deed(session, "pin_set", ("person", person_id), actor_id=actor_id, now=now)


async def add_person_with_pin(
    session: AsyncSession, person_id: UUID, contact: Contact, pin: str, *, now: datetime
) -> None:
    """A member who can sign in with a PIN and has no password; raises SignInNameTaken."""
    await insert_person(
        session, contact, person_id=person_id, password_hash=_NO_PASSWORD, one_time_until=None,
        is_platform_administrator=False, actor_id=person_id, now=now,
    )  # fmt: skip
    await set_pin(session, person_id, pin, actor_id=person_id, now=now)


async def begin_access(session: AsyncSession, access_id: UUID, org_id: UUID, person_id: UUID, *, now: datetime) -> None:
    """From now on the person reads a member's page in this organization."""
    row = {"id": access_id, "person_id": person_id, "org_id": org_id, "began_at": now, "ended_at": None}
    await session.execute(_BEGIN, row)


_END = update(MemberAccess).where(
    MemberAccess.id == bindparam("access"), MemberAccess.org_id == bindparam("org"), MemberAccess.ended_at.is_(None)
)


async def end_access(session: AsyncSession, access_id: UUID, org_id: UUID, *, now: datetime) -> None:
    """The very next request finds it gone."""
    await session.execute(_END.values(ended_at=now), {"access": access_id, "org": org_id})
