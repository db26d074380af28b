"""When a certificate is given, given again, exchanged and withdrawn (Art. 75)."""

from datetime import date
from typing import Literal

from hoptac.capital.refusals.certificates import (
    CertificateBasisMissing,
    CertificateBeforePaidInFull,
    CertificateNotInForce,
    HolderStillMember,
    WithdrawalBeforeIssue,
    WithdrawalInFuture,
)
from hoptac.capital.rules.caps import Holding

ReplacementReason = Literal["lost", "damaged", "contents_changed"]
WithdrawalReason = Literal["membership_ended", "issued_wrongly"]


def check_certificate(holding: Holding) -> None:
    """The certificate is given when what was pledged is paid in full (Art. 75.1)."""
    if holding.paid_dong == 0 or holding.rest_dong > 0:
        raise CertificateBeforePaidInFull(holding.rest_dong)


def amount_to_certify(holding: Holding, said_dong: int) -> int:
    """What the paper in place of another says: all that is paid, where it is paid in full; else what the old one said, since
    that part was paid in full once (Art. 75.1, 75.3)."""
    return said_dong if holding.rest_dong else holding.paid_dong


def check_replacement(state: str, number: str, basis: str) -> None:
    """Only a certificate in force is issued again or exchanged, on somebody's request or decision (Art. 75.3, 75.4)."""
    if state != "in_force":
        raise CertificateNotInForce(number)
    if not basis:
        raise CertificateBasisMissing


def check_withdrawal(
    state: str, number: str, basis: str, reason: WithdrawalReason, *, has_left: bool, issued_on: date, withdrawn_on: date,
    today: date,
) -> None:  # fmt: skip
    """Only a certificate in force is withdrawn, by a decision, between its issue and today (Art. 75.3, 75.4); for the end of
    a membership only where it has ended."""
    check_replacement(state, number, basis)
    if reason == "membership_ended" and not has_left:
        raise HolderStillMember
    if withdrawn_on < issued_on:
        raise WithdrawalBeforeIssue(issued_on)
    if withdrawn_on > today:
        raise WithdrawalInFuture(today)
