"""What changed on which day: asked only where something is wrong now, to know since when."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    Subquery,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import HOLDINGS, PLEDGE_CANCELLATIONS, PLEDGES, REFUNDS, RETRACTIONS
from hoptac.members.models import Member, Membership
from hoptac.parties.foreign import is_foreign
from hoptac.parties.models import Party
from hoptac.tasks.queries.capital import ORG_ID, is_above_maximum
from hoptac.tasks.rules.history import Change

_pledges, _refunds, _back, _ended = PLEDGES.c, REFUNDS.c, RETRACTIONS.c, PLEDGE_CANCELLATIONS.c
_spells, _parties, _members, _held = Membership.__table__.c, Party.__table__.c, Member.__table__.c, HOLDINGS.c


def _moves() -> Subquery:
    """By how much a pledge rose or fell, and on which day; a refund that was taken back counts as if it had not been."""
    taken_back = (
        select(_back.party_id, _refunds.refunded_on, _back.pledge_dong)
        .join(REFUNDS, (_refunds.org_id == _back.org_id) & (_refunds.id == _back.refund_id))
        .where(_back.org_id == ORG_ID)
    )
    return union_all(
        select(_pledges.party_id, _pledges.pledged_on.label("day"), _pledges.amount_dong.label("dong")).where(
            _pledges.org_id == ORG_ID
        ),
        select(_refunds.party_id, _refunds.refunded_on, -_refunds.pledge_dong).where(_refunds.org_id == ORG_ID),
        select(_ended.party_id, _ended.cancelled_on, -_ended.amount_dong).where(_ended.org_id == ORG_ID),
        taken_back,
    ).subquery("moves")


def _by_day(day: Any, dong: Any) -> Select[*tuple[Any, ...]]:
    return select(day, cast(func.sum(dong), BigInteger)).group_by(day)


_all = _moves()
_OF_ALL = _by_day(_all.c.day, _all.c.dong).order_by(_all.c.day)

_own = _moves()
_OF_ABOVE = (
    select(_own.c.party_id, _own.c.day, cast(func.sum(_own.c.dong), BigInteger))
    .join(HOLDINGS, (_held.org_id == ORG_ID) & (_held.party_id == _own.c.party_id))
    .join(Member.__table__, (_members.org_id == ORG_ID) & (_members.party_id == _own.c.party_id))
    .where(is_above_maximum())
    .group_by(_own.c.party_id, _own.c.day)
)

_foreign = _moves()
_OF_FOREIGNERS = _by_day(_foreign.c.day, _foreign.c.dong).join(
    Party.__table__, (_parties.org_id == ORG_ID) & (_parties.id == _foreign.c.party_id)
).where(is_foreign(_parties))  # fmt: skip


def _of_kind() -> Select[*tuple[Any, ...]]:
    """What those of a kind held together: what moved while they were of it, all at once when they became so or ceased."""
    moved, gone = _moves(), _moves()
    of_kind = (_spells.org_id == ORG_ID, _spells.kind == bindparam("kind"))
    came = (
        select(func.greatest(moved.c.day, _spells.valid_from).label("day"), moved.c.dong)
        .join(Membership.__table__, _spells.party_id == moved.c.party_id)
        .where(*of_kind, or_(_spells.valid_to.is_(None), moved.c.day < _spells.valid_to))
    )
    went = (
        select(_spells.valid_to, -gone.c.dong)
        .join(Membership.__table__, _spells.party_id == gone.c.party_id)
        .where(*of_kind, _spells.valid_to.is_not(None), gone.c.day < _spells.valid_to)
    )
    both = union_all(came, went).subquery("both_ways")
    return _by_day(both.c.day, both.c.dong)


_OF_ASSOCIATES = _of_kind()


def _officials() -> Select[*tuple[Any, ...]]:
    """Official members that came and went, foreign ones apart."""
    foreign = case((is_foreign(_parties), 1), else_=0)
    joined = Membership.__table__.join(
        Party.__table__, (_parties.org_id == _spells.org_id) & (_parties.id == _spells.party_id)
    )
    official = (_spells.org_id == ORG_ID, _spells.kind == "official")
    both = union_all(
        select(_spells.valid_from.label("day"), foreign.label("part"), literal(1, Integer()).label("whole"))
        .select_from(joined)
        .where(*official),
        select(_spells.valid_to, -foreign, literal(-1, Integer()))
        .select_from(joined)
        .where(*official, _spells.valid_to.is_not(None)),
    ).subquery("officials")
    return select(both.c.day, func.sum(both.c.part), func.sum(both.c.whole)).group_by(both.c.day)


_OFFICIALS = _officials()


async def whole_by_day(session: AsyncSession, org_id: UUID) -> list[Change]:
    """The charter capital, day by day."""
    return [Change(day, 0, dong) for day, dong in await session.execute(_OF_ALL, {"org_id": org_id})]


async def above_by_day(session: AsyncSession, org_id: UUID, percent: int) -> dict[UUID, list[Change]]:
    """What each of those holds who are above the maximum now; they are few, since the parts are of one whole."""
    found: dict[UUID, list[Change]] = {}
    for party_id, day, dong in await session.execute(_OF_ABOVE, {"org_id": org_id, "percent": percent}):
        found.setdefault(party_id, []).append(Change(day, dong, 0))
    return found


async def associates_by_day(session: AsyncSession, org_id: UUID) -> list[Change]:
    """What contributing associates held together."""
    asked = {"org_id": org_id, "kind": "associate_contributing"}
    return [Change(day, dong, 0) for day, dong in await session.execute(_OF_ASSOCIATES, asked)]


async def foreigners_by_day(session: AsyncSession, org_id: UUID) -> list[Change]:
    """What those held together who are foreign today."""
    return [Change(day, dong, 0) for day, dong in await session.execute(_OF_FOREIGNERS, {"org_id": org_id})]


async def officials_by_day(session: AsyncSession, org_id: UUID) -> list[Change]:
    """How many official members came and went, and how many of them are foreign."""
    return [Change(*row) for row in await session.execute(_OFFICIALS, {"org_id": org_id})]
