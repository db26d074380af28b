"""What is done to the register: a member is entered, changed, or has the identity number opened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.members.forms import MemberForm
from hoptac.members.memberships import correct_membership, insert_memberships
from hoptac.members.models import Member
from hoptac.members.queries import (
    MemberDetail,
    count_officials,
    find_holder_of_identity,
    find_holder_of_number,
    get_member,
    list_numbers,
    lock_register,
)
from hoptac.members.rules import (
    ChangedMeanwhile,
    ForeignersAboveShare,
    IdentityNumberTaken,
    NumberSeries,
    NumberTaken,
    Officials,
    OnlyKept,
    check_founded,
    find_share_broken,
    foreign_share_of,
)
from hoptac.organizations.parameters import list_parameters
from hoptac.organizations.queries import get_founded_year, get_kind
from hoptac.parties.foreign import counts_as_foreign
from hoptac.parties.identity_numbers import seal_number
from hoptac.parties.models import Party

_parties, _members = Base.metadata.tables[Party.__tablename__], Base.metadata.tables[Member.__tablename__]
UPDATE_PARTY = update(_parties).where(_parties.c.org_id == bindparam("of_org"), _parties.c.id == bindparam("of_party"))
UPDATE_MEMBER = update(_members).where(
    _members.c.org_id == bindparam("of_org"), _members.c.party_id == bindparam("of_party")
)


class Registered(NamedTuple):
    """A member who was entered, and what the board should know beside."""

    party_id: UUID
    warning: Refusal | None


async def propose_number(session: AsyncSession, org_id: UUID) -> str:
    """The next free member number, written as the others are."""
    return NumberSeries(await list_numbers(session, org_id)).next()


async def register_member(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, form: MemberForm
) -> Registered:
    """Enter one member. Raises Refusals where the number or the identity number is another's, ForeignersAboveShare; the
    latter is a warning while fewer official members are there than the law asks for."""
    await lock_register(session, org_id)
    check_founded(form.joined_on, await get_founded_year(session, org_id))
    await _check_free(session, org_id, form, None)
    warning = None
    if form.kind == "official":
        is_foreign = counts_as_foreign(form.nationality, is_foreign_invested=form.is_foreign_invested)
        warning = await check_foreign_share(session, org_id, is_foreign=is_foreign, now=now)
    party_id = new_id()
    await insert_members(session, [(party_id, form)], org_id=org_id, now=now)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="register_member", subject=("member", party_id),
        detail={"number": form.number, "name": form.name},
    )  # fmt: skip
    await mark(session, org_id, now)
    return Registered(party_id, warning)


async def change_member(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, form: MemberForm,
    clears_identity_number: bool = False, version: str | None = None,
) -> None:  # fmt: skip
    """Write what changed. The form shows no identity number, so an empty one leaves it, unless it is to be cleared.

    `version` is the one that the form was filled from. The kind stays as it is (`members.kinds`). Correcting a nationality
    is not judged, it says what is. Raises NotFound, OnlyKept, ChangedMeanwhile, Refusals, JoinedBeforeFounded.
    """
    await lock_register(session, org_id)
    before = await get_member(session, org_id, party_id)
    if before.restricted_on is not None:
        raise OnlyKept
    if version and version != before.version:
        raise ChangedMeanwhile
    if form.identity_number is None and not clears_identity_number:
        form = msgspec.structs.replace(form, identity_number=before.identity_number)
    form = msgspec.structs.replace(form, kind=before.kind)
    await _check_free(session, org_id, form, party_id)
    if form.joined_on != before.joined_on:
        check_founded(form.joined_on, await get_founded_year(session, org_id))
    place = {"of_org": org_id, "of_party": party_id}
    party, member = _party_values(org_id, form), _member_values(form)
    await session.execute(UPDATE_PARTY.values(party), place)
    await session.execute(UPDATE_MEMBER.values(member), place)
    if form.joined_on != before.joined_on:
        await correct_membership(session, org_id=org_id, party_id=party_id, kind=form.kind, joined_on=form.joined_on)
    changed = [field for field in form.__struct_fields__ if getattr(form, field) != getattr(before, field)]
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="change_member", subject=("member", party_id),
        detail={"changed": changed},
    )  # fmt: skip
    await mark(session, org_id, now)


async def open_identity_number(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID
) -> str:
    """The whole identity number; the look is written down. Raises NotFound."""
    member = await get_member(session, org_id, party_id)
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="open_identity_number", subject=("member", party_id)
    )
    return member.identity_number or ""


async def insert_members(
    session: AsyncSession, members: Sequence[tuple[UUID, MemberForm]], *, org_id: UUID, now: datetime,
    begun_by: str = "entered", decision_id: UUID | None = None, are_parties: bool = False,
) -> None:  # fmt: skip
    """Write parties and memberships, many at a time; whoever calls has checked that the numbers are free. `are_parties`:
    they are known already, as suppliers for instance, and only become members."""
    shared = {"org_id": org_id, "created_at": now}
    parties = [(party_id, *_party_values(org_id, form).values()) for party_id, form in members]
    rows = [(party_id, *_member_values(form).values()) for party_id, form in members]
    if not are_parties:
        await insert_rows(session, _parties, _PARTY_COLUMNS, parties, shared=shared)
    await insert_rows(session, _members, _MEMBER_COLUMNS, rows, shared=shared)
    begun = [(party_id, form.kind, form.joined_on) for party_id, form in members]
    await insert_memberships(session, begun, org_id=org_id, now=now, begun_by=begun_by, decision_id=decision_id)


def form_of(member: MemberDetail) -> MemberForm:
    """A member as the form holds it."""
    return MemberForm(**{field: getattr(member, field) for field in MemberForm.__struct_fields__})


def _party_values(org_id: UUID, form: MemberForm) -> dict[str, Any]:
    sealed, index = seal_number(org_id, form.identity_number)
    return {
        "kind": form.party_kind,
        "name": form.name,
        "sort_key": sort_key(form.name, whole=form.party_kind == "organization"),
        "search_key": search_key(form.name),
        "gender": form.gender,
        "born_on": form.born_on,
        "born_year": form.born_year,
        "sealed_identity_number": sealed,
        "identity_number_index": index,
        "identity_issued_on": form.identity_issued_on,
        "phone": form.phone,
        "address": form.address,
        "hamlet": form.hamlet,
        "note": form.note,
        "nationality": form.nationality,
        "is_foreign_invested": form.is_foreign_invested,
        "representative_name": form.representative_name,
        "representative_relation": form.representative_relation,
        "representative_phone": form.representative_phone,
    }


def _member_values(form: MemberForm) -> dict[str, Any]:
    return {
        "number": form.number,
        "kind": form.kind,
        "joined_on": form.joined_on,
        "production_area_m2": form.production_area_m2,
        "main_product": form.main_product,
    }


_BLANK = MemberForm("", "", "individual", "official")
_PARTY_COLUMNS = ("id", *_party_values(audit.SYSTEM, _BLANK))
_MEMBER_COLUMNS = ("party_id", *_member_values(_BLANK))


async def check_foreign_share(
    session: AsyncSession, org_id: UUID, *, is_foreign: bool, now: datetime
) -> ForeignersAboveShare | None:
    """Of one more official member: the warning while the organization is being founded. Raises ForeignersAboveShare."""
    if not is_foreign:
        return None
    officials = await count_officials(session, org_id)
    after = Officials(officials.count + 1, officials.foreign + 1)
    kind, parameters = await get_kind(session, org_id), await list_parameters(session)
    share = foreign_share_of(kind, parameters, now.astimezone(VIETNAM).date())
    broken = find_share_broken(after, share)
    if broken and after.count >= share.founders:
        raise broken
    return broken


async def _check_free(session: AsyncSession, org_id: UUID, form: MemberForm, own_id: UUID | None) -> None:
    refusals: list[Refusal] = []
    holder = await find_holder_of_number(session, org_id, form.number)
    if holder and holder[0] != own_id:
        refusals.append(NumberTaken(form.number, holder[1]))
    if form.identity_number:
        holder = await find_holder_of_identity(session, org_id, form.identity_number)
        if holder and holder[0] != own_id:
            refusals.append(IdentityNumberTaken(holder[1]))
    if refusals:
        raise Refusals(refusals)
