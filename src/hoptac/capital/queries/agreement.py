"""Do the register, the kept sums and the books say the same? What `check-books` asks of capital."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Select, Uuid, bindparam, cast, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CapitalTotal, Holding, Pledge, PledgeCancellation, Refund, Retraction
from hoptac.capital.postings import CONTRIBUTED_CAPITAL
from hoptac.capital.queries.paid_in import paid_in_by_party
from hoptac.ledger.queries import balances_by_party

_ORG_ID = bindparam("org_id", type_=Uuid())
_held, _totals = Holding.__table__.c, CapitalTotal.__table__.c


class Disagreement(msgspec.Struct, frozen=True):
    """Two places that should say the same of a party (None: of the whole organization), in đồng."""

    what: str
    party_id: UUID | None
    expected_dong: int
    found_dong: int


_Moving = type[Pledge] | type[Refund] | type[Retraction] | type[PledgeCancellation]


def _pledges(table: _Moving, column: str, sign: int) -> Select[*tuple[Any, ...]]:
    rows = table.__table__.c
    return select(rows.party_id, (sign * rows[column]).label("dong")).where(rows.org_id == _ORG_ID)


_moved = union_all(
    _pledges(Pledge, "amount_dong", 1),
    _pledges(Refund, "pledge_dong", -1),
    _pledges(Retraction, "pledge_dong", 1),
    _pledges(PledgeCancellation, "amount_dong", -1),
).subquery("moved")
_PLEDGED = select(_moved.c.party_id, cast(func.sum(_moved.c.dong), BigInteger)).group_by(_moved.c.party_id)
"""What each member has pledged by the rows that were recorded; a refund that was taken back is pledged again."""
_HELD = select(_held.party_id, _held.pledged_dong, _held.paid_dong).where(_held.org_id == _ORG_ID)
_TOTALS = select(_totals.pledged_dong, _totals.paid_dong).where(_totals.org_id == _ORG_ID)


def _compare(what: str, expected: dict[UUID, int], found: dict[UUID, int]) -> list[Disagreement]:
    return [
        Disagreement(what, party_id, expected.get(party_id, 0), found.get(party_id, 0))
        for party_id in sorted(expected.keys() | found.keys())
        if expected.get(party_id, 0) != found.get(party_id, 0)
    ]


async def list_disagreements(session: AsyncSession, org_id: UUID) -> list[Disagreement]:
    """Every party and sum in which the register (pledges, contributions, refunds, what was taken back), holdings, totals and
    4111 differ; empty when all agree."""
    here = {"org_id": org_id}
    pledged = dict((await session.execute(_PLEDGED, here)).all())
    paid = await paid_in_by_party(session, org_id)
    held = (await session.execute(_HELD, here)).all()
    totals = (await session.execute(_TOTALS, here)).first() or (0, 0)
    booked = await balances_by_party(session, org_id, CONTRIBUTED_CAPITAL)
    found = _compare("pledges", pledged, {party_id: dong for party_id, dong, _paid in held})
    found += _compare("contributions", paid, {party_id: dong for party_id, _pledged, dong in held})
    found += _compare("account_4111", paid, booked)
    if totals[0] != sum(pledged.values()):
        found.append(Disagreement("total_pledged", None, sum(pledged.values()), totals[0]))
    if totals[1] != sum(paid.values()):
        found.append(Disagreement("total_paid", None, sum(paid.values()), totals[1]))
    return found
