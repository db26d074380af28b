"""What becomes of a certificate in force: issued again, exchanged, withdrawn (Art. 75.3, 75.4)."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.actions.certificates import keep_certificate
from hoptac.capital.actions.contents import contents_of
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.models import CERTIFICATE_ENDINGS
from hoptac.capital.queries.certificates import CertificateRow, list_certificates, list_holders, list_things
from hoptac.capital.queries.standing import find_standing, lock_capital
from hoptac.capital.refusals import CertificateNotFound, ContentsUnchanged, MemberNotFound
from hoptac.capital.rules import (
    ReplacementReason,
    WithdrawalReason,
    amount_to_certify,
    check_replacement,
    check_withdrawal,
)
from hoptac.kit import audit
from hoptac.kit.calendar import VIETNAM
from hoptac.kit.vietnamese import clean_text

_END = insert(CERTIFICATE_ENDINGS)


def _find(certificates: list[CertificateRow], certificate_id: UUID) -> CertificateRow:
    found = next((one for one in certificates if one.id == certificate_id), None)
    if found is None:
        raise CertificateNotFound
    return found


async def replace_certificate(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    certificate_id: UUID,
    reason: ReplacementReason,
    basis: str,
    site_url: str,
) -> Recorded:
    """Issue a lost or damaged certificate again, or exchange one whose contents have changed, under a new number; the old one
    is void from then on (Art. 75.3).

    The same asked for twice is one new certificate. Raises MemberNotFound, CertificateNotFound, CertificateNotInForce,
    CertificateBasisMissing, and ContentsUnchanged for an exchange that would change nothing.
    """
    basis, today = clean_text(basis), now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today)
    if standing is None:
        raise MemberNotFound
    certificates = await list_certificates(session, org_id, party_id)
    old = _find(certificates, certificate_id)
    made = next((one for one in certificates if one.replaces_id == old.id and one.reason == reason), None)
    if made is not None:
        return Recorded(made.id, is_new=False)
    check_replacement(old.state, old.number, basis)
    amount_dong = amount_to_certify(standing.holding, old.amount_dong)
    if reason == "contents_changed" and not await _has_changed(session, org_id, old, amount_dong):
        raise ContentsUnchanged(old.number)
    row = {"party_id": party_id, "amount_dong": amount_dong, "reason": reason, "basis": basis, "replaces_id": old.id}
    return await keep_certificate(
        session, org_id=org_id, actor_id=actor_id, now=now, site_url=site_url, replaces=old.number,
        row=row | {"deed": "exchange" if reason == "contents_changed" else "reissue"},
        charter_capital_dong=standing.capital.charter_capital_dong,
    )  # fmt: skip


async def _has_changed(session: AsyncSession, org_id: UUID, old: CertificateRow, amount_dong: int) -> bool:
    """Whether a new paper would say anything else of the holder, the organization or the contribution. Charter capital and
    ratio change whenever anybody pledges; they alone are no ground."""
    said = old.contents
    anew = contents_of(
        (await list_holders(session, org_id, [old.party_id]))[old.party_id],
        (await list_things(session, org_id, [old.party_id])).get(old.party_id, []),
        charter_capital_dong=said.charter_capital_dong,
        amount_dong=amount_dong,
        number=said.number,
        issued_on=said.issued_on,
        site_url="",
        check_code="",
        replaces=said.replaces,
    )
    passed_over = ("check_url", "contribution_ratio")
    return any(getattr(anew, name) != getattr(said, name) for name in anew.__struct_fields__ if name not in passed_over)


async def withdraw_certificate(
    session: AsyncSession,
    *,
    org_id: UUID,
    actor_id: UUID,
    now: datetime,
    party_id: UUID,
    certificate_id: UUID,
    reason: WithdrawalReason,
    basis: str,
    withdrawn_on: date,
) -> Recorded:
    """Withdraw a certificate by a decision (Art. 75.3, 75.4). Withdrawn for the same reason before, it stays so.

    Raises CertificateNotFound, MemberNotFound and the refusals of `check_withdrawal`.
    """
    basis = clean_text(basis)
    today = now.astimezone(VIETNAM).date()
    everyone = await lock_capital(session, org_id)
    found = _find(await list_certificates(session, org_id, party_id), certificate_id)
    if found.ending_reason == reason:
        return Recorded(found.id, is_new=False)
    standing = await find_standing(session, org_id, party_id, everyone=everyone, on=today)
    if standing is None:
        raise MemberNotFound
    check_withdrawal(
        found.state, found.number, basis, reason, has_left=standing.left_on is not None, issued_on=found.issued_on,
        withdrawn_on=withdrawn_on, today=today,
    )  # fmt: skip
    row = {"org_id": org_id, "certificate_id": found.id, "ended_on": withdrawn_on, "reason": reason, "basis": basis}
    await session.execute(_END, row | {"recorded_by": actor_id, "recorded_at": now})
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="withdraw_certificate",
        subject=("certificate", found.id),
        detail={"party_id": str(party_id), "number": found.number, "reason": reason, "basis": basis},
    )  # fmt: skip
    return Recorded(found.id)


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

    `by` names the deed: {"refund_id": …}, {"retraction_id": …} or {"termination_id": …}. What the paper says is no more true, so it is withdrawn; a
    new one is issued in its place when what is pledged is paid in full (Art. 75.1, 75.3, 75.4).
    """
    certificates = await list_certificates(session, org_id, party_id)
    if not certificates or not certificates[-1].is_in_force or certificates[-1].amount_dong <= held_dong:
        return None
    ended = certificates[-1]
    row = {"org_id": org_id, "certificate_id": ended.id, "ended_on": now.astimezone(VIETNAM).date()}
    row |= {"refund_id": None, "retraction_id": None, "termination_id": None}
    row |= {"reason": "membership_ended" if "termination_id" in by else "capital_reduced"}
    row |= {"recorded_by": actor_id, "recorded_at": now}
    await session.execute(_END, row | dict(by))
    await audit.record(
        session, org_id=org_id, person_id=actor_id, at=now, verb="end_certificate", subject=("certificate", ended.id),
        detail={"party_id": str(party_id), "number": ended.number, "held_dong": held_dong},
    )  # fmt: skip
    return ended.number
