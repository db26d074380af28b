"""Every SELECT of terminations."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, Uuid, bindparam, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.ledger.models import LINES
from hoptac.members.models import Decision
from hoptac.members.terminations.models import MembershipTermination

_ended, _decided, _lines = MembershipTermination.__table__.c, Decision.__table__.c, LINES.c
_ORG_ID, _PARTY_ID = bindparam("org_id", type_=Uuid()), bindparam("party_id", type_=Uuid())


class TerminationRow(msgspec.Struct, frozen=True):
    """One termination as it was recorded, with its decision."""

    id: UUID
    party_id: UUID
    membership_id: UUID
    reason: str
    circumstance: str
    requested_on: date | None
    grounds: str
    notified_on: date | None
    answered_on: date | None
    answer: str
    left_on: date
    receiver: str
    bank_account: str
    refund_due_on: date | None
    capital_dong: int
    cancelled_pledge_dong: int
    owed_dong: int
    owing_dong: int
    body: str
    number: str
    decided_on: date


_ROWS = (
    select(
        *(_ended[name] for name in TerminationRow.__struct_fields__[:-3]),
        *(_decided.body, _decided.number, _decided.decided_on),
    )
    .join_from(
        MembershipTermination.__table__,
        Decision.__table__,
        (_decided.org_id == _ended.org_id) & (_decided.id == _ended.decision_id),
    )
    .where(_ended.org_id == _ORG_ID, _ended.party_id == _PARTY_ID)
)
_LAST = _ROWS.order_by(_ended.recorded_at.desc(), _ended.id.desc()).limit(1)
_ONE = _ROWS.where(_ended.id == bindparam("id", type_=Uuid()))
_REPEATED = select(_ended.id).where(
    _ended.org_id == _ORG_ID, _ended.request_key == bindparam("request_key", type_=Uuid())
)


def _days(side: str) -> Select[Any]:
    account = _lines[f"{side}_account"]
    return select(func.max(_lines.entry_on).label("day")).where(
        _lines.org_id == _ORG_ID,
        _lines[f"{side}_party_id"] == _PARTY_ID,
        (account < "411") | (account >= "412"),
    )


_used = union_all(_days("debit"), _days("credit")).subquery("used")
_LAST_USED = select(func.max(_used.c.day))


async def last_termination(session: AsyncSession, org_id: UUID, party_id: UUID) -> TerminationRow | None:
    """How the last membership of a party ended; None where none was ended by one of the reasons of Art. 33."""
    row = (await session.execute(_LAST, {"org_id": org_id, "party_id": party_id})).first()
    return TerminationRow(*row) if row else None


async def get_termination(session: AsyncSession, org_id: UUID, party_id: UUID, termination_id: UUID) -> TerminationRow:
    """Raises NotFound, for another member's or organization's too."""
    row = (await session.execute(_ONE, {"org_id": org_id, "party_id": party_id, "id": termination_id})).first()
    if row is None:
        raise NotFound(_("Không tìm thấy lần thôi là thành viên này."))
    return TerminationRow(*row)


async def find_repeated(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """The termination that the same form has made already."""
    return (await session.execute(_REPEATED, {"org_id": org_id, "request_key": request_key})).scalar()


async def last_used_on(session: AsyncSession, org_id: UUID, party_id: UUID) -> date | None:
    """The last day on which the books name a party beside its capital: goods, services, loans, work."""
    return (await session.execute(_LAST_USED, {"org_id": org_id, "party_id": party_id})).scalar()
