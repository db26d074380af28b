"""Every SELECT of settlements: all that stands between a member and the door, and the heirs."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CONTRIBUTIONS, PLEDGES, REFUNDS, RETRACTIONS
from hoptac.capital.queries.member import MemberCapital, get_member_capital
from hoptac.capital.rules import Debt, debts_among
from hoptac.capital.settlements.models import HEIRS
from hoptac.capital.settlements.refusals import HeirNotFound, HeirsFirst
from hoptac.capital.settlements.rules import dues_among
from hoptac.ledger import accounts_of_party
from hoptac.members.agreements.queries import AgreementRow, agreements_of
from hoptac.members.queries import MemberDetail, get_member
from hoptac.members.terminations.queries import TerminationRow, last_termination, last_used_on
from hoptac.members.terminations.rules import Leaver

_ORG_ID, _PARTY_ID = bindparam("org_id", type_=Uuid()), bindparam("party_id", type_=Uuid())
_heirs, _taken_back = HEIRS.c, RETRACTIONS.c


def _last(table: Any, day: str) -> Any:
    of = table.c
    return select(func.max(of[day]).label("day")).where(of.org_id == _ORG_ID, of.party_id == _PARTY_ID)


_moved = union_all(
    _last(PLEDGES, "pledged_on"), _last(CONTRIBUTIONS, "contributed_on"), _last(REFUNDS, "refunded_on")
).subquery("moved")
_DUE = (
    select(func.max(PLEDGES.c.due_on))
    .where(PLEDGES.c.org_id == _ORG_ID, PLEDGES.c.party_id == _PARTY_ID)
    .scalar_subquery()
)
_DAYS = select(select(func.max(_moved.c.day)).scalar_subquery(), _DUE)
_IS_TAKEN_BACK = (
    select(_taken_back.id).where(_taken_back.org_id == _ORG_ID, _taken_back.refund_id == _heirs.refund_id).exists()
)


class HeirRow(msgspec.Struct, frozen=True):
    """One heir; `is_settled`: the part has gone and has not come back by a retraction, or it is nothing."""

    id: UUID
    termination_id: UUID
    name: str
    relation: str
    share_numerator: int
    share_denominator: int
    amount_dong: int
    basis: str
    refund_id: UUID | None
    taken_by: UUID | None
    is_settled: bool

    @property
    def share(self) -> str:
        """'1/3', or '1' of the only one."""
        return f"{self.share_numerator}/{self.share_denominator}" if self.share_denominator > 1 else "1"


_HEIRS = (
    select(
        *(_heirs[name] for name in HeirRow.__struct_fields__[:-1]),
        (_heirs.amount_dong == 0) | (_heirs.refund_id.is_not(None) & ~_IS_TAKEN_BACK),
    )
    .where(_heirs.org_id == _ORG_ID, _heirs.termination_id == bindparam("termination_id", type_=Uuid()))
    .order_by(_heirs.position)
)


class Exit(msgspec.Struct, frozen=True):
    """All that is looked at before and after a membership ends."""

    member: MemberDetail
    capital: MemberCapital
    agreements: list[AgreementRow]
    """Those that are in force on the day or begin later."""
    debts: tuple[Debt, ...]
    """What she owes the cooperative, by account."""
    dues: tuple[Debt, ...]
    """What the cooperative owes her, by account."""
    leaver: Leaver
    termination: TerminationRow | None
    """How her last membership ended, where she is a member no more."""
    heirs: list[HeirRow]

    @property
    def capital_dong(self) -> int:
        """What is still to be returned."""
        return self.capital.standing.holding.paid_dong


async def get_exit(session: AsyncSession, org_id: UUID, party_id: UUID, *, on: date) -> Exit:
    """Raises NotFound, for another organization's member as well."""
    member = await get_member(session, org_id, party_id)
    capital = await get_member_capital(session, org_id, party_id, on=on)
    balances = await accounts_of_party(session, org_id, party_id)
    moved_on, due_on = (await session.execute(_DAYS, {"org_id": org_id, "party_id": party_id})).one()
    termination = await last_termination(session, org_id, party_id) if member.left_on else None
    holding = capital.standing.holding
    leaver = Leaver(
        kind=member.kind,
        party_kind=member.party_kind,
        joined_on=member.joined_on,
        moved_on=moved_on,
        used_on=await last_used_on(session, org_id, party_id),
        due_on=due_on if holding.pledged_dong else None,
        paid_dong=holding.paid_dong,
    )
    agreements = await agreements_of(session, org_id, party_id)
    return Exit(
        member=member,
        capital=capital,
        agreements=[row for row in agreements if row.valid_to is None or row.valid_to >= (member.left_on or on)],
        debts=debts_among(balances),
        dues=dues_among(balances),
        leaver=leaver,
        termination=termination,
        heirs=await list_heirs(session, org_id, termination.id) if termination else [],
    )


async def list_heirs(session: AsyncSession, org_id: UUID, termination_id: UUID) -> list[HeirRow]:
    """The heirs of one termination, in the order in which they were written."""
    found = await session.execute(_HEIRS, {"org_id": org_id, "termination_id": termination_id})
    return [HeirRow(*row) for row in found]


async def refuse_before_heirs(session: AsyncSession, org_id: UUID, party_id: UUID) -> None:
    """Raises HeirsFirst where heirs of a member who died are still to be given their parts."""
    ended = await last_termination(session, org_id, party_id)
    if ended is not None and any(not heir.is_settled for heir in await list_heirs(session, org_id, ended.id)):
        raise HeirsFirst


async def get_heir(session: AsyncSession, org_id: UUID, termination_id: UUID, heir_id: UUID) -> HeirRow:
    """Raises HeirNotFound."""
    found = await list_heirs(session, org_id, termination_id)
    heir = next((one for one in found if one.id == heir_id), None)
    if heir is None:
        raise HeirNotFound
    return heir
