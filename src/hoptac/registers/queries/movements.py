"""What moved the capital, each deed once with its day: whatever is asked of a day or of a span is a sum over these rows."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import Subquery

from hoptac.capital.models import (
    CAPITAL_TOTALS,
    CONTRIBUTIONS,
    PLEDGE_CANCELLATIONS,
    PLEDGES,
    REFUNDS,
    RETRACTIONS,
)

ORG_ID = bindparam("org_id", type_=Uuid())
_promised, _paid, _returned, _taken_back = PLEDGES.c, CONTRIBUTIONS.c, REFUNDS.c, RETRACTIONS.c
_totals, _cancelled = CAPITAL_TOTALS.c, PLEDGE_CANCELLATIONS.c
_NOTHING = literal(0, BigInteger())
_OF_CONTRIBUTION = _taken_back.contribution_id.is_not(None)


def _text(words: str) -> ColumnElement[str]:
    return literal(words, Text())


# Columns: the party, the day, what it was, the deed; what it added to the pledge, to what was contributed and to what was
# given back; its entry. What is recorded by mistake counts until the day it was taken back on.
_PLEDGED = select(
    _promised.party_id, _promised.pledged_on.label("moved_on"), _text("pledge").label("step"), _promised.id,
    _promised.amount_dong.label("pledge_dong"), _NOTHING.label("came_dong"), _NOTHING.label("went_dong"),
    null().cast(Uuid()).label("entry_id"),
).where(_promised.org_id == ORG_ID)  # fmt: skip
_CONTRIBUTED = select(
    _paid.party_id, _paid.contributed_on, _text("contribution:") + _paid.method, _paid.id, _NOTHING, _paid.amount_dong,
    _NOTHING, _paid.entry_id,
).where(_paid.org_id == ORG_ID)  # fmt: skip
_REFUNDED = select(
    _returned.party_id, _returned.refunded_on, _text("refund:") + _returned.reason, _returned.id,
    -_returned.pledge_dong, _NOTHING, _returned.amount_dong, _returned.entry_id,
).where(_returned.org_id == ORG_ID)  # fmt: skip
_RETRACTED = select(
    _taken_back.party_id, _taken_back.retracted_on,
    case((_OF_CONTRIBUTION, _text("retraction:contribution")), else_=_text("retraction:refund")), _taken_back.id,
    _taken_back.pledge_dong, case((_OF_CONTRIBUTION, -_taken_back.amount_dong), else_=_NOTHING),
    case((_OF_CONTRIBUTION, _NOTHING), else_=-_taken_back.amount_dong), _taken_back.entry_id,
).where(_taken_back.org_id == ORG_ID)  # fmt: skip
_CANCELLED = select(
    _cancelled.party_id, _cancelled.cancelled_on, _text("cancellation"), _cancelled.id, -_cancelled.amount_dong, _NOTHING,
    _NOTHING, null().cast(Uuid()),
).where(_cancelled.org_id == ORG_ID)  # fmt: skip
_DAYS = (
    _promised.pledged_on,
    _paid.contributed_on,
    _returned.refunded_on,
    _taken_back.retracted_on,
    _cancelled.cancelled_on,
)
_PARTS: tuple[Select[*tuple[Any, ...]], ...] = (_PLEDGED, _CONTRIBUTED, _REFUNDED, _RETRACTED, _CANCELLED)


def _all(parts: list[Select[*tuple[Any, ...]]]) -> Subquery:
    every = union_all(*parts).subquery("every")
    return select(*every.c, (every.c.came_dong - every.c.went_dong).label("dong")).subquery("moved")


def until(day: Any) -> Any:
    """The columns of every movement up to the end of a day."""
    return _all([part.where(on <= day) for part, on in zip(_PARTS, _DAYS, strict=True)]).c


def within(before: Any, last: Any) -> Any:
    """The columns of every movement after one day, up to the end of another."""
    return _all([part.where(on > before, on <= last) for part, on in zip(_PARTS, _DAYS, strict=True)]).c


def _sum(value: Any, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    summed = select(cast(func.coalesce(func.sum(value), 0), BigInteger)).where(*conditions)
    return summed.scalar_subquery()


Sums = tuple[ColumnElement[int], ColumnElement[int], ColumnElement[int]]


def _sums_of(counts: Callable[[Any], ColumnElement[bool]]) -> Sums:
    """What the deeds whose day counts added to pledges, contributions and refunds, table by table: less than half the time of
    summing over the rows of all."""
    refunded = (_returned.org_id == ORG_ID, counts(_returned.refunded_on))
    retracted = (_taken_back.org_id == ORG_ID, counts(_taken_back.retracted_on))
    pledged = (
        _sum(_promised.amount_dong, _promised.org_id == ORG_ID, counts(_promised.pledged_on))
        - _sum(_cancelled.amount_dong, _cancelled.org_id == ORG_ID, counts(_cancelled.cancelled_on))
        - _sum(_returned.pledge_dong, *refunded)
        + _sum(_taken_back.pledge_dong, *retracted)
    )
    came = _sum(_paid.amount_dong, _paid.org_id == ORG_ID, counts(_paid.contributed_on)) - _sum(
        _taken_back.amount_dong, *retracted, _OF_CONTRIBUTION
    )
    went = _sum(_returned.amount_dong, *refunded) - _sum(_taken_back.amount_dong, *retracted, ~_OF_CONTRIBUTION)
    return pledged, came, went


def sums_until(day: Any) -> Sums:
    """What everybody had pledged, contributed and got back by the end of a day."""
    return _sums_of(lambda on: on <= day)


def held_on(day: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """What everybody had pledged and held at the end of a day: the kept sums of all, less what came after. Of the days that
    people ask for little came after, and the indexes find it."""
    pledged, came, went = _sums_of(lambda on: on > day)

    def kept(column: Any) -> ColumnElement[int]:
        return func.coalesce(select(column).where(_totals.org_id == ORG_ID).scalar_subquery(), literal(0, BigInteger()))

    return kept(_totals.pledged_dong) - pledged, kept(_totals.paid_dong) - (came - went)
