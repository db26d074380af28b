"""Things on their way into the capital, and what is still pledged of each kind."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Text, Uuid, bindparam, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import Contribution, Pledge, Retraction
from hoptac.capital.paper_models import ContributedAsset
from hoptac.capital.refusals import AssetNotFound
from hoptac.kit.prepared import Prepared

_ORG_ID, _PARTY_ID = bindparam("org_id", type_=Uuid()), bindparam("party_id", type_=Uuid())
_pledges, _paid, _taken_back = Pledge.__table__.c, Contribution.__table__.c, Retraction.__table__.c
_assets = ContributedAsset.__table__.c

AssetState = Literal["handed_over", "booked", "dropped"]

# Things that were recorded before kinds were are "other".
_KIND_PAID = case((_paid.method != "in_kind", "dong"), (_paid.asset_kind == "", "other"), else_=_paid.asset_kind)
_KIND = bindparam("kind", type_=Text())
_PLEDGED = (
    select(func.coalesce(func.sum(_pledges.amount_dong), 0))
    .where(_pledges.org_id == _ORG_ID, _pledges.party_id == _PARTY_ID, _pledges.asset_kind == _KIND)
    .scalar_subquery()
)
_PAID = (
    select(func.coalesce(func.sum(_paid.amount_dong), 0))
    .where(
        _paid.org_id == _ORG_ID,
        _paid.party_id == _PARTY_ID,
        _KIND_PAID == _KIND,
        ~select(_taken_back.id).where(_taken_back.org_id == _ORG_ID, _taken_back.contribution_id == _paid.id).exists(),
    )
    .scalar_subquery()
)
_all_of_kind = cast(func.sum(_pledges.amount_dong), BigInteger)
_KINDS = (
    select(_pledges.asset_kind, _all_of_kind)
    .where(_pledges.org_id == _ORG_ID, _pledges.party_id == _PARTY_ID)
    .group_by(_pledges.asset_kind)
    .order_by(_all_of_kind.desc())
)
_OPEN = Prepared(select(cast(_PLEDGED - _PAID, BigInteger)))


class AssetRow(msgspec.Struct, frozen=True):
    """One thing as it was valued and handed over; `completed_on` when it is in the books."""

    id: UUID
    party_id: UUID
    amount_dong: int
    asset_kind: str
    account: str
    asset: str
    asset_quantity: str
    right_of_use_period: str
    valuation: str
    valued_by: str
    valuation_number: str
    valued_on: date
    handed_over_on: date
    approval: str
    note: str
    request_key: UUID
    recorded_at: datetime
    dropped_reason: str | None
    completed_on: date | None

    @property
    def state(self) -> AssetState:
        """What has become of it."""
        if self.completed_on is not None:
            return "booked"
        return "handed_over" if self.dropped_reason is None else "dropped"


# The record of the handover stays as it was signed; what was approved later stands with the contribution.
_APPROVAL = func.coalesce(func.nullif(_paid.approval, ""), _assets.approval)
_ROWS = (
    select(
        *(_APPROVAL if name == "approval" else _assets[name] for name in AssetRow.__struct_fields__[:-1]),
        _paid.contributed_on,
    )
    .select_from(ContributedAsset.__table__)
    .outerjoin(Contribution.__table__, (_paid.org_id == _assets.org_id) & (_paid.asset_id == _assets.id))
    .where(_assets.org_id == _ORG_ID, _assets.party_id == _PARTY_ID)
)
_LIST = _ROWS.order_by(_assets.id)
_GET = _ROWS.where(_assets.id == bindparam("id", type_=Uuid()))
_BY_KEY = select(_assets.id).where(_assets.org_id == _ORG_ID, _assets.request_key == bindparam("request_key"))


async def find_open_of_kind(session: AsyncSession, org_id: UUID, party_id: UUID, kind: str) -> int:
    """What a member has pledged of one kind of asset and not paid of it, in đồng; below zero where more was paid."""
    return await _OPEN.scalar(session, {"org_id": org_id, "party_id": party_id, "kind": kind})


async def list_pledged_kinds(session: AsyncSession, org_id: UUID, party_id: UUID) -> dict[str, int]:
    """What a member has pledged in all of each kind of asset, in đồng; the most first."""
    return dict((await session.execute(_KINDS, {"org_id": org_id, "party_id": party_id})).all())


async def list_assets(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[AssetRow]:
    """A member's things, the oldest first."""
    return [AssetRow(*row) for row in await session.execute(_LIST, {"org_id": org_id, "party_id": party_id})]


async def get_asset(session: AsyncSession, org_id: UUID, party_id: UUID, asset_id: UUID) -> AssetRow:
    """One thing. Raises AssetNotFound, also for another member's."""
    row = (await session.execute(_GET, {"org_id": org_id, "party_id": party_id, "id": asset_id})).first()
    if row is None:
        raise AssetNotFound
    return AssetRow(*row)


async def find_asset_by_key(session: AsyncSession, org_id: UUID, request_key: UUID) -> UUID | None:
    """What the same form recorded before."""
    found: Any = await session.execute(_BY_KEY, {"org_id": org_id, "request_key": request_key})
    return found.scalar()
