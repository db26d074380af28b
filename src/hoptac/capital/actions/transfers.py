"""Passing a contribution on: a refund of the one and a contribution of the other, one entry between them (CAP-04)."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.passing import Side, judge_passing, pass_on
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import MemberNotFound, TakerUnclear, TransferNotYetAllowed, TransferSwitchedOff
from hoptac.capital.rules import AskedTransfer, limits_of
from hoptac.capital.settlements.queries import refuse_before_heirs
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import clean_text
from hoptac.members.memberships.rules import check_member_now
from hoptac.organizations.charter import charter_on


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
    charter = await charter_on(session, org_id, asked.transferred_on)
    if not charter.transfers_allowed:
        if (await charter_on(session, org_id, today)).transfers_allowed:
            raise TransferNotYetAllowed(asked.transferred_on)
        raise TransferSwitchedOff
    if taker is None or party_id == to_party_id:
        raise TakerUnclear
    check_member_now(taker.name, taker.left_on)
    if giver.left_on is not None:
        await refuse_before_heirs(session, org_id, party_id)
    giving, taking = Side(party_id, giver), Side(to_party_id, taker)
    warning = await judge_passing(
        session, org_id=org_id, giver=giving, taker=taking, asked=asked, today=today, limits=limits_of(charter),
    )  # fmt: skip
    passed = await pass_on(
        session,
        org_id=org_id,
        actor_id=actor_id,
        now=now,
        everyone=everyone,
        giver=giving,
        taker=taking,
        asked=asked,
        request_key=request_key,
    )
    detail = {"party_id": str(party_id), "to_party_id": str(to_party_id), "amount_dong": asked.amount_dong}
    detail |= {"contribution_id": str(passed.contribution_id), "entry_id": str(passed.entry_id)}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_transfer",
        subject=("refund", passed.refund_id), detail=detail | {"basis": asked.basis},
    )  # fmt: skip
    await mark(session, org_id, now)
    return Recorded(passed.refund_id, warning=warning, entry_id=passed.entry_id)
