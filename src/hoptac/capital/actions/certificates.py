"""Issuing the contribution certificate once the pledge is paid in full, and ending one that says more than is held."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.documents import CertificateContents, HolderKind
from hoptac.capital.keeping import take_numbers
from hoptac.capital.models import CERTIFICATE_ENDINGS, CERTIFICATES
from hoptac.capital.queries.certificates import ContributedThing, get_holder, list_certificates, list_things
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import CertificateAlreadyIssued, MemberNotFound
from hoptac.capital.rules import check_certificate, ratio_in_hundredths
from hoptac.capital.sealing import seal_contents
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.countries import country_name
from hoptac.kit.identifiers import new_id

_INSERT, _END = insert(CERTIFICATES), insert(CERTIFICATE_ENDINGS)
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0, 1, i, l and o, which people confuse when they copy a code from paper."""
CODE_LENGTH = 16


def new_check_code() -> str:
    """A code that nobody can guess: 31 ** 16 is above 2 ** 79."""
    return "".join(secrets.choice(CODE_ALPHABET) for _position in range(CODE_LENGTH))


async def issue_certificate(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, site_url: str
) -> Recorded:
    """Number and keep the certificate of what a member has paid in, as the register stands today (Art. 75.1, 75.2).

    `site_url` is where the check page is reached from outside ("https://htx.vn"). A member whose capital grew since
    gets a new certificate in place of the old. Raises MemberNotFound, CertificateBeforePaidInFull and
    CertificateAlreadyIssued.
    """
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today)
    if standing is None:
        raise MemberNotFound
    check_certificate(standing.holding)
    paid_dong = standing.holding.paid_dong
    earlier = await list_certificates(session, org_id, party_id)
    if earlier and earlier[-1].is_in_force and earlier[-1].amount_dong == paid_dong:
        raise CertificateAlreadyIssued(earlier[-1].number)
    holder = await get_holder(session, org_id, party_id)
    things = await list_things(session, org_id, party_id)
    number = f"{await take_numbers(session, org_id, 'certificates', today.year):03}/{today.year}"
    check_code = new_check_code()
    charter_capital_dong = standing.capital.charter_capital_dong
    contents = CertificateContents(
        organization_name=holder.organization_name,
        organization_code=holder.organization_code or "",
        head_office=holder.head_office,
        charter_capital_dong=charter_capital_dong,
        holder_kind=cast(HolderKind, holder.kind),
        holder_name=holder.name,
        holder_address=holder.address or "",
        holder_nationality=country_name(holder.nationality, "vi") if holder.kind == "individual" else "",
        holder_identity_number=holder.identity_number or "",
        amount_dong=paid_dong,
        contribution_ratio=ratio_in_hundredths(paid_dong, charter_capital_dong),
        number=number,
        issued_on=today,
        legal_representative=holder.legal_representative,
        legal_representative_title=holder.legal_representative_title,
        check_url=f"{site_url}/{holder.slug}/certificates/check/{check_code}",
        replaces=earlier[-1].number if earlier else None,
        assets="; ".join(map(_named, things)) or None,
        right_of_use_period="; ".join(_period(thing, things) for thing in things if thing.right_of_use_period) or None,
    )
    certificate_id = new_id()
    row = {
        "org_id": org_id,
        "id": certificate_id,
        "number": number,
        "party_id": party_id,
        "amount_dong": paid_dong,
        "contents": seal_contents(org_id, contents),
        "issued_on": today,
        "check_code": check_code,
        "issued_by": actor_id,
        "issued_at": now,
    }
    await session.execute(_INSERT, row)
    await audit.record(
        session,
        org_id=org_id,
        person_id=actor_id,
        at=now,
        verb="issue_certificate",
        subject=("certificate", certificate_id),
        detail={"party_id": str(party_id), "number": number, "amount_dong": paid_dong},
    )
    return Recorded(certificate_id)


def _named(thing: ContributedThing) -> str:
    return f"{thing.asset} ({thing.quantity})" if thing.quantity else thing.asset


def _period(thing: ContributedThing, things: Sequence[ContributedThing]) -> str:
    """The period alone where there is one thing, else with the thing it is of."""
    return thing.right_of_use_period if len(things) == 1 else f"{thing.asset}: {thing.right_of_use_period}"


async def end_certificate(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    held_dong: int,
    by: Mapping[str, UUID],
) -> str | None:
    """End the certificate in force if it says more than the member holds now; its number, None where it may stand.

    `by` names the deed: {"refund_id": …} or {"retraction_id": …}. What the paper says is no more true, so it is withdrawn; a
    new one is issued in its place when what is pledged is paid in full (Art. 75.1, 75.3, 75.4).
    """
    certificates = await list_certificates(session, org_id, party_id)
    if not certificates or not certificates[-1].is_in_force or certificates[-1].amount_dong <= held_dong:
        return None
    ended = certificates[-1]
    row = {"org_id": org_id, "certificate_id": ended.id, "ended_on": now.astimezone(VIETNAM).date()}
    row |= {"refund_id": None, "retraction_id": None, "recorded_by": actor_id, "recorded_at": now}
    await session.execute(_END, row | dict(by))
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="end_certificate", subject=("certificate", ended.id),
        detail={"party_id": str(party_id), "number": ended.number, "held_dong": held_dong},
    )  # fmt: skip
    return ended.number
