"""Balances: sums over the kept months, so their cost does not grow with the number of entries."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Date, Uuid, bindparam, case, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.prepared import Prepared, Reader
from hoptac.ledger.charts import prescribed_parent
from hoptac.ledger.models import ACCOUNT_BALANCES, PARTY_BALANCES
from hoptac.ledger.refusals import UnknownAccount

LAST_MONTH = date(9999, 12, 1)

_accounts, _parties = ACCOUNT_BALANCES.c, PARTY_BALANCES.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class TrialBalanceRow(msgspec.Struct, frozen=True):
    """One account over some months, in đồng: gross movements; opening and closing are debit minus credit."""

    account: str
    opening_dong: int
    debit_dong: int
    credit_dong: int

    @property
    def closing_dong(self) -> int:
        """Debit minus credit at the end of the last month."""
        return self.opening_dong + self.debit_dong - self.credit_dong


_BALANCE_OF_ACCOUNT = select(
    cast(func.coalesce(func.sum(_accounts.debit_dong - _accounts.credit_dong), 0), BigInteger)
).where(
    _accounts.org_id == _ORG_ID,
    _accounts.account >= bindparam("account"),
    _accounts.account < bindparam("end"),
    _accounts.month <= bindparam("as_of"),
)
_PARTY_BALANCES = (
    select(_parties.party_id, cast(func.sum(_parties.debit_dong - _parties.credit_dong), BigInteger))
    .where(_parties.org_id == _ORG_ID, _parties.account == bindparam("account"), _parties.month <= bindparam("as_of"))
    .group_by(_parties.party_id)
)
BALANCES_OF_PARTIES = Prepared(
    _PARTY_BALANCES.where(_parties.party_id == func.any(bindparam("party_ids", type_=ARRAY(Uuid()))))
)
_OF_PARTY = (
    select(_parties.account, cast(func.sum(_parties.debit_dong - _parties.credit_dong), BigInteger))
    .where(_parties.org_id == _ORG_ID, _parties.party_id == bindparam("party_id", type_=Uuid()))
    .group_by(_parties.account)
    .order_by(_parties.account)
)
_FROM = bindparam("from_month", type_=Date())
_TRIAL_BALANCE = (
    select(
        _accounts.account,
        cast(
            func.sum(case((_accounts.month < _FROM, _accounts.debit_dong - _accounts.credit_dong), else_=0)), BigInteger
        ),
        cast(func.sum(case((_accounts.month >= _FROM, _accounts.debit_dong), else_=0)), BigInteger),
        cast(func.sum(case((_accounts.month >= _FROM, _accounts.credit_dong), else_=0)), BigInteger),
    )
    .where(_accounts.org_id == _ORG_ID, _accounts.month <= bindparam("to_month"))
    .group_by(_accounts.account)
    .order_by(_accounts.account)
)


def _sign(account: str) -> int:
    """1 where a debit balance is shown as positive, -1 where a credit balance is."""
    found = prescribed_parent(account)
    if found is None:
        raise UnknownAccount(account)
    return 1 if found.normal_side == "debit" else -1


async def balance_of_account(session: AsyncSession, org_id: UUID, account: str, *, as_of: date = LAST_MONTH) -> int:
    """đồng at the end of the month of `as_of` (the last one by default), positive on the account's normal side.

    A parent account is the sum of the accounts below it.
    """
    sign = _sign(account)
    parameters = {"org_id": org_id, "account": account, "end": _after(account), "as_of": as_of}
    return sign * (await session.execute(_BALANCE_OF_ACCOUNT, parameters)).scalar_one()


async def balances_of_parties(
    session: Reader, org_id: UUID, account: str, party_ids: Sequence[UUID], *, as_of: date = LAST_MONTH
) -> dict[UUID, int]:
    """đồng of each party asked for, zero where nothing moved, positive on the account's normal side."""
    sign = _sign(account)
    parameters = {"org_id": org_id, "account": account, "party_ids": list(party_ids), "as_of": as_of}
    found = {party: sign * dong for party, dong in await BALANCES_OF_PARTIES.rows(session, parameters)}
    return {party_id: found.get(party_id, 0) for party_id in party_ids}


async def balance_of_party(
    session: AsyncSession, org_id: UUID, account: str, party_id: UUID, *, as_of: date = LAST_MONTH
) -> int:
    """đồng of one party at the end of the month of `as_of`, positive on the account's normal side."""
    return (await balances_of_parties(session, org_id, account, [party_id], as_of=as_of))[party_id]


async def accounts_of_party(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[tuple[str, int]]:
    """Debit minus credit in đồng of every account that ever moved with one party, in the order of codes."""
    found = await session.execute(_OF_PARTY, {"org_id": org_id, "party_id": party_id})
    return [(account, dong) for account, dong in found]


async def balances_by_party(
    session: AsyncSession, org_id: UUID, account: str, *, as_of: date = LAST_MONTH
) -> dict[UUID, int]:
    """đồng of every party that ever moved on the account, positive on its normal side."""
    sign = _sign(account)
    parameters = {"org_id": org_id, "account": account, "as_of": as_of}
    return {party: sign * dong for party, dong in await session.execute(_PARTY_BALANCES, parameters)}


async def trial_balance(
    session: AsyncSession, org_id: UUID, *, from_month: date, to_month: date
) -> list[TrialBalanceRow]:
    """Every account that moved up to `to_month`, in the order of codes; both are first days of months."""
    parameters = {"org_id": org_id, "from_month": from_month, "to_month": to_month}
    return [TrialBalanceRow(*row) for row in await session.execute(_TRIAL_BALANCE, parameters)]


def _after(account: str) -> str:
    """The smallest text that begins with no code below `account`: codes are digits, and ':' follows '9'."""
    return f"{account}:"
