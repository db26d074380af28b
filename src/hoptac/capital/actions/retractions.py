"""Taking back what was recorded by mistake: an adjustment in the books, a row that says who, when and why, the sums."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.cancellations import cancel_pledge
from hoptac.capital.actions.certificate_ends import end_certificate
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.keeping import keep_sums
from hoptac.capital.models import RETRACTIONS
from hoptac.capital.postings import CONTRIBUTED_CAPITAL, retraction_entry
from hoptac.capital.queries.deeds import DeedKind, get_deed
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import MemberNotFound, RetractionReasonMissing, TransferNotRetracted
from hoptac.capital.rules import Group, check_retraction, lines_without
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger import adjust_entry, closed_months, filed_years, get_entry
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.ledger.rules import day_of_correction
from hoptac.members.terminations.queries import last_termination

_INSERT = insert(RETRACTIONS)
_TOLD = {"contribution": "Bỏ lần góp vốn ghi nhầm", "refund": "Bỏ lần hoàn trả vốn ghi nhầm"}


async def retract(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    kind: DeedKind,
    deed_id: UUID,
    reason: str,
) -> Recorded:
    """Take a contribution or a refund back that was recorded by mistake; of a list's entry only this member's line.

    The books get an adjustment of the difference, in the year of the error until that is filed (Accounting Law, Art. 27). The
    pledge of a contribution stays; a refund gives back what it took off the pledge; who has left has nothing to pay all the
    same. Taken back before, it stays so. A certificate that now says too much is ended. Raises MemberNotFound, ContributionNotFound, RefundNotFound,
    RetractionReasonMissing, RetractionBelowRefunds, EntrySaysOtherwise, TransferNotRetracted and what the ledger refuses.
    """
    reason = clean_text(reason)
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today)
    if standing is None:
        raise MemberNotFound
    deed = await get_deed(session, org_id, party_id, kind, deed_id)
    if deed.retraction_id:
        return Recorded(deed.retraction_id, is_new=False)
    if deed.method == "transfer":
        raise TransferNotRetracted
    if not reason:
        raise RetractionReasonMissing
    if kind == "contribution":
        check_retraction(standing.holding, deed.amount_dong)
    retraction_id = new_id()
    await lock_head(session, org_id)
    original, _lines = await get_entry(session, org_id, deed.entry_id)
    lines = lines_without(
        await lines_with_adjustments(session, org_id, deed.entry_id),
        account=CONTRIBUTED_CAPITAL,
        party_id=party_id,
        side="credit" if kind == "contribution" else "debit",
        amount_dong=deed.amount_dong,
    )
    on = day_of_correction(
        original.entry_on,
        today=today,
        filed=await filed_years(session, org_id),
        closed=await closed_months(session, org_id),
    )
    told = f"{_TOLD[kind]} số {deed.number}/{deed.year} của {standing.name}: {reason}"
    corrected = retraction_entry(retraction_id, on=on, description=told, lines=lines)
    entry = await adjust_entry(
        session, org_id=org_id, actor_id=actor_id, entry_id=deed.entry_id, corrected=corrected, now=now
    )
    sign = -1 if kind == "contribution" else 1
    held = Group(standing.holding.pledged_dong, standing.holding.paid_dong).plus(
        deed.pledge_dong, sign * deed.amount_dong
    )
    after = everyone.plus(deed.pledge_dong, sign * deed.amount_dong)
    ended = await last_termination(session, org_id, party_id) if standing.left_on else None
    if ended is not None:
        held, after = await cancel_pledge(
            session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, by={"termination_id": ended.id}, held=held,
            everyone=after, cancelled_on=on,
        )  # fmt: skip
    await keep_sums(session, org_id, party_id, held=held, everyone=after)
    row = {
        "org_id": org_id,
        "id": retraction_id,
        "contribution_id": deed_id if kind == "contribution" else None,
        "refund_id": deed_id if kind == "refund" else None,
        "party_id": party_id,
        "amount_dong": deed.amount_dong,
        "pledge_dong": deed.pledge_dong,
        "retracted_on": on,
        "reason": reason,
        "entry_id": entry.id,
        "recorded_by": actor_id,
        "recorded_at": now,
    }
    await session.execute(_INSERT, row)
    await end_certificate(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, held_dong=held.paid_dong,
        by={"retraction_id": retraction_id},
    )  # fmt: skip
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=f"retract_{kind}", subject=(kind, deed_id),
        detail={"party_id": str(party_id), "amount_dong": deed.amount_dong, "reason": reason, "entry_id": str(entry.id)},
    )  # fmt: skip
    await mark(session, org_id, now)
    return Recorded(retraction_id, entry_id=entry.id)
