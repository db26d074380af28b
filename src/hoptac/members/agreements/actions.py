"""What is done with agreements: recorded once signed, ended before their time."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.db import Base
from hoptac.kit.identifiers import new_id
from hoptac.ledger.actions.head import lock_head
from hoptac.members.agreements.models import MemberAgreement
from hoptac.members.agreements.queries import (
    agreements_of,
    find_holder_of_agreement_number,
    internal_movements,
    lock_agreement,
)
from hoptac.members.agreements.refusals import AgreementNumberTaken
from hoptac.members.agreements.rules import AgreementForm, check_days, check_ending, check_official
from hoptac.members.memberships.rules import check_member_now
from hoptac.members.queries import get_member, lock_register

_agreements = Base.metadata.tables[MemberAgreement.__tablename__]
INSERT = insert(_agreements)
END = update(_agreements).where(_agreements.c.org_id == bindparam("of_org"), _agreements.c.id == bindparam("of_id"))

HAND_OVER = update(_agreements).where(
    _agreements.c.org_id == bindparam("of_org"), _agreements.c.party_id == bindparam("of_party")
)


async def record_agreement(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, form: AgreementForm
) -> UUID:
    """Record a signed agreement with an official member; its id.

    Law 17/2023/QH15, Art. 4.1–4.2. Raises NotFound, NotOfficial, AgreementNumberTaken, SignedAhead, InForceBeforeSigned,
    InForceBeforeMembership, EndsBeforeItBegins.
    """
    await lock_register(session, org_id)
    member = await get_member(session, org_id, party_id)
    check_member_now(member.name, member.left_on)
    check_official(member.kind)
    check_days(form, joined_on=member.joined_on, today=now.astimezone(VIETNAM).date())
    holder = await find_holder_of_agreement_number(session, org_id, form.number)
    if holder is not None:
        raise AgreementNumberTaken(form.number, holder)
    agreement_id = new_id()
    row = {"org_id": org_id, "id": agreement_id, "party_id": party_id, "recorded_by": actor_id, "recorded_at": now}
    row |= {"number": form.number, "signed_on": form.signed_on, "covers": form.covers}
    row |= {"valid_from": form.valid_from, "valid_to": form.valid_to}
    await session.execute(INSERT, row | {"ended_by": None, "ended_at": None, "ending_reason": None})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="record_agreement", subject=("member", party_id),
        detail={"number": form.number, "valid_from": form.valid_from.isoformat()},
    )  # fmt: skip
    return agreement_id


async def end_agreement(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, agreement_id: UUID,
    ends_on: date, reason: str,
) -> None:  # fmt: skip
    """Let an agreement end earlier than was written; postings wait meanwhile.

    Raises NotFound, EndingReasonMissing, EndsBeforeItBegins, NotLonger, InternalAfterTheEnd.
    """
    await lock_agreement(session, org_id, party_id, agreement_id)
    await lock_head(session, org_id)
    rows = await agreements_of(session, org_id, party_id)
    ended = next(row for row in rows if row.id == agreement_id)
    others = [row.span for row in rows if row.id != agreement_id]
    internal = await internal_movements(session, org_id, party_id, after=ends_on)
    check_ending(ended.span, ends_on, reason, others=others, internal=internal)
    values = {"valid_to": ends_on, "ended_by": actor_id, "ended_at": now, "ending_reason": reason}
    await session.execute(END.values(values), {"of_org": org_id, "of_id": agreement_id})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="end_agreement", subject=("member", party_id),
        detail={"number": ended.number, "ends_on": ends_on.isoformat()},
    )  # fmt: skip


async def hand_over_agreements(session: AsyncSession, org_id: UUID, *, from_id: UUID, to_id: UUID) -> None:
    """Agreements with one record of a member are agreements with the record that took it up."""
    await session.execute(HAND_OVER.values(party_id=to_id), {"of_org": org_id, "of_party": from_id})
