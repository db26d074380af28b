"""What lies between two days: memberships begun and ended, and capital that came and went, and the names behind each.

A membership is there on a day when it has begun and not ended, so what is there at the end is what was there at the
beginning, and what began between, less what ended between: the steps add up whatever was recorded.
"""

from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Date, Text, Uuid, bindparam, cast, func, literal, select, union_all

from hoptac.kit.keyset import Bounds, Direction, Page, page_of, paged
from hoptac.kit.prepared import Prepared, Reader
from hoptac.members.memberships import is_on
from hoptac.members.models import Decision, Member, Membership
from hoptac.parties.models import Party
from hoptac.registers.queries.movements import ORG_ID, until, within
from hoptac.registers.rules import Span

_BEFORE, _LAST = bindparam("before", type_=Date()), bindparam("last", type_=Date())
_memberships, _members, _parties = Membership.__table__.c, Member.__table__.c, Party.__table__.c
_decisions = Decision.__table__.c
Side = Literal["begun", "ended"]


class MemberStep(NamedTuple):
    """So many members of a kind: there at the `start` or the `end`, or `begun:`, `ended:` with the reason."""

    step: str
    kind: str
    members: int


class CapitalStep(NamedTuple):
    """So many đồng pledged and paid in, by what moved them; `start` is all before."""

    step: str
    pledge_dong: int
    dong: int


class MemberName(NamedTuple):
    """One membership behind a step of the movement."""

    party_id: UUID
    number: str
    name: str
    kind: str
    day: date
    decision_number: str | None
    decided_on: date | None
    sort_key: str
    id: UUID


class DeedName(NamedTuple):
    """One deed on capital behind a step of the movement; `entry_id` is None of a pledge, which stands in no account."""

    party_id: UUID
    number: str
    name: str
    day: date
    pledge_dong: int
    dong: int
    entry_id: UUID | None
    sort_key: str
    id: UUID


def _between(day: Any) -> Any:
    return (day > _BEFORE) & (day <= _LAST)


def _named(words: str) -> Any:
    return literal(words, Text())


_MEMBERS = Prepared(
    union_all(
        select(_named("start").label("step"), _memberships.kind, func.count())
        .where(_memberships.org_id == ORG_ID, is_on(_memberships, _BEFORE))
        .group_by(_memberships.kind),
        select((_named("begun:") + _memberships.begun_by).label("step"), _memberships.kind, func.count())
        .where(_memberships.org_id == ORG_ID, _between(_memberships.valid_from))
        .group_by(_memberships.begun_by, _memberships.kind),
        select((_named("ended:") + _memberships.ended_by).label("step"), _memberships.kind, func.count())
        .where(_memberships.org_id == ORG_ID, _between(_memberships.valid_to))
        .group_by(_memberships.ended_by, _memberships.kind),
        select(_named("end").label("step"), _memberships.kind, func.count())
        .where(_memberships.org_id == ORG_ID, is_on(_memberships, _LAST))
        .group_by(_memberships.kind),
    )
)


def _capital() -> Prepared:
    before, between, at_end = until(_BEFORE), within(_BEFORE, _LAST), until(_LAST)
    return Prepared(
        union_all(
            select(_named("start"), *_sums(before)),
            select(between.step, *_sums(between)).group_by(between.step),
            select(_named("end"), *_sums(at_end)),
        )
    )


def _sums(moved: Any) -> tuple[Any, ...]:
    return tuple(cast(func.coalesce(func.sum(one), 0), BigInteger) for one in (moved.pledge_dong, moved.dong))


_CAPITAL = _capital()


def _params(org_id: UUID, span: Span) -> dict[str, Any]:
    return {"org_id": org_id, "before": span.before, "last": span.last}


async def count_movements(session: Reader, org_id: UUID, span: Span) -> list[MemberStep]:
    """Members at the start and the end, begun and ended between, by reason and kind."""
    return [MemberStep(*row) for row in await _MEMBERS.rows(session, _params(org_id, span))]


async def sum_movements(session: Reader, org_id: UUID, span: Span) -> list[CapitalStep]:
    """Capital at the start and the end, and what moved it between."""
    return [CapitalStep(*row) for row in await _CAPITAL.rows(session, _params(org_id, span))]


@cache
def _member_names(side: Side, direction: Direction, *, of_kind: bool) -> Prepared:
    day = _memberships.valid_from if side == "begun" else _memberships.valid_to
    reason = _memberships.begun_by if side == "begun" else _memberships.ended_by
    decision = _memberships.begun_decision_id if side == "begun" else _memberships.ended_decision_id
    statement = (
        select(
            *(_parties.id, _members.number, _parties.name, _memberships.kind, day),
            *(_decisions.number, _decisions.decided_on, _parties.sort_key, _memberships.id),
        )
        .select_from(Membership.__table__)
        .join(Member.__table__, (_members.org_id == _memberships.org_id) & (_members.party_id == _memberships.party_id))
        .join(Party.__table__, (_parties.org_id == _memberships.org_id) & (_parties.id == _memberships.party_id))
        .outerjoin(Decision.__table__, (_decisions.org_id == _memberships.org_id) & (_decisions.id == decision))
        .where(_memberships.org_id == ORG_ID, _between(day), reason == bindparam("reason", type_=Text()))
    )
    if of_kind:
        statement = statement.where(_memberships.kind == bindparam("kind", type_=Text()))
    return Prepared(paged(statement, _parties.sort_key, _memberships.id, direction))


@cache
def _deed_names(direction: Direction) -> Prepared:
    moved = within(_BEFORE, _LAST)
    statement = (
        select(
            *(_parties.id, _members.number, _parties.name, moved.moved_on, moved.pledge_dong, moved.dong),
            *(moved.entry_id, _parties.sort_key, moved.id),
        )
        .join(Party.__table__, (_parties.org_id == ORG_ID) & (_parties.id == moved.party_id))
        .join(Member.__table__, (_members.org_id == ORG_ID) & (_members.party_id == moved.party_id))
        .where(moved.step == bindparam("step", type_=Text()))
    )
    return Prepared(paged(statement, _parties.sort_key, moved.id.cast(Uuid()), direction))


async def list_member_names(
    session: Reader, org_id: UUID, span: Span, *, side: Side, reason: str, kind: str, bounds: Bounds
) -> Page[MemberName]:
    """The memberships that began or ended for a reason, of one kind or (empty) of all, at most fifty."""
    asked = _params(org_id, span) | {"reason": reason} | ({"kind": kind} if kind else {}) | bounds.params
    rows = await _member_names(side, bounds.direction, of_kind=bool(kind)).rows(session, asked)
    return page_of([MemberName(*row) for row in rows], bounds)


async def list_deed_names(session: Reader, org_id: UUID, span: Span, *, step: str, bounds: Bounds) -> Page[DeedName]:
    """The deeds on capital behind a step, at most fifty."""
    asked = _params(org_id, span) | {"step": step} | bounds.params
    return page_of([DeedName(*row) for row in await _deed_names(bounds.direction).rows(session, asked)], bounds)
