"""Erasing in two phases. What goes is told before, by the same plan that is carried out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.errors import Refusals
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.members.models import Member
from hoptac.members.queries import lock_register
from hoptac.organizations.parameters import list_parameters
from hoptac.parties.models import Party
from hoptac.parties.people import get_party, lock_party
from hoptac.personal_data.models import DataErasure
from hoptac.personal_data.queries.standing import facts_of
from hoptac.personal_data.refusals import BasisMissing
from hoptac.personal_data.rules.erasure import Plan, plan_of

_parties, _members = Base.metadata.tables[Party.__tablename__], Base.metadata.tables[Member.__tablename__]
_INSERT = insert(Base.metadata.tables[DataErasure.__tablename__])
_UPDATE_PARTY = update(_parties).where(_parties.c.org_id == bindparam("of_org"), _parties.c.id == bindparam("of_party"))
_UPDATE_MEMBER = update(_members).where(
    _members.c.org_id == bindparam("of_org"), _members.c.party_id == bindparam("of_party")
)
_NOT_OF_THE_REGISTER = ("phone", "note", "gender", "hamlet", "identity_issued_on")
_OF_THE_REGISTER = (
    "sealed_identity_number", "identity_number_index", "born_on", "born_year", "address", *_NOT_OF_THE_REGISTER,
)  # fmt: skip
_LETTERS_OF_PSEUDONYM = 6


def pseudonym_of(party_id: UUID) -> str:
    """What stands in the place of a name: the same for each person everywhere, and not to be turned round."""
    return f"Người đã xóa dữ liệu {party_id.hex[-_LETTERS_OF_PSEUDONYM:].upper()}"


async def plan_erasure(session: AsyncSession, org_id: UUID, party_id: UUID, now: datetime) -> Plan:
    """What the next phase would do, and what is against it. Raises NotFound."""
    party = await get_party(session, org_id, party_id)
    facts = await facts_of(session, org_id, party)
    return plan_of(facts, await list_parameters(session), now.astimezone(VIETNAM).date())


async def erase(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, basis: str
) -> Plan:
    """Carry out the next phase; what was done. Raises NotFound, BasisMissing, Refusals with everything against it."""
    await lock_register(session, org_id)
    await lock_party(session, org_id, party_id)
    plan, today = await plan_erasure(session, org_id, party_id, now), now.astimezone(VIETNAM).date()
    if plan.refusals:
        raise Refusals(list(plan.refusals))
    if not basis:
        raise BasisMissing
    place = {"of_org": org_id, "of_party": party_id}
    await session.execute(_UPDATE_PARTY.values(_values(plan.phase, party_id) | _day(plan.phase, today)), place)
    await session.execute(_UPDATE_MEMBER.values(production_area_m2=None, main_product=None), place)
    row = {"org_id": org_id, "party_id": party_id, "phase": plan.phase, "done_on": today, "basis": basis}
    row |= {"keep_until": plan.keep_until, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT, row)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="erase_personal_data", subject=("party", party_id),
        detail={"phase": plan.phase, "keep_until": plan.keep_until.isoformat() if plan.keep_until else None},
    )  # fmt: skip
    await mark(session, org_id, now)
    return plan


def _values(phase: int, party_id: UUID) -> dict[str, Any]:
    if phase == 1:
        return dict.fromkeys(_NOT_OF_THE_REGISTER)
    name = pseudonym_of(party_id)
    return dict.fromkeys(_OF_THE_REGISTER) | {
        "name": name,
        "sort_key": sort_key(name, whole=True),
        "search_key": search_key(name),
    }


def _day(phase: int, today: Any) -> dict[str, Any]:
    return {"restricted_on": today} if phase == 1 else {"erased_on": today}
