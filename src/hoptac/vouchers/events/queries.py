"""What a proposal reads: the organization's methods, the party's standing, what was recorded so far."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.queries.accounts import chart_of
from hoptac.members.agreements.queries import official_members
from hoptac.organizations.terms import POSTING_RULE, terms_on
from hoptac.parties.queries import party_names
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.proposals import Facts
from hoptac.vouchers.models import Voucher
from hoptac.vouchers.rules import MemberStanding

_vouchers = Voucher.__table__.c
_USED = (
    select(_vouchers.event_id, func.count())
    .where(
        _vouchers.org_id == bindparam("org_id", type_=Uuid()),
        _vouchers.event_id != "",
        _vouchers.state != "discarded",
    )
    .group_by(_vouchers.event_id)
)


async def count_used(session: AsyncSession, org_id: UUID) -> dict[str, int]:
    """How many vouchers were made from each event."""
    return {row[0]: row[1] for row in await session.execute(_USED, {"org_id": org_id})}


def is_on(event: Event, terms: Mapping[str, int]) -> bool:
    """Whether the organization books it this way; what the circular says in full always, what needs the charter not at first."""
    return not event.is_switchable or bool(terms.get(POSTING_RULE + event.id, int(not event.starts_off)))


async def load_facts(
    session: AsyncSession, org_id: UUID, day: date, party_id: UUID | None = None, *, keeps_seasons: bool = False
) -> tuple[Facts, dict[str, int]]:
    """What a proposal must know on a day, and the terms in force then."""
    terms = await terms_on(session, org_id, day)
    standing: MemberStanding = "none"
    name = ""
    if party_id is not None:
        name = (await party_names(session, org_id, [party_id])).get(party_id, "")
        official = await official_members(session, org_id, [party_id], day)
        if party_id in official:
            standing = "agreement" if official[party_id] else "member"
    facts = Facts(
        chart=await chart_of(session, org_id),
        vat_deduction=bool(terms["accounting.vat_deduction"]),
        tracks_internal=bool(terms["accounting.tracks_internal"]),
        keeps_seasons=keeps_seasons,
        standing=standing,
        party_name=name,
    )
    return facts, terms
