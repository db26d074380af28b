"""Recording a contribution: money or a thing received from a member, booked by CAP-01 or CAP-02."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.keeping import keep_sums, take_numbers
from hoptac.capital.models import CONTRIBUTIONS
from hoptac.capital.postings import ACCOUNTS, Method, contribution_entry
from hoptac.capital.queries.assets import find_open_of_kind
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import MemberNotFound
from hoptac.capital.rules import Group, InKind, check_contribution, check_in_kind, check_kind_paid, check_pledged_before
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.prepared import Prepared
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import post_entry
from hoptac.members.memberships.rules import check_member_now

_INSERT = Prepared(insert(CONTRIBUTIONS))
_MONEY = InKind("", "", "")


async def record_contribution(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    amount_dong: int,
    method: Method,
    contributed_on: date,
    request_key: UUID,
    note: str = "",
    account: str | None = None,
    in_kind: InKind | None = None,
    approval: str = "",
    asset_id: UUID | None = None,
) -> Recorded:
    """Receive `amount_dong` from a member: entry CAP-01, a numbered row of the register, kept sums, audit, mark.

    `account`: where the money is, if not the usual account of the method: the book of one of several bank accounts. With the
    method `in_kind` it is what the thing becomes (CAP-02), `in_kind` says what it is and who set its value, `asset_id` which
    handed-over thing it is, and `contributed_on` is the day on which it was the cooperative's (Art. 76.4). `approval`: who
    agreed that another kind is paid than was pledged (Art. 74.5).

    The same `request_key` again is the same contribution: it is looked for behind the lock, so the second of two clicks
    sees what the first has written. Raises MemberNotFound, the refusals of `check_contribution` (Law 17/2023/QH15
    Art. 74.1–74.4), of `check_in_kind` (Art. 73.1, 76.3, 77), of `check_kind_paid` (Art. 74.5) and those of the ledger (a closed month).
    """
    thing = _cleaned(in_kind) if method == "in_kind" and in_kind else _MONEY
    if method == "in_kind":
        check_in_kind(account or "", thing)
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today, request_key=request_key)
    if standing is None:
        raise MemberNotFound
    if standing.repeated_id:
        return Recorded(standing.repeated_id, is_new=False)
    check_member_now(standing.name, standing.left_on)
    warning = check_contribution(
        standing.capital,
        standing.holding,
        standing.caps,
        amount_dong=amount_dong,
        contributed_on=contributed_on,
        today=today,
    )
    check_pledged_before(contributed_on, standing.pledged_from)
    if method == "in_kind" or standing.pledged_in_kind:
        kind = thing.kind if method == "in_kind" else "dong"
        check_kind_paid(amount_dong, await find_open_of_kind(session, org_id, party_id, kind), clean_text(approval))
    contribution_id = new_id()
    number = await take_numbers(session, org_id, "contributions", contributed_on.year)
    held = Group(standing.holding.pledged_dong, standing.holding.paid_dong + amount_dong)
    await keep_sums(session, org_id, party_id, held=held, everyone=everyone.plus(0, amount_dong))
    draft = contribution_entry(
        contribution_id,
        party_id=party_id,
        name=standing.name,
        amount_dong=amount_dong,
        method=method,
        contributed_on=contributed_on,
        account=account,
        asset=thing.asset,
    )
    entry = await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)
    row = {
        "org_id": org_id,
        "id": contribution_id,
        "year": contributed_on.year,
        "number": number,
        "party_id": party_id,
        "amount_dong": amount_dong,
        "method": method,
        "account": account or ACCOUNTS[method],
        "contributed_on": contributed_on,
        "entry_id": entry.id,
        "recorded_by": actor_id,
        "recorded_at": now,
        "note": clean_text(note),
        "request_key": request_key,
        "asset": thing.asset,
        "asset_quantity": thing.quantity,
        "valued_by": thing.valued_by,
        "right_of_use_period": thing.right_of_use_period,
        "asset_id": asset_id,
        "asset_kind": thing.kind if method == "in_kind" else "",
        "approval": clean_text(approval),
    }
    await _INSERT.run(session, row)
    await audit.record(
        session,
        org_id=org_id,
        person_id=actor_id,
        at=now,
        verb="record_contribution",
        subject=("contribution", contribution_id),
        detail={"party_id": str(party_id), "amount_dong": amount_dong, "method": method, "entry_id": str(entry.id)},
    )
    await mark(session, org_id, now)
    return Recorded(contribution_id, warning=warning, entry_id=entry.id)


def _cleaned(thing: InKind) -> InKind:
    return InKind(*(clean_text(text) for text in msgspec.structs.astuple(thing)))
