"""Changing the kind of a membership and correcting a wrong one: the register, the pledge that goes with it, and the caps
of Art. 74 for the new kind, in one transaction."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions import record_pledge
from hoptac.capital.queries import Standing, get_standing
from hoptac.capital.queries.standing import lock_capital
from hoptac.capital.rules import Capital, Holding, find_cap_broken, is_founding
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.errors import Refusal
from hoptac.kit.marks import mark
from hoptac.members.actions import check_foreign_share
from hoptac.members.applications.queries import read_charter
from hoptac.members.applications.rules import check_body
from hoptac.members.kinds.actions import write_change, write_correction
from hoptac.members.kinds.queries import find_change_by_request
from hoptac.members.kinds.rules import (
    AskedKind,
    ChangedPerson,
    check_correction,
    check_effective,
    check_kind,
    find_few_officials,
)
from hoptac.members.memberships import Decided, open_membership, record_decision
from hoptac.members.memberships.rules import NoMemberNow, check_decision, check_member_now
from hoptac.members.queries import MemberDetail, count_officials, get_member, lock_register
from hoptac.organizations.parameters import list_parameters, value_on


async def change_kind(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, asked: AskedKind,
    decided: Decided, effective_on: date, request_key: UUID,
) -> list[Refusal]:  # fmt: skip
    """A body decides that a member is of another kind from a day on; the warnings that the board should read.

    The same `request_key` again does nothing more. Raises NotFound, NoMemberNow, the refusals of `check_kind`,
    `check_effective`, `check_body` and `record_decision`, BeforeMembership, ForeignersAboveShare (Art. 30.7), and the caps
    of Art. 74 for the new kind.
    """
    await lock_register(session, org_id)
    member = await get_member(session, org_id, party_id)
    if await find_change_by_request(session, org_id, request_key):
        return []
    check_member_now(member.name, member.left_on)
    today = now.astimezone(VIETNAM).date()
    decided_on = check_decision(decided, today=today)
    check_effective(effective_on, decided_on=decided_on, today=today)
    charter = await read_charter(session, org_id, decided_on)
    check_body(asked.kind, decided.body, charter)
    await lock_capital(session, org_id)
    before = await get_standing(session, org_id, party_id, on=today)
    check_kind(_person(member, before), asked, least_dong=charter.contribution_minimum_dong, day=effective_on)
    warnings = [await _foreign_share(session, org_id, before, asked, now)]
    current = await open_membership(session, org_id, party_id)
    if current is None:  # the register says a member, so there is one; nothing is to be guessed
        raise NoMemberNow(member.name, today)
    decision_id = await record_decision(session, org_id=org_id, actor_id=actor_id, now=now, decided=decided)
    await write_change(
        session, org_id=org_id, actor_id=actor_id, now=now, member=member, asked=asked, current=current,
        effective_on=effective_on, decision_id=decision_id, request_key=request_key,
    )  # fmt: skip
    warnings.append(await _judge_caps(session, org_id, party_id, before, today))
    if asked.pledge_dong:
        recorded = await record_pledge(
            session, org_id=org_id, actor_id=actor_id, now=now, party_id=party_id, amount_dong=asked.pledge_dong,
            pledged_on=effective_on, request_key=request_key, basis=decided.number,
        )  # fmt: skip
        warnings.append(recorded.warning)
    warnings.append(await _few_officials(session, org_id, member.kind, asked.kind, before, today))
    detail = {"before": member.kind, "after": asked.kind, "effective_on": effective_on.isoformat()}
    await _finish(session, org_id, actor_id, now, party_id, "change_kind", detail | {"decision": decided.number})
    return [warning for warning in warnings if warning]


async def correct_kind(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, asked: AskedKind,
    request_key: UUID,
) -> list[Refusal]:  # fmt: skip
    """The register had a wrong kind: it is set right, with the reason, from the beginning of the membership.

    Raises NotFound, NoMemberNow, the refusals of `check_correction`, ForeignersAboveShare and the caps of Art. 74.
    """
    await lock_register(session, org_id)
    member = await get_member(session, org_id, party_id)
    if await find_change_by_request(session, org_id, request_key):
        return []
    check_member_now(member.name, member.left_on)
    today = now.astimezone(VIETNAM).date()
    await lock_capital(session, org_id)
    before = await get_standing(session, org_id, party_id, on=today)
    check_correction(_person(member, before), asked)
    warnings = [await _foreign_share(session, org_id, before, asked, now)]
    await write_correction(
        session, org_id=org_id, actor_id=actor_id, now=now, member=member, asked=asked, request_key=request_key
    )
    warnings.append(await _judge_caps(session, org_id, party_id, before, today))
    warnings.append(await _few_officials(session, org_id, member.kind, asked.kind, before, today))
    detail = {"before": member.kind, "after": asked.kind, "reason": asked.reason}
    await _finish(session, org_id, actor_id, now, party_id, "correct_kind", detail)
    return [warning for warning in warnings if warning]


def _person(member: MemberDetail, standing: Standing) -> ChangedPerson:
    held = standing.holding
    return ChangedPerson(
        member.kind, member.party_kind, member.born_on, member.born_year, held.pledged_dong, held.paid_dong
    )


async def _foreign_share(
    session: AsyncSession, org_id: UUID, before: Standing, asked: AskedKind, now: datetime
) -> Refusal | None:
    """Art. 30.7 of one more official member."""
    becomes_one = asked.kind == "official" and before.holding.is_foreign
    return await check_foreign_share(session, org_id, is_foreign=becomes_one, now=now)


async def _judge_caps(
    session: AsyncSession, org_id: UUID, party_id: UUID, before: Standing, today: date
) -> Refusal | None:
    """The caps of Art. 74.1–74.3 as if what the member holds were pledged and paid now, under the new kind.

    Whether the organization is still being founded, so that they only warn, is judged `before` the change: official
    members who become associates do not make it so.
    """
    standing = await get_standing(session, org_id, party_id, on=today)
    held = standing.holding
    if not held.pledged_dong:
        return None
    nothing = msgspec.structs.replace(held, pledged_dong=0, paid_dong=0)
    broken = find_cap_broken(
        _without(standing.capital, held),
        nothing,
        standing.caps,
        pledged_dong=held.pledged_dong,
        paid_dong=held.paid_dong,
    )
    if broken and not is_founding(before.capital, before.caps):
        broken.field = "kind"
        raise broken
    return broken


def _without(capital: Capital, held: Holding) -> Capital:
    """The whole as it is without what one member has pledged and paid."""
    gone = (-held.pledged_dong, -held.paid_dong)
    return Capital(
        all=capital.all.plus(*gone),
        associates=capital.associates.plus(*gone) if held.kind == "associate_contributing" else capital.associates,
        foreign=capital.foreign.plus(*gone) if held.is_foreign else capital.foreign,
        pledging_officials=capital.pledging_officials - (held.kind == "official"),
    )


async def _few_officials(
    session: AsyncSession, org_id: UUID, before: str, after: str, standing: Standing, today: date
) -> Refusal | None:
    kind = standing.organization_kind
    key = "cooperative_union_cooperatives" if kind == "cooperative_union" else "cooperative_official_members"
    least = value_on(await list_parameters(session), f"membership.{key}", today) or 0
    officials = await count_officials(session, org_id)
    return find_few_officials(before, after, officials_after=officials.count, least=least, organization_kind=kind)


async def _finish(
    session: AsyncSession,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    verb: str,
    detail: dict[str, str],
) -> None:
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb=verb, subject=("member", party_id), detail=detail
    )
    await mark(session, org_id, now)
