"""The chart of one organization: TT 71 with its own accounts below."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import Prepared
from hoptac.ledger.charts import Account, chart, with_own
from hoptac.ledger.entries import Line
from hoptac.ledger.models import OWN_ACCOUNTS

_OWN = Prepared(
    select(OWN_ACCOUNTS.c.code, OWN_ACCOUNTS.c.name).where(OWN_ACCOUNTS.c.org_id == bindparam("org_id", type_=Uuid()))
)


async def chart_of(session: AsyncSession, org_id: UUID) -> Mapping[str, Account]:
    """Every account the organization may post to or sum by, by code."""
    return with_own((code, name) for code, name in await _OWN.rows(session, {"org_id": org_id}))


async def chart_for(session: AsyncSession, org_id: UUID, lines: Iterable[Line]) -> Mapping[str, Account]:
    """A chart that knows every account of the lines; the organization's own is only asked for where TT 71 does not do."""
    prescribed = chart()
    codes = {code for line in lines for code in (line.debit_account, line.credit_account) if code is not None}
    return prescribed if codes <= prescribed.keys() else await chart_of(session, org_id)
