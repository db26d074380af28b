"""What is done with offices: somebody is elected or appointed, and leaves."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.members.memberships.rules import check_member_now
from hoptac.members.queries import find_holder_of_number, get_member, lock_register
from hoptac.members.rules import KIND_NAMES
from hoptac.offices.forms import OfficeForm
from hoptac.offices.models import OfficeTerm
from hoptac.offices.queries import find_by_request, get_holder, list_holders
from hoptac.offices.refusals import BoardOfOfficialsOnly, MemberNumberUnknown, NobodyNamed
from hoptac.offices.rules import (
    BOARD,
    RE_ELECTED,
    SUPERVISION,
    Asked,
    Limits,
    check_days,
    check_ending,
    check_incompatible,
    check_place,
    renewed,
)
from hoptac.organizations.charter import charter_on
from hoptac.organizations.parameters import list_parameters, value_on

_terms = Base.metadata.tables[OfficeTerm.__tablename__]
_INSERT = insert(_terms)
_END = update(_terms).where(_terms.c.org_id == bindparam("of_org"), _terms.c.id == bindparam("of_id"))


async def record_office(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: OfficeForm
) -> UUID:
    """Record who was elected to an office; an earlier term of the same person in it ends on that day. The same form again is
    the same term. Law 17/2023/QH15 Arts. 62, 65.1, 65.2, 68.2, 69.1, 71.2, 72.2. Raises the refusals of the rules."""
    today = now.astimezone(VIETNAM).date()
    await lock_register(session, org_id)
    repeated = await find_by_request(session, org_id, form.request_key)
    if repeated is not None:
        return repeated
    asked = await _person_found(session, org_id, form)
    holders = await list_holders(session, org_id)
    limits = await _limits(session, org_id, form.elected_on)
    check_days(asked, limits, today=today)
    check_incompatible(asked, holders)
    check_place(asked, holders, limits)
    for before in renewed(asked, holders):
        await _end(session, org_id, before.id, asked.elected_on, RE_ELECTED, actor_id, now)
    term_id = new_id()
    row: dict[str, Any] = {"org_id": org_id, "id": term_id, "request_key": form.request_key}
    row |= {name: getattr(asked, name) for name in Asked.__struct_fields__}
    await session.execute(_INSERT, row | {"recorded_by": actor_id, "recorded_at": now})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_office", subject=("office_term", term_id),
        detail={"office": asked.office, "name": asked.name, "elected_on": asked.elected_on.isoformat()},
    )  # fmt: skip
    return term_id


async def end_office(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, term_id: UUID, ended_on: date, reason: str
) -> None:
    """Record that somebody left an office. Raises NotFound, EndedAlready, EndedBeforeElected, EndedAhead."""
    await lock_register(session, org_id)
    holder = await get_holder(session, org_id, term_id)
    check_ending(holder, ended_on, today=now.astimezone(VIETNAM).date())
    await _end(session, org_id, term_id, ended_on, reason, actor_id, now)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="end_office", subject=("office_term", term_id),
        detail={"office": holder.office, "name": holder.name, "ended_on": ended_on.isoformat()},
    )  # fmt: skip


async def _end(
    session: AsyncSession, org_id: UUID, term_id: UUID, on: date, reason: str, actor_id: UUID, now: datetime
) -> None:
    values = {"ended_on": on, "ending_reason": reason, "ended_by": actor_id, "ended_at": now}
    await session.execute(_END.values(values), {"of_org": org_id, "of_id": term_id})


async def _person_found(session: AsyncSession, org_id: UUID, form: OfficeForm) -> Asked:
    """Who is meant: by the number in the register, or by name alone."""
    party_id, name = None, form.name
    if form.member_number:
        found = await find_holder_of_number(session, org_id, form.member_number)
        if found is None:
            raise MemberNumberUnknown(form.member_number)
        member = await get_member(session, org_id, found[0])
        check_member_now(member.name, member.left_on)
        if form.office in BOARD and member.kind != "official":
            raise BoardOfOfficialsOnly(KIND_NAMES[member.kind])
        party_id, name = member.id, form.name or member.name
    if not name:
        raise NobodyNamed
    return Asked(form.office, party_id, name, form.elected_on, form.term_until, form.basis)


async def _limits(session: AsyncSession, org_id: UUID, day: date) -> Limits:
    charter, laws = await charter_on(session, org_id, day), await list_parameters(session)
    years = dict.fromkeys(BOARD, charter.board_term_years) | {"director": charter.director_term_years}
    return Limits(
        years=years | dict.fromkeys(SUPERVISION, charter.supervisors_term_years),
        is_reduced=charter.governance_model == "reduced",
        board_most=value_on(laws, "governance.board_size_most", day),
        supervision_most=value_on(laws, "governance.supervisory_board_size_most", day),
    )
