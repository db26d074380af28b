"""What each party has paid in by the register: contributions less refunds, what was recorded by mistake left out."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Date, Uuid, bindparam, cast, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CONTRIBUTIONS, REFUNDS, RETRACTIONS
from hoptac.ledger.models import ENTRIES

_ORG_ID, _DAY = bindparam("org_id", type_=Uuid()), bindparam("day", type_=Date())
_paid, _returned, _taken_back, _entries = CONTRIBUTIONS.c, REFUNDS.c, RETRACTIONS.c, ENTRIES.c

# What a list brought in is of old, whenever it was brought in and whatever day it says.
_OF_OLD = _paid.method == "opening"
_CONTRIBUTED = select(_paid.party_id, _paid.amount_dong.label("dong")).where(
    _paid.org_id == _ORG_ID, or_(_OF_OLD, _paid.contributed_on <= _DAY)
)
_REFUNDED = select(_returned.party_id, (-_returned.amount_dong).label("dong")).where(
    _returned.org_id == _ORG_ID, _returned.refunded_on <= _DAY
)
# A retraction stands in the books on a day of its own, and up to the day before them the mistake does. A list that the books
# have later than the day is the exception: its entry and what corrects it are both to come, so the mistake never was.
_MISTAKEN = (
    select(_taken_back.party_id, (-_taken_back.amount_dong).label("dong"))
    .join_from(
        RETRACTIONS, CONTRIBUTIONS, (_paid.org_id == _taken_back.org_id) & (_paid.id == _taken_back.contribution_id)
    )
    .join(ENTRIES, (_entries.org_id == _paid.org_id) & (_entries.id == _paid.entry_id))
    .where(_taken_back.org_id == _ORG_ID, or_(_taken_back.retracted_on <= _DAY, _OF_OLD & (_entries.entry_on > _DAY)))
)
_NEVER_REFUNDED = select(_taken_back.party_id, _taken_back.amount_dong.label("dong")).where(
    _taken_back.org_id == _ORG_ID, _taken_back.refund_id.is_not(None), _taken_back.retracted_on <= _DAY
)


_moved = union_all(_CONTRIBUTED, _REFUNDED, _MISTAKEN, _NEVER_REFUNDED).subquery("moved").c
_PAID_IN = select(_moved.party_id, cast(func.sum(_moved.dong), BigInteger)).group_by(_moved.party_id)


async def paid_in_by_party(session: AsyncSession, org_id: UUID, *, until: date = date.max) -> dict[UUID, int]:
    """đồng by party at the end of a day, or of all that is recorded; what 4111 of the party must say."""
    return {row[0]: row[1] for row in await session.execute(_PAID_IN, {"org_id": org_id, "day": until})}
