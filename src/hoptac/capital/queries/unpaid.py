"""Who has pledged and not paid, until when, how much of it is late, and when they were last reminded.

What is paid counts for the pledge that is due first, so what is open is of the latest ones: a pledge is open as long as those
due after it are less than what is left to pay.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Date, Select, Uuid, bindparam, case, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from hoptac.capital.models import Holding, Pledge
from hoptac.capital.paper_models import Reminder
from hoptac.kit.keyset import Bounds, Direction, Page, matching, page_of, paged, search_words, word_params
from hoptac.kit.prepared import Prepared, Reader
from hoptac.members.models import Member
from hoptac.members.queries.columns import SEARCHED
from hoptac.parties.models import Party

SOON_DAYS = 30

_ORG_ID = bindparam("org_id", type_=Uuid())
_TODAY, _SOON = bindparam("today", type_=Date()), bindparam("soon", type_=Date())
_held, _members, _parties = Holding.__table__.c, Member.__table__.c, Party.__table__.c
_pledges, _reminders = Pledge.__table__.c, Reminder.__table__.c

Standing = Literal["", "late", "soon"]
"""All that is unpaid, what is late, what is due within `SOON_DAYS` days."""


class UnpaidRow(msgspec.Struct, frozen=True):
    """One member who has not paid all that was pledged; `due_on` is the day of the earliest pledge that is open."""

    id: UUID
    sort_key: str
    name: str
    number: str
    pledged_dong: int
    paid_dong: int
    late_dong: int
    due_on: date
    reminded_on: date | None

    @property
    def rest_dong(self) -> int:
        """Pledged and not yet paid."""
        return self.pledged_dong - self.paid_dong

    def days_late(self, today: date) -> int:
        """Since the earliest open pledge was due; none before."""
        return max((today - self.due_on).days, 0)


class UnpaidSums(msgspec.Struct, frozen=True):
    """Over all pages: how many, what they owe, how much of it is late and of how many."""

    members: int
    rest_dong: int
    late_members: int
    late_dong: int


_REST = _held.pledged_dong - _held.paid_dong


def _due_from(day: ColumnElement[date]) -> ColumnElement[int]:
    """What a member has pledged that is due on a day or after it."""
    return (
        select(cast(func.coalesce(func.sum(_pledges.amount_dong), 0), BigInteger))
        .where(_pledges.org_id == _ORG_ID, _pledges.party_id == _held.party_id, _pledges.due_on >= day)
        .scalar_subquery()
    )


_BY_PARTY = (
    select(
        _pledges.party_id,
        func.sum(case((_pledges.due_on >= _TODAY, _pledges.amount_dong), else_=0)).label("from_today"),
        func.sum(case((_pledges.due_on >= _SOON, _pledges.amount_dong), else_=0)).label("from_soon"),
    )
    .where(_pledges.org_id == _ORG_ID)
    .group_by(_pledges.party_id)
    .subquery("by_party")
)
_by_party = _BY_PARTY.c


def _owing(
    words: int, standing: Standing, *columns: Any, from_today: Any, from_soon: Any, at_once: bool
) -> Select[Any]:
    """Those who owe; `at_once`: the pledges of all are summed in one go, which a sum over everybody wants."""
    statement = (
        select(*columns)
        .select_from(Party.__table__)
        .join(Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id))
        .join(Holding.__table__, (_held.org_id == _parties.org_id) & (_held.party_id == _parties.id))
        .where(_parties.org_id == _ORG_ID, _held.pledged_dong > _held.paid_dong)
    )
    if at_once:
        statement = statement.join(_BY_PARTY, _by_party.party_id == _parties.id)
    late = from_today < _REST
    if standing == "late":
        statement = statement.where(late)
    if standing == "soon":
        statement = statement.where(~late, from_soon < _REST)
    return matching(statement, SEARCHED, words)


def _one_by_one(words: int, standing: Standing) -> Select[Any]:
    from_today = _due_from(_TODAY)
    late = func.greatest(_REST - from_today, 0).label("late_dong")
    columns = (
        _parties.id,
        _parties.sort_key,
        _parties.name,
        _members.number,
        _held.pledged_dong,
        _held.paid_dong,
        late,
    )
    return _owing(words, standing, *columns, from_today=from_today, from_soon=_due_from(_SOON), at_once=False)


def _with_days(found: Select[Any], *, backwards: bool = False) -> Select[Any]:
    """With the day on which the rest is due and that of the last reminder: found out for the rows of the page alone."""
    page = found.subquery("found")
    row = page.c
    later = func.sum(_pledges.amount_dong).over(order_by=(_pledges.due_on.desc(), _pledges.id.desc()), rows=(None, -1))
    own = (
        select(_pledges.due_on, func.coalesce(later, 0).label("later_dong"))
        .where(_pledges.org_id == _ORG_ID, _pledges.party_id == row.id)
        .correlate(page)
        .subquery("own")
        .c
    )
    due_on = (
        select(func.min(own.due_on))
        .where(own.later_dong < row.pledged_dong - row.paid_dong)
        .correlate(page)
        .scalar_subquery()
    )
    reminded_on = (
        select(_reminders.reminded_on)
        .where(_reminders.org_id == _ORG_ID, _reminders.party_id == row.id)
        .order_by(_reminders.id.desc())
        .limit(1)
        .correlate(page)
        .scalar_subquery()
    )
    order = (row.sort_key.desc(), row.id.desc()) if backwards else (row.sort_key, row.id)
    return select(*row, due_on, reminded_on).order_by(*order)


@cache
def page_statement(words: int, standing: Standing, direction: Direction) -> Prepared:
    """The rows of one page for a search of so many words; made once."""
    found = paged(_one_by_one(words, standing), _parties.sort_key, _parties.id, direction)
    return Prepared(_with_days(found, backwards=direction == "before"))


@cache
def _all(words: int, standing: Standing, *, chosen: bool) -> Prepared:
    found = _one_by_one(words, standing)
    if chosen:
        found = found.where(_parties.id == func.any(bindparam("party_ids", type_=ARRAY(Uuid()))))
    return Prepared(_with_days(found))


@cache
def sums_statement(words: int, standing: Standing) -> Prepared:
    """The sums over all pages, likewise."""
    late = func.greatest(_REST - _by_party.from_today, 0)
    columns = (
        func.count(),
        cast(func.coalesce(func.sum(_REST), 0), BigInteger),
        func.count().filter(_by_party.from_today < _REST),
        cast(func.coalesce(func.sum(late), 0), BigInteger),
    )
    sums = {"from_today": _by_party.from_today, "from_soon": _by_party.from_soon}
    return Prepared(_owing(words, standing, *columns, at_once=True, **sums))


def _asked(org_id: UUID, today: date, words: Sequence[str]) -> dict[str, Any]:
    days = {"today": today, "soon": today + timedelta(days=SOON_DAYS + 1)}
    return {"org_id": org_id} | days | word_params(words)


async def list_unpaid(
    session: Reader, org_id: UUID, *, today: date, standing: Standing, q: str, bounds: Bounds
) -> Page[UnpaidRow]:
    """One page of those who owe, by name."""
    words = search_words(q)
    statement = page_statement(len(words), standing, bounds.direction)
    found = await statement.rows(session, _asked(org_id, today, words) | bounds.params)
    return page_of([UnpaidRow(*row) for row in found], bounds)


async def all_unpaid(
    session: Reader,
    org_id: UUID,
    *,
    today: date,
    standing: Standing = "",
    q: str = "",
    party_ids: Sequence[UUID] | None = None,
) -> list[UnpaidRow]:
    """All of them, or those among the parties, by name."""
    words = search_words(q)
    parameters = _asked(org_id, today, words)
    if party_ids is not None:
        parameters["party_ids"] = list(party_ids)
    found = await _all(len(words), standing, chosen=party_ids is not None).rows(session, parameters)
    return [UnpaidRow(*row) for row in found]


async def sum_unpaid(session: Reader, org_id: UUID, *, today: date, standing: Standing, q: str) -> UnpaidSums:
    """The sums over all pages of the same list."""
    words = search_words(q)
    return UnpaidSums(*await sums_statement(len(words), standing).one(session, _asked(org_id, today, words)))
