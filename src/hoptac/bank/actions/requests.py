"""Asking for a payment: an amount with a code that says, when the money comes, what it was for."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.codes import payment_code
from hoptac.bank.models import PAYMENT_REQUESTS
from hoptac.bank.queries.accounts import get_account
from hoptac.bank.refusals import AccountNotForQr, AmountMissing
from hoptac.kit import audit
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import clean_text
from hoptac.kit.vietqr import LARGEST_AMOUNT_DONG
from hoptac.ledger.queries.accounts import chart_of
from hoptac.ledger.refusals import AccountWithChildren, MissingParty, UnknownAccount

_INSERT = insert(PAYMENT_REQUESTS)


class RequestForm(msgspec.Struct, frozen=True):
    """What is asked for; `account` is what will be credited, '' to be decided when the money comes."""

    bank_account_id: UUID
    amount_dong: int
    purpose: str
    party_id: UUID | None = None
    account: str = ""


async def request_payment(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: RequestForm
) -> UUID:
    """Keep a request; its id. Raises NotFound, AccountNotForQr, AmountMissing, UnknownAccount, AccountWithChildren,
    MissingParty."""
    account = await get_account(session, org_id, form.bank_account_id)
    if not account.is_for_qr:
        raise AccountNotForQr
    if not 0 < form.amount_dong <= LARGEST_AMOUNT_DONG:
        raise AmountMissing
    if form.account:
        credited = (await chart_of(session, org_id)).get(form.account)
        if credited is None:
            raise UnknownAccount(form.account)
        if credited.has_children:
            raise AccountWithChildren(form.account)
        if credited.needs_party and form.party_id is None:
            raise MissingParty(form.account)
    request_id = new_id()
    row = msgspec.structs.asdict(form) | {"purpose": clean_text(form.purpose), "made_by": actor_id, "made_at": now}
    about = {"org_id": org_id, "id": request_id, "code": payment_code("request", request_id)}
    await session.execute(_INSERT, about | row)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="request_payment",
        subject=("payment_request", request_id), detail={"amount_dong": form.amount_dong, "account": form.account},
    )  # fmt: skip
    return request_id
