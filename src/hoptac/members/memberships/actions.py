"""What is written of memberships and decisions; whoever calls holds the lock of the register and has judged the deed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import clean_text
from hoptac.members.memberships.queries import MembershipRow, list_memberships
from hoptac.members.memberships.rules import AfterNextChange, Decided, check_decision, check_within
from hoptac.members.models import Decision, Member, Membership

_memberships = Base.metadata.tables[Membership.__tablename__]
_decisions = Base.metadata.tables[Decision.__tablename__]
_members = Base.metadata.tables[Member.__tablename__]
_COLUMNS = ("id", "party_id", "kind", "valid_from")
_SAME_DECISION = select(_decisions.c.id).where(
    _decisions.c.org_id == bindparam("org_id"), _decisions.c.body == bindparam("body"),
    _decisions.c.number == bindparam("number"), _decisions.c.decided_on == bindparam("decided_on"),
)  # fmt: skip
_INSERT_DECISION, _INSERT = insert(_decisions), insert(_memberships)
_UPDATE = update(_memberships).where(
    _memberships.c.org_id == bindparam("of_org"), _memberships.c.id == bindparam("of_id")
)
_UPDATE_MEMBER = update(_members).where(
    _members.c.org_id == bindparam("of_org"), _members.c.party_id == bindparam("of_party")
)


async def record_decision(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, decided: Decided, file_id: UUID | None = None
) -> UUID:
    """The decision's record; the one of the same body, number and day where it stands already. Raises Refusals."""
    decided_on = check_decision(decided, today=now.astimezone(VIETNAM).date())
    asked = {"org_id": org_id, "body": decided.body, "number": clean_text(decided.number), "decided_on": decided_on}
    found = (await session.execute(_SAME_DECISION, asked)).scalar()
    if found is not None:
        return found
    decision_id = new_id()
    row = asked | {"id": decision_id, "file_id": file_id, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_INSERT_DECISION, row)
    return decision_id


async def insert_memberships(
    session: AsyncSession, rows: Sequence[tuple[UUID, str, date | None]], *, org_id: UUID, now: datetime,
    begun_by: str = "entered", decision_id: UUID | None = None,
) -> None:  # fmt: skip
    """Memberships of members just written, many at a time: party, kind, and since when (None: nobody knows)."""
    shared = {"org_id": org_id, "begun_by": begun_by, "begun_decision_id": decision_id, "recorded_at": now}
    await insert_rows(session, _memberships, _COLUMNS, [(new_id(), *row) for row in rows], shared=shared)


async def begin_membership(
    session: AsyncSession, *, org_id: UUID, now: datetime, party_id: UUID, kind: str, valid_from: date, begun_by: str,
    decision_id: UUID | None,
) -> None:  # fmt: skip
    """One more membership of a member who has none that is open; the register shows it from now on."""
    row = {"org_id": org_id, "id": new_id(), "party_id": party_id, "kind": kind, "valid_from": valid_from}
    row |= {"begun_by": begun_by, "begun_decision_id": decision_id, "recorded_at": now}
    await session.execute(_INSERT, row)
    shown = {"kind": kind, "left_on": None} | ({} if begun_by == "kind_change" else {"joined_on": valid_from})
    await session.execute(_UPDATE_MEMBER.values(shown), {"of_org": org_id, "of_party": party_id})


async def change_membership_kind(
    session: AsyncSession, *, org_id: UUID, now: datetime, party_id: UUID, current: MembershipRow, kind: str,
    effective_on: date, decision_id: UUID,
) -> None:  # fmt: skip
    """The open membership ends and one of another kind begins on the same day. Raises BeforeMembership."""
    check_within(current.valid_from, effective_on)
    await _close(session, org_id, current.id, effective_on, "kind_change", decision_id, now)
    await begin_membership(
        session, org_id=org_id, now=now, party_id=party_id, kind=kind, valid_from=effective_on, begun_by="kind_change",
        decision_id=decision_id,
    )  # fmt: skip


async def end_membership(
    session: AsyncSession, *, org_id: UUID, now: datetime, party_id: UUID, current: MembershipRow, ended_by: str,
    left_on: date, decision_id: UUID | None,
) -> None:  # fmt: skip
    """The open membership ends; `left_on` is the first day without it. Raises BeforeMembership."""
    check_within(current.valid_from, left_on)
    await _close(session, org_id, current.id, left_on, ended_by, decision_id, now)
    await session.execute(_UPDATE_MEMBER.values(left_on=left_on), {"of_org": org_id, "of_party": party_id})


async def correct_membership(
    session: AsyncSession, *, org_id: UUID, party_id: UUID, kind: str, joined_on: date | None
) -> None:
    """What the register said of the last time somebody joined was wrong: it was another kind, or another day.

    The day is that of the last beginning that is no change of kind. Raises AfterNextChange.
    """
    rows = await list_memberships(session, org_id, party_id)
    if not rows:
        return
    last = rows[-1]
    first = next(row for row in reversed(rows) if row.begun_by != "kind_change")
    if joined_on is not None and first.valid_to is not None and joined_on > first.valid_to:
        raise AfterNextChange(first.valid_to)
    if last.kind != kind:
        await session.execute(_UPDATE.values(kind=kind), {"of_org": org_id, "of_id": last.id})
    if first.valid_from != joined_on:
        await session.execute(_UPDATE.values(valid_from=joined_on), {"of_org": org_id, "of_id": first.id})


async def _close(
    session: AsyncSession, org_id: UUID, membership_id: UUID, on: date, why: str, decision_id: UUID | None, now: datetime
) -> None:  # fmt: skip
    values: dict[str, Any] = {"valid_to": on, "ended_by": why, "ended_decision_id": decision_id, "ended_at": now}
    await session.execute(_UPDATE.values(values), {"of_org": org_id, "of_id": membership_id})
