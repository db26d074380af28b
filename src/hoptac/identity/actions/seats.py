"""Giving a person a place and a role in an organization, and ending it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.actions.deeds import record_deed
from hoptac.identity.models import Seat
from hoptac.identity.queries.seats import HeldSeat, get_seat, holds_seat, list_other_holders, lock_seats
from hoptac.identity.rules.seats import SeatTaken, check_not_last_leader, check_role
from hoptac.kit.identifiers import new_id


async def give_seat(
    session: AsyncSession,
    org_id: UUID,
    kind: str,
    *,
    person_id: UUID,
    role: str,
    actor_id: UUID,
    today: date,
    now: datetime,
) -> None:
    """Seat a person in an organization of this kind from today on.

    Raises UnknownRole, RoleOfAnotherKind or SeatTaken.
    """
    check_role(role, kind)
    await lock_seats(session, org_id)
    if await holds_seat(session, org_id, person_id, role, today):
        raise SeatTaken
    row = {
        "id": new_id(),
        "person_id": person_id,
        "org_id": org_id,
        "role": role,
        "valid_from": today,
        "valid_to": None,
    }
    await session.execute(insert(Seat), row)
    await record_deed(
        session, "seat_given", ("person", person_id), actor_id=actor_id, now=now, org_id=org_id, detail={"role": role}
    )


async def end_seat(
    session: AsyncSession, org_id: UUID, kind: str, seat_id: UUID, *, actor_id: UUID, today: date, now: datetime
) -> HeldSeat:
    """End a seat at once; gives the seat as it was. Raises NotFound, or LastLeader for the last who may give seats."""
    await lock_seats(session, org_id)
    seat = await get_seat(session, org_id, seat_id)
    if seat.valid_to is not None and seat.valid_to <= today:
        return seat
    check_not_last_leader(seat.role, kind, await list_other_holders(session, org_id, seat, today))
    # The first day without the seat is today, so the very next request finds it gone.
    last = max(today, seat.valid_from)
    await session.execute(update(Seat).where(Seat.org_id == org_id, Seat.id == seat_id).values(valid_to=last))
    subject, detail = ("person", seat.person_id), {"role": seat.role}
    await record_deed(session, "seat_ended", subject, actor_id=actor_id, now=now, org_id=org_id, detail=detail)
    return seat
