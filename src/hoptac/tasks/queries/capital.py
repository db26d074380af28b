"""Sums of what is pledged, owed and held, in a fixed number of statements whatever the number of members."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import CTE, BigInteger, ColumnElement, Date, Subquery, Uuid, and_, bindparam, cast, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CAPITAL_TOTALS, CERTIFICATE_ENDINGS, CERTIFICATES, HOLDINGS, PLEDGES
from hoptac.members.models import Member
from hoptac.parties.foreign import is_foreign
from hoptac.parties.models import Party
from hoptac.tasks.rules.facts import Owed
from hoptac.tasks.rules.task import SOON_DAYS

ORG_ID = bindparam("org_id", type_=Uuid())
TODAY = bindparam("today", type_=Date())
MINIMUM = bindparam("minimum", type_=BigInteger())
PERCENT = bindparam("percent", type_=BigInteger())
held, members, parties, totals = HOLDINGS.c, Member.__table__.c, Party.__table__.c, CAPITAL_TOTALS.c
_pledges, _given, _ended = PLEDGES.c, CERTIFICATES.c, CERTIFICATE_ENDINGS.c


def owing() -> CTE:
    """Members who have not paid all they pledged: the day of the first pledge that is open, and what is overdue by today.

    What is paid covers the pledges in the order of their days; what a refund took off the pledge counts as paid, since it
    was paid or let go.
    """
    in_turn = {"partition_by": _pledges.party_id, "order_by": (_pledges.due_on, _pledges.id)}
    steps = (
        select(
            held.party_id,
            held.pledged_dong,
            held.paid_dong,
            _pledges.due_on,
            _pledges.amount_dong,
            func.sum(_pledges.amount_dong).over(**in_turn).label("upto_dong"),
            (
                held.paid_dong - held.pledged_dong + func.sum(_pledges.amount_dong).over(partition_by=_pledges.party_id)
            ).label("settled_dong"),
        )
        .select_from(HOLDINGS)
        .join(Member.__table__, (members.org_id == held.org_id) & (members.party_id == held.party_id))
        .join(PLEDGES, (_pledges.org_id == held.org_id) & (_pledges.party_id == held.party_id))
        .where(held.org_id == ORG_ID, held.pledged_dong > held.paid_dong, members.left_on.is_(None))
        .cte("steps")
    )
    of = steps.c
    overdue = func.coalesce(func.sum(of.amount_dong).filter(of.due_on < TODAY), 0) - func.min(of.settled_dong)
    return (
        select(
            of.party_id,
            of.pledged_dong,
            of.paid_dong,
            func.min(of.due_on).filter(of.upto_dong > of.settled_dong).label("due_on"),
            cast(overdue, BigInteger).label("overdue_dong"),
        )
        .group_by(of.party_id, of.pledged_dong, of.paid_dong)
        .cte("owing")
    )


def is_defaulted(owing: CTE) -> ColumnElement[bool]:
    """Past the day with nothing paid, or less than the charter's minimum (Art. 74.6.a)."""
    return and_(owing.c.due_on < TODAY, owing.c.paid_dong < MINIMUM)


def in_force() -> Subquery:
    """The parties whose last certificate is in force."""
    last = (
        select(_given.party_id, _given.id)
        .ext(distinct_on(_given.party_id))
        .where(_given.org_id == ORG_ID)
        .order_by(_given.party_id, _given.id.desc())
        .subquery("last")
    )
    return (
        select(last.c.party_id)
        .outerjoin(CERTIFICATE_ENDINGS, (_ended.org_id == ORG_ID) & (_ended.certificate_id == last.c.id))
        .where(_ended.certificate_id.is_(None))
        .subquery("in_force")
    )


def is_uncertified(certified: Subquery) -> ColumnElement[bool]:
    """Paid in full, and no certificate says so (Art. 75.1)."""
    return and_(
        held.paid_dong > 0,
        held.paid_dong == held.pledged_dong,
        members.left_on.is_(None),
        members.kind != "associate_noncontributing",
        certified.c.party_id.is_(None),
    )


CHARTER_DONG = select(totals.pledged_dong).where(totals.org_id == ORG_ID).scalar_subquery()


def is_above_maximum() -> ColumnElement[bool]:
    """An official member with more than so many percent of the charter capital (Art. 74.1)."""
    return and_(members.kind == "official", members.left_on.is_(None), held.pledged_dong * 100 > PERCENT * CHARTER_DONG)


def _sum(column: Any, condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(column).filter(condition), 0), BigInteger)


_owing = owing()
_SOON_UNTIL = bindparam("soon_until", type_=Date())
_REGISTERED_ON = bindparam("registered_on", type_=Date())
_overdue = _owing.c.due_on < TODAY
_classes: tuple[tuple[ColumnElement[bool], Any], ...] = (
    (_overdue, _owing.c.overdue_dong),
    (and_(_owing.c.due_on >= TODAY, _owing.c.due_on <= _SOON_UNTIL), _owing.c.pledged_dong - _owing.c.paid_dong),
    (_owing.c.due_on > _SOON_UNTIL, _owing.c.pledged_dong - _owing.c.paid_dong),
    (is_defaulted(_owing), _owing.c.overdue_dong),
    (and_(_overdue, or_(_REGISTERED_ON.is_(None), _owing.c.due_on >= _REGISTERED_ON)), _owing.c.overdue_dong),
)
_OWED = select(
    *(
        figure
        for condition, dong in _classes
        for figure in (
            func.count().filter(condition),
            _sum(dong, condition),
            func.min(_owing.c.due_on).filter(condition),
        )
    )
).select_from(_owing)

_certified = in_force()
_left = and_(members.left_on.is_not(None), held.paid_dong > 0)
_STANDING = (
    select(
        func.coalesce(func.max(CHARTER_DONG), 0),
        _sum(held.pledged_dong, members.kind == "associate_contributing"),
        _sum(held.pledged_dong, is_foreign(parties)),
        func.count().filter(and_(members.kind == "official", held.pledged_dong > 0)),
        func.count().filter(is_above_maximum()),
        func.count().filter(_left),
        _sum(held.paid_dong, _left),
        func.min(members.left_on).filter(_left),
        func.count().filter(is_uncertified(_certified)),
    )
    .select_from(HOLDINGS)
    .join(Member.__table__, (members.org_id == held.org_id) & (members.party_id == held.party_id))
    .join(Party.__table__, (parties.org_id == held.org_id) & (parties.id == held.party_id))
    .outerjoin(_certified, _certified.c.party_id == held.party_id)
    .where(held.org_id == ORG_ID)
)


class Debts(msgspec.Struct, frozen=True):
    """Who has not paid, by how near the day is; then those whose membership ends, and what is to be registered anew."""

    overdue: Owed
    soon: Owed
    later: Owed
    defaulted: Owed
    to_reregister: Owed


class Standing(msgspec.Struct, frozen=True):
    """What is held, by whom, in đồng; how many are above the maximum, have left, or wait for a certificate."""

    charter_dong: int
    associates_dong: int
    foreigners_dong: int
    pledging_officials: int
    above_maximum: int
    left: int
    left_dong: int
    first_left_on: date | None
    uncertified: int


async def read_debts(
    session: AsyncSession, org_id: UUID, *, today: date, minimum_dong: int | None, registered_on: date | None
) -> Debts:
    """`minimum_dong` None: the charter sets no lowest contribution, and only who paid nothing defaults."""
    asked = {"org_id": org_id, "today": today, "soon_until": today + timedelta(days=SOON_DAYS)}
    asked |= {"minimum": minimum_dong or 1, "registered_on": registered_on}
    row = (await session.execute(_OWED, asked)).one()
    return Debts(*(Owed(*row[place : place + 3]) for place in range(0, len(row), 3)))


async def read_standing(session: AsyncSession, org_id: UUID, *, percent: int | None) -> Standing:
    """`percent` is the cap of one official member; None: there is none, and nobody is above it."""
    asked = {"org_id": org_id, "percent": 100 if percent is None else percent}
    return Standing(*(await session.execute(_STANDING, asked)).one())
