"""One member's capital: what was pledged, paid and certified, as the member's page shows it."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import Contribution, Pledge
from hoptac.capital.queries.certificates import CertificateRow, list_certificates
from hoptac.capital.queries.standing import Standing, find_standing, find_totals
from hoptac.capital.refusals import MemberNotFound
from hoptac.ledger.models import Entry

_HERE = {"org_id": bindparam("org_id", type_=Uuid()), "party_id": bindparam("party_id", type_=Uuid())}
_pledges, _paid, _entries = Pledge.__table__.c, Contribution.__table__.c, Entry.__table__.c


class PledgeRow(msgspec.Struct, frozen=True):
    """One pledge."""

    id: UUID
    amount_dong: int
    pledged_on: date
    due_on: date
    basis: str


class ContributionRow(msgspec.Struct, frozen=True):
    """One contribution with the voucher that books it."""

    id: UUID
    year: int
    number: int
    amount_dong: int
    method: str
    contributed_on: date
    note: str
    series: str
    voucher: int


class MemberCapital(msgspec.Struct, frozen=True):
    """All of one member's capital; lists are in the order of their dates."""

    standing: Standing
    pledges: list[PledgeRow]
    contributions: list[ContributionRow]
    certificates: list[CertificateRow]


_PLEDGES = (
    select(*(_pledges[name] for name in PledgeRow.__struct_fields__))
    .where(_pledges.org_id == _HERE["org_id"], _pledges.party_id == _HERE["party_id"])
    .order_by(_pledges.pledged_on, _pledges.id)
)
_CONTRIBUTIONS = (
    select(
        *(_paid[name] for name in ContributionRow.__struct_fields__[:-2]),
        *(_entries.series, _entries.number.label("voucher")),
    )
    .join_from(
        Contribution.__table__, Entry.__table__, (_entries.org_id == _paid.org_id) & (_entries.id == _paid.entry_id)
    )
    .where(_paid.org_id == _HERE["org_id"], _paid.party_id == _HERE["party_id"])
    .order_by(_paid.contributed_on, _paid.id)
)


async def get_standing(session: AsyncSession, org_id: UUID, party_id: UUID, *, on: date) -> Standing:
    """The member as the rules see him, without a lock; raises MemberNotFound."""
    everyone = await find_totals(session, org_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=on)
    if standing is None:
        raise MemberNotFound
    return standing


async def get_member_capital(session: AsyncSession, org_id: UUID, party_id: UUID, *, on: date) -> MemberCapital:
    """All of one member's capital; raises MemberNotFound, also for a member of another organization."""
    here = {"org_id": org_id, "party_id": party_id}
    return MemberCapital(
        standing=await get_standing(session, org_id, party_id, on=on),
        pledges=[PledgeRow(*row) for row in await session.execute(_PLEDGES, here)],
        contributions=[ContributionRow(*row) for row in await session.execute(_CONTRIBUTIONS, here)],
        certificates=await list_certificates(session, org_id, party_id),
    )
