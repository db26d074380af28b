"""Heirs of a member who died: who they are, who takes over a part as a member, who is paid its value (Art. 90.3)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.passing import Side, judge_passing, pass_on
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.actions.refunds import record_refund
from hoptac.capital.postings import MoneyMethod
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import MemberNotFound, NothingPaidIn, TakerUnclear
from hoptac.capital.rules import Asked, AskedTransfer, limits_of
from hoptac.capital.settlements.models import HEIRS
from hoptac.capital.settlements.queries import HeirRow, get_heir, list_heirs
from hoptac.capital.settlements.refusals import HeirSettled
from hoptac.capital.settlements.rules import Heir, check_heirs, check_not_before, check_taking_over, split_among
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import clean_text
from hoptac.members.actions import register_member
from hoptac.members.forms import MemberForm
from hoptac.members.memberships.rules import check_member_now
from hoptac.members.queries import lock_register
from hoptac.members.terminations.queries import get_termination
from hoptac.organizations.charter import charter_on

_INSERT = insert(HEIRS)
_SETTLE = update(HEIRS).where(HEIRS.c.org_id == bindparam("of_org"), HEIRS.c.id == bindparam("of_heir"))


async def record_heirs(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    termination_id: UUID,
    heirs: Sequence[Heir],
    basis: str,
) -> None:
    """Write the heirs of a member who died and the part of each in what is paid in today; `basis` is their paper.

    Raises NotFound, NobodyInherits, HeirsKnown, HeirsMissing, SharesNotWhole, NothingPaidIn.
    """
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    ended = await get_termination(session, org_id, party_id, termination_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today)
    known = await list_heirs(session, org_id, termination_id)
    check_heirs(heirs, circumstance=ended.circumstance, are_known=bool(known))
    if standing is None or not standing.holding.paid_dong:
        raise NothingPaidIn
    parts = split_among(heirs, standing.holding.paid_dong)
    shared = {"org_id": org_id, "termination_id": termination_id, "basis": clean_text(basis), "refund_id": None}
    shared |= {"taken_by": None, "recorded_by": actor_id, "recorded_at": now, "settled_at": None}
    rows = [
        {
            "id": new_id(),
            "position": position,
            "name": heir.name,
            "relation": heir.relation,
            "share_numerator": heir.share.numerator,
            "share_denominator": heir.share.denominator,
            "amount_dong": dong,
            **shared,
        }
        for position, (heir, dong) in enumerate(zip(heirs, parts, strict=True), 1)
    ]
    await session.execute(_INSERT, rows)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_heirs", subject=("member", party_id),
        detail={"heirs": len(heirs), "amount_dong": sum(parts), "basis": clean_text(basis)},
    )  # fmt: skip


async def record_inheritance(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    termination_id: UUID,
    heir_id: UUID,
    to_party_id: UUID | None,
    newcomer: MemberForm | None,
    inherited_on: date,
    volunteers: bool,
    request_key: UUID,
) -> Recorded:
    """An heir takes over the part as a member, one who is there already or a `newcomer` who is entered now.

    As a transfer it moves no money and needs no leave of the charter; debts of the dead member come first (Art. 90.2), and the
    caps of Art. 74.1–74.3 and the limits of the charter are asked. The same `request_key` again is the same inheritance. Raises NotFound, HeirSettled,
    TakerUnclear, HeirNotContributing, HeirNotWilling, BeforeTermination, the refusals of `check_transfer`, of
    `register_member` and those of the ledger.
    """
    today = now.astimezone(VIETNAM).date()
    await lock_register(session, org_id)
    everyone = await lock_capital(session, org_id)
    ended = await get_termination(session, org_id, party_id, termination_id)
    of = {"everyone": everyone, "on": today}
    giver = await find_standing(session, org_id, party_id, request_key=request_key, deed="refund", **of)
    if giver is None:
        raise MemberNotFound
    if giver.repeated_id:
        return Recorded(giver.repeated_id, is_new=False)
    heir = await get_heir(session, org_id, termination_id, heir_id)
    if heir.is_settled:
        raise HeirSettled(heir.name)
    check_not_before(inherited_on, ended.left_on, field="transferred_on")
    if newcomer is not None:
        check_not_before(newcomer.joined_on or inherited_on, ended.left_on, field="joined_on")
        entered = await register_member(session, org_id=org_id, actor_id=actor_id, now=now, form=newcomer)
        to_party_id = entered.party_id
    taker = await find_standing(session, org_id, to_party_id, **of) if to_party_id else None
    if taker is None or to_party_id is None or to_party_id == party_id:
        raise TakerUnclear
    check_member_now(taker.name, taker.left_on)
    check_taking_over(taker.holding, heir.name, volunteers=volunteers)
    asked = AskedTransfer(heir.amount_dong, inherited_on, heir.basis)
    giving, taking = Side(party_id, giver), Side(to_party_id, taker)
    warning = await judge_passing(
        session, org_id=org_id, giver=giving, taker=taking, asked=asked, today=today,
        limits=limits_of(await charter_on(session, org_id, inherited_on)),
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
        kind="inheritance",
    )
    await _settle(session, org_id, heir, refund_id=passed.refund_id, taken_by=to_party_id, now=now)
    detail = {"party_id": str(party_id), "to_party_id": str(to_party_id), "amount_dong": heir.amount_dong}
    detail |= {"heir": heir.name, "basis": heir.basis, "entry_id": str(passed.entry_id)}
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_inheritance",
        subject=("refund", passed.refund_id), detail=detail,
    )  # fmt: skip
    await mark(session, org_id, now)
    return Recorded(passed.refund_id, warning=warning, entry_id=passed.entry_id)


async def refund_heir(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    termination_id: UUID,
    heir_id: UUID,
    method: MoneyMethod,
    refunded_on: date,
    basis: str,
    request_key: UUID,
    may_approve: bool = True,
) -> Recorded:
    """Pay an heir the value of the part (Art. 90.3): the entry is the dead member's, the payee stands in it by name.

    Raises NotFound, HeirSettled and what `record_refund` refuses.
    """
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    await get_termination(session, org_id, party_id, termination_id)
    standing = await find_standing(
        session, org_id, party_id, everyone=everyone, on=today, request_key=request_key, deed="refund"
    )
    if standing is not None and standing.repeated_id:
        return Recorded(standing.repeated_id, is_new=False)
    heir = await get_heir(session, org_id, termination_id, heir_id)
    if heir.is_settled:
        raise HeirSettled(heir.name)
    recorded = await record_refund(
        session,
        org_id=org_id,
        actor_id=actor_id,
        now=now,
        party_id=party_id,
        asked=Asked("membership_ended", heir.amount_dong, refunded_on, basis),
        method=method,
        request_key=request_key,
        may_approve=may_approve,
        heir=heir.name,
    )
    await _settle(session, org_id, heir, refund_id=recorded.id, taken_by=None, now=now)
    return recorded


async def _settle(
    session: AsyncSession, org_id: UUID, heir: HeirRow, *, refund_id: UUID, taken_by: UUID | None, now: datetime
) -> None:
    values = {"refund_id": refund_id, "taken_by": taken_by, "settled_at": now}
    await session.execute(_SETTLE.values(values), {"of_org": org_id, "of_heir": heir.id})
