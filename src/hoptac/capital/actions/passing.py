"""What every passing of a contribution writes: both registers, numbers, sums, the entry between the two, the certificate."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.certificate_ends import end_certificate
from hoptac.capital.actions.refunds import most_returnable
from hoptac.capital.keeping import keep_sums, take_numbers
from hoptac.capital.models import CONTRIBUTIONS, PLEDGES, REFUNDS
from hoptac.capital.postings import CONTRIBUTED_CAPITAL, PassingKind, transfer_entry
from hoptac.capital.queries.standing import Standing
from hoptac.capital.rules import AskedTransfer, CharterLimits, Group, check_transfer, debts_among
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.ledger import accounts_of_party, post_entry
from hoptac.ledger.actions.head import lock_head

_PLEDGE, _CONTRIBUTE, _REFUND = insert(PLEDGES), insert(CONTRIBUTIONS), insert(REFUNDS)


class Side(NamedTuple):
    """One of the two members."""

    party_id: UUID
    standing: Standing


class Passed(NamedTuple):
    """The rows of the two, and the entry between them."""

    refund_id: UUID
    contribution_id: UUID
    entry_id: UUID


async def judge_passing(
    session: AsyncSession,
    *,
    org_id: UUID,
    giver: Side,
    taker: Side,
    asked: AskedTransfer,
    today: date,
    limits: CharterLimits,
) -> Refusal | None:
    """May it pass? To be asked behind the lock of the capital; takes that of the ledger, behind which what the giver owes
    stays as it is. Returns the warning and raises the refusals of `check_transfer`."""
    await lock_head(session, org_id)
    return check_transfer(
        taker.standing.capital,
        giver.standing.holding,
        taker.standing.holding,
        taker.standing.caps,
        asked,
        giver_stays=giver.standing.left_on is None,
        debts=debts_among(await accounts_of_party(session, org_id, giver.party_id)),
        on_day_dong=await most_returnable(session, org_id, giver.party_id, asked.transferred_on),
        today=today,
        limits=limits,
    )


async def pass_on(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    everyone: Group,
    giver: Side,
    taker: Side,
    asked: AskedTransfer,
    request_key: UUID,
    kind: PassingKind = "transfer",
) -> Passed:
    """Write it; whoever calls has judged it behind the locks of capital and ledger. The charter capital stays as it is."""
    on, amount_dong = asked.transferred_on, asked.amount_dong
    refund_id, contribution_id, year = new_id(), new_id(), on.year
    numbers = {noun: await take_numbers(session, org_id, noun, year) for noun in ("refunds", "contributions")}
    left = _held(giver.standing, -amount_dong)
    await keep_sums(session, org_id, giver.party_id, held=left, everyone=everyone)
    await keep_sums(session, org_id, taker.party_id, held=_held(taker.standing, amount_dong), everyone=everyone)
    draft = transfer_entry(
        contribution_id, party_id=giver.party_id, to_party_id=taker.party_id,
        names=(giver.standing.name, taker.standing.name), amount_dong=amount_dong, on=on, kind=kind,
    )  # fmt: skip
    entry = await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)
    shared: dict[str, Any] = {"org_id": org_id, "amount_dong": amount_dong, "request_key": request_key}
    shared |= {"recorded_by": actor_id, "recorded_at": now}
    booked = {"year": year, "method": "transfer", "account": CONTRIBUTED_CAPITAL, "entry_id": entry.id}
    pledged = {"id": new_id(), "party_id": taker.party_id, "basis": asked.basis, "pledged_on": on, "due_on": on}
    contributed = {"id": contribution_id, "party_id": taker.party_id, "number": numbers["contributions"]}
    contributed |= {"contributed_on": on, "note": f"{giver.standing.name}: {asked.basis}"}
    returned = {"id": refund_id, "party_id": giver.party_id, "number": numbers["refunds"], "reason": kind}
    returned |= {"pledge_dong": amount_dong, "refunded_on": on, "basis": asked.basis, "note": taker.standing.name}
    await session.execute(_PLEDGE, shared | pledged)
    await session.execute(_CONTRIBUTE, shared | booked | contributed)
    await session.execute(_REFUND, shared | booked | returned)
    await end_certificate(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=giver.party_id, held_dong=left.paid_dong,
        by={"refund_id": refund_id},
    )  # fmt: skip
    return Passed(refund_id, contribution_id, entry.id)


def _held(standing: Standing, dong: int) -> Group:
    return Group(standing.holding.pledged_dong, standing.holding.paid_dong).plus(dong, dong)
