"""Issuing the contribution certificate once the pledge is paid in full, one or many at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.contents import certificate_number, contents_of, new_check_code
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.keeping import take_numbers
from hoptac.capital.models import CERTIFICATES
from hoptac.capital.queries.certificates import list_certificates, list_holders, list_things
from hoptac.capital.queries.certifying import all_due_certificates
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import CertificateAlreadyIssued, MemberNotFound, NobodyDue
from hoptac.capital.rules import check_certificate
from hoptac.capital.sealing import seal_contents
from hoptac.kit import audit
from hoptac.kit.bulk import insert_rows
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.identifiers import new_id
from hoptac.members.memberships.rules import check_member_now

_INSERT = insert(CERTIFICATES)
_COLUMNS = (
    "id", "number", "party_id", "amount_dong", "contents", "check_code", "deed", "replaces_id", "reason",
)  # fmt: skip


async def issue_certificate(
    session: AsyncSession, *, org_id: UUID, actor_id: UUID, now: datetime, party_id: UUID, site_url: str
) -> Recorded:
    """Number and keep the certificate of what a member has paid in, as the register stands today (Art. 75.1, 75.2).

    `site_url` is where the check page is reached from outside ("https://htx.vn"). A member whose capital grew since
    gets a new certificate in exchange for the old. Raises MemberNotFound, CertificateBeforePaidInFull and
    CertificateAlreadyIssued.
    """
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today)
    if standing is None:
        raise MemberNotFound
    check_member_now(standing.name, standing.left_on)
    check_certificate(standing.holding)
    paid_dong = standing.holding.paid_dong
    earlier = await list_certificates(session, org_id, party_id)
    last = earlier[-1] if earlier else None
    if last and last.is_in_force and last.amount_dong == paid_dong:
        raise CertificateAlreadyIssued(last.number)
    row = {
        "party_id": party_id,
        "amount_dong": paid_dong,
        "deed": "exchange" if last and last.is_in_force else "issue",
        "reason": "contents_changed" if last and last.is_in_force else "",
        "replaces_id": last.id if last else None,
    }
    return await keep_certificate(
        session, org_id=org_id, actor_id=actor_id, now=now, site_url=site_url, row=row,
        charter_capital_dong=standing.capital.charter_capital_dong, replaces=last.number if last else None,
    )  # fmt: skip


async def keep_certificate(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    site_url: str,
    row: dict[str, Any],
    charter_capital_dong: int,
    replaces: str | None,
) -> Recorded:
    """Number, put together and write one certificate; `row` says whose, of what amount, by which deed. Behind the lock."""
    party_id, today = row["party_id"], now.astimezone(VIETNAM).date()
    number = certificate_number(await take_numbers(session, org_id, "certificates", today.year), today.year)
    check_code = new_check_code()
    contents = contents_of(
        (await list_holders(session, org_id, [party_id]))[party_id],
        (await list_things(session, org_id, [party_id])).get(party_id, []),
        charter_capital_dong=charter_capital_dong,
        amount_dong=row["amount_dong"],
        number=number,
        issued_on=today,
        site_url=site_url,
        check_code=check_code,
        replaces=replaces,
    )
    certificate_id = new_id()
    about = {"org_id": org_id, "id": certificate_id, "number": number, "contents": seal_contents(org_id, contents)}
    about |= {"issued_on": today, "check_code": check_code, "issued_by": actor_id, "issued_at": now}
    await session.execute(_INSERT, {"basis": ""} | row | about)
    detail = {"party_id": str(party_id), "number": number, "amount_dong": row["amount_dong"], "deed": row["deed"]}
    await audit.record(
        session,
        org_id=org_id,
        person_id=actor_id,
        at=now,
        verb="issue_certificate" if row["deed"] == "issue" else "replace_certificate",
        subject=("certificate", certificate_id),
        detail=detail | {"reason": row["reason"], "replaces": replaces},
    )
    return Recorded(certificate_id)


async def issue_certificates(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    site_url: str,
    q: str = "",
    party_ids: Sequence[UUID] | None = None,
) -> list[UUID]:
    """Issue to all who are due one, or to those among the parties or the search who are; the ids, in the order of the names.

    Those who are due none any more are passed over. Raises NobodyDue (Art. 75.1) when that is everybody.
    """
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    due = await all_due_certificates(session, org_id, q=q, party_ids=party_ids)
    if not due:
        raise NobodyDue
    holders = await list_holders(session, org_id, [one.id for one in due])
    things = await list_things(session, org_id, [one.id for one in due])
    first = await take_numbers(session, org_id, "certificates", today.year, len(due))
    rows: list[tuple[Any, ...]] = []
    for place, one in enumerate(due, first):
        number, check_code = certificate_number(place, today.year), new_check_code()
        contents = contents_of(
            holders[one.id],
            things.get(one.id, []),
            charter_capital_dong=everyone.pledged_dong,
            amount_dong=one.paid_dong,
            number=number,
            issued_on=today,
            site_url=site_url,
            check_code=check_code,
            replaces=one.certificate_number,
        )
        deed, reason = ("issue", "") if one.why == "none" else ("exchange", "contents_changed")
        rows.append(
            (new_id(), number, one.id, one.paid_dong, msgspec.json.encode(seal_contents(org_id, contents)).decode(), check_code, deed,
             one.certificate_id, reason)
        )  # fmt: skip
    shared = {"org_id": org_id, "issued_on": today, "issued_by": actor_id, "issued_at": now}
    await insert_rows(session, CERTIFICATES, _COLUMNS, rows, shared=shared)
    ids = [row[0] for row in rows]
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="issue_certificates", subject=("certificate", ids[0]),
        detail={"count": len(rows), "first": rows[0][1], "last": rows[-1][1]},
    )  # fmt: skip
    return ids
