"""Merging two records of one person: one transaction, all of it or nothing."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.cancellations import cancel_pledge
from hoptac.capital.actions.passing import Side, pass_on
from hoptac.capital.keeping import keep_sums
from hoptac.capital.merges.queries import held_by, latest_due
from hoptac.capital.merges.rules import SidesChanged, Standing, check_merge, form_with, passing_lines
from hoptac.capital.models import PLEDGES
from hoptac.capital.postings import merge_entry
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import MemberNotFound
from hoptac.capital.rules import AskedTransfer, Group, is_above_maximum
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.ledger import accounts_of_party, post_entry
from hoptac.ledger.actions.head import lock_head
from hoptac.members.actions import change_member, form_of
from hoptac.members.agreements.actions import hand_over_agreements
from hoptac.members.duplicates.models import MERGES
from hoptac.members.duplicates.queries import merged_among
from hoptac.members.memberships import end_membership, open_membership
from hoptac.members.queries import MemberDetail, get_member, lock_register

_INSERT, _PLEDGE = insert(MERGES), insert(PLEDGES)


class Sides(msgspec.Struct, frozen=True):
    """The two records as they stand, and the balances of the second (debit minus credit in đồng, by account)."""

    kept: MemberDetail
    merged: MemberDetail
    kept_standing: Standing
    merged_standing: Standing
    balances: tuple[tuple[str, int], ...]

    @property
    def seen(self) -> str:
        """What the page tells of capital and debts: another one as soon as something of it changes."""
        kept, merged = self.kept_standing, self.merged_standing
        told = (kept.pledged_dong, kept.paid_dong, merged.pledged_dong, merged.paid_dong, *self.balances)
        return msgspec.json.encode(told).hex()


class Merged(msgspec.Struct, frozen=True):
    """What came of it. `is_above`: the kept record holds more than one official member may (Art. 74.1)."""

    id: UUID
    is_above: bool


async def find_sides(session: AsyncSession, org_id: UUID, kept_id: UUID, merged_id: UUID) -> Sides:
    """Raises NotFound, for members of other organizations too."""
    kept, merged = await get_member(session, org_id, kept_id), await get_member(session, org_id, merged_id)
    held = await held_by(session, org_id, [kept_id, merged_id])
    gone = await merged_among(session, org_id, [kept_id, merged_id])
    balances = await accounts_of_party(session, org_id, merged_id)
    return Sides(
        kept, merged, _standing(kept, held, gone), _standing(merged, held, gone),
        tuple((account, dong) for account, dong in balances if dong),
    )  # fmt: skip


async def merge_members(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    kept_id: UUID,
    merged_id: UUID,
    taken: Collection[str],
    seen: str,
) -> Merged:
    """The second record is taken up by the first: fields in `taken`, capital, the unpaid pledge, balances, agreements; its
    membership ends today. `seen` is what the page told of the sums.

    Raises NotFound, the refusals of `check_merge`, SidesChanged, those of `change_member` and those of the ledger.
    """
    today = now.astimezone(VIETNAM).date()
    await lock_register(session, org_id)
    everyone = await lock_capital(session, org_id)
    await lock_head(session, org_id)
    sides = await find_sides(session, org_id, kept_id, merged_id)
    check_merge(kept_id, merged_id, sides.kept_standing, sides.merged_standing)
    if sides.seen != seen:
        raise SidesChanged
    merge_id = new_id()
    entry_id = await _pass_balances(session, org_id, actor_id, now, merge_id, sides, today)
    row = {"org_id": org_id, "id": merge_id, "kept_id": kept_id, "merged_id": merged_id, "merged_on": today}
    row |= {"paid_dong": sides.merged_standing.paid_dong, "pledge_rest_dong": sides.merged_standing.rest_dong}
    row |= {"entry_id": entry_id, "taken": {"fields": sorted(taken)}, "merged_by": actor_id, "merged_at": now}
    await session.execute(_INSERT, row)
    await _pass_capital(session, org_id, actor_id, now, merge_id, sides, everyone, today)
    await _join_records(session, org_id, actor_id, now, sides, taken)
    if current := await open_membership(session, org_id, merged_id):
        await end_membership(
            session, org_id=org_id, now=now, party_id=merged_id, current=current, ended_by="merged",
            left_on=max(today, current.valid_from or today), decision_id=None,
        )  # fmt: skip
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="merge_members", subject=("member", kept_id),
        detail={"merged_id": str(merged_id), "number": sides.merged.number, "taken": sorted(taken)},
    )  # fmt: skip
    await mark(session, org_id, now)
    after = await find_standing(session, org_id, kept_id, everyone=everyone, on=today)
    return Merged(merge_id, after is not None and is_above_maximum(after.capital, after.holding, after.caps))


async def _pass_balances(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, merge_id: UUID, sides: Sides, today: date
) -> UUID | None:  # fmt: skip
    description = f"Gộp hồ sơ {sides.merged.number} vào hồ sơ {sides.kept.number}"
    of = {"kept_id": sides.kept.id, "merged_id": sides.merged.id, "description": description}
    lines = passing_lines(sides.balances, **of)
    if not lines:
        return None
    draft = merge_entry(merge_id, on=today, description=description, lines=lines)
    return (await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)).id


async def _pass_capital(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, merge_id: UUID, sides: Sides, everyone: Group,
    today: date,
) -> None:  # fmt: skip
    """What was paid passes as between two members; what was pledged and not paid is owed by the kept record from now on, by
    the day it was due."""
    kept_id, merged_id = sides.kept.id, sides.merged.id
    basis = f"Gộp hồ sơ {sides.merged.number} vào hồ sơ {sides.kept.number}"
    of = {"everyone": everyone, "on": today}
    if sides.merged_standing.paid_dong:
        giver = await find_standing(session, org_id, merged_id, **of)
        taker = await find_standing(session, org_id, kept_id, **of)
        if giver is None or taker is None:
            raise MemberNotFound
        await pass_on(
            session, org_id=org_id, actor_id=actor_id, now=now, everyone=everyone, giver=Side(merged_id, giver),
            taker=Side(kept_id, taker), asked=AskedTransfer(sides.merged_standing.paid_dong, today, basis),
            request_key=new_id(), kind="merge",
        )  # fmt: skip
    rest_dong = sides.merged_standing.rest_dong
    if not rest_dong:
        return
    await cancel_pledge(
        session, org_id=org_id, actor_id=actor_id, now=now, party_id=merged_id, by={"merge_id": merge_id},
        held=Group(rest_dong, 0), everyone=everyone, cancelled_on=today,
    )  # fmt: skip
    due_on = await latest_due(session, org_id, merged_id) or today
    pledge = {"org_id": org_id, "id": new_id(), "party_id": kept_id, "amount_dong": rest_dong, "pledged_on": today}
    pledge |= {"due_on": max(due_on, today), "basis": basis, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_PLEDGE, pledge | {"request_key": new_id()})
    held = await held_by(session, org_id, [kept_id, merged_id])
    await keep_sums(session, org_id, merged_id, held=Group(0, 0), everyone=everyone)
    kept = Group(*held.get(kept_id, (0, 0))).plus(rest_dong, 0)
    await keep_sums(session, org_id, kept_id, held=kept, everyone=everyone)


async def _join_records(
    session: AsyncSession, org_id: UUID, actor_id: UUID, now: datetime, sides: Sides, taken: Collection[str]
) -> None:  # fmt: skip
    of = {"org_id": org_id, "actor_id": actor_id, "now": now}
    await hand_over_agreements(session, org_id, from_id=sides.merged.id, to_id=sides.kept.id)
    if "identity_number" in taken and sides.merged.identity_number:  # one number stands in the register once
        nameless = msgspec.structs.replace(form_of(sides.merged), identity_number=None)
        await change_member(session, **of, party_id=sides.merged.id, form=nameless, clears_identity_number=True)
    if taken:
        form = form_with(form_of(sides.kept), form_of(sides.merged), taken)
        await change_member(session, **of, party_id=sides.kept.id, form=form)


def _standing(member: MemberDetail, held: dict[UUID, tuple[int, int]], gone: set[UUID]) -> Standing:
    pledged, paid = held.get(member.id, (0, 0))
    return Standing(
        member.name, member.number, member.kind, member.left_on is not None, member.identity_number, pledged, paid,
        member.id in gone,
    )  # fmt: skip
