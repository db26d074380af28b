"""Passing a contribution on: a refund of the one and a contribution of the other, one entry between them (CAP-04)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.certificate_ends import end_certificate
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.actions.refunds import most_returnable
from hoptac.capital.keeping import keep_sums, take_numbers
from hoptac.capital.models import CONTRIBUTIONS, PLEDGES, REFUNDS
from hoptac.capital.postings import CONTRIBUTED_CAPITAL, transfer_entry
from hoptac.capital.queries.standing import Standing, find_standing, lock_capital
from hoptac.capital.refusals import MemberNotFound, TakerUnclear, TransferSwitchedOff
from hoptac.capital.rules import AskedTransfer, Group, check_transfer, debts_among
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import accounts_of_party, post_entry
from hoptac.ledger.actions.head import lock_head
from hoptac.organizations.terms import TRANSFERS, terms_on

_PLEDGE, _CONTRIBUTE, _REFUND = insert(PLEDGES), insert(CONTRIBUTIONS), insert(REFUNDS)


async def record_transfer(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    to_party_id: UUID,
    asked: AskedTransfer,
    request_key: UUID,
) -> Recorded:
    """Pass so much of what one member holds, pledged and paid, to another; no money moves and the charter capital stays.

    The same `request_key` again is the same transfer. Raises MemberNotFound, TransferSwitchedOff where the organization has
    not chosen it, TakerUnclear for the member himself or somebody who is none, the refusals of `check_transfer` and those of the ledger.
    """
    asked = msgspec.structs.replace(asked, basis=clean_text(asked.basis))
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    of = {"everyone": everyone, "on": today}
    giver = await find_standing(session, org_id, party_id, request_key=request_key, deed="refund", **of)
    taker = await find_standing(session, org_id, to_party_id, **of)
    if giver is None:
        raise MemberNotFound
    if giver.repeated_id:
        return Recorded(giver.repeated_id, is_new=False)
    if not (await terms_on(session, org_id, asked.transferred_on)).get(TRANSFERS):
        raise TransferSwitchedOff
    if taker is None or party_id == to_party_id:
        raise TakerUnclear
    await lock_head(session, org_id)
    warning = check_transfer(
        taker.capital,
        giver.holding,
        taker.holding,
        taker.caps,
        asked,
        debts=debts_among(await accounts_of_party(session, org_id, party_id)),
        on_day_dong=await most_returnable(session, org_id, party_id, asked.transferred_on),
        today=today,
    )
    refund_id, contribution_id, year = new_id(), new_id(), asked.transferred_on.year
    numbers = {noun: await take_numbers(session, org_id, noun, year) for noun in ("refunds", "contributions")}
    left = _held(giver, -asked.amount_dong)
    await keep_sums(session, org_id, party_id, held=left, everyone=everyone)
    await keep_sums(session, org_id, to_party_id, held=_held(taker, asked.amount_dong), everyone=everyone)
    draft = transfer_entry(
        contribution_id, party_id=party_id, to_party_id=to_party_id, names=(giver.name, taker.name),
        amount_dong=asked.amount_dong, on=asked.transferred_on,
    )  # fmt: skip
    entry = await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)
    shared: dict[str, Any] = {"org_id": org_id, "amount_dong": asked.amount_dong, "request_key": request_key}
    shared |= {"recorded_by": actor_id, "recorded_at": now}
    booked = {"year": year, "method": "transfer", "account": CONTRIBUTED_CAPITAL, "entry_id": entry.id}
    pledged = {"id": new_id(), "party_id": to_party_id, "basis": asked.basis}
    pledged |= {"pledged_on": asked.transferred_on, "due_on": asked.transferred_on}
    contributed = {"id": contribution_id, "party_id": to_party_id, "number": numbers["contributions"]}
    contributed |= {"contributed_on": asked.transferred_on, "note": f"{giver.name}: {asked.basis}"}
    returned = {"id": refund_id, "party_id": party_id, "number": numbers["refunds"], "reason": "transfer"}
    returned |= {"pledge_dong": asked.amount_dong, "refunded_on": asked.transferred_on, "basis": asked.basis}
    await session.execute(_PLEDGE, shared | pledged)
    await session.execute(_CONTRIBUTE, shared | booked | contributed)
    await session.execute(_REFUND, shared | booked | returned | {"note": taker.name})
    await end_certificate(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, held_dong=left.paid_dong,
        by={"refund_id": refund_id},
    )  # fmt: skip
    detail = {"party_id": str(party_id), "to_party_id": str(to_party_id), "amount_dong": asked.amount_dong}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_transfer", subject=("refund", refund_id),
        detail=detail | {"basis": asked.basis, "contribution_id": str(contribution_id), "entry_id": str(entry.id)},
    )  # fmt: skip
    await mark(session, org_id, now)
    return Recorded(refund_id, warning=warning, entry_id=entry.id)


def _held(standing: Standing, dong: int) -> Group:
    return Group(standing.holding.pledged_dong, standing.holding.paid_dong).plus(dong, dong)
