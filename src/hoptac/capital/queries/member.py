"""One member's capital: what was pledged, paid, given back and certified, as the member's page shows it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Select, Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.models import Contribution, Pledge, Refund, Retraction
from hoptac.capital.queries.certificates import CertificateRow, list_certificates
from hoptac.capital.queries.standing import Standing, find_standing, find_totals
from hoptac.capital.refusals import MemberNotFound
from hoptac.ledger.models import Entry

_HERE = {"org_id": bindparam("org_id", type_=Uuid()), "party_id": bindparam("party_id", type_=Uuid())}
_pledges, _entries, _taken_back = Pledge.__table__.c, Entry.__table__.c, Retraction.__table__.c


class PledgeRow(msgspec.Struct, frozen=True):
    """One pledge."""

    id: UUID
    amount_dong: int
    pledged_on: date
    due_on: date
    basis: str
    asset_kind: str


class TakenBack(msgspec.Struct, frozen=True):
    """That a deed was recorded by mistake: the adjustment that took it back, and why."""

    entry_id: UUID
    series: str
    voucher: int
    reason: str


class ContributionRow(msgspec.Struct, frozen=True):
    """One contribution with the voucher that books it."""

    id: UUID
    year: int
    number: int
    amount_dong: int
    method: str
    contributed_on: date
    note: str
    asset: str
    asset_quantity: str
    valued_by: str
    entry_id: UUID
    series: str
    voucher: int
    taken_back: TakenBack | None


class RefundRow(msgspec.Struct, frozen=True):
    """One refund with the voucher that books it."""

    id: UUID
    year: int
    number: int
    amount_dong: int
    method: str
    refunded_on: date
    reason: str
    basis: str
    entry_id: UUID
    series: str
    voucher: int
    taken_back: TakenBack | None


class MemberCapital(msgspec.Struct, frozen=True):
    """All of one member's capital; lists are in the order of their dates."""

    standing: Standing
    pledges: list[PledgeRow]
    contributions: list[ContributionRow]
    refunds: list[RefundRow]
    certificates: list[CertificateRow]


_PLEDGES = (
    select(*(_pledges[name] for name in PledgeRow.__struct_fields__))
    .where(_pledges.org_id == _HERE["org_id"], _pledges.party_id == _HERE["party_id"])
    .order_by(_pledges.pledged_on, _pledges.id)
)
_CORRECTIONS = Entry.__table__.alias("corrections")
_corrections = _CORRECTIONS.c
TAKEN_BACK = (_taken_back.entry_id, _corrections.series, _corrections.number, _taken_back.reason)
"""The columns of TakenBack, behind the joins of `with_voucher`."""


def with_voucher(
    statement: Select[*tuple[Any, ...]], deed: type[Contribution] | type[Refund]
) -> Select[*tuple[Any, ...]]:
    """With the entry of a deed and, where it was taken back, with the retraction and its entry."""
    of = deed.__table__.c
    key = _taken_back.contribution_id if deed is Contribution else _taken_back.refund_id
    return (
        statement.join(Entry.__table__, (_entries.org_id == of.org_id) & (_entries.id == of.entry_id))
        .outerjoin(Retraction.__table__, (_taken_back.org_id == of.org_id) & (key == of.id))
        .outerjoin(
            _CORRECTIONS,
            (_corrections.org_id == _taken_back.org_id) & (_corrections.id == _taken_back.entry_id),
        )
    )


Row = TypeVar("Row")


def with_taken_back(row_type: Callable[..., Row], row: Iterable[Any]) -> Row:
    """A row whose last four columns tell what took the deed back, None where nothing did."""
    *own, entry_id, series, voucher, reason = row
    return row_type(*own, TakenBack(entry_id, series, voucher, reason) if entry_id else None)


def _deeds(deed: type[Contribution] | type[Refund], names: Sequence[str], day: str) -> Select[*tuple[Any, ...]]:
    of = deed.__table__.c
    columns = (*(of[name] for name in names), _entries.series, _entries.number.label("voucher"), *TAKEN_BACK)
    return (
        with_voucher(select(*columns).select_from(deed.__table__), deed)
        .where(of.org_id == _HERE["org_id"], of.party_id == _HERE["party_id"])
        .order_by(of[day], of.id)
    )


_CONTRIBUTIONS = _deeds(Contribution, ContributionRow.__struct_fields__[:-3], "contributed_on")
_REFUNDS = _deeds(Refund, RefundRow.__struct_fields__[:-3], "refunded_on")


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
        contributions=[with_taken_back(ContributionRow, row) for row in await session.execute(_CONTRIBUTIONS, here)],
        refunds=[with_taken_back(RefundRow, row) for row in await session.execute(_REFUNDS, here)],
        certificates=await list_certificates(session, org_id, party_id),
    )
