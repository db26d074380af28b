"""Bank accounts of an organization, with what they hold by their statements and how much waits on them."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Uuid, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.banks import banks
from hoptac.bank.models import BANK_ACCOUNTS, BANK_LINES
from hoptac.bank.queries.ties import IS_WAITING, WITH_MATCHES
from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.organizations.models import Organization

_accounts, _lines = BANK_ACCOUNTS.c, BANK_LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class BankAccountRow(msgspec.Struct, frozen=True):
    """One account; `bank_bin` and `number` are '' where no statement has said them."""

    id: UUID
    bank_bin: str
    number: str
    holder: str
    ledger_account: str

    @property
    def bank_name(self) -> str:
        """'Agribank'; '' for an unknown bank."""
        bank = banks().get(self.bank_bin)
        return bank.short_name if bank else ""

    @property
    def label(self) -> str:
        """'Agribank 1890201009999'; the ledger account where there is no number."""
        return " ".join(filter(None, (self.bank_name, self.number))) or self.ledger_account

    @property
    def is_for_qr(self) -> bool:
        """Whether a payment code can lead here."""
        return bool(self.bank_bin and self.number)


class AccountState(msgspec.Struct, frozen=True):
    """What the bank said last, how many lines wait, and what came in and went out by those."""

    last_on: date
    balance_dong: int | None
    open_lines: int = 0
    open_in_dong: int = 0
    open_out_dong: int = 0


_COLUMNS = tuple(_accounts[name] for name in BankAccountRow.__struct_fields__)
_LIST = select(*_COLUMNS).where(_accounts.org_id == _ORG_ID).order_by(_accounts.ledger_account)
_GET = select(*_COLUMNS).where(_accounts.org_id == _ORG_ID, _accounts.id == bindparam("id"))
_LOCK = _GET.with_for_update()
_LOCK_ALL = select(Organization.id).where(Organization.id == _ORG_ID).with_for_update(key_share=True)


def _sum(amount: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.sum(func.greatest(amount, 0)), BigInteger)


_OPEN = (
    select(_lines.bank_account_id, func.count(), _sum(_lines.amount_dong), _sum(-_lines.amount_dong))
    .select_from(WITH_MATCHES)
    .where(_lines.org_id == _ORG_ID, IS_WAITING)
    .group_by(_lines.bank_account_id)
)
_LAST = (
    select(_lines.bank_account_id, _lines.transacted_on, _lines.balance_dong)
    .where(_lines.org_id == _ORG_ID)
    .ext(distinct_on(_lines.bank_account_id))
    .order_by(_lines.bank_account_id, _lines.transacted_on.desc(), _lines.position.desc())
)


async def lock_accounts(session: AsyncSession, org_id: UUID) -> None:
    """Let one change of the organization's bank accounts, or one statement that comes in, wait for the other."""
    await session.execute(_LOCK_ALL, {"org_id": org_id})


async def list_accounts(session: AsyncSession, org_id: UUID) -> list[BankAccountRow]:
    """All, in the order of their books."""
    return [BankAccountRow(*row) for row in await session.execute(_LIST, {"org_id": org_id})]


async def get_account(
    session: AsyncSession, org_id: UUID, bank_account_id: UUID, *, lock: bool = False
) -> BankAccountRow:
    """Raises NotFound. `lock`: whoever else brings lines in or matches some of this account waits."""
    statement = _LOCK if lock else _GET
    row = (await session.execute(statement, {"org_id": org_id, "id": bank_account_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy tài khoản ngân hàng này."))
    return BankAccountRow(*row)


async def states_of_accounts(session: AsyncSession, org_id: UUID) -> dict[UUID, AccountState]:
    """Of each account that has lines."""
    waiting = {account_id: sums for account_id, *sums in await session.execute(_OPEN, {"org_id": org_id})}
    last = await session.execute(_LAST, {"org_id": org_id})
    return {
        account_id: AccountState(last_on, balance, *waiting.get(account_id, ()))
        for account_id, last_on, balance in last
    }
