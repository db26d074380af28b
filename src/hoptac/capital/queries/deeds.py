"""One contribution or refund, to be looked at before it is taken back."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import Select, Uuid, bindparam, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CONTRIBUTIONS, REFUNDS, RETRACTIONS
from hoptac.capital.refusals import ContributionNotFound, RefundNotFound
from hoptac.ledger.models import ENTRIES

DeedKind = Literal["contribution", "refund"]

_paid, _returned, _taken_back = CONTRIBUTIONS.c, REFUNDS.c, RETRACTIONS.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_ID, _PARTY_ID = bindparam("id", type_=Uuid()), bindparam("party_id", type_=Uuid())


class DeedRow(msgspec.Struct, frozen=True):
    """A contribution or refund as it was recorded; `pledge_dong` is what a refund took off the pledge, `retraction_id` tells
    that it was taken back, `series` and `voucher` are those of its entry."""

    id: UUID
    year: int
    number: int
    amount_dong: int
    pledge_dong: int
    method: str
    done_on: date
    entry_id: UUID
    series: str
    voucher: int
    retraction_id: UUID | None


def _deed(kind: DeedKind) -> Select[*tuple[Any, ...]]:
    table, of = (CONTRIBUTIONS, _paid) if kind == "contribution" else (REFUNDS, _returned)
    pledge = literal(0) if kind == "contribution" else _returned.pledge_dong
    done_on = _paid.contributed_on if kind == "contribution" else _returned.refunded_on
    return (
        select(
            *(of.id, of.year, of.number, of.amount_dong, pledge, of.method, done_on, of.entry_id),
            *(ENTRIES.c.series, ENTRIES.c.number, _taken_back.id),
        )
        .select_from(table)
        .join(ENTRIES, (ENTRIES.c.org_id == of.org_id) & (ENTRIES.c.id == of.entry_id))
        .outerjoin(RETRACTIONS, (_taken_back.org_id == of.org_id) & (_taken_back[f"{kind}_id"] == of.id))
        .where(of.org_id == _ORG_ID, of.party_id == _PARTY_ID, of.id == _ID)
    )


_DEEDS: dict[DeedKind, Select[*tuple[Any, ...]]] = {"contribution": _deed("contribution"), "refund": _deed("refund")}


async def get_deed(session: AsyncSession, org_id: UUID, party_id: UUID, kind: DeedKind, deed_id: UUID) -> DeedRow:
    """Raises ContributionNotFound, RefundNotFound, also for those of another member or organization."""
    row = (await session.execute(_DEEDS[kind], {"org_id": org_id, "party_id": party_id, "id": deed_id})).first()
    if row is None:
        raise ContributionNotFound if kind == "contribution" else RefundNotFound
    return DeedRow(*row)
