"""What there is of one person, as far as an erasure has to know it."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import CERTIFICATES
from hoptac.ledger import accounts_of_party
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.members.agreements.models import MemberAgreement
from hoptac.members.models import Member
from hoptac.parties.people import PartyRow
from hoptac.personal_data.models import DataErasure
from hoptac.personal_data.rules.erasure import Facts

_members, _lines, _entries = Member.__table__.c, LINES.c, ENTRIES.c
_certificates, _agreements, _erasures = CERTIFICATES.c, MemberAgreement.__table__.c, DataErasure.__table__.c
_ORG_ID, _PARTY_ID = bindparam("org_id", type_=Uuid()), bindparam("party_id", type_=Uuid())
_MEMBERSHIP = select(_members.left_on).where(_members.org_id == _ORG_ID, _members.party_id == _PARTY_ID)
_LAST_BOOKED = (
    select(func.max(_entries.entry_on))
    .join_from(LINES, ENTRIES, (_entries.org_id == _lines.org_id) & (_entries.id == _lines.entry_id))
    .where(_lines.org_id == _ORG_ID, or_(_lines.debit_party_id == _PARTY_ID, _lines.credit_party_id == _PARTY_ID))
)
_PAPERS = select(
    select(_certificates.id).where(_certificates.org_id == _ORG_ID, _certificates.party_id == _PARTY_ID).exists(),
    select(_agreements.id).where(_agreements.org_id == _ORG_ID, _agreements.party_id == _PARTY_ID).exists(),
)
_ERASURES = (
    select(_erasures.phase, _erasures.done_on, _erasures.keep_until, _erasures.basis)
    .where(_erasures.org_id == _ORG_ID, _erasures.party_id == _PARTY_ID)
    .order_by(_erasures.phase)
)


class ErasureRow(msgspec.Struct, frozen=True):
    """A phase that was done."""

    phase: int
    done_on: date
    keep_until: date | None
    basis: str


async def facts_of(session: AsyncSession, org_id: UUID, party: PartyRow) -> Facts:
    """Memberships, balances, papers and the last day in the books."""
    asked = {"org_id": org_id, "party_id": party.id}
    membership = (await session.execute(_MEMBERSHIP, asked)).first()
    certificates, agreements = (await session.execute(_PAPERS, asked)).one()
    balances = await accounts_of_party(session, org_id, party.id)
    return Facts(
        is_person=party.kind != "organization",
        is_member=membership is not None and membership[0] is None,
        was_member=membership is not None,
        left_on=membership[0] if membership is not None else None,
        balances=tuple((account, dong) for account, dong in balances if dong),
        last_booked_on=(await session.execute(_LAST_BOOKED, asked)).scalar_one(),
        has_certificates=certificates,
        has_agreements=agreements,
        restricted_on=party.restricted_on,
        erased_on=party.erased_on,
    )


async def erasures_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[ErasureRow]:
    """The phases that were done about one person."""
    found = await session.execute(_ERASURES, {"org_id": org_id, "party_id": party_id})
    return [ErasureRow(*row) for row in found]
