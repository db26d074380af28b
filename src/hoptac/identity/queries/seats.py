"""Who sits where: the seats of an organization, of a person, and those that must not be the last."""

from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Select, Uuid, any_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import MemberAccess, Person, Seat
from hoptac.identity.queries.people import SEARCHED
from hoptac.identity.queries.sessions import OPEN_ACCESS, OPEN_SEAT
from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.language import _
from hoptac.organizations.models import Organization


class HeldSeat(msgspec.Struct, frozen=True):
    """One seat of an organization and who holds or held it."""

    id: UUID
    sort_key: str
    person_id: UUID
    name: str
    phone: str | None
    email: str | None
    one_time_until: datetime | None
    locked_at: datetime | None
    role: str
    valid_from: date
    valid_to: date | None


class SeatOfPerson(msgspec.Struct, frozen=True):
    """One seat of a person and where it is."""

    id: UUID
    org_id: UUID
    slug: str
    org_name: str
    kind: str
    role: str
    valid_from: date
    valid_to: date | None


_ORG_ID = bindparam("org_id", type_=Uuid())
_COLUMNS = (
    Seat.id, Person.sort_key, Person.id, Person.name, Person.phone, Person.email, Person.one_time_until,
    Person.locked_at, Seat.role, Seat.valid_from, Seat.valid_to,
)  # fmt: skip
_ENDED = Seat.valid_to <= bindparam("today")
GET_SEAT = select(*_COLUMNS).join(Person, Person.id == Seat.person_id).where(
    Seat.org_id == _ORG_ID, Seat.id == bindparam("seat_id")
)  # fmt: skip
SEATS_OF_PERSON = (
    select(
        Seat.id, Organization.id, Organization.slug, Organization.name, Organization.kind, Seat.role,
        Seat.valid_from, Seat.valid_to,
    )
    .join(Organization, Organization.id == Seat.org_id)
    .where(Seat.person_id == bindparam("person_id"))
    .order_by(Seat.valid_to.is_not(None), Organization.sort_key, Seat.role, Seat.id)
)  # fmt: skip
OTHER_HOLDERS = (
    select(Seat.person_id)
    .join(Person, Person.id == Seat.person_id)
    .where(
        Seat.org_id == _ORG_ID,
        Seat.role == bindparam("role"),
        Seat.id != bindparam("seat_id"),
        Person.locked_at.is_(None),
        OPEN_SEAT,
    )
)
OPEN_SEAT_OF = select(Seat.id).where(
    Seat.org_id == _ORG_ID, Seat.person_id == bindparam("person_id"), Seat.role == bindparam("role"), OPEN_SEAT
)
IS_KNOWN_ELSEWHERE = select(
    select(Seat.id).where(Seat.person_id == bindparam("person_id"), Seat.org_id != _ORG_ID, OPEN_SEAT).exists()
    | select(MemberAccess.id)
    .where(MemberAccess.person_id == bindparam("person_id"), MemberAccess.org_id != _ORG_ID, OPEN_ACCESS)
    .exists()
)
COUNT_SEATS = (
    select(Seat.org_id, func.count())
    .where(Seat.org_id == any_(bindparam("org_ids", type_=ARRAY(Uuid()))), OPEN_SEAT)
    .group_by(Seat.org_id)
)
LOCK_SEATS = select(Organization.id).where(Organization.id == _ORG_ID).with_for_update(key_share=True)


def _of_organization(statement: Select[*tuple[Any, ...]], words: int, *, ended: bool) -> Select[*tuple[Any, ...]]:
    joined = statement.select_from(Seat).join(Person, Person.id == Seat.person_id).where(Seat.org_id == _ORG_ID)
    open_now = or_(Seat.valid_to.is_(None), Seat.valid_to > bindparam("today"))
    return matching(joined.where(_ENDED if ended else open_now), SEARCHED, words)


@cache
def _page_statement(words: int, ended: bool, direction: Direction) -> Select[*tuple[Any, ...]]:
    return paged(_of_organization(select(*_COLUMNS), words, ended=ended), Person.sort_key, Seat.id, direction)


@cache
def _count_statement(words: int, ended: bool) -> Select[*tuple[Any, ...]]:
    return _of_organization(select(func.count()), words, ended=ended)


async def list_seats(
    session: AsyncSession, org_id: UUID, *, q: str = "", ended: bool = False, bounds: Bounds, today: date
) -> tuple[Page[HeldSeat], int]:
    """One page of an organization's seats by name, open ones or ended ones, and how many the search finds."""
    words = search_words(q)
    params = word_params(words) | {"org_id": org_id, "today": today}
    found = await session.execute(_page_statement(len(words), ended, bounds.direction), params | bounds.params)
    count = (await session.execute(_count_statement(len(words), ended), params)).scalar_one()
    return page_of([HeldSeat(*row) for row in found], bounds), count


async def get_seat(session: AsyncSession, org_id: UUID, seat_id: UUID) -> HeldSeat:
    """Raises NotFound, for another organization's seat as well."""
    row = (await session.execute(GET_SEAT, {"org_id": org_id, "seat_id": seat_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy vai trò này."))
    return HeldSeat(*row)


async def list_seats_of_person(session: AsyncSession, person_id: UUID) -> list[SeatOfPerson]:
    """Every seat a person holds or held, open ones first."""
    return [SeatOfPerson(*row) for row in await session.execute(SEATS_OF_PERSON, {"person_id": person_id})]


async def list_other_holders(session: AsyncSession, org_id: UUID, seat: HeldSeat, today: date) -> list[UUID]:
    """Who else holds this role here and can sign in."""
    params = {"org_id": org_id, "role": seat.role, "seat_id": seat.id, "today": today}
    return [one for one in (await session.execute(OTHER_HOLDERS, params)).scalars() if one != seat.person_id]


async def holds_seat(session: AsyncSession, org_id: UUID, person_id: UUID, role: str, today: date) -> bool:
    """Whether the person has this very seat today."""
    params = {"org_id": org_id, "person_id": person_id, "role": role, "today": today}
    return (await session.execute(OPEN_SEAT_OF, params)).first() is not None


async def is_known_elsewhere(session: AsyncSession, org_id: UUID, person_id: UUID, today: date) -> bool:
    """Whether the person sits in another organization too, or reads a member's page there."""
    params = {"org_id": org_id, "person_id": person_id, "today": today}
    return (await session.execute(IS_KNOWN_ELSEWHERE, params)).scalar_one()


async def count_seats(session: AsyncSession, org_ids: list[UUID], today: date) -> dict[UUID, int]:
    """How many open seats each of the organizations has; those without any are left out."""
    found = await session.execute(COUNT_SEATS, {"org_ids": org_ids, "today": today})
    return dict(list(found))


async def lock_seats(session: AsyncSession, org_id: UUID) -> None:
    """Let one change of an organization's seats wait for the other: two chairs who end each other leave one."""
    await session.execute(LOCK_SEATS, {"org_id": org_id})
