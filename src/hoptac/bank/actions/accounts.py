"""Entering a bank account, and mending what is known of it."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import BANK_ACCOUNTS
from hoptac.bank.queries.accounts import BankAccountRow, get_account, list_accounts, lock_accounts
from hoptac.bank.reading import Statement
from hoptac.bank.rules import check_account, plain_number
from hoptac.kit import audit
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import chart_of

_INSERT = insert(BANK_ACCOUNTS)
_UPDATE = update(BANK_ACCOUNTS).where(
    BANK_ACCOUNTS.c.org_id == bindparam("of_org"), BANK_ACCOUNTS.c.id == bindparam("of_account")
)


class AccountForm(msgspec.Struct, frozen=True):
    """What is said of a bank account."""

    bank_bin: str
    number: str
    holder: str
    ledger_account: str


async def add_account(session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: AccountForm) -> UUID:
    """Enter an account with its book. Raises the refusals of `check_account`."""
    await lock_accounts(session, org_id)  # the same account entered twice at once is refused in a sentence
    form = await _checked(session, org_id, form, None)
    account_id = new_id()
    about = msgspec.structs.asdict(form) | {"added_by": actor_id, "added_at": now}
    await session.execute(_INSERT, {"org_id": org_id, "id": account_id} | about)
    await _record(session, org_id, actor_id, now, "add_bank_account", account_id, form)
    return account_id


async def change_account(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, bank_account_id: UUID, form: AccountForm
) -> None:
    """Mend the bank, the number or the holder; the book stays: what is matched was matched with it.

    Raises NotFound and the refusals of `check_account`.
    """
    await lock_accounts(session, org_id)
    before = await get_account(session, org_id, bank_account_id)
    form = await _checked(session, org_id, msgspec.structs.replace(form, ledger_account=before.ledger_account), before)
    values = msgspec.structs.asdict(form)
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_account": bank_account_id})
    await _record(session, org_id, actor_id, now, "change_bank_account", bank_account_id, form)


async def fill_in(session: AsyncSession, org_id: UUID, account: BankAccountRow, statement: Statement) -> None:
    """What a statement tells of an account and nobody has entered."""
    told = {"bank_bin": statement.bank_bin, "number": plain_number(statement.number), "holder": statement.holder}
    missing = {name: value for name, value in told.items() if value and not getattr(account, name)}
    if missing:
        await session.execute(_UPDATE.values(missing), {"of_org": org_id, "of_account": account.id})


async def _checked(
    session: AsyncSession, org_id: UUID, form: AccountForm, itself: BankAccountRow | None
) -> AccountForm:
    form = msgspec.structs.replace(form, number=plain_number(form.number), holder=clean_text(form.holder))
    others = [one for one in await list_accounts(session, org_id) if itself is None or one.id != itself.id]
    check_account(
        form.number, form.bank_bin, form.ledger_account, chart=await chart_of(session, org_id),
        others=[(one.number, one.bank_bin, one.ledger_account) for one in others],
    )  # fmt: skip
    return form


async def _record(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, verb: str, account_id: UUID, form: AccountForm
) -> None:
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("bank_account", account_id),
        detail={"bank_bin": form.bank_bin, "number": form.number, "ledger_account": form.ledger_account},
    )  # fmt: skip
