"""Bringing in the capital of an imported list: pledges, contributions, and one opening entry with a line per member."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.keeping import add_to_holdings, keep_totals, take_numbers
from hoptac.capital.models import CONTRIBUTIONS, PLEDGES
from hoptac.capital.postings import CASH, OPENING_DESCRIPTION, PaidIn, opening_capital_entry
from hoptac.capital.queries.standing import lock_capital
from hoptac.capital.refusals import AmountNotPositive, MemberNotFound, NoncontributingAssociateContributes
from hoptac.capital.rules import Group, due_latest
from hoptac.kit import audit
from hoptac.kit.bulk import insert_rows
from hoptac.kit.identifiers import new_id
from hoptac.kit.marks import mark
from hoptac.ledger import post_entry
from hoptac.members.models import Member
from hoptac.organizations.parameters import list_parameters, value_on

_PLEDGE_COLUMNS = ("id", "request_key", "party_id", "amount_dong", "pledged_on", "due_on")
_CONTRIBUTION_COLUMNS = ("id", "request_key", "party_id", "amount_dong", "number", "contributed_on")
_members = Member.__table__.c
_MEMBERS_BY_KIND = (
    select(_members.kind, func.count())
    .where(
        _members.org_id == bindparam("org_id", type_=Uuid()),
        _members.party_id == func.any(bindparam("party_ids", type_=ARRAY(Uuid()))),
    )
    .group_by(_members.kind)
)


class OpeningCapital(msgspec.Struct, frozen=True, gc=False):
    """What a list says of one member. The larger of the two sums counts as pledged (Art. 4.12)."""

    party_id: UUID
    paid_dong: int = 0
    pledged_dong: int = 0
    contributed_on: date | None = None
    joined_on: date | None = None


class _Opened(msgspec.Struct, frozen=True, gc=False):
    """All that a list says of one member, its days kept from the first row that names them."""

    held: Group
    contributed_on: date | None
    joined_on: date | None


async def record_opening_capital(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    entry_on: date,
    rows: Sequence[OpeningCapital],
    source_id: UUID,
    debit_account: str = CASH,
) -> UUID | None:
    """Add the capital of a list to its members and book what was paid; the entry's id, or None when nothing was paid.

    The caps are not asked: a list says what is, not what somebody wants to do (docs/decisions/0005). `source_id` is the
    import, whose entry is posted once. Raises MemberNotFound when a party is no member of this organization,
    NoncontributingAssociateContributes, AmountNotPositive for an amount below zero, and the ledger's refusals.
    """
    opened = _summed(rows)
    if not opened:
        return None
    everyone = await lock_capital(session, org_id)
    await _check_members(session, org_id, list(opened))
    added = Group()
    for member in opened.values():
        added = added.plus(member.held.pledged_dong, member.held.paid_dong)
    await add_to_holdings(session, org_id, {party_id: member.held for party_id, member in opened.items()})
    await keep_totals(session, org_id, everyone.plus(added.pledged_dong, added.paid_dong))
    months = value_on(await list_parameters(session), "capital.contribution_deadline", entry_on) or 0
    recorded = {"org_id": org_id, "recorded_by": actor_id, "recorded_at": now}
    pledges = [_pledge(party_id, member, entry_on, months) for party_id, member in opened.items()]
    await insert_rows(session, PLEDGES, _PLEDGE_COLUMNS, pledges, shared=recorded | {"basis": OPENING_DESCRIPTION})
    paid_in = [PaidIn(party_id, member.held.paid_dong) for party_id, member in opened.items() if member.held.paid_dong]
    entry_id = None
    if paid_in:
        first = await take_numbers(session, org_id, "contributions", entry_on.year, len(paid_in))
        draft = opening_capital_entry(source_id, entry_on=entry_on, paid_in=paid_in, debit_account=debit_account)
        entry_id = (await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=now)).id
        shared = recorded | {"method": "opening", "account": debit_account, "year": entry_on.year}
        shared |= {"entry_id": entry_id, "note": OPENING_DESCRIPTION}
        contributions = [
            (*_own(paid.party_id, paid.amount_dong), number, opened[paid.party_id].contributed_on or entry_on)
            for number, paid in enumerate(paid_in, first)
        ]
        await insert_rows(session, CONTRIBUTIONS, _CONTRIBUTION_COLUMNS, contributions, shared=shared)
    await audit.record(
        session,
        org_id=org_id,
        person_id=actor_id,
        at=now,
        verb="record_opening_capital",
        subject=("opening_capital", source_id),
        detail={"members": len(opened), "pledged_dong": added.pledged_dong, "paid_dong": added.paid_dong},
    )
    await mark(session, org_id, now)
    return entry_id


def _own(party_id: UUID, amount_dong: int) -> tuple[UUID, UUID, UUID, int]:
    row_id = new_id()
    return row_id, row_id, party_id, amount_dong


def _pledge(party_id: UUID, member: _Opened, entry_on: date, months: int) -> tuple[Any, ...]:
    """Promised when the member came or paid, as far as the list says; a day that has not come is today."""
    pledged_on = min(member.joined_on or member.contributed_on or entry_on, entry_on)
    return *_own(party_id, member.held.pledged_dong), pledged_on, due_latest(pledged_on, None, months)


def _summed(rows: Iterable[OpeningCapital]) -> dict[UUID, _Opened]:
    opened: dict[UUID, _Opened] = {}
    for row in rows:
        if row.paid_dong < 0 or row.pledged_dong < 0:
            raise AmountNotPositive
        pledged_dong = max(row.pledged_dong, row.paid_dong)
        if not pledged_dong:
            continue
        before = opened.get(row.party_id)
        opened[row.party_id] = _Opened(
            (before.held if before else Group()).plus(pledged_dong, row.paid_dong),
            (before and before.contributed_on) or row.contributed_on,
            (before and before.joined_on) or row.joined_on,
        )
    return opened


async def _check_members(session: AsyncSession, org_id: UUID, party_ids: list[UUID]) -> None:
    counted = await session.execute(_MEMBERS_BY_KIND, {"org_id": org_id, "party_ids": party_ids})
    kinds = dict(counted.all())
    if kinds.get("associate_noncontributing"):
        raise NoncontributingAssociateContributes
    if sum(kinds.values()) != len(party_ids):
        raise MemberNotFound
