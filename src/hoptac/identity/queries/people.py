"""People who can sign in: one, and the list that the platform's administrators search."""

from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, bindparam, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.identity.models import Person, Seat
from hoptac.identity.queries.sessions import OPEN_SEAT
from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.language import _


class PersonRow(msgspec.Struct, frozen=True):
    """One person of the list; `seats` counts those that are open."""

    id: UUID
    sort_key: str
    name: str
    phone: str | None
    email: str | None
    is_platform_administrator: bool
    one_time_until: datetime | None
    locked_at: datetime | None
    seats: int


class PersonDetail(msgspec.Struct, frozen=True):
    """One person; the password is not among it."""

    id: UUID
    name: str
    phone: str | None
    email: str | None
    is_platform_administrator: bool
    one_time_until: datetime | None
    locked_at: datetime | None
    created_at: datetime


SEARCHED = (
    literal(" ")
    + Person.search_key
    + " "
    + func.coalesce(Person.phone, "")
    + " "
    + func.coalesce(func.translate(Person.email, "@.-_+", "     "), "")
)
_OPEN_SEATS = select(func.count()).where(Seat.person_id == Person.id, OPEN_SEAT).correlate(Person).scalar_subquery()
_COLUMNS = (
    Person.id, Person.sort_key, Person.name, Person.phone, Person.email, Person.is_platform_administrator,
    Person.one_time_until, Person.locked_at, _OPEN_SEATS,
)  # fmt: skip
GET_PERSON = select(*(getattr(Person, name) for name in PersonDetail.__struct_fields__)).where(
    Person.id == bindparam("person_id")
)
PERSON_BY_PHONE = select(Person.id).where(Person.phone == bindparam("phone"))
PERSON_BY_EMAIL = select(Person.id).where(Person.email == bindparam("email"))
COUNT_ADMINISTRATORS = select(func.count()).where(Person.is_platform_administrator, Person.locked_at.is_(None))
# Two who lock each other at the same moment come one after the other.
LOCK_ADMINISTRATORS = select(Person.id).where(Person.is_platform_administrator).order_by(Person.id).with_for_update()


@cache
def _page_statement(words: int, direction: Direction) -> Select[*tuple[Any, ...]]:
    return paged(matching(select(*_COLUMNS), SEARCHED, words), Person.sort_key, Person.id, direction)


@cache
def _count_statement(words: int) -> Select[*tuple[Any, ...]]:
    return matching(select(func.count()).select_from(Person), SEARCHED, words)


async def list_people(session: AsyncSession, *, q: str, bounds: Bounds, today: date) -> tuple[Page[PersonRow], int]:
    """One page by name, and how many the search finds; by name without accents, phone or e-mail address."""
    words = search_words(q)
    params = word_params(words)
    found = await session.execute(
        _page_statement(len(words), bounds.direction), params | bounds.params | {"today": today}
    )
    count = (await session.execute(_count_statement(len(words)), params)).scalar_one()
    return page_of([PersonRow(*row) for row in found], bounds), count


async def get_person(session: AsyncSession, person_id: UUID) -> PersonDetail:
    """Raises NotFound."""
    row = (await session.execute(GET_PERSON, {"person_id": person_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy người này."))
    return PersonDetail(*row)


async def find_holder(session: AsyncSession, *, phone: str | None = None, email: str | None = None) -> UUID | None:
    """Who signs in with this phone, or else with this e-mail address."""
    if phone and (found := (await session.execute(PERSON_BY_PHONE, {"phone": phone})).scalar()):
        return found
    return (await session.execute(PERSON_BY_EMAIL, {"email": email})).scalar() if email else None


async def count_administrators(session: AsyncSession) -> int:
    """Platform administrators who can sign in; nobody else changes their number until the transaction ends."""
    await session.execute(LOCK_ADMINISTRATORS)
    return (await session.execute(COUNT_ADMINISTRATORS)).scalar_one()
