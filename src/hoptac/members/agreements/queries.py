"""Every SELECT of agreements with members."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import Date, Uuid, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import _
from hoptac.kit.prepared import Prepared
from hoptac.ledger import account_book
from hoptac.members.agreements.models import MemberAgreement
from hoptac.members.agreements.rules import Span
from hoptac.members.memberships.queries import is_on
from hoptac.members.models import Membership
from hoptac.parties.models import Party

PAGE_SIZE = 50
NEEDING_AGREEMENT = ("512", "612", "132")
"""Accounts of transactions with members under a written agreement: sales, their cost, lending (TT 71/2024)."""
LENDING = "132"
"""Paying back what was lent is no new transaction; it needs no agreement any more."""

_memberships, _agreements, _parties = Membership.__table__.c, MemberAgreement.__table__.c, Party.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class AgreementRow(msgspec.Struct, frozen=True):
    """One agreement in a list."""

    id: UUID
    party_id: UUID
    member_name: str
    number: str
    signed_on: date
    valid_from: date
    valid_to: date | None
    covers: str
    ending_reason: str | None

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.valid_from, self.valid_to)


_ROWS = (
    select(
        _agreements.id, _agreements.party_id, _parties.name, _agreements.number, _agreements.signed_on,
        _agreements.valid_from, _agreements.valid_to, _agreements.covers, _agreements.ending_reason,
    )
    .join(Party.__table__, (_parties.org_id == _agreements.org_id) & (_parties.id == _agreements.party_id))
    .where(_agreements.org_id == _ORG_ID)
    .order_by(_agreements.id.desc())
)  # fmt: skip
OF_MEMBER = _ROWS.where(_agreements.party_id == bindparam("party_id"))
LOCK_AGREEMENT = (
    select(_agreements.id)
    .where(
        _agreements.org_id == _ORG_ID, _agreements.id == bindparam("id"), _agreements.party_id == bindparam("party_id")
    )
    .with_for_update()
)
PAGE = _ROWS.where(or_(bindparam("before", type_=Uuid()).is_(None), _agreements.id < bindparam("before"))).limit(
    PAGE_SIZE + 1
)
PAGE_IN_FORCE = PAGE.where(
    _agreements.valid_from <= bindparam("day"),
    or_(_agreements.valid_to.is_(None), _agreements.valid_to >= bindparam("day")),
)
HOLDER_OF_NUMBER = (
    select(_parties.name)
    .join_from(
        MemberAgreement.__table__,
        Party.__table__,
        (_parties.org_id == _agreements.org_id) & (_parties.id == _agreements.party_id),
    )
    .where(_agreements.org_id == _ORG_ID, _agreements.number == bindparam("number"))
)
_OFFICIAL = Prepared(
    select(
        _memberships.party_id,
        select(func.count())
        .select_from(MemberAgreement.__table__)
        .where(
            _agreements.org_id == _ORG_ID,
            _agreements.party_id == _memberships.party_id,
            _agreements.valid_from <= bindparam("day"),
            or_(_agreements.valid_to.is_(None), _agreements.valid_to >= bindparam("day")),
        )
        .scalar_subquery(),
    ).where(
        _memberships.org_id == _ORG_ID,
        _memberships.party_id == func.any(bindparam("party_ids", type_=ARRAY(Uuid()))),
        _memberships.kind == "official",
        is_on(_memberships, bindparam("day", type_=Date())),
    )
)


async def official_members(
    session: AsyncSession, org_id: UUID, party_ids: Sequence[UUID], day: date
) -> dict[UUID, bool]:
    """Of these parties those that were official members on the day, and whether an agreement with each is in force on the day."""
    found = await _OFFICIAL.rows(session, {"org_id": org_id, "party_ids": list(party_ids), "day": day})
    return {party_id: bool(agreements) for party_id, agreements in found}


async def agreements_of(session: AsyncSession, org_id: UUID, party_id: UUID) -> list[AgreementRow]:
    """The agreements with one member, the newest first."""
    found = await session.execute(OF_MEMBER, {"org_id": org_id, "party_id": party_id})
    return [AgreementRow(*row) for row in found]


async def list_agreements(
    session: AsyncSession, org_id: UUID, *, in_force_on: date | None = None, before: UUID | None = None
) -> tuple[list[AgreementRow], bool]:
    """One page of all agreements or of those in force on a day, the newest first, and whether there are more."""
    asked = {"org_id": org_id, "before": before}
    if in_force_on is None:
        found = await session.execute(PAGE, asked)
    else:
        found = await session.execute(PAGE_IN_FORCE, asked | {"day": in_force_on})
    rows = [AgreementRow(*row) for row in found]
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


async def lock_agreement(session: AsyncSession, org_id: UUID, party_id: UUID, agreement_id: UUID) -> None:
    """Let one change of an agreement wait for the other. Raises NotFound, for another member's agreement too."""
    asked = {"org_id": org_id, "party_id": party_id, "id": agreement_id}
    if (await session.execute(LOCK_AGREEMENT, asked)).first() is None:
        raise NotFound(_("Không tìm thấy hợp đồng này."))


async def find_holder_of_agreement_number(session: AsyncSession, org_id: UUID, number: str) -> str | None:
    """The name of the member whose agreement has this number."""
    return (await session.execute(HOLDER_OF_NUMBER, {"org_id": org_id, "number": number})).scalar()


async def internal_movements(
    session: AsyncSession, org_id: UUID, party_id: UUID, *, after: date
) -> list[tuple[str, date]]:
    """Account and day of each movement with a member, after a day, on accounts that need an agreement."""
    found: list[tuple[str, date]] = []
    for account in NEEDING_AGREEMENT:
        book = await account_book(session, org_id, account, from_on=after, to_on=date.max, party_id=party_id)
        is_lending = account == LENDING
        book = [line for line in book if line.entry_on > after and not (is_lending and line.credit_dong)]
        found += [(line.account, line.entry_on) for line in book]
    return sorted(found, key=lambda one: one[1])
