"""The two figures of capital that rise to the alliance, summed anew from what each member holds."""

from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import Holding

_held = Holding.__table__.c
_FIGURES = select(
    cast(func.coalesce(func.sum(_held.pledged_dong), 0), BigInteger),
    cast(func.coalesce(func.sum(_held.paid_dong), 0), BigInteger),
).where(_held.org_id == bindparam("org_id", type_=Uuid()))


async def figures_of(session: AsyncSession, org_id: UUID) -> tuple[int, int]:
    """(charter capital, paid-in capital) in đồng: Σ pledged or contributed (Art. 4.24), Σ received (4111)."""
    charter_capital_dong, paid_in_dong = (await session.execute(_FIGURES, {"org_id": org_id})).one()
    return charter_capital_dong, paid_in_dong


async def charter_capital(session: AsyncSession, org_id: UUID) -> int:
    """Vốn điều lệ in đồng (Art. 4.24)."""
    return (await figures_of(session, org_id))[0]


async def sum_paid_in(session: AsyncSession, org_id: UUID) -> int:
    """Vốn thực góp in đồng: what the members have paid in."""
    return (await figures_of(session, org_id))[1]
