"""Requests for payment, and what is due from whom: unpaid pledges and debts."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Text, Uuid, and_, bindparam, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.bank.models import PAYMENT_REQUESTS
from hoptac.bank.refusals import NothingDue
from hoptac.capital.models import HOLDINGS
from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import search_words
from hoptac.kit.language import _
from hoptac.ledger.models import PARTY_BALANCES
from hoptac.members.models import Member
from hoptac.members.queries.columns import NUMBER_WORDS
from hoptac.parties.models import Party
from hoptac.parties.queries import party_names

_requests, _parties, _members = PAYMENT_REQUESTS.c, Party.__table__.c, Member.__table__.c
_held, _balances = HOLDINGS.c, PARTY_BALANCES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
PAGE_SIZE = 50


class RequestRow(msgspec.Struct, frozen=True):
    """One request; `party_name` is '' where it is nobody's in particular."""

    id: UUID
    code: str
    bank_account_id: UUID
    party_id: UUID | None
    account: str
    amount_dong: int
    purpose: str
    made_at: datetime


class Due(NamedTuple):
    """What one party has pledged and not paid, and owes on 131."""

    party_id: UUID
    name: str
    number: str
    pledged_rest_dong: int
    receivable_dong: int


_COLUMNS = tuple(_requests[name] for name in RequestRow.__struct_fields__)
_GET = select(*_COLUMNS).where(_requests.org_id == _ORG_ID, _requests.id == bindparam("id"))
_LIST = select(*_COLUMNS).where(_requests.org_id == _ORG_ID).order_by(_requests.id.desc()).limit(PAGE_SIZE)

_owed = (
    select(
        _balances.party_id,
        cast(func.sum(_balances.debit_dong - _balances.credit_dong), BigInteger).label("dong"),
    )
    .where(_balances.org_id == _ORG_ID, and_(_balances.account >= "131", _balances.account < "131:"))
    .group_by(_balances.party_id)
    .subquery("owed")
)
_rest = func.coalesce(_held.pledged_dong - _held.paid_dong, 0)
_owes = func.greatest(func.coalesce(_owed.c.dong, 0), 0)
_searched = " " + _parties.search_key + " " + func.coalesce(NUMBER_WORDS, "")
_DUE = (
    select(_parties.id, _parties.name, func.coalesce(_members.number, ""), _rest, _owes)
    .select_from(
        Party.__table__.outerjoin(
            Member.__table__, (_members.org_id == _parties.org_id) & (_members.party_id == _parties.id)
        )
        .outerjoin(HOLDINGS, (_held.org_id == _parties.org_id) & (_held.party_id == _parties.id))
        .outerjoin(_owed, _owed.c.party_id == _parties.id)
    )
    .where(_parties.org_id == _ORG_ID, or_(_rest > 0, _owes > 0))
)
_LIST_DUE = (
    _DUE.where(_searched.like(func.all(bindparam("patterns", type_=ARRAY(Text())))))
    .order_by(_parties.sort_key, _parties.id)
    .limit(PAGE_SIZE)
)
_GET_DUE = _DUE.where(_parties.id == bindparam("party_id", type_=Uuid()))


async def get_request(session: AsyncSession, org_id: UUID, request_id: UUID) -> RequestRow:
    """Raises NotFound."""
    row = (await session.execute(_GET, {"org_id": org_id, "id": request_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy mã thu tiền này."))
    return RequestRow(*row)


async def list_requests(session: AsyncSession, org_id: UUID) -> list[RequestRow]:
    """The newest first."""
    return [RequestRow(*row) for row in await session.execute(_LIST, {"org_id": org_id})]


async def list_due(session: AsyncSession, org_id: UUID, q: str = "") -> list[Due]:
    """Who has something to pay in, by name; the first fifty that the search finds."""
    patterns = [f"% {word}%" for word in search_words(q)] or ["%"]
    return [Due(*row) for row in await session.execute(_LIST_DUE, {"org_id": org_id, "patterns": patterns})]


async def get_due(session: AsyncSession, org_id: UUID, party_id: UUID) -> Due:
    """What one party has to pay in. Raises NotFound for who is not there, NothingDue."""
    row = (await session.execute(_GET_DUE, {"org_id": org_id, "party_id": party_id})).first()
    if row is not None:
        return Due(*row)
    if not await party_names(session, org_id, [party_id]):
        raise NotFound
    raise NothingDue
