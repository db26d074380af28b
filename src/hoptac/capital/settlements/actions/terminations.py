"""A member leaves: the membership ends, the certificate is withdrawn, the unpaid pledge is owed no more."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.cancellations import cancel_pledge
from hoptac.capital.actions.certificate_ends import end_certificate
from hoptac.capital.keeping import keep_sums
from hoptac.capital.queries.standing import count_pushed_above, lock_capital
from hoptac.capital.refusals import MemberNotFound, OthersAboveMaximum
from hoptac.capital.rules import Group, is_founding
from hoptac.capital.settlements.queries import Exit, get_exit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.errors import Refusal
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger.actions.head import lock_head
from hoptac.members.memberships import open_membership
from hoptac.members.memberships.rules import check_member_now
from hoptac.members.queries import lock_register
from hoptac.members.terminations.actions import OpenSums, record_termination, warn_below_founders
from hoptac.members.terminations.queries import find_repeated
from hoptac.members.terminations.rules import AskedTermination, check_termination, leaving_terms
from hoptac.organizations.charter import charter_on

_TEXTS = ("grounds", "answer", "receiver", "bank_account")


class Terminated(msgspec.Struct, frozen=True):
    """The record; `is_new` is False when the same form was sent before. `warnings`: what the board should know."""

    id: UUID
    is_new: bool = True
    warnings: tuple[Refusal, ...] = ()


async def terminate_membership(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    asked: AskedTermination,
    request_key: UUID,
) -> Terminated:
    """End the membership (Art. 33): decision, register, agreements, certificate (75.4), and the unpaid pledge.

    Debts do not stop it; they stop the refund (Art. 90.2). Capital stays the member's on 4111 until it is returned: no entry
    is posted here. The same `request_key` again is the same termination. Raises NotFound, NoMemberNow, the Refusals of
    `check_termination` and what `record_termination` refuses.
    """
    asked = msgspec.structs.replace(asked, **{name: clean_text(getattr(asked, name)) for name in _TEXTS})
    today = now.astimezone(VIETNAM).date()
    await lock_register(session, org_id)
    everyone = await lock_capital(session, org_id)
    repeated = await find_repeated(session, org_id, request_key)
    if repeated is not None:
        return Terminated(repeated, is_new=False)
    await lock_head(session, org_id)  # no sale on credit slips in between what is asked and what is written
    found = await get_exit(session, org_id, party_id, on=today)
    check_member_now(found.member.name, found.member.left_on)
    current = await open_membership(session, org_id, party_id)
    if current is None:
        raise MemberNotFound
    charter = await charter_on(session, org_id, asked.left_on)
    check_termination(asked, found.leaver, leaving_terms(charter, current.kind), today=today)
    holding = found.capital.standing.holding
    termination_id = await record_termination(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, current=current, asked=asked,
        sums=OpenSums(
            holding.paid_dong,
            holding.rest_dong,
            sum(debt.amount_dong for debt in found.debts),
            sum(due.amount_dong for due in found.dues),
        ),
        refund_due_on=charter.refund_due(asked.left_on) if holding.paid_dong else None,
        request_key=request_key,
    )  # fmt: skip
    held, left = await cancel_pledge(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, by={"termination_id": termination_id},
        held=Group(holding.pledged_dong, holding.paid_dong), everyone=everyone, cancelled_on=asked.left_on,
    )  # fmt: skip
    if left != everyone:
        await keep_sums(session, org_id, party_id, held=held, everyone=left)
    await end_certificate(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, held_dong=0,
        by={"termination_id": termination_id},
    )  # fmt: skip
    return Terminated(termination_id, warnings=await _warnings(session, org_id, found, everyone, left))


async def _warnings(
    session: AsyncSession, org_id: UUID, found: Exit, everyone: Group, left: Group
) -> tuple[Refusal, ...]:
    standing, warnings = found.capital.standing, list[Refusal]()
    if found.member.kind == "official":
        few = await warn_below_founders(
            session, org_id, founders=standing.caps.founding_officials, organization_kind=standing.organization_kind
        )
        warnings += [few] if few else []
    if left != everyone and not is_founding(standing.capital, standing.caps):
        count = await count_pushed_above(
            session, org_id, standing.caps, before_dong=everyone.pledged_dong, after_dong=left.pledged_dong
        )
        warnings += [OthersAboveMaximum(count)] if count else []
    return tuple(warnings)
