"""Entering in the register whom a body has admitted; the pledge is recorded above, in capital."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.db import Base
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.members.actions import check_foreign_share, insert_members, propose_number
from hoptac.members.applications.queries import ApplicationDetail, gather_facts
from hoptac.members.applications.refusals import ReturnedBeforeLeft
from hoptac.members.applications.rules import Applying, Facts, Known, check_admissible, examine
from hoptac.members.forms import MemberForm
from hoptac.members.memberships import begin_membership
from hoptac.parties.identity_numbers import seal_number
from hoptac.parties.models import Party

_parties = Base.metadata.tables[Party.__tablename__]
_UPDATE_PARTY = update(_parties).where(_parties.c.org_id == bindparam("of_org"), _parties.c.id == bindparam("of_id"))
_BROUGHT_ALONG = (
    "phone", "address", "hamlet", "born_on", "born_year", "gender", "representative_name", "representative_relation",
    "representative_phone",
)  # fmt: skip


class Admitted(msgspec.Struct, frozen=True):
    """Who is in the register now, and what the board should know beside."""

    party_id: UUID
    facts: Facts
    warning: Refusal | None


async def admit(
    session: AsyncSession,
    *,
    org_id: UUID,
    now: datetime,
    detail: ApplicationDetail,
    decided_on: date,
    decision_id: UUID,
) -> Admitted:
    """Enter an applicant as a member from the day of the decision; whoever calls holds the lock of the register.

    A former member comes back under the old number: one party, a new membership. Raises NotAdmissible,
    ReturnedBeforeLeft, ForeignersAboveShare.
    """
    applying = detail.applying
    facts = await gather_facts(session, org_id, detail, decided_on)
    check_admissible(examine(applying, facts))
    warning = None
    if applying.kind == "official":
        warning = await check_foreign_share(session, org_id, is_foreign=applying.is_foreign, now=now)
    known = facts.returns_as
    if known is not None and known.left_on is not None:
        if decided_on < known.left_on:
            raise ReturnedBeforeLeft(known.left_on)
        await begin_membership(
            session, org_id=org_id, now=now, party_id=known.id, kind=applying.kind, valid_from=decided_on,
            begun_by="admission", decision_id=decision_id,
        )  # fmt: skip
        await _bring_along(session, org_id, known, applying)
        return Admitted(known.id, facts, warning)
    party_id = known.id if known else new_id()
    form = _form(applying, await propose_number(session, org_id), decided_on)
    await insert_members(
        session, [(party_id, form)], org_id=org_id, now=now, begun_by="admission", decision_id=decision_id,
        are_parties=known is not None,
    )  # fmt: skip
    if known is not None:
        await _bring_along(session, org_id, known, applying)
    return Admitted(party_id, facts, warning)


async def _bring_along(session: AsyncSession, org_id: UUID, known: Known, applying: Applying) -> None:
    """What the application says and is newer than the record; what it leaves open stays as it was."""
    values: dict[str, Any] = {name: value for name in _BROUGHT_ALONG if (value := getattr(applying, name)) is not None}
    if applying.identity_number is not None:
        sealed, index = seal_number(org_id, applying.identity_number)
        values |= {"sealed_identity_number": sealed, "identity_number_index": index}
    if values:
        await session.execute(_UPDATE_PARTY.values(values), {"of_org": org_id, "of_id": known.id})


def _form(applying: Applying, number: str, joined_on: date) -> MemberForm:
    fields = set(MemberForm.__struct_fields__) & set(Applying.__struct_fields__)
    values = {name: getattr(applying, name) for name in fields}
    return MemberForm(**values | {"number": number, "joined_on": joined_on, "note": applying.note or None})
