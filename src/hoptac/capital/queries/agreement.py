"""Do the register, the kept sums and the books say the same? What `check-books` asks of capital."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Select, Uuid, bindparam, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CapitalTotal, Contribution, Holding, Pledge
from hoptac.capital.postings import CONTRIBUTED_CAPITAL
from hoptac.ledger.queries import balances_by_party

_ORG_ID = bindparam("org_id", type_=Uuid())
_held, _totals = Holding.__table__.c, CapitalTotal.__table__.c


class Disagreement(msgspec.Struct, frozen=True):
    """Two places that should say the same of a party (None: of the whole organization), in đồng."""

    what: str
    party_id: UUID | None
    expected_dong: int
    found_dong: int


def _by_party(table: type[Pledge] | type[Contribution]) -> Select[*tuple[Any, ...]]:
    rows = table.__table__.c
    summed = cast(func.sum(rows.amount_dong), BigInteger)
    return select(rows.party_id, summed).where(rows.org_id == _ORG_ID).group_by(rows.party_id)


_PLEDGED = _by_party(Pledge)
_PAID = _by_party(Contribution)
_HELD = select(_held.party_id, _held.pledged_dong, _held.paid_dong).where(_held.org_id == _ORG_ID)
_TOTALS = select(_totals.pledged_dong, _totals.paid_dong).where(_totals.org_id == _ORG_ID)


def _compare(what: str, expected: dict[UUID, int], found: dict[UUID, int]) -> list[Disagreement]:
    return [
        Disagreement(what, party_id, expected.get(party_id, 0), found.get(party_id, 0))
        for party_id in sorted(expected.keys() | found.keys())
        if expected.get(party_id, 0) != found.get(party_id, 0)
    ]


async def list_disagreements(session: AsyncSession, org_id: UUID) -> list[Disagreement]:
    """Every party and sum in which pledges, contributions, holdings, totals and 4111 differ; empty when all agree."""
    here = {"org_id": org_id}
    pledged = dict((await session.execute(_PLEDGED, here)).all())
    paid = dict((await session.execute(_PAID, here)).all())
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
