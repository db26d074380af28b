"""Writing the sums and counters that are kept beside the rows; only behind the capital lock, hence absolute values."""

from uuid import UUID

from sqlalchemy import BigInteger, SmallInteger, Text, Uuid, bindparam, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CAPITAL_COUNTERS, CAPITAL_TOTALS, HOLDINGS
from hoptac.capital.rules import Group
from hoptac.kit.bulk import add_to_rows
from hoptac.kit.prepared import Prepared

_held = insert(HOLDINGS)
_KEEP_HOLDING = Prepared(
    _held.on_conflict_do_update(
        index_elements=["org_id", "party_id"],
        set_={"pledged_dong": _held.excluded.pledged_dong, "paid_dong": _held.excluded.paid_dong},
    )
)
_SUMS = ("pledged_dong", "paid_dong")
_totals = CAPITAL_TOTALS
_KEEP_TOTALS = Prepared(
    update(_totals)
    .where(_totals.c.org_id == bindparam("of_org_id", type_=Uuid()))
    .values(pledged_dong=bindparam("pledged", type_=BigInteger()), paid_dong=bindparam("paid", type_=BigInteger()))
)
_count = insert(CAPITAL_COUNTERS).values(
    org_id=bindparam("org_id", type_=Uuid()),
    name=bindparam("name", type_=Text()),
    year=bindparam("year", type_=SmallInteger()),
    n=bindparam("how_many", type_=BigInteger()),
)
_TAKE_NUMBERS = Prepared(
    _count.on_conflict_do_update(
        index_elements=["org_id", "name", "year"], set_={"n": CAPITAL_COUNTERS.c.n + _count.excluded.n}
    ).returning(CAPITAL_COUNTERS.c.n)
)


async def keep_sums(session: AsyncSession, org_id: UUID, party_id: UUID, *, held: Group, everyone: Group) -> None:
    """Keep what one member holds now, and what all hold."""
    row = {"org_id": org_id, "party_id": party_id, "pledged_dong": held.pledged_dong, "paid_dong": held.paid_dong}
    await _KEEP_HOLDING.run(session, row)
    await keep_totals(session, org_id, everyone)


async def keep_totals(session: AsyncSession, org_id: UUID, everyone: Group) -> None:
    """Keep what all members hold."""
    sums = {"of_org_id": org_id, "pledged": everyone.pledged_dong, "paid": everyone.paid_dong}
    await _KEEP_TOTALS.run(session, sums)


async def add_to_holdings(session: AsyncSession, org_id: UUID, held: dict[UUID, Group]) -> None:
    """Add to what many members hold."""
    rows = [(party_id, added.pledged_dong, added.paid_dong) for party_id, added in held.items()]
    await add_to_rows(session, HOLDINGS, ("party_id", *_SUMS), rows, added=_SUMS, shared={"org_id": org_id})


async def take_numbers(session: AsyncSession, org_id: UUID, name: str, year: int, how_many: int = 1) -> int:
    """The first of `how_many` numbers that follow each other. The counter's row stays locked until the transaction
    ends, and a rollback gives the numbers back, so there are no gaps."""
    parameters = {"org_id": org_id, "name": name, "year": year, "how_many": how_many}
    return await _TAKE_NUMBERS.scalar(session, parameters) - how_many + 1
