"""Giving capital back: money paid to a member who leaves, or who holds more than the maximum, booked by CAP-03."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.certificate_ends import end_certificate
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.keeping import keep_sums, take_numbers
from hoptac.capital.models import REFUNDS
from hoptac.capital.postings import ACCOUNTS, CONTRIBUTED_CAPITAL, MoneyMethod, refund_entry
from hoptac.capital.queries.standing import Standing, count_pushed_above, find_standing, lock_capital
from hoptac.capital.refusals import ApproverWanted, MemberNotFound, OthersAboveMaximum
from hoptac.capital.rules import (
    Asked,
    Group,
    check_refund,
    debts_among,
    held_after_refund,
    is_founding,
    limits_of,
    most_on_day,
)
from hoptac.capital.settlements.queries import refuse_before_heirs
from hoptac.capital.settlements.rules import check_not_before
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import accounts_of_party, lines_of_party, post_entry
from hoptac.ledger.actions.head import lock_head
from hoptac.organizations.charter import charter_on
from hoptac.organizations.terms import terms_on

_INSERT = insert(REFUNDS)


async def record_refund(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    asked: Asked,
    method: MoneyMethod,
    request_key: UUID,
    note: str = "",
    may_approve: bool = True,
    heir: str = "",
) -> Recorded:
    """Pay a member back: entry CAP-03, a numbered row, kept sums; a certificate that now says too much is ended.

    `may_approve`: whether the actor may approve payments; where the organization wants payments approved, nobody else
    records one (Accounting Law, Art. 19.3). The membership has ended before (Art. 33), or what is paid back lies above the
    maximum. `heir`: who is paid in the place of a member
    who died; where heirs are recorded, nobody else is. The same `request_key` again is the same
    refund. Raises MemberNotFound, ApproverWanted, the refusals of `check_refund` (Law 17/2023/QH15 Art. 90.1–90.2) and those
    of the ledger. Warns where the smaller charter capital leaves others above the maximum (Art. 78.4).
    """
    asked = msgspec.structs.replace(asked, basis=clean_text(asked.basis))
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(
        session, org_id, party_id, everyone=everyone, on=today, request_key=request_key, deed="refund"
    )
    if standing is None:
        raise MemberNotFound
    if standing.repeated_id:
        return Recorded(standing.repeated_id, is_new=False)
    if not may_approve and (await terms_on(session, org_id, asked.refunded_on))["accounting.approval"]:
        raise ApproverWanted
    if standing.left_on is not None and asked.reason == "membership_ended":
        check_not_before(asked.refunded_on, standing.left_on, field="refunded_on")
        if not heir:
            await refuse_before_heirs(session, org_id, party_id)
    await lock_head(session, org_id)  # what is owed is asked behind it: no sale on credit slips in before the payment
    debts = debts_among(await accounts_of_party(session, org_id, party_id))
    on_day_dong = await most_returnable(session, org_id, party_id, asked.refunded_on)
    holding = standing.holding
    limits = limits_of(await charter_on(session, org_id, today))
    check_refund(
        standing.capital,
        holding,
        standing.caps,
        asked,
        has_left=standing.left_on is not None,
        debts=debts,
        on_day_dong=on_day_dong,
        today=today,
        limits=limits,
    )
    held = held_after_refund(holding, asked.reason, asked.amount_dong)
    pledge_dong = holding.pledged_dong - held.pledged_dong
    left = everyone.plus(-pledge_dong, -asked.amount_dong)
    refund_id = new_id()
    number = await take_numbers(session, org_id, "refunds", asked.refunded_on.year)
    await keep_sums(session, org_id, party_id, held=held, everyone=left)
    draft = refund_entry(
        refund_id, party_id=party_id, name=standing.name, amount_dong=asked.amount_dong, method=method,
        refunded_on=asked.refunded_on, heir=heir,
    )  # fmt: skip
    entry = await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)
    row = {
        "org_id": org_id,
        "id": refund_id,
        "year": asked.refunded_on.year,
        "number": number,
        "party_id": party_id,
        "amount_dong": asked.amount_dong,
        "pledge_dong": pledge_dong,
        "method": method,
        "account": ACCOUNTS[method],
        "refunded_on": asked.refunded_on,
        "reason": asked.reason,
        "basis": asked.basis,
        "entry_id": entry.id,
        "recorded_by": actor_id,
        "recorded_at": now,
        "note": clean_text(note) or heir,
        "request_key": request_key,
    }
    await session.execute(_INSERT, row)
    await end_certificate(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, held_dong=held.paid_dong,
        by={"refund_id": refund_id},
    )  # fmt: skip
    detail = {"party_id": str(party_id), "amount_dong": asked.amount_dong, "pledge_dong": pledge_dong}
    detail |= {"reason": asked.reason, "basis": asked.basis, "method": method, "entry_id": str(entry.id)}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_refund", subject=("refund", refund_id),
        detail=detail,
    )  # fmt: skip
    await mark(session, org_id, now)
    return Recorded(refund_id, warning=await _warning(session, org_id, standing, left), entry_id=entry.id)


async def _warning(session: AsyncSession, org_id: UUID, standing: Standing, left: Group) -> OthersAboveMaximum | None:
    if is_founding(standing.capital, standing.caps):
        return None
    before_dong = standing.capital.charter_capital_dong
    count = await count_pushed_above(
        session, org_id, standing.caps, before_dong=before_dong, after_dong=left.pledged_dong
    )
    return OthersAboveMaximum(count) if count else None


async def most_returnable(session: AsyncSession, org_id: UUID, party_id: UUID, day: date) -> int:
    """What of a member's capital was in the books on a day and is there ever since, in đồng."""
    lines = await lines_of_party(session, org_id, CONTRIBUTED_CAPITAL, party_id)
    return most_on_day(((line.entry_on, line.credit_dong - line.debit_dong) for line in lines), day)
