"""Recording a pledge: a member promises so much more."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.keeping import keep_sums
from hoptac.capital.models import PLEDGES
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import MemberNotFound
from hoptac.capital.rules import (
    AssetKind,
    Group,
    check_due_by_charter,
    check_limits,
    check_pledge,
    latest_due,
    limits_of,
)
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.prepared import Prepared
from hoptac.kit.vietnamese import clean_text
from hoptac.members.memberships.rules import check_member_now
from hoptac.organizations.charter import charter_on

_INSERT = Prepared(insert(PLEDGES))


async def record_pledge(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    amount_dong: int,
    pledged_on: date,
    request_key: UUID,
    due_on: date | None = None,
    basis: str = "",
    asset_kind: AssetKind = "dong",
) -> Recorded:
    """Write down that a member pledges `amount_dong` more, due within the charter's or the law's term when no earlier day is
    given. The charter is that of the day of the pledge; `asset_kind` is what is promised (Art. 73.1).

    The same `request_key` again is the same pledge. Raises MemberNotFound and the refusals of `check_pledge`, `check_limits`
    and `check_due_by_charter` (Law 17/2023/QH15 Art. 4.25, 4.26, 74.1–74.4).
    """
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(
        session, org_id, party_id, everyone=everyone, on=today, request_key=request_key, deed="pledge"
    )
    if standing is None:
        raise MemberNotFound
    if standing.repeated_id:
        return Recorded(standing.repeated_id, is_new=False)
    check_member_now(standing.name, standing.left_on)
    holding = standing.holding
    warning = check_pledge(
        standing.capital, holding, standing.caps, amount_dong=amount_dong, pledged_on=pledged_on, today=today
    )
    limits, months = limits_of(await charter_on(session, org_id, pledged_on)), standing.deadline_months
    check_limits(standing.capital, holding, standing.caps, limits, amount_dong=amount_dong)
    due_on = due_on or latest_due(pledged_on, holding.joined_on, limits, months=months)
    check_due_by_charter(due_on, pledged_on=pledged_on, joined_on=holding.joined_on, limits=limits, months=months)
    pledge_id = new_id()
    row = {
        "org_id": org_id,
        "id": pledge_id,
        "party_id": party_id,
        "amount_dong": amount_dong,
        "pledged_on": pledged_on,
        "due_on": due_on,
        "basis": clean_text(basis),
        "recorded_by": actor_id,
        "recorded_at": now,
        "request_key": request_key,
        "asset_kind": asset_kind,
    }
    await _INSERT.run(session, row)
    held = Group(holding.pledged_dong + amount_dong, holding.paid_dong)
    await keep_sums(session, org_id, party_id, held=held, everyone=everyone.plus(amount_dong, 0))
    await audit.record(
        session,
        org_id=org_id,
        person_id=actor_id,
        at=now,
        verb="record_pledge",
        subject=("pledge", pledge_id),
        detail={"party_id": str(party_id), "amount_dong": amount_dong, "pledged_on": pledged_on.isoformat()}
        | ({"asset_kind": asset_kind} if asset_kind != "dong" else {}),
    )
    await mark(session, org_id, now)
    return Recorded(pledge_id, warning=warning)
