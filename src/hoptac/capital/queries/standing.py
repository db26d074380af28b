"""All that the rules must know of one member and of the whole, in one statement behind one lock."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Case, ColumnElement, Select, Text, Uuid, bindparam, case, cast, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CapitalTotal, Contribution, Pledge, Refund
from hoptac.capital.models import Holding as HoldingTable
from hoptac.capital.rules import Capital, Caps, Group, Holding, caps_of
from hoptac.kit.prepared import Prepared, Reader
from hoptac.members.models import Member
from hoptac.organizations.models import LegalParameter, Organization
from hoptac.organizations.parameters import Parameter, value_on
from hoptac.parties.foreign import is_foreign
from hoptac.parties.models import Party

MOST_OFFICIALS_COUNTED = 30
"""Founding asks for 5 or 3 official members; beyond that their number says nothing, so no more of them are counted."""

_ORG_ID = bindparam("org_id", type_=Uuid())
_totals, _held = CapitalTotal.__table__.c, HoldingTable.__table__.c
_members, _parties = Member.__table__.c, Party.__table__.c
_laws = LegalParameter.__table__.c
_promised = Pledge.__table__.alias("promised").c

_LOCK = select(_totals.pledged_dong, _totals.paid_dong).where(_totals.org_id == _ORG_ID)
_TOTALS = Prepared(_LOCK)
_LOCK_FOR_UPDATE = Prepared(_LOCK.with_for_update())
_FIRST = upsert(CapitalTotal).values(pledged_dong=0, paid_dong=0).on_conflict_do_nothing()


class Standing(msgspec.Struct, frozen=True):
    """One member of one organization as the rules see them."""

    organization_kind: str
    name: str
    holding: Holding
    capital: Capital
    caps: Caps
    deadline_months: int
    repeated_id: UUID | None
    """The pledge, contribution or refund that the same form has made already."""
    left_on: date | None = None
    """Since when the member is none any more."""
    pledged_from: date | None = None
    """The day of the member's first pledge."""
    pledged_in_kind: bool = False
    """Whether something else than đồng was pledged: only then may money be of another kind than was (Art. 74.5)."""


def _held_by_kind(kind: str) -> Select[Any]:
    return (
        select(HoldingTable.__table__)
        .join(Member.__table__, (_members.org_id == _held.org_id) & (_members.party_id == _held.party_id))
        .where(_held.org_id == _ORG_ID, _members.kind == kind)
    )


def _sum_where(condition: ColumnElement[bool], held: Select[Any], column: str) -> Case[int]:
    """The sum of a group, for a member who is of it.

    Summed for such a member only: PostgreSQL runs an uncorrelated subquery of a CASE when its branch is taken.
    """
    of_group = held.subquery()
    total = select(cast(func.coalesce(func.sum(of_group.c[column]), 0), BigInteger)).scalar_subquery()
    return case((condition, total), else_=0)


def _sum_of_associates(column: str) -> Case[int]:
    return _sum_where(_members.kind == "associate_contributing", _held_by_kind("associate_contributing"), column)


def _sum_of_foreigners(column: str) -> Case[int]:
    """Foreign investors and foreign-invested organizations together, whatever kind of member they are (Art. 74.3)."""
    others = Party.__table__.alias("others")
    held = (
        select(HoldingTable.__table__)
        .join(others, (others.c.org_id == _held.org_id) & (others.c.id == _held.party_id))
        .where(_held.org_id == _ORG_ID, is_foreign(others.c))
    )
    return _sum_where(is_foreign(_parties), held, column)


def _group(condition: ColumnElement[bool], column: str) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(case((condition, _held[column]), else_=0)), 0), BigInteger)


_GROUPS = (
    select(
        *(_group(_members.kind == "associate_contributing", column) for column in ("pledged_dong", "paid_dong")),
        *(_group(is_foreign(_parties), column) for column in ("pledged_dong", "paid_dong")),
    )
    .select_from(HoldingTable.__table__)
    .join(Member.__table__, (_members.org_id == _held.org_id) & (_members.party_id == _held.party_id))
    .join(Party.__table__, (_parties.org_id == _held.org_id) & (_parties.id == _held.party_id))
    .where(_held.org_id == _ORG_ID)
)
_OFFICIALS = _held_by_kind("official").where(_held.pledged_dong > 0).limit(MOST_OFFICIALS_COUNTED).subquery()
_COUNT_OFFICIALS = select(func.count()).select_from(_OFFICIALS)
_PUSHED_ABOVE = select(func.count()).select_from(
    _held_by_kind("official")
    .where(
        _held.paid_dong > bindparam("most_after", type_=BigInteger()),
        _held.paid_dong <= bindparam("most_before", type_=BigInteger()),
    )
    .subquery()
)
_LAWS = (
    select(
        func.json_agg(
            func.json_build_array(
                *(_laws.key, _laws.valid_from, _laws.value, _laws.unit, _laws.basis, _laws.confidence)
            )
        )
    )
    .where(_laws.key.startswith("capital.") | _laws.key.startswith("membership."))
    .scalar_subquery()
)


def _standing(repeated: type[Pledge] | type[Contribution] | type[Refund]) -> Select[*tuple[Any, ...]]:
    made = repeated.__table__.c
    return (
        select(
            *(Organization.kind, _parties.name, _members.kind, _members.joined_on),
            func.coalesce(_held.pledged_dong, 0).label("pledged_dong"),
            func.coalesce(_held.paid_dong, 0).label("paid_dong"),
            _sum_of_associates("pledged_dong"),
            _sum_of_associates("paid_dong"),
            is_foreign(_parties),
            _sum_of_foreigners("pledged_dong"),
            _sum_of_foreigners("paid_dong"),
            _COUNT_OFFICIALS.scalar_subquery(),
            cast(_LAWS, Text),
            select(made.id)
            .where(made.org_id == _ORG_ID, made.request_key == bindparam("request_key", type_=Uuid()))
            .scalar_subquery(),
            _members.left_on,
            select(func.min(_promised.pledged_on))
            .where(_promised.org_id == _ORG_ID, _promised.party_id == _members.party_id)
            .scalar_subquery(),
            select(_promised.id)
            .where(_promised.org_id == _ORG_ID, _promised.party_id == _members.party_id, _promised.asset_kind != "dong")
            .exists(),
        )
        .select_from(Member.__table__)
        .join(Party.__table__, (_parties.org_id == _members.org_id) & (_parties.id == _members.party_id))
        .join(Organization.__table__, Organization.id == _members.org_id)
        .outerjoin(HoldingTable.__table__, (_held.org_id == _members.org_id) & (_held.party_id == _members.party_id))
        .where(_members.org_id == _ORG_ID, _members.party_id == bindparam("party_id", type_=Uuid()))
    )


Deed = Literal["pledge", "contribution", "refund"]
_STANDING: dict[Deed, Prepared] = {
    "pledge": Prepared(_standing(Pledge)),
    "contribution": Prepared(_standing(Contribution)),
    "refund": Prepared(_standing(Refund)),
}


async def lock_capital(session: AsyncSession, org_id: UUID) -> Group:
    """What all members hold, and the organization's capital lock until the transaction ends.

    The race it prevents: the ceiling leaves room for 10 million; two people send 10 million each at the same moment.
    Both read the same figures, both find room, and together they pass the ceiling (or the pledge) by 10 million. Behind
    this row the second waits, and what it reads next is a new statement with a new snapshot, in which the first is
    counted. The lock is the first of a deed on capital and the ledger's head comes after it, always in this order, so
    the two cannot deadlock.
    """
    found = await _LOCK_FOR_UPDATE.first(session, {"org_id": org_id})
    if found is None:
        await session.execute(_FIRST, {"org_id": org_id})
        found = await _LOCK_FOR_UPDATE.one(session, {"org_id": org_id})
    return Group(*found)


async def find_totals(session: Reader, org_id: UUID) -> Group:
    """What all members hold, without a lock: for pages."""
    found = await _TOTALS.first(session, {"org_id": org_id})
    return Group(*found) if found else Group()


async def count_pushed_above(
    session: AsyncSession, org_id: UUID, caps: Caps, *, before_dong: int, after_dong: int
) -> int:
    """How many official members have paid in more than the maximum of the charter capital (Art. 74.1) since it has fallen
    from one sum to the other, and had not before."""
    if caps.one_official is None:
        return 0
    asked = {"most_before": caps.one_official * before_dong // 100, "most_after": caps.one_official * after_dong // 100}
    return (await session.execute(_PUSHED_ABOVE, {"org_id": org_id} | asked)).scalar_one()


async def find_standing(
    session: AsyncSession,
    org_id: UUID,
    party_id: UUID,
    *,
    everyone: Group,
    on: date,
    request_key: UUID | None = None,
    deed: Deed = "contribution",
) -> Standing | None:
    """The member, the caps in force on a day, what the same form made before; None for a party that is no member."""
    parameters = {"org_id": org_id, "party_id": party_id, "request_key": request_key}
    row = await _STANDING[deed].first(session, parameters)
    if row is None:
        return None
    (
        organization_kind,
        name,
        kind,
        joined_on,
        pledged,
        paid,
        associates_pledged,
        associates_paid,
        foreign,
        foreign_pledged,
        foreign_paid,
        officials,
        laws,
        made,
        left_on,
        pledged_from,
        in_kind,
    ) = row
    parameters_of_law = msgspec.json.decode(laws, type=list[Parameter])
    return Standing(
        organization_kind=organization_kind,
        name=name,
        holding=Holding(kind, pledged, paid, joined_on, foreign),
        capital=Capital(
            everyone, Group(associates_pledged, associates_paid), Group(foreign_pledged, foreign_paid), officials
        ),
        caps=caps_of(organization_kind, parameters_of_law, on),
        deadline_months=value_on(parameters_of_law, "capital.contribution_deadline", on) or 0,
        repeated_id=made,
        left_on=left_on,
        pledged_from=pledged_from,
        pledged_in_kind=in_kind,
    )


async def find_groups(session: AsyncSession, org_id: UUID) -> tuple[Group, Group]:
    """What all contributing associates and all foreigners hold together, whoever asks: for pages."""
    row = (await session.execute(_GROUPS, {"org_id": org_id})).one()
    return Group(row[0], row[1]), Group(row[2], row[3])


async def find_capital(session: AsyncSession, org_id: UUID) -> Capital:
    """The whole as the caps of Art. 74 see it before anybody new, without a lock: for pages."""
    officials = (await session.execute(_COUNT_OFFICIALS, {"org_id": org_id})).scalar_one()
    return Capital(await find_totals(session, org_id), *await find_groups(session, org_id), officials)
