"""Things contributed: valued and handed over, complete and booked, or given up before."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.contributions import record_contribution
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.paper_models import CONTRIBUTED_ASSETS
from hoptac.capital.queries.assets import find_asset_by_key, find_open_of_kind, get_asset
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import AssetAccountRefused, AssetBooked, DropReasonMissing, MemberNotFound
from hoptac.capital.rules import (
    IN_KIND_ACCOUNTS,
    HandedOver,
    InKind,
    check_amount,
    check_completion,
    check_kind_paid,
    handover_refusals,
    in_kind_refusals,
)
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.errors import Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import chart_of

_INSERT = insert(CONTRIBUTED_ASSETS)
_assets = CONTRIBUTED_ASSETS.c
_DROP = (
    update(CONTRIBUTED_ASSETS)
    .where(_assets.org_id == bindparam("of_org"), _assets.id == bindparam("of_asset"))
    .values(dropped_reason=bindparam("reason"), dropped_by=bindparam("by"), dropped_at=bindparam("at"))
)


async def record_asset(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    amount_dong: int,
    account: str,
    thing: InKind,
    handed: HandedOver,
    request_key: UUID,
    approval: str = "",
    note: str = "",
) -> Recorded:
    """Write down that a thing was valued and handed over. It is not booked and does not count as paid (Art. 76.4).

    The same `request_key` again is the same thing. Raises Refusals, one for each field that lacks something (Art. 73.1, 76.2,
    76.3, 77), AssetOtherThanPledged (Art. 74.5) and MemberNotFound.
    """
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today)
    if standing is None:
        raise MemberNotFound
    known = await find_asset_by_key(session, org_id, request_key)
    if known is not None:
        return Recorded(known, is_new=False)
    check_amount(amount_dong)
    refused = in_kind_refusals(account, thing) + handover_refusals(handed, thing, today=today)
    booked = (await chart_of(session, org_id)).get(account)
    if account.startswith(IN_KIND_ACCOUNTS) and (booked is None or booked.has_children):
        refused.append(AssetAccountRefused(account))
    if refused:
        raise Refusals(refused)
    open_dong = await find_open_of_kind(session, org_id, party_id, thing.kind)
    check_kind_paid(amount_dong, open_dong, clean_text(approval))
    asset_id = new_id()
    row = {"org_id": org_id, "id": asset_id, "party_id": party_id, "amount_dong": amount_dong, "account": account}
    row |= {"asset_kind": thing.kind, "asset": thing.asset, "asset_quantity": thing.quantity}
    row |= {"right_of_use_period": thing.right_of_use_period, "valued_by": thing.valued_by}
    row |= {"valuation": handed.valuation, "valuation_number": handed.number, "valued_on": handed.valued_on}
    row |= {"handed_over_on": handed.handed_over_on, "approval": clean_text(approval), "note": clean_text(note)}
    await session.execute(_INSERT, row | {"recorded_by": actor_id, "recorded_at": now, "request_key": request_key})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_asset", subject=("asset", asset_id),
        detail={"party_id": str(party_id), "amount_dong": amount_dong, "asset_kind": thing.kind},
    )  # fmt: skip
    return Recorded(asset_id)


async def complete_asset(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    asset_id: UUID,
    completed_on: date | None,
    approval: str = "",
) -> Recorded:
    """Book a thing on the day on which it is the cooperative's (Art. 76.4, CAP-02). Completed before, it stays so. `approval` of
    another kind of asset (Art. 74.5) where the handover has none: others of the kind may have been completed since.

    Raises AssetNotFound, AssetDropped, AssetNotComplete, CompletedBeforeHandover, and what `record_contribution` refuses.
    """
    await lock_capital(session, org_id)
    asset = await get_asset(session, org_id, party_id, asset_id)
    day = check_completion(
        dropped=asset.state == "dropped", handed_over_on=asset.handed_over_on,
        completed_on=asset.completed_on or completed_on,
    )  # fmt: skip
    thing = InKind(asset.asset, asset.asset_quantity, asset.valued_by, asset.right_of_use_period, asset.asset_kind)
    return await record_contribution(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, amount_dong=asset.amount_dong,
        method="in_kind", contributed_on=day, request_key=asset.request_key, note=asset.note, account=asset.account,
        in_kind=thing, approval=asset.approval or approval, asset_id=asset.id,
    )  # fmt: skip


async def drop_asset(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    asset_id: UUID,
    reason: str,
) -> None:
    """Give a thing up that was handed over and is not complete. Raises AssetNotFound, AssetBooked, DropReasonMissing."""
    reason = clean_text(reason)
    await lock_capital(session, org_id)
    asset = await get_asset(session, org_id, party_id, asset_id)
    if asset.state == "dropped":
        return
    if asset.state == "booked":
        raise AssetBooked
    if not reason:
        raise DropReasonMissing
    await session.execute(_DROP, {"of_org": org_id, "of_asset": asset_id, "reason": reason, "by": actor_id, "at": now})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="drop_asset", subject=("asset", asset_id),
        detail={"party_id": str(party_id), "reason": reason},
    )  # fmt: skip
